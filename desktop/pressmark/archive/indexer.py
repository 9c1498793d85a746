"""Carries what changed from the outbox to the index, so that what is saved is found.

The index is disposable: a damaged one is put aside, an empty one made, and every article queued for it again; searching
goes on with what is there. A crash between commit and index costs nothing, for the outbox is emptied only after the
index has kept the change.

There are two lanes. What a person has just changed goes into the index at once. What an import or a rebuild has queued
follows behind, made into segments by worker processes if it is much, and so are large merges; neither holds up the
other, nor a search.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from pressmark.archive.errors import ArchiveError, IndexDamaged, SearchError
from pressmark.archive.index.index import Index, IndexChange, IndexDocument, here, quarantine
from pressmark.workers.errors import WorkerDied, WorkerFailure, WorkerOutOfMemory, WorkerTimeout
from pressmark.workers.pool import WorkerPool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from pressmark.archive.index.index import Found, Run, Vocabulary
    from pressmark.archive.index.query import Query
    from pressmark.archive.storage.records import IndexRecord, Pending
    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Progress

log = logging.getLogger(__name__)

_T = TypeVar("_T")

HANDS = 2  # processes that make segments
BATCH = 500  # articles of one segment: bounds memory, and how long a search may be behind
FEW = 100  # articles that are not worth a process
URGENT = 16  # articles that are taken in at once; of more, the newest
WORKER_SECONDS = 900.0  # a merge of the largest segments, on a slow and busy machine
WORKER_BYTES = 2 * 1024**3
MANY = 40  # segments that slow a search down: merge before more are made
TELLING_SECONDS = 2.0  # between two words about a long import


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
        self._urgent: deque[int] = deque(maxlen=URGENT)
        self._wake, self._hurry = threading.Event(), threading.Event()
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self._pool: WorkerPool | None = None
        self._syncing = threading.Lock()

    @property
    def is_complete(self) -> bool:
        """False while a rebuild has not reached every article yet."""
        return not self._is_rebuilding

    def start(self) -> None:
        """Keep the index up to date on threads of its own."""
        if not self._threads:
            self._wake.set()
            for name, lane in (("pressmark-index", self._hurry_on), ("pressmark-index-behind", self._follow)):
                thread = threading.Thread(target=lane, name=name, daemon=True)
                self._threads.append(thread)
                thread.start()

    def changed(self, ids: Iterable[int] = ()) -> None:
        """Say that the outbox may have something, of these articles above all; without threads, `search` looks."""
        self._urgent.extend(ids)
        self._hurry.set()
        self._wake.set()

    def close(self) -> None:
        """Stop the threads after what they are at and close the index."""
        self._stopping.set()
        self._wake.set()
        self._hurry.set()
        self._let_workers_go()
        for thread in self._threads:
            thread.join()
        self._let_workers_go()
        with self._lock:
            if self._index is not None:
                self._index.close()
                self._index = None

    def search(
        self,
        query: Query,
        limit: int | None,
        within: frozenset[int] | None,
        order: Sequence[int] | None = None,
    ) -> Found:
        """Search; a damaged index is replaced and filled again before (script) or behind (window) the answer."""
        if not self._threads:
            self.sync()
        try:
            return self._opened().search(query, limit, within, order)
        except IndexDamaged as error:
            self._replace(error, self._index)
            if not self._threads:
                self.sync()
            return self._opened().search(query, limit, within, order)

    def ask(self, question: Callable[[Vocabulary], _T]) -> _T:
        """Let a question look at the words of the index, as `search` does with a damaged one."""
        if not self._threads:
            self.sync()
        try:
            return self._opened().ask(question)
        except IndexDamaged as error:
            if self._storage.is_read_only:
                raise
            return self._replace(error, self._index).ask(question)

    def sync(self, progress: Progress | None = None) -> int:
        """Bring the index up to date in the calling thread and return how many articles it took.

        Raises:
            StorageError: the archive could not be read.
            IndexDamaged: the index could not be written, even after a fresh start.
        """
        if self._storage.is_read_only:
            return 0
        with self._syncing:
            self._opened()  # which queues what it misses
            count = 0
            total = self._storage.outbox_size() if progress else 0
            told = time.monotonic()
            try:
                while not self._stopping.is_set() and (done := self._take_in_behind()):
                    count += done
                    if progress:
                        progress(count, max(total, count))
                    if self._opened().segment_count() > MANY:
                        self._opened().merge(self._outside)
                    if self._threads and time.monotonic() - told > TELLING_SECONDS:
                        self._on_indexed()
                        told = time.monotonic()
                run = self._outside if self._threads or count > FEW else here
                while not self._stopping.is_set() and self._opened().merge(run, is_thorough=count > BATCH):
                    pass
            finally:
                self._let_workers_go()
            if not self._stopping.is_set():
                self._is_rebuilding = False
        return count

    def reindex(self, progress: Progress | None = None) -> int:
        """Throw the index away and build it anew."""
        self._replace(None, self._index)
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
                    return self._replace(error, None)
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

    def _replace(self, error: IndexDamaged | None, damaged: Index | None) -> Index:
        """Begin a new index, unless another thread has done so since `damaged` was in use."""
        with self._lock:
            if self._index is not None and self._index is not damaged:
                return self._index
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

    def _take_in_behind(self) -> int:
        """Take in what comes next in the outbox; returns how many articles, 0 at its end."""
        entries = self._storage.outbox(HANDS * BATCH)
        if len(entries) <= FEW:
            return self._take_in(entries)
        batches = [entries[start : start + BATCH] for start in range(0, len(entries), BATCH)]
        with ThreadPoolExecutor(HANDS) as hands:
            return sum(hands.map(partial(self._take_in, run=self._outside), batches))

    def _take_in_urgent(self) -> int:
        ids = {self._urgent.popleft() for _ in range(len(self._urgent))}
        return self._take_in(self._storage.outbox_of(ids)) if ids else 0

    def _take_in(self, entries: Sequence[Pending], run: Run = here) -> int:
        if not entries:
            return 0
        index = self._opened()
        records = {record.id: record for record in self._storage.index_records([one.article_id for one in entries])}
        changes = [IndexChange(one.article_id, one.revision, _document(records.get(one.article_id))) for one in entries]
        try:
            index.apply(changes, run)
        except IndexDamaged as error:
            index = self._replace(error, index)
            index.apply(changes, run)
        except SearchError:
            if index is self._index or self._stopping.is_set():
                raise
            return len(entries)  # replaced meanwhile, and all queued again
        with self._lock:
            if index is self._index:  # else everything was queued again, and must stay so
                self._storage.outbox_done(entries)
        return len(entries)

    def _outside(self, function: Callable[..., Any], *arguments: object) -> Any:
        """Run a function in a worker process; here, if that fails, so that what is wrong is seen here."""
        with self._lock:
            if self._pool is None and not self._stopping.is_set():
                self._pool = WorkerPool(HANDS, WORKER_SECONDS, WORKER_BYTES)
            pool = self._pool
        try:
            if pool is not None:
                return pool.run(function, *arguments)
        except (WorkerDied, WorkerTimeout, WorkerOutOfMemory, WorkerFailure) as error:
            if not self._stopping.is_set():
                log.warning("index worker failed: %s", error)
                return here(function, *arguments)
        raise SearchError(code="index-closed")

    def _let_workers_go(self) -> None:
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            if self._stopping.is_set():
                pool.stop_running()
            pool.close()

    def _check(self) -> None:
        """Compare the index with its digests, once: a flipped bit gives wrong answers, not errors."""
        try:
            index = self._opened()
            try:
                index.check()
            except IndexDamaged as error:
                self._replace(error, index)
        except ArchiveError:
            log.exception("index not checked")

    def _hurry_on(self) -> None:
        """Take in what was changed just now, again and again."""
        while not self._stopping.is_set():
            self._hurry.wait()
            self._hurry.clear()
            self._tell(self._take_in_urgent)

    def _follow(self) -> None:
        """Take in what else is in the outbox, and merge, again and again."""
        self._check()
        while not self._stopping.is_set():
            self._wake.wait()
            self._wake.clear()
            self._tell(self.sync)

    def _tell(self, work: Callable[[], int]) -> None:
        try:
            count = work()
        except ArchiveError:
            if not self._stopping.is_set():
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
        highlight=record.highlights,
        language=record.language,
    )
