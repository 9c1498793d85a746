"""What the list shows: shelf, query and order, asked anew after every key and change; only the last answer counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pressmark.archive.errors import InvalidQuery
from pressmark.archive.values import Grouping, Listing, Order, Shelf
from pressmark.ui.article_list.model import PAGE, Row, rows_of
from pressmark.ui.operations import report

if TYPE_CHECKING:
    from pressmark.ui.workspace import Workspace

CHANGE_MILLISECONDS = 150  # so are changes in the archive


@dataclass(frozen=True, slots=True)
class Scope:
    """A question to the archive."""

    shelf: Shelf = Shelf.INBOX
    query: str = ""
    order: Order = Order.SAVED
    grouping: Grouping = Grouping.NONE

    @property
    def is_search(self) -> bool:
        """Whether there is a query."""
        return bool(self.query.strip())


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, with the rows of the first screen. `is_refresh`: to the same question as the answer before."""

    listing: Listing
    rows: list[Row]
    is_refresh: bool


class Finder(QObject):
    """Keeps the listing that answers the current scope.

    Signals:
        found: (Answer) what the scope holds.
        refused: (InvalidQuery) the query cannot be understood; the listing stays.
        scope_changed: (Scope) another question is being asked.
    """

    found = Signal(Answer)
    refused = Signal(object)
    scope_changed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._scope = Scope()
        self._answered: Scope | None = None
        self._is_typing = False
        self._is_asking = False
        self._is_due = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)

    @property
    def scope(self) -> Scope:
        """The current question."""
        return self._scope

    def set_shelf(self, shelf: Shelf) -> None:
        """Look at another shelf, with no query."""
        self._change(replace(self._scope, shelf=shelf, query=""))

    def set_query(self, query: str, *, is_typing: bool = False) -> None:
        """Ask for something else on the same shelf; `is_typing` forgives what is not finished yet."""
        self._change(replace(self._scope, query=query), is_typing=is_typing)

    def search_everywhere(self, query: str) -> None:
        """Ask for something in the whole library."""
        self._change(replace(self._scope, shelf=Shelf.ALL, query=query))

    def set_order(self, order: Order) -> None:
        """Put the answers in another order."""
        self._change(replace(self._scope, order=order))

    def set_grouping(self, grouping: Grouping) -> None:
        """Put together what belongs together."""
        self._change(replace(self._scope, grouping=grouping))

    def refresh(self) -> None:
        """Ask again soon, since the archive changed."""
        if not self._timer.isActive():
            self._timer.start(CHANGE_MILLISECONDS)

    def _change(self, scope: Scope, *, is_typing: bool = False) -> None:
        if (scope, is_typing) == (self._scope, self._is_typing) and self._answered is not None:
            return
        self._scope = scope
        self._is_typing = is_typing
        self.scope_changed.emit(scope)
        self._timer.start(0)

    def _ask(self) -> None:
        """Ask, or once what is being asked is answered: the questions of keys that come faster are never asked."""
        if self._is_asking:
            self._is_due = True
            return
        self._is_asking, self._is_due = True, False
        scope, typing, archive = self._scope, self._is_typing, self._workspace.archive

        def work() -> tuple[Listing, list[Row]]:
            listing = archive.find(scope.query, scope.shelf, scope.order, grouping=scope.grouping, typing=typing)
            return listing, rows_of(archive, listing, listing.hits.ids[:PAGE])

        self._workspace.tasks.read(
            work,
            lambda found: self._receive(scope, *found),
            lambda error: self._fail(scope, error),
            owner=self,
        )

    def _receive(self, scope: Scope, listing: Listing, rows: list[Row]) -> None:
        if self._is_current(scope):
            answer = Answer(listing, rows, is_refresh=scope == self._answered)
            self._answered = scope
            self.found.emit(answer)

    def _fail(self, scope: Scope, error: Exception) -> None:
        if not self._is_current(scope):
            return
        if isinstance(error, InvalidQuery):
            self.refused.emit(error)
        else:
            report(self._workspace, error, self._ask)

    def _is_current(self, scope: Scope) -> bool:
        """Whether an answer that comes now is still wanted; asks again where something happened meanwhile."""
        self._is_asking = False
        if self._is_due:
            self._ask()
        return scope == self._scope
