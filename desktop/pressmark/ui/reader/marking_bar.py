"""The small bar over a selection or a highlight: four colours, and what else one does with a passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from pressmark.archive.values import Colour
from pressmark.ui import theme
from pressmark.ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Sequence

U = theme.UNIT
DOT = 5 * U
GAP = 2 * U  # between the bar and the passage

DOTS = {
    Colour.YELLOW: "#f5c63c",
    Colour.GREEN: "#6fbf73",
    Colour.BLUE: "#6aa6ef",
    Colour.PINK: "#ee8bb0",
}


class MarkingBar(QFrame):
    """Lies over the pane it is a child of, near a passage.

    Signals:
        colour_chosen: (Colour) mark the passage so.
        action_asked: (name) one of those it was made with.
    """

    colour_chosen = Signal(object)
    action_asked = Signal(str)

    def __init__(self, actions: Sequence[tuple[str, str, str]], parent: QWidget) -> None:
        """Make it hidden.

        Args:
            actions: name, icon and text of every action.
            parent: the pane.
        """
        super().__init__(parent)
        self._pane = parent
        self.setObjectName("marking")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._restyle()
        column = QVBoxLayout(self)
        column.setContentsMargins(U, U, U, U)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        column.addLayout(row)
        names = {
            Colour.YELLOW: self.tr("Highlight in yellow"),
            Colour.GREEN: self.tr("Highlight in green"),
            Colour.BLUE: self.tr("Highlight in blue"),
            Colour.PINK: self.tr("Highlight in pink"),
        }
        self._dots: dict[Colour, QToolButton] = {}
        for number, (colour, text) in enumerate(names.items(), 1):
            button = self._dots[colour] = _button(QIcon(), text)
            button.setToolTip(f"{text} ({number})")
            button.clicked.connect(lambda _checked=False, colour=colour: self.colour_chosen.emit(colour))
            row.addWidget(button)
        row.addSpacing(U)
        self._buttons: dict[str, QToolButton] = {}
        for name, icon_name, text in actions:
            button = self._buttons[name] = _button(icon(icon_name), text)
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, name=name: self.action_asked.emit(name))
            row.addWidget(button)
        row.addStretch()
        self.hint = QLabel()
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.hint.setFont(theme.smaller(self.font()))
        self.hint.setContentsMargins(U, 0, U, U)
        self.hint.setWordWrap(True)
        column.addWidget(self.hint)
        self.hide()

    def offer(self, name: str, *, is_possible: bool) -> None:
        """Say whether an action can be done with this passage."""
        self._buttons[name].setEnabled(is_possible)

    def show_at(self, box: QRect, current: Colour | None = None, hint: str = "") -> None:
        """Show it above a passage, or below where there is no room.

        Args:
            box: of the passage, in the pane's coordinates.
            current: the colour that the passage has.
            hint: what keys do here, in one line; empty where a mouse led here.
        """
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        for colour, button in self._dots.items():
            button.setIcon(dot(colour, is_current=colour is current))
        room = self._pane.rect()
        line = self.hint.fontMetrics().horizontalAdvance(hint) + 3 * U  # a label that wraps asks for less
        self.hint.setFixedWidth(min(line, room.width() - 2 * (GAP + U)))
        self.adjustSize()
        left = max(min(box.center().x() - self.width() // 2, room.width() - self.width() - GAP), GAP)
        above, below = box.top() - self.height() - GAP, box.bottom() + GAP
        top = above if above >= GAP else min(below, room.height() - self.height() - GAP)
        self.move(QPoint(left, top))
        self.show()
        self.raise_()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_other_look(event):
            self._restyle()

    def _restyle(self) -> None:
        now = theme.colours()
        edge = f"border: 1px solid {now.outline}; border-radius: {theme.RADIUS}px"
        theme.restyle(self, f"#marking {{ background: {now.raised}; {edge}; }}")


def _button(picture: QIcon, text: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(picture)
    button.setIconSize(QSize(DOT, DOT))
    button.setToolTip(text)
    button.setAccessibleName(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the selection's focus
    return button


def dot(colour: Colour, *, is_current: bool = False) -> QIcon:
    """The icon of a colour; with a ring around it, of the current one."""
    picture = QPixmap(DOT * 2, DOT * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(DOTS[colour]))
    painter.drawEllipse(QRect(2, 2, DOT - 4, DOT - 4))
    if is_current:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.colours().text), 1.5))
        painter.drawEllipse(QRect(1, 1, DOT - 2, DOT - 2))
    painter.end()
    return QIcon(picture)
