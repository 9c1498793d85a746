"""Makes the text of a snapshot anew, from the bytes that were kept: with a newer extractor, or as a person wants it.

Nothing is fetched, and the snapshot stays as it is. What a newer extractor makes is used only where it is not worse.
"""

from __future__ import annotations

import asyncio
import gzip
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pressmark.archive.capture.containers import unpack
from pressmark.archive.capture.sniff import HTML, PDF, TEXT
from pressmark.archive.contents import FILES, PAGE, Received, read_contents
from pressmark.archive.errors import ArchiveError, NotReadable, StorageError
from pressmark.archive.extraction import VERSION, extraction_from_json, join_pages, shaped, write_standalone
from pressmark.archive.extraction.rule_making import make_rules
from pressmark.archive.rule_files import rules_for
from pressmark.archive.storage.extractions import share_changed
from pressmark.archive.storage.folders import ARTICLE
from pressmark.archive.storage.records import ExtractionRecord
from pressmark.archive.urls import is_public_scheme
from pressmark.archive.values import Failure, Hand, Opinion, Outcome, Redone, Way
from pressmark.workers.errors import WorkerDied, WorkerError, WorkerFailure, WorkerOutOfMemory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Chosen, Extraction
    from pressmark.workers.pool import WorkerPool

LEAST_SHARE_OF_WORDS = 0.6
LEAST_SHARE_OF_PICTURES = 0.5
MOST_QUALITY_LOST = 0.2
MOST_BYTES = 256 * 1024 * 1024  # of a page that is unpacked

_NEXT_PAGE = re.compile(r"page-(\d{1,3})\.html\.gz")
_PICTURE = re.compile(r'(<img\b[^<>]*?\ssrc=")images/')


class Redoer:
    """Makes texts of one archive anew.

    Args:
        storage: the open archive's storage.
        workers: where everything that parses runs.
    """

    def __init__(self, storage: Storage, workers: WorkerPool) -> None:
        self._storage, self._workers = storage, workers

    def redo(self, id: int) -> Redone:
        """Let the present extractor read an article's current snapshot, and use what it makes unless that is worse.

        What a person wished of the text is wished of the new one, too.

        Raises:
            NoSuchArticle: there is none.
        """
        article = self._storage.article(id)
        old = None
        try:
            old = self._storage.extraction(id)
            _files, hand = self._storage.making(id)
            made = self._make(id, hand if hand != Hand() else None)
        except ArchiveError as error:
            return Redone(id, article.title, Outcome.FAILED, failure=Failure(error.code, error.detail))
        new = made["record"]
        result = Redone(
            id,
            article.title,
            Outcome.TAKEN,
            quality=(old.quality if old else 0.0, new.extraction.quality),
            words=(article.words, len(new.extraction.text.split())),
            share_changed=share_changed(old.text if old else "", new.extraction.text),
        )
        if old is not None and (old.html, old.title, old.byline) == (
            new.html,
            new.extraction.title,
            new.extraction.byline,
        ):
            self._storage.set_version(id, VERSION)
            return replace(result, outcome=Outcome.UNCHANGED)
        if old is not None and _is_worse(old, new):
            return replace(result, outcome=Outcome.KEPT)
        return replace(result, before=self._keep(id, made))

    def shape(self, id: int, hand: Hand) -> Chosen:
        """Make the text of the current snapshot as a person wants it; returns what was shown before.

        Raises:
            NoSuchArticle: there is none.
            NotReadable: nothing would be left, or the page cannot be read.
            StorageError: it could not be read or kept.
        """
        return self._keep(id, self._make(id, hand))

    def preview(self, id: int, opinion: Opinion) -> str:
        """The body of the current snapshot by an opinion, with nothing left out; it is not kept.

        Raises:
            NoSuchArticle, NotReadable, StorageError: as `shape` does.
        """
        return str(self._make(id, Hand(opinion))["record"].html)

    def rules(self, id: int, hand: Hand) -> dict[str, Any]:
        """What `make_rules` makes of a wish, with the address of the page it was for.

        Raises:
            NoSuchArticle, NotReadable, StorageError: as `shape` does; `no-rules` where it is no page of a site.
        """
        folder = self._storage.snapshot_folder(id)
        if folder is None:
            raise StorageError(code="no-such-snapshot")
        with self._storage.scratch() as staging:
            received, file = _received(folder, self._storage.response(id), staging)
            if received.media_type in (TEXT, PDF) or not is_public_scheme(received.url):
                raise NotReadable(code="no-rules")
            opened = self._run(
                unpack, str(file), received.content_type or received.media_type, received.url, str(staging)
            )
        made: dict[str, Any] = self._run(make_rules, opened["html"], received.url, hand.to_plain())
        return {**made, "url": received.url}

    def _make(self, id: int, hand: Hand | None) -> dict[str, Any]:
        folder = self._storage.snapshot_folder(id)
        if folder is None:
            raise StorageError(code="no-such-snapshot")
        response = self._storage.response(id)
        with self._storage.scratch() as staging:
            received, file = _received(folder, response, staging)
            opinion = hand.opinion if hand else Opinion.OURS
            found = asyncio.run(
                self._read([(received, file), *_next_pages(folder, received, staging)], staging, opinion)
            )
        if hand is not None:
            found = self._run(shaped, found, hand)
        files = self._storage.own_files(id)
        extraction = extraction_from_json(found)
        written = self._run(write_standalone, found, files, received.url, str(response.get("taken_at", "")))
        page = _PICTURE.sub(rf"\1../{folder.name}/images/", written["page"])
        lead = files.get(extraction.lead_image, "")
        record = ExtractionRecord(folder.name, extraction, written["html"], lead, VERSION, files, hand)
        return {"record": record, "page": page}

    async def _read(self, pages: Sequence[tuple[Received, Path]], staging: Path, opinion: Opinion) -> dict[str, Any]:
        found = []
        for received, file in pages:
            rules = await asyncio.to_thread(rules_for, self._storage.root, received.url)
            contents = await read_contents(received, "", file, staging, self._in_worker, opinion, rules)
            found.append(contents.found)
        joined: dict[str, Any] = await self._in_worker(join_pages, found) if len(found) > 1 else found[0]
        return joined

    def _keep(self, id: int, made: dict[str, Any]) -> Chosen:
        draft = self._storage.begin_extraction(id, made["record"].snapshot)
        try:
            draft.write(ARTICLE, made["page"].encode())
            return self._storage.commit_extraction(draft, made["record"])
        except BaseException:
            self._storage.discard(draft)
            raise

    async def _in_worker(self, function: Callable[..., Any], *arguments: object) -> Any:
        return await asyncio.to_thread(self._run, function, *arguments)

    def _run(self, function: Callable[..., Any], *arguments: object) -> Any:
        return run_in_worker(self._workers, function, *arguments)


def run_in_worker(workers: WorkerPool, function: Callable[..., Any], *arguments: object) -> Any:
    """Run a function in a worker process.

    Raises:
        NotReadable: a limit was passed, or the function said so.
    """
    try:
        return workers.run(function, *arguments)
    except WorkerFailure as error:
        raise NotReadable(error.detail, code=error.code) from error
    except WorkerError as error:
        codes = {WorkerOutOfMemory: "worker-memory", WorkerDied: "worker-died"}
        raise NotReadable(code=codes.get(type(error), "worker-timeout")) from error


def _is_worse(old: Extraction, new: ExtractionRecord) -> bool:
    words, words_before = len(new.extraction.text.split()), len(old.text.split())
    pictures, pictures_before = new.html.count("<img "), old.html.count("<img ")
    return (
        words < words_before * LEAST_SHARE_OF_WORDS
        or pictures < pictures_before * LEAST_SHARE_OF_PICTURES
        or new.extraction.quality < old.quality - MOST_QUALITY_LOST
    )


def _received(folder: Path, response: dict[str, Any], staging: Path) -> tuple[Received, Path]:
    """What a snapshot keeps of its page, as it was received, and where a worker can read it."""
    kept = next((name for name in (PAGE, *FILES.values()) if (folder / name).is_file()), None)
    if kept is None:
        raise StorageError(folder.name, code="file-damaged")
    file = folder / kept
    try:
        data = _unpacked(file) if kept == PAGE else file.read_bytes()
        if kept == PAGE:
            file = staging / "page"
            file.write_bytes(data)
    except (OSError, EOFError) as error:
        raise StorageError(kept, code="file-damaged") from error
    headers = dict(response.get("headers", ()))
    content_type = str(response.get("content_type") or headers.get("content-type", ""))
    is_text = content_type.lower().startswith(TEXT)
    kinds = {name: kind for kind, name in FILES.items()}
    kind = (TEXT if is_text else HTML) if kept == PAGE else kinds[kept]
    way = Way(response.get("way", Way.HTTP))
    url = str(response.get("final_url", ""))
    return Received(data, url, content_type, kind, is_brought=way.is_brought, way=way), file


def _next_pages(folder: Path, first: Received, staging: Path) -> Iterator[tuple[Received, Path]]:
    """The other pages of an article that its site split, in their order."""
    pages = {int(found[1]): path for path in folder.iterdir() if (found := _NEXT_PAGE.fullmatch(path.name))}
    for number in sorted(pages):
        try:
            yield replace(first, data=_unpacked(pages[number])), staging / "page"
        except (OSError, EOFError) as error:
            raise StorageError(pages[number].name, code="file-damaged") from error


def _unpacked(file: Path) -> bytes:
    with gzip.open(file) as packed:
        return packed.read(MOST_BYTES)
