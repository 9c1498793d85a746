"""When the archive does not open: says why, and offers what helps. Nothing is changed without being asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from pressmark.archive.errors import ArchiveDamaged, ArchiveError, Cancelled
from pressmark.ui.operations import describe
from pressmark.ui.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from pressmark.archive.values import RebuildReport
    from pressmark.tasks.runner import TaskRunner


def offer_recovery(folder: Path, error: ArchiveError, tasks: TaskRunner, news: str = "") -> Path | None:
    """Ask what to do about an archive that does not open.

    Args:
        folder: the archive's.
        error: why it does not.
        tasks: runs what takes long.
        news: why what was tried did not help.

    Returns:
        The folder to try (the same one after it was rebuilt or restored, or another), or None to quit.
    """
    box = _box(QMessageBox.Icon.Warning)
    box.setText(_tr("This archive cannot be opened:") + f"\n{folder}")
    box.setInformativeText("\n\n".join(filter(None, (describe(error), news))))
    rebuild = restore = None
    if isinstance(error, ArchiveDamaged):
        rebuild = box.addButton(_tr("Rebuild from the article folders"), QMessageBox.ButtonRole.AcceptRole)
        restore = box.addButton(_tr("Restore from a backup…"), QMessageBox.ButtonRole.ActionRole)
    other = box.addButton(_tr("Choose another folder…"), QMessageBox.ButtonRole.ActionRole)
    again = box.addButton(_tr("Try again"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(_tr("Quit"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    chosen = box.clickedButton()
    if rebuild is not None and chosen is rebuild:
        return _rebuilt(folder, error, tasks)
    if restore is not None and chosen is restore:
        return _restored(folder, error, tasks)
    if chosen is other:
        name = QFileDialog.getExistingDirectory(None, _tr("Folder of the archive"))
        return type(folder)(name) if name else None
    return folder if chosen is again else None


def _rebuilt(folder: Path, before: ArchiveError, tasks: TaskRunner) -> Path | None:
    from pressmark.archive.archive import rebuild_archive

    try:
        report = wait_for(
            tasks, _tr("Making the database again from the article folders"), partial(rebuild_archive, folder)
        )
    except Cancelled:
        return offer_recovery(folder, before, tasks)
    except ArchiveError as error:
        return offer_recovery(folder, error, tasks)
    _tell_skipped(report)
    return folder


def restore_backup(folder: Path, file: Path, tasks: TaskRunner) -> bool:
    """Go back to a copy of the database of an archive that is closed, and show how far it is.

    Args:
        folder: the archive's.
        file: the copy.
        tasks: runs it.

    Returns:
        False where the person stopped it; nothing was changed then.

    Raises:
        ArchiveError: it was not done, and nothing was changed.
    """
    from pressmark.archive.archive import restore_archive

    try:
        report = wait_for(tasks, _tr("Restoring from the backup"), partial(restore_archive, folder, file))
    except Cancelled:
        return False
    _tell_skipped(report)
    return True


def _restored(folder: Path, before: ArchiveError, tasks: TaskRunner) -> Path | None:
    from pressmark.ui.dialogs.restore import RestoreDialog

    chosen: list[Path] = []
    dialog = RestoreDialog(folder, tasks)
    dialog.chosen.connect(chosen.append)
    dialog.exec()
    try:
        is_done = bool(chosen) and restore_backup(folder, chosen[0], tasks)
    except ArchiveError as error:
        if isinstance(error, ArchiveDamaged):
            return offer_recovery(folder, error, tasks)
        return offer_recovery(folder, before, tasks, describe(error))
    return folder if is_done else offer_recovery(folder, before, tasks)


def _tell_skipped(report: RebuildReport) -> None:
    if report.skipped:
        names = "\n".join(one.path for one in report.skipped[:10])
        told = _box(QMessageBox.Icon.Information)
        told.setText(_tr("Some folders could not be read and were left where they are:") + f"\n{names}")
        told.exec()


def _box(icon: QMessageBox.Icon) -> QMessageBox:
    """A message whose text is text: names of files and folders are in it."""
    box = QMessageBox()
    box.setIcon(icon)
    box.setWindowTitle("Pressmark")
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box


def _tr(text: str) -> str:
    return QCoreApplication.translate("recovery", text)
