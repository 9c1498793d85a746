"""The index as it was after one commit: what a search looks at while the next commit is being made.

Never changed once made, so any number of threads may search it. Its files stay readable until it is let go of, even
where a later commit has removed them from the folder.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from pressmark.archive.index.analysis import LANGUAGE
from pressmark.archive.index.codec import ArraySegment
from pressmark.archive.index.readers import SegmentDocuments, SegmentTerms
from pressmark.archive.index.schema import ID, REVISION, WEIGHTS, length_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Sequence
    from pathlib import Path

    from pressmark.archive.index.arrays import Array
    from pressmark.archive.index.folder import Manifest, SegmentEntry
    from pressmark.archive.index.postings import FieldTerms

_T = TypeVar("_T")

INDEX_NAME = "MAIN"
_ROOM = 32  # places
_SHORT = 1 << 30  # places, and a stretch beyond, that four bytes can tell: half the bytes take nearly half the time
_HIGHEST_IN_TABLE = 1 << 26  # id
_ANSWERS = 12  # words of the last queries; of a common one they take five bytes a document
_RECENT = 4  # sets of articles that are remembered
K1, B = 1.2, 0.75  # BM25: how soon repetition stops to count, and how much the length of a text counts


@dataclass(frozen=True)
class Part:
    """One segment in the numbering of the whole: its documents are `base` up to `base + count`."""

    segid: str
    base: int
    count: int
    documents: SegmentDocuments
    terms: SegmentTerms
    _languages: dict[FieldTerms, dict[str, Array | None]] = field(default_factory=dict)
    _layouts: dict[tuple[str, int], tuple[Array, Array]] = field(default_factory=dict)

    def laid_out(self, field: str, room: int) -> tuple[Array, Array]:
        """Return where the texts of a field end and begin if all are laid side by side, with room before each."""
        room = -(-room // _ROOM) * _ROOM  # the same for most phrases
        found = self._layouts.get((field, room))
        if found is None:
            lengths = self.documents.columns[length_of(field)].astype(np.int64)
            ends: Array = np.cumsum(lengths + room)
            kind = np.int32 if int(ends.max(initial=0)) < _SHORT else np.int64
            found = self._layouts[field, room] = (ends.astype(kind), (ends - lengths).astype(kind))
        return found

    def languages_of(self, terms: FieldTerms) -> dict[str, Array | None]:
        """Return by stemmer which documents have their text of a field in its language; None is all of them."""
        found = self._languages.get(terms)
        if found is None:
            found = {}
            for place in range(*terms.span(LANGUAGE, is_prefix=True)):
                documents = terms.documents(place, place + 1)
                mask = np.zeros(self.count, bool)
                mask[documents] = True
                is_all = documents.size == self.count
                found[terms.key(place).decode().removeprefix(LANGUAGE)] = None if is_all else mask
            self._languages[terms] = found
        return found


class View:
    """All segments of one commit, side by side.

    Args:
        folder: of the index.
        manifest: as read from it.
        before: the view of an earlier commit, whose segments need not be opened again.

    Raises:
        Malformed, OSError: a file is not as it should be.
    """

    def __init__(self, folder: Path, manifest: Manifest, before: View | None = None) -> None:
        known = {} if before is None else {part.segid: part for part in before.parts}
        self.manifest = manifest
        self.parts: list[Part] = []
        self.size = 0
        for entry in manifest.segments:
            segment = ArraySegment(INDEX_NAME, entry.segid, entry.count, entry.deleted)
            if part := known.get(entry.segid):
                self.parts.append(replace(part, base=self.size, documents=part.documents.of(segment)))
            else:
                documents, terms = SegmentDocuments(folder, segment), SegmentTerms(folder, segment)
                self.parts.append(Part(entry.segid, self.size, entry.count, documents, terms))
            self.size += entry.count
        self.ids = self._column(ID)
        self.alive = np.ones(self.size, bool)
        for part, entry in zip(self.parts, manifest.segments, strict=True):
            self.alive[part.base + np.array(entry.deleted, np.int64)] = False
        self.count = int(self.alive.sum())
        self._boosts: dict[str, Array] = {}
        self._answers: dict[Hashable, Any] = {}
        self._recent: list[tuple[Collection[int], Array]] = []

    def field(self, name: str) -> list[tuple[Part, FieldTerms]]:
        """Return the terms of a field, a segment at a time."""
        return [(part, part.terms.fields[name]) for part in self.parts if name in part.terms.fields]

    def boost(self, field: str) -> Array:
        """Return for every document how much a word in a field counts, which its length there dampens."""
        found = self._boosts.get(field)
        if found is None:
            lengths = self._column(length_of(field)).astype(np.float32)
            present = lengths[self.alive & (lengths > 0)]
            average = float(present.mean()) if present.size else 1.0
            found = self._boosts[field] = (WEIGHTS[field] / (1 - B + B * lengths / average)).astype(np.float32)
        return found

    def places(self, articles: Collection[int] | None = None) -> dict[int, tuple[int, int]]:
        """Return the document number and the revision of these articles, or of all, as far as they are here."""
        chosen = self.alive if articles is None else self.alive & self.among(articles)
        numbers = np.flatnonzero(chosen)
        revisions = self._column(REVISION)[numbers]
        return dict(
            zip(self.ids[numbers].tolist(), zip(numbers.tolist(), revisions.tolist(), strict=True), strict=True)
        )

    def without(self, numbers: Sequence[int]) -> list[SegmentEntry]:
        """Return the segments with these documents deleted, too."""
        chosen = np.array(sorted(numbers), np.int64)
        entries = []
        for part, entry in zip(self.parts, self.manifest.segments, strict=True):
            first, last = np.searchsorted(chosen, (part.base, part.base + part.count))
            entries.append(entry.without((chosen[first:last] - part.base).tolist()) if last > first else entry)
        return entries

    def among(self, ids: Collection[int]) -> Array:
        """Return which documents belong to these articles."""

        def look() -> Array:
            chosen = np.fromiter(ids, np.int64, len(ids))
            if (highest := int(self.ids.max(initial=0))) > _HIGHEST_IN_TABLE:
                return np.isin(self.ids, chosen)
            wanted = np.zeros(highest + 1, bool)  # ids are counted from 1, with few gaps
            wanted[chosen[chosen < wanted.size]] = True
            return wanted[self.ids]

        return self._remembered(ids, look)

    def in_order(self, ids: Sequence[int]) -> Array:
        """Return the document numbers of these articles in their order, as far as they are here."""

        def look() -> Array:
            wanted = np.fromiter(ids, np.int64, len(ids))
            by_id = np.argsort(self.ids[self.alive])
            numbers, known = np.flatnonzero(self.alive)[by_id], self.ids[self.alive][by_id]
            places = np.searchsorted(known, wanted)
            is_here = places < known.size
            is_here[is_here] = known[places[is_here]] == wanted[is_here]
            return numbers[places[is_here]]

        return self._remembered(ids, look)

    def remembered(self, question: Hashable, answer: Callable[[], _T]) -> _T:
        """Answer a question once: what is typed at the next key is mostly what was typed before."""
        if question not in (known := self._answers):
            known = {question: answer(), **dict(list(known.items())[: _ANSWERS - 1])}
            self._answers = known  # never changed once made, for any number of threads may search
        found: _T = known[question]
        return found

    def _remembered(self, ids: Collection[int], look: Callable[[], Array]) -> Array:
        """Look once for the same set or order of articles: a shelf is asked at every key."""
        for known, found in self._recent:
            if known is ids:
                return found
        found = look()
        self._recent = [(ids, found), *self._recent[: _RECENT - 1]]
        return found

    def _column(self, name: str) -> Array:
        columns = [part.documents.columns[name].astype(np.int64) for part in self.parts]
        return np.concatenate(columns) if columns else np.zeros(0, np.int64)
