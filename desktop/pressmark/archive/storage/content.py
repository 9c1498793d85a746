"""What was kept of a page: its text from the database, the rest from the files of the current snapshot."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from pressmark.archive.errors import StorageError
from pressmark.archive.storage import drafts, folders, rows
from pressmark.archive.storage.tables import SnapshotRow, TextRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlmodel import Session


def texts(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """The texts of those articles that have one."""
    return dict(
        session.exec(select(TextRow.article_id, TextRow.text).where(rows.within(TextRow.article_id, ids))).all()
    )


def current_folder(session: Session, root: Path, id: int) -> Path | None:
    """The folder of an article's current snapshot.

    Raises:
        NoSuchArticle: there is no such article.
    """
    rows.require(session, id)
    statement = select(SnapshotRow.folder).where(SnapshotRow.article_id == id, col(SnapshotRow.is_current))
    name = session.exec(statement).first()
    return folders.article(root, id) / name if name else None


def body_html(snapshot: Path | None) -> str:
    """The clean body; empty where the text could not be extracted."""
    path = snapshot and snapshot / folders.EXTRACTION
    if not path or not path.exists():
        return ""
    try:
        return drafts.read_extraction(path.read_bytes())[1]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StorageError(folders.EXTRACTION, code="file-damaged") from error


def keywords(snapshot: Path | None) -> tuple[str, ...]:
    """What the page says it is about; empty where the text could not be extracted."""
    path = snapshot and snapshot / folders.EXTRACTION
    if not path or not path.exists():
        return ()
    try:
        return drafts.read_extraction(path.read_bytes())[0].keywords
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StorageError(folders.EXTRACTION, code="file-damaged") from error


def picture(snapshot: Path | None, name: str) -> bytes:
    """The bytes of a picture; a name that leads out of the folder is no picture."""
    if snapshot is not None and "/" not in name and "\\" not in name:
        path = snapshot / folders.IMAGES / name
        if path.is_file() and not path.is_symlink():
            return path.read_bytes()
    raise StorageError(code="no-such-picture")


def response(snapshot: Path | None) -> dict[str, Any]:
    """What was noted of the answer; empty without a snapshot."""
    if snapshot is None:
        return {}
    try:
        return dict(json.loads((snapshot / folders.RESPONSE).read_bytes()))
    except (ValueError, TypeError) as error:
        raise StorageError(folders.RESPONSE, code="file-damaged") from error
