"""The strip over an article that lies in the trash: until when, and how to bring it back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QWidget

from pressmark.archive.guarding import TRASH_AGE
from pressmark.ui import theme
from pressmark.ui.figures import long_day
from pressmark.ui.flow_layout import FlowLayout
from pressmark.ui.labels import plain

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QResizeEvent

    from pressmark.archive.values import Article

U = theme.UNIT


class TrashBar(QFrame):
    """Hidden while what is open lies elsewhere.

    Signals:
        restore_asked: the person wants the article back.
        purge_asked: the person wants it gone for good.
    """

    restore_asked = Signal()
    purge_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trash")
        self.text = plain()
        self.restore = QPushButton(self.tr("Restore"))
        self.restore.clicked.connect(self.restore_asked)
        self.purge = QPushButton(self.tr("Delete for Good…"))
        self.purge.clicked.connect(self.purge_asked)
        buttons = FlowLayout(spacing=2 * U)
        buttons.addWidget(self.restore)
        buttons.addWidget(self.purge)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(5 * U, 2 * U, 4 * U, 2 * U)
        self._row.setSpacing(3 * U)
        self._row.addWidget(self.text, 1)
        self._row.addLayout(buttons, 1)
        self.hide()
        self._restyle()

    def show_article(self, article: Article | None, today: date | None = None) -> None:
        """Say when an article goes for good, if it lies in the trash."""
        trashed_at = article.trashed_at if article is not None else None
        if trashed_at is not None:
            day = (trashed_at + TRASH_AGE).astimezone().date()
            if day > (today or date.today()):  # noqa: DTZ011  # the user's own day is the point
                self.text.setText(self.tr("In the trash; goes for good on {date}.").replace("{date}", long_day(day)))
            else:
                self.text.setText(self.tr("In the trash; goes for good today."))
        self.setVisible(trashed_at is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons under the text where both have no room side by side."""
        super().resizeEvent(event)
        text = self.text.fontMetrics().horizontalAdvance(self.text.text())
        buttons = self.restore.sizeHint().width() + self.purge.sizeHint().width()
        fits = max(text, buttons + 2 * U) * 2 + 12 * U <= self.width()  # each has a half
        sides = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(sides)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_other_look(event):
            self._restyle()

    def _restyle(self) -> None:
        now = theme.colours()
        theme.restyle(
            self,
            f"#trash {{ background: {now.hover}; border: 0; border-bottom: 1px solid {now.line}; }}"
            f" QPushButton {{ padding: {U}px {3 * U}px; border-radius: {theme.RADIUS - 2}px; }}",
        )
