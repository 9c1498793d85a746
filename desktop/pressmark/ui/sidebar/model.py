"""The sidebar's rows for Qt: names that can be edited in place, and rows that take dropped articles."""

from __future__ import annotations

import html
from enum import IntEnum
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from pressmark.archive.values import Counts, SavedSearch, Shelf, TagColour
from pressmark.ui.article_list.model import MIME_IDS, ids_in
from pressmark.ui.figures import grouped
from pressmark.ui.sidebar.nodes import HIGHLIGHTS, Node, NodeKind, TagRows, build, shape, tag_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Index = QModelIndex | QPersistentModelIndex
_TAKES_ARTICLES = {Shelf.INBOX.value, Shelf.FAVOURITES.value, Shelf.READ.value, Shelf.TRASH.value}


MIME_TAG = "application/x-pressmark-tag"  # the whole tag, in UTF-8
TAGS_SECTION = "tags"
MOST_FOLLOWED = 40  # rows of one level that come and go without all being made anew
_RENAMED = {NodeKind.SEARCH, NodeKind.TAG}
_ASKS_NOTHING = {NodeKind.SECTION, NodeKind.HIGHLIGHTS}  # rows that the list has nothing to show for


class Role(IntEnum):
    """What the delegate asks for beside the name."""

    KIND = Qt.ItemDataRole.UserRole + 1
    KEY = Qt.ItemDataRole.UserRole + 2
    COUNT = Qt.ItemDataRole.UserRole + 3
    ID = Qt.ItemDataRole.UserRole + 4
    COLOUR = Qt.ItemDataRole.UserRole + 5


class _Item:
    """A node that knows where it is. Indexes carry its number, never a pointer: a stale one finds nothing.

    Where rows come or go, the view asks for every row that shows, of which there may be thousands; so what it asks for
    lies ready.
    """

    __slots__ = ("children", "flags", "node", "number", "parent", "row")

    def __init__(self, node: Node, row: int, parent: _Item | None, numbers: Iterator[int]) -> None:
        self.node = node
        self.row = row
        self.parent = parent
        self.number = next(numbers)
        self.children = [_Item(child, below, self, numbers) for below, child in enumerate(node.children)]
        self.settle()

    def settle(self) -> None:
        """Work out what can be done to the row, anew where its children came or went."""
        self.flags = _flags(self.node.kind, self.node.key, is_leaf=not self.children)

    def walk(self) -> Iterator[_Item]:
        yield self
        for child in self.children:
            yield from child.walk()


class SidebarModel(QAbstractItemModel):
    """Sections with shelves, saved searches, tags and sites.

    Signals:
        search_renamed: (id, new) the user gave a saved search another name.
        tag_renamed: (old, new) the user gave a tag another name; both are whole paths.
        articles_dropped: (ids, kind, key) articles were dropped on a row.
    """

    search_renamed = Signal(int, str)
    tag_renamed = Signal(str, str)
    articles_dropped = Signal(tuple, object, str)

    def __init__(self, shelf_name: Callable[[Shelf], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf_name = shelf_name
        self._counts = Counts()
        self._searches: tuple[SavedSearch, ...] = ()
        self._colours: dict[str, TagColour] = {}
        self._items: list[_Item] = []
        self._by_number: dict[int, _Item] = {}
        self._by_key: dict[tuple[NodeKind, str], _Item] | None = None  # made when a row is looked for
        self._numbers = count(1)
        self._tags = TagRows()
        self._nodes: tuple[Node, ...] = ()
        self._form: tuple[object, ...] = ()
        self.set_counts(Counts())

    @property
    def counts(self) -> Counts:
        """The numbers that show."""
        return self._counts

    @property
    def searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches that show."""
        return self._searches

    def set_counts(self, counts: Counts, tags: TagRows | None = None) -> None:
        """Show other numbers; rows are made anew only where there are others.

        Args:
            counts: the numbers.
            tags: what `tag_rows` makes of them, if it was made elsewhere already.
        """
        self._counts, self._tags = counts, tag_rows(counts.tags) if tags is None else tags
        self._show()

    def set_searches(self, searches: tuple[SavedSearch, ...]) -> None:
        """Show other saved searches, likewise."""
        self._searches = searches
        self._show()

    @property
    def colours(self) -> dict[str, TagColour]:
        """The colours of tags, by their names in lower case."""
        return self._colours

    def set_colours(self, colours: dict[str, TagColour]) -> None:
        """Show tags in other colours."""
        if colours != self._colours:
            self._colours = colours
            self._repaint(self._items)

    def _show(self) -> None:
        nodes = build(self._counts, self._tags.nodes, self._searches, self._shelf_name, self._section_name)
        if nodes == self._nodes:
            return
        form = (shape(tuple(node for node in nodes if not _is_top_of_tags(node))), self._tags.shape)
        is_same, self._form = form == self._form, form
        if is_same:
            self._nodes = nodes
            self._renumber(self._items, nodes)
            return
        if self._items and self._follow(self._items, nodes, None):
            self._nodes = nodes
            return
        self.beginResetModel()
        self._nodes, self._by_key = nodes, None
        self._items = [_Item(node, row, None, self._numbers) for row, node in enumerate(nodes)]
        self._by_number = {item.number: item for top in self._items for item in top.walk()}
        self.endResetModel()

    def index_of(self, kind: NodeKind, key: str) -> QModelIndex:
        """Where a row is; invalid where there is none."""
        if self._by_key is None:
            self._by_key = {}
            for item in (below for top in self._items for below in top.walk()):
                self._by_key.setdefault((item.node.kind, item.node.key), item)
        found = self._by_key.get((kind, key))
        return QModelIndex() if found is None else self.createIndex(found.row, 0, found.number)

    def walk(self, parent: Index = QModelIndex()) -> Iterator[QModelIndex]:  # noqa: B008 - an invalid index is the root
        """All rows, parents before children."""
        for row in range(self.rowCount(parent)):
            index = self.index(row, 0, parent)
            yield index
            yield from self.walk(index)

    # -- reading -----------------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's signature
        item = self._by_number.get(parent.internalId())  # 0 for the root, which is no item's number
        children = self._items if item is None else item.children
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row].number)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override] # QObject.parent() shares the name
        item = self._item(index)
        if item is None or item.parent is None:
            return QModelIndex()
        return self.createIndex(item.parent.row, 0, item.parent.number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(self._children(parent)) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008 - Qt's signature
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self._item(index)
        if item is None:
            return None
        node = item.node
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return node.name
            case Qt.ItemDataRole.EditRole:
                return node.key if node.kind is NodeKind.TAG else node.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{node.name}, {grouped(node.count)}" if node.count else node.name
            case Role.KIND:
                return node.kind
            case Role.KEY:
                return node.key
            case Role.COUNT:
                return node.count
            case Role.ID:
                return node.id
            case Role.COLOUR if node.kind is NodeKind.TAG:
                return self._colours.get(node.key.casefold())
            case Qt.ItemDataRole.ToolTipRole if node.kind is NodeKind.SEARCH and node.key != node.name:
                return f"<qt>{html.escape(node.key)}</qt>"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ARG002 - Qt's signature
        """What is heard of the one column, whose head is hidden."""
        is_heard = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._section_name("library") if is_heard else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        item = self._by_number.get(index.internalId())
        return Qt.ItemFlag.NoItemFlags if item is None else item.flags

    # -- editing and dropping ----------------------------------------------------------------------------------------

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        item = self._item(index)
        if role != Qt.ItemDataRole.EditRole or item is None or item.node.kind not in _RENAMED:
            return False
        node, name = item.node, str(value).strip()
        if node.kind is NodeKind.SEARCH:
            if name and name != node.name:
                self.search_renamed.emit(node.id, name)
            return bool(name)
        if (tag := name.strip("/")) and tag != node.key:
            self.tag_renamed.emit(node.key, tag)
        return bool(tag)

    def mimeTypes(self) -> list[str]:
        return [MIME_IDS, MIME_TAG]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        mime = QMimeData()
        if indexes and indexes[0].data(Role.KIND) is NodeKind.TAG:
            mime.setData(MIME_TAG, str(indexes[0].data(Role.KEY)).encode())
        return mime

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.LinkAction

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction | Qt.DropAction.LinkAction

    def canDropMimeData(
        self,
        data: QMimeData,
        action: Qt.DropAction,  # noqa: ARG002 - Qt's signature
        row: int,
        column: int,  # noqa: ARG002 - likewise
        parent: Index,
    ) -> bool:
        item = self._item(parent)
        if item is None or row >= 0 or not self.flags(parent) & Qt.ItemFlag.ItemIsDropEnabled:
            return False
        if data.hasFormat(MIME_TAG):
            return bool(self._moved(data, item.node))
        return item.node.kind is not NodeKind.SECTION and data.hasFormat(MIME_IDS)

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        item = self._item(parent)
        if item is None or not self.canDropMimeData(data, action, row, column, parent):
            return False
        if data.hasFormat(MIME_TAG):
            self.tag_renamed.emit(_tag_in(data), self._moved(data, item.node))
        else:
            self.articles_dropped.emit(ids_in(data), item.node.kind, item.node.key)
        return True

    def _moved(self, data: QMimeData, target: Node) -> str:
        """What a dragged tag would be called below a row; empty where it cannot go there or is there already."""
        tag = _tag_in(data)
        parent, _, leaf = tag.rpartition("/")
        if target.kind is NodeKind.TAG and target.key != parent and not f"{target.key}/".startswith(f"{tag}/"):
            return f"{target.key}/{leaf}"
        return leaf if _is_top_of_tags(target) and parent else ""

    def _section_name(self, key: str) -> str:
        return {
            "library": self.tr("Library"),
            HIGHLIGHTS: self.tr("Highlights"),
            "searches": self.tr("Saved searches"),
            "tags": self.tr("Tags"),
            "sites": self.tr("Sites"),
        }[key]

    def _item(self, index: Index) -> _Item | None:
        return self._by_number.get(index.internalId()) if index.isValid() else None

    def _children(self, parent: Index) -> list[_Item]:
        item = self._item(parent)
        return item.children if item is not None else self._items

    def _follow(self, items: list[_Item], nodes: Sequence[Node], parent: _Item | None) -> bool:
        """Put rows in and take rows out where only few differ, for making thousands anew would hold the window up.

        Returns:
            False where too many differ, or others than before come first. What was done by then is right.
        """
        same = _length_of_same(items, nodes)
        same_at_end = _length_of_same(items[same:][::-1], nodes[same:][::-1])
        have = [_row_of(item.node) for item in items[same : len(items) - same_at_end]]
        wanted = [_row_of(node) for node in nodes[same : len(nodes) - same_at_end]]
        if have or wanted:
            both = set(have) & set(wanted)
            if [one for one in have if one in both] != [one for one in wanted if one in both]:
                return False
            if len(have) + len(wanted) - 2 * len(both) > MOST_FOLLOWED:
                return False
            index = QModelIndex() if parent is None else self.createIndex(parent.row, 0, parent.number)
            for row in reversed([row for row, one in enumerate(have, same) if one not in both]):
                self.beginRemoveRows(index, row, row)
                for gone in items[row].walk():
                    del self._by_number[gone.number]
                del items[row]
                _number(items, parent)
                self._by_key = None
                self.endRemoveRows()
            for row in [row for row, one in enumerate(wanted, same) if one not in both]:
                self.beginInsertRows(index, row, row)
                new = _Item(nodes[row], row, parent, self._numbers)
                items.insert(row, new)
                self._by_number |= {item.number: item for item in new.walk()}
                _number(items, parent)
                self._by_key = None
                self.endInsertRows()
        for item, node in zip(items, nodes, strict=True):
            if item.node != node:
                if not self._follow(item.children, node.children, item):
                    return False
                item.node = node
                place = self.createIndex(item.row, 0, item.number)
                self.dataChanged.emit(place, place)
        return True

    def _renumber(self, items: Sequence[_Item], nodes: Sequence[Node]) -> None:
        """Take other numbers over; only what differs is looked at closely and told of, for tags may be thousands."""
        changed = [row for row, (item, node) in enumerate(zip(items, nodes, strict=True)) if item.node != node]
        for row in changed:
            items[row].node = nodes[row]
            self._renumber(items[row].children, nodes[row].children)
        if changed:
            first, last = items[changed[0]], items[changed[-1]]
            self.dataChanged.emit(
                self.createIndex(first.row, 0, first.number), self.createIndex(last.row, 0, last.number)
            )

    def _repaint(self, items: Sequence[_Item]) -> None:
        for item in items:
            if item.children:
                first, last = item.children[0], item.children[-1]
                self.dataChanged.emit(
                    self.createIndex(first.row, 0, first.number), self.createIndex(last.row, 0, last.number)
                )
                self._repaint(item.children)


@cache
def _combined(kind: NodeKind, *, takes_drops: bool, is_leaf: bool) -> Qt.ItemFlag:
    flags = Qt.ItemFlag.ItemIsEnabled
    if kind not in _ASKS_NOTHING:
        flags |= Qt.ItemFlag.ItemIsSelectable
    if kind in _RENAMED:
        flags |= Qt.ItemFlag.ItemIsEditable
    if kind is NodeKind.TAG:
        flags |= Qt.ItemFlag.ItemIsDragEnabled
    if is_leaf:
        flags |= Qt.ItemFlag.ItemNeverHasChildren  # for now; it spares the view a question
    return flags | Qt.ItemFlag.ItemIsDropEnabled if takes_drops else flags


_TAG = _combined(NodeKind.TAG, takes_drops=True, is_leaf=False)
_LEAF_TAG = _combined(NodeKind.TAG, takes_drops=True, is_leaf=True)


def _flags(kind: NodeKind, key: str, *, is_leaf: bool) -> Qt.ItemFlag:
    """What can be done to a row."""
    if kind is NodeKind.TAG:
        return _LEAF_TAG if is_leaf else _TAG
    takes_drops = key in _TAKES_ARTICLES if kind is NodeKind.SHELF else (kind, key) == (NodeKind.SECTION, TAGS_SECTION)
    return _combined(kind, takes_drops=takes_drops, is_leaf=is_leaf)


def _row_of(node: Node) -> tuple[object, ...]:
    """What makes a row the same row with other numbers."""
    return node.kind, node.key, node.name, node.id


def _length_of_same(items: Sequence[_Item], nodes: Sequence[Node]) -> int:
    """How many rows from the first on are the same, perhaps with other numbers."""
    length = 0
    for item, new in zip(items, nodes, strict=False):
        old = item.node
        if old.key != new.key or old.kind is not new.kind or old.name != new.name or old.id != new.id:
            break
        length += 1
    return length


def _number(items: Sequence[_Item], parent: _Item | None) -> None:
    """Tell the rows below one where they are by now, and the one whether there are any."""
    for row, item in enumerate(items):
        item.row = row
    if parent is not None:
        parent.settle()


def _tag_in(mime: QMimeData) -> str:
    return bytes(mime.data(MIME_TAG).data()).decode("utf-8", "replace")


def _is_top_of_tags(node: Node) -> bool:
    return node.kind is NodeKind.SECTION and node.key == TAGS_SECTION
