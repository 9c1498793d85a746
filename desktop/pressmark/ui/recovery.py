"""When the archive does not open: says why, and offers what helps. Nothing is changed without being asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from pressmark.archive.errors import ArchiveDamaged, ArchiveError
from pressmark.ui.operations import describe

if TYPE_CHECKING:
    from pathlib import Path


def offer_recovery(folder: Path, error: ArchiveError) -> Path | None:
    """Ask what to do about an archive that does not open.

    Returns:
        The folder to try (the same one after it was rebuilt, or another), or None to quit.
    """
    box = _box(QMessageBox.Icon.Warning)
    box.setText(_tr("This archive cannot be opened:") + f"\n{folder}")
    box.setInformativeText(describe(error))
    rebuild = None
    if isinstance(error, ArchiveDamaged):
        rebuild = box.addButton(_tr("Rebuild from the article folders"), QMessageBox.ButtonRole.AcceptRole)
    other = box.addButton(_tr("Choose another folder…"), QMessageBox.ButtonRole.ActionRole)
    again = box.addButton(_tr("Try again"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(_tr("Quit"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    chosen = box.clickedButton()
    if rebuild is not None and chosen is rebuild:
        return _rebuilt(folder)
    if chosen is other:
        name = QFileDialog.getExistingDirectory(None, _tr("Folder of the archive"))
        return type(folder)(name) if name else None
    return folder if chosen is again else None


def _rebuilt(folder: Path) -> Path | None:
    from pressmark.archive.archive import rebuild_archive

    try:
        report = rebuild_archive(folder)
    except ArchiveError as error:
        return offer_recovery(folder, error)
    if report.skipped:
        names = "\n".join(one.path for one in report.skipped[:10])
        told = _box(QMessageBox.Icon.Information)
        told.setText(_tr("Some folders could not be read and were left where they are:") + f"\n{names}")
        told.exec()
    return folder


def _box(icon: QMessageBox.Icon) -> QMessageBox:
    """A message whose text is text: names of files and folders are in it."""
    box = QMessageBox()
    box.setIcon(icon)
    box.setWindowTitle("Pressmark")
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box


def _tr(text: str) -> str:
    return QCoreApplication.translate("recovery", text)
