"""How many articles each saved search finds, without counting all of them after every change."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pressmark.archive import searching

if TYPE_CHECKING:
    from datetime import date

    from pressmark.archive.sources import Sources
    from pressmark.archive.values import Changed, SavedSearch

COUNTED_AT_ONCE = 12  # searches: bounds what one look costs, however many there are


@dataclass(frozen=True, slots=True)
class _Known:
    number: int | None
    as_of: tuple[int, date]  # number of the last change, and the day that relative dates refer to


class SavedSearchCounts:
    """Counts when looked at, a few searches at a time, those first whose number is oldest. Thread-safe."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._lock = threading.Lock()
        self._changes = 0
        self._known: dict[str, _Known] = {}

    def changed(self, change: Changed) -> None:
        """Take note of a change that may alter what searches find."""
        if change.counts or change.membership or change.content or change.index:
            with self._lock:
                self._changes += 1

    def all(self, today: date) -> tuple[SavedSearch, ...]:
        """Return the saved searches in order, as many of them freshly counted as one look may cost.

        Raises:
            IndexDamaged: only where the archive was opened for reading only.
        """
        searches = self._sources.storage.searches.all()
        queries = list(dict.fromkeys(one.query for one in searches))
        with self._lock:
            now = (self._changes, today)
            self._known = {query: known for query, known in self._known.items() if query in set(queries)}
            ages = {query: known.as_of for query, known in self._known.items()}
        stale = [query for query in queries if ages.get(query) != now]
        stale.sort(key=lambda query: (query in ages, ages.get(query, now)))
        chosen = stale[:COUNTED_AT_ONCE]
        numbers = searching.totals(self._sources, chosen, today=today) if chosen else []
        with self._lock:
            self._known |= {query: _Known(number, now) for query, number in zip(chosen, numbers, strict=True)}
            known = {query: self._known.get(query) for query in queries}
        return tuple(_counted(one, known[one.query], now) for one in searches)


def _counted(search: SavedSearch, known: _Known | None, now: tuple[int, date]) -> SavedSearch:
    if known is None:
        return search
    return replace(search, count=known.number, is_current=known.as_of == now)
