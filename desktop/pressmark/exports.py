"""Takes in what other programs exported, as a command line names it, and says what became of it."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pressmark.archive.errors import ArchiveMissing, ExchangeError
from pressmark.archive.exchange.importers import read_export
from pressmark.archive.importing import plan
from pressmark.archive.values import Failure, Imported, Status
from pressmark.printed import error_json, for_terminal
from pressmark.words import describe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from pressmark.archive.archive import Archive
    from pressmark.archive.values import Article, Export, ImportPlan, Progress, Skipped

_UNDER_WAY = {Status.QUEUED, Status.CAPTURING}
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
                if article.id in left and article.status not in _UNDER_WAY:
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


def summary(export: Export, plan: ImportPlan, *, with_feeds: bool) -> str:
    """What an export is and what becomes of it, in one line."""
    left_out = plan.from_feeds if not with_feeds else 0
    counts = [
        (export.entries, "article" if export.entries == 1 else "articles"),
        (plan.new - left_out, "new"),
        (plan.known, "already there"),
        (export.merged, "more than once"),
        (left_out, "from feeds left out"),
        (len(export.skipped), "left out"),
    ]
    said = [f"{number:,} {what}" for place, (number, what) in enumerate(counts) if number or place < 3]
    return for_terminal(f"{export.source or export.kind}: {', '.join(said)}")


def left_out(skipped: Iterable[Skipped]) -> list[str]:
    """A line for each entry that is not taken in, with its reason."""
    return [for_terminal(f"{one.name}: {describe(Failure(one.code, one.detail))}") for one in skipped]


def is_complete(imported: Imported) -> bool:
    """Whether everything was taken in that the person did not delete before."""
    return imported.is_whole and all(one.code == _AS_WANTED for one in imported.skipped)


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
