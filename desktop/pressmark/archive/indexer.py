"""Carries what changed from the outbox to the index, so that what is saved is found.

The index is disposable: a damaged one is put aside, an empty one made, and every article queued for it again; searching
goes on with what is there. A crash between commit and index costs nothing, for the outbox is emptied only after the
index has kept the change.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, TypeVar

from pressmark.archive.errors import ArchiveError, IndexDamaged
from pressmark.archive.index.index import Index, IndexChange, IndexDocument, quarantine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pressmark.archive.index.index import Found, Vocabulary
    from pressmark.archive.index.query import Query
    from pressmark.archive.storage.records import IndexRecord
    from pressmark.archive.storage.storage import Storage

log = logging.getLogger(__name__)

_T = TypeVar("_T")

BATCH = 200  # articles in one commit of the index: bounds memory, and how long a search may be behind


class Indexer:
    """Owns the index of one archive. Thread-safe.

    Args:
        storage: where changes and texts come from.
        folder: the index's folder in the cache.
        on_indexed: called after the index took something in; on any thread.
    """

    def __init__(self, storage: Storage, folder: Path, on_indexed: Callable[[], None]) -> None:
        self._storage, self._folder, self._on_indexed = storage, folder, on_indexed
        self._lock = threading.RLock()
        self._index: Index | None = None
        self._is_rebuilding = False
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def is_complete(self) -> bool:
        """False while a rebuild has not reached every article yet."""
        return not self._is_rebuilding

    def start(self) -> None:
        """Keep the index up to date on a thread of its own."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="pressmark-index", daemon=True)
            self._thread.start()
            self._wake.set()

    def changed(self) -> None:
        """Say that the outbox has something; without a thread, `search` looks for itself."""
        self._wake.set()

    def close(self) -> None:
        """Stop the thread after its batch and close the index."""
        self._stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
        with self._lock:
            if self._index is not None:
                self._index.close()
                self._index = None

    def search(self, query: Query, limit: int | None, within: frozenset[int] | None) -> Found:
        """Search; a damaged index is replaced and filled again before (script) or behind (window) the answer."""
        if self._thread is None:
            self.sync()
        try:
            return self._opened().search(query, limit, within)
        except IndexDamaged as error:
            self._replace(error)
            if self._thread is None:
                self.sync()
            return self._opened().search(query, limit, within)

    def ask(self, question: Callable[[Vocabulary], _T]) -> _T:
        """Let a question look at the words of the index, as `search` does with a damaged one."""
        if self._thread is None:
            self.sync()
        try:
            return self._opened().ask(question)
        except IndexDamaged as error:
            if self._storage.is_read_only:
                raise
            return self._replace(error).ask(question)

    def sync(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Bring the index up to date in the calling thread and return how many articles it took.

        Raises:
            StorageError: the archive could not be read.
            IndexDamaged: the index could not be written, even after a fresh start.
        """
        if self._storage.is_read_only:
            return 0
        count = 0
        total = self._storage.outbox_size() if progress else 0
        while not self._stopping.is_set() and (done := self._apply_batch()):
            count += done
            if progress:
                progress(count, max(total, count))
        if not self._stopping.is_set():
            self._is_rebuilding = False
        return count

    def reindex(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Throw the index away and build it anew."""
        self._replace(None)
        return self.sync(progress)

    def _opened(self) -> Index:
        if (opened := self._index) is not None:  # without the lock: a search does not wait for a batch to be indexed
            return opened
        with self._lock:
            if self._index is None:
                try:
                    opened = Index.open(self._folder, self._storage.id, read_only=self._storage.is_read_only)
                    self._reconcile(opened)
                except IndexDamaged as error:
                    if self._storage.is_read_only:
                        raise
                    return self._replace(error)
                self._index = opened  # only now: where reconciling fails, the next search tries it again
            return self._index

    def _reconcile(self, index: Index) -> None:
        """Queue what the index misses: its folder is a cache that anyone may have cleared or put back."""
        if self._storage.is_read_only:
            return
        stale = self._storage.queue_stale(index.revisions())
        if stale:
            log.info("index behind by %d articles", stale)
            self._is_rebuilding = True

    def _replace(self, error: IndexDamaged | None) -> Index:
        with self._lock:
            if error is not None:
                log.warning("index put aside: %s", error)
            if self._index is not None:
                self._index.close()
            quarantine(self._folder)
            self._index = Index.open(self._folder, self._storage.id)
            self._is_rebuilding = True
            self._storage.queue_stale({})
            self._wake.set()
            return self._index

    def _apply_batch(self) -> int:
        with self._lock:
            index = self._opened()
            entries = self._storage.outbox(BATCH)
            if not entries:
                return 0
            records = {record.id: record for record in self._storage.index_records([one.article_id for one in entries])}
            changes = [
                IndexChange(one.article_id, one.revision, _document(records.get(one.article_id))) for one in entries
            ]
            try:
                index.apply(changes)
            except IndexDamaged as error:
                self._replace(error).apply(changes)
            self._storage.outbox_done(entries)
            return len(entries)

    def _check(self) -> None:
        """Compare the index with its digests, once: a flipped bit gives wrong answers, not errors."""
        try:
            self._opened().check()
        except IndexDamaged as error:
            self._replace(error)
        except ArchiveError:
            log.exception("index not checked")

    def _run(self) -> None:
        self._check()
        while not self._stopping.is_set():
            self._wake.wait()
            self._wake.clear()
            try:
                count = self.sync()
            except ArchiveError:
                log.exception("index not up to date; tried again with the next change")
            else:
                if count:
                    self._on_indexed()


def _document(record: IndexRecord | None) -> IndexDocument | None:
    if record is None:
        return None
    return IndexDocument(
        title=record.title,
        standfirst=record.standfirst,
        body=record.text,
        byline=record.byline,
        site=record.site,
        url=record.url,
        note=record.note,
        language=record.language,
    )
