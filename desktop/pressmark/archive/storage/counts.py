"""The numbers beside shelves, tags and sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import case, col, select

from pressmark.archive.storage import naming, rows
from pressmark.archive.storage.cleaning import tag_key
from pressmark.archive.storage.listing import shelf_condition
from pressmark.archive.storage.tables import (
    ArticleRow,
    ArticleTagRow,
    HighlightRow,
    QueueRow,
    SnapshotRow,
    TagRow,
)
from pressmark.archive.values import Counts, Selection, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session

_MARKS = (ArticleRow.is_read, ArticleRow.is_favourite)


def snapshots(session: Session) -> int:
    """Count the snapshots of all articles."""
    return session.exec(select(func.count()).select_from(SnapshotRow)).one()


def select_from(session: Session, ids: Iterable[int]) -> Selection:
    """Count what some articles have in common."""
    ids = list(ids)
    among = rows.within(ArticleRow.id, ids)
    read, favourite = (func.coalesce(func.sum(case((col(flag), 1), else_=0)), 0) for flag in _MARKS)
    total, is_read, is_favourite = session.exec(select(func.count(), read, favourite).where(among)).one()
    tags = session.exec(
        select(TagRow.name, func.count())
        .join(ArticleTagRow, col(ArticleTagRow.tag_id) == TagRow.id)
        .where(rows.within(ArticleTagRow.article_id, ids))
        .group_by(col(TagRow.id))
        .order_by(TagRow.key)
    ).all()
    return Selection(total, int(is_read), int(is_favourite), tuple((name, number) for name, number in tags))


def _problems(session: Session) -> tuple[tuple[str, int], ...]:
    ids = rows.ids_of(session, select(ArticleRow.id).where(shelf_condition(Shelf.PROBLEMS)))  # an index knows them
    reasons = select(ArticleRow.failure_code, func.count()).where(rows.within(ArticleRow.id, ids))
    found = session.exec(reasons.group_by(col(ArticleRow.failure_code))).all() if ids else ()
    return tuple(sorted(((code, number) for code, number in found), key=lambda one: (-one[1], one[0])))


def count(session: Session) -> Counts:
    """Count everything once; trashed articles count only for the trash."""
    kept = shelf_condition(Shelf.ALL)
    shelves = {}
    for shelf in Shelf:
        total = func.coalesce(func.sum(case((shelf_condition(shelf), 1), else_=0)), 0)
        shelves[shelf] = total.label(shelf.value)
    numbers = session.exec(select(*shelves.values())).one()

    queue = dict(
        session.exec(
            select(QueueRow.is_claimed, func.count())
            .join(ArticleRow, col(ArticleRow.id) == QueueRow.article_id)
            .where(kept)
            .group_by(col(QueueRow.is_claimed))
        ).all()
    )
    highlights = select(func.count()).select_from(HighlightRow)
    trash = select(ArticleRow.id).where(shelf_condition(Shelf.TRASH))
    gone = highlights.where(col(HighlightRow.article_id).in_(trash))  # few: most highlights are never looked at
    return Counts(
        shelves=dict(zip(shelves, map(int, numbers), strict=True)),
        tags=tuple(sorted(naming.tags(session), key=lambda one: tag_key(one[0]))),
        sites=tuple(sorted(naming.sites(session), key=lambda site: (-site[1], site[0]))),
        queued=queue.get(False, 0),
        capturing=queue.get(True, 0),
        highlights=session.exec(highlights).one() - session.exec(gone).one(),
        problems=_problems(session),
    )
