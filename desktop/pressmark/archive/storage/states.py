"""Set what an article is to the person: read, favourite, in the trash. Each says which articles really changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update
from sqlmodel import col, select

from pressmark.archive.storage import rows
from pressmark.archive.storage.tables import ArticleRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlmodel import Session


def set_read(session: Session, ids: Iterable[int], now: datetime, *, value: bool) -> tuple[int, ...]:
    """Mark as read or unread."""
    return _set(session, ids, now, col(ArticleRow.is_read).is_not(value), {"is_read": value})


def set_favourite(session: Session, ids: Iterable[int], now: datetime, *, value: bool) -> tuple[int, ...]:
    """Mark as favourite or not."""
    return _set(session, ids, now, col(ArticleRow.is_favourite).is_not(value), {"is_favourite": value})


def trash(session: Session, ids: Iterable[int], now: datetime) -> tuple[int, ...]:
    """Put into the trash; what lies there already keeps its date."""
    return _set(session, ids, now, col(ArticleRow.trashed_at).is_(None), {"trashed_at": now})


def restore(session: Session, ids: Iterable[int], now: datetime) -> tuple[int, ...]:
    """Take out of the trash."""
    return _set(session, ids, now, col(ArticleRow.trashed_at).is_not(None), {"trashed_at": None})


def _set(
    session: Session,
    ids: Iterable[int],
    now: datetime,
    differs: ColumnElement[bool],
    values: dict[str, bool | datetime | None],
) -> tuple[int, ...]:
    statement = select(ArticleRow.id).where(rows.within(ArticleRow.id, ids), differs).order_by(col(ArticleRow.id))
    changed = tuple(rows.ids_of(session, statement))
    rows.run(session, update(ArticleRow).where(rows.within(ArticleRow.id, changed)).values(values))
    rows.touch(session, changed, now, is_indexed=False)
    return changed
