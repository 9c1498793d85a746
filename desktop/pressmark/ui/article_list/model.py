"""The rows of the list: ids in order, with articles and snippets fetched a page at a time as they come into sight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from pressmark.archive.values import Article, Group, Hits, Listing, Snippet
from pressmark.ui.article_list.heading import Heading
from pressmark.ui.article_list.wording import heading_text, spoken, tr, way_text
from pressmark.ui.figures import grouped
from pressmark.ui.operations import links_as_mime, report

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace

PAGE = 7  # rows fetched at once: one screen, for each of them a passage is looked for at every key
KEPT_PAGES = 300
MIME_IDS = "application/x-pressmark-articles"  # ids in decimal, separated by commas

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What the delegate asks for beside the display text."""

    ARTICLE = Qt.ItemDataRole.UserRole + 1
    SNIPPET = Qt.ItemDataRole.UserRole + 2
    ID = Qt.ItemDataRole.UserRole + 3
    TITLE_MARKS = Qt.ItemDataRole.UserRole + 4
    HEADING = Qt.ItemDataRole.UserRole + 5  # of the group that begins with the row; None elsewhere


@dataclass(frozen=True, slots=True)
class Row:
    """One article with its snippet, if the listing has words to mark, and their places in its title."""

    article: Article
    snippet: Snippet | None
    title_marks: tuple[tuple[int, int], ...] = ()


class ArticleListModel(QAbstractListModel):
    """A listing as rows; 100,000 of them cost no more than their ids.

    Signals:
        arrived: rows were fetched and can be shown.
    """

    arrived = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._listing = Listing("", Hits(), 0)
        self._groups: dict[int, Group] = {}  # by their first row
        self._rows: dict[int, Row] = {}  # by article id
        self._pages: dict[int, None] = {}  # fetched, in the order they were last wanted
        self._asked: set[int] = set()
        self._generation = 0

    @property
    def listing(self) -> Listing:
        """The listing that shows."""
        return self._listing

    @property
    def ids(self) -> array[int]:
        """The ids of all rows, in order; not to be changed."""
        return self._listing.hits.ids

    def set_listing(self, listing: Listing, rows: Sequence[Row] = ()) -> None:
        """Show another listing; articles that are known already are kept, snippets are not.

        Args:
            listing: the new one.
            rows: its first page, where it is at hand already.
        """
        same_ids = listing.hits.ids == self.ids
        same_words = listing.words == self._listing.words
        self._groups = {group.first: group for group in listing.groups}
        if same_ids:
            self._listing = listing
            if not same_words:
                self.refresh()
            if rows:
                self._receive(0, self._generation, rows)
            return
        self._generation += 1
        self._asked.clear()
        self.beginResetModel()
        self._listing = listing
        kept = self._rows if len(self._rows) <= PAGE * KEPT_PAGES else {}
        self._rows = kept if same_words else {id: Row(row.article, None) for id, row in kept.items()}
        self._rows.update((row.article.id, row) for row in rows)
        self._pages = {0: None} if rows else {}
        self.endResetModel()
        if rows:
            self.arrived.emit()

    def refresh(self, ids: frozenset[int] | None = None) -> None:
        """Fetch articles that changed again, as far as they were fetched; None means all."""
        for page in self._asked | set(self._pages):
            if ids is not None and ids.isdisjoint(self._ids_of(page)):
                continue
            self._pages.pop(page, None)
            self._asked.discard(page)  # what is on its way may be older than the change
            self._fetch(page)

    def row_of(self, id: int) -> int | None:
        """The row an article shows in."""
        found = np.flatnonzero(np.asarray(self.ids, np.int64) == id)
        return int(found[0]) if found.size else None

    def rows_of(self, ids: array[int]) -> NDArray[np.intp]:
        """The rows that articles show in, ascending; those that show in none are left out."""
        return np.flatnonzero(np.isin(np.asarray(self.ids, np.int64), np.asarray(ids, np.int64)))

    def index_of(self, id: int | None) -> QModelIndex:
        """The index an article shows at; invalid where it is not in the listing."""
        row = None if id is None else self.row_of(id)
        return self.index(row, 0) if row is not None else QModelIndex()

    def article_at(self, index: Index) -> Article | None:
        """The article of a row, or None while it is being fetched."""
        row = self._row(index)
        return row.article if row else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.ids):
            return None
        if role == Role.ID:
            return self.ids[index.row()]
        if role == Role.HEADING:
            return self._heading(index.row())
        if role not in {
            Role.ARTICLE,
            Role.SNIPPET,
            Role.TITLE_MARKS,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        }:
            return None
        row = self._row(index)
        page = index.row() // PAGE
        if page not in self._pages:
            self._fetch(page)
        if row is None:
            return None
        if role == Role.ARTICLE:
            return row.article
        if role == Role.TITLE_MARKS:
            return row.title_marks
        if role == Qt.ItemDataRole.ToolTipRole:
            return way_text(row.article) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = spoken(row.article, date.today())  # noqa: DTZ011  # the user's own day is the point
            heading = self._heading(index.row())
            return f"{heading.name}, {heading.count}: {said}" if heading else said
        return row.snippet if role == Role.SNIPPET else row.article.title

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ARG002 - Qt's signature
        """What is heard of the one column; rows have no numbers that would mean anything."""
        is_heard = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return tr("Articles") if is_heard else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def mimeTypes(self) -> list[str]:
        return [MIME_IDS, "text/uri-list", "text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        mime = links_as_mime([article for index in indexes if (article := self.article_at(index))])
        mime.setData(MIME_IDS, ",".join(str(self.ids[index.row()]) for index in indexes).encode("ascii"))
        return mime

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction | Qt.DropAction.LinkAction

    def _heading(self, row: int) -> Heading | None:
        group = self._groups.get(row)
        if group is None:
            return None
        return Heading(heading_text(group.name, date.today()), grouped(group.count))  # noqa: DTZ011  # likewise

    def _row(self, index: Index) -> Row | None:
        if not index.isValid() or index.row() >= len(self.ids):
            return None
        return self._rows.get(self.ids[index.row()])

    def _ids_of(self, page: int) -> array[int]:
        return self.ids[page * PAGE : (page + 1) * PAGE]

    def _fetch(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        ids = self._ids_of(page)
        listing, generation, archive = self._listing, self._generation, self._workspace.archive

        def failed(error: Exception) -> None:  # the rows stay blank and are asked for when they show again
            self._asked.discard(page)
            report(self._workspace, error)

        self._workspace.tasks.read(
            lambda: rows_of(archive, listing, ids),
            lambda rows: self._receive(page, generation, rows),
            failed,
            owner=self,
            slot=f"article rows {page}",
        )

    def _receive(self, page: int, generation: int, rows: Sequence[Row]) -> None:
        if generation != self._generation:
            return
        self._asked.discard(page)
        self._pages.pop(page, None)
        self._pages[page] = None
        self._rows.update({row.article.id: row for row in rows})
        while len(self._pages) > KEPT_PAGES:
            oldest = next(iter(self._pages))
            del self._pages[oldest]
            for id in self._ids_of(oldest):
                self._rows.pop(id, None)
        first, last = page * PAGE, min((page + 1) * PAGE, len(self.ids)) - 1
        self.dataChanged.emit(self.index(first), self.index(last))
        self.arrived.emit()


def rows_of(archive: Archive, listing: Listing, ids: Sequence[int]) -> list[Row]:
    """Read some articles of a listing with what it marks in them. Not for the GUI thread."""
    articles = archive.articles(ids)
    if not listing.words:
        return [Row(article, None) for article in articles]
    snippets, marks = archive.snippets(listing, ids), archive.title_marks(listing, articles)
    return [Row(article, snippets.get(article.id), marks[article.id]) for article in articles]


def ids_in(mime: QMimeData) -> tuple[int, ...]:
    """The articles that were dragged out of the list; empty where something else is dragged."""
    text = bytes(mime.data(MIME_IDS).data()).decode("ascii", "replace")
    return tuple(int(part) for part in text.split(",") if part.isdecimal())
