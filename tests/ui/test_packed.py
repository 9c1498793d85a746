from __future__ import annotations

import pytest

from pressmark.archive.values import TagChange
from pressmark.ui.operations.packed import SIZE, Packed

MANY = [TagChange(number, ("a",), ()) for number in range(2 * SIZE + 5)]


def test_values_come_out_as_they_went_in() -> None:
    packed = Packed(MANY)
    assert list(packed) == MANY
    assert len(packed) == len(MANY)
    assert (packed[0], packed[-1], packed[SIZE:]) == (MANY[0], MANY[-1], tuple(MANY[SIZE:]))
    assert packed.pieces == 3
    assert packed.piece(2) == tuple(MANY[2 * SIZE :])


def test_they_grow_and_shrink_at_the_end() -> None:
    packed = Packed(MANY) + Packed(MANY[:7])
    assert list(packed) == MANY + MANY[:7]
    assert packed.pieces == 3  # small ones are put together
    assert list(packed.without_last()) == MANY[: 2 * SIZE]


def test_nothing_holds_nothing() -> None:
    empty: Packed[int] = Packed()
    assert (len(empty), list(empty), empty.pieces) == (0, [], 0)
    assert list(empty + Packed([1])) == [1]
    with pytest.raises(IndexError):
        empty[0]
