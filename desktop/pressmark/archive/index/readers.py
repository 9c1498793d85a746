"""Reads a segment: through arrays for our own search, and through Whoosh's interfaces for everything of Whoosh.

The second is what makes the folder a Whoosh index and this codec replaceable: any searcher of Whoosh finds the same
articles, which the tests use to check our own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.codec import base
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from pressmark.archive.index.arrays import Malformed, map_arrays
from pressmark.archive.index.postings import FieldTerms
from pressmark.archive.index.schema import ID, REVISION, WEIGHTS, length_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pressmark.archive.index.arrays import Array
    from pressmark.archive.index.codec import ArraySegment

DOCUMENTS, TERMS = ".doc", ".trm"


class SegmentDocuments(base.PerDocumentReader):  # type: ignore[misc]  # Whoosh ships no types
    """The numbers that every document of a segment has."""

    def __init__(self, folder: Path, segment: ArraySegment, columns: dict[str, Array] | None = None) -> None:
        self._folder, self._segment = folder, segment
        self.columns = columns or map_arrays(folder / segment.make_filename(DOCUMENTS))
        for name in (ID, REVISION, *map(length_of, WEIGHTS)):
            if name not in self.columns or self.columns[name].size != segment.doc_count_all():
                raise Malformed(f"column {name}")

    def of(self, segment: ArraySegment) -> SegmentDocuments:
        """Return the same documents where others of them are deleted."""
        return SegmentDocuments(self._folder, segment, self.columns)

    def doc_count(self) -> int:
        """Return the number of documents that are not deleted."""
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        """Return the number of documents, deleted ones included."""
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        """Whether any document is deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, number: int) -> bool:
        """Whether a document is deleted."""
        return self._segment.is_deleted(number)

    def deleted_docs(self) -> frozenset[int]:
        """Return the numbers of the deleted documents."""
        return self._segment.deleted_docs()

    def stored_fields(self, number: int) -> dict[str, int]:
        """Return the article's id and revision."""
        return {name: int(self.columns[name][number]) for name in (ID, REVISION)}

    def doc_field_length(self, number: int, field: str, default: int = 0) -> int:
        """Return how many terms a field of a document has."""
        lengths = self.columns.get(length_of(field))
        return default if lengths is None else int(lengths[number])

    def field_length(self, field: str) -> int:
        """Return how many terms a field has in all documents."""
        return int(self.columns[length_of(field)].sum(dtype=np.int64))

    def min_field_length(self, field: str) -> int:
        """Return the length of the shortest text."""
        return int(self.columns[length_of(field)].min(initial=0))

    def max_field_length(self, field: str) -> int:
        """Return the length of the longest text."""
        return int(self.columns[length_of(field)].max(initial=0))


class SegmentTerms(base.TermsReader):  # type: ignore[misc]  # Whoosh ships no types
    """The terms of all fields of a segment."""

    def __init__(self, folder: Path, segment: ArraySegment) -> None:
        arrays = map_arrays(folder / segment.make_filename(TERMS))
        names = {name.partition(".")[0] for name in arrays}
        self.fields = {name: FieldTerms(arrays, name) for name in sorted(names & set(WEIGHTS))}

    def indexed_field_names(self) -> set[str]:
        """Return the names of the fields that have terms."""
        return set(self.fields)

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._place(*term) is not None

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield every term with its statistics, in order."""
        for name in self.fields:
            yield from self.items_from(name, b"")

    def items_from(self, field: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield the terms of a field from a prefix on."""
        terms = self.fields.get(field)
        if terms is not None:
            for index in range(terms.lower(prefix), terms.count):
                yield (field, terms.key(index)), self._info(terms, index)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield every term in order."""
        return (term for term, _ in self.items())

    def terms_from(self, field: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield the terms of a field from a prefix on, without statistics."""
        return (term for term, _ in self.items_from(field, prefix))

    def term_info(self, field: str, key: bytes) -> TermInfo:
        """Return the statistics of a term."""
        index = self._place(field, key)
        if index is None:
            raise TermNotFound(f"{field}:{key!r}")
        return self._info(self.fields[field], index)

    def frequency(self, field: str, key: bytes) -> float:
        """Return how often a term stands in the segment."""
        return float(self.term_info(field, key).weight())

    def doc_frequency(self, field: str, key: bytes) -> int:
        """Return how many documents have a term."""
        return int(self.term_info(field, key).doc_frequency())

    def matcher(self, field: str, key: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        """Return Whoosh's way to walk the postings of a term."""
        info = self.term_info(field, key)
        terms = self.fields[field]
        index = terms.lower(key)
        documents, frequencies = terms.postings(index, index + 1)
        cuts = np.cumsum(frequencies)[:-1]
        places = [part.astype(np.uint32).tobytes() for part in np.split(terms.positions(index, index + 1), cuts)]
        weights = frequencies.astype(float).tolist()
        return ListMatcher(
            documents.tolist(), weights, places, format_, scorer=scorer, term=(field, key), terminfo=info
        )

    def _place(self, field: str, key: bytes) -> int | None:
        terms = self.fields.get(field)
        if terms is None:
            return None
        index = terms.lower(key)
        return index if index < terms.count and terms.key(index) == key else None

    @staticmethod
    def _info(terms: FieldTerms, index: int) -> TermInfo:
        documents, frequencies = terms.postings(index, index + 1)
        return TermInfo(
            weight=float(frequencies.sum(dtype=np.int64)), df=documents.size, minlength=1, maxlength=1 << 30,
            maxweight=float(frequencies.max()), minid=int(documents[0]), maxid=int(documents[-1]),
        )  # fmt: skip
