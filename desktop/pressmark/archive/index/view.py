"""The index as it was after one commit: what a search looks at while the next commit is being made.

Never changed once made, so any number of threads may search it. Its files stay readable until it is let go of, even
where a later commit has removed them from the folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pressmark.archive.index.codec import ArraySegment
from pressmark.archive.index.readers import SegmentDocuments, SegmentTerms
from pressmark.archive.index.schema import ID, REVISION, length_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from pressmark.archive.index.arrays import Array
    from pressmark.archive.index.folder import Manifest
    from pressmark.archive.index.postings import FieldTerms

INDEX_NAME = "MAIN"
K1, B = 1.2, 0.75  # BM25: how soon repetition stops to count, and how much the length of a text counts


@dataclass(frozen=True)
class Part:
    """One segment in the numbering of the whole: its documents are `base` up to `base + count`."""

    base: int
    count: int
    documents: SegmentDocuments
    terms: SegmentTerms


class View:
    """All segments of one commit, side by side.

    Args:
        folder: of the index.
        manifest: as read from it.

    Raises:
        Malformed, OSError: a file is not as it should be.
    """

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.manifest = manifest
        self.parts: list[Part] = []
        self.size = 0
        for entry in manifest.segments:
            segment = ArraySegment(INDEX_NAME, entry.segid, entry.count, entry.deleted)
            part = Part(self.size, entry.count, SegmentDocuments(folder, segment), SegmentTerms(folder, segment))
            self.parts.append(part)
            self.size += entry.count
        self.ids = self._column(ID)
        self.alive = np.ones(self.size, bool)
        for part, entry in zip(self.parts, manifest.segments, strict=True):
            self.alive[part.base + np.array(entry.deleted, np.int64)] = False
        self.count = int(self.alive.sum())
        self._norms: dict[str, Array] = {}

    def field(self, name: str) -> list[tuple[Part, FieldTerms]]:
        """Return the terms of a field, a segment at a time."""
        return [(part, part.terms.fields[name]) for part in self.parts if name in part.terms.fields]

    def norm(self, field: str) -> Array:
        """Return for every document how much its length in a field dampens a word."""
        found = self._norms.get(field)
        if found is None:
            lengths = self._column(length_of(field)).astype(np.float32)
            present = lengths[lengths > 0]
            average = float(present.mean()) if present.size else 1.0
            found = self._norms[field] = (1 - B + B * lengths / average).astype(np.float32)
        return found

    def places(self, articles: Collection[int] | None = None) -> dict[int, tuple[int, int]]:
        """Return the document number and the revision of these articles, or of all, as far as they are here."""
        chosen = self.alive if articles is None else self.alive & self.among(articles)
        numbers = np.flatnonzero(chosen)
        revisions = self._column(REVISION)[numbers]
        return dict(
            zip(self.ids[numbers].tolist(), zip(numbers.tolist(), revisions.tolist(), strict=True), strict=True)
        )

    def among(self, ids: Collection[int]) -> Array:
        """Return which documents belong to these articles."""
        return np.isin(self.ids, np.fromiter(ids, np.int64, len(ids)))

    def _column(self, name: str) -> Array:
        columns = [part.documents.columns[name].astype(np.int64) for part in self.parts]
        return np.concatenate(columns) if columns else np.zeros(0, np.int64)
