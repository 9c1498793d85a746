"""All highlights as rows: the passage in its colour, the note on it, and the article it is from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pressmark.ui import theme
from pressmark.ui.article_list.paragraph import lay_out
from pressmark.ui.figures import long_day
from pressmark.ui.reader.marking_bar import DOTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressmark.archive.values import Colour, Highlight

Index = QModelIndex | QPersistentModelIndex
U = theme.UNIT
QUOTE_LINES = 2
BAR = U


class Role(IntEnum):
    """What the delegate and the workbench ask for beside the display text."""

    PASSAGE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Passage:
    """A highlight with the title of its article."""

    highlight: Highlight
    title: str


class HighlightList(QAbstractListModel):
    """The highlights of an archive, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._passages: tuple[Passage, ...] = ()

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show these, if they are others."""
        if tuple(passages) != self._passages:
            self.beginResetModel()
            self._passages = tuple(passages)
            self.endResetModel()

    def passage_at(self, row: int) -> Passage:
        """What a row shows."""
        return self._passages[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._passages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        passage = self._passages[index.row()]
        if role == Role.PASSAGE:
            return passage
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{passage.highlight.quote} ({passage.title})"
        return None


class HighlightFilter(QSortFilterProxyModel):
    """Those highlights that hold what was typed and are of a chosen colour."""

    def __init__(self, source: HighlightList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._text = ""
        self._colour: Colour | None = None
        self._is_lost = False
        self.setSourceModel(source)

    def narrow(self, text: str, colour: Colour | None, *, is_lost: bool) -> None:
        """Show only those that hold a text in passage, note or title, are of a colour, or lost their place."""
        self.beginFilterChange()
        self._text, self._colour, self._is_lost = text.strip().casefold(), colour, is_lost
        self.endFilterChange(self.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: ARG002 - Qt's signature
        passage = self._source.passage_at(source_row)
        one = passage.highlight
        texts = (one.quote, one.note, passage.title)
        return (
            self._colour in {None, one.colour}
            and (not self._is_lost or not one.is_attached)
            and any(self._text in text.casefold() for text in texts)
        )


class HighlightDelegate(QStyledItemDelegate):
    """Paints a highlight; all rows are equally high."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        line = option.fontMetrics.height()
        return QSize(60 * U, (QUOTE_LINES + 2) * (line + U) + 4 * U)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        passage: Passage = index.data(Role.PASSAGE)
        one, now = passage.highlight, theme.colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(now.accent_soft))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(rect).adjusted(U, 1, -U, -1), theme.RADIUS, theme.RADIUS)
        inner = rect.adjusted(3 * U, 2 * U, -3 * U, -2 * U)
        left, width = inner.left() + 4 * U, inner.width() - 4 * U
        step = option.fontMetrics.height() + U
        parts = [
            (lay_out(text, option.font, width, lines, line_height=step), colour)
            for text, colour, lines in (
                (one.quote, now.text, QUOTE_LINES if one.note else QUOTE_LINES + 1),
                (one.note, now.text, 1),
                (self._source(passage), now.muted, 1),
            )
            if text
        ]
        height = sum(part.height for part, _ in parts)
        top = inner.top() + (inner.height() - height) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(DOTS[one.colour]))
        painter.drawRoundedRect(QRectF(inner.left(), top, BAR, height), BAR / 2, BAR / 2)
        for part, colour in parts:
            part.paint(painter, left, top, colour)
            top += part.height
        painter.setPen(QColor(now.line))
        painter.drawLine(inner.left(), rect.bottom(), inner.right(), rect.bottom())
        painter.restore()

    def _source(self, passage: Passage) -> str:
        made = passage.highlight.created_at.astimezone()
        day = long_day(made.date())
        lost = "" if passage.highlight.is_attached else " · " + self.tr("no longer in the text")
        return f"{day}{lost} · {passage.title}"
