"""Writes one commit: Whoosh's segment writer, with our manifest in place of its table of contents."""

from __future__ import annotations

from contextlib import suppress
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from whoosh.filedb.filestore import FileStorage
from whoosh.writing import SegmentWriter

from pressmark.archive.index.codec import EXTENSIONS, ArrayCodec, ArraySegment
from pressmark.archive.index.folder import Manifest, SegmentEntry, describe, sweep, write_manifest
from pressmark.archive.index.merge import tier_merge
from pressmark.archive.index.pool import ArrayPool
from pressmark.archive.index.schema import ID, LONGEST_TEXT, REVISION, WEIGHTS, make_schema
from pressmark.archive.index.stems import stemmer_for
from pressmark.archive.index.view import INDEX_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pressmark.archive.index.documents import IndexDocument
    from pressmark.archive.index.pool import Lexicon


class FolderIndex:
    """The little that a Whoosh writer asks of an index."""

    indexname = INDEX_NAME

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.storage = FileStorage(str(folder))
        self._manifest = manifest

    def lock(self, name: str) -> Any:
        """Return the lock between processes."""
        return self.storage.lock(f"{self.indexname}_{name}")

    def _read_toc(self) -> SimpleNamespace:
        segments = [ArraySegment(INDEX_NAME, one.segid, one.count, one.deleted) for one in self._manifest.segments]
        return SimpleNamespace(generation=self._manifest.generation, schema=make_schema(), segments=segments)


class CommitWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh ships no types
    """One transaction: either `commit` makes all of it visible, or nothing has changed.

    Raises:
        whoosh.index.LockError: another process writes this index.
        OSError: the disk.
    """

    def __init__(self, folder: Path, manifest: Manifest, lexicon: Lexicon) -> None:
        super().__init__(FolderIndex(folder, manifest), codec=ArrayCodec(), compound=False)
        self.pool = ArrayPool(lexicon)
        self._folder = folder
        self._manifest = manifest
        self._stemmers = set(manifest.stemmers)
        self.is_closed: bool
        self.written = manifest

    def add(self, article_id: int, revision: int, document: IndexDocument) -> None:
        """Add an article's texts."""
        stemmer = stemmer_for(document.language)
        self._stemmers.update({stemmer} - {""})
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

    def finish(self) -> Manifest:
        """Commit, and return what the folder holds now."""
        self.commit(mergetype=tier_merge)
        return self.written

    def abandon(self) -> None:
        """Give up: let the lock go whatever else fails. Files that were begun are swept away by the next commit."""
        if self.is_closed:
            return
        self.is_closed = True
        with suppress(OSError):
            self.pool.cleanup()
        with suppress(OSError):
            self._tempstorage.destroy()
        self.writelock.release()

    def _commit_toc(self, segments: Sequence[ArraySegment]) -> None:
        known = {one.segid: one.files for one in self._manifest.segments}
        entries = tuple(
            SegmentEntry(
                segid=one.segid,
                count=one.doc_count_all(),
                deleted=tuple(sorted(one.deleted_docs())),
                files=known.get(one.segid) or describe(self._folder, _files(one)),
            )
            for one in segments
            if one.doc_count()
        )
        self.written = Manifest(self._manifest.archive_id, self.generation, tuple(sorted(self._stemmers)), entries)
        write_manifest(self._folder, self.written)


def commit(
    folder: Path,
    manifest: Manifest,
    dead: Iterable[int],
    added: Iterable[tuple[int, int, IndexDocument]],
    lexicon: Lexicon,
) -> Manifest:
    """Delete documents by number, add articles, and return the new manifest.

    Args:
        folder: of the index.
        manifest: what it holds.
        dead: document numbers.
        added: article id, revision and texts.
        lexicon: what is known of words from earlier commits; it learns.

    Raises:
        Exception: whatever went wrong; the index is as it was.
    """
    writer = CommitWriter(folder, manifest, lexicon)
    try:
        for number in dead:
            writer.delete_document(number)
        for article_id, revision, document in added:
            writer.add(article_id, revision, document)
        written = writer.finish()
    except BaseException:
        writer.abandon()
        raise
    sweep(folder, written)
    return written


def _files(segment: ArraySegment) -> list[str]:
    return [segment.make_filename(extension) for extension in EXTENSIONS]
