"""Go back to a copy of the database without losing what came after it.

The articles that the copy knows are again as they were then; those that were saved since stay, and so does every
snapshot, for they are taken in from their folders. The present database goes to `backups/`: restoring it undoes this.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import ExitStack, closing
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlmodel import Session, select

from pressmark.archive.errors import ArchiveDamaged, NotABackup
from pressmark.archive.storage import (
    atomic,
    backups,
    charter,
    database,
    folders,
    migrations,
    opening,
    replacement,
    rows,
    sidecars,
)
from pressmark.archive.storage.lock import ArchiveLock
from pressmark.archive.storage.rebuild import Rebuild, use_no_id_twice
from pressmark.archive.storage.tables import ArticleRow, DraftRow, IncomingRow, QueueRow, RemovalRow, SnapshotRow
from pressmark.archive.storage.watching import watched
from pressmark.archive.values import RebuildReport

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from pressmark.archive.values import Backup, Progress


def kept(root: Path) -> list[Backup]:
    """The copies in `backups/` that the archive in a folder can go back to, the youngest first.

    Raises:
        OSError: the folder cannot be read.
    """
    ours = charter.read(root)
    return backups.kept(root, ours.uuid, migrations.NEWEST) if ours is not None else []


def restore(root: Path, file: Path, now: datetime, progress: Progress | None = None) -> RebuildReport:
    """Put a copy of the database, brought up to date, in the place of the present one.

    Args:
        root: the archive's folder.
        file: the copy.
        now: the time.
        progress: called with how much is done and of how much; what it raises ends this.

    Raises:
        NotABackup: the file is no copy of this archive's database, or not sound; nothing was changed.
        ArchiveInUse: a process writes to the archive.
        OSError, DBAPIError: something could not be read or written; the present database is still in its place.
    """
    uuid, schema = backups.identify(file, migrations.NEWEST)
    opening.make_root(root)
    lock = ArchiveLock(root)
    try:
        replacement.finish(root)
        _claim(root, uuid, now)
        work = _Restoration(root, now, progress)
        temporary = atomic.temporary_in(folders.staging(root))
        try:
            _copy(file, temporary, partial(work.taker.tell, 0, 0))
            work.catch_up(temporary, schema)
            replacement.replace(root, temporary, now)
        finally:
            temporary.unlink(missing_ok=True)
    except BaseException:
        lock.abandon()
        raise
    lock.release()
    return RebuildReport(work.taker.articles, work.snapshots, tuple(work.taker.skipped))


class _Restoration:
    """One run on a copy that nobody else knows yet."""

    def __init__(self, root: Path, now: datetime, progress: Progress | None) -> None:
        self.root = root
        self.taker = Rebuild(root, now, progress)
        self.snapshots = 0

    def catch_up(self, copy: Path, schema: int) -> None:
        """Bring a copy to the present schema and to the folders as they are."""
        if schema < migrations.NEWEST:
            engine = database.make_engine(copy, journal="DELETE", is_migrating=True)
            with database.writing(engine).begin() as connection:
                migrations.migrate(connection)
            engine.dispose()
        engine = database.make_engine(copy, journal="DELETE")
        try:
            with Session(database.writing(engine)) as session, session.begin():
                self._forget_unfinished(session)
                self._take_what_came_since(session)
                self._let_sidecars_follow(session)
                use_no_id_twice(session, self.root)
                rows.announce(session, session.exec(select(ArticleRow.id)).all())
                self.snapshots = len(session.exec(select(SnapshotRow.id)).all())
        finally:
            engine.dispose()

    def _forget_unfinished(self, session: Session) -> None:
        """A draft of then may be a snapshot of now; content that was brought may have become one."""
        session.exec(delete(DraftRow))
        for waiting in session.exec(select(QueueRow)):
            waiting.is_claimed, waiting.attempts = False, 0
        for brought in session.exec(select(IncomingRow)):
            if not folders.incoming(self.root, brought.file).is_file():
                session.delete(brought)
        session.flush()

    def _take_what_came_since(self, session: Session) -> None:
        known = set(session.exec(select(ArticleRow.id)))
        self.taker.articles = len(known)
        self.taker.know(session)
        being_removed = set(session.exec(select(RemovalRow.article_id)))
        here = dict(sorted(folders.articles(self.root)))
        for done, (id, folder) in enumerate(here.items()):
            self.taker.tell(done, 2 * len(here))
            if id in known:
                self._take_snapshots(session, id, folder)
            elif id not in being_removed:
                self.taker.take(session, id, folder)
        for id in sorted(known - here.keys()):
            self.taker.skip(id, folders.article(self.root, id), "missing")

    def _take_snapshots(self, session: Session, id: int, folder: Path) -> None:
        listed = set(session.exec(select(SnapshotRow.folder).where(SnapshotRow.article_id == id)))
        found = [path for path in folders.real_folders(folder) if folders.is_snapshot_name(path.name)]
        new = [path for path in found if path.name not in listed]
        if new:
            self.taker.adopt(session, rows.require(session, id), new)
        session.flush()
        session.expunge_all()

    def _let_sidecars_follow(self, session: Session) -> None:
        """Make due what differs from its sidecar, with numbers above all that the sidecar or an index may have."""
        ids = session.exec(select(ArticleRow.id)).all()
        for start in range(0, len(ids), sidecars.BATCH):
            self.taker.tell(len(ids) + start, 2 * len(ids))
            for id, data in sidecars.render(session, ids[start : start + sidecars.BATCH]).items():
                present = _read(folders.sidecar(self.root, id))
                row = rows.require(session, id)
                if present == data:
                    row.sidecar_edition = row.edition
                    continue
                row.edition = max(row.edition, _number(present, "edition")) + 1
                row.revision = max(row.revision, _number(present, "revision")) + 1
                row.sidecar_edition = 0
            session.flush()
            session.expunge_all()


def _claim(root: Path, uuid: str, now: datetime) -> None:
    """Make sure that the folder is of the archive that the copy is of; an empty one becomes so."""
    ours = charter.read(root)
    if ours is None or (ours.uuid != uuid and not folders.has_articles(root)):
        charter.found(root, now, uuid)
    elif ours.uuid != uuid:
        raise NotABackup("other-archive")


def _copy(file: Path, target: Path, look: Callable[[], None]) -> None:
    try:
        with ExitStack() as scratch:
            uri = database.reading_uri(file, scratch)
            connection = scratch.enter_context(closing(sqlite3.connect(uri, uri=True, isolation_level=None)))
            with watched(connection, look):
                connection.execute("VACUUM INTO ?", (str(target),))
        backups.check(target, look)
    except (ArchiveDamaged, sqlite3.DatabaseError) as error:
        if isinstance(error, sqlite3.OperationalError):  # the disk, not the file
            raise
        raise NotABackup("damaged") from error


def _read(path: Path) -> bytes:
    try:
        return atomic.read(path)
    except OSError:
        return b""


def _number(sidecar: bytes, name: str) -> int:
    try:
        return int(json.loads(sidecar)[name])
    except (ValueError, KeyError, TypeError, RecursionError):
        return 0
