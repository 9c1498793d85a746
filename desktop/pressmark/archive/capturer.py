"""One capture, from an address or a file to a snapshot: obtain -> extract -> pictures -> commit.

Parsing goes to worker processes, writing to the storage. Without bytes the capture has failed; with bytes but without
text, or without some pictures, what there is is kept, and the article says what is missing.
"""

from __future__ import annotations

import asyncio
import gzip
import logging
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pressmark.archive.capture.fetched import NotModified
from pressmark.archive.capture.picture_files import normalise_pictures
from pressmark.archive.capture.pictures import stage_pictures
from pressmark.archive.charset import decode
from pressmark.archive.errors import NotReadable, StorageError
from pressmark.archive.extraction import extract_to_json, extraction_from_json, write_standalone
from pressmark.archive.storage.folders import ARTICLE, IMAGES
from pressmark.archive.storage.records import CaptureRecord
from pressmark.archive.values import Failure, Way
from pressmark.workers.errors import WorkerDied, WorkerFailure, WorkerOutOfMemory, WorkerTimeout

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

    from pressmark.archive.capture.gateway import Gateway
    from pressmark.archive.storage.drafts import SnapshotDraft
    from pressmark.archive.storage.records import Job
    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Extraction
    from pressmark.workers.pool import WorkerPool

log = logging.getLogger(__name__)
T = TypeVar("T")

PAGE = "page.html.gz"
PICTURES_AT_ONCE = 6  # for one worker: what a bad one among them takes along

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


class Capturer:
    """Makes snapshots of one archive's articles.

    Args:
        storage: the open archive's storage.
        workers: where everything that parses runs.
    """

    def __init__(self, storage: Storage, workers: WorkerPool) -> None:
        self._storage, self._workers = storage, workers

    async def capture(self, gateway: Gateway, job: Job) -> None:
        """Obtain a page and keep it as a snapshot of its article, or find that it has not changed.

        Raises:
            CaptureError: there is nothing to keep.
            StorageError: it could not be kept.
            NoSuchArticle: it was deleted meanwhile.
            CancelledError: cut off; either nothing was kept or all of it.
        """
        taken_at = datetime.now(UTC)
        received = await self._obtain(gateway, job)
        if received is None:
            await asyncio.to_thread(self._storage.finish, job.article_id)
            return
        draft = await asyncio.to_thread(self._storage.begin_snapshot, job.article_id, taken_at)
        try:
            record = await self._fill(gateway, job, draft, received)
            await _to_the_end(asyncio.to_thread(self._storage.commit_snapshot, draft, record))
        except BaseException:
            await _to_the_end(asyncio.to_thread(self._storage.discard, draft))
            raise

    async def _obtain(self, gateway: Gateway, job: Job) -> Received | None:
        """Return the page, or None where the site says that it is the one we have."""
        if job.page is not None:
            data = await asyncio.to_thread(_read, job.page)
            is_plain = job.content_type == "text/plain"
            return Received(data, job.url, job.content_type, is_plain_text=is_plain)
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
        """The ETag and Last-Modified of the snapshot at hand; only one that is whole on the disk is worth keeping."""
        if self._storage.article(article_id).failure is not None:
            return "", ""
        try:
            response = self._storage.response(article_id)
            folder = self._storage.snapshot_folder(article_id)
        except StorageError:
            return "", ""
        if folder is None or not all((folder / name).is_file() for name in response.get("files", ())):
            return "", ""
        headers = dict(response.get("headers", ()))
        return headers.get("etag", ""), headers.get("last-modified", "")

    async def _fill(self, gateway: Gateway, job: Job, draft: SnapshotDraft, received: Received) -> CaptureRecord:
        """Put page, text and pictures into the draft and say what was found."""
        await asyncio.to_thread(lambda: draft.write(PAGE, gzip.compress(received.data, mtime=0)))
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
            extraction = extraction_from_json(found)
            files, lost = await self._pictures(gateway, draft, received, extraction)
            written = await self._in_worker(write_standalone, found, files, received.url, draft.taken_at.isoformat())
        except NotReadable as error:
            return replace(record, failure=Failure(error.code, error.detail))
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
            results = [one for batch in batched(names) for one in await self._normalised(name, str(target), batch)]
        files = {
            picture.url: f"{IMAGES}/{result['name']}"
            for picture, result in zip(staged.kept, results, strict=True)
            if result["name"]
        }
        tiny = sum(result["reason"] == "tiny" for result in results)  # counts visits; no loss
        return files, len(extraction.pictures) - len(files) - tiny

    async def _normalised(self, staging: str, target: str, names: list[str]) -> list[dict[str, Any]]:
        """Clean a few pictures; where one of them takes the worker's time or life, these few are lost and no more."""
        try:
            results: list[dict[str, Any]] = await self._in_worker(normalise_pictures, staging, target, names)
        except NotReadable as error:
            log.warning("%d pictures lost: %s", len(names), error.code)
            return [{"name": "", "reason": error.code} for _ in names]
        return results

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


async def _to_the_end(work: Coroutine[Any, Any, T]) -> T:
    """Wait for work that must not be left half done, even when cancelled meanwhile; the cancelling comes after it."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise


def batched(names: list[str]) -> Iterator[list[str]]:
    """A few names at a time."""
    for start in range(0, len(names), PICTURES_AT_ONCE):
        yield names[start : start + PICTURES_AT_ONCE]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StorageError(path.name) from error
