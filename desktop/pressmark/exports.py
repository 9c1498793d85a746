"""Takes in what other programs exported, as a command line names it, and says what became of it."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pressmark.archive.errors import ArchiveError, ArchiveInUse, ArchiveMissing, ExchangeError
from pressmark.archive.exchange.importers import read_export
from pressmark.archive.importing import plan
from pressmark.archive.values import UNDER_WAY, Failure, Imported, Status
from pressmark.printed import error_json, for_terminal
from pressmark.words import describe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from pressmark.archive.archive import Archive
    from pressmark.archive.values import Article, Export, ImportPlan, Progress
    from pressmark.instance import Reply

_AS_WANTED = "deleted"  # the person deleted it there, and it stays so


def read(files: Sequence[Path]) -> Export:
    """Read an export.

    Raises:
        ExchangeError: it cannot be read, or is of no kind that is known (`export-unknown`).
    """
    with _counting("entries read") as progress:
        export = read_export(files, progress)
    if export is None:
        raise ExchangeError(files[0].name, code="export-unknown")
    return export


def look(export: Export, open_archive: Callable[[], Archive]) -> ImportPlan:
    """Say what taking an export in would do, also where there is no archive yet."""
    try:
        with open_archive() as archive:
            return archive.plan_import(export)
    except ArchiveMissing:
        return plan(export)


def take_in(archive: Archive, export: Export, tags: Sequence[str], *, with_feeds: bool) -> Imported:
    """Take an export in."""
    with _counting("articles taken in") as progress:
        return archive.import_articles(export, tags=tags, with_feeds=with_feeds, progress=progress)


def capture(archive: Archive, imported: Imported, tell: Callable[[Article], None]) -> list[Article]:
    """Save what an import has queued, and tell of each article once it was tried; returns those that failed."""
    waiting = {*imported.new, *(one.id for one in imported.changes if one.waiting is not None)}
    left, telling = set(waiting), threading.Lock()
    failed: list[Article] = []

    def look_at(ids: Iterable[int]) -> None:
        for article in archive.articles(sorted(ids)):
            with telling:
                if article.id in left and article.status not in UNDER_WAY:
                    left.discard(article.id)
                    failed.extend([article] if article.status is Status.FAILED else [])
                    tell(article)

    unsubscribe = archive.subscribe(lambda changed: look_at(changed.ids & waiting))
    try:
        archive.save_pending(waiting)
    finally:
        unsubscribe()
    look_at(left.copy())
    return failed


def summary(export: Export, new: int, known: int, skipped: int) -> str:
    """What an export is and what becomes of it, in one line.

    Args:
        export: what was read.
        new: so many of its articles come to the archive.
        known: so many are there already.
        skipped: so many cannot be taken in.
    """
    from_feeds = len(export.articles) - new - known - (skipped - len(export.skipped))
    counts = [
        (export.entries, "article" if export.entries == 1 else "articles"),
        (new, "new"),
        (known, "already there"),
        (export.merged, "more than once"),
        (from_feeds, "from feeds left out"),
        (skipped, "left out"),
    ]
    said = [f"{number:,} {what}" for place, (number, what) in enumerate(counts) if number or place < 3]
    return for_terminal(f"{export.source or export.kind}: {', '.join(said)}")


def left_out(skipped: Iterable[dict[str, str]]) -> list[str]:
    """A line for each entry that is not taken in, of what `to_json` says of them."""
    return [for_terminal(f"{one['name']}: {one['message']}") for one in skipped]


def is_complete(told: dict[str, Any]) -> bool:
    """Whether everything was taken in that the person did not delete before, of what `to_json` says."""
    return told["error"] is None and all(one["code"] == _AS_WANTED for one in told["skipped"])


def to_json(export: Export, imported: Imported, plan: ImportPlan | None = None) -> dict[str, Any]:
    """What `import --json` prints; with `plan` where nothing was changed."""
    return {
        "source": export.source,
        "kind": export.kind,
        "entries": export.entries,
        "merged": export.merged,
        "new": list(imported.new),
        "known": list(imported.known),
        "skipped": [
            {
                "name": one.name,
                "code": one.code,
                "detail": one.detail,
                "message": describe(Failure(one.code, one.detail)),
            }
            for one in imported.skipped
        ],
        "error": error_json(imported.failure),
        "plan": None if plan is None else {name: getattr(plan, name) for name in plan.__slots__},
    }


def answer(export: Export | None, result: Imported | Exception) -> Reply:
    """What an open window answers to whoever handed an export over."""
    if export is not None and isinstance(result, Imported):
        return [to_json(export, result)]
    known = result if isinstance(result, ArchiveError) else ArchiveError(type(result).__name__, code="bug")
    return [{"refused": {"code": known.code, "detail": known.detail}}]


def answered(reply: Reply) -> dict[str, Any]:
    """What `to_json` said in the window that took an export in.

    Raises:
        ArchiveError: it could not; or the window is of a Pressmark that knows of no exports (`archive-in-use`).
    """
    if not reply:
        raise ArchiveInUse
    if refused := reply[0].get("refused"):
        raise ArchiveError(str(refused["detail"]), code=str(refused["code"]))
    told: dict[str, Any] = reply[0]
    return told


@contextmanager
def _counting(what: str) -> Iterator[Progress | None]:
    """Says on a terminal how far something is, and takes that away again; nothing to a file or another program."""
    if not sys.stderr.isatty():
        yield None
        return

    def count(done: int, total: int) -> None:
        of_all = f" of {total:,}" if total else ""
        sys.stderr.write(f"\r{done:,}{of_all} {what}")
        sys.stderr.flush()

    try:
        yield count
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
