"""What is found out about an answer a moment after it came: what its articles are made of, or why there are none.

Both cost several searches, so they wait until the typing rests, and until what was asked before is answered: what the
articles of a common word are made of takes a while, and several of that at a time would hold up the keys that follow.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from pressmark.archive.errors import InvalidQuery
from pressmark.archive.values import Explanation, Facets, Listing
from pressmark.ui.operations import report

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressmark.ui.article_list.finder import Scope
    from pressmark.ui.workspace import Workspace

T = TypeVar("T")
REST_MILLISECONDS = 250


class Afterthoughts(QObject):
    """Asks about the newest answer only.

    Signals:
        made_up: (Facets) what the articles of the answer have in common.
        explained: (Explanation) why nothing was found, or not with all words.
    """

    made_up = Signal(Facets)
    explained = Signal(Explanation)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._answer: tuple[Scope, Listing] | None = None
        self._under_way = 0  # questions
        self._is_due = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MILLISECONDS)
        self._timer.timeout.connect(self._ask)

    def look(self, scope: Scope, listing: Listing) -> None:
        """Find out about an answer; what is under way about another is dropped."""
        self._answer = (scope, listing) if scope.is_search and not listing.asks_nothing else None
        self._timer.start()

    def drop(self) -> None:
        """Say nothing more about any answer so far."""
        self._answer = None

    def _ask(self) -> None:
        if self._answer is None:
            return
        if self._under_way:
            self._is_due = True
            return
        scope, listing = self._answer
        archive = self._workspace.archive
        if listing.hits:
            self._read("facets", partial(archive.facets, listing), self.made_up.emit)
        if listing.dropped or not listing.hits:
            self._read("explanation", partial(archive.explain, scope.query, scope.shelf), self.explained.emit)

    def _read(self, slot: str, work: Callable[[], T], tell: Callable[[T], None]) -> None:
        asked = self._answer
        self._under_way += 1

        def deliver(found: T) -> None:
            self._end()
            if self._answer is asked:
                tell(found)

        self._workspace.tasks.read(work, deliver, self._on_failed, owner=self, slot=slot)

    def _end(self) -> None:
        self._under_way -= 1
        if self._is_due and not self._under_way:
            self._is_due = False
            self._ask()

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, InvalidQuery):  # said under the field already
            report(self._workspace, error)
