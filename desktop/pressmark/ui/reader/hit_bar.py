"""Says which of the places is shown that a search found in the open article, and goes to the others."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from pressmark.ui import theme
from pressmark.ui.figures import grouped
from pressmark.ui.icons import icon

U = theme.UNIT


class HitBar(QWidget):
    """A counter like "3 of 12" with two arrows; hidden while there are no hits.

    Signals:
        hit_asked: (number) show this one; they count from 1.
    """

    hit_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current, self._total = 0, 0
        self._label = QLabel()
        self._label.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self._label.setFont(theme.smaller(self.font()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(U)
        row.addWidget(self._label)
        for name, text, by in (
            ("caret-up", self.tr("Previous hit (Shift+F3)"), -1),
            ("caret-down", self.tr("Next hit (F3)"), 1),
        ):
            button = QToolButton()
            button.setIcon(icon(name, "muted"))
            button.setToolTip(text)
            button.setAccessibleName(text)
            button.clicked.connect(lambda _checked=False, by=by: self.step(by))
            row.addWidget(button)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text() if not self.isHidden() else ""

    def start(self, total: int) -> None:
        """Begin at the first of so many hits."""
        self._current, self._total = 0, total
        self.setVisible(total > 0)
        self.step(1)

    def step(self, by: int) -> None:
        """Go on or back; after the last comes the first."""
        if self._total:
            self._current = (self._current + by - 1) % self._total + 1
            self._label.setText(self.tr("{n} of {all}").format(n=grouped(self._current), all=grouped(self._total)))
            self.hit_asked.emit(self._current)
