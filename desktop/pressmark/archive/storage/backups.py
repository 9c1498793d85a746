"""Copies of the database in `backups/`: made whole, checked, then given their name; old ones make room.

The day's copies are thinned like this: the last of each of the last 7 days, 4 weeks and 6 months is kept. Copies made
before something risky, and databases that were replaced, are never removed; nor is what this module did not name.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from pressmark.archive.errors import ArchiveDamaged, ArchiveError, NotABackup
from pressmark.archive.storage import atomic, database, folders
from pressmark.archive.storage.watching import watched
from pressmark.archive.values import Backup

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from sqlalchemy.engine import Engine

    from pressmark.archive.values import Progress

FOLDER = "backups"
KEEP_DAYS, KEEP_WEEKS, KEEP_MONTHS = 7, 4, 6
PARTS = 1000  # of a copy, as far as progress is told: the first half is writing, the second checking it
HALF_A_DAY = timedelta(hours=12)
_STAMP = "%Y%m%dT%H%M%SZ"
_DAILY = re.compile(r"(\d{8}T\d{6}Z)-daily\.db")
_KEPT = re.compile(r"(\d{8}T\d{6}Z)-([a-z0-9-]{1,40})\.db")
_PERIODS = ((KEEP_DAYS, "%Y-%m-%d"), (KEEP_WEEKS, "%G-W%V"), (KEEP_MONTHS, "%Y-%m"))


def back_up(engine: Engine, target: Path, staging: Path, progress: Progress | None = None) -> None:
    """Copy the database as of now to `target`, whole and checked; other threads go on writing.

    Args:
        engine: of the database.
        target: the copy, which is replaced in one go.
        staging: where it is made.
        progress: called with parts of `PARTS`; what it raises ends this and leaves no copy.

    Raises:
        ArchiveDamaged: the copy is not sound, so neither is the database.
        OSError, DBAPIError: it could not be written.
    """
    atomic.make_folder(target.parent)
    temporary = atomic.temporary_in(staging)
    try:
        connection = engine.raw_connection()
        connection.detach()  # what is set below must not come back to the pool
        with closing(connection):
            driver = database.driver_of(connection)
            driver.execute("PRAGMA query_only=OFF")  # a reader may write a copy
            look = (
                partial(_tell_copied, temporary, database.size_of(driver), progress) if progress is not None else None
            )
            with watched(driver, look):
                driver.execute("VACUUM INTO ?", (str(temporary),))  # cannot be inside a transaction
        check(temporary, partial(progress, PARTS // 2, PARTS) if progress is not None else None)
        atomic.sync_file(temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    atomic.sync_folder(target.parent)


def back_up_daily(
    engine: Engine, root: Path, staging: Path, now: datetime, progress: Progress | None = None
) -> Path | None:
    """Make the day's copy, unless the newest is younger than a day, then remove those that nobody needs any more."""
    folder = root / FOLDER
    past = [time for time in _daily(folder) if time <= now]  # one of the future is a clock's mistake
    if past and now - max(past) < timedelta(days=1):
        return None
    target = folder / f"{_stamp(now)}-daily.db"
    back_up(engine, target, staging, progress)
    made = {time: path for time, path in _daily(folder).items() if time <= now}
    for time in made.keys() - worth_keeping(made):
        made[time].unlink()
    return target


def worth_keeping(times: Collection[datetime]) -> set[datetime]:
    """Of copies made at these times, the last of each of the newest days, weeks and months; never none."""
    kept: set[datetime] = set()
    for most, period in _PERIODS:
        last = {time.strftime(period): time for time in sorted(times)}
        kept.update(sorted(last.values())[-most:])
    return kept


def name_for(reason: str, now: datetime) -> str:
    """A name for a copy that is never removed by itself, like `20240924T101500Z-schema-1.db`."""
    return f"{_stamp(now)}-{reason}.db"


def kept(root: Path, uuid: str, newest_schema: int) -> list[Backup]:
    """The copies of an archive's database that one could go back to, the youngest first; others are passed over."""
    found = []
    folder = root / FOLDER
    for path in folder.iterdir() if folder.is_dir() else ():
        name = _KEPT.fullmatch(path.name)
        if name is None or not _is_time(name[1]) or path.is_symlink():
            continue
        try:
            if identify(path, newest_schema)[0] == uuid:
                found.append(Backup(path, _time(name[1]), name[2], _count(path), path.stat().st_size))
        except (ArchiveError, OSError, sqlite3.DatabaseError):
            continue
    return sorted(found, key=lambda one: (one.made_at, one.file.name), reverse=True)


def _count(file: Path) -> int:
    with (
        ExitStack() as scratch,
        closing(sqlite3.connect(database.reading_uri(file, scratch), uri=True)) as connection,
    ):
        return int(connection.execute("SELECT count(*) FROM article WHERE trashed_at IS NULL").fetchone()[0])


def last_seen(root: Path, now: datetime) -> datetime | None:
    """The latest time of which an earlier day's copy is a witness; a clock that jumped today has none for its jump."""
    return max((time for time in _daily(root / FOLDER) if time <= now - HALF_A_DAY), default=None)


def newest(root: Path) -> Path | None:
    """The youngest of the day's copies."""
    made = _daily(root / FOLDER)
    return made[max(made)] if made else None


def check(copy: Path, look: Callable[[], None] | None = None) -> None:
    """Let SQLite look through a copy that nobody writes; what `look` raises ends it.

    Raises:
        ArchiveDamaged: it is not sound, or brings triggers or views.
    """
    with closing(sqlite3.connect(copy.as_uri() + "?mode=ro&immutable=1", uri=True)) as connection:
        with watched(connection, look):
            (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        foreign = connection.execute(database.FOREIGN).fetchone()
    if verdict != "ok" or foreign is not None:
        raise ArchiveDamaged("backup")


def identify(file: Path, newest_schema: int) -> tuple[str, int]:
    """Whose database a file is, and its schema; the file is only read.

    Raises:
        NotABackup: it is none that this program can take; `detail` is `missing`, `damaged`, `foreign` or `too-new`.
    """
    if not file.is_file():
        raise NotABackup("missing")
    with ExitStack() as scratch:
        try:
            header = database.read_header(file, scratch)
            if header.application_id != database.APPLICATION_ID or not header.schema:
                raise NotABackup("foreign")
            if header.schema > newest_schema:
                raise NotABackup("too-new")
            with closing(sqlite3.connect(database.reading_uri(file, scratch), uri=True)) as connection:
                (uuid,) = connection.execute("SELECT uuid FROM archive").fetchone()
        except (ArchiveDamaged, sqlite3.DatabaseError, TypeError) as error:
            raise NotABackup("damaged") from error
    if not folders.is_uuid(str(uuid)):
        raise NotABackup("damaged")
    return str(uuid), header.schema


def _tell_copied(temporary: Path, expected: int, progress: Progress) -> None:
    try:
        copied = temporary.stat().st_size
    except OSError:  # not there yet
        copied = 0
    progress(min(PARTS // 2, copied * PARTS // (2 * max(1, expected))), PARTS)


def _stamp(now: datetime) -> str:
    return now.astimezone(UTC).strftime(_STAMP)


def _daily(folder: Path) -> dict[datetime, Path]:
    names = [_DAILY.fullmatch(path.name) for path in folder.iterdir()] if folder.is_dir() else []
    return {_time(name[1]): folder / name[0] for name in names if name and _is_time(name[1])}


def _time(stamp: str) -> datetime:
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def _is_time(stamp: str) -> bool:
    try:
        _time(stamp)
    except ValueError:  # the 31st of February: somebody else's name
        return False
    return True
