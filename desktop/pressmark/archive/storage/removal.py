"""Purge articles for good: first the rows, then the files, and only files that can be accounted for.

The rows leave a note of what is still to be deleted, so that a purge that was cut off goes on at the next start. What
Pressmark did not write stays where it is and is listed by `verify`.
"""

from __future__ import annotations

import errno
import json
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import col, select

from pressmark.archive.storage import atomic, folders, rows
from pressmark.archive.storage.tables import ArticleRow, IncomingRow, OutboxRow, RemovalRow
from pressmark.archive.storage.tags import drop_unused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session


def trashed_before(session: Session, time: datetime) -> list[int]:
    """The articles that lie in the trash since before a time."""
    return list(session.exec(select(ArticleRow.id).where(col(ArticleRow.trashed_at) < time)))


def purge_rows(session: Session, ids: Sequence[int]) -> tuple[int, ...]:
    """Delete the rows of those articles that lie in the trash, noting what is to follow."""
    is_trashed = col(ArticleRow.trashed_at).is_not(None)
    found = session.exec(
        select(ArticleRow.id, ArticleRow.revision, IncomingRow.file)
        .join(IncomingRow, col(IncomingRow.article_id) == ArticleRow.id, isouter=True)
        .where(rows.within(ArticleRow.id, ids), is_trashed)
    ).all()
    for id, revision, file in found:
        session.add(RemovalRow(article_id=id, incoming=file or ""))
        entry = {"revision": revision + 1, "is_deleted": True}
        statement = insert(OutboxRow).values(article_id=id, **entry)
        session.exec(statement.on_conflict_do_update(index_elements=["article_id"], set_=entry))
    purged = tuple(id for id, _, _ in found)
    session.flush()
    rows.run(session, delete(ArticleRow).where(rows.within(ArticleRow.id, purged)))
    drop_unused(session)
    return purged


def pending(session: Session) -> list[tuple[int, str]]:
    """Purged articles whose files are still there, with the names of their incoming files."""
    return [(row.article_id, row.incoming) for row in session.exec(select(RemovalRow))]


def done(session: Session, ids: Sequence[int]) -> None:
    """Forget that these had to be removed."""
    session.exec(delete(RemovalRow).where(rows.within(RemovalRow.article_id, ids)))


def remove_files(root: Path, id: int, incoming: str) -> set[Path]:
    """Delete a purged article's files; can be repeated after a crash.

    Returns:
        the folders to be flushed before anything forgets that the files had to go.

    Raises:
        OSError: a file could not be deleted.
    """
    changed: set[Path] = set()
    if incoming:
        folders.incoming(root, incoming).unlink(missing_ok=True)
        changed.add(root / folders.INCOMING)
    folder = folders.article(root, id)
    if not folder.is_dir() or atomic.leads_elsewhere(folder):
        return changed
    for snapshot in folders.real_folders(folder):
        if folders.is_snapshot_name(snapshot.name):
            _remove_listed(snapshot, folders.RESPONSE)
        elif folders.is_extraction_name(snapshot.name):
            _remove_listed(snapshot, folders.MADE)
    sidecar = folder / folders.SIDECAR
    if sidecar.is_file() and not sidecar.is_symlink():
        sidecar.unlink()
    _remove_if_empty(folder)
    return {*changed, folder if folder.exists() else folder.parent}


def _remove_listed(folder: Path, listing: str) -> None:
    """Remove a folder with the files that one file in it lists."""
    response = folder / listing
    try:
        names = [PurePosixPath(name) for name in json.loads(response.read_bytes())["files"]]
    except (OSError, ValueError, KeyError, TypeError):  # nothing says which files are ours
        _remove_if_empty(folder)
        return
    for name in names:
        path = folder.joinpath(*name.parts)
        if "\0" in str(name) or ".." in name.parts or name.is_absolute() or _passes_link(folder, path):
            continue
        path.unlink(missing_ok=True)
    for below in sorted(folders.real_folders(folder), reverse=True):
        _remove_if_empty(below)
    if [path.name for path in folder.iterdir()] == [listing]:
        response.unlink()
        _remove_if_empty(folder)


def _passes_link(folder: Path, path: Path) -> bool:
    return any(one.is_symlink() for one in (path, *path.parents) if one.is_relative_to(folder))


def _remove_if_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):  # else something in it is not ours
            raise
