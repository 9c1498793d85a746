"""Writes one segment with Whoosh's segment writer: our pool gathers its postings, our codec lays out its files."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from whoosh.filedb.filestore import FileStorage
from whoosh.writing import SegmentWriter

from pressmark.archive.index.codec import EXTENSIONS, ArrayCodec, ArraySegment
from pressmark.archive.index.pool import ArrayPool
from pressmark.archive.index.schema import ID, LONGEST_TEXT, REVISION, WEIGHTS, make_schema
from pressmark.archive.index.stems import stemmer_for
from pressmark.archive.index.view import INDEX_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pressmark.archive.index.documents import IndexDocument
    from pressmark.archive.index.folder import SegmentEntry
    from pressmark.archive.index.pool import Lexicon


class FolderIndex:
    """The little that Whoosh asks of an index: where it is, its schema and its segments."""

    indexname = INDEX_NAME

    def __init__(self, folder: Path, entries: Iterable[SegmentEntry] = ()) -> None:
        self.storage = storage_in(folder)
        self._entries = tuple(entries)

    def lock(self, name: str) -> Any:
        """Return the lock between processes."""
        return self.storage.lock(f"{self.indexname}_{name}")

    def _read_toc(self) -> SimpleNamespace:
        segments = [open_segment(entry) for entry in self._entries]
        return SimpleNamespace(generation=0, schema=make_schema(), segments=segments)


class SegmentBuilder(SegmentWriter):  # type: ignore[misc]  # Whoosh ships no types
    """One new segment in an empty folder, which is its own until `finish`; so there is no lock.

    Raises:
        OSError: the disk.
    """

    def __init__(self, folder: Path, lexicon: Lexicon) -> None:
        super().__init__(FolderIndex(folder), codec=ArrayCodec(), compound=False, _lk=False)
        self.pool = ArrayPool(lexicon)
        self.stemmers: set[str] = set()

    def add(self, article_id: int, revision: int, document: IndexDocument) -> None:
        """Add an article's texts."""
        stemmer = stemmer_for(document.language)
        self.stemmers |= {stemmer} - {""}
        row = self.perdocwriter
        row.start_doc(self.docnum)
        for name in WEIGHTS:
            if text := getattr(document, name):
                length = self.pool.add_text(name, self.docnum, text[:LONGEST_TEXT], stemmer)
                row.add_field(name, None, None, length)
        row.add_column_value(ID, None, article_id)
        row.add_column_value(REVISION, None, revision)
        row.finish_doc()
        self.docnum += 1
        self._added = True

    def finish(self) -> ArraySegment:
        """Write the files and return the segment."""
        self.commit(merge=False)
        return self._finished

    def _commit_toc(self, segments: Sequence[ArraySegment]) -> None:
        (self._finished,) = (
            segments  # the manifest, which takes the place of Whoosh's table of contents, is the index's
        )


def storage_in(folder: Path) -> FileStorage:
    """Return Whoosh's way to the files of a folder."""
    return FileStorage(str(folder))


def open_segment(entry: SegmentEntry) -> ArraySegment:
    """Return the segment that a manifest names."""
    return ArraySegment(INDEX_NAME, entry.segid, entry.count, entry.deleted)


def segment_files(segment: ArraySegment) -> list[str]:
    """Return the names of a segment's files."""
    return [segment.make_filename(extension) for extension in EXTENSIONS]
