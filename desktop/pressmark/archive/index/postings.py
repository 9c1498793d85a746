"""How the terms and postings of one field of a segment lie in arrays, and how they are found again.

Terms stand in byte order; their postings (document, frequency, positions) follow one another in the order of the terms.
So the postings of a prefix, whose terms are neighbours, are one stretch, and a merge of segments is a concatenation.
Documents are kept as `doclists` says, positions in a document as gaps (see `packing`), frequencies as a bit for each
occurrence of a term, which is set where it is the first in a document. Derived forms, whose terms come before all
others, have no positions. Stems, the very first, have no postings either: of each it is known which plain forms have
it, so that what they save does not cost looking through all words.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from pressmark.archive.index.analysis import FIRST_PLAIN, IN
from pressmark.archive.index.arrays import Malformed, narrow
from pressmark.archive.index.doclists import DocumentLists, ends_of, pack_lists
from pressmark.archive.index.packing import Numbers, pack, read_bits, restarted

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
    is_used = counts > 0
    occurrences = np.zeros(len(keys), np.int64)
    if is_used.any():
        starts = (np.cumsum(counts) - counts)[is_used]
        occurrences[is_used] = np.add.reduceat(frequencies, starts, dtype=np.int64)
    is_first = np.zeros(int(occurrences.sum()), bool)
    is_first[np.cumsum(frequencies, dtype=np.int64) - frequencies] = True
    parts = {
        "counts": pack(counts),
        "occurrences": pack(occurrences),
        "documents": pack_lists(documents, counts),
        "positions": pack(positions),
    }
    return {
        "keys": np.frombuffer(b"".join(keys), np.uint8),
        "key_lengths": narrow(np.array([len(key) for key in keys], np.uint64)),
        "form_ends": narrow(np.cumsum(np.bincount(stems[:, 0], minlength=stem_count))),
        "forms": narrow(stems[:, 1]),
        "is_first": np.packbits(is_first),
    } | {f"{name}.{part}": values for name, several in parts.items() for part, values in several.items()}


class FieldTerms:
    """The terms and postings of one field of one segment.

    Raises:
        Malformed: the arrays do not belong together.
    """

    def __init__(self, arrays: dict[str, Array], name: str) -> None:
        try:
            self._keys, key_lengths, form_ends, self._forms, self._is_first = (
                arrays[f"{name}.{part}"] for part in ("keys", "key_lengths", "form_ends", "forms", "is_first")
            )
        except KeyError as error:
            raise Malformed(f"field {name}") from error
        self.count = key_lengths.size
        self._bytes = self._keys.data
        self._key_ends = ends_of(key_lengths)
        self._form_ends = np.concatenate((np.zeros(1, form_ends.dtype), form_ends))
        counts, occurrences = (Numbers(arrays, f"{name}.{part}") for part in ("counts", "occurrences"))
        self._positions = Numbers(arrays, f"{name}.positions")
        if counts.size != self.count or occurrences.size != self.count:
            raise Malformed(f"field {name}")
        self._ends, self._occurrence_ends = (ends_of(one.read(0, self.count)) for one in (counts, occurrences))
        self._documents = DocumentLists(arrays, f"{name}.documents", self._ends)
        self._spans: dict[tuple[str, bool], tuple[int, int]] = {}
        self._heavy: dict[tuple[int, int], Array] = {}
        if not (
            self._key_ends[-1] == self._keys.size
            and -(-int(self._occurrence_ends[-1]) // 8) == self._is_first.size
            and self._form_ends.size <= self.count + 1
            and self._form_ends[-1] == self._forms.size
        ):
            raise Malformed(f"field {name}")
        self._first_position = int(self._occurrence_ends[self.first_plain])
        if int(self._occurrence_ends[-1]) - self._first_position != self._positions.size:
            raise Malformed(f"field {name}")

    def key(self, index: int) -> bytes:
        """Return the term at a place in the order of terms."""
        return bytes(self._bytes[self._key_ends[index] : self._key_ends[index + 1]])

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
        if place == past or place + 1 >= self._form_ends.size:
            return []
        found: list[int] = self._forms[self._form_ends[place] : self._form_ends[place + 1]].tolist()
        return found

    def stems(self) -> Array:
        """Return rows of the places of a stem and a plain form that has it."""
        counts: Array = np.diff(self._form_ends.astype(np.int64))
        return np.column_stack([np.repeat(np.arange(counts.size), counts), self._forms.astype(np.int64)])

    def postings(self, first: int, last: int, kind: type[np.generic] = np.int64) -> tuple[Array, Array]:
        """Return document numbers of the terms from `first` up to `last`, and frequencies as numbers of a kind."""
        return self._documents.read(first, last), self._frequencies(first, last, kind)

    def totals(self, first: int, last: int, size: int) -> Array:
        """Return how often each of a segment's documents has any of the terms from `first` up to `last`.

        What begins with a letter is a tenth of all words, so the last answers that took long are remembered.
        """
        found = self._heavy.get((first, last))
        if found is None:
            documents, frequencies = self.postings(first, last, np.float64)
            found = np.bincount(documents, frequencies, minlength=size).astype(np.float32)
            if documents.size > _HEAVY:
                self._heavy = {**dict(list(self._heavy.items())[-_HEAVY_ONES:]), (first, last): found}
        return found

    def positions(self, first: int, last: int, chosen: Array | None = None) -> Array:
        """Return the positions of the same terms, as many for a posting as its frequency says; none of a derived form.

        `chosen`: only those of postings for which it says True.
        """
        frequencies = self._frequencies(max(first, min(self.first_plain, last)), last)
        begin, end = (max(0, int(self._occurrence_ends[place]) - self._first_position) for place in (first, last))
        gaps = self._positions.read(begin, end)
        if chosen is not None:
            chosen = chosen[chosen.size - frequencies.size :]
            gaps, frequencies = gaps[np.repeat(chosen, frequencies)], frequencies[chosen]
        return restarted(gaps, frequencies)

    def _frequencies(self, first: int, last: int, kind: type[np.generic] = np.int64) -> Array:
        begin, end = int(self._occurrence_ends[first]), int(self._occurrence_ends[last])
        count = self.posting_count(first, last)
        if count == end - begin:
            return np.ones(count, kind)
        begins = np.flatnonzero(read_bits(self._is_first, begin, end))
        found = np.empty(begins.size, kind)
        np.subtract(begins[1:], begins[:-1], out=found[:-1], casting="unsafe")
        found[-1] = end - begin - begins[-1]
        return found

    @cached_property
    def first_plain(self) -> int:
        """The place of the first term that has positions."""
        return self.lower(FIRST_PLAIN)

    def posting_count(self, first: int, last: int) -> int:
        """Return how many postings the terms from `first` up to `last` have."""
        return int(self._ends[last]) - int(self._ends[first])

    def counts(self, first: int = 0, last: int | None = None) -> Array:
        """Return how many postings every term has, of all or from `first` up to `last`."""
        return np.diff(self._ends[first : None if last is None else last + 1].astype(np.int64))

    def occurrences(self) -> Array:
        """Return how often every term stands in the segment."""
        return np.diff(self._occurrence_ends.astype(np.int64))

    def keys(self) -> list[bytes]:
        """Return all terms in order."""
        ends = self._key_ends.tolist()
        whole = bytes(self._bytes)
        return [whole[start:end] for start, end in pairwise(ends)]

    def alike(self, first: int, last: int, word: bytes, slack: int) -> Array:
        """Return the places of those terms from `first` up to `last` that may be a word but for one letter.

        Such a term begins and ends as the word does. `slack`: how many bytes that letter may have. Some of the terms
        have more than one other letter; none is left out.
        """
        ends = self._key_ends[first : last + 1].astype(np.int64)
        lengths, ends = np.diff(ends), ends[1:]
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
