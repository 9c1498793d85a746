"""The list of articles: keys, selection that survives a refresh, dragging rows out.

It is a table of one column: that keeps equal row heights in ranges, where a QListView asks the model for every row
after each change (0.2 s for 100,000 rows).
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from pressmark.archive.values import Listing, Status
from pressmark.ui import theme
from pressmark.ui.article_list.delegate import ArticleDelegate, Density
from pressmark.ui.article_list.heading import heading_height
from pressmark.ui.article_list.thumbnails import Thumbnails

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressmark.archive.values import TagColour
    from pressmark.ui.article_list.model import ArticleListModel, Row
    from pressmark.ui.workspace import Workspace

FRAME_MILLISECONDS = 40
MOST_RANGES = 4_000  # that stay selected when the rows change: more would hold the window up
ROUND_MILLISECONDS = 1_400  # of the bar that says "saving"
STILL_PHASE = 0.6


class ArticleListView(QTableView):
    """Shows an `ArticleListModel`.

    Signals:
        article_chosen: (article id) another article became the current one.
        article_opened: (article id) the user wants to read it: Enter or a double click.
        retry_asked: (article id) the user wants it saved again.
        selection_altered: other articles are selected than before.
    """

    article_chosen = Signal(int)
    article_opened = Signal(int)
    retry_asked = Signal(int)
    selection_altered = Signal()

    def __init__(self, model: ArticleListModel, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._is_animated = True
        self._headed: list[int] = []  # the rows with a heading over them
        self.setAccessibleName(self.tr("Articles"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.setModel(model)
        thumbnails = Thumbnails(workspace.tasks, self)
        thumbnails.arrived.connect(self.viewport().update)
        self._delegate = ArticleDelegate(thumbnails, self)
        self._delegate.retry_asked.connect(self.retry_asked)
        self.setItemDelegate(self._delegate)
        self._measure()
        self._clock = QTimer(self)
        self._clock.setInterval(FRAME_MILLISECONDS)
        self._clock.timeout.connect(self._on_tick)
        model.arrived.connect(self._on_rows_arrived)
        self.activated.connect(self._on_activated)
        self._chosen: int | None = None
        self.selectionModel().currentChanged.connect(self._notice_choice)
        self.selectionModel().selectionChanged.connect(self._notice_choice)
        self.selectionModel().selectionChanged.connect(self.selection_altered)

    @property
    def current_id(self) -> int | None:
        """The article the focus is on."""
        index = self.currentIndex()
        return self._model.ids[index.row()] if index.isValid() else None

    @property
    def density(self) -> Density:
        """How much a row shows."""
        return self._delegate.density

    def set_density(self, density: Density) -> None:
        """Show more or less of each article."""
        self._delegate.density = density
        self._measure()

    def set_tag_colours(self, colours: dict[str, TagColour]) -> None:
        """Paint tags in other colours."""
        self._delegate.tag_colours = colours
        self.viewport().update()

    def selected_ids(self) -> list[int]:
        """The selected articles, in the order of the list."""
        return self._selected().tolist()

    def _selected(self) -> array[int]:
        selection = self.selectionModel().selection()
        found = array("q")
        for top, bottom in sorted((one.top(), one.bottom()) for one in map(selection.at, range(selection.size()))):
            found += self._model.ids[top : bottom + 1]
        return found

    def select(self, id: int) -> bool:
        """Make an article the current one and the only one selected; False where the list does not show it."""
        index = self._model.index_of(id)
        if index.isValid():
            self.setCurrentIndex(index)
        return index.isValid()

    def step(self, by: int) -> None:
        """Go to a row further down (or up, with a negative number)."""
        if self._model.ids:
            row = self.currentIndex().row()
            if self.selectionModel().hasSelection():
                row += by
            else:
                self.selectionModel().clearCurrentIndex()  # else choosing it would be no change
            self.setCurrentIndex(self._model.index(max(0, min(row, len(self._model.ids) - 1))))

    def toggle_current(self) -> None:
        """Select the current row or take it out of the selection, leaving the others."""
        self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.Toggle)

    def show_listing(self, listing: Listing, rows: Sequence[Row] = (), *, is_refresh: bool) -> None:
        """Show other rows; what was current and selected stays so.

        Args:
            listing: the rows.
            rows: the first of them, where they are at hand already.
            is_refresh: the question is the same as before. Then the place stays too, and where the current article
                left the list its neighbour takes over.
        """
        before = self._model.ids
        current, row = self.current_id, self.currentIndex().row()
        selected = self._selected()
        offset = self.verticalScrollBar().value()
        groups = self._model.listing.groups
        self._model.set_listing(listing, rows)
        are_same = before == self._model.ids
        if groups != listing.groups or (groups and not are_same):  # it takes a while, and most news changes no row
            self._make_room_for_headings()
        if are_same:
            return
        self._chosen = None
        self._select_rows(selected)
        index = self._model.index_of(current)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        elif is_refresh and row >= 0 and self._model.ids:
            self.setCurrentIndex(self._model.index(min(row, len(self._model.ids) - 1)))
        self.updateGeometries()  # now, for the scroll bar to know its range
        self.verticalScrollBar().setValue(offset if is_refresh else 0)
        self.selection_altered.emit()

    def sizeHint(self) -> QSize:
        return QSize(90 * theme.UNIT, 120 * theme.UNIT)

    def startDrag(self, supported: Qt.DropAction) -> None:
        indexes = self.selectionModel().selectedIndexes()
        if not indexes:
            return
        drag = QDrag(self)
        drag.setMimeData(self._model.mimeData(indexes))
        first = self._model.article_at(indexes[0])
        text = first.title if first is not None and len(indexes) == 1 else self.tr("%Ln articles", "", len(indexes))
        drag.setPixmap(self._drag_label(text))
        drag.setHotSpot(QPoint(-3 * theme.UNIT, -3 * theme.UNIT))
        drag.exec(supported, Qt.DropAction.CopyAction)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        ends = {
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: len(self._model.ids) - 1,
        }
        return self._model.index(ends[action]) if action in ends else super().moveCursor(action, modifiers)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and self.model() is not None:
            self._measure()

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here, not the start of a title."""

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()

    def _select_rows(self, ids: array[int]) -> None:
        rows = self._model.rows_of(ids) if ids else np.empty(0, np.intp)
        ends = np.flatnonzero(np.diff(rows) != 1)  # of ranges of rows, but for the last
        if not rows.size or ends.size > MOST_RANGES:
            return
        selection = QItemSelection()
        for top, bottom in zip(rows[np.r_[0, ends + 1]].tolist(), rows[np.r_[ends, -1]].tolist(), strict=True):
            selection.select(self._model.index(top), self._model.index(bottom))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height(self.font()))
        self._make_room_for_headings()

    def _make_room_for_headings(self) -> None:
        """Make the first row of every group higher, and every other row as high as all."""
        header, font = self.verticalHeader(), self.font()
        height = self._delegate.row_height(font)
        header.setUpdatesEnabled(False)  # else each row would look at all before it: 0.2 s for 5,000 groups
        with QSignalBlocker(header):  # one look at the geometry afterwards will do
            for row in self._headed:
                if row < header.count():
                    header.resizeSection(row, height)
            self._headed = [group.first for group in self._model.listing.groups]
            for row in self._headed:
                header.resizeSection(row, height + heading_height(font))
        header.setUpdatesEnabled(True)
        self.updateGeometries()
        self.viewport().update()

    def _drag_label(self, text: str) -> QPixmap:
        metrics, ratio = self.fontMetrics(), self.devicePixelRatioF()
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, 60 * theme.UNIT)
        size = QSize(metrics.horizontalAdvance(text) + 6 * theme.UNIT, metrics.height() + 3 * theme.UNIT)
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        now = theme.colours()
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.accent))
        rect = QRect(QPoint(0, 0), size)
        painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
        painter.setPen(QColor(now.accent_text))
        painter.setFont(self.font())
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
        return picture

    def _visible_rows(self) -> range:
        if not self._model.ids:
            return range(0)
        top = self.indexAt(QPoint(1, 1)).row()
        bottom = self.indexAt(QPoint(1, self.viewport().height() - 2)).row()
        return range(max(top, 0), (bottom if bottom >= 0 else len(self._model.ids) - 1) + 1)

    def _saving_rows(self) -> list[QModelIndex]:
        indexes = (self._model.index(row) for row in self._visible_rows())
        return [
            index
            for index in indexes
            if (article := self._model.article_at(index)) is not None and article.status is Status.CAPTURING
        ]

    def _on_rows_arrived(self) -> None:
        if self._saving_rows():
            self._delegate.phase = STILL_PHASE
            if self._is_animated and not self._clock.isActive():
                self._clock.start()

    def set_animated(self, value: bool) -> None:
        """Whether what is being saved shows by moving that it is."""
        self._is_animated = value
        if value:
            self._on_rows_arrived()
        else:
            self._clock.stop()

    def _on_tick(self) -> None:
        saving = self._saving_rows()
        if not saving or not self.isVisible():
            self._clock.stop()
        self._delegate.phase = (self._delegate.phase + FRAME_MILLISECONDS / ROUND_MILLISECONDS) % 1.0
        for index in saving:
            self.update(index)

    def _notice_choice(self) -> None:
        """Tell which row is both current and selected: Qt makes one current, not selected, when the focus comes."""
        index = self.currentIndex()
        is_chosen = index.isValid() and self.selectionModel().isSelected(index)
        before, self._chosen = self._chosen, self._model.ids[index.row()] if is_chosen else None
        if self._chosen not in {None, before}:
            self.article_chosen.emit(self._chosen)

    def _on_activated(self, index: QModelIndex) -> None:
        self.article_opened.emit(self._model.ids[index.row()])
