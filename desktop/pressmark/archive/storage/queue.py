"""The queue of captures, which survives quitting and crashes.

An article is in it from the moment it is added until a capture ended, well or not. A claimed row goes back to the queue
at the next start; claims are counted, so that a page on which Pressmark dies can be given up. What an import queued
waits until nothing else does: it may be thousands, and whoever saves a link wants to read it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import update
from sqlmodel import col, select

from pressmark.archive.storage import folders, rows
from pressmark.archive.storage.records import Job
from pressmark.archive.storage.tables import ArticleRow, IncomingRow, QueueRow, SnapshotRow
from pressmark.archive.values import Failure, Status, Trust, Way

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from sqlmodel import Session

LONGEST_WAIT = timedelta(days=1)  # nothing is asked to wait for longer
FIRST_LOOK = 64  # waiting articles that are looked at before all are
MOST_NAMED = 500  # articles that the database can be asked for at each claim
MOST_DEATHS = 3  # captures of one article that ended with the process


def enqueue(session: Session, ids: Iterable[int], now: datetime, *, by_browser: bool = False) -> tuple[int, ...]:
    """Queue articles again; those that wait already wait no longer.

    What the user brought is captured from that, all else by HTTP or, `by_browser`, by the browser.

    Args:
        session: in a writing transaction.
        ids: the articles; unknown ones are passed over.
        now: the time.
        by_browser: see above.

    Returns:
        the articles that are queued now.
    """
    found = session.exec(
        select(ArticleRow, QueueRow, IncomingRow)
        .join(QueueRow, col(QueueRow.article_id) == ArticleRow.id, isouter=True)
        .join(IncomingRow, col(IncomingRow.article_id) == ArticleRow.id, isouter=True)
        .where(rows.within(ArticleRow.id, ids))
        .order_by(col(ArticleRow.id))
    ).all()
    queued = []
    for article, row, incoming in found:
        if row and row.is_claimed:
            continue
        waiting = row or QueueRow(article_id=article.id, way=Way.HTTP, queued_at=now)
        waiting.way = Way.FILE if incoming else Way.BROWSER if by_browser else Way.HTTP
        waiting.not_before, waiting.attempts = None, 0
        session.add(waiting)
        article.status = Status.QUEUED
        queued.append(article.id)
    rows.touch(session, queued, now, is_indexed=False)
    return tuple(queued)


def claim(session: Session, root: Path, now: datetime, ids: Iterable[int] | None) -> Job | None:
    """Take the capture that has waited longest and is due, imports last; trashed articles wait on.

    Args:
        session: in a writing transaction.
        root: the archive's folder.
        now: the time.
        ids: only these articles, due or not.
    """
    id = _next(session, now, None if ids is None else frozenset(ids))
    if id is None:
        return None
    article, waiting, incoming = rows.require(session, id), session.get_one(QueueRow, id), session.get(IncomingRow, id)
    waiting.is_claimed = True
    waiting.attempts += 1
    article.status = Status.CAPTURING
    way = Way(waiting.way)
    if way is Way.FILE and _came_by_import(session, article.id):
        way = Way.IMPORT  # the person asked for it again, and so it went before the imports
    return Job(
        article_id=article.id,
        url=article.url,
        way=way,
        trust=Trust(article.trust),
        attempts=waiting.attempts,
        page=folders.incoming(root, incoming.file) if incoming else None,
        content_type=incoming.content_type if incoming else "",
        name=incoming.name if incoming else "",
    )


def fail(session: Session, id: int, failure: Failure, now: datetime, retry_at: datetime | None) -> None:
    """End a capture that brought nothing; address, title and tags stay.

    With `retry_at` it goes back to the queue until then, and the article says why. Otherwise the article is FAILED,
    unless it has a snapshot from before, which it goes back to.
    """
    row = rows.require(session, id)
    waiting = session.get(QueueRow, id)
    if retry_at is not None and waiting is not None:
        waiting.not_before, waiting.is_claimed = retry_at, False
        row.status = Status.QUEUED
        row.failure_code, row.failure_detail = failure.code, failure.detail
    else:
        settle(session, row, failure)
    rows.touch(session, [id], now, is_indexed=False)


def finish(session: Session, id: int, now: datetime) -> None:
    """End a capture that found nothing new."""
    settle(session, rows.require(session, id), None)
    rows.touch(session, [id], now, is_indexed=False)


def release(session: Session, id: int) -> None:
    """Put a claimed capture back, as if it had never been begun."""
    waiting = session.get(QueueRow, id)
    if waiting is not None and waiting.is_claimed:
        waiting.is_claimed = False
        waiting.attempts -= 1
        rows.require(session, id).status = Status.QUEUED


def release_all(session: Session, now: datetime) -> None:
    """Put back what was being captured when the last process ended; after `MOST_DEATHS` it is given up as failed."""
    deadly = select(QueueRow.article_id).where(col(QueueRow.is_claimed), col(QueueRow.attempts) >= MOST_DEATHS)
    for id in session.exec(deadly).all():
        fail(session, id, Failure("worker-died"), now, None)
    session.exec(update(QueueRow).where(col(QueueRow.is_claimed).is_(True)).values(is_claimed=False))
    capturing = col(ArticleRow.status) == Status.CAPTURING
    session.exec(update(ArticleRow).where(capturing).values(status=Status.QUEUED))


def settle(session: Session, row: ArticleRow, failure: Failure | None) -> None:
    """Take an article out of the queue and give it the state of its current snapshot, or of `failure` without one."""
    waiting = session.get(QueueRow, row.id)
    if waiting is not None:
        session.delete(waiting)
    of_article = SnapshotRow.article_id == row.id
    current = session.exec(select(SnapshotRow).where(of_article, col(SnapshotRow.is_current))).first()
    if current is not None:
        row.status = Status.PARTIAL if current.failure_code else Status.SAVED
        row.failure_code, row.failure_detail = current.failure_code, current.failure_detail
    else:
        row.status = Status.FAILED
        row.failure_code = failure.code if failure else "nothing-captured"
        row.failure_detail = failure.detail if failure else ""


def _next(session: Session, now: datetime, ids: frozenset[int] | None) -> int | None:
    """The article to be captured next. The queue alone is sorted, for it may be long, and articles are wide."""
    statement = (
        select(QueueRow.article_id)
        .where(col(QueueRow.is_claimed).is_(False))
        .order_by(col(QueueRow.way) == Way.IMPORT, col(QueueRow.queued_at), col(QueueRow.article_id))
    )
    if ids is None:
        wait = col(QueueRow.not_before)  # one of the far future was set by a clock that was wrong
        statement = statement.where(wait.is_(None) | (wait <= now) | (wait > now + LONGEST_WAIT))
    elif len(ids) <= MOST_NAMED:
        statement = statement.where(rows.within(QueueRow.article_id, ids))
    for limit in (FIRST_LOOK, None):  # mostly the first will do; not where very many lie in the trash
        found = [id for id in session.exec(statement.limit(limit)) if ids is None or id in ids]
        is_here = rows.within(ArticleRow.id, found), col(ArticleRow.trashed_at).is_(None)
        here = set(session.exec(select(ArticleRow.id).where(*is_here)))
        if (first := next((id for id in found if id in here), None)) is not None:
            return first
    return None


def _came_by_import(session: Session, id: int) -> bool:
    is_import = (SnapshotRow.article_id == id, SnapshotRow.way == Way.IMPORT)
    return session.exec(select(SnapshotRow.id).where(*is_import)).first() is not None
