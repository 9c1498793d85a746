"""Lists the kept copies of the database, says what going back to one does, and asks which; does nothing itself."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pressmark.archive.errors import ArchiveError
from pressmark.ui import theme
from pressmark.ui.figures import grouped, moment
from pressmark.ui.labels import plain
from pressmark.ui.operations import describe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressmark.archive.values import Backup
    from pressmark.tasks.runner import TaskRunner

U = theme.UNIT
_AS_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FILE = Qt.ItemDataRole.UserRole


class RestoreDialog(QDialog):
    """Lets the person choose what to go back to.

    Signals:
        chosen: (Path) the copy.
    """

    chosen = Signal(object)

    def __init__(self, folder: Path, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.setWindowTitle(self.tr("Restore from a backup"))
        self.setMinimumWidth(theme.scaled(130 * U))
        self.told = plain(
            self.tr(
                "Titles, tags, notes, highlights and marks are again as they were then. Articles and snapshots that"
                " came later stay, and so do all pages and pictures. What is there now is set aside among these"
                " backups, so that you can come back to it. The window closes for this and opens again."
            )
        )
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("Backups"))
        self.list.setHeaderLabels([self.tr("Made"), self.tr("Occasion"), self.tr("Articles")])
        self.list.headerItem().setTextAlignment(2, _AS_NUMBER)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setMinimumHeight(theme.scaled(44 * U))
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.note = plain(self.tr("Looking for backups…"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.restore = self.buttons.addButton(self.tr("Restore"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.restore.setProperty("kind", "primary")
        self.restore.setEnabled(False)
        other = self.buttons.addButton(self.tr("Choose a file…"), QDialogButtonBox.ButtonRole.ActionRole)
        other.clicked.connect(self._ask_for_file)
        self.buttons.accepted.connect(self._accept_current)
        self.buttons.rejected.connect(self.reject)
        self.list.currentItemChanged.connect(lambda item: self.restore.setEnabled(item is not None))
        self.list.itemActivated.connect(lambda _item: self._accept_current())
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * U, 5 * U, 5 * U, 4 * U)
        column.setSpacing(3 * U)
        for widget in (self.told, self.list, self.note, self.buttons):
            column.addWidget(widget)
        tasks.read(partial(_kept, folder), self._show, self._show_failure, owner=self)

    def _show(self, kept: Sequence[Backup]) -> None:
        occasions = {
            "daily": self.tr("daily"),
            "replaced": self.tr("set aside before"),
            "before-repair": self.tr("before a repair"),
        }
        for one in kept:
            occasion = occasions.get(one.reason, self.tr("before an update"))
            item = QTreeWidgetItem([moment(one.made_at), occasion, grouped(one.articles)])
            letters = self.list.fontMetrics()
            item.setSizeHint(0, QSize(letters.horizontalAdvance(item.text(0)) + 4 * U, letters.height() + 2 * U))
            item.setTextAlignment(2, _AS_NUMBER)
            item.setData(0, _FILE, str(one.file))
            self.list.addTopLevelItem(item)
        self.note.setVisible(not kept)
        self.note.setText(self.tr("There is no backup yet. Pressmark makes one every day."))
        if (first := self.list.topLevelItem(0)) is not None:
            self.list.setCurrentItem(first)
            self.list.setFocus()

    def _show_failure(self, error: Exception) -> None:
        known = error if isinstance(error, ArchiveError) else ArchiveError(type(error).__name__, code="bug")
        self.note.setText(describe(known))

    def _accept_current(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._choose(Path(item.data(0, _FILE)))

    def _ask_for_file(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, self.tr("Restore from a backup"), str(self._folder), self.tr("Databases (*.db)")
        )
        if name:
            self._choose(Path(name))

    def _choose(self, file: Path) -> None:
        self.accept()
        self.chosen.emit(file)


def _kept(folder: Path) -> Sequence[Backup]:
    from pressmark.archive.archive import kept_backups

    return kept_backups(folder)
