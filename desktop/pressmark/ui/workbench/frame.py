"""What the workbenches have in common: a window of their own that leaves the main one usable, undo keys included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from pressmark.ui import theme
from pressmark.ui.icons import icon
from pressmark.ui.labels import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

U = theme.UNIT


class Workbench(QDialog):
    """A window with a heading, a body and a row of buttons."""

    def __init__(self, title: str, hint: str, shared: Iterable[QAction], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setSizeGripEnabled(True)
        for action in shared:  # undo and redo: their keys work here, too
            self.addAction(action)
        self.body = QVBoxLayout()
        self.body.setSpacing(2 * U)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(2 * U)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * U, 4 * U, 5 * U, 4 * U)
        column.setSpacing(3 * U)
        column.addWidget(plain(hint, is_faint=True))
        column.addLayout(self.body, 1)
        column.addLayout(self._buttons)

    def add_button(self, text: str, then: Callable[[], object], *, is_primary: bool = False) -> QPushButton:
        """Put a button at the end of the row."""
        button = QPushButton(text)
        button.setAutoDefault(False)
        if is_primary:
            button.setProperty("kind", "primary")
        button.clicked.connect(lambda _checked=False: then())
        self._buttons.addWidget(button)
        return button

    def add_stretch(self) -> None:
        """Put what follows at the right."""
        self._buttons.addStretch(1)


def filter_field(name: str) -> QLineEdit:
    """A field that narrows what is below it; `name` is what it says while it is empty, and to whoever only hears it."""
    field = QLineEdit()
    field.setPlaceholderText(name)
    field.setAccessibleName(name)
    field.setClearButtonEnabled(True)
    sign = QAction(icon("magnifying-glass", "muted"), name, field)
    field.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)
    return field
