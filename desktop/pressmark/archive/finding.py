"""The part of the archive's door that answers questions: what matches, what it looks like, how much there is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pressmark.archive import searching
from pressmark.archive.index.snippets import snippet
from pressmark.archive.values import Order, Shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressmark.archive.indexer import Indexer
    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Counts, Listing, Snippet


class Finding:
    """What an `Archive` can be asked. Thread-safe."""

    _storage: Storage
    _indexer: Indexer

    def find(
        self,
        query: str,
        shelf: Shelf = Shelf.ALL,
        order: Order = Order.RELEVANCE,
        *,
        typing: bool = False,
        limit: int | None = None,
    ) -> Listing:
        """Return what matches a query; an empty one finds all that is on the shelf.

        Args:
            query: in the query language.
            shelf: where to look.
            order: how to sort, unless the query says so itself.
            typing: the last word may be the beginning of one.
            limit: how many hits to return at most; `Listing.total` is exact all the same.

        Raises:
            InvalidQuery: with the place of the mistake.
            IndexDamaged: only where the archive was opened for reading only.
        """
        today = date.today()  # noqa: DTZ011  # the person's own day is what "7d" means
        return searching.find(
            self._storage, self._indexer, query, shelf, order, typing=typing, limit=limit, today=today
        )

    def snippets(self, listing: Listing, ids: Sequence[int]) -> dict[int, Snippet]:
        """Return the best passage of each of these articles, with the listing's words marked."""
        return {id: snippet(text, listing.words) for id, text in self._storage.texts(ids).items()}

    def counts(self) -> Counts:
        """Return the numbers beside shelves, tags and sites."""
        return self._storage.counts()
