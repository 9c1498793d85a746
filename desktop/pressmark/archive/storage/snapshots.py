"""Snapshots in the database: which is current, and what the article takes over from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update
from sqlmodel import col, select

from pressmark.archive.storage import drafts, folders, rows
from pressmark.archive.storage.cleaning import one_line
from pressmark.archive.storage.drafts import SnapshotDraft
from pressmark.archive.storage.extractions import note_change, take_over
from pressmark.archive.storage.queue import settle
from pressmark.archive.storage.tables import ArticleRow, DraftRow, IncomingRow, SnapshotRow
from pressmark.archive.values import Way

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sqlmodel import Session

    from pressmark.archive.storage.records import CaptureRecord
    from pressmark.archive.values import Extraction

LEAST_SHARE_OF_WORDS = 0.6  # a text that lost more than this is more likely a wall or a stub than an edit
MOST_QUALITY_LOST = 0.2
_FETCHED = (Way.HTTP, Way.BROWSER)
_BROUGHT = tuple(way for way in Way if way.is_brought)


def better(old: SnapshotRow, new: SnapshotRow) -> bool:
    """Whether a new capture may take the place of the current one.

    A newer one is better unless it is worse: with far fewer words, or with a clearly lower quality. Of two that are
    about equal, the one that lacks nothing wins. Whoever makes a file writes into it where it is from, so a file takes
    the place of what its address itself answered only where that is no text at all; a person may choose otherwise. A
    file from before another one only helps where that is no good; what was fetched is newer, whatever a clock said that
    was set right since.
    """
    is_brought = new.way in _BROUGHT
    if is_brought and old.way in _FETCHED:
        return not old.words
    if is_brought and new.taken_at < old.taken_at:
        return not _holds_up(old, new)
    if not _holds_up(new, old):
        return False
    return not new.failure_code or bool(old.failure_code) or not _holds_up(old, new)


def _holds_up(one: SnapshotRow, other: SnapshotRow) -> bool:
    return one.words >= other.words * LEAST_SHARE_OF_WORDS and one.quality >= other.quality - MOST_QUALITY_LOST


def begin(session: Session, root: Path, id: int, taken_at: datetime, temporary: Path) -> SnapshotDraft:
    """Note that a snapshot is being made, and choose its name.

    Raises:
        NoSuchArticle: there is no such article.
    """
    rows.require(session, id)
    taken = set(session.exec(select(SnapshotRow.folder).where(SnapshotRow.article_id == id)))
    taken |= set(session.exec(select(DraftRow.folder).where(DraftRow.article_id == id)))
    taken |= {path.name for path in folders.real_folders(folders.article(root, id))}
    name = drafts.folder_name(taken_at, taken)
    session.add(DraftRow(article_id=id, folder=name, temporary=temporary.name))
    return SnapshotDraft(id, taken_at, name, temporary)


def commit(
    session: Session, root: Path, draft: SnapshotDraft, record: CaptureRecord, digest: str, now: datetime
) -> None:
    """Make the rows of a sealed snapshot; the article leaves the queue.

    Raises:
        NoSuchArticle: the article was purged meanwhile.
    """
    article = rows.require(session, draft.article_id)
    extraction = record.extraction
    new = SnapshotRow(
        article_id=article.id,
        folder=draft.name,
        taken_at=draft.taken_at,
        way=record.way,
        final_url=one_line(record.final_url, len(record.final_url)),
        http_status=record.http_status,
        words=drafts.count_words(extraction.text) if extraction else 0,
        quality=extraction.quality if extraction else 0.0,
        failure_code=record.failure.code if record.failure else "",
        failure_detail=record.failure.detail if record.failure else "",
        digest=digest,
        version=record.version,
    )
    is_current = offer(session, root, article, new, extraction, record.lead_image)
    settle(session, article, None)
    if row := session.get(DraftRow, (article.id, draft.name)):
        session.delete(row)
    incoming = session.get(IncomingRow, article.id)
    if incoming is not None and not new.failure_code:
        session.delete(incoming)
    rows.touch(session, [article.id], now, is_indexed=is_current)


def offer(
    session: Session, root: Path, article: ArticleRow, new: SnapshotRow, extraction: Extraction | None, lead_image: str
) -> bool:
    """Add a snapshot's row; where it is the first or a better one, make it current and take its extraction over."""
    of_article = col(SnapshotRow.article_id) == article.id
    old = session.exec(select(SnapshotRow).where(of_article, col(SnapshotRow.is_current))).first()
    new.is_current = old is None or better(old, new)
    if new.is_current:
        session.exec(update(SnapshotRow).where(of_article).values(is_current=False))
        take_over(session, article, extraction, lead_image)
    session.add(new)
    session.flush()
    if new.is_current and old is not None:
        note_change(session, root, article, new)
    return new.is_current


def set_version(session: Session, id: int, version: int, now: datetime) -> None:
    """Note which version of the extractor makes the text of the current snapshot."""
    statement = update(SnapshotRow).where(col(SnapshotRow.article_id) == id, col(SnapshotRow.is_current))
    session.exec(statement.values(version=version))
    rows.touch(session, [id], now, is_indexed=False)
