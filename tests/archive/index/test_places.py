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
        both = matching.in_both(*(np.array(sorted(places), np.int64) for places in (one, other)))
    assert both.tolist() == sorted(one & other)
