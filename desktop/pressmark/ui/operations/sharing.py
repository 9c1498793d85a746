"""Articles as other programs take them: opened in the browser, copied as links or citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from pressmark.archive.exchange.citations import CitationStyle, cite
from pressmark.archive.exchange.files import write_bytes
from pressmark.ui import links
from pressmark.ui.operations.changing import report, tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from pressmark.archive.values import Article
    from pressmark.ui.workspace import Workspace


def open_external(workspace: Workspace, address: str, parent: QWidget | None = None) -> None:
    """Open an address in the browser, if it is one that may be opened and something opens it."""
    if not links.open_external(address, parent):
        workspace.notices.show_problem(tr("This address can’t be opened"))


def open_folder(workspace: Workspace) -> None:
    """Show the archive's folder among the files of this computer."""
    root = workspace.archive.root
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(root))):  # our own folder, no content's
        workspace.notices.show_problem(tr("No program shows this folder: {path}").replace("{path}", str(root)))


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


def links_as_mime(articles: Sequence[Article]) -> QMimeData:
    """Articles as other programs take them: a list of links, and text."""
    mime = QMimeData()
    addresses = [article.url for article in articles]
    mime.setUrls([link.url for address in addresses if (link := links.vet(address))])
    mime.setText("\n".join(addresses))
    return mime
