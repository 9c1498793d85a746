"""Works the queue off: each wish becomes a page on disk, its readable text and its pictures.

One event loop runs the captures, a few at a time; parsing goes to worker processes, writing to the storage. A capture
is obtain -> extract -> pictures -> snapshot. Whatever fails on the way leaves the article with a state, a reason and
its address: without bytes it has FAILED, with bytes but without text it is PARTIAL and the bytes are kept.
"""

from __future__ import annotations

import asyncio
import gzip
import logging
import random
import tempfile
import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressmark.archive.capture.fetched import NotModified
from pressmark.archive.capture.gateway import Gateway
from pressmark.archive.capture.picture_files import normalise_pictures
from pressmark.archive.capture.pictures import stage_pictures
from pressmark.archive.capture.politeness import delay_before_retry
from pressmark.archive.charset import decode
from pressmark.archive.errors import ArchiveError, HttpFailure, NoSuchArticle, NotReadable, StorageError
from pressmark.archive.extraction import extract_to_json, extraction_from_json, write_standalone
from pressmark.archive.storage.folders import ARTICLE, IMAGES
from pressmark.archive.storage.records import CaptureRecord
from pressmark.archive.values import Failure, Way
from pressmark.workers.errors import WorkerDied, WorkerFailure, WorkerOutOfMemory, WorkerTimeout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pressmark.archive.storage.drafts import SnapshotDraft
    from pressmark.archive.storage.records import Job
    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Extraction
    from pressmark.workers.pool import WorkerPool

log = logging.getLogger(__name__)

CONCURRENT_CAPTURES = 6  # hides slow sites; memory stays flat
IDLE_SECONDS = 20.0  # how often the queue is asked for captures whose wait is over
PAGE = "page.html.gz"

_WORKER_CODES = {
    WorkerTimeout: "worker-timeout",
    WorkerOutOfMemory: "worker-memory",
    WorkerDied: "worker-died",
}


@dataclass(frozen=True, slots=True)
class Received:
    """The bytes of a page, from the web or from the user, and how they came."""

    data: bytes
    url: str  # the final address
    content_type: str
    is_plain_text: bool = False
    is_private: bool = False
    status: int | None = None
    redirects: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()


class Saver:
    """Captures what is queued in one archive.

    Args:
        storage: the open archive's storage.
        workers: where everything that parses runs.
        on_changed: called after each step with the article's id, and the failure if the step was one; on any thread.
    """

    def __init__(
        self, storage: Storage, workers: WorkerPool, on_changed: Callable[[int, Failure | None], None]
    ) -> None:
        self._storage, self._workers, self._on_changed = storage, workers, on_changed
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

    def forgive(self, url: str) -> None:
        """Try this address's host again even if it failed often, because the user asks for it."""
        self._forgiven.add(url)

    def save_pending(self, ids: Iterable[int] | None) -> None:
        """Capture what is queued (of these articles) in the calling thread and return when all was tried."""
        if self._thread is not None:
            raise RuntimeError("the background is running")
        asyncio.run(self._drain(None if ids is None else set(ids)))

    # the loop

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop, self._wake = asyncio.get_running_loop(), asyncio.Event()
        running: set[asyncio.Task[None]] = set()
        try:
            async with Gateway() as gateway:
                while not self._is_stopping:
                    self._wake.clear()
                    while not self._is_paused and len(running) < CONCURRENT_CAPTURES:
                        job = await self._claim(None)
                        if job is None:
                            break
                        running.add(asyncio.create_task(self._save(gateway, job, may_retry=True)))
                    waker = asyncio.create_task(self._wake.wait())
                    await asyncio.wait({*running, waker}, timeout=IDLE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
                    waker.cancel()
                    running = {task for task in running if not task.done()}
                for task in running:
                    task.cancel()
                await asyncio.gather(*running, return_exceptions=True)
        finally:
            self._loop = self._wake = None

    async def _drain(self, ids: set[int] | None) -> None:
        async with Gateway() as gateway, asyncio.TaskGroup() as group:
            places = asyncio.Semaphore(CONCURRENT_CAPTURES)

            async def save(job: Job) -> None:
                try:
                    await self._save(gateway, job, may_retry=False)
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
            job = await asyncio.to_thread(self._storage.claim, ids)
        except StorageError:
            log.exception("the queue cannot be read; tried again later")
            return None
        if job is not None:
            self._on_changed(job.article_id, None)
        return job

    # one capture

    async def _save(self, gateway: Gateway, job: Job, *, may_retry: bool) -> None:
        failure: Failure | None = None
        try:
            await self._capture(gateway, job)
        except asyncio.CancelledError:
            self._storage.release(job.article_id)
            raise
        except NoSuchArticle:
            log.info("article %d was deleted while it was captured", job.article_id)
        except ArchiveError as error:
            failure = Failure(error.code, error.detail)
            await asyncio.to_thread(self._fail, job, error, may_retry=may_retry)
        except Exception as error:
            log.exception("capture of article %d failed", job.article_id)
            failure = Failure("bug", type(error).__name__)
            await asyncio.to_thread(self._fail, job, ArchiveError(failure.detail, code=failure.code), may_retry=False)
        self._on_changed(job.article_id, failure)

    def _fail(self, job: Job, error: ArchiveError, *, may_retry: bool) -> None:
        failure = Failure(error.code, error.detail)
        retry_after = error.retry_after if isinstance(error, HttpFailure) else None
        delay = None
        if may_retry and retry_after is not None:  # only a site that says when; else the person sees why, and decides
            delay = delay_before_retry(job.attempts, failure, retry_after, random.random)
        retry_at = None if delay is None else datetime.now(UTC) + timedelta(seconds=delay)
        try:
            self._storage.fail(job.article_id, failure, retry_at)
        except StorageError:
            log.exception("the failure of article %d cannot be noted; it stays in the queue", job.article_id)

    async def _capture(self, gateway: Gateway, job: Job) -> None:
        taken_at = datetime.now(UTC)
        received = await self._obtain(gateway, job)
        if received is None:
            await asyncio.to_thread(self._storage.finish, job.article_id)
            return
        draft = await asyncio.to_thread(self._storage.begin_snapshot, job.article_id, taken_at)
        try:
            record = await self._fill(gateway, job, draft, received)
            await asyncio.to_thread(self._storage.commit_snapshot, draft, record)
        except BaseException:
            await asyncio.shield(asyncio.to_thread(self._storage.discard, draft))
            raise

    async def _obtain(self, gateway: Gateway, job: Job) -> Received | None:
        """Return the page, or None where the site says that it is the one we have."""
        if job.page is not None:
            data = await asyncio.to_thread(_read, job.page)
            is_plain = job.content_type == "text/plain"
            return Received(data, job.url, job.content_type, is_plain_text=is_plain)
        if job.url in self._forgiven:
            self._forgiven.discard(job.url)
            gateway.forgive(job.url)
        etag, last_modified = await asyncio.to_thread(self._validators, job.article_id)
        fetched = await gateway.fetch(job.url, trust=job.trust, etag=etag, last_modified=last_modified)
        if isinstance(fetched, NotModified):
            return None
        return Received(
            fetched.body,
            fetched.url,
            fetched.content_type,
            is_plain_text=fetched.media_type == "text/plain",
            is_private=fetched.is_private,
            status=fetched.status,
            redirects=tuple(url for url, _status in fetched.chain[:-1]),
            headers=fetched.headers,
        )

    def _validators(self, article_id: int) -> tuple[str, str]:
        """The ETag and Last-Modified of the snapshot at hand; only a whole one is worth keeping."""
        if self._storage.article(article_id).failure is not None:
            return "", ""
        headers = dict(self._storage.response(article_id).get("headers", ()))
        return headers.get("etag", ""), headers.get("last-modified", "")

    async def _fill(self, gateway: Gateway, job: Job, draft: SnapshotDraft, received: Received) -> CaptureRecord:
        """Put page, text and pictures into the draft and say what was found."""
        await asyncio.to_thread(draft.write, PAGE, gzip.compress(received.data, mtime=0))
        way = Way.FILE if job.page is not None else job.way
        record = CaptureRecord(
            way=way,
            final_url=received.url,
            http_status=received.status,
            redirects=received.redirects,
            headers=received.headers,
        )
        try:
            found = await self._extract(received, job.name)
        except NotReadable as error:
            return replace(record, failure=Failure(error.code, error.detail))
        extraction = extraction_from_json(found)
        files, lost = await self._pictures(gateway, draft, received, extraction)
        written = await self._in_worker(write_standalone, found, files, received.url, draft.taken_at.isoformat())
        await asyncio.to_thread(draft.write, ARTICLE, written["page"].encode())
        failure = Failure("pictures-missing", str(lost)) if lost else None
        lead = files.get(extraction.lead_image, "")
        return replace(record, extraction=extraction, html=written["html"], lead_image=lead, failure=failure)

    async def _extract(self, received: Received, name: str) -> dict[str, Any]:
        html = await asyncio.to_thread(decode, received.data, received.content_type)
        kind = "text/plain" if received.is_plain_text else "text/html"
        found: dict[str, Any] = await self._in_worker(extract_to_json, html, received.url, kind, name)
        return found

    async def _pictures(
        self, gateway: Gateway, draft: SnapshotDraft, received: Received, extraction: Extraction
    ) -> tuple[dict[str, str], int]:
        """Fetch and clean the pictures; where each lies in the snapshot by its address, and how many are lost."""
        if not extraction.pictures:
            return {}, 0
        with tempfile.TemporaryDirectory(prefix="pressmark-pictures-") as name:
            staging = Path(name)
            staged = await stage_pictures(
                gateway, received.url, extraction.pictures, staging, is_private=received.is_private
            )
            target = draft.folder / IMAGES
            target.mkdir(exist_ok=True)
            names = [picture.name for picture in staged.kept]
            results = await self._in_worker(normalise_pictures, name, str(target), names) if names else []
        files = {
            picture.url: f"{IMAGES}/{result['name']}"
            for picture, result in zip(staged.kept, results, strict=True)
            if result["name"]
        }
        tiny = sum(result["reason"] == "tiny" for result in results)  # counts visits; no loss
        return files, len(extraction.pictures) - len(files) - tiny

    async def _in_worker(self, function: Callable[..., Any], *arguments: object) -> Any:
        """Run a function in a worker process.

        Raises:
            NotReadable: a limit was passed, or the function said so.
        """
        try:
            return await asyncio.to_thread(self._workers.run, function, *arguments)
        except WorkerFailure as error:
            raise NotReadable(error.detail, code=error.code) from error
        except (WorkerTimeout, WorkerOutOfMemory, WorkerDied) as error:
            raise NotReadable(code=_WORKER_CODES[type(error)]) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StorageError(path.name) from error
