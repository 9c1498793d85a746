"""The middle of the window: what is shown and how many, the rows, or why there are none."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from pressmark.archive.index.query import narrowed
from pressmark.archive.values import Listing, Shelf
from pressmark.ui import theme
from pressmark.ui.article_list.afterthoughts import Afterthoughts
from pressmark.ui.article_list.empty import EmptyState
from pressmark.ui.article_list.facet_bar import FacetBar
from pressmark.ui.article_list.model import ArticleListModel
from pressmark.ui.article_list.shelf_bar import ShelfBar
from pressmark.ui.article_list.view import ArticleListView
from pressmark.ui.elided_label import ElidedLabel
from pressmark.ui.figures import grouped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressmark.archive.values import Changed, Explanation, Facets
    from pressmark.ui.article_list.finder import Answer, Finder, Scope
    from pressmark.ui.workspace import Workspace

U = theme.UNIT


class ArticleListPane(QWidget):
    """The list with its heading and its empty state.

    Signals:
        listed: (Listing) the rows show another answer.
    """

    listed = Signal(Listing)

    def __init__(self, workspace: Workspace, finder: Finder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finder = finder
        self.model = ArticleListModel(workspace, self)
        self.view = ArticleListView(self.model, workspace)
        self.afterthoughts = Afterthoughts(workspace, self)
        self._facets = FacetBar()
        self._facets.chosen.connect(self._on_facet_chosen)
        self.bar = ShelfBar()
        self._empty = EmptyState()
        self._empty.query_taken.connect(finder.set_query)
        self._empty.search_everywhere_asked.connect(lambda: finder.search_everywhere(finder.scope.query))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self._heading = ElidedLabel()
        font = theme.smaller(self._heading.font(), -3)
        font.setBold(True)
        self._heading.setFont(font)
        self._count = QLabel()
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        head = QHBoxLayout()
        head.setContentsMargins(5 * U, 3 * U, 5 * U, 2 * U)
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self._facets)
        column.addWidget(self._stack, 1)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        finder.found.connect(self._on_found)
        finder.refused.connect(self._on_refused)
        finder.scope_changed.connect(self._on_scope_changed)
        self.afterthoughts.made_up.connect(self._on_made_up)
        self.afterthoughts.explained.connect(self._on_explained)
        self._on_scope_changed(finder.scope)

    def apply(self, changed: Changed) -> None:
        """Take up a change of the archive."""
        self.model.refresh(changed.ids)
        if changed.membership or ((changed.content or changed.index) and self._finder.scope.is_search):
            self._finder.refresh()

    def shelf_name(self, shelf: Shelf) -> str:
        """A shelf's name for people."""
        return {
            Shelf.INBOX: self.tr("Inbox"),
            Shelf.ALL: self.tr("All articles"),
            Shelf.FAVOURITES: self.tr("Favourites"),
            Shelf.READ: self.tr("Read"),
            Shelf.PROBLEMS: self.tr("Problems"),
            Shelf.TRASH: self.tr("Trash"),
        }[shelf]

    def _on_scope_changed(self, scope: Scope) -> None:
        name = self.shelf_name(scope.shelf)
        self._heading.setText(self.tr("Found in {shelf}").format(shelf=name) if scope.is_search else name)
        if not scope.is_search:
            self._facets.clear()

    def take_focus(self, reason: Qt.FocusReason) -> None:
        """Have the keys in the rows, or in what can be done where there are none."""
        (self._stack.currentWidget() or self.view).setFocus(reason)

    @contextmanager
    def _keeping_focus(self) -> Iterator[None]:
        """Leave the focus in the rows, or in what stands in their place, if it is there.

        Qt gives it to whatever comes next where the one that has it goes: a button that is not offered any more, or a
        page that gives way to the other.
        """
        focus = self.window().focusWidget()
        is_here = focus is not None and self._stack.isAncestorOf(focus)
        yield
        page = self._stack.currentWidget()
        if is_here and page is not None:
            stays = focus is not page and focus is not None and focus.isVisible() and page.isAncestorOf(focus)
            if not stays:
                page.setFocus()

    def _on_found(self, answer: Answer) -> None:
        listing = answer.listing
        self.view.show_listing(listing, answer.rows, is_refresh=answer.is_refresh)
        self._count.setText(grouped(listing.total) if listing.total else "")
        scope = self._finder.scope
        name = self.shelf_name(scope.shelf)
        if scope.is_search and listing.asks_nothing:
            self._heading.setText(self.tr("{shelf}, nothing to search for yet").format(shelf=name))
        with self._keeping_focus():
            self._empty.show_scope(scope, name)
            self._stack.setCurrentWidget(self.view if listing.hits else self._empty)
        self.bar.show_scope(scope, listing.total)
        if not listing.hits or listing.asks_nothing:
            self._facets.clear()
        self.listed.emit(listing)
        self.afterthoughts.look(scope, listing)

    def _on_refused(self, _error: object) -> None:
        """The rows stay, but they answer something else, and that there are none says nothing."""
        with self._keeping_focus():
            self._empty.show_mistake()
        self.afterthoughts.drop()
        self._facets.clear()

    def _on_made_up(self, facets: Facets) -> None:
        self._facets.show_facets(facets, self.model.listing.total, self._finder.scope.query)

    def _on_explained(self, explanation: Explanation) -> None:
        if not self.model.listing.hits:
            with self._keeping_focus():
                self._empty.show_explanation(explanation)

    def _on_facet_chosen(self, query: str) -> None:
        self._finder.set_query(narrowed(self._finder.scope.query, query))
