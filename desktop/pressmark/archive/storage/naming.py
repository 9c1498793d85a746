"""The names that the person may mean while typing a query: tags, sites, languages and authors, with their numbers.

Trashed articles do not count. Every answer comes from an index alone, so that it is there between two keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_
from sqlmodel import col, select

from pressmark.archive.storage.cleaning import tag_key
from pressmark.archive.storage.listing import shelf_condition
from pressmark.archive.storage.tables import ArticleRow, ArticleTagRow, TagRow
from pressmark.archive.values import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Literal

    from sqlalchemy import ColumnElement
    from sqlmodel import Session

    Named = list[tuple[str, int]]
    NameKind = Literal["tag", "site", "lang", "by"]


def tags(session: Session, part: str) -> Named:
    """Tags of which a level or a word begins like this; in no order."""
    key = tag_key(part)
    total = (
        select(TagRow.name, func.count())
        .join(ArticleTagRow, col(ArticleTagRow.tag_id) == TagRow.id)
        .where(_begins(TagRow.key, key, "/", " ", "-"))
        .group_by(col(TagRow.id))
    )
    gone = total.join(ArticleRow, col(ArticleRow.id) == ArticleTagRow.article_id).where(shelf_condition(Shelf.TRASH))
    trashed = dict(session.exec(gone).all()) if _has_trash(session) else {}
    counted = ((name, number - trashed.get(name, 0)) for name, number in session.exec(total))
    return [(name, number) for name, number in counted if number]


def sites(session: Session, part: str) -> Named:
    """Hosts of which a label begins like this, without `www.`; in no order."""
    found: dict[str, int] = {}
    for host, number in _counted(session, ArticleRow.host, _begins(ArticleRow.host, part.casefold(), ".")):
        site = host.removeprefix("www.")
        found[site] = found.get(site, 0) + number
    return list(found.items())


def languages(session: Session, part: str) -> Named:
    """Languages that begin like this, without their regions; in no order."""
    found: dict[str, int] = {}
    for tag, number in _counted(session, ArticleRow.language, _begins(ArticleRow.language, part)):
        language = tag.partition("-")[0].lower()
        found[language] = found.get(language, 0) + number
    return list(found.items())


def authors(session: Session, part: str) -> Named:
    """Bylines of which a word begins like this; in no order."""
    return _counted(session, ArticleRow.byline, _begins(ArticleRow.byline, part, " "))


NAMES: dict[NameKind, Callable[[Session, str], Named]] = {
    "tag": tags,
    "site": sites,
    "lang": languages,
    "by": authors,
}


def _counted(session: Session, column: Any, condition: ColumnElement[bool]) -> Named:
    kept = shelf_condition(Shelf.ALL)
    statement = select(column, func.count()).where(kept, col(column) != "", condition).group_by(col(column))
    return list(session.exec(statement).all())


def _begins(column: Any, part: str, *before: str) -> ColumnElement[bool]:
    column = col(column)
    anywhere = (column.icontains(mark + part, autoescape=True) for mark in before)
    return or_(column.istartswith(part, autoescape=True), *anywhere)


def _has_trash(session: Session) -> bool:
    return session.exec(select(ArticleRow.id).where(shelf_condition(Shelf.TRASH)).limit(1)).first() is not None
