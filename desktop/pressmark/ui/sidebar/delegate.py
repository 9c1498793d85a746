"""Paints a row of the sidebar: section heading, or icon, name and count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pressmark.archive.values import Shelf
from pressmark.ui import icons, theme
from pressmark.ui.figures import grouped
from pressmark.ui.sidebar.model import Role
from pressmark.ui.sidebar.nodes import NodeKind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

U = theme.UNIT
INDENT = 4 * U
ICON = 4 * U + 2
SHELF_ICONS = {
    Shelf.INBOX.value: "tray",
    Shelf.ALL.value: "books",
    Shelf.FAVOURITES.value: "star",
    Shelf.READ.value: "check-circle",
    Shelf.PROBLEMS.value: "warning-circle",
    Shelf.TRASH.value: "trash",
}
ICONS = {
    NodeKind.HIGHLIGHTS: "highlighter-circle",
    NodeKind.SEARCH: "bookmark-simple",
    NodeKind.TAG: "hash",
    NodeKind.SITE: "globe-simple",
}
Index = QModelIndex | QPersistentModelIndex


def chevron_rect(rect: QRect, depth: int, direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight) -> QRect:
    """Where the arrow of a row that folds is; a click there folds it."""
    arrow = QRect(rect.left() + U + depth * INDENT, rect.top(), 4 * U, rect.height())
    return QStyle.visualRect(direction, rect, arrow)


class SidebarDelegate(QStyledItemDelegate):
    """Paints rows of a `SidebarModel`; the tree view itself indents nothing."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(30 * U, option.fontMetrics.height() + 3 * U)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)  # it turns round what is aligned; `visualRect` places
        if index.data(Role.KIND) is NodeKind.SECTION:
            self._paint_section(painter, option, index)
        else:
            self._paint_row(painter, option, index)
        painter.restore()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        left = self._text_left(option.rect, index) - U
        box = option.rect.adjusted(left - option.rect.left(), 1, -2 * U, -1)
        editor.setGeometry(QStyle.visualRect(option.direction, option.rect, box))

    def _paint_section(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now = theme.colours()
        font = theme.smaller(option.font, 1.5)
        font.setWeight(QFont.Weight.DemiBold)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4)
        painter.setFont(font)
        painter.setPen(QColor(now.muted))
        rect = option.rect.adjusted(4 * U, 0, -3 * U, -U)
        flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        text = painter.fontMetrics().elidedText(str(index.data()).upper(), Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(QStyle.visualRect(option.direction, option.rect, rect), flags, text)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        is_open = bool(option.state & QStyle.StateFlag.State_Open)
        if hovered or not is_open:
            side = 3 * U
            arrow = QRect(rect.right() - side, rect.bottom() - side - 1, side, side)
            arrow = QStyle.visualRect(option.direction, option.rect, arrow)
            icons.paint(painter, arrow, _fold_icon(option, is_open=is_open), now.faint)
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._paint_ring(painter, QRectF(option.rect).adjusted(2 * U, U / 2, -2 * U, -U / 2))

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now = theme.colours()
        tile = QRectF(option.rect).adjusted(2 * U, 0.5, -2 * U, -0.5)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            ground = now.accent_soft if selected else theme.mix(now.sidebar, now.text, 0.05).name()
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(tile, theme.RADIUS - 2, theme.RADIUS - 2)
        if option.state & QStyle.StateFlag.State_HasFocus and (
            option.state & QStyle.StateFlag.State_KeyboardFocusChange or not selected
        ):
            self._paint_ring(painter, tile.adjusted(1, 1, -1, -1))
        kind, key, count = index.data(Role.KIND), index.data(Role.KEY), index.data(Role.COUNT)
        is_problem = kind is NodeKind.SHELF and key == Shelf.PROBLEMS.value
        colour = now.accent if selected else now.problem if is_problem else now.muted
        if (own := index.data(Role.COLOUR)) is not None:
            colour = theme.tag_shade(own)
        left = self._text_left(option.rect, index)
        middle = option.rect.center().y() + 1
        if index.model().rowCount(index):
            arrow = chevron_rect(option.rect, _depth(index), option.direction)
            side = 3 * U
            arrow = QRect(arrow.center().x() - side // 2 + 1, middle - side // 2, side, side)
            is_open = bool(option.state & QStyle.StateFlag.State_Open)
            icons.paint(painter, arrow, _fold_icon(option, is_open=is_open), now.faint)
        name = SHELF_ICONS.get(key, "books") if kind is NodeKind.SHELF else ICONS[kind]
        sign = QRect(left - ICON - 2 * U, middle - ICON // 2, ICON, ICON)
        icons.paint(painter, QStyle.visualRect(option.direction, option.rect, sign), name, colour)
        right = option.rect.right() - 4 * U
        if count:
            small = theme.smaller(option.font)
            painter.setFont(small)
            painter.setPen(QColor(now.problem if is_problem else now.muted if selected else now.faint))
            number = grouped(count)
            width = QFontMetrics(small).horizontalAdvance(number)
            box = QRect(right - width, option.rect.top(), width + 1, option.rect.height())
            box = QStyle.visualRect(option.direction, option.rect, box)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number)
            right -= width + 2 * U
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if selected else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(now.text))
        text = QFontMetrics(font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, right - left)
        box = QRect(left, option.rect.top(), right - left, option.rect.height())
        box = QStyle.visualRect(option.direction, option.rect, box)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_ring(self, painter: QPainter, rect: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.colours().accent), 2))
        painter.drawRoundedRect(rect, theme.RADIUS - 2, theme.RADIUS - 2)

    def _text_left(self, rect: QRect, index: Index) -> int:
        return rect.left() + 5 * U + _depth(index) * INDENT + ICON + 2 * U


def _fold_icon(option: QStyleOptionViewItem, *, is_open: bool) -> str:
    """An arrow down, or to where the row goes on."""
    is_rtl = option.direction == Qt.LayoutDirection.RightToLeft
    return "caret-down" if is_open else "caret-left" if is_rtl else "caret-right"


def _depth(index: Index) -> int:
    """How deep a row nests below the first rows of its section."""
    depth, parent = -1, index.parent()
    while parent.isValid():
        depth, parent = depth + 1, parent.parent()
    return max(depth, 0)
