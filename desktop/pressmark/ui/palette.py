"""The command palette: every action, saved search, tag and article by name, without a hand on the mouse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from pressmark.ui import icons, theme
from pressmark.ui.labels import plain
from pressmark.ui.matching import score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

U = theme.UNIT
WIDTH = 140 * U
RADIUS = theme.RADIUS + 2
MOST = 12  # rows
FEWEST_LETTERS = 2  # before articles are looked for
_OFFER = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be done or gone to.

    Attributes:
        name: what it is called.
        kind: what it is, or its keys; shown at the right.
        icon_name: in the Phosphor font.
        run: does it.
        weight: lifts it above others that fit as well.
    """

    name: str
    kind: str
    icon_name: str
    run: Callable[[], object]
    weight: float = 0.0


class Palette(QFrame):
    """A pop-up in the upper middle of a window.

    Args:
        offers: what is there from the beginning.
        find_articles: called with what was typed; hands what it finds to the function that it is given.
        parent: the window.
    """

    def __init__(
        self,
        offers: Sequence[Offer],
        find_articles: Callable[[str, Callable[[Iterable[Offer]], None]], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Commands"))
        self._offers, self._find_articles = tuple(offers), find_articles
        self._articles: tuple[Offer, ...] = ()
        self._asked_for = self._found_for = ""
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(self.tr("Do something, or go to a search, a tag or an article"))
        self.edit.setAccessibleName(self.tr("Command"))
        self.edit.setFrame(False)
        font = self.edit.font()
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self.edit.setFont(font)
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._on_text_edited)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.itemClicked.connect(self._take)
        self.nothing = plain(self.tr("Nothing is called that"), is_faint=True, wraps=False)
        self.nothing.setContentsMargins(2 * U, U, 2 * U, U)
        self.nothing.hide()
        line = QFrame()
        line.setObjectName("line")
        line.setFixedHeight(1)
        inner = self._inner = QFrame()
        inner.setObjectName("inner")
        column = self._column = QVBoxLayout(inner)
        column.setContentsMargins(2 * U, 2 * U, 2 * U, 2 * U)
        column.setSpacing(U)
        for widget in (self.edit, line, self.list, self.nothing):
            column.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inner)
        self.setFocusProxy(self.edit)
        self._restyle()
        self._show()

    @property
    def names(self) -> list[str]:
        """What is offered just now."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def open_over(self, window: QWidget) -> None:
        """Show it."""
        width = min(theme.scaled(WIDTH), window.width() - 8 * U)
        self.setFixedWidth(width)
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - width) // 2, corner.y() + max(window.height() // 8, 8 * U))
        self.show()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the corners off. To let them shine through would make them black where nothing mixes windows."""
        super().resizeEvent(event)
        outline = QPainterPath()
        outline.addRoundedRect(self.rect(), RADIUS - 3, RADIUS - 3)  # less round than the border, or it cuts that
        self.setMask(QRegion(outline.toFillPolygon().toPolygon()))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.edit and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: MOST, Qt.Key.Key_PageUp: -MOST}.get(
            Qt.Key(event.key())
        )
        if step is not None and self.list.count():
            row = self.list.currentRow() + step
            last = self.list.count() - 1
            if abs(step) == 1:
                row %= last + 1
            self.list.setCurrentRow(max(0, min(row, last)))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.list.currentItem() is not None:
                self._take(self.list.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    def _take(self, item: QListWidgetItem) -> None:
        offer: Offer = item.data(_OFFER)
        self.close()
        offer.run()

    def _on_text_edited(self, text: str) -> None:
        typed = text.strip()
        if len(typed) < FEWEST_LETTERS:
            self._articles, self._asked_for, self._found_for = (), "", ""
        elif typed != self._asked_for:
            self._asked_for = typed
            self._find_articles(typed, partial(self._on_found, typed))
        self._show()

    def _on_found(self, typed: str, articles: Iterable[Offer]) -> None:
        if shiboken6.isValid(self) and typed == self._asked_for:  # else it was closed meanwhile, or asks another thing
            self._articles, self._found_for = tuple(articles), typed
            self._show()

    def _show(self) -> None:
        typed = self.edit.text().strip()
        ranked = [(fit + offer.weight, offer) for offer in self._offers if (fit := score(typed, offer.name))]
        ranked.sort(key=lambda one: -one[0])
        articles = self._articles[: MOST // 3 if ranked else MOST]
        shown = [*(offer for _, offer in ranked[: MOST - len(articles)]), *articles]
        self.list.clear()
        for offer in shown:
            item = QListWidgetItem(offer.name)
            item.setData(_OFFER, offer)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{offer.name}, {offer.kind}" if offer.kind else offer.name
            )
            self.list.addItem(item)
        if shown:
            self.list.setCurrentRow(0)
        self.list.setFixedHeight(self.list.sizeHintForRow(0) * len(shown) if shown else 0)
        self._tell(is_nothing=not shown and self._found_for == self._asked_for)
        self._column.activate()
        self.setFixedHeight(self._inner.sizeHint().height())  # with the border

    def _tell(self, *, is_nothing: bool) -> None:
        """Say that nothing fits, also to who hears it: the focus is in the field."""
        self.list.setVisible(not is_nothing)
        if is_nothing is self.nothing.isHidden():
            self.nothing.setVisible(is_nothing)
            text = self.nothing.text() if is_nothing else ""
            self.edit.setAccessibleDescription(text)
            if text and QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.edit, text))

    def _restyle(self) -> None:
        now = theme.colours()
        self.setStyleSheet(f"""
Palette {{ background: {now.raised}; }}
#inner {{ background: {now.raised}; border: 1px solid {now.outline}; border-radius: {RADIUS}px; }}
#line {{ background: {now.line}; }}
QLineEdit {{ border: 0; background: transparent; padding: {2 * U}px {2 * U}px; }}
QListWidget {{ background: transparent; outline: 0; }}
""")


class _Rows(QStyledItemDelegate):
    """Paints icon, name and kind."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(10 * U, QFontMetrics(option.font).height() + 4 * U)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        offer: Offer = index.data(_OFFER)
        now = theme.colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.accent_soft if is_selected else now.hover))
            painter.drawRoundedRect(option.rect, theme.RADIUS - 2, theme.RADIUS - 2)
        rect = option.rect.adjusted(2 * U, 0, -3 * U, 0)
        side = 4 * U + 2
        glyph = QRect(rect.left(), rect.center().y() - side // 2 + 1, side, side)
        is_mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        if is_mirrored:
            glyph.moveRight(rect.right())
        icons.paint(painter, glyph, offer.icon_name or "caret-right", now.accent if is_selected else now.muted)
        metrics = QFontMetrics(option.font)
        kind = metrics.elidedText(offer.kind, Qt.TextElideMode.ElideRight, rect.width() // 3)
        room, end = side + 3 * U, metrics.horizontalAdvance(kind) + 3 * U
        name_rect = rect.adjusted(end, 0, -room, 0) if is_mirrored else rect.adjusted(room, 0, -end, 0)
        begin, far = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if is_mirrored:
            begin, far = far, begin
        absolute = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.setPen(QColor(now.text))
        name = metrics.elidedText(offer.name, Qt.TextElideMode.ElideRight, name_rect.width())
        painter.drawText(name_rect, absolute | begin, name)
        painter.setPen(QColor(now.muted))
        painter.drawText(rect, absolute | far, kind)
        painter.restore()
