"""Where copies of articles are to go: a file for one, a folder for many."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog

from pressmark.archive.exchange.names import file_name
from pressmark.ui import operations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from pressmark.ui.workspace import Workspace


def ask_for_copies(workspace: Workspace, ids: Sequence[int], title: str, parent: QWidget) -> QFileDialog:
    """Ask, and write them there.

    Args:
        workspace: of the window.
        ids: the articles.
        title: of the first.
        parent: the window.
    """
    translate = QCoreApplication.translate
    dialog = QFileDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if len(ids) == 1:
        dialog.setWindowTitle(translate("copies", "Save a copy"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("html")
        dialog.setNameFilter(translate("copies", "Web pages (*.html)"))
        dialog.selectFile(file_name(title, ".html"))
    else:
        dialog.setWindowTitle(translate("copies", "Folder for %Ln copies", None, len(ids)))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, on=True)
    save = partial(operations.save_copies, workspace, ids)
    dialog.fileSelected.connect(lambda name: save(Path(name)))
    dialog.open()
    return dialog
