"""What other programs kept comes into the archive: looked into first, then taken in as one step for Undo."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING

from pressmark.archive.errors import ArchiveError, Cancelled, ExchangeError
from pressmark.archive.values import Imported
from pressmark.ui.operations.changing import describe, remember, report, tr
from pressmark.ui.operations.lasting import labour
from pressmark.ui.operations.packed import SIZE, Packed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pressmark.archive.values import Export, ImportedArticle, ImportPlan, Progress
    from pressmark.ui.workspace import Workspace

SHOWN = 4  # articles of an export that say what is in it

_Kept = tuple[Packed[Imported], ...]  # what Undo needs of an import, in parts


@dataclass(frozen=True, slots=True)
class Found:
    """What files hold, as the person is to see it before anything is changed.

    The numbers without a word of their own are of the articles that have such a thing, known ones included.
    """

    files: tuple[Path, ...]
    export: Export
    plan: ImportPlan
    tags: int  # different ones
    highlights: int
    notes: int
    favourites: int
    read: int
    feeds_with_text: int  # articles that only a subscription brought, and whose text came along
    latest: tuple[ImportedArticle, ...]  # a few, chosen by the person rather than by a subscription


def look_into(
    workspace: Workspace,
    files: Sequence[Path],
    done: Callable[[Found], None],
    otherwise: Callable[[], None] | None = None,
) -> None:
    """Read files that may be another program's export, and find out what taking it in would do; changes nothing.

    Args:
        workspace: of the window.
        files: all that belongs together.
        done: gets what was understood.
        otherwise: called where no reader knows such files; by default that is told.
    """
    files = tuple(files)
    archive = workspace.archive

    def work(progress: Progress) -> Found | None:
        export = archive.read_export(files, progress)
        return None if export is None else _found(files, export, archive.plan_import(export))

    def on_done(found: Found | None) -> None:
        if found is not None:
            done(found)
        elif otherwise is not None:
            otherwise()
        else:
            text = tr("“{name}” is no export that Pressmark can read")
            workspace.notices.show_problem(text.replace("{name}", files[0].name))

    labour(workspace, tr("Reading {name}").replace("{name}", files[0].name), work, on_done)


def import_export(workspace: Workspace, export: Export, tags: Sequence[str] = (), *, with_feeds: bool = False) -> None:
    """Take an export in: what is new is queued, what is there already gets what the export adds.

    What was taken in when it is stopped stays, and is one step for Undo like all of it.

    Args:
        workspace: of the window.
        export: what was read.
        tags: for all of its articles.
        with_feeds: also what nobody chose, but a subscription brought.
    """
    archive = workspace.archive
    tags = tuple(tags)

    def work(progress: Progress) -> tuple[Imported, _Kept]:
        imported = archive.import_articles(export, tags=tags, with_feeds=with_feeds, progress=progress)
        return imported, _kept(imported)

    def on_done(result: tuple[Imported, _Kept]) -> None:
        imported, kept = result
        _tell_taken_in(workspace, export, imported, kept, tags, with_feeds=with_feeds)

    title = tr("Importing from {program}") if export.source else tr("Importing articles")
    labour(workspace, title.replace("{program}", export.source), work, on_done, is_counted=True)


def import_files(
    workspace: Workspace,
    files: Sequence[Path],
    tags: Sequence[str],
    done: Callable[[Export | None, Imported | Exception], None],
    *,
    with_feeds: bool,
) -> None:
    """Read an export and take it in without a question, for a command line that asks for just that.

    Args:
        workspace: of the window.
        files: all of one export.
        tags: for all of its articles.
        done: told what was read, and what became of it.
        with_feeds: also what nobody chose, but a subscription brought.
    """
    archive = workspace.archive
    files, tags = tuple(files), tuple(tags)

    def work(progress: Progress) -> tuple[Export, Imported, _Kept]:
        export = archive.read_export(files, progress)
        if export is None:
            raise ExchangeError(files[0].name, code="export-unknown")
        imported = archive.import_articles(export, tags=tags, with_feeds=with_feeds, progress=progress)
        return export, imported, _kept(imported)

    def on_done(result: tuple[Export, Imported, _Kept]) -> None:
        export, imported, kept = result
        _tell_taken_in(workspace, export, imported, kept, tags, with_feeds=with_feeds)
        done(export, imported)

    def failed(error: Exception) -> None:
        done(None, error)
        if not isinstance(error, ArchiveError):
            report(workspace, error)

    labour(workspace, tr("Importing articles"), work, on_done, failed, is_counted=True)


def _tell_taken_in(
    workspace: Workspace, export: Export, imported: Imported, kept: _Kept, tags: Sequence[str], *, with_feeds: bool
) -> None:
    """Say what became of an export, and let Undo take it back."""
    archive = workspace.archive

    def redo(kept: _Kept) -> _Kept:
        return tuple(Packed([archive.redo_import(part) for part in one]) for one in kept)

    def undo(kept: _Kept) -> None:
        for one in reversed(kept):
            for part in one:
                archive.undo_import(part)

    def again() -> None:  # what was taken in stays as it is
        import_export(workspace, export, tags, with_feeds=with_feeds)

    failure, text = imported.failure, _text(export.source, imported)
    if kept:
        remember(workspace, kept, redo, undo, text)
    elif failure is None:
        workspace.notices.show(text)
    if failure is not None and failure.code != Cancelled.code:
        workspace.notices.show_problem(describe(failure), tr("Retry"), again)


def _kept(imported: Imported) -> _Kept:
    """Pack what Undo needs, a part at a time: while one is made, no other thread gets on, wherever it is made."""
    return tuple(Packed([piece]) for piece in imported.pieces(SIZE))


def _found(files: tuple[Path, ...], export: Export, plan: ImportPlan) -> Found:
    articles = export.articles
    return Found(
        files,
        export,
        plan,
        tags=len({tag.casefold() for one in articles for tag in one.tags}),
        highlights=sum(len(one.highlights) for one in articles),
        notes=sum(bool(one.note) for one in articles),
        favourites=sum(one.is_favourite for one in articles),
        read=sum(one.is_read for one in articles),
        latest=tuple(nlargest(SHOWN, articles, _rank)),
        feeds_with_text=sum(one.is_from_feed and one.page is not None for one in articles),
    )


def _rank(article: ImportedArticle) -> tuple[bool, float]:
    return not article.is_from_feed, article.saved_at.timestamp() if article.saved_at else 0.0


def _text(program: str, imported: Imported) -> str:
    """What became of an export, in one line."""
    new, skipped = len(imported.new), imported.skipped
    added = {one.id for one in imported.tags} | {one.id for one in imported.changes}
    added |= {one.article_id for one in imported.highlights}
    if new and program:
        parts = [tr("Imported %Ln articles from {program}", new)]
    elif new:
        parts = [tr("Imported %Ln articles", new)]
    elif added:
        parts = [tr("Added to %Ln articles that were here", len(added))]
    else:
        parts = [tr("Nothing new from {program}") if program else tr("Nothing new in this file")]
    parts[0] = parts[0].replace("{program}", program)
    if imported.known and (new or not added):
        parts.append(tr("%Ln were here already", len(imported.known)))
    if skipped:
        parts.append(tr("%Ln left out", len(skipped)))
    if imported.failure is not None:
        parts.append(tr("stopped before the end"))
    return " · ".join(parts)
