"""Which articles stand on which shelf, in what order: remembered between two changes, for every key press asks."""

from __future__ import annotations

import threading
from array import array
from typing import TYPE_CHECKING, TypeVar

from pressmark.archive.grouping import GroupMap
from pressmark.archive.values import Order

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Changed, Grouping, Shelf

_T = TypeVar("_T")


class Shelves:
    """The ids on the shelves of one archive. Thread-safe.

    An archive that is open for reading only is asked every time, for whoever writes to it tells nothing here.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._lock = threading.Lock()
        self._known: dict[Any, Any] = {}

    def changed(self, change: Changed) -> None:
        """Look again after a change that may move articles, or sort them differently."""
        if change.counts or change.membership or change.content:
            with self._lock:
                self._known = {}

    def in_order(self, shelf: Shelf, order: Order = Order.SAVED) -> array[int]:
        """The ids on a shelf, in order; not to be changed."""
        order = Order.SAVED if order is Order.RELEVANCE else order  # the same where nothing is ranked
        return self._remembered((shelf, order), lambda: array("q", self._storage.shelf(shelf, order)))

    def on(self, shelf: Shelf) -> frozenset[int]:
        """The ids on a shelf."""
        return self._remembered(shelf, lambda: frozenset(self._storage.shelf(shelf)))

    def groups(self, grouping: Grouping) -> GroupMap:
        """Which group every article is in."""
        return self._remembered(grouping, lambda: GroupMap.read(self._storage, grouping))

    def everything(self) -> frozenset[int]:
        """The ids of all articles, trashed ones too."""
        return self._remembered("everything", lambda: frozenset(self._storage.all_ids()))

    def _remembered(self, key: object, look: Callable[[], _T]) -> _T:
        with self._lock:
            known = self._known
        if key not in known:
            found = look()
            if self._storage.is_read_only:
                return found
            known[key] = found  # lost with a change that came meanwhile
        answer: _T = known[key]
        return answer
