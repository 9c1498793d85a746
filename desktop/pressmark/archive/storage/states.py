"""Set what an article is to the person: read, favourite, in the trash. Each says which articles really changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col

from pressmark.archive.storage import rows
from pressmark.archive.storage.tables import ArticleRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlmodel import Session


def set_read(session: Session, ids: Iterable[int], now: datetime, *, value: bool) -> tuple[int, ...]:
    """Mark as read or unread."""
    return rows.change(session, ids, now, col(ArticleRow.is_read).is_not(value), {"is_read": value})


def set_favourite(session: Session, ids: Iterable[int], now: datetime, *, value: bool) -> tuple[int, ...]:
    """Mark as favourite or not."""
    return rows.change(session, ids, now, col(ArticleRow.is_favourite).is_not(value), {"is_favourite": value})


def trash(session: Session, ids: Iterable[int], now: datetime) -> tuple[int, ...]:
    """Put into the trash; what lies there already keeps its date."""
    return rows.change(session, ids, now, col(ArticleRow.trashed_at).is_(None), {"trashed_at": now})


def restore(session: Session, ids: Iterable[int], now: datetime) -> tuple[int, ...]:
    """Take out of the trash."""
    return rows.change(session, ids, now, col(ArticleRow.trashed_at).is_not(None), {"trashed_at": None})
