"""The archive over time, as numbers: what was saved and read, month by month. Trashed articles do not count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import case, col, select

from pressmark.archive.storage.listing import shelf_condition
from pressmark.archive.storage.tables import ArticleRow
from pressmark.archive.values import Insight, Month, Shelf

if TYPE_CHECKING:
    from sqlmodel import Session


def look(session: Session) -> Insight:
    """Count by the month of saving, the oldest first, without months of nothing."""
    kept, is_read = shelf_condition(Shelf.ALL), col(ArticleRow.is_read)
    month = func.strftime("%Y-%m", ArticleRow.saved_at)
    read = func.sum(case((is_read, 1), else_=0))
    rows = session.exec(select(month, func.count(), read).where(kept).group_by(month).order_by(month)).all()
    words_read = func.sum(case((is_read, col(ArticleRow.words)), else_=0))
    words, done = session.exec(select(func.sum(ArticleRow.words), words_read).where(kept)).one()
    return Insight(tuple(Month(name, int(n), int(m)) for name, n, m in rows), int(words or 0), int(done or 0))
