"""The strip over the shelves that need one: what stands there, and what can be done about all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from pressmark.archive.values import Shelf
from pressmark.ui import theme
from pressmark.ui.article_list.wording import reasons_text, tr

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from pressmark.archive.values import Counts
    from pressmark.ui.article_list.finder import Scope

U = theme.UNIT
REASONS = 5  # of problems that are named, the most frequent


class ShelfBar(QFrame):
    """Shows over the problems and the trash.

    Signals:
        action_asked: (name) the user wants an action of the window.
    """

    action_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = ""
        self._reasons = ""
        self._scope: Scope | None = None
        self._total = 0
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setProperty("kind", "muted")
        self.button = QPushButton()
        self.button.clicked.connect(lambda: self.action_asked.emit(self._action))
        row = QHBoxLayout(self)
        row.setContentsMargins(5 * U, 0, 4 * U, 2 * U)
        row.setSpacing(3 * U)
        row.addWidget(self._text, 1)
        row.addWidget(self.button)
        self.hide()
        self._restyle()

    def set_counts(self, counts: Counts) -> None:
        """Know which problems there are."""
        self._reasons = reasons_text(counts.problems[:REASONS])
        if self._scope is not None:
            self.show_scope(self._scope, self._total)

    def show_scope(self, scope: Scope, total: int) -> None:
        """Say what holds for a shelf with so many articles; nothing for most."""
        self._scope, self._total = scope, total
        if scope.shelf is Shelf.TRASH:
            text, button, self._action = tr("Articles stay here for 30 days."), tr("Empty Trash…"), "empty_trash"
        else:
            text, button, self._action = self._problems(), tr("Try All Again"), "retry_all"
        self._text.setText(text)
        self.button.setText(button)
        self.setVisible(scope.shelf in {Shelf.TRASH, Shelf.PROBLEMS} and total > 0)

    def _problems(self) -> str:
        return "\n".join(filter(None, (tr("These could not be saved whole."), self._reasons)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_other_look(event):
            self._restyle()

    def _restyle(self) -> None:
        theme.restyle(self, f"QPushButton {{ padding: {U}px {3 * U}px; border-radius: {theme.RADIUS - 2}px; }}")
