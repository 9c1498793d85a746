from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.index import matching

PLACES = st.sets(st.integers(-20, 400), max_size=120)


@pytest.mark.parametrize("few", [0, 1_000], ids=["by stretches", "one by one"])
@given(one=PLACES, other=PLACES)
def test_what_is_in_both(few: int, one: set[int], other: set[int]) -> None:
    with patch.multiple(matching, _STRETCH=32, _FEW=few):
        both = matching.in_both(*(np.array(sorted(places), np.int32) for places in (one, other)))
    assert both.tolist() == sorted(one & other)


@pytest.mark.parametrize("sparse", [1, 1_000], ids=["sorted", "in a map"])
@given(several=st.lists(st.sets(st.integers(0, 400), max_size=60), max_size=4), among=st.none() | PLACES)
def test_places_of_several_terms(sparse: int, several: list[set[int]], among: set[int] | None) -> None:
    allowed = None if among is None else {place for place in among if place >= 0}
    with patch.multiple(matching, _SPARSE=sparse):
        found = matching._in_order(
            [np.array(sorted(places), np.int32) for places in several],
            401,
            None if allowed is None else np.array(sorted(allowed), np.int32),
        )
    every = set().union(*several)
    assert found.tolist() == sorted(every if allowed is None else every & allowed)
