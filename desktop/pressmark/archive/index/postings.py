"""How the terms and postings of one field of a segment lie in arrays, and how they are found again.

Terms stand in byte order; their postings (document, frequency, positions) follow one another in the order of the terms.
So the postings of a prefix, whose terms are neighbours, are one stretch, and a merge of segments is a concatenation.
Documents are kept as `doclists` says, positions in a document as gaps (see `packing`), frequencies as a bit for each
occurrence of a term, which is set where it is the first in a document. Derived forms, whose terms come before all
others, have no positions. Stems, the very first, have no postings either: of each it is known which plain forms have
it, so that what they save does not cost looking through all words.

What begins with one letter may be a tenth of all words. How often a document has any of them is kept for such
beginnings in a large segment, for they are what is typed first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from pressmark.archive.index.analysis import FIRST_PLAIN, IN
from pressmark.archive.index.arrays import Malformed, narrow
from pressmark.archive.index.doclists import DocumentLists, ends_of, pack_lists
from pressmark.archive.index.packing import Numbers, pack, read_bits, restarted
from pressmark.archive.index.stems import code_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressmark.archive.index.arrays import Array

_SKIP = 64  # terms
_REMEMBERED_SPANS = 5_000  # places of terms: a search asks several times, and at the next key again
_HEAVY, _HEAVY_ONES = 50_000, 30  # postings of an answer that is remembered, and how many such answers
_PIECE = 200_000  # postings that are added up at once: what fits into the cache of a processor
_LONGEST_BEGINNING = 2  # letters
_OFTEN = 10  # times as many postings as documents for each letter: they take longer to add up than totals to read
_LARGE = 5_000  # documents
_LAST = b"\xff"  # after every byte of UTF-8


def first_plain(keys: list[bytes]) -> int:
    """Return the place of the first term that has positions."""
    return bisect_left(keys, FIRST_PLAIN)


def field_arrays(
    keys: list[bytes],
    counts: Array,
    documents: Array,
    frequencies: Array,
    positions: Array,
    stems: Array,
    totals: Mapping[str, Array] | None = None,
) -> dict[str, Array]:
    """Lay out one field.

    Args:
        keys: the terms in byte order.
        counts: the number of postings of each.
        documents: of the postings, as gaps in each term.
        frequencies: of the postings.
        positions: as gaps in each posting, for the terms from `first_plain` on.
        stems: rows of the places of a stem and a plain form that has it, in any order.
        totals: for some beginnings, how often each document has any term that begins so.
    """
    stems = np.unique(stems.reshape(-1, 2), axis=0)
    stem_count = int(stems[-1, 0]) + 1 if stems.size else 0
    totals = totals or {}
    spans = [bisect_left(keys, end) for one in totals for end in (one.encode(), one.encode() + _LAST)]
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
        "totals": pack(np.concatenate([np.zeros(0, np.int64), *totals.values()])),
    }
    return {
        "keys": np.frombuffer(b"".join(keys), np.uint8),
        "key_lengths": narrow(np.array([len(key) for key in keys], np.uint64)),
        "form_ends": narrow(np.cumsum(np.bincount(stems[:, 0], minlength=stem_count))),
        "forms": narrow(stems[:, 1]),
        "is_first": np.packbits(is_first),
        "totals_of": np.array(spans, np.uint32),
    } | {f"{name}.{part}": values for name, several in parts.items() for part, values in several.items()}


def frequent_beginnings(keys: list[bytes], counts: Array, size: int) -> list[str]:
    """Return the beginnings of so many postings that their totals are worth keeping in a segment of some size."""
    found: Counter[str] = Counter()
    if size >= _LARGE:
        first = first_plain(keys)
        for key, count in zip(keys[first:], counts[first:].tolist(), strict=True):
            start = key.decode(errors="replace")
            for length in range(1, 1 + min(len(start), _LONGEST_BEGINNING)):
                found[start[:length]] += count
    return [start for start, count in found.items() if count > _OFTEN * len(start) * size]


class FieldTerms:
    """The terms and postings of one field of one segment.

    Raises:
        Malformed: the arrays do not belong together.
    """

    def __init__(self, arrays: dict[str, Array], name: str) -> None:
        try:
            self._keys, key_lengths, form_ends, self._forms, self._is_first, kept = (
                arrays[f"{name}.{part}"]
                for part in ("keys", "key_lengths", "form_ends", "forms", "is_first", "totals_of")
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
        self._totals = Numbers(arrays, f"{name}.totals")
        self._kept = {
            span: place for place, span in enumerate(zip(kept[::2].tolist(), kept[1::2].tolist(), strict=True))
        }
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
        place, past = self.span(stem + IN + code_of(stemmer))
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

    def documents(self, first: int, last: int) -> Array:
        """Return document numbers of the terms from `first` up to `last`."""
        return self._documents.read(first, last)

    def totals(self, first: int, last: int, size: int) -> Array:
        """Return how often each of a segment's documents has any of the terms from `first` up to `last`.

        The last answers that took long are remembered.
        """
        found = self._heavy.get((first, last))
        if found is None:
            place = self._kept.get((first, last))
            if place is None:
                found = self._added_up(first, last, size)
            else:
                found = self._totals.read(place * size, (place + 1) * size).astype(np.float32)
            if self.posting_count(first, last) > _HEAVY:
                self._heavy = {**dict(list(self._heavy.items())[-_HEAVY_ONES:]), (first, last): found}
        return found

    def _added_up(self, first: int, last: int, size: int) -> Array:
        totals = np.zeros(size)
        while first < last:
            past = int(np.searchsorted(self._ends, int(self._ends[first]) + _PIECE, side="right")) - 1
            past = min(max(past, first + 1), last)
            documents, frequencies = self.postings(first, past, np.float64)
            totals += np.bincount(documents, frequencies, minlength=size)
            first = past
        return totals.astype(np.float32)

    def positions(self, first: int, last: int, chosen: Array | None = None) -> Array:
        """Return the positions of the same terms, as many for a posting as its frequency says; none of a derived form.

        `chosen`: only those of postings for which it says True.
        """
        first = max(first, min(self.first_plain, last))
        gaps, frequencies = self._position_gaps(first, last), self._frequencies(first, last)
        if chosen is not None:
            chosen = chosen[chosen.size - frequencies.size :]
            gaps, frequencies = gaps[np.repeat(chosen, frequencies)], frequencies[chosen]
        return restarted(gaps, frequencies)

    def places(self, first: int, last: int, starts: Array, wanted: Array, *, is_strict: bool = False) -> Array:
        """Return every occurrence of some plain terms in the documents wanted: its position after their starts.

        `is_strict`: and none in others, which may otherwise be there if leaving them out costs more.
        """
        documents, frequencies = self.postings(first, last)
        gaps = self._position_gaps(first, last, starts.dtype.type)
        chosen = np.flatnonzero(wanted[documents])
        if chosen.size < (documents.size if is_strict else documents.size // 2):
            old = (np.cumsum(frequencies) - frequencies)[chosen]
            documents, frequencies = documents[chosen], frequencies[chosen]
            begins = np.cumsum(frequencies) - frequencies
            gaps = gaps[np.repeat(old - begins, frequencies) + np.arange(int(frequencies.sum()))]
        if not documents.size:
            return gaps
        ends = np.cumsum(frequencies)
        starts = starts[documents]
        sums = np.cumsum(gaps, dtype=gaps.dtype)
        last_ones = np.diff(sums[ends - 1], prepend=sums[:1] * 0)  # positions of the last occurrence in each document
        starts[1:] -= starts[:-1] + last_ones[:-1]
        gaps[ends - frequencies] += starts
        found: Array = np.cumsum(gaps, out=gaps)
        return found

    def _position_gaps(self, first: int, last: int, kind: type[np.generic] = np.int64) -> Array:
        begin, end = (max(0, int(self._occurrence_ends[place]) - self._first_position) for place in (first, last))
        return self._positions.read(begin, end, kind)

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

    def occurrence_count(self, first: int, last: int) -> int:
        """Return how often the terms from `first` up to `last` stand in the segment."""
        return int(self._occurrence_ends[last]) - int(self._occurrence_ends[first])

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

    @cached_property
    def _last_letters(self) -> Array:
        return self._keys[np.maximum(self._key_ends[1:].astype(np.int64) - 1, 0)]

    def alike(self, word: str, slack: int, most: int) -> Array:
        """Return the places of those terms with the first letter of a word that may be it but for another letter.

        Such a term begins or ends as half the word does. Some have more than one other letter; none is left out.

        Args:
            word: of two letters or more.
            slack: how many bytes that letter may have.
            most: of how many terms with the first letter the end is looked at, which bounds the time.
        """
        start, half, letters = word[0].encode(), word[: len(word) // 2].encode(), np.frombuffer(word.encode(), np.uint8)
        first, last = self.lower(start), self.lower(start + _LAST)
        last = min(last, first + most)
        ending = np.flatnonzero(self._last_letters[first:last] == letters[-1]) + first
        for at, letter in enumerate(letters[len(half) : -1][::-1].tolist(), 2):
            ends = self._key_ends[ending + 1].astype(np.int64)
            ending = ending[np.flatnonzero(self._keys[np.maximum(ends - at, 0)] == letter)]
        places = np.concatenate((ending, np.arange(self.lower(half), self.lower(half + _LAST))))
        ends = self._key_ends[places + 1].astype(np.int64)
        lengths = ends - self._key_ends[places]
        near = np.flatnonzero(np.abs(lengths - letters.size) <= slack)
        places, ends, lengths = places[near], ends[near], lengths[near]
        same = np.zeros(places.size, np.int64)
        for starts, step in ((ends - lengths, 1), (ends - 1, -1)):
            agree = np.ones(places.size, bool)
            for at, letter in enumerate(letters[::step].tolist()):
                agree &= at < lengths
                agree[agree] = self._keys[starts[agree] + step * at] == letter
                same += agree
        least = np.minimum(lengths, letters.size) - slack + (lengths != letters.size)
        found: Array = places[same >= least]
        return found
