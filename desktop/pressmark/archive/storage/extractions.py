"""Extractions in the database: a snapshot's text made anew, and which text of which snapshot is in use.

A snapshot never changes, so a text that a newer version or a person's wish made of it lies in a folder of its own,
beside it. It never changes either: going back is choosing the one before.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import update
from sqlmodel import col, select

from pressmark.archive.errors import StorageError
from pressmark.archive.storage import atomic, drafts, folders, highlights, rows
from pressmark.archive.storage.cleaning import storable
from pressmark.archive.storage.drafts import SnapshotDraft
from pressmark.archive.storage.tables import ArticleRow, DraftRow, ExtractionRow, SnapshotRow, TextRow
from pressmark.archive.values import Chosen, Status

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sqlmodel import Session

    from pressmark.archive.storage.records import ExtractionRecord
    from pressmark.archive.values import Extraction

MOST_CHANGE = 0.1  # share of words in which two versions of the extractor may differ over the same page


def begin(session: Session, root: Path, id: int, snapshot: str, now: datetime, temporary: Path) -> SnapshotDraft:
    """Note that an extraction is being made, and choose its name.

    Raises:
        NoSuchArticle: there is no such article.
        StorageError: `no-such-snapshot`.
    """
    rows.require(session, id)
    require_snapshot(session, id, snapshot)
    taken = set(session.exec(select(ExtractionRow.folder).where(ExtractionRow.article_id == id)))
    taken |= set(session.exec(select(DraftRow.folder).where(DraftRow.article_id == id)))
    taken |= {path.name for path in folders.real_folders(folders.article(root, id))}
    number = 1
    while f"{snapshot}.{number}" in taken:
        number += 1
    name = f"{snapshot}.{number}"
    session.add(DraftRow(article_id=id, folder=name, temporary=temporary.name))
    return SnapshotDraft(id, now, name, temporary)


def keep(session: Session, draft: SnapshotDraft, record: ExtractionRecord, digest: str) -> None:
    """Make the row of a sealed extraction. It is not in use yet."""
    session.add(
        ExtractionRow(
            article_id=draft.article_id,
            folder=draft.name,
            made_at=draft.taken_at,
            version=record.version,
            is_by_hand=record.hand is not None,
            words=drafts.count_words(record.extraction.text),
            quality=record.extraction.quality,
            digest=digest,
        )
    )
    if row := session.get(DraftRow, (draft.article_id, draft.name)):
        session.delete(row)
    session.flush()


def in_use(session: Session, id: int) -> Chosen:
    """What an article shows; names are empty where it has no snapshot."""
    row = session.exec(select(SnapshotRow).where(SnapshotRow.article_id == id, col(SnapshotRow.is_current))).first()
    return Chosen(id, row.folder, row.extraction) if row else Chosen(id, "")


def use(session: Session, root: Path, chosen: Chosen, now: datetime) -> Chosen:
    """Let an article show this text of this snapshot; returns what it showed before.

    Raises:
        NoSuchArticle: there is no such article.
        StorageError: `no-such-snapshot`, or its files cannot be read.
    """
    article = rows.require(session, chosen.id)
    before = in_use(session, chosen.id)
    row = require_snapshot(session, chosen.id, chosen.snapshot)
    if (
        chosen.extraction
        and not session.exec(
            select(ExtractionRow.id).where(
                ExtractionRow.article_id == chosen.id, ExtractionRow.folder == chosen.extraction
            )
        ).first()
    ):
        raise StorageError(chosen.extraction, code="no-such-snapshot")
    folder = folders.article(root, chosen.id) / (chosen.extraction or chosen.snapshot)
    extraction, lead_image, version = read(folder)
    session.exec(update(SnapshotRow).where(col(SnapshotRow.article_id) == chosen.id).values(is_current=False))
    session.refresh(row)
    row.is_current, row.extraction, row.version = True, chosen.extraction, version
    row.words = drafts.count_words(extraction.text) if extraction else 0
    row.quality = extraction.quality if extraction else 0.0
    take_over(session, article, extraction, lead_image)
    if before.snapshot != chosen.snapshot:
        note_change(session, root, article, row)
    if article.status in (Status.SAVED, Status.PARTIAL):  # one that waits or fails keeps its own state
        article.status = Status.PARTIAL if row.failure_code else Status.SAVED
        article.failure_code, article.failure_detail = row.failure_code, row.failure_detail
    rows.touch(session, [chosen.id], now, is_indexed=True)
    return before


def take_over(session: Session, article: ArticleRow, extraction: Extraction | None, lead_image: str) -> None:
    """Give an article the facts and the text of an extraction, or that there is none."""
    if extraction is None:
        article.words, article.quality, article.lead_image = 0, 0.0, ""
        _keep_text(session, article.id, "")
        return
    found = drafts.facts(extraction)
    found["found_title"] = found["found_title"] or article.found_title
    for name, value in found.items():
        setattr(article, name, value)
    article.lead_image = lead_image if folders.is_picture_name(lead_image) else ""
    rows.set_sort_key(article)
    _keep_text(session, article.id, extraction.text)


def _keep_text(session: Session, article_id: int, text: str) -> None:
    kept = session.merge(TextRow(article_id=article_id, text=storable(text)))
    highlights.follow(session, article_id, kept.text)


def note_change(session: Session, root: Path, article: ArticleRow, current: SnapshotRow) -> None:
    """Note whether the page itself says something else now than when it was first saved.

    The texts as captured are compared, not what a person made of them.
    """
    article.changed_from = ""
    first = session.exec(
        select(SnapshotRow)
        .where(SnapshotRow.article_id == article.id, col(SnapshotRow.words) > 0)
        .order_by(col(SnapshotRow.taken_at), col(SnapshotRow.id))
        .limit(1)
    ).first()
    if first is None or first.folder == current.folder or not current.words:
        return
    home = folders.article(root, article.id)
    old, _, old_version = read(home / first.folder)
    new, _, new_version = read(home / current.folder)
    if old is not None and new is not None:
        share = share_changed(old.text, new.text)
        if share > (0.0 if old_version == new_version else MOST_CHANGE):
            article.changed_from = first.folder


def share_changed(old: str, new: str) -> float:
    """Which part of the words of two texts only one of them has."""
    before, after = Counter(old.split()), Counter(new.split())
    total = before.total() + after.total()
    return ((before - after).total() + (after - before).total()) / total if total else 0.0


def read(folder: Path) -> tuple[Extraction | None, str, int]:
    """The extraction in a folder, its lead picture, and the version that made it; None where there is no text.

    Raises:
        StorageError: the file cannot be read.
    """
    path = folder / folders.EXTRACTION
    if not path.exists():
        return None, "", 0
    try:
        data = atomic.read(path)
        extraction, _, lead_image = drafts.read_extraction(data)
        return extraction, lead_image, drafts.version_of(data)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StorageError(folders.EXTRACTION, code="file-damaged") from error


def require_snapshot(session: Session, id: int, folder: str) -> SnapshotRow:
    """The row of a snapshot.

    Raises:
        StorageError: `no-such-snapshot`.
    """
    row = session.exec(select(SnapshotRow).where(SnapshotRow.article_id == id, SnapshotRow.folder == folder)).first()
    if row is None:
        raise StorageError(folder, code="no-such-snapshot")
    return row
