"""All keys on one sheet, made from the actions themselves, so that it cannot say anything untrue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from pressmark.ui import actions, theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction

U = theme.UNIT
COLUMNS = 2


class KeysDialog(QDialog):
    """Shows every action that has a key, by menu."""

    def __init__(self, actions_by_name: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        sheet = QGridLayout()
        sheet.setHorizontalSpacing(12 * U)
        sheet.setVerticalSpacing(5 * U)
        for number, (title, entries) in enumerate(actions.MENUS):
            named = [(entry.text, actions_by_name[entry.name]) for entry in entries if entry is not None]
            rows = [(actions.translated(text), action.shortcuts()) for text, action in named if action.shortcuts()]
            block = _block(actions.translated(title), rows)
            sheet.addWidget(block, number // COLUMNS, number % COLUMNS, Qt.AlignmentFlag.AlignTop)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * U, 5 * U, 6 * U, 4 * U)
        column.setSpacing(4 * U)
        column.addLayout(sheet)
        column.addWidget(buttons)


def _block(title: str, rows: list[tuple[str, list[QKeySequence]]]) -> QWidget:
    block = QWidget()
    grid = QGridLayout(block)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(6 * U)
    grid.setVerticalSpacing(U)
    heading = QLabel(title.replace("&", ""))
    font = heading.font()
    font.setBold(True)
    heading.setFont(font)
    grid.addWidget(heading, 0, 0, 1, 2)
    for number, (text, shortcuts) in enumerate(rows, start=1):
        keys = "  ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in shortcuts)
        grid.addWidget(QLabel(text.replace("&", "").rstrip("…")), number, 0)
        grid.addWidget(QLabel(keys), number, 1, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(0, 1)
    return block
