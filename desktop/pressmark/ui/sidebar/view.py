"""The sidebar: shelves, saved searches, tags and sites; choosing, folding, renaming, dropping."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QDragEnterEvent, QDragMoveEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QMenu, QTreeView, QWidget

from pressmark.archive.values import Shelf
from pressmark.ui import operations, theme
from pressmark.ui.article_list.model import MIME_IDS
from pressmark.ui.icons import icon
from pressmark.ui.sidebar.delegate import SidebarDelegate, chevron_rect
from pressmark.ui.sidebar.model import MIME_TAG, TAGS_SECTION, Role, SidebarModel
from pressmark.ui.sidebar.nodes import NodeKind
from pressmark.ui.tag_colours import add_colours

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pressmark.archive.values import SavedSearch
    from pressmark.ui.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex
U = theme.UNIT


class Sidebar(QTreeView):
    """Shows a `SidebarModel`.

    Signals:
        shelf_chosen: (Shelf) the user wants to see a shelf.
        query_chosen: (query text) the user wants the articles of a saved search, a tag or a site.
        rule_asked: (query text) the user wants a rule for articles like these.
        tags_asked: the user wants to see all tags.
        emptying_asked: the user wants the trash emptied.
        highlights_asked: the user wants to see all highlights.
    """

    shelf_chosen = Signal(Shelf)
    query_chosen = Signal(str)
    rule_asked = Signal(str)
    tags_asked = Signal()
    emptying_asked = Signal()
    highlights_asked = Signal()

    def __init__(self, workspace: Workspace, model: SidebarModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._model = model
        self._folded: set[tuple[NodeKind, str]] = set()
        self._opened: set[str] = set()  # tags start folded
        self._chosen: tuple[NodeKind, str] = (NodeKind.SHELF, Shelf.INBOX.value)
        self._is_restoring = False
        self.setAccessibleName(self.tr("Library"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setUniformRowHeights(True)  # or every one of thousands of tags is measured when one is new
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragDropOverwriteMode(True)
        self.setDropIndicatorShown(True)
        self.setAutoExpandDelay(500)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setItemDelegate(SidebarDelegate(self))
        self.setModel(model)
        self._recolour()
        self.customContextMenuRequested.connect(self._on_menu_requested)
        self.expanded.connect(lambda index: self._on_folded(index, is_open=True))
        self.collapsed.connect(lambda index: self._on_folded(index, is_open=False))
        self.activated.connect(self._on_activated)
        self.clicked.connect(self._on_activated)
        model.modelReset.connect(self._restore)
        model.rowsInserted.connect(self._on_rows_inserted)
        model.search_renamed.connect(lambda id, name: operations.rename_saved_search(workspace, id, name))
        model.tag_renamed.connect(lambda old, new: operations.rename_tag(workspace, old, new))
        model.articles_dropped.connect(self._on_articles_dropped)
        self._restore()

    @property
    def chosen(self) -> tuple[NodeKind, str]:
        """What is being shown: a shelf, a saved search, a tag or a site."""
        return self._chosen

    @property
    def searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches that show."""
        return self._model.searches

    def mark(self, kind: NodeKind, key: str) -> None:
        """Show what is chosen, without choosing it again."""
        self._chosen = (kind, key)
        self._select_chosen()

    def sizeHint(self) -> QSize:
        return QSize(56 * U, 120 * U)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_fold(index, event.position().toPoint()):
            self.setExpanded(index, not self.isExpanded(index))
            return
        super().mousePressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        kind, key = current.data(Role.KIND), current.data(Role.KEY)
        is_for_list = kind not in {None, NodeKind.SECTION, NodeKind.HIGHLIGHTS}
        if self._is_restoring or not is_for_list or (kind, key) == self._chosen:
            return
        self._chosen = (kind, key)
        if kind is NodeKind.SHELF:
            self.shelf_chosen.emit(Shelf(key))
        else:
            self.query_chosen.emit(query_for(kind, key))

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        if first == last:
            super().dataChanged(first, last, roles)
        else:  # Qt would measure every row between the two, of which there may be thousands; all stay as high
            self.viewport().update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _is_ours(event.mimeData()):
            super().dragEnterEvent(event)
        else:
            event.ignore()  # the window takes what comes from outside

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if _is_ours(event.mimeData()):
            super().dragMoveEvent(event)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_other_look(event) and self.palette().base().color() != QColor(theme.colours().sidebar):
            self._recolour()

    def _recolour(self) -> None:
        palette = QPalette(self.palette())
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, QColor(theme.colours().sidebar))
        self.setPalette(palette)

    def _is_on_fold(self, index: QModelIndex, position: QPoint) -> bool:
        if not index.isValid():
            return False
        if index.data(Role.KIND) is NodeKind.SECTION:
            return True
        depth = str(index.data(Role.KEY)).count("/")
        arrow = chevron_rect(self.visualRect(index), depth, self.layoutDirection())
        return self._model.rowCount(index) > 0 and arrow.contains(position)

    def _restore(self) -> None:
        """Open what was open, for Qt has closed all rows."""
        self._is_restoring = True
        sections = [self._model.index(row, 0) for row in range(self._model.rowCount())]
        for index in sections:
            self.setExpanded(index, (NodeKind.SECTION, index.data(Role.KEY)) not in self._folded)
        for tag in self._opened:
            if (index := self._model.index_of(NodeKind.TAG, tag)).isValid():
                self.setExpanded(index, True)  # noqa: FBT003 - Qt's signature
        self._is_restoring = False
        self._select_chosen()

    def _on_rows_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        self._is_restoring = True
        for row in range(first, last + 1):
            index = self._model.index(row, 0, parent)
            kind, key = index.data(Role.KIND), index.data(Role.KEY)
            is_open = key in self._opened if kind is NodeKind.TAG else (kind, key) not in self._folded
            self.setExpanded(index, is_open)
        self._is_restoring = False
        if not self.currentIndex().isValid():
            self._select_chosen()

    def _select_chosen(self) -> None:
        self._is_restoring = True
        index = self._model.index_of(*self._chosen)
        if index.isValid():
            self.setCurrentIndex(index)
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        self._is_restoring = False

    def _on_activated(self, index: QModelIndex) -> None:
        if index.data(Role.KIND) is NodeKind.HIGHLIGHTS:
            self.highlights_asked.emit()
            self._select_chosen()  # the list shows what it showed

    def _on_folded(self, index: QModelIndex, *, is_open: bool) -> None:
        if self._is_restoring:
            return
        kind, key = index.data(Role.KIND), index.data(Role.KEY)
        if kind is NodeKind.TAG:
            (self._opened.add if is_open else self._opened.discard)(key)
        else:
            (self._folded.discard if is_open else self._folded.add)((kind, key))

    def _on_articles_dropped(self, ids: tuple[int, ...], kind: NodeKind, key: str) -> None:
        if kind is NodeKind.TAG:
            operations.change_tags(self._workspace, ids, add=(key,))
        elif key == Shelf.TRASH:
            operations.trash(self._workspace, ids)
        elif key == Shelf.FAVOURITES:
            operations.set_favourite(self._workspace, ids, value=True)
        else:
            operations.set_read(self._workspace, ids, value=key == Shelf.READ)

    def _on_menu_requested(self, position: QPoint) -> None:
        index = self.indexAt(position)
        kind, key = index.data(Role.KIND), index.data(Role.KEY)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if kind is NodeKind.SECTION:
            if key != TAGS_SECTION:
                return
            self._add(menu, "tag", self.tr("Tags…"), self.tags_asked.emit)
        elif kind is NodeKind.HIGHLIGHTS:
            self._add(menu, "highlighter-circle", self.tr("Show highlights"), self.highlights_asked.emit)
        elif kind is NodeKind.SHELF:
            if key != Shelf.TRASH:
                return
            self._add(menu, "trash", self.tr("Empty Trash…"), self.emptying_asked.emit)
        elif kind is None:
            return
        else:
            query = query_for(kind, key)
            self._add(menu, "magnifying-glass", self.tr("Show articles"), lambda: self.query_chosen.emit(query))
            if kind in {NodeKind.SEARCH, NodeKind.TAG}:
                rename = self._add(menu, "pencil-simple", self.tr("Rename…"), lambda: self.edit(index))
                rename.setShortcut("F2")
            self._add(menu, "funnel", self.tr("New rule…"), lambda: self.rule_asked.emit(query))
            if kind is NodeKind.SEARCH:
                self._add_search_actions(menu, index)
            elif kind is NodeKind.TAG:
                self._add_tag_actions(menu, key)
        menu.popup(self.viewport().mapToGlobal(position))

    def _add(self, menu: QMenu, icon_name: str, text: str, then: Callable[[], object]) -> QAction:
        action = menu.addAction(icon(icon_name), text)
        action.triggered.connect(lambda _checked=False: then())
        return action

    def _add_tag_actions(self, menu: QMenu, tag: str) -> None:
        now = self._model.colours.get(tag.casefold())
        colours = menu.addMenu(icon("palette"), self.tr("Colour"))
        add_colours(colours, now, lambda colour: operations.colour_tag(self._workspace, tag, colour))
        menu.addSeparator()
        if "/" in tag:
            leaf = tag.rpartition("/")[2]
            move = partial(operations.rename_tag, self._workspace, tag, leaf)
            self._add(menu, "arrow-line-up", self.tr("Move to top level"), move)
        self._add(menu, "trash", self.tr("Delete tag"), lambda: operations.remove_tags(self._workspace, [tag]))

    def _add_search_actions(self, menu: QMenu, index: QModelIndex) -> None:
        workspace, id = self._workspace, index.data(Role.ID)
        ids = [one.id for one in self._model.searches]
        place = ids.index(id)
        for text, name, other in (
            (self.tr("Move up"), "arrow-up", place - 1),
            (self.tr("Move down"), "arrow-down", place + 1),
        ):
            moved = ids.copy()
            moved.insert(other, moved.pop(place))
            action = menu.addAction(icon(name), text)
            action.setEnabled(0 <= other < len(ids))
            action.triggered.connect(
                lambda _checked=False, moved=moved: operations.arrange_saved_searches(workspace, moved)
            )
        menu.addSeparator()
        delete = menu.addAction(icon("trash"), self.tr("Delete"))
        delete.triggered.connect(lambda: operations.delete_saved_search(workspace, id))


def _is_ours(mime: QMimeData) -> bool:
    return mime.hasFormat(MIME_IDS) or mime.hasFormat(MIME_TAG)


def query_for(kind: NodeKind, key: str) -> str:
    """The query text of a row: a saved search's own, that for a tag or a site quoted only where it must be."""
    if kind is NodeKind.SEARCH:
        return key
    field = "tag" if kind is NodeKind.TAG else "site"
    is_plain = all(character.isalnum() or character in "-_./" for character in key)
    return f"{field}:{key}" if is_plain else f'{field}:"{key}"'
