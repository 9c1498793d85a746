"""Finds words in the open article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from pressmark.ui import theme
from pressmark.ui.icons import icon

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent

U = theme.UNIT


class FindBar(QWidget):
    """A field with next, previous and close.

    Signals:
        find_asked: (text, backwards) look for this.
        closed: the person is done.
    """

    find_asked = Signal(str, bool)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(self.tr("Find in this article"))
        self.edit.setAccessibleName(self.tr("Find in this article"))
        self.edit.setClearButtonEnabled(True)  # Qt's signature
        self.edit.textChanged.connect(self._find)
        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * U, U, 3 * U, U)
        row.addWidget(self.edit, 1)
        row.addWidget(self.count)
        for name, text, backwards in (("caret-up", self.tr("Previous"), True), ("caret-down", self.tr("Next"), False)):
            button = _button(name, text)
            button.clicked.connect(lambda _checked=False, backwards=backwards: self._find(backwards=backwards))
            row.addWidget(button)
        close = _button("x", self.tr("Close"))
        close.clicked.connect(self.close_bar)
        row.addWidget(close)
        self.hide()

    def show_count(self, active: int, total: int) -> None:
        """Say which of how many matches is shown."""
        if not self.edit.text():
            self.count.setText("")
        else:
            self.count.setText(f"{active} / {total}" if total else self.tr("Not found"))

    def close_bar(self) -> None:
        """Hide the bar and take the marks away."""
        self.hide()
        self.find_asked.emit("", False)  # noqa: FBT003  # a signal
        self.closed.emit()

    def _find(self, _text: str = "", *, backwards: bool = False) -> None:
        self.find_asked.emit(self.edit.text(), backwards)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # the field passes it on
            self._find(backwards=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)


def _button(name: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name, "muted"))
    button.setToolTip(text)
    button.setAccessibleName(text)
    return button
