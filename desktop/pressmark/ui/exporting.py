"""What the window does to take articles along: asks which, in what format, and where to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog

from pressmark.archive.exchange.exporters import ENDINGS
from pressmark.archive.exchange.names import file_name
from pressmark.archive.values import Shelf
from pressmark.ui import operations
from pressmark.ui.dialogs.exporting import Extent
from pressmark.ui.operations import tr

if TYPE_CHECKING:
    from pressmark.archive.values import ExportKind
    from pressmark.ui.article_list.finder import Scope
    from pressmark.ui.main_window import MainWindow

MOST_OF_QUERY = 40  # characters of a query in a choice


class ExportCommands:
    """The export of one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._workspace = window.workspace

    def ask(self) -> None:
        """Ask what is to be exported and how."""
        from pressmark.ui.dialogs.exporting import ExportDialog

        extents, preferred = self._extents()
        if not extents:
            self._workspace.notices.show(tr("There is nothing to export yet"))
            return
        dialog = ExportDialog(extents, preferred, parent=self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(self.ask_where)
        dialog.open()

    def ask_where(self, extent: Extent, kind: ExportKind) -> QFileDialog:
        """Ask for the file, or for the folder in which one is to be made, and export."""
        dialog = QFileDialog(self._window, tr("Export"), _documents())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if kind in ENDINGS:
            ending = ENDINGS[kind]
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(ending.removeprefix("."))
            dialog.setNameFilter(f"*{ending}")
            dialog.selectFile(file_name(extent.title, ending))
        else:
            text = tr("Folder in which “{name}” is to be made")
            dialog.setWindowTitle(text.replace("{name}", file_name(extent.title)))
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly, on=True)
        workspace = self._workspace
        dialog.fileSelected.connect(
            lambda name: operations.export_articles(workspace, extent.ids, Path(name), kind, extent.title)
        )
        dialog.open()
        return dialog

    def _extents(self) -> tuple[list[Extent], int]:
        """What can be exported just now, and which of it is meant most likely."""
        window = self._window
        scope, selected = window.finder.scope, window.list.view.selected_ids()
        total = window.counts.shelves.get(Shelf.ALL, 0) if window.counts else 0
        extents = [Extent(tr("All %Ln articles", total), window.list.shelf_name(Shelf.ALL), None)] if total else []
        preferred = 0
        if scope.shelf is Shelf.TRASH:  # which stays where it is
            return extents, preferred
        if (listed := self._listed(scope)) is not None:
            preferred = len(extents) if scope.is_search else preferred
            extents.append(listed)
        if selected:
            preferred = len(extents) if len(selected) > 1 else preferred
            extents.append(Extent(tr("%Ln selected articles", len(selected)), tr("Selected articles"), selected))
        return extents, preferred

    def _listed(self, scope: Scope) -> Extent | None:
        """What the list shows, where that is not everything."""
        listing = self._window.list.model.listing
        n, shelf = listing.total, self._window.list.shelf_name(scope.shelf)
        if not n or (scope.shelf is Shelf.ALL and not scope.is_search):
            return None
        if not scope.is_search:
            return Extent(tr("%Ln articles in {shelf}", n).replace("{shelf}", shelf), shelf, listing.hits.ids)
        query = " ".join(scope.query.split())
        short = query if len(query) <= MOST_OF_QUERY else f"{query[: MOST_OF_QUERY - 1]}…"
        text = tr("%Ln articles found by “{query}”", n).replace("{query}", short)
        return Extent(text, query, listing.hits.ids)


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
