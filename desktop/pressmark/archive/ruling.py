"""Applies rules: to new articles once, as soon as they can be found, and to any others when the person asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.archive import searching
from pressmark.archive.errors import InvalidQuery
from pressmark.archive.values import Order, Ruled, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from pressmark.archive.sources import Sources
    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Rule


def preview(sources: Sources, rule: Rule, *, today: date) -> tuple[int, ...]:
    """Return the articles that a rule finds and would change, the newest first.

    Raises:
        InvalidQuery: the rule cannot be understood.
        IndexDamaged: the archive was opened for reading only.
    """
    found = _found(sources, rule, today)
    storage = sources.storage
    articles = storage.articles(found) if rule.tags or rule.marks_read or rule.marks_favourite else []
    wanted = {tag.casefold() for tag in rule.tags}
    return tuple(
        one.id
        for one in articles
        if (wanted - {tag.casefold() for tag in one.tags})
        or (rule.marks_read and not one.is_read)
        or (rule.marks_favourite and not one.is_favourite)
    )


def apply(storage: Storage, rule: Rule, ids: Iterable[int]) -> Ruled:
    """Do what a rule says to these articles; returns what really changed."""
    ids = list(ids)
    return Ruled(
        storage.tag(ids, rule.tags) if rule.tags else (),
        storage.set_read(ids, value=True) if rule.marks_read else (),
        storage.set_favourite(ids, value=True) if rule.marks_favourite else (),
    )


def apply_to_new(sources: Sources, *, today: date) -> Iterator[Ruled]:
    """Apply the rules that are on to new articles that are saved and in the index; each is looked at once.

    Raises:
        IndexDamaged, StorageError: those that were not reached stay due.
    """
    storage = sources.storage
    if storage.is_read_only or not (ready := storage.order.ready()):
        return
    for rule in storage.order.rules():
        if rule.is_on:
            try:
                found = set(_found(sources, rule, today)) & set(ready)
            except InvalidQuery:  # written by a version that knew more operators
                continue
            if found:
                ruled = apply(storage, rule, sorted(found))
                yield ruled
    storage.order.looked_at(ready)


def _found(sources: Sources, rule: Rule, today: date) -> list[int]:
    listing = searching.find(sources, rule.query, Shelf.ALL, Order.SAVED, typing=False, limit=None, today=today)
    return [hit.id for hit in listing.hits] if not listing.dropped else []
