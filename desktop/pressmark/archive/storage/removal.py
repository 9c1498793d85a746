"""Purge articles for good: first the rows, then the files, and only files that can be accounted for.

The rows leave a note of what is still to be deleted, so that a purge that was cut off goes on at the next start. What
Pressmark did not write stays where it is and is listed by `verify`.
"""

from __future__ import annotations

import errno
import json
import logging
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import col, select

from pressmark.archive.storage import atomic, charter, folders, rows
from pressmark.archive.storage.faults import storage_errors
from pressmark.archive.storage.tables import ArticleRow, IncomingRow, OutboxRow, RemovalRow
from pressmark.archive.storage.tags import drop_unused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from sqlmodel import Session

log = logging.getLogger(__name__)


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
        names = [PurePosixPath(name) for name in json.loads(atomic.read(response))["files"]]
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


class Remover:
    """Purges articles of one archive, and goes on where a purge was cut off.

    Args:
        root: the archive's folder.
        reading: opens a session to read with.
        writing: opens a session in a writing transaction.
        lock: what keeps article folders as they are.
        clock: tells the time.
    """

    def __init__(
        self,
        root: Path,
        reading: Callable[[], AbstractContextManager[Session]],
        writing: Callable[[], AbstractContextManager[Session]],
        lock: AbstractContextManager[object],
        clock: Callable[[], datetime],
    ) -> None:
        self._root, self._reading, self._writing, self._lock, self._clock = root, reading, writing, lock, clock

    def purge(self, ids: Sequence[int]) -> tuple[int, ...]:
        """Delete what lies in the trash of these, rows first; returns their ids.

        Raises:
            StorageError: some may have been deleted; the rest of them follows at the next start.
        """
        with storage_errors(), self._lock:
            with self._writing() as session:
                purged = purge_rows(session, ids)
            self.go_on()
        return purged

    def go_on(self) -> None:
        """Delete the files whose rows are gone; what cannot be deleted is tried again at the next start."""
        with self._lock, storage_errors():
            with self._reading() as session:
                waiting = pending(session)
            if not waiting:
                return
            charter.note_last_id(self._root, max(id for id, _ in waiting), self._clock())
            removed: list[int] = []
            changed: set[Path] = set()
            for id, incoming in waiting:
                try:
                    changed |= remove_files(self._root, id, incoming)
                    removed.append(id)
                except OSError:
                    log.warning("files of purged article %d not removed; tried again at the next start", id)
            for folder in changed:
                if folder.is_dir():
                    atomic.sync_folder(folder)
            with self._writing() as session:
                done(session, removed)
