"""The list under the search field that offers how a query may go on: operators, their values, tags, sites, people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pressmark.archive.values import Completion, CompletionKind
from pressmark.ui import icons, theme
from pressmark.ui.figures import grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

U = theme.UNIT
WIDTH = 90 * U
ICONS = {
    CompletionKind.OPERATOR: "funnel-simple",
    CompletionKind.VALUE: "equals",
    CompletionKind.TAG: "hash",
    CompletionKind.SITE: "globe-simple",
    CompletionKind.AUTHOR: "user",
    CompletionKind.WORD: "text-aa",
}
_COMPLETION = Qt.ItemDataRole.UserRole


class CompletionList(QListWidget):
    """Floats over the window; the search field keeps the focus and steers it.

    Signals:
        taken: (Completion) the user clicked on one, or a key took it.
    """

    taken = Signal(Completion)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Ways to go on"))
        self.setItemDelegate(_Rows(self))
        self.itemClicked.connect(lambda item: self.taken.emit(item.data(_COMPLETION)))
        self.hide()

    @property
    def chosen(self) -> Completion | None:
        """What the keys have led to."""
        item = self.currentItem()
        return item.data(_COMPLETION) if item is not None and self.isVisible() else None

    @property
    def labels(self) -> list[str]:
        """What is offered."""
        return [self.item(row).text() for row in range(self.count())]

    def offer(self, completions: Sequence[Completion], at: QPoint) -> None:
        """Show these at a point of the parent; none hides the list."""
        self.clear()
        for completion in completions:
            item = QListWidgetItem(completion.label)
            item.setData(_COMPLETION, completion)
            self.addItem(item)
        self.setCurrentRow(-1)
        if not completions:
            self.hide()
            return
        margin = 2 * U
        self._restyle(margin)
        size = QSize(theme.scaled(WIDTH), self.sizeHintForRow(0) * self.count() + 2 * margin)
        icon_end = margin + 8 * U  # so that what is offered stands under what was typed
        left = min(max(at.x() - icon_end, U), self.window().width() - size.width() - U)
        self.setGeometry(QRect(QPoint(left, at.y()), size))
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Go down or up; above the first one nothing is chosen."""
        self.setCurrentRow(max(-1, min(self.currentRow() + by, self.count() - 1)))

    def steer(self, key: int) -> bool:
        """Use a key of the field while the list is shown; False where it is for the field."""
        match key:
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self.step(1 if key == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Escape:
                self.hide()
            case Qt.Key.Key_Tab:
                self.step(int(self.chosen is None))
                self.taken.emit(self.chosen)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.chosen is not None:
                self.taken.emit(self.chosen)
            case _:
                return False
        return True

    def _restyle(self, margin: int) -> None:
        now = theme.colours()
        sheet = (
            f"CompletionList {{ background: {now.raised}; border: 1px solid {now.outline};"
            f" border-radius: {theme.RADIUS}px; padding: {margin - 1}px; outline: 0; }}"
        )
        theme.restyle(self, sheet)


class _Rows(QStyledItemDelegate):
    """Paints icon, label and number."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(theme.scaled(WIDTH) - 4 * U, QFontMetrics(option.font).height() + 3 * U)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        completion: Completion = index.data(_COMPLETION)
        now = theme.colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.accent_soft))
            painter.drawRoundedRect(option.rect, theme.RADIUS - 3, theme.RADIUS - 3)
        rect = option.rect.adjusted(2 * U, 0, -2 * U, 0)
        side = 4 * U
        glyph = QRect(rect.left(), rect.center().y() - side // 2 + 1, side, side)
        icons.paint(painter, QStyle.visualRect(option.direction, rect, glyph), ICONS[completion.kind], now.muted)
        number = grouped(completion.count) if completion.count is not None else ""
        metrics = QFontMetrics(option.font)
        room = rect.adjusted(side + 2 * U, 0, -metrics.horizontalAdvance(number) - 2 * U, 0)
        painter.setPen(QColor(now.text))
        text = metrics.elidedText(completion.label, Qt.TextElideMode.ElideMiddle, room.width())
        room = QStyle.visualRect(option.direction, rect, room)  # the painter turns what is aligned round itself
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.setPen(QColor(now.faint))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number)
        painter.restore()
