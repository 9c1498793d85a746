"""The line a query is typed in: what is not a plain word stands on a chip, which goes as a whole with one click.

The text stays text. It can be typed, selected, copied and undone as in every other field; the chips are only painted
under it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QTextLayout
from PySide6.QtWidgets import QLineEdit, QWidget

from pressmark.archive.index.query import spans, without
from pressmark.archive.values import Span, SpanKind
from pressmark.ui import icons, theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QEvent

U = theme.UNIT
WAVE = 2.0  # pixels that the line under a mistake goes up and down
CURSOR_MARGIN = 5  # pixels that Qt's cursor rectangle begins before the cursor
_CHIPS = {SpanKind.FILTER, SpanKind.PHRASE}


class QueryEdit(QLineEdit):
    """A line edit that knows the query language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spans: tuple[Span, ...] = ()
        self._layout = QTextLayout()
        self._hovered: Span | None = None
        self.setMouseTracking(True)
        self.textChanged.connect(self._on_text_changed)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The parts of the text."""
        return self._spans

    def take_out(self, span: Span) -> None:
        """Remove a part of the query with what belongs to it, as the user would by hand: it can be undone."""
        text, cursor = without(self.text(), span.start)
        self.selectAll()
        self.insert(text)
        self.setCursorPosition(cursor)
        self.textEdited.emit(text)

    def rect_of(self, span: Span) -> QRectF:
        """Where a part stands, in pixels of the field; it may reach beyond its edges."""
        self._lay_out()
        line = self._layout.lineAt(0)
        ends = [float(line.cursorToX(place)[0]) for place in (span.start, span.end)]  # type: ignore[index]  # a pair
        left = self._scrolled() + min(ends)
        height = QFontMetricsF(self.font()).height() + U
        return QRectF(left - U + 1, (self.height() - height) / 2, abs(ends[1] - ends[0]) + 2 * U - 2, height)

    def x_of(self, place: int) -> float:
        """Where a place of the text stands, in pixels from the field's left edge."""
        self._lay_out()
        return self._scrolled() + float(self._layout.lineAt(0).cursorToX(place)[0])  # type: ignore[index]  # a pair

    def _make_room(self) -> None:
        """Set words apart for the chips on them; not those that stand there while nothing is asked."""
        font, room = self.font(), U if self.text() else 0
        if font.wordSpacing() != room:
            font.setWordSpacing(room)
            self.setFont(font)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_whole = event.key() == Qt.Key.Key_Backspace and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        before = [one for one in self._chips() if one.start < self.cursorPosition() <= one.end]
        if is_whole and before and not self.hasSelectedText():
            self.take_out(before[0])
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        place = event.position()
        hovered = next((one for one in self._chips() if self._reach_of(one).contains(place)), None)
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()
        is_over_cross = hovered is not None and self._cross_of(hovered).contains(place)
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_over_cross else Qt.CursorShape.IBeamCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hovered = self._hovered
        if (
            event.button() == Qt.MouseButton.LeftButton
            and hovered is not None
            and self._cross_of(hovered).contains(event.position())
        ):
            self.take_out(hovered)
            return
        super().mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for span in self._spans:
            self._paint_ground(painter, span)
        painter.end()
        before = self.cursorRect()
        super().paintEvent(event)
        if self.cursorRect() != before:  # Qt scrolls to the cursor only now
            self.update()
        if self._hovered is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_cross(painter, self._cross_of(self._hovered))
            painter.end()

    def _paint_ground(self, painter: QPainter, span: Span) -> None:
        now = theme.colours()
        if span.kind in _CHIPS:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.accent_soft if span.kind is SpanKind.FILTER else now.chip))
            painter.drawRoundedRect(self.rect_of(span), U + 1, U + 1)
        elif span.kind is SpanKind.MISTAKE:
            rect = self.rect_of(span).adjusted(U - 1, 0, 1 - U, 0)
            painter.setPen(QPen(QColor(now.problem), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(_wave(rect.left(), rect.right(), min(rect.bottom(), self.height() - 1.0)))

    def _paint_cross(self, painter: QPainter, rect: QRectF) -> None:
        now = theme.colours()
        painter.setPen(QPen(QColor(now.surface), 1.5))
        painter.setBrush(QColor(now.muted))
        painter.drawEllipse(rect)
        inner = rect.adjusted(U - 1, U - 1, 1 - U, 1 - U)
        icons.paint(painter, inner.toAlignedRect(), "x", now.surface)

    def _cross_of(self, span: Span) -> QRectF:
        """The little cross at the far upper corner of a chip."""
        side = 3.5 * U
        chip = self.rect_of(span)
        is_rtl = self.isRightToLeft()
        corner = chip.topLeft() if is_rtl else chip.topRight()
        x = min(max(corner.x() - side / 2, 0.0), self.width() - side)
        return QRectF(x, max(corner.y() - side / 3, 0.0), side, side)

    def _reach_of(self, span: Span) -> QRectF:
        """Where the mouse keeps the cross visible."""
        return self.rect_of(span).united(self._cross_of(span))

    def _chips(self) -> Iterator[Span]:
        return (span for span in self._spans if span.kind in _CHIPS)

    def _scrolled(self) -> float:
        """Where the text begins; Qt tells it only through the place of its cursor."""
        line = self._layout.lineAt(0)
        at_cursor = float(line.cursorToX(self.cursorPosition())[0])  # type: ignore[index]  # a pair
        return self.cursorRect().left() + CURSOR_MARGIN - at_cursor

    def _lay_out(self) -> None:
        if self._layout.text() != self.text() or self._layout.font() != self.font():
            self._layout = QTextLayout(self.text(), self.font())
            self._layout.beginLayout()
            self._layout.createLine()
            self._layout.endLayout()

    def _on_text_changed(self, text: str) -> None:
        self._make_room()
        self._spans = spans(text, typing=True)
        self._hovered = None
        self.update()


def _wave(left: float, right: float, bottom: float) -> list[QPointF]:
    """The line that every editor draws under a mistake; a straight or dotted one is not seen among descenders."""
    steps = max(int((right - left) / WAVE), 1)
    return [QPointF(left + step * WAVE, bottom - WAVE * (step % 2)) for step in range(steps + 1)]
