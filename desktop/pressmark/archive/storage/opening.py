"""The checks between a folder and an open archive: nothing is written before it is known to be ours and sound."""

from __future__ import annotations

import logging
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlmodel import Session, select

from pressmark.archive.errors import ArchiveDamaged, ArchiveMissing, ArchiveTooNew, StorageError
from pressmark.archive.storage import atomic, backups, charter, database, folders, migrations, queue, replacement
from pressmark.archive.storage.tables import ArchiveRow, DraftRow, ExtractionRow, IncomingRow, SnapshotRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressmark.archive.storage.migrations import Steps
    from pressmark.archive.values import Progress

log = logging.getLogger(__name__)

SWEEP_SECONDS = 24 * 3600.0  # left-overs of a crash younger than this are kept, for whoever wants to look


def look(root: Path, *, may_create: bool, newest: int = migrations.NEWEST) -> int:
    """Find out, without touching anything, what is in a folder.

    Returns:
        the database's schema, or 0 where an archive is to be made.

    Raises:
        ArchiveMissing: there is none, and none may be made.
        ArchiveTooNew: the database's schema is above `newest`.
        ArchiveDamaged: the database is not one of ours, or is empty or missing beside article folders.
    """
    path = root / database.NAME
    if not path.exists() and replacement.is_cut_off(root):
        path = root / replacement.WAITING
    if not path.exists() or path.stat().st_size == 0:
        lack = "empty" if path.exists() else "missing"
    else:
        with ExitStack() as scratch:
            header = database.read_header(path, scratch)
        if header.application_id not in (0, database.APPLICATION_ID):
            raise ArchiveDamaged("not-an-archive")
        if header.schema > newest:
            raise ArchiveTooNew(str(header.schema))
        if header.application_id and header.schema and not header.is_blank:
            return header.schema
        if not header.is_blank:
            raise ArchiveDamaged("not-an-archive")
        lack = "empty"
    if folders.has_articles(root):
        raise ArchiveDamaged(lack)
    if not may_create:
        raise ArchiveMissing(root.name)
    return 0


def make_database(root: Path, fill: Callable[[Session], None], now: datetime) -> None:
    """Make a database aside and put it in the place of the present one, if there is one; what fails leaves no trace."""
    temporary = atomic.temporary_in(folders.staging(root))
    try:
        engine = database.make_engine(temporary, journal="DELETE", is_new=True)
        try:
            with Session(database.writing(engine)) as session, session.begin():
                migrations.migrate(session.connection())
                fill(session)
        finally:
            engine.dispose()
        replacement.replace(root, temporary, now)
    finally:
        for end in ("", "-journal"):
            temporary.with_name(temporary.name + end).unlink(missing_ok=True)


def found_archive(root: Path, now: datetime) -> None:
    """Make a new, empty archive."""
    make_database(root, lambda session: add_archive_row(session, root, now), now)


def add_archive_row(session: Session, root: Path, now: datetime) -> None:
    """Enter the archive's own row, after its charter."""
    ours = charter.found(root, now)
    session.add(ArchiveRow(uuid=ours.uuid, created_at=datetime.fromisoformat(ours.created_at)))
    session.flush()


def place_aside(root: Path, resources: ExitStack) -> Path:
    """A folder for what is taken apart, of one who only reads; without room for one, where nothing can be written."""
    try:
        folder = TemporaryDirectory(prefix=atomic.PREFIX, ignore_cleanup_errors=True)
    except OSError:
        return folders.staging(root) / "nowhere"
    return Path(resources.enter_context(folder))


def migrate(
    root: Path, schema: int, now: datetime, steps: Steps | None = None, progress: Progress | None = None
) -> None:
    """Bring an existing database to the newest schema, after a verified backup, of which `progress` tells."""
    path = root / database.NAME
    engine = database.make_engine(path, is_migrating=True)
    try:
        copy = root / backups.FOLDER / backups.name_for(f"schema-{schema}", now)
        backups.back_up(engine, copy, folders.staging(root), progress)
        log.info("database copied to %s before its migration", copy.name)
        with database.writing(engine).begin() as connection:
            migrations.migrate(connection, steps)
    finally:
        engine.dispose()


def recover(session: Session, root: Path) -> None:
    """Clear away what the last process could not finish. Costs next to nothing after a clean end."""
    queue.release_all(session, utc_now())
    for draft in session.exec(select(DraftRow)).all():
        folder = folders.article(root, draft.article_id) / draft.folder
        table = ExtractionRow if folders.is_extraction_name(draft.folder) else SnapshotRow
        known = select(table.id).where(table.article_id == draft.article_id, table.folder == draft.folder)
        is_here = folder.is_dir() and not atomic.leads_elsewhere(folder)
        if is_here and session.exec(known).first() is None:
            folder.rename(atomic.temporary_in(folders.staging(root)))  # renamed, but its rows never came
        session.delete(draft)
    before = time.time() - SWEEP_SECONDS
    atomic.sweep(folders.staging(root), before)
    _sweep_incoming(session, root, before)


def _sweep_incoming(session: Session, root: Path, before: float) -> None:
    """Delete what was brought by a save that was cut off before its rows."""
    folder = root / folders.INCOMING
    if folder.is_symlink() or not folder.is_dir():
        return
    known = set(session.exec(select(IncomingRow.file)))
    for path in folder.iterdir():
        if path.name not in known and folders.is_incoming_name(path.name) and path.lstat().st_mtime < before:
            path.unlink(missing_ok=True)


def read_uuid(session: Session) -> str:
    """The archive's UUID.

    Raises:
        ArchiveDamaged: the database has none.
    """
    row = session.get(ArchiveRow, 1)
    if row is None:
        raise ArchiveDamaged("no-archive-row")
    return row.uuid


def make_root(root: Path) -> None:
    """Make the archive's folder, where it is not there, for this user alone: what somebody reads is nobody's business.

    Raises:
        OSError: it cannot be made, or a link leads elsewhere on the way.
    """
    if not root.is_dir():
        atomic.make_folder(root.parent)
        root.mkdir(mode=0o700, exist_ok=True)
        atomic.sync_folder(root.parent)
    atomic.make_folder(root)


def real_root(root: Path) -> Path:
    """The folder itself, however it was reached, so that two ways to it are one archive.

    Raises:
        StorageError: there is something else at this place.
    """
    if "\0" in str(root):
        raise StorageError(code="not-a-folder")
    root = root.resolve()
    if root.exists() and not root.is_dir():
        raise StorageError(code="not-a-folder")
    return root


def utc_now() -> datetime:
    """The time."""
    return datetime.now(UTC)
