"""How the terms and postings of one field of a segment lie in arrays, and how they are found again.

Terms stand in byte order; their postings (document, frequency, positions) follow one another in the order of the terms.
So the postings of a prefix, whose terms are neighbours, are one stretch, and a merge of segments is a concatenation.
Documents of a term and positions in a document are kept as gaps (see `packing`), frequencies only where a word is
repeated. Derived forms, whose terms come before all others, have no positions. Stems, the very first, have no postings
either: of each it is known which plain forms have it, so that what they save does not cost looking through all words.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from pressmark.archive.index.analysis import FIRST_PLAIN, IN
from pressmark.archive.index.arrays import Malformed, narrow
from pressmark.archive.index.packing import Bits, Numbers, pack, pack_bits, restarted

if TYPE_CHECKING:
    from pressmark.archive.index.arrays import Array

_SKIP = 64  # terms
_REMEMBERED_SPANS = 5_000  # places of terms: a search asks several times, and at the next key again
_HEAVY, _HEAVY_ONES = 50_000, 30  # postings of an answer that is remembered, and how many such answers
_LAST = b"\xff"  # after every byte of UTF-8


def first_plain(keys: list[bytes]) -> int:
    """Return the place of the first term that has positions."""
    return bisect_left(keys, FIRST_PLAIN)


def field_arrays(
    keys: list[bytes], counts: Array, documents: Array, frequencies: Array, positions: Array, stems: Array
) -> dict[str, Array]:
    """Lay out one field.

    Args:
        keys: the terms in byte order.
        counts: the number of postings of each.
        documents: of the postings, as gaps in each term.
        frequencies: of the postings.
        positions: as gaps in each posting, for the terms from `first_plain` on.
        stems: rows of the places of a stem and a plain form that has it, in any order.
    """
    stems = np.unique(stems.reshape(-1, 2), axis=0)
    stem_count = int(stems[-1, 0]) + 1 if stems.size else 0
    plain = first_plain(keys)
    starts = np.cumsum(counts) - counts
    position_counts = np.zeros(len(keys), np.int64)
    if plain < len(keys):  # each of those has postings
        position_counts[plain:] = np.add.reduceat(frequencies, starts[plain:], dtype=np.int64)
    is_repeated = frequencies > 1
    parts = {
        "counts": pack(counts),
        "position_counts": pack(position_counts),
        "documents": pack(documents),
        "repeated": pack_bits(is_repeated),
        "frequencies": pack(frequencies[is_repeated] - 2),
        "positions": pack(positions),
    }
    return {
        "keys": np.frombuffer(b"".join(keys), np.uint8),
        "key_lengths": narrow(np.array([len(key) for key in keys], np.uint64)),
        "form_ends": narrow(np.cumsum(np.bincount(stems[:, 0], minlength=stem_count))),
        "forms": narrow(stems[:, 1]),
    } | {f"{name}.{part}": values for name, several in parts.items() for part, values in several.items()}


class FieldTerms:
    """The terms and postings of one field of one segment.

    Raises:
        Malformed: the arrays do not belong together.
    """

    def __init__(self, arrays: dict[str, Array], name: str) -> None:
        try:
            self._keys, key_lengths, self._form_ends, self._forms = (
                arrays[f"{name}.{part}"] for part in ("keys", "key_lengths", "form_ends", "forms")
            )
        except KeyError as error:
            raise Malformed(f"field {name}") from error
        self.count = key_lengths.size
        self._key_ends = narrow(np.cumsum(key_lengths, dtype=np.uint64))
        self._ends, self._position_ends = (
            narrow(np.cumsum(Numbers(arrays, f"{name}.{part}").read(0, self.count)))
            for part in ("counts", "position_counts")
        )
        self._bytes = self._keys.data
        self._spans: dict[tuple[str, bool], tuple[int, int]] = {}
        self._heavy: dict[tuple[int, int], Array] = {}
        self._documents = Numbers(arrays, f"{name}.documents")
        self._is_repeated = Bits(arrays, f"{name}.repeated", self._documents.size)
        self._frequencies = Numbers(arrays, f"{name}.frequencies")
        self._positions = Numbers(arrays, f"{name}.positions")
        if not (
            self.count == self._ends.size == self._position_ends.size
            and self._at(self._key_ends, self.count) == self._keys.size
            and self._at(self._ends, self.count) == self._documents.size
            and self._at(self._position_ends, self.count) == self._positions.size
            and self._is_repeated.total == self._frequencies.size
            and self._form_ends.size <= self.count
            and self._at(self._form_ends, self._form_ends.size) == self._forms.size
        ):
            raise Malformed(f"field {name}")

    @staticmethod
    def _at(ends: Array, index: int) -> int:
        return int(ends[index - 1]) if index else 0

    def key(self, index: int) -> bytes:
        """Return the term at a place in the order of terms."""
        return bytes(self._bytes[self._at(self._key_ends, index) : int(self._key_ends[index])])

    def lower(self, key: bytes) -> int:
        """Return the place of the first term that is not before `key`."""
        block = bisect_left(self._skips, key)
        low, high = max(0, (block - 1) * _SKIP), min(self.count, block * _SKIP)
        while low < high:
            middle = (low + high) // 2
            if self.key(middle) < key:
                low = middle + 1
            else:
                high = middle
        return low

    @cached_property
    def _skips(self) -> list[bytes]:
        """Some of the terms, so that most of a search for one is done by `bisect`."""
        return [self.key(place) for place in range(0, self.count, _SKIP)]

    def span(self, term: str, *, is_prefix: bool = False) -> tuple[int, int]:
        """Return the places of a term, or of all terms that begin with it, as first and past the last."""
        found = self._spans.get((term, is_prefix))
        if found is None:
            key = term.encode()
            first = self.lower(key)
            past = self.lower(key + _LAST) if is_prefix else first + (first < self.count and self.key(first) == key)
            if len(self._spans) > _REMEMBERED_SPANS:
                self._spans = {}
            found = self._spans[term, is_prefix] = (first, past)
        return found

    def forms(self, stem: str, stemmer: str) -> list[int]:
        """Return the places of the plain forms that have a stem (with its mark) in texts of a stemmer's language."""
        place, past = self.span(stem + IN + stemmer)
        if place == past or place >= self._form_ends.size:
            return []
        found: list[int] = self._forms[self._at(self._form_ends, place) : int(self._form_ends[place])].tolist()
        return found

    def stems(self) -> Array:
        """Return rows of the places of a stem and a plain form that has it."""
        counts: Array = np.diff(self._form_ends.astype(np.int64), prepend=0)
        return np.column_stack([np.repeat(np.arange(counts.size), counts), self._forms.astype(np.int64)])

    def postings(self, first: int, last: int) -> tuple[Array, Array]:
        """Return document numbers and frequencies of the terms from `first` up to `last`."""
        begin, end = self._at(self._ends, first), self._at(self._ends, last)
        gaps = self._documents.read(begin, end)
        documents = np.cumsum(gaps) if last == first + 1 else restarted(gaps, self.counts(first, last))
        return documents, self._frequencies_of(begin, end)

    def totals(self, first: int, last: int, size: int) -> Array:
        """Return how often each of a segment's documents has any of the terms from `first` up to `last`.

        What begins with a letter is a tenth of all words, so the last answers that took long are remembered.
        """
        found = self._heavy.get((first, last))
        if found is None:
            documents, frequencies = self.postings(first, last)
            found = np.bincount(documents, frequencies, minlength=size).astype(np.float32)
            if documents.size > _HEAVY:
                self._heavy = {**dict(list(self._heavy.items())[-_HEAVY_ONES:]), (first, last): found}
        return found

    def positions(self, first: int, last: int, chosen: Array | None = None) -> Array:
        """Return the positions of the same terms, as many for a posting as its frequency says; none of a derived form.

        `chosen`: only those of postings for which it says True.
        """
        frequencies = self._frequencies_of(self._at(self._ends, first), self._at(self._ends, last))
        gaps = self._positions.read(self._at(self._position_ends, first), self._at(self._position_ends, last))
        frequencies = frequencies[frequencies.size - self._with_positions(first, last) :]
        if chosen is not None:
            chosen = chosen[chosen.size - frequencies.size :]
            gaps, frequencies = gaps[np.repeat(chosen, frequencies)], frequencies[chosen]
        return restarted(gaps, frequencies)

    def _frequencies_of(self, begin: int, end: int) -> Array:
        frequencies = np.ones(end - begin, np.int64)
        repeated = np.flatnonzero(self._is_repeated.read(begin, end))
        if repeated.size:
            start = self._is_repeated.rank(begin)
            frequencies[repeated] = self._frequencies.read(start, start + repeated.size) + 2
        return frequencies

    def _with_positions(self, first: int, last: int) -> int:
        """Return how many postings of these terms have positions."""
        plain = min(max(first, self.first_plain), last)
        return self._at(self._ends, last) - self._at(self._ends, plain)

    @cached_property
    def first_plain(self) -> int:
        """The place of the first term that has positions."""
        return self.lower(FIRST_PLAIN)

    def posting_count(self, first: int, last: int) -> int:
        """Return how many postings the terms from `first` up to `last` have."""
        return self._at(self._ends, last) - self._at(self._ends, first)

    def counts(self, first: int = 0, last: int | None = None) -> Array:
        """Return how many postings every term has, of all or from `first` up to `last`."""
        return np.diff(self._ends[first:last].astype(np.int64), prepend=self._at(self._ends, first))

    def position_counts(self) -> Array:
        """Return how many positions every term has."""
        return np.diff(self._position_ends.astype(np.int64), prepend=0)

    def keys(self) -> list[bytes]:
        """Return all terms in order."""
        ends = self._key_ends.tolist()
        whole = bytes(self._bytes)
        return [whole[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    def alike(self, first: int, last: int, word: bytes, slack: int) -> Array:
        """Return the places of those terms from `first` up to `last` that may be a word but for one letter.

        Such a term begins and ends as the word does. `slack`: how many bytes that letter may have. Some of the terms
        have more than one other letter; none is left out.
        """
        ends = self._key_ends[first:last].astype(np.int64)
        lengths = np.diff(ends, prepend=self._at(self._key_ends, first))
        places = np.flatnonzero(np.abs(lengths - len(word)) <= slack)
        ends, lengths = ends[places], lengths[places]
        letters = np.frombuffer(word, np.uint8)
        same = np.zeros(places.size, np.int64)
        for starts, step in ((ends - lengths, 1), (ends - 1, -1)):
            agree = np.ones(places.size, bool)
            for at, letter in enumerate(letters[::step].tolist()):
                agree &= at < lengths
                agree[agree] = self._keys[starts[agree] + step * at] == letter
                same += agree
        least = np.minimum(lengths, len(word)) - slack + (lengths != len(word))
        found: Array = places[same >= least] + first
        return found
