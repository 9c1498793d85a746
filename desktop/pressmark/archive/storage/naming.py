"""The names that the person may mean while typing a query: tags, sites, languages and authors, with their numbers.

Trashed articles do not count. Every answer comes from an index of the database alone. In no order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import col, select

from pressmark.archive.storage.listing import shelf_condition
from pressmark.archive.storage.tables import ArticleRow, ArticleTagRow, TagRow
from pressmark.archive.values import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Literal

    from sqlmodel import Session

    Named = list[tuple[str, int]]
    NameKind = Literal["tag", "site", "lang", "by"]


def tags(session: Session) -> Named:
    """Tags."""
    total = (
        select(TagRow.name, func.count())
        .join(ArticleTagRow, col(ArticleTagRow.tag_id) == TagRow.id)
        .group_by(col(TagRow.id))
    )
    gone = total.join(ArticleRow, col(ArticleRow.id) == ArticleTagRow.article_id).where(shelf_condition(Shelf.TRASH))
    trashed = dict(session.exec(gone).all()) if _has_trash(session) else {}
    counted = ((name, number - trashed.get(name, 0)) for name, number in session.exec(total))
    return [(name, number) for name, number in counted if number]


def sites(session: Session) -> Named:
    """Hosts, without `www.`."""
    found: dict[str, int] = {}
    for host, number in _counted(session, ArticleRow.host):
        site = host.removeprefix("www.")
        found[site] = found.get(site, 0) + number
    return list(found.items())


def languages(session: Session) -> Named:
    """Languages, without their regions."""
    found: dict[str, int] = {}
    for tag, number in _counted(session, ArticleRow.language):
        language = tag.partition("-")[0].lower()
        found[language] = found.get(language, 0) + number
    return list(found.items())


def authors(session: Session) -> Named:
    """Bylines."""
    return _counted(session, ArticleRow.byline)


NAMES: dict[NameKind, Callable[[Session], Named]] = {
    "tag": tags,
    "site": sites,
    "lang": languages,
    "by": authors,
}


def _counted(session: Session, column: Any) -> Named:
    kept = shelf_condition(Shelf.ALL)
    statement = select(column, func.count()).where(kept, col(column) != "").group_by(col(column))
    return list(session.exec(statement).all())


def _has_trash(session: Session) -> bool:
    return session.exec(select(ArticleRow.id).where(shelf_condition(Shelf.TRASH)).limit(1)).first() is not None
