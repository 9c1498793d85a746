"""What the list shows: shelf, query and order, asked anew after every key and change; only the last answer counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pressmark.archive.errors import InvalidQuery
from pressmark.archive.values import Listing, Order, Shelf
from pressmark.ui.operations import report

if TYPE_CHECKING:
    from pressmark.ui.workspace import Workspace

KEY_MILLISECONDS = 30  # keys that come faster are one search
CHANGE_MILLISECONDS = 150  # so are changes in the archive


@dataclass(frozen=True, slots=True)
class Scope:
    """A question to the archive."""

    shelf: Shelf = Shelf.INBOX
    query: str = ""
    order: Order = Order.SAVED

    @property
    def is_search(self) -> bool:
        """Whether there is a query."""
        return bool(self.query.strip())


class Finder(QObject):
    """Keeps the listing that answers the current scope.

    Signals:
        found: (Listing, is_refresh) the answer; `is_refresh` where the scope is the same as in the answer before.
        refused: (InvalidQuery) the query cannot be understood; the listing stays.
        scope_changed: (Scope) another question is being asked.
    """

    found = Signal(Listing, bool)
    refused = Signal(object)
    scope_changed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._scope = Scope()
        self._answered: Scope | None = None
        self._is_typing = False
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

    def refresh(self) -> None:
        """Ask again soon, since the archive changed."""
        if not self._timer.isActive():
            self._timer.start(CHANGE_MILLISECONDS)

    def _change(self, scope: Scope, *, is_typing: bool = False) -> None:
        if scope == self._scope and self._answered is not None:
            return
        self._scope = scope
        self._is_typing = is_typing
        self.scope_changed.emit(scope)
        self._timer.start(KEY_MILLISECONDS if is_typing else 0)

    def _ask(self) -> None:
        scope, typing, archive = self._scope, self._is_typing, self._workspace.archive
        self._workspace.tasks.read(
            lambda: archive.find(scope.query, scope.shelf, scope.order, typing=typing),
            lambda listing: self._receive(scope, listing),
            self._fail,
            owner=self,
            slot="article list",
        )

    def _receive(self, scope: Scope, listing: Listing) -> None:
        is_refresh = scope == self._answered
        self._answered = scope
        self.found.emit(listing, is_refresh)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, InvalidQuery):
            self.refused.emit(error)
        else:
            report(self._workspace, error, self._ask)
