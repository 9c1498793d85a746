"""What a set of articles is made of: how many of them have which tag, site, year and language."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import col, select

from pressmark.archive.storage.records import Makeup
from pressmark.archive.storage.tables import ArticleRow, ArticleTagRow, TagRow
from pressmark.archive.storage.tags import under

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from sqlalchemy import ColumnElement
    from sqlmodel import Session

MANY = 2_000  # articles: from here on it is quicker to run through an index than to look up each


def make_up(session: Session, ids: Iterable[int], most: int) -> Makeup:
    """Count, for articles that exist, what they have; at most so many of each, the most frequent first.

    A tag counts those below it, a host those below it, a language its regions: as a query counts them.
    """
    ids = list(ids)
    among = _among(ArticleRow.id, ids)

    def count(column: Any) -> list[tuple[str | None, int]]:  # apart: together they are almost as many as the articles
        return list(session.exec(select(column, func.count()).where(among).group_by(column)).all())

    sites: Counter[str] = Counter()
    for host, number in count(ArticleRow.host):
        sites[(host or "").removeprefix("www.")] += number
    languages: Counter[str] = Counter()
    for language, number in count(ArticleRow.language):
        languages[(language or "").partition("-")[0].lower()] += number
    years = Counter({year or "": number for year, number in count(func.substr(ArticleRow.published, 1, 4))})
    return Makeup(
        _tags(session, ids, most), _top(_with_those_below(sites), most), _top(years, most), _top(languages, most)
    )


def _tags(session: Session, ids: Sequence[int], most: int) -> tuple[tuple[str, int], ...]:
    among = _among(ArticleTagRow.article_id, ids)
    counted = session.exec(
        select(TagRow.key, TagRow.name, func.count())
        .join(ArticleTagRow, col(ArticleTagRow.tag_id) == TagRow.id)
        .where(among)
        .group_by(col(TagRow.id))
    ).all()
    names = {key: name for key, name, _ in counted}
    at_most = Counter({key: number for key, _, number in counted})  # an article may have several of the tags below one
    for key, _, number in counted:
        for above in _above(key):
            if above in names:
                at_most[above] += number
    parents = {above for key in names for above in _above(key)}
    found: Counter[str] = Counter()
    for key, bound in _top(at_most, 2 * most):
        found[names[key]] = bound
        if key in parents:
            tags = select(TagRow.id).where(under(key))
            articles = select(func.count(func.distinct(ArticleTagRow.article_id)))
            found[names[key]] = session.exec(articles.where(col(ArticleTagRow.tag_id).in_(tags), among)).one()
    return _top(found, most)


def _above(key: str) -> list[str]:
    levels = key.split("/")
    return ["/".join(levels[:depth]) for depth in range(1, len(levels))]


def _among(column: Any, ids: Sequence[int]) -> ColumnElement[bool]:
    members = select(func.json_each(json.dumps(ids)).table_valued("value").c.value)
    return (col(column) + 0 if len(ids) >= MANY else col(column)).in_(members)  # a sum is not looked up in an index


def _with_those_below(sites: Counter[str]) -> Counter[str]:
    found = Counter(sites)
    for site, number in sites.items():
        above = site
        while above := above.partition(".")[2]:
            if above in sites:
                found[above] += number
    return found


def _top(counter: Counter[str], most: int) -> tuple[tuple[str, int], ...]:
    named = ((name, number) for name, number in counter.items() if name)
    return tuple(sorted(named, key=lambda one: (-one[1], one[0]))[:most])
