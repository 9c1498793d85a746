"""The Whoosh codec of the index: what a segment is, and how it is written.

A segment has two files of plain arrays (see `arrays`). `.doc` has a row a document: article id, revision, and the
length of every field. `.trm` has the terms and postings of every field (see `postings`).
"""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.codec import base

from pressmark.archive.index.arrays import narrow, write_arrays
from pressmark.archive.index.readers import DOCUMENTS, TERMS, SegmentDocuments, SegmentTerms
from pressmark.archive.index.schema import ID, REVISION, WEIGHTS, length_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressmark.archive.index.arrays import Array

EXTENSIONS = (DOCUMENTS, TERMS)


class ArraySegment(base.Segment):  # type: ignore[misc]  # Whoosh ships no types
    """The name of a segment, how many documents it has, and which of them are deleted."""

    def __init__(self, indexname: str, segid: str = "", count: int = 0, deleted: Iterable[int] = ()) -> None:
        super().__init__(indexname)
        if segid:
            self.segid = segid
        self._count = count
        self._deleted = set(deleted)

    def codec(self) -> ArrayCodec:
        """Return the codec that reads it."""
        return ArrayCodec()

    def should_assemble(self) -> bool:
        """Keep the files apart: a compound file has a pickled directory."""
        return False

    def set_doc_count(self, count: int) -> None:
        """Set the number of documents, deleted ones included."""
        self._count = count

    def doc_count_all(self) -> int:
        """Return the number of documents, deleted ones included."""
        return self._count

    def deleted_count(self) -> int:
        """Return the number of deleted documents."""
        return len(self._deleted)

    def deleted_docs(self) -> frozenset[int]:
        """Return the numbers of the deleted documents."""
        return frozenset(self._deleted)

    def is_deleted(self, number: int) -> bool:
        """Whether a document is deleted."""
        return number in self._deleted

    def delete_document(self, number: int, delete: bool = True) -> None:  # Whoosh's signature
        """Mark a document as deleted."""
        (self._deleted.add if delete else self._deleted.discard)(number)


class ArrayCodec(base.Codec):  # type: ignore[misc]  # Whoosh ships no types
    """Makes the writers and readers of a segment."""

    length_stats = False  # lengths are columns; Whoosh need not read them back while writing

    def per_document_writer(self, storage: Any, segment: ArraySegment) -> DocumentsWriter:
        """Return the writer of the numbers that every document has."""
        return DocumentsWriter(storage, segment)

    def field_writer(self, storage: Any, segment: ArraySegment) -> TermsWriter:
        """Return the writer of terms and postings."""
        return TermsWriter(storage, segment)

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> SegmentDocuments:
        """Return the reader of the numbers that every document has."""
        return SegmentDocuments(Path(storage.folder), segment)

    def terms_reader(self, storage: Any, segment: ArraySegment) -> SegmentTerms:
        """Return the reader of terms and postings."""
        return SegmentTerms(Path(storage.folder), segment)

    def new_segment(self, _storage: Any, indexname: str) -> ArraySegment:
        """Return a segment with a new random name."""
        return ArraySegment(indexname)


class DocumentsWriter(base.PerDocumentWriter):  # type: ignore[misc]  # Whoosh ships no types
    """Collects the numbers of every document and writes them when closed."""

    def __init__(self, storage: Any, segment: ArraySegment) -> None:
        self._storage, self._segment = storage, segment
        self._columns = {name: array("Q") for name in (ID, REVISION, *map(length_of, WEIGHTS))}
        self._row: dict[str, int] = {}
        self.is_closed = False

    def start_doc(self, _number: int) -> None:
        """Begin a row."""
        self._row = {}

    def cancel_doc(self) -> None:
        """Forget the row that was begun."""
        self._row = {}

    def add_field(self, name: str, _field: Any, _stored: Any, length: int) -> None:
        """Note the length of a text."""
        if name in WEIGHTS:
            self._row[length_of(name)] = length

    def add_column_value(self, name: str, _column: Any, value: int) -> None:
        """Note the article's id or revision."""
        self._row[name] = value

    def finish_doc(self) -> None:
        """Add the row."""
        for name, column in self._columns.items():
            column.append(self._row.get(name, 0))

    def close(self) -> None:
        """Write the file."""
        self.is_closed = True
        if self._columns[ID]:
            write_documents(self._storage, self._segment, {k: np.array(v) for k, v in self._columns.items()})


class TermsWriter(base.FieldWriter):  # type: ignore[misc]  # Whoosh ships no types
    """Writes the arrays of our own pool."""

    def __init__(self, storage: Any, segment: ArraySegment) -> None:
        self._storage, self._segment = storage, segment
        self.is_closed = False

    def add_postings(self, _schema: Any, _lengths: Any, fields: dict[str, dict[str, Array]]) -> None:
        """Write what `ArrayPool.iter_postings` gives."""
        write_terms(self._storage, self._segment, fields)

    def close(self) -> None:
        """Nothing is left to do: the file was written at once."""
        self.is_closed = True


def write_documents(storage: Any, segment: ArraySegment, columns: dict[str, Array]) -> None:
    """Write the `.doc` file of a segment."""
    with segment.create_file(storage, DOCUMENTS) as file:
        write_arrays(file, {name: narrow(values) for name, values in columns.items()})


def write_terms(storage: Any, segment: ArraySegment, fields: dict[str, dict[str, Array]]) -> None:
    """Write the `.trm` file of a segment."""
    with segment.create_file(storage, TERMS) as file:
        write_arrays(file, {f"{name}.{part}": a for name, parts in fields.items() for part, a in parts.items()})
