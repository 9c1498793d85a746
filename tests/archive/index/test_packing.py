from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.index.arrays import Malformed
from pressmark.archive.index.packing import Bits, Numbers, gaps_of, pack, pack_bits, restarted, stable_order

NUMBERS = st.lists(
    st.integers(0, 255) | st.integers(0, 1500) | st.integers(0, 1 << 40), max_size=60
) | st.lists(st.integers(0, 900), min_size=500, max_size=1200)  # fmt: skip


def named(arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {f"x.{name}": values for name, values in arrays.items()}


@given(NUMBERS, st.data())
def test_any_stretch_is_read_as_it_was(values: list[int], data: st.DataObject) -> None:
    packed = Numbers(named(pack(np.array(values, np.int64))), "x")
    first = data.draw(st.integers(0, len(values)))
    last = data.draw(st.integers(first, len(values)))
    assert packed.read(0, packed.size).tolist() == values
    assert packed.read(first, last).tolist() == values[first:last]


@given(st.lists(st.booleans(), max_size=1500), st.data())
def test_true_bits_are_counted_before_any_place(values: list[bool], data: st.DataObject) -> None:
    bits = Bits(named(pack_bits(np.array(values, bool))), "x", len(values))
    place = data.draw(st.integers(0, len(values)))
    assert bits.rank(place) == sum(values[:place])
    assert bits.total == sum(values)


@given(st.lists(st.lists(st.integers(0, 99), max_size=5).map(sorted), max_size=8))
def test_gaps_begin_anew_with_every_group(groups: list[list[int]]) -> None:
    values = np.array([one for group in groups for one in group], np.int64)
    counts = np.array([len(group) for group in groups], np.int64)
    assert restarted(gaps_of(values, counts), counts).tolist() == values.tolist()


@given(st.lists(st.integers(0, 1 << 20)))
def test_sorts_as_numpy_does(values: list[int]) -> None:
    numbers = np.array(values, np.int64)
    assert stable_order(numbers).tolist() == np.argsort(numbers, kind="stable").tolist()


def test_arrays_that_do_not_belong_together_are_malformed() -> None:
    whole = named(pack(np.array([3, 700, 2, 90_000, 100_000])))
    for name, values in whole.items():
        if name != "x.low" and values.size:
            with pytest.raises(Malformed):
                Numbers(whole | {name: values[:-1]}, "x")
