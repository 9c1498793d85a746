"""The part of the archive's door that answers questions: what matches, what it looks like, how much there is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from typing import TYPE_CHECKING

from pressmark.archive import completing, explaining, relating, searching
from pressmark.archive.grouping import grouped
from pressmark.archive.index.query import parse
from pressmark.archive.index.snippets import best_snippet, mark
from pressmark.archive.marks import mark_hits, mark_passages
from pressmark.archive.values import Changed, Grouping, Order, Shelf, SnippetSource

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pressmark.archive.bodies import Bodies
    from pressmark.archive.saved_searches import SavedSearchCounts
    from pressmark.archive.sources import Sources
    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import (
        Article,
        Completion,
        Counts,
        Explanation,
        Facets,
        Listing,
        NearDuplicate,
        SavedSearch,
        Snippet,
    )


class Finding(ABC):
    """What an `Archive` can be asked. Thread-safe."""

    _storage: Storage
    _bodies: Bodies
    _sources: Sources
    _search_counts: SavedSearchCounts

    @abstractmethod
    def _notify(self, changed: Changed) -> None: ...

    def find(
        self,
        query: str,
        shelf: Shelf = Shelf.ALL,
        order: Order = Order.RELEVANCE,
        *,
        grouping: Grouping = Grouping.NONE,
        typing: bool = False,
        limit: int | None = None,
    ) -> Listing:
        """Return what matches a query; an empty one finds all that is on the shelf.

        Args:
            query: in the query language.
            shelf: where to look.
            order: how to sort, unless the query says so itself.
            grouping: what is to stand together; groups come before the order.
            typing: the last word may be the beginning of one.
            limit: how many hits to return at most; `Listing.total` is exact all the same.

        Raises:
            InvalidQuery: with the place of the mistake.
            IndexDamaged: only where the archive was opened for reading only.
        """
        found = searching.find(self._sources, query, shelf, order, typing=typing, limit=limit, today=_today())
        return grouped(found, grouping, self._sources.shelves)

    def snippets(self, listing: Listing, ids: Sequence[int]) -> dict[int, Snippet]:
        """Return the best passage of each of these articles, with the listing's words marked.

        Where the text has none of the words, it is of the note or of a highlight, if one of them has.
        """
        found = {}
        for one in self._storage.said(ids):
            own = (SnippetSource.NOTE, one.note), (SnippetSource.HIGHLIGHT, one.highlights)
            texts = (SnippetSource.TEXT, one.text), *own
            if (best := best_snippet(texts, listing.words, one.language)) is not None:
                found[one.id] = best
        return found

    def title_marks(self, listing: Listing, articles: Iterable[Article]) -> dict[int, tuple[tuple[int, int], ...]]:
        """Return where the listing's words stand in the titles of these articles, as in a `Snippet`."""
        return {one.id: mark(one.title, listing.words, one.language) for one in articles}

    def explain(self, query: str, shelf: Shelf = Shelf.ALL) -> Explanation:
        """Say why a query finds nothing on a shelf, or not all of its words, and what may be meant.

        Costs several searches: ask only where `Listing.total` is 0 or `Listing.dropped` names words.

        Raises:
            InvalidQuery: with the place of the mistake.
            IndexDamaged: only where the archive was opened for reading only.
        """
        return explaining.explain(self._sources, query, shelf, today=_today())

    def related(self, id: int, limit: int = 6) -> list[Article]:
        """Return the stories most like one by their key terms, the likest first; none from the trash.

        Raises:
            NoSuchArticle: there is none of this id.
            IndexDamaged: only where the archive was opened for reading only.
        """
        hits, _ = relating.related(self._sources, id, limit)
        return self._storage.articles([hit.id for hit in hits])

    def near_duplicates(self, id: int) -> list[NearDuplicate]:
        """Return the articles that share most of their text with one, as copies of an agency's story do.

        Raises:
            NoSuchArticle: there is none of this id.
            IndexDamaged: only where the archive was opened for reading only.
        """
        return relating.near_duplicates(self._sources, id)

    def facets(self, listing: Listing) -> Facets:
        """Return what the hits of a listing are made of: tags, sites, years and languages with their numbers."""
        return searching.facets(self._storage, listing)

    def complete(self, query: str, cursor: int) -> tuple[Completion, ...]:
        """Return at most eight ways to go on with a query at the cursor, the best first; fit for every key.

        Raises:
            IndexDamaged: only where the archive was opened for reading only.
        """
        return completing.complete(self._sources, query, cursor)

    def body_with_hits(self, id: int, words: Sequence[str]) -> tuple[str, int]:
        """Return an article's body with its marks, and how many hits there are.

        Highlights are in `<mark class="passage" data-highlight="7">`, what a search found in `<mark id="hit-1">`.

        Args:
            id: the article.
            words: `Listing.words` of the search; none marks nothing.

        Raises:
            NoSuchArticle: there is no such article.
            StorageError: the body cannot be read.
        """
        body = self._bodies.html(id)
        if highlights := self._storage.highlights.of(id):
            body = mark_passages(body, highlights)
        return mark_hits(body, words, self._storage.article(id).language) if words else (body, 0)

    def counts(self) -> Counts:
        """Return the numbers beside shelves, tags and sites."""
        return self._storage.counts()

    # saved searches

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """Return the saved searches in the order of the sidebar, with how many articles each finds.

        One call counts only so many: where one is not `is_current`, the next call goes on.

        Raises:
            IndexDamaged: only where the archive was opened for reading only.
        """
        return self._search_counts.all(_today())

    def save_search(self, name: str, query: str) -> SavedSearch:
        """Keep a query under a name (by default itself), after the others.

        Raises:
            InvalidQuery: it cannot be understood; nothing was saved.
        """
        parse(query, today=_today())
        saved = self._storage.searches.save(name, query)
        self._searches_changed()
        return saved

    def rename_saved_search(self, id: int, name: str) -> SavedSearch:
        """Give a saved search another name; returns it as it was.

        Raises:
            NoSuchSearch: there is none of this id.
        """
        before = self._storage.searches.change(id, name=name)
        self._searches_changed()
        return before

    def change_saved_search(self, id: int, query: str) -> SavedSearch:
        """Give a saved search another query; returns it as it was.

        Raises:
            InvalidQuery: it cannot be understood; nothing was changed.
            NoSuchSearch: there is none of this id.
        """
        parse(query, today=_today())
        before = self._storage.searches.change(id, query=query)
        self._searches_changed()
        return before

    def delete_saved_search(self, id: int) -> SavedSearch:
        """Forget a saved search; returns it for `restore_saved_search`.

        Raises:
            NoSuchSearch: there is none of this id.
        """
        gone = self._storage.searches.delete(id)
        self._searches_changed()
        return gone

    def restore_saved_search(self, search: SavedSearch) -> None:
        """Undo `delete_saved_search`: the search comes back to its place."""
        self._storage.searches.restore(search)
        self._searches_changed()

    def arrange_saved_searches(self, ids: Sequence[int]) -> tuple[int, ...]:
        """Put these saved searches first, in this order; returns the order that was."""
        before = self._storage.searches.arrange(ids)
        self._searches_changed()
        return before

    def _searches_changed(self) -> None:
        self._notify(Changed(counts=False, membership=False, searches=True))


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the person's own day is what "7d" means
