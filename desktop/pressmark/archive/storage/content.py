"""What was kept of a page: its text from the database, the rest from the files of the current snapshot."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from pressmark.archive.errors import StorageError
from pressmark.archive.storage import atomic, drafts, folders, highlights, rows
from pressmark.archive.storage.records import Said
from pressmark.archive.storage.tables import ArticleRow, SnapshotRow, TextRow
from pressmark.archive.values import Hand

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlmodel import Session

    from pressmark.archive.values import Extraction


def texts(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """The texts of those articles that have one."""
    return dict(
        session.exec(select(TextRow.article_id, TextRow.text).where(rows.within(TextRow.article_id, ids))).all()
    )


def said(session: Session, ids: Iterable[int]) -> list[Said]:
    """What these articles say, and what the person said to them."""
    ids = list(ids)
    marked = highlights.texts_of(session, ids)
    statement = (
        select(ArticleRow.id, ArticleRow.language, TextRow.text, ArticleRow.note)
        .join(TextRow, col(TextRow.article_id) == ArticleRow.id, isouter=True)
        .where(rows.within(ArticleRow.id, ids))
    )
    return [
        Said(id, language, text or "", note, marked.get(id, "")) for id, language, text, note in session.exec(statement)
    ]


def chosen_folders(session: Session, root: Path, id: int, snapshot: str) -> tuple[Path, Path] | None:
    """The folders of a snapshot and of its extraction in use (often the same); None without a snapshot.

    Args:
        session: to read with.
        root: the archive's folder.
        id: the article.
        snapshot: the snapshot's folder; empty for the current one.

    Raises:
        NoSuchArticle: there is no such article.
        StorageError: `no-such-snapshot`.
    """
    rows.require(session, id)
    which = SnapshotRow.folder == snapshot if snapshot else col(SnapshotRow.is_current)
    row = session.exec(select(SnapshotRow).where(SnapshotRow.article_id == id, which)).first()
    if row is None and snapshot:
        raise StorageError(snapshot, code="no-such-snapshot")
    home = folders.article(root, id)
    return (home / row.folder, home / (row.extraction or row.folder)) if row else None


def extraction(folder: Path | None) -> Extraction | None:
    """An extraction with its local body and lead picture; None where the text could not be extracted."""
    path = folder and folder / folders.EXTRACTION
    if not path or not path.exists():
        return None
    try:
        found, html, lead_image = drafts.read_extraction(atomic.read(path))
        return replace(found, html=html, lead_image=lead_image)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StorageError(folders.EXTRACTION, code="file-damaged") from error


def making(folder: Path | None) -> tuple[dict[str, str], Hand]:
    """How an extraction was made: where each picture lies by its address, and what was wished of it."""
    path = folder and folder / folders.EXTRACTION
    if not path or not path.exists():
        return {}, Hand()
    try:
        return drafts.read_making(atomic.read(path))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StorageError(folders.EXTRACTION, code="file-damaged") from error


def keywords(snapshot: Path | None) -> tuple[str, ...]:
    """What the page says it is about; empty where the text could not be extracted."""
    path = snapshot and snapshot / folders.EXTRACTION
    if not path or not path.exists():
        return ()
    try:
        return drafts.read_extraction(atomic.read(path))[0].keywords
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StorageError(folders.EXTRACTION, code="file-damaged") from error


def picture(snapshot: Path | None, name: str) -> bytes:
    """The bytes of a picture; a name that leads out of the folder is no picture."""
    if snapshot is not None and "/" not in name and "\\" not in name:
        path = snapshot / folders.IMAGES / name
        if path.is_file() and not path.is_symlink():
            return atomic.read(path)
    raise StorageError(code="no-such-picture")


def response(snapshot: Path | None) -> dict[str, Any]:
    """What was noted of the answer; empty without a snapshot."""
    if snapshot is None:
        return {}
    try:
        return dict(json.loads(atomic.read(snapshot / folders.RESPONSE)))
    except (ValueError, TypeError) as error:
        raise StorageError(folders.RESPONSE, code="file-damaged") from error
