"""All keys on one sheet, made from the actions themselves, so that it cannot say anything untrue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from pressmark.ui import actions, keymaps, theme
from pressmark.ui.scrolling import Scrolling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction

    from pressmark.settings import Settings

U = theme.UNIT
COLUMNS = 3


class KeysDialog(QDialog):
    """Shows every action that has a key, by menu, and lets choose other keys."""

    def __init__(
        self, settings: Settings, actions_by_name: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings, self._actions = settings, actions_by_name
        self.setWindowTitle(self.tr("Keys"))
        self.preset = QComboBox()
        self.preset.setAccessibleName(self.tr("Keys"))
        for name, title in keymaps.names().items():
            self.preset.addItem(title, name)
        self.preset.setCurrentIndex(self.preset.findData(settings.keys))
        self.preset.currentIndexChanged.connect(self._on_preset_chosen)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        head = QHBoxLayout()
        head.addWidget(QLabel(self.tr("Keys")))
        head.addWidget(self.preset)
        head.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6 * U, 5 * U, 6 * U, 4 * U)
        self._column.setSpacing(4 * U)
        self._column.addLayout(head)
        self._place = Scrolling(QWidget())
        self._column.addWidget(self._place)
        self._column.addWidget(buttons)
        self._fill()

    def _on_preset_chosen(self) -> None:
        self._settings.keys = self.preset.currentData()
        self._fill()

    def _fill(self) -> None:
        sheet = QWidget()
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(12 * U)
        for number in range(COLUMNS):
            column = QVBoxLayout()
            column.setSpacing(5 * U)
            for title, entries in actions.MENUS[number::COLUMNS]:
                rows = [(actions.plain(one.text), self._actions[one.name].shortcuts()) for one in entries if one]
                if shown := [(text, keys) for text, keys in rows if keys]:
                    column.addWidget(_block(actions.plain(title), shown))
            if number == 1:  # the shortest
                column.addWidget(_block(self.tr("At a highlight, or a chosen passage"), self._rows_of_passages()))
            column.addStretch(1)
            columns.addLayout(column)
        self._place.setWidget(sheet)  # which deletes the one before

    def _rows_of_passages(self) -> list[tuple[str, list[QKeySequence]]]:
        """What keys mean in the text while a passage has its bar; elsewhere they mean something else, or nothing."""
        rows = (
            (self.tr("Yellow, green, blue, pink"), ("1", "2", "3", "4")),
            (self.tr("Remove the highlight"), ("Del",)),
            (self.tr("Another sentence"), ("Up", "Down")),
            (self.tr("Another paragraph"), ("Ctrl+Up", "Ctrl+Down")),
            (self.tr("Widen it"), ("Shift+Left", "Shift+Right")),
            (self.tr("Back to the text"), ("Esc",)),
        )
        return [(text, [QKeySequence(key) for key in keys]) for text, keys in rows]


def _block(title: str, rows: list[tuple[str, list[QKeySequence]]]) -> QWidget:
    block = QWidget()
    grid = QGridLayout(block)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(6 * U)
    grid.setVerticalSpacing(U)
    heading = QLabel(title)
    font = heading.font()
    font.setBold(True)
    heading.setFont(font)
    grid.addWidget(heading, 0, 0, 1, 2)
    for number, (text, shortcuts) in enumerate(rows, start=1):
        keys = "  ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in shortcuts)
        grid.addWidget(QLabel(text), number, 0)
        grid.addWidget(QLabel(keys), number, 1, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(0, 1)
    return block
