"""All tags as rows of a table: name and number of articles, to be sorted, filtered and renamed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)

from pressmark.ui.figures import grouped
from pressmark.ui.icons import icon
from pressmark.ui.tag_colours import dot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pressmark.archive.values import TagColour

Index = QModelIndex | QPersistentModelIndex
NAME, NUMBER = 0, 1


class TagTable(QAbstractTableModel):
    """The tags of an archive.

    Signals:
        renamed: (old, new) the user gave a tag another name.
    """

    renamed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tags: tuple[tuple[str, int], ...] = ()
        self._colours: Mapping[str, TagColour] = {}

    def show_tags(self, tags: Sequence[tuple[str, int]], colours: Mapping[str, TagColour]) -> None:
        """Show these tags; rows are made anew only where there are others."""
        is_same = [name for name, _ in tags] == [name for name, _ in self._tags]
        if not is_same:
            self.beginResetModel()
        self._tags, self._colours = tuple(tags), colours
        if not is_same:
            self.endResetModel()
        elif self._tags:
            self.dataChanged.emit(self.index(0, NAME), self.index(len(self._tags) - 1, NUMBER))

    def tag_at(self, row: int) -> str:
        """The tag of a row."""
        return self._tags[row][0]

    def number_at(self, row: int) -> int:
        """How many articles the tag of a row has."""
        return self._tags[row][1]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._tags)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and section == NUMBER:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("Tag"), self.tr("Articles"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        name, number = self._tags[index.row()]
        is_name = index.column() == NAME
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return name if is_name else grouped(number)
        if role == Qt.ItemDataRole.DecorationRole and is_name:
            colour = self._colours.get(name.casefold())
            return icon("hash", "muted", selected_role="muted") if colour is None else dot(colour)
        if role == Qt.ItemDataRole.TextAlignmentRole and not is_name:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == NAME and index.isValid() else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        name = str(value).strip().strip("/")
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or index.column() != NAME or not name:
            return False
        if name != self.tag_at(index.row()):
            self.renamed.emit(self.tag_at(index.row()), name)  # the row changes when the archive has
        return True


class TagFilter(QSortFilterProxyModel):
    """Those tags that hold what was typed, and if asked only rare ones; sorted by name or number."""

    def __init__(self, table: TagTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._text = ""
        self._is_rare = False
        self.setSourceModel(table)

    def narrow(self, text: str, *, is_rare: bool) -> None:
        """Show only tags that hold a text, or are on one article only."""
        self.beginFilterChange()
        self._text, self._is_rare = text.strip().casefold(), is_rare
        self.endFilterChange(self.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: ARG002 - Qt's signature
        is_fitting = self._text in self._table.tag_at(source_row).casefold()
        return is_fitting and (not self._is_rare or self._table.number_at(source_row) <= 1)

    def lessThan(self, left: Index, right: Index) -> bool:
        table = self._table
        one, other = table.tag_at(left.row()).casefold(), table.tag_at(right.row()).casefold()
        if left.column() == NUMBER:
            return (table.number_at(left.row()), other) < (table.number_at(right.row()), one)
        return one < other
