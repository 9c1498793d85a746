"""Works the queue off: each wish becomes a page on disk, its readable text and its pictures.

One event loop runs the captures, a few at a time. A capture that fails leaves its article in the list with a state, a
reason and its address; one that is cut off goes back to the queue.
"""

from __future__ import annotations

import asyncio
import logging
import random
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pressmark.archive.browsing import Browser
from pressmark.archive.capture.gateway import Gateway
from pressmark.archive.capture.limits import LIMITS
from pressmark.archive.capture.politeness import delay_before_retry
from pressmark.archive.capturer import Capturer
from pressmark.archive.errors import ArchiveError, CaptureError, NoSuchArticle, StorageError
from pressmark.archive.pairing import pair
from pressmark.archive.sign_ins import ALWAYS
from pressmark.archive.urls import is_public_scheme
from pressmark.archive.values import Failure, Trust

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pressmark.archive.capture.full_copies import FullCopies
    from pressmark.archive.origin import Origin
    from pressmark.archive.sign_ins import SignIns
    from pressmark.archive.storage.records import Job
    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Chosen
    from pressmark.workers.pool import WorkerPool

    OnChanged = Callable[[int, Failure | None, Chosen | None], None]

log = logging.getLogger(__name__)

CONCURRENT_CAPTURES = 6  # hides slow sites; memory stays flat
THREADS = CONCURRENT_CAPTURES * (LIMITS.pictures_at_once + 2)  # each capture's names, disk and worker
IDLE_SECONDS = 20.0  # how often the queue is asked for captures whose wait is over


class Saver:
    """Captures what is queued in one archive.

    Args:
        storage: the open archive's storage.
        workers: where everything that parses runs.
        on_changed: called after each step with the article's id, the failure if the step was one, and the snapshot just
            made if it is no better than what was there; on any thread.
        sign_ins: whose cookies serve captures of their sites.
        origin: of which articles nobody here named the address.
        has_browser: whether pages that need a browser get one.

    Attributes:
        claiming: held while a capture is claimed; whoever queues one holds it until all is said of who asks for it.
    """

    def __init__(
        self,
        storage: Storage,
        workers: WorkerPool,
        on_changed: OnChanged,
        sign_ins: SignIns,
        origin: Origin,
        *,
        has_browser: bool = False,
    ) -> None:
        self._storage, self._workers, self._on_changed = storage, workers, on_changed
        self._capturer = Capturer(storage, workers, sign_ins)
        self._has_browser = has_browser
        self._origin = origin
        self._asked: dict[int, datetime] = {}
        self.claiming = threading.Lock()
        self._owed: list[int] = []  # articles whose capture is to be put back
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wake: asyncio.Event | None = None
        self._forgiven: set[str] = set()
        self._is_paused = False
        self._is_stopping = False

    # from any thread

    def start(self) -> None:
        """Capture in the background until `stop`."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="pressmark-saver", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the background; captures under way go back to the queue."""
        self._is_stopping = True
        self.wake()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._is_stopping = False

    def pause(self) -> None:
        """Begin no further capture."""
        self._is_paused = True

    def resume(self) -> None:
        """Go on after `pause`."""
        self._is_paused = False
        self.wake()

    def wake(self) -> None:
        """Say that the queue has something."""
        loop, event = self._loop, self._wake
        if loop is not None and event is not None:
            try:
                loop.call_soon_threadsafe(event.set)
            except RuntimeError:  # the loop has just been closed: nobody needs to be woken
                log.debug("saver already stopped")

    def copy_in_full(self, copies: FullCopies) -> None:
        """Keep full copies of these pages from now on."""
        self._capturer.copies = copies

    def forgive(self, url: str) -> None:
        """Try this address's host again even if it failed often, because the user asks for it."""
        if is_public_scheme(url):  # a file has no host
            self._forgiven.add(url)

    def asked(self, id: int, since: datetime = ALWAYS) -> None:
        """Say that the person asks for the next capture of an article now, with the sign-ins since a time.

        Without that, only the addresses that the person named are asked with them, and a file that was brought asks for
        nothing.
        """
        self._asked[id] = since

    def save_pending(self, ids: Iterable[int] | None) -> None:
        """Capture what is queued (of these articles) in the calling thread and return when all was tried."""
        if self._thread is not None:
            raise RuntimeError("the background is running")
        asyncio.run(self._drain(None if ids is None else set(ids)))

    # the loop

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        _give_threads(asyncio.get_running_loop())
        self._loop, self._wake = asyncio.get_running_loop(), asyncio.Event()
        running: set[asyncio.Task[None]] = set()
        try:
            async with Gateway() as gateway, Browser() as browser:
                while not self._is_stopping:
                    self._wake.clear()
                    while not self._is_paused and len(running) < CONCURRENT_CAPTURES:
                        job = await self._claim(None)
                        if job is None:
                            break
                        running.add(asyncio.create_task(self._save(gateway, browser, job, may_retry=True)))
                    waker = asyncio.create_task(self._wake.wait())
                    await asyncio.wait({*running, waker}, timeout=IDLE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
                    waker.cancel()
                    running = {task for task in running if not task.done()}
                for task in running:
                    task.cancel()
                await asyncio.gather(*running, return_exceptions=True)
                self._workers.stop_running()  # or the loop waits for them
        finally:
            self._loop = self._wake = None

    async def _drain(self, ids: set[int] | None) -> None:
        _give_threads(asyncio.get_running_loop())
        async with Gateway() as gateway, Browser() as browser, asyncio.TaskGroup() as group:
            places = asyncio.Semaphore(CONCURRENT_CAPTURES)

            async def save(job: Job) -> None:
                try:
                    await self._save(gateway, browser, job, may_retry=False)
                finally:
                    places.release()

            while True:
                await places.acquire()
                job = await self._claim(ids)
                if job is None:
                    return
                group.create_task(save(job))

    async def _claim(self, ids: set[int] | None) -> Job | None:
        try:
            await asyncio.to_thread(self._give_back)
            job = await asyncio.to_thread(self._claim_now, ids)
        except StorageError:
            log.exception("the queue cannot be read; tried again later")
            return None
        if job is not None:
            self._on_changed(job.article_id, None, None)
        return job

    def _claim_now(self, ids: set[int] | None) -> Job | None:
        with self.claiming:
            job = self._storage.claim(ids)
            if job is None:
                return None
            trust = self._origin.trust_in(job.article_id, job.trust)
            asked = self._asked.pop(job.article_id, None)
        since = ALWAYS if trust is Trust.USER else asked
        return replace(job, trust=trust, is_asked=asked is not None, sign_ins_since=since)

    def _give_back(self) -> None:
        """Put back what could neither be kept nor noted, as when the disk was gone: that was no page's fault."""
        while self._owed:
            self._storage.release(self._owed[-1])
            self._owed.pop()

    # one capture

    async def _save(self, gateway: Gateway, browser: Browser, job: Job, *, may_retry: bool) -> None:
        failure: Failure | None = None
        is_over = True
        outdone: Chosen | None = None
        try:
            if job.url in self._forgiven:
                self._forgiven.discard(job.url)
                gateway.forgive(job.url)
            outdone = await self._capturer.capture(gateway, browser if self._has_browser else None, job)
        except asyncio.CancelledError:
            self._ask_again(job)
            self._storage.release(job.article_id)
            raise
        except NoSuchArticle:
            log.info("article %d was deleted while it was captured", job.article_id)
        except ArchiveError as error:
            failure = Failure(error.code, error.detail)
            is_over = not await asyncio.to_thread(self._fail, job, error, may_retry=may_retry)
        except Exception as error:
            log.exception("capture of article %d failed", job.article_id)
            failure = Failure("bug", type(error).__name__)
            await asyncio.to_thread(self._fail, job, ArchiveError(failure.detail, code=failure.code), may_retry=False)
        for id in [] if failure else await asyncio.to_thread(self._pair, job.article_id):
            self._on_changed(id, None, None)
        self._on_changed(job.article_id, failure if is_over else None, outdone)

    def _ask_again(self, job: Job) -> None:
        """Let the next try be for whom this one was."""
        if job.is_asked and job.sign_ins_since is not None:
            self._asked.setdefault(job.article_id, job.sign_ins_since)

    def _pair(self, id: int) -> list[int]:
        """Make one article of this and its variants; returns the others that this changed."""
        try:
            merged = pair(self._storage, id)
        except NoSuchArticle:
            return []  # it was removed as soon as it was there
        except Exception:
            log.exception("article %d not joined with its variants", id)  # it is saved all the same
            return []
        return [] if merged is None else [one for one in (merged.kept, *merged.gone) if one != id]

    def _fail(self, job: Job, error: ArchiveError, *, may_retry: bool) -> bool:
        """Note why a capture failed; returns whether it will be tried again by itself, so that nobody need be told."""
        failure = Failure(error.code, error.detail)
        retry_after = error.retry_after if isinstance(error, CaptureError) else None
        delay = None
        if may_retry and retry_after is not None:  # only a site that says when; else the person sees why, and decides
            delay = delay_before_retry(job.attempts, failure, retry_after, random.random)
        retry_at = None if delay is None else datetime.now(UTC) + timedelta(seconds=delay)
        if retry_at is not None:
            self._ask_again(job)
        try:
            self._storage.fail(job.article_id, failure, retry_at)
        except StorageError:
            log.exception("the failure of article %d cannot be noted; it stays in the queue", job.article_id)
            self._owed.append(job.article_id)
            return False
        return retry_at is not None


def _give_threads(loop: asyncio.AbstractEventLoop) -> None:
    """Let a loop wait for more things at a time than it would: looking up a dead name may take half a minute."""
    loop.set_default_executor(ThreadPoolExecutor(THREADS, "pressmark-capture"))
