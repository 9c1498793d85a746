"""How the terms and postings of one field of a segment lie in arrays, and how they are found again.

Terms stand in byte order; their postings (document, frequency, positions) follow one another in the order of the terms.
So the postings of a prefix, whose terms are neighbours, are one slice, and a merge of segments is a concatenation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pressmark.archive.index.arrays import Malformed, narrow

if TYPE_CHECKING:
    from pressmark.archive.index.arrays import Array

_LAST = b"\xff"  # after every byte of UTF-8


def field_arrays(
    keys: list[bytes], counts: Array, documents: Array, frequencies: Array, positions: Array
) -> dict[str, Array]:
    """Lay out one field: sorted terms, postings a term, then every posting's document, frequency and positions."""
    ends = np.cumsum(counts, dtype=np.uint64)
    spans = np.concatenate(([0], np.cumsum(frequencies, dtype=np.uint64))).astype(np.uint64)
    return {
        "keys": np.frombuffer(b"".join(keys), np.uint8),
        "key_ends": narrow(np.cumsum([len(key) for key in keys], dtype=np.uint64)),
        "ends": narrow(ends),
        "position_ends": narrow(spans[ends.astype(np.int64)]),
        "documents": narrow(documents),
        "frequencies": narrow(frequencies),
        "positions": narrow(positions),
    }


class FieldTerms:
    """The terms and postings of one field of one segment."""

    def __init__(self, arrays: dict[str, Array], name: str) -> None:
        try:
            (
                self._keys,
                self._key_ends,
                self._ends,
                self._position_ends,
                self._documents,
                self.frequencies,
                self._places,
            ) = (
                arrays[f"{name}.{part}"]
                for part in ("keys", "key_ends", "ends", "position_ends", "documents", "frequencies", "positions")
            )
        except KeyError as error:
            raise Malformed(f"field {name}") from error
        self.count = self._key_ends.size
        if not (
            self.count == self._ends.size == self._position_ends.size
            and self._documents.size == self.frequencies.size
            and self._at(self._key_ends, self.count) == self._keys.size
            and self._at(self._ends, self.count) == self._documents.size
            and self._at(self._position_ends, self.count) == self._places.size
        ):
            raise Malformed(f"field {name}")
        self._bytes = self._keys.data

    @staticmethod
    def _at(ends: Array, index: int) -> int:
        return int(ends[index - 1]) if index else 0

    def key(self, index: int) -> bytes:
        """Return the term at a place in the order of terms."""
        return bytes(self._bytes[self._at(self._key_ends, index) : int(self._key_ends[index])])

    def lower(self, key: bytes) -> int:
        """Return the place of the first term that is not before `key`."""
        low, high = 0, self.count
        while low < high:
            middle = (low + high) // 2
            if self.key(middle) < key:
                low = middle + 1
            else:
                high = middle
        return low

    def span(self, term: str, *, is_prefix: bool = False) -> tuple[int, int]:
        """Return the places of a term, or of all terms that begin with it, as first and past the last."""
        key = term.encode()
        first = self.lower(key)
        if is_prefix:
            return first, self.lower(key + _LAST)
        return first, first + (first < self.count and self.key(first) == key)

    def postings(self, first: int, last: int) -> tuple[Array, Array]:
        """Return document numbers and frequencies of the terms from `first` up to `last`."""
        part = slice(self._at(self._ends, first), self._at(self._ends, last))
        return self._documents[part], self.frequencies[part]

    def positions(self, first: int, last: int) -> Array:
        """Return the positions of the same terms, as many for a posting as its frequency says."""
        return self._places[self._at(self._position_ends, first) : self._at(self._position_ends, last)]

    def counts(self) -> Array:
        """Return how many postings every term has."""
        return np.diff(self._ends.astype(np.int64), prepend=0)

    def position_counts(self) -> Array:
        """Return how many positions every term has."""
        return np.diff(self._position_ends.astype(np.int64), prepend=0)

    def keys(self) -> list[bytes]:
        """Return all terms in order."""
        ends = self._key_ends.tolist()
        whole = bytes(self._bytes)
        return [whole[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    def ending_in(self, first: int, last: int, end: bytes) -> Array:
        """Return the places of those terms from `first` up to `last` whose bytes end in these."""
        ends = self._key_ends[first:last].astype(np.int64)
        fits = self.key_lengths(first, last) >= len(end)
        for back, byte in enumerate(reversed(end), 1):
            fits[fits] = self._keys[ends[fits] - back] == byte
        return np.flatnonzero(fits) + first

    def key_lengths(self, first: int, last: int) -> Array:
        """Return the lengths in bytes of the terms from `first` up to `last`."""
        start = self._at(self._key_ends, first)
        return np.diff(self._key_ends[first:last].astype(np.int64), prepend=start)
