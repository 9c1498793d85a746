"""Answers a query: filters from the storage, words from the index, both put in the order asked for."""

from __future__ import annotations

from array import array
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING

from pressmark.archive import relating
from pressmark.archive.errors import InvalidQuery, SearchError
from pressmark.archive.index.documents import Found
from pressmark.archive.index.query import And, Filter, FilterKind, Not, Or, Query, parse, resolve, tag_text, value_text
from pressmark.archive.storage.records import (
    HasTag,
    Having,
    InLanguage,
    InState,
    OfSite,
    PublishedBetween,
    SavedBetween,
    WordsBetween,
)
from pressmark.archive.values import Facet, Facets, Hits, Listing, Order, Shelf

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pressmark.archive.index.query import Node
    from pressmark.archive.sources import Sources
    from pressmark.archive.storage.view import StorageView

MOST_FACETS = 8  # of each kind


def find(
    sources: Sources,
    text: str,
    shelf: Shelf,
    order: Order,
    *,
    typing: bool,
    limit: int | None,
    today: date,
) -> Listing:
    """Return what matches the query on the shelf.

    Args:
        sources: of the archive.
        text: the query; empty finds everything on the shelf.
        shelf: where to look; `is:trash` on ALL looks into the trash.
        order: how to sort, unless the query says so itself.
        typing: the query is being typed: its last word may be the beginning of one.
        limit: how many hits to return at most; the total is exact all the same.
        today: what relative dates refer to.

    Raises:
        InvalidQuery: with the place of the mistake.
        IndexDamaged: the index cannot be read, and cannot be replaced (archive opened for reading only).
    """
    query = parse(text, today=today, typing=typing)
    order = query.order or order
    shelf = _shelf_of(query, shelf)
    query = relating.put_terms(sources, query)
    resolved = resolve(query, partial(answer, sources.storage), sources.shelves.everything)
    shelved, within = sources.shelves.on(shelf), resolved.within
    allowed = shelved if within is None else shelved & within
    if resolved.query.root is None:
        ids = _in_order(sources, shelf, order, allowed)
        return Listing(text, Hits(ids[:limit]), len(allowed), asks_nothing=query == Query(None))
    wanted = None if order is Order.RELEVANCE else sources.shelves.in_order(shelf, order)
    found = sources.indexer.search(resolved.query, limit, allowed, wanted)
    return Listing(text, found.hits, found.total, found.words, found.without, is_complete=sources.indexer.is_complete)


def totals(sources: Sources, texts: Sequence[str], *, today: date) -> list[int | None]:
    """Return how many articles each query finds; None for one that cannot be answered.

    Raises:
        IndexDamaged: as for `find`.
    """
    return [None if found is None else found.total for found in count(sources, texts, Shelf.ALL, today=today)]


def count(sources: Sources, texts: Sequence[str], shelf: Shelf, *, today: date) -> list[Found | None]:
    """Return what each query finds on a shelf, without hits; None for one that cannot be answered.

    Cheaper than finding: filters are looked up once for all queries, nothing is put in order.

    Raises:
        IndexDamaged: as for `find`.
    """
    lookup = cache(partial(answer, sources.storage))
    answers: list[Found | None] = []
    for text in texts:
        try:
            query = parse(text, today=today)
        except InvalidQuery:
            answers.append(None)
            continue
        resolved = resolve(relating.put_terms(sources, query), lookup, sources.shelves.everything)
        within = sources.shelves.on(_shelf_of(query, shelf))
        if resolved.within is not None:
            within &= resolved.within
        if resolved.query.root is None:
            answers.append(Found(total=len(within)))
            continue
        try:
            answers.append(sources.indexer.search(resolved.query, 0, within))
        except InvalidQuery:  # its words are too common
            answers.append(None)
    return answers


def facets(storage: StorageView, listing: Listing) -> Facets:
    """Return what the hits of a listing are made of, with the query text that narrows to each."""
    found = storage.make_up(listing.hits.ids, MOST_FACETS)

    def of(operator: str, named: tuple[tuple[str, int], ...]) -> tuple[Facet, ...]:
        return tuple(Facet(name, f"{operator}:{value_text(name)}", number) for name, number in named)

    return Facets(
        tags=tuple(Facet(name, tag_text(name), number) for name, number in found.tags),
        sites=of("site", found.sites),
        years=of("published", found.years),
        languages=of("lang", found.languages),
    )


def answer(storage: StorageView, one: Filter) -> frozenset[int]:
    """Return the articles that one filter of a query lets through, trashed ones too."""
    match one.kind:
        case FilterKind.TAG:
            return storage.matching(HasTag(one.value, exactly=one.is_exact, begins=one.is_typed))
        case FilterKind.UNTAGGED:
            return storage.matching(HasTag(""))
        case FilterKind.SITE:
            return storage.matching(OfSite(one.value, begins=one.is_typed))
        case FilterKind.IS:
            return storage.matching(InState(one.value))
        case FilterKind.HAS:
            return storage.matching(Having(one.value))
        case FilterKind.LANGUAGE:
            return storage.matching(InLanguage(one.value, begins=one.is_typed))
        case FilterKind.WORDS:
            return storage.matching(WordsBetween(one.least, one.most))
        case FilterKind.SAVED:
            return storage.matching(SavedBetween(_midnight(one.since), _midnight(_after(one.until))))
        case FilterKind.PUBLISHED:
            return storage.matching(PublishedBetween(one.since, _after(one.until)))
        case FilterKind.DATE:
            saved = storage.matching(SavedBetween(_midnight(one.since), _midnight(_after(one.until))))
            dated = storage.matching(PublishedBetween(None, None))
            return storage.matching(PublishedBetween(one.since, _after(one.until))) | (saved - dated)
        case FilterKind.NEAR:  # `relating` puts words in its place
            raise SearchError(one.kind, code="unresolved-filter")


def _in_order(sources: Sources, shelf: Shelf, order: Order, ids: Collection[int]) -> array[int]:
    on_shelf = sources.shelves.in_order(shelf, order)
    return on_shelf if len(ids) == len(on_shelf) else array("q", [id for id in on_shelf if id in ids])


def _shelf_of(query: Query, shelf: Shelf) -> Shelf:
    is_for_trash = shelf is Shelf.ALL and query.root is not None and _asks_for_trash(query.root)
    return Shelf.TRASH if is_for_trash else shelf


def _asks_for_trash(node: Node) -> bool:
    match node:
        case Filter(FilterKind.IS, "trash"):
            return True
        case And(parts) | Or(parts):
            return any(_asks_for_trash(part) for part in parts)
        case Not():
            return False  # "not in the trash" holds on every other shelf
    return False


def _after(day: date | None) -> date | None:
    """The first day that is no longer within, None for an open end."""
    return None if day is None or day == date.max else day + timedelta(days=1)


def _midnight(day: date | None) -> datetime | None:
    """When a day begins where the person is; a query says days, the archive keeps moments."""
    if day is None:
        return None
    try:
        return datetime.combine(day, time.min).astimezone()
    except (OverflowError, OSError, ValueError):  # beyond what the system's clock knows
        return None
