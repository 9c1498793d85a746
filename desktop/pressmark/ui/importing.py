"""What the window does about other programs' exports: asks for files, shows what is in them, and takes them in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog

from pressmark.ui import operations

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pressmark.archive.capture.intake import Intake
    from pressmark.ui.main_window import MainWindow
    from pressmark.ui.operations.importing import Found

PATTERNS = "*.zip *.csv *.json *.html *.htm"  # of the names that most exports have


class ImportCommands:
    """The import of one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._workspace = window.workspace

    def ask(self) -> None:
        """Ask for the files of an export."""
        dialog = QFileDialog(self._window, operations.tr("Import"), _downloads())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        exports = operations.tr("Exports of other programs ({patterns})").replace("{patterns}", PATTERNS)
        dialog.setNameFilters([exports, operations.tr("All files (*)")])
        dialog.filesSelected.connect(lambda names: self.look_into([Path(name) for name in names]))
        dialog.open()

    def look_into(self, files: Sequence[Path], otherwise: Callable[[], None] | None = None) -> None:
        """Read files, and show what is in them; where that is no export, go on otherwise, or say so."""
        operations.look_into(self._workspace, files, self._show, otherwise)

    def take(self, files: Sequence[Path]) -> None:
        """Take files that only look like an export at first sight: what is none is saved as every other file."""

        def work() -> Intake:
            from pressmark.archive.capture.intake import from_files

            return from_files(files)

        def save() -> None:
            self._workspace.tasks.read(work, self._window.save)

        self.look_into(files, save)

    def _show(self, found: Found) -> None:
        from pressmark.ui.dialogs.importing import ImportDialog

        counts = self._window.counts
        dialog = ImportDialog(found, counts.tags if counts else (), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(
            lambda tags, with_feeds: operations.import_export(
                self._workspace, found.export, tags, with_feeds=with_feeds
            )
        )
        dialog.open()


def _downloads() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
