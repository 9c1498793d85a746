"""Passages that are marked, and the notes on them and on articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from pressmark.archive.errors import NoSuchPassage
from pressmark.archive.urls import link_to_passage
from pressmark.ui.operations.changing import change, report, tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pressmark.archive.values import Article, Colour, Highlight
    from pressmark.ui.workspace import Workspace


def highlight(workspace: Workspace, article: Article, quote: str, letters: int, colour: Colour, note: str = "") -> None:
    """Mark a passage of an article; `letters` of the text stand before it."""
    archive = workspace.archive
    made: list[Highlight] = []

    def do() -> tuple[Highlight, ...]:
        if made:
            return archive.restore_highlights(made)
        place = archive.find_passage(article.id, quote, letters)
        if place is None:
            raise NoSuchPassage(str(article.id))
        made.append(archive.highlight(article.id, *place, colour, note))
        return tuple(made)

    def undo(done: tuple[Highlight, ...]) -> None:
        made[:] = archive.remove_highlights([one.id for one in done])

    change(workspace, do, undo, lambda _done: tr("Highlighted"))


def recolour(workspace: Workspace, id: int, colour: Colour) -> None:
    """Give a highlight another colour."""
    archive = workspace.archive
    change(
        workspace,
        lambda: (archive.change_highlight(id, colour=colour),),
        lambda before: archive.change_highlight(id, colour=before[0].colour),
        lambda _before: tr("Changed the colour"),
    )


def annotate(workspace: Workspace, id: int, note: str) -> None:
    """Put a note on a highlight; an empty one takes it away."""
    archive = workspace.archive
    change(
        workspace,
        lambda: (archive.change_highlight(id, note=note),),
        lambda before: archive.change_highlight(id, note=before[0].note),
        lambda _before: tr("Kept the note") if note else tr("Removed the note"),
    )


def remove_highlights(workspace: Workspace, ids: Sequence[int]) -> None:
    """Take highlights away, with the notes on them."""
    archive = workspace.archive
    change(
        workspace,
        lambda: archive.remove_highlights(ids),
        archive.restore_highlights,
        lambda gone: tr("Removed the highlight") if len(gone) == 1 else tr("Removed %Ln highlights", len(gone)),
    )


def set_note(workspace: Workspace, article: Article, note: str) -> None:
    """Put a note on an article; an empty one takes it away."""
    archive = workspace.archive

    def put(text: str) -> tuple[str, ...]:
        before = archive.article(article.id).note
        archive.set_note(article.id, text)
        return (before,)

    change(
        workspace,
        lambda: put(note),
        lambda before: put(before[0]),
        lambda _before: tr("Kept the note") if note else tr("Removed the note"),
    )


def copy_highlights(workspace: Workspace, ids: Sequence[int]) -> None:
    """Put highlights on the clipboard as Markdown."""

    def copy(text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        workspace.notices.show(tr("Copied %Ln highlights", len(ids)))

    workspace.tasks.read(
        lambda: workspace.archive.highlights_markdown(ids),
        copy,
        lambda error: report(workspace, error, lambda: copy_highlights(workspace, ids)),
    )


def export_highlights(workspace: Workspace, ids: Sequence[int], file: Path) -> None:
    """Write highlights to a Markdown file."""
    workspace.tasks.read(
        lambda: workspace.archive.export_highlights(ids, file),
        lambda _none: workspace.notices.show(tr("Exported to {file}").replace("{file}", file.name)),
        lambda error: report(workspace, error, lambda: export_highlights(workspace, ids, file)),
    )


def copy_quote(workspace: Workspace, article: Article, quote: str) -> None:
    """Put a passage on the clipboard, with who said it where and a link that leads to it."""
    source = ", ".join(part for part in (article.byline, article.title, article.site) if part)
    words = " ".join(quote.split())
    QGuiApplication.clipboard().setText(f"“{words}”\n— {source}\n{link_to_passage(article.url, quote)}")
    workspace.notices.show(tr("Copied the quote"))
