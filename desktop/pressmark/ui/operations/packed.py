"""What a change needs for Undo, kept as bytes: fifty thousand values would hold the garbage collector up every time."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, cast, overload

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")

SIZE = 2_000  # values in a piece


class Packed(Sequence[T], Generic[T]):
    """Values in order, in pieces of at most `SIZE`; never changed. What is packed never leaves the process."""

    def __init__(self, values: Sequence[T] = ()) -> None:
        pieces = [tuple(values[start : start + SIZE]) for start in range(0, len(values), SIZE)]
        self._pieces: tuple[tuple[bytes, int], ...] = tuple((pickle.dumps(piece), len(piece)) for piece in pieces)

    def __add__(self, other: Packed[T]) -> Packed[T]:
        if self._pieces and other._pieces and self._pieces[-1][1] + other._pieces[0][1] <= SIZE:
            joint = Packed((*self.piece(-1), *other.piece(0)))
            return self._of((*self._pieces[:-1], *joint._pieces, *other._pieces[1:]))
        return self._of((*self._pieces, *other._pieces))

    def __len__(self) -> int:
        return sum(size for _, size in self._pieces)

    def __iter__(self) -> Iterator[T]:
        for number in range(len(self._pieces)):
            yield from self.piece(number)

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...

    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        if isinstance(place, int) and 0 <= place < (self._pieces[0][1] if self._pieces else 0):
            return self.piece(0)[place]
        return tuple(self)[place]

    @property
    def pieces(self) -> int:
        """How many pieces there are."""
        return len(self._pieces)

    def piece(self, number: int) -> tuple[T, ...]:
        """The values of a piece."""
        return cast("tuple[T, ...]", pickle.loads(self._pieces[number][0]))  # noqa: S301 - made here, a moment ago

    def without_last(self) -> Packed[T]:
        """All but the last piece."""
        return self._of(self._pieces[:-1])

    def _of(self, pieces: tuple[tuple[bytes, int], ...]) -> Packed[T]:
        made: Packed[T] = Packed()
        made._pieces = pieces
        return made
