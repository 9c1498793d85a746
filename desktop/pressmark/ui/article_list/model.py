"""The rows of the list: ids in order, with articles and snippets fetched a page at a time as they come into sight."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from pressmark.archive.values import Article, Listing, Snippet
from pressmark.ui.operations import links_as_mime, report

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pressmark.ui.workspace import Workspace

PAGE = 50  # rows fetched at once: about two screens
KEPT_PAGES = 40
MIME_IDS = "application/x-pressmark-articles"  # ids in decimal, separated by commas

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What the delegate asks for beside the display text."""

    ARTICLE = Qt.ItemDataRole.UserRole + 1
    SNIPPET = Qt.ItemDataRole.UserRole + 2
    ID = Qt.ItemDataRole.UserRole + 3


@dataclass(frozen=True, slots=True)
class Row:
    """One article with its snippet, if the listing has words to mark."""

    article: Article
    snippet: Snippet | None


class ArticleListModel(QAbstractListModel):
    """A listing as rows; 100,000 of them cost no more than their ids.

    Signals:
        arrived: rows were fetched and can be shown.
    """

    arrived = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._listing = Listing("", (), 0)
        self._ids: list[int] = []
        self._row_of: dict[int, int] = {}
        self._rows: dict[int, Row] = {}  # by article id
        self._pages: dict[int, None] = {}  # fetched, in the order they were last wanted
        self._asked: set[int] = set()
        self._generation = 0

    @property
    def listing(self) -> Listing:
        """The listing that shows."""
        return self._listing

    @property
    def ids(self) -> Sequence[int]:
        """The ids of all rows, in order."""
        return self._ids

    def set_listing(self, listing: Listing) -> None:
        """Show another listing; articles that are known already are kept, snippets are not."""
        same_ids = len(listing.hits) == len(self._ids) and all(
            hit.id == id for hit, id in zip(listing.hits, self._ids, strict=True)
        )
        same_words = listing.words == self._listing.words
        self._listing = listing
        if same_ids and same_words:
            return
        if same_ids:
            self.refresh()
            return
        self._generation += 1
        self._asked.clear()
        self.beginResetModel()
        self._ids = [hit.id for hit in listing.hits]
        self._row_of = {id: row for row, id in enumerate(self._ids)}
        kept = self._rows if len(self._rows) <= PAGE * KEPT_PAGES else {}
        self._rows = {
            id: row if same_words else Row(row.article, None) for id, row in kept.items() if id in self._row_of
        }
        self._pages.clear()
        self.endResetModel()

    def refresh(self, ids: Collection[int] | None = None) -> None:
        """Fetch articles that changed again; None means all."""
        known = self._asked | set(self._pages)
        if ids is not None:
            known &= {self._row_of[id] // PAGE for id in ids if id in self._row_of}
        for page in known:
            self._pages.pop(page, None)
            self._asked.discard(page)  # what is on its way may be older than the change
            self._fetch(page)

    def row_of(self, id: int) -> int | None:
        """The row an article shows in."""
        return self._row_of.get(id)

    def index_of(self, id: int | None) -> QModelIndex:
        """The index an article shows at; invalid where it is not in the listing."""
        row = None if id is None else self._row_of.get(id)
        return self.index(row, 0) if row is not None else QModelIndex()

    def article_at(self, index: Index) -> Article | None:
        """The article of a row, or None while it is being fetched."""
        row = self._row(index)
        return row.article if row else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == Role.ID:
            return self._ids[index.row()]
        if role not in {Role.ARTICLE, Role.SNIPPET, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        row = self._row(index)
        page = index.row() // PAGE
        if page not in self._pages:
            self._fetch(page)
        if row is None:
            return None
        if role == Role.ARTICLE:
            return row.article
        return row.snippet if role == Role.SNIPPET else row.article.title

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
        mime.setData(MIME_IDS, ",".join(str(self._ids[index.row()]) for index in indexes).encode("ascii"))
        return mime

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction | Qt.DropAction.LinkAction

    def _row(self, index: Index) -> Row | None:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        return self._rows.get(self._ids[index.row()])

    def _fetch(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        ids = self._ids[page * PAGE : (page + 1) * PAGE]
        listing, generation, archive = self._listing, self._generation, self._workspace.archive

        def work() -> list[Row]:
            snippets = archive.snippets(listing, ids) if listing.words else {}
            return [Row(article, snippets.get(article.id)) for article in archive.articles(ids)]

        def failed(error: Exception) -> None:  # the rows stay blank and are asked for when they show again
            self._asked.discard(page)
            report(self._workspace, error)

        self._workspace.tasks.read(
            work, lambda rows: self._receive(page, generation, rows), failed, owner=self, slot=f"article rows {page}"
        )

    def _receive(self, page: int, generation: int, rows: list[Row]) -> None:
        if generation != self._generation:
            return
        self._asked.discard(page)
        self._pages.pop(page, None)
        self._pages[page] = None
        self._rows.update({row.article.id: row for row in rows})
        while len(self._pages) > KEPT_PAGES:
            oldest = next(iter(self._pages))
            del self._pages[oldest]
            for id in self._ids[oldest * PAGE : (oldest + 1) * PAGE]:
                self._rows.pop(id, None)
        first, last = page * PAGE, min((page + 1) * PAGE, len(self._ids)) - 1
        self.dataChanged.emit(self.index(first), self.index(last))
        self.arrived.emit()


def ids_in(mime: QMimeData) -> tuple[int, ...]:
    """The articles that were dragged out of the list; empty where something else is dragged."""
    text = bytes(mime.data(MIME_IDS).data()).decode("ascii", "replace")
    return tuple(int(part) for part in text.split(",") if part.isdecimal())
