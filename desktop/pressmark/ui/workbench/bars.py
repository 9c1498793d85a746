"""A chart of bars in our own style: each bar is a button, for the mouse and for the keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolTip, QWidget

from pressmark.ui import theme
from pressmark.ui.figures import grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHelpEvent

U = theme.UNIT
ROW = 7 * U
COLUMNS_HEIGHT = 44 * U
FOOT = 5 * U  # below the columns, for their labels


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: how long, how much of it is filled, what it says, and the query that it stands for."""

    label: str
    value: int
    filled: int
    query: str
    hint: str = ""


class Bars(QAbstractButton):
    """Shows bars, lying as rows or standing as columns; whoever only hears it has a button, which is the current bar.

    Signals:
        query_chosen: (query text) the user wants to see what a bar stands for.
    """

    query_chosen = Signal(str)

    def __init__(self, name: str, *, is_standing: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._is_standing = is_standing
        self._current = 0
        self._hovered = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.clicked.connect(lambda: self._choose(self._current))  # only what reads the screen aloud clicks so
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What it shows."""
        return self._bars

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show these."""
        self._bars = tuple(bars)
        self._current = max(0, len(bars) - 1) if self._is_standing else 0
        self._describe()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(90 * U, COLUMNS_HEIGHT if self._is_standing else ROW * max(len(self._bars), 1))

    def place_of(self, number: int) -> QRectF:
        """The whole room of a bar; where people read from right to left, time goes so, too."""
        if not self._is_standing:
            return QRectF(0, number * ROW, self.width(), ROW)
        width = self.width() / max(len(self._bars), 1)
        return self._turned(QRectF(number * width, 0, width, self.height()))

    def label_place(self, place: QRectF, label: str) -> QRectF:
        """Where the label of a column stands: below its middle, but never cut off at either end of the chart."""
        width = QFontMetrics(theme.smaller(self.font())).horizontalAdvance(label) + 1.0
        left = max(0.0, min(place.center().x() - width / 2, self.width() - width))
        return QRectF(left, place.bottom() - FOOT, width, FOOT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ahead = -1 if self.isRightToLeft() else 1
        steps = {Qt.Key.Key_Right: ahead, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -ahead, Qt.Key.Key_Up: -1}
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self._current)
        elif Qt.Key(event.key()) in steps and self._bars:
            self._current = max(0, min(self._current + steps[Qt.Key(event.key())], len(self._bars) - 1))
            self._describe()
            self.update()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self._current = number
            self._choose(number)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do nothing more: the press was enough."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().toPoint())
        if number != self._hovered:
            self._hovered = number
            self.setCursor(Qt.CursorShape.PointingHandCursor if number >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = -1
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            help_event: QHelpEvent = event  # type: ignore[assignment]  # a tool tip's event is one
            number = self._at(help_event.pos())
            if number >= 0 and self._bars[number].hint:
                QToolTip.showText(help_event.globalPos(), self._bars[number].hint, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((bar.value for bar in self._bars), default=0) or 1
        for number, bar in enumerate(self._bars):
            place = self.place_of(number)
            if self._is_standing:
                self._paint_column(painter, place, bar, most, is_labelled=self._is_labelled(number))
            else:
                self._paint_row(painter, place, bar, most)
            is_current = number == self._current and self.hasFocus()
            if is_current or number == self._hovered:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(theme.colours().accent if is_current else theme.colours().outline), 1.5))
                painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), theme.RADIUS - 4, theme.RADIUS - 4)
        painter.end()

    def _paint_row(self, painter: QPainter, place: QRectF, bar: Bar, most: int) -> None:
        now, metrics = theme.colours(), QFontMetrics(self.font())
        number = grouped(bar.value)
        room = place.width() * 0.42
        painter.setPen(QColor(now.text))
        label = metrics.elidedText(bar.label, Qt.TextElideMode.ElideMiddle, int(room) - 4 * U)
        painter.drawText(place.adjusted(2 * U, 0, -2 * U, 0), Qt.AlignmentFlag.AlignVCenter, label)
        painter.setPen(QColor(now.muted))
        painter.drawText(
            place.adjusted(2 * U, 0, -2 * U, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number
        )
        length = (place.width() - room - 14 * U) * bar.value / most
        body = QRectF(place.left() + room, place.center().y() - U, max(length, 3), 2 * U)
        self._fill(painter, self._turned(body), bar)

    def _paint_column(self, painter: QPainter, place: QRectF, bar: Bar, most: int, *, is_labelled: bool) -> None:
        height = (place.height() - FOOT - 2 * U) * bar.value / most
        width = max(min(place.width() * 0.7, 7 * U), 2)
        body = QRectF(place.center().x() - width / 2, place.bottom() - FOOT - height, width, max(height, 1))
        self._fill(painter, body, bar)
        if is_labelled:
            painter.setPen(QColor(theme.colours().muted))
            painter.setFont(theme.smaller(self.font()))
            painter.drawText(self.label_place(place, bar.label), Qt.AlignmentFlag.AlignCenter, bar.label)
            painter.setFont(self.font())

    def _turned(self, rect: QRectF) -> QRectF:
        """A place as it lies in the direction of reading."""
        return rect.translated(self.width() - rect.right() - rect.left(), 0) if self.isRightToLeft() else rect

    def _fill(self, painter: QPainter, body: QRectF, bar: Bar) -> None:
        now = theme.colours()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.mix(now.surface, now.accent, 0.32))
        painter.drawRoundedRect(body, 2, 2)
        share = bar.filled / bar.value if bar.value else 0
        done = QRectF(body)
        if self._is_standing:
            done.setTop(body.bottom() - body.height() * share)
        else:
            done.setWidth(body.width() * share)
            if self.isRightToLeft():
                done.moveRight(body.right())
        painter.setBrush(QColor(now.accent))
        painter.drawRoundedRect(done, 2, 2)

    def _is_labelled(self, number: int) -> bool:
        every = max(1, round(len(self._bars) / max(self.width() / (18 * U), 1)))
        return (len(self._bars) - 1 - number) % every == 0

    def _at(self, position: QPoint) -> int:
        return next((n for n in range(len(self._bars)) if self.place_of(n).contains(position.toPointF())), -1)

    def _choose(self, number: int) -> None:
        if 0 <= number < len(self._bars):
            self.query_chosen.emit(self._bars[number].query)

    def _describe(self) -> None:
        if self._bars:
            bar = self._bars[self._current]
            self.setAccessibleDescription(bar.hint or f"{bar.label}: {grouped(bar.value)}")
