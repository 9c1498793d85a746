"""A sheet of paper to write a note on, at a highlight or at the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from pressmark.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent

U = theme.UNIT
SIZE = QSize(88 * U, 44 * U)


class NotePopup(QFrame):
    """Open it with `open_at`; what was written is kept when it closes, unless by Esc.

    Signals:
        written: (text) the note was changed to this.
    """

    written = Signal(str)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "popup")
        self._before = text
        self._is_given_up = False
        self.edit = QPlainTextEdit(text)
        self.edit.setPlaceholderText(self.tr("What do you want to remember?"))
        self.edit.setAccessibleName(self.tr("Note"))
        self.edit.setFrameShape(QFrame.Shape.NoFrame)
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)
        hint = QLabel(self.tr("Ctrl+Enter keeps it, Esc does not"))
        hint.setTextFormat(Qt.TextFormat.PlainText)
        hint.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        hint.setFont(theme.smaller(self.font()))
        keep = QPushButton(self.tr("Keep"))
        keep.setProperty("kind", "primary")
        keep.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(hint, 1)
        foot.addWidget(keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * U, 3 * U, 3 * U, 3 * U)
        column.setSpacing(2 * U)
        column.addWidget(self.edit, 1)
        column.addLayout(foot)
        self.resize(SIZE)

    def open_at(self, place: QPoint) -> None:
        """Show it at a place of the screen, moved as far as it must to be seen whole."""
        room = self.screen().availableGeometry()
        self.move(
            min(max(place.x(), room.left()), room.right() - self.width()),
            min(max(place.y(), room.top()), room.bottom() - self.height()),
        )
        self.show()
        self.edit.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self._is_given_up = True
            self.close()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        text = self.edit.toPlainText().strip()
        if not self._is_given_up and text != self._before:
            self._before = text  # closing may come twice
            self.written.emit(text)
