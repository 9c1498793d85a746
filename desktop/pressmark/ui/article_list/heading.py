"""The heading over the first row of a group, which is part of that row: so a list of rows stays one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from pressmark.ui import theme

U = theme.UNIT
SIDE = U * 5  # from the pane's edge to the text


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over the first row of a group."""

    name: str
    count: str  # of its rows


def heading_height(font: QFont) -> int:
    """What a row is higher with a heading over it, in logical pixels."""
    return QFontMetrics(_font(font)).height() + U * 5


def below_heading(option: QStyleOptionViewItem) -> QStyleOptionViewItem:
    """The place of the row itself, where there is a heading over it."""
    below = QStyleOptionViewItem(option)
    below.rect = option.rect.adjusted(0, heading_height(option.font), 0, 0)
    return below


def paint_heading(painter: QPainter, option: QStyleOptionViewItem, heading: Heading) -> QStyleOptionViewItem:
    """Paint a heading at the top of a row; returns the place below it."""
    now, font = theme.colours(), _font(option.font)
    whole = QRect(option.rect.topLeft(), QSize(option.rect.width(), heading_height(option.font)))
    painter.fillRect(whole, QColor(now.surface))
    rect = whole.adjusted(SIDE, U * 3, -SIDE, -U)
    begin, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    if option.direction == Qt.LayoutDirection.RightToLeft:
        begin, end = end, begin
    bottom = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignAbsolute
    metrics = QFontMetrics(font)
    room = rect.width() - metrics.horizontalAdvance(heading.count) - U * 3
    painter.setFont(font)
    painter.setPen(QColor(now.muted))
    painter.drawText(rect, bottom | begin, metrics.elidedText(heading.name, Qt.TextElideMode.ElideRight, room))
    painter.setPen(QColor(now.faint))
    painter.drawText(rect, bottom | end, heading.count)
    return below_heading(option)


def _font(font: QFont) -> QFont:
    small = theme.smaller(font)
    small.setWeight(QFont.Weight.DemiBold)
    return small
