"""Articles as other programs take them: opened in the browser, copied as links or citations."""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from pressmark.archive.errors import Cancelled
from pressmark.archive.exchange.citations import CitationStyle, cite
from pressmark.archive.exchange.files import write_bytes
from pressmark.ui import links
from pressmark.ui.operations.changing import report, tr
from pressmark.ui.operations.lasting import labour

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from pressmark.archive.values import Article, Progress
    from pressmark.ui.workspace import Workspace


def open_external(workspace: Workspace, address: str, parent: QWidget | None = None) -> None:
    """Open an address in the browser, if it is one that may be opened and something opens it."""
    if not links.open_external(address, parent):
        workspace.notices.show_problem(tr("This address can’t be opened"))


def open_folder(workspace: Workspace, folder: Path | None = None) -> None:
    """Show a folder among the files of this computer, by default the archive's: ours or chosen, never a content's."""
    folder = folder or workspace.archive.root
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        workspace.notices.show_problem(tr("No program shows this folder: {path}").replace("{path}", str(folder)))


def copy_links(workspace: Workspace, articles: Sequence[Article]) -> None:
    """Put the addresses of articles on the clipboard, as links and as text."""
    if articles:
        QGuiApplication.clipboard().setMimeData(links_as_mime(articles))
        workspace.notices.show(tr("Copied the link") if len(articles) == 1 else tr("Copied %Ln links", len(articles)))


def copy_citation(workspace: Workspace, articles: Sequence[Article], style: CitationStyle = CitationStyle.TEXT) -> None:
    """Put who, what, where and when of articles on the clipboard."""
    if articles:
        QGuiApplication.clipboard().setText(cite(articles, style, tr("saved")))
        one = len(articles) == 1
        workspace.notices.show(tr("Copied the citation") if one else tr("Copied %Ln citations", len(articles)))


def write_pdf(workspace: Workspace, data: bytes, file: Path) -> None:
    """Write an article that was made into a PDF to a file."""

    def failed(error: Exception) -> None:
        report(workspace, error, lambda: write_pdf(workspace, data, file))

    workspace.tasks.read(
        lambda: write_bytes(file, data),
        lambda _none: workspace.notices.show(tr("Exported to {file}").replace("{file}", file.name)),
        failed,
    )


def save_copies(workspace: Workspace, ids: Sequence[int], place: Path) -> None:
    """Write articles as pages that open in any browser, each with its pictures in it.

    Args:
        workspace: of the window.
        ids: the articles.
        place: the file for one, or the folder for many, in which nothing is replaced. What was written before a
            failure or a stop stays.
    """
    archive, left = workspace.archive, deque(ids)
    saved: list[Path] = []
    wordless: list[int] = []

    def work(progress: Progress) -> None:
        while left:
            try:
                progress(len(ids) - len(left), len(ids))
            except Cancelled:
                return
            file = archive.save_copy(left[0], place, is_folder=len(ids) > 1)
            id = left.popleft()
            if file is None:
                wordless.append(id)
            else:
                saved.append(file)

    def done(_none: None) -> None:
        parts = [_copied(saved)] if saved else []
        if wordless:
            one = tr("This article has no text that could be copied")
            parts.append(one if len(ids) == 1 else tr("%Ln without a text", len(wordless)))
        if saved:
            show = partial(open_folder, workspace, saved[0].parent)
            workspace.notices.show(" · ".join(parts), tr("Show in Folder"), show)
        elif parts:
            workspace.notices.show_problem(parts[0])

    labour(workspace, tr("Saving copies"), work, done, is_counted=True, is_asked_for=len(ids) > 1)


def _copied(files: Sequence[Path]) -> str:
    if len(files) == 1:
        return tr("Saved a copy as {file}").replace("{file}", files[0].name)
    return tr("Saved %Ln copies", len(files))


def links_as_mime(articles: Sequence[Article]) -> QMimeData:
    """Articles as other programs take them: a list of links, and text."""
    mime = QMimeData()
    addresses = [article.url for article in articles]
    mime.setUrls([link.url for address in addresses if (link := links.vet(address))])
    mime.setText("\n".join(addresses))
    return mime
