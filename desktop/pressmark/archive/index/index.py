"""The index as the rest of the archive sees it: changes go in, ids of articles come out.

    Index.open(folder, archive_id) -> apply(changes) · search(query, limit, within) · revisions() · check() · close()

Searching and applying may go on at once: a search keeps the view it began with. Every odd thing about the files, and
every error of what reads them, is `IndexDamaged`; the remedy is always the same, `quarantine` and a rebuild.
"""

from __future__ import annotations

import errno
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from whoosh.index import LockError

from pressmark.archive.errors import ArchiveError, DiskFull, IndexDamaged, SearchError
from pressmark.archive.index.documents import Found, IndexChange, IndexDocument
from pressmark.archive.index.folder import Manifest, check_digests, make_private, quarantine, read_manifest
from pressmark.archive.index.pool import Lexicon
from pressmark.archive.index.search import search
from pressmark.archive.index.view import View
from pressmark.archive.index.vocabulary import Vocabulary
from pressmark.archive.index.writer import commit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from pressmark.archive.index.query.tree import Query

__all__ = ["Found", "Index", "IndexChange", "IndexDocument", "Vocabulary", "quarantine"]

_T = TypeVar("_T")


class Index:
    """The full-text index of one archive. Make it with `Index.open`. Thread-safe."""

    def __init__(self, folder: Path, view: View, *, is_read_only: bool) -> None:
        self._folder = folder
        self._view: View | None = view
        self._is_read_only = is_read_only
        self._writing = threading.Lock()
        self._lexicon = Lexicon()

    @classmethod
    def open(cls, folder: Path, archive_id: str, *, read_only: bool = False) -> Index:
        """Open the index in a folder; an empty or absent folder is an empty index.

        Raises:
            IndexDamaged: it cannot be read, or is not the index of this archive.
        """
        with _any_failure_is_damage():
            if not read_only:
                make_private(folder)
            manifest = read_manifest(folder, archive_id) or Manifest(archive_id)
            return cls(folder, View(folder, manifest), is_read_only=read_only)

    def close(self) -> None:
        """Let go of the files. Waits for a commit that is being made; a search that is under way still ends well."""
        with self._writing:
            self._view = None

    def apply(self, changes: Sequence[IndexChange]) -> None:
        """Take in changes, in one commit that is on disk and visible when this returns.

        Applying changes again does nothing: one that is not newer than what the index has is passed over, but an
        article can be removed at the revision that it has.

        Raises:
            IndexDamaged: the index cannot be read or written; it has not changed.
            DiskFull: there is no space left; it has not changed.
            SearchError: another process writes it (`index-in-use`), or it was opened for reading only (`read-only`).
        """
        if self._is_read_only:
            raise SearchError(code="read-only")
        with self._writing, _any_failure_is_damage():
            view = self._current()
            newest: dict[int, IndexChange] = {}
            for change in changes:
                known = newest.get(change.article_id)
                if known is None or change.revision >= known.revision:
                    newest[change.article_id] = change
            dead: list[int] = []
            added: list[tuple[int, int, IndexDocument]] = []
            places = view.places(newest)
            for article_id, change in newest.items():
                number, revision = places.get(article_id, (None, -1))
                is_news = change.revision > revision or (change.document is None and change.revision == revision)
                if not is_news:
                    continue
                if number is not None:
                    dead.append(number)
                if change.document is not None:
                    added.append((article_id, change.revision, change.document))
            if dead or added:
                if self._lexicon.is_full:
                    self._lexicon = Lexicon()
                written = commit(self._folder, view.manifest, dead, added, self._lexicon)
                self._view = View(self._folder, written)

    def search(self, query: Query, limit: int | None = None, within: frozenset[int] | None = None) -> Found:
        """Find articles, best first.

        Args:
            query: without filters; see `query.resolve`.
            limit: how many hits at most; None is all.
            within: the only articles that may be found; None is all.

        Raises:
            IndexDamaged: the index cannot be read.
        """
        with _any_failure_is_damage():
            return search(self._current(), query, limit, within)

    def ask(self, question: Callable[[Vocabulary], _T]) -> _T:
        """Let a question look at the words that the index knows; its own errors count as damage.

        Raises:
            IndexDamaged: the index cannot be read.
        """
        with _any_failure_is_damage():
            return question(Vocabulary(self._current()))

    def document_count(self) -> int:
        """Return how many articles the index has."""
        return self._current().count

    def revisions(self) -> dict[int, int]:
        """Return the revision of every article that the index has, to find what it misses."""
        return {article_id: revision for article_id, (_, revision) in self._current().places().items()}

    def segment_count(self) -> int:
        """Return in how many segments the articles are."""
        return len(self._current().parts)

    def check(self) -> None:
        """Compare every file with the digest it was written with. Slow for a large index.

        Raises:
            IndexDamaged: a file has changed.
        """
        with self._writing:
            check_digests(self._folder, self._current().manifest)

    def _current(self) -> View:
        if self._view is None:
            raise SearchError(code="index-closed")
        return self._view


@contextmanager
def _any_failure_is_damage() -> Iterator[None]:
    try:
        yield
    except ArchiveError:
        raise
    except LockError as error:
        raise SearchError(code="index-in-use") from error
    except Exception as error:
        if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFull from error
        raise IndexDamaged(type(error).__name__) from error
