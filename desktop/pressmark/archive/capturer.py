"""One capture, from an address or a file to a snapshot: obtain -> extract -> pictures -> commit.

Parsing goes to worker processes, writing to the storage. Without bytes the capture has failed; with bytes but without
text, or without some pictures, what there is is kept, and the article says what is missing.
"""

from __future__ import annotations

import asyncio
import gzip
import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from pressmark.archive.capture.fetched import NotModified
from pressmark.archive.capture.full_copies import FullCopies
from pressmark.archive.capture.page_folder import NOWHERE
from pressmark.archive.capture.picture_files import normalise_pictures
from pressmark.archive.capture.pictures import stage_pictures
from pressmark.archive.capture.sniff import MHTML
from pressmark.archive.charset import decode
from pressmark.archive.contents import FILES, PAGE, Contents, Received
from pressmark.archive.errors import CaptureError, HttpFailure, NotReadable, StorageError
from pressmark.archive.extraction import (
    VERSION,
    extraction_from_json,
    join_pages,
    may_have_next,
    next_page,
    write_standalone,
)
from pressmark.archive.reading import Reading, better, read
from pressmark.archive.redoing import run_in_worker
from pressmark.archive.rule_files import rules_for
from pressmark.archive.storage.folders import ARTICLE, IMAGES
from pressmark.archive.storage.records import CaptureRecord
from pressmark.archive.urls import is_public_scheme
from pressmark.archive.values import Chosen, Failure, Trust, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator
    from pathlib import Path

    from pressmark.archive.browsing import Browser
    from pressmark.archive.capture.cookies import Cookie
    from pressmark.archive.capture.fetched import Fetched
    from pressmark.archive.capture.gateway import Gateway
    from pressmark.archive.sign_ins import SignIns
    from pressmark.archive.storage.drafts import SnapshotDraft
    from pressmark.archive.storage.records import Job
    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Extraction
    from pressmark.workers.pool import WorkerPool

log = logging.getLogger(__name__)
T = TypeVar("T")

ASK_BROWSER = frozenset({401, 403, 406, 503})  # what sites answer to programs, and not always to browsers
MOST_PAGES = 20  # of one article
FETCHED = "fetched"  # the folder of those pictures that no file brought
PICTURES_AT_ONCE = 6  # for one worker: what a bad one among them takes along


class Capturer:
    """Makes snapshots of one archive's articles.

    Args:
        storage: the open archive's storage.
        workers: where everything that parses runs.
        sign_ins: whose cookies serve captures of their sites.

    Attributes:
        copies: of which pages a full copy is wanted, too.
    """

    def __init__(self, storage: Storage, workers: WorkerPool, sign_ins: SignIns) -> None:
        self._storage, self._workers, self._sign_ins = storage, workers, sign_ins
        self.copies = FullCopies()

    async def capture(self, gateway: Gateway, browser: Browser | None, job: Job) -> Chosen | None:
        """Obtain a page and keep it as a snapshot of its article, or find that it has not changed.

        Returns the snapshot if it is no better than what was there, which stays.

        Args:
            gateway: for plain requests.
            browser: for pages that need one; None where there is none.
            job: what to capture.

        Raises:
            CaptureError: there is nothing to keep.
            StorageError: it could not be kept.
            NoSuchArticle: it was deleted meanwhile.
            CancelledError: cut off; either nothing was kept or all of it.
        """
        taken_at = datetime.now(UTC)
        with self._storage.scratch() as staging:
            reading = await self._read(gateway, browser, job, staging)
            if reading is None:
                await asyncio.to_thread(self._storage.finish, job.article_id)
                return None
            reading = await self._with_next_pages(gateway, job, reading, staging)
            if reading.contents and reading.contents.saved_at:
                taken_at = min(taken_at, datetime.fromisoformat(reading.contents.saved_at))
            draft = await asyncio.to_thread(self._storage.begin_snapshot, job.article_id, taken_at)
            try:
                record = await self._fill(gateway, draft, reading, job, staging)
                article = await _to_the_end(asyncio.to_thread(self._storage.commit_snapshot, draft, record))
            except BaseException:
                await _to_the_end(asyncio.to_thread(self._storage.discard, draft))
                raise
        is_current = any(one.is_current for one in article.snapshots if one.folder == draft.name)
        return None if is_current else Chosen(article.id, draft.name)

    async def _read(self, gateway: Gateway, browser: Browser | None, job: Job, staging: Path) -> Reading | None:
        """Return the best reading of the page, or None where the site says that it is the one we have."""
        if job.page is None and not is_public_scheme(job.url):
            raise CaptureError(code="no-address")
        wants_browser = job.way is Way.BROWSER and job.page is None
        plain, refusal = None, None
        if not (wants_browser and browser):
            try:
                received = await self._obtain(gateway, job)
                if received is None:
                    return None
                plain = await self._read_received(received, job, staging)
            except HttpFailure as error:
                if browser is None or error.status not in ASK_BROWSER:
                    raise
                refusal = error
        if plain is not None and wants_browser:
            return replace(plain, failure=plain.failure or Failure("no-browser"))
        wants_copy = job.page is None and self.copies.wanted(job.url)
        if browser is None or job.page is not None:  # a file names an address, but nobody asked to go there
            return plain
        if plain is not None and not plain.asks_for_browser and not wants_copy:
            return plain
        try:
            received = await self._render(browser, job, plain, staging)
        except CaptureError as error:
            if plain is not None:
                return plain
            if wants_browser and error.code == "no-browser":
                return await self._read(gateway, None, job, staging)
            raise (refusal or error) from error
        rendered = await self._read_received(received, job, staging)
        best = rendered if plain is None else better(plain, rendered)
        return replace(best, has_copy=best is rendered or wants_copy)

    async def _read_received(self, received: Received, job: Job, staging: Path) -> Reading:
        file = job.page
        if file is None:
            file = staging / "page"
            await asyncio.to_thread(file.write_bytes, received.data)
        rules = await asyncio.to_thread(rules_for, self._storage.root, received.url)
        return await read(received, job.name, file, staging, self._in_worker, rules)

    async def _with_next_pages(self, gateway: Gateway, job: Job, reading: Reading, staging: Path) -> Reading:
        """Add the article's other pages, where a site split it."""
        last, more, found = reading.received, list[Received](), [reading.contents.found] if reading.contents else []
        failure = reading.failure
        while found and len(found) < MOST_PAGES and not last.is_brought and may_have_next(last.data):
            html = await asyncio.to_thread(decode, last.data, last.content_type)
            try:
                url = await self._in_worker(next_page, html, last.url, len(found))
                if not url:
                    break
                trust = job.trust if last.is_private else Trust.PAGE
                last = await self._fetch(gateway, url, trust, self._cookies(job, url))
                page = await self._read_received(last, job, staging)
            except CaptureError as error:
                log.warning("a next page could not be had: %s", error.code)
                failure = failure or Failure("pages-missing", str(len(found)))
                break
            if page.contents is None or any(page.text == one["text"] for one in found):
                break
            more.append(last)
            found.append(page.contents.found)
        if reading.contents is None or (not more and failure is reading.failure):
            return reading
        joined = await self._in_worker(join_pages, found)
        contents = replace(reading.contents, found=joined)
        return replace(reading, contents=contents, failure=failure, more=tuple(more))

    async def _render(self, browser: Browser, job: Job, plain: Reading | None, staging: Path) -> Received:
        """Fetch the page through the browser, with a full copy beside it.

        Raises:
            CaptureError: that brings no page.
        """
        url = plain.received.url if plain else job.url
        is_public = plain is not None and not plain.received.is_private
        page = await browser.render(
            url, job.trust, is_public=is_public, cookies=self._cookies(job, url), copy=staging / FILES[MHTML]
        )
        if page.status is not None and page.status >= 400:
            raise HttpFailure(page.status)
        return Received(
            page.html.encode("utf-8", "replace"),
            page.url,
            "text/html; charset=utf-8",
            way=Way.BROWSER,
            is_private=page.is_private,
            status=page.status or 200,
            redirects=(job.url,) if page.url != job.url else (),
        )

    async def _obtain(self, gateway: Gateway, job: Job) -> Received | None:
        """Return the page, or None where the site says that it is the one we have."""
        if job.page is not None:
            data = await asyncio.to_thread(_read, job.page)
            kind = job.content_type.partition(";")[0]
            way = Way.IMPORT if job.way is Way.IMPORT else Way.FILE
            return Received(data, job.url, job.content_type, kind, is_brought=True, way=way)
        etag, last_modified = await asyncio.to_thread(self._validators, job.article_id)
        fetched = await gateway.fetch(
            job.url,
            trust=job.trust,
            etag=etag,
            last_modified=last_modified,
            cookies=self._cookies(job, job.url),
        )
        return None if isinstance(fetched, NotModified) else _received(fetched)

    def _cookies(self, job: Job, url: str) -> tuple[Cookie, ...]:
        """What says to a site who the person is: nothing where they neither named the address nor asked for it."""
        return () if job.sign_ins_since is None else self._sign_ins.cookies_for(url, job.sign_ins_since)

    async def _fetch(self, gateway: Gateway, url: str, trust: Trust, cookies: tuple[Cookie, ...]) -> Received:
        fetched = await gateway.fetch(url, trust=trust, cookies=cookies)
        if isinstance(fetched, NotModified):  # no condition was sent
            raise HttpFailure(304)
        return _received(fetched)

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

    async def _fill(
        self, gateway: Gateway, draft: SnapshotDraft, reading: Reading, job: Job, staging: Path
    ) -> CaptureRecord:
        """Put page, text and pictures into the draft and say what was found."""
        received, contents = reading.received, reading.contents
        kept = FILES[received.media_type]
        data = received.data
        await asyncio.to_thread(lambda: draft.write(kept, gzip.compress(data, mtime=0) if kept == PAGE else data))
        for number, page in enumerate(reading.more, 2):
            await asyncio.to_thread(draft.write, f"page-{number}.html.gz", gzip.compress(page.data, mtime=0))
        copy = staging / FILES[MHTML]
        if reading.has_copy and copy.exists():
            await asyncio.to_thread(lambda: draft.write(FILES[MHTML], copy.read_bytes()))
        record = CaptureRecord(
            way=received.way,
            final_url=received.url,
            http_status=received.status,
            redirects=received.redirects,
            headers=received.headers,
            content_type=received.content_type,
            version=VERSION,
        )
        lack = Failure(reading.lack) if reading.lack.is_failure else None
        if contents is None:
            return replace(record, failure=lack or reading.failure)
        found, extraction = contents.found, extraction_from_json(contents.found)
        try:
            files, lost = await self._pictures(gateway, draft, received, extraction, contents, job, staging)
            written = await self._in_worker(write_standalone, found, files, received.url, draft.taken_at.isoformat())
        except NotReadable as error:
            return replace(record, failure=Failure(error.code, error.detail))
        await asyncio.to_thread(draft.write, ARTICLE, written["page"].encode())
        code = "pictures-not-in-file" if received.is_brought and not job.is_asked else "pictures-missing"
        failure = lack or reading.failure or contents.failure or (Failure(code, str(lost)) if lost else None)
        lead = files.get(extraction.lead_image, "")
        return replace(
            record, extraction=extraction, html=written["html"], lead_image=lead, files=files, failure=failure
        )

    async def _pictures(
        self,
        gateway: Gateway,
        draft: SnapshotDraft,
        received: Received,
        extraction: Extraction,
        contents: Contents,
        job: Job,
        staging: Path,
    ) -> tuple[dict[str, str], int]:
        """Get and clean the pictures; where each lies in the snapshot by its address, and how many are lost."""
        if not extraction.pictures:
            return {}, 0
        wanted = {url: contents.pictures[url] for url in extraction.pictures if url in contents.pictures}
        missing = [url for url in extraction.pictures if url not in wanted and not url.startswith(NOWHERE)]
        if received.is_brought and not job.is_asked:  # what is opened from a disk tells nobody
            missing = [url for url in missing if url.startswith("data:")]
        fetched = staging / FETCHED
        fetched.mkdir(exist_ok=True)
        staged = await stage_pictures(
            gateway,
            received.url,
            missing,
            fetched,
            is_private=received.is_private,
            cookies=() if received.is_brought else self._cookies(job, received.url),
        )
        wanted |= {picture.url: f"{FETCHED}/{picture.name}" for picture in staged.kept}
        target = draft.folder / IMAGES
        target.mkdir(exist_ok=True)
        names = list(wanted.values())
        results = [one for batch in batched(names) for one in await self._normalised(str(staging), str(target), batch)]
        files = {
            url: f"{IMAGES}/{result['name']}" for url, result in zip(wanted, results, strict=True) if result["name"]
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
        return await asyncio.to_thread(run_in_worker, self._workers, function, *arguments)


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


def _received(fetched: Fetched) -> Received:
    return Received(
        fetched.body,
        fetched.url,
        fetched.content_type,
        fetched.media_type,
        is_private=fetched.is_private,
        status=fetched.status,
        redirects=tuple(url for url, _status in fetched.chain[:-1]),
        headers=fetched.headers,
    )
