from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.index.arrays import Malformed
from pressmark.archive.index.doclists import DocumentLists, ends_of, pack_lists
from pressmark.archive.index.packing import gaps_of

LISTS = st.lists(
    st.sets(st.integers(0, 80_000), max_size=6)  # rare words
    | st.sets(st.integers(0, 400), max_size=60)  # common ones
    | st.builds(lambda first, count: set(range(first, first + count)), st.sampled_from([0, 254, 255, 510]), st.just(9)),
    max_size=12,
).map(lambda lists: [sorted(one) for one in lists])


def packed(lists: list[list[int]]) -> tuple[dict[str, np.ndarray], np.ndarray]:
    counts = np.array([len(one) for one in lists], np.int64)
    gaps = gaps_of(np.array([number for one in lists for number in one], np.int64), counts)
    return {f"x.{name}": values for name, values in pack_lists(gaps, counts).items()}, ends_of(counts)


@given(LISTS, st.data())
def test_any_neighbours_are_read_as_they_were(lists: list[list[int]], data: st.DataObject) -> None:
    found = DocumentLists(packed(lists)[0], "x", packed(lists)[1])
    first = data.draw(st.integers(0, len(lists)))
    last = data.draw(st.integers(first, len(lists)))
    assert found.read(first, last).tolist() == [number for one in lists[first:last] for number in one]


def test_each_list_is_kept_in_the_shorter_way() -> None:
    arrays, _ = packed([list(range(0, 9_000, 9)), [3, 30_000], [70_000]])
    assert arrays["x.near_terms"].tolist() == [0]
    assert arrays["x.near"].size == 1_000
    assert arrays["x.far"].tolist() == [3, 30_000, 70_000]


def test_arrays_that_do_not_belong_together_are_malformed() -> None:
    whole, ends = packed([list(range(0, 9_000, 9)), [3, 30_000], [70_000]])
    for name, values in whole.items():
        with pytest.raises(Malformed):
            DocumentLists(whole | {name: values[:-1]}, "x", ends)
        with pytest.raises(Malformed):
            DocumentLists({one: kept for one, kept in whole.items() if one != name}, "x", ends)
    with pytest.raises(Malformed):
        DocumentLists(whole | {"x.near_terms": whole["x.near_terms"] + np.uint8(9)}, "x", ends)
