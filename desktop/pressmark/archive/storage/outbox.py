"""What the index has still to take in: one row an article, removed only once the index has that very revision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert
from sqlmodel import col, select

from pressmark.archive.storage import highlights, rows
from pressmark.archive.storage.records import IndexRecord, Pending
from pressmark.archive.storage.tables import ArticleRow, OutboxRow, TextRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlmodel import Session


def pending(session: Session, limit: int) -> list[Pending]:
    """The first entries, by article."""
    found = session.exec(select(OutboxRow).order_by(col(OutboxRow.article_id)).limit(limit))
    return [Pending(row.article_id, row.revision, row.is_deleted) for row in found]


def pending_of(session: Session, ids: Iterable[int]) -> list[Pending]:
    """The entries of these articles."""
    found = session.exec(select(OutboxRow).where(rows.within(OutboxRow.article_id, ids)))
    return [Pending(row.article_id, row.revision, row.is_deleted) for row in found]


def size(session: Session) -> int:
    """How many entries there are."""
    return session.exec(select(func.count()).select_from(OutboxRow)).one()


def done(session: Session, entries: Iterable[Pending]) -> None:
    """Remove entries, but not where the article has changed again since they were read."""
    wanted = {entry.article_id: entry for entry in entries}
    for row in session.exec(select(OutboxRow).where(rows.within(OutboxRow.article_id, wanted))).all():
        entry = wanted[row.article_id]
        if (row.revision, row.is_deleted) == (entry.revision, entry.is_deleted):
            session.delete(row)


def queue_stale(session: Session, revisions: Mapping[int, int]) -> int:
    """Announce what differs from what an index has, and return how many articles that are.

    Args:
        session: in a writing transaction.
        revisions: the revision that the index has of each article.
    """
    ours = dict(rows.in_pieces(session, select(ArticleRow.id, ArticleRow.revision)))
    stale = [id for id, revision in ours.items() if revisions.get(id) != revision]
    rows.announce(session, stale)
    gone = revisions.keys() - ours.keys()
    session.exec(delete(OutboxRow).where(rows.within(OutboxRow.article_id, gone)))
    if gone:
        entries = [{"article_id": id, "revision": revisions[id] + 1, "is_deleted": True} for id in sorted(gone)]
        session.exec(insert(OutboxRow), params=entries)
    return len(stale) + len(gone)


def index_records(session: Session, ids: Iterable[int]) -> list[IndexRecord]:
    """What the index needs of these articles; those that are gone are left out."""
    ids = list(ids)
    marked = highlights.texts_of(session, ids)
    found = session.exec(
        select(ArticleRow, TextRow.text)
        .join(TextRow, col(TextRow.article_id) == ArticleRow.id, isouter=True)
        .where(rows.within(ArticleRow.id, ids))
        .order_by(col(ArticleRow.id))
    )
    return [
        IndexRecord(
            id=row.id,
            revision=row.revision,
            title=rows.shown_title(row),
            standfirst=row.standfirst,
            text=text or "",
            byline=row.byline,
            site=row.site,
            url=row.url,
            note=row.note,
            highlights=marked.get(row.id, ""),
            language=row.language,
            saved_at=row.saved_at,
            published=row.published,
        )
        for row, text in found
    ]
