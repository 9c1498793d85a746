"""Copies of the database in `backups/`: made whole, checked, then given their name; old ones make room.

Only names that this module gave are ever removed.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pressmark.archive.errors import ArchiveDamaged
from pressmark.archive.storage import atomic

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine import Engine

FOLDER = "backups"
KEEP_DAILY = 7
_STAMP = "%Y%m%dT%H%M%SZ"
_DAILY = re.compile(r"(\d{8}T\d{6}Z)-daily\.db")


def back_up(engine: Engine, target: Path, staging: Path) -> None:
    """Copy the database as of now to `target`, whole and checked; other threads go on writing.

    Raises:
        ArchiveDamaged: the copy is not sound, so neither is the database.
        OSError, DBAPIError: it could not be written.
    """
    atomic.make_folder(target.parent)
    temporary = atomic.temporary_in(staging)
    try:
        with closing(engine.raw_connection()) as connection:  # VACUUM cannot be inside a transaction
            connection.cursor().execute("VACUUM INTO ?", (str(temporary),))
        _check(temporary)
        atomic.sync_file(temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    atomic.sync_folder(target.parent)


def back_up_daily(engine: Engine, root: Path, staging: Path, now: datetime) -> Path | None:
    """Make the day's backup, unless the newest is younger than a day, and remove those beyond `KEEP_DAILY`."""
    folder = root / FOLDER
    made = _daily(folder)
    if made and timedelta(0) <= now - made[-1][0] < timedelta(days=1):  # one of the future is a clock's mistake
        return None
    target = folder / f"{now.astimezone(UTC).strftime(_STAMP)}-daily.db"
    back_up(engine, target, staging)
    for _, path in _daily(folder)[:-KEEP_DAILY]:
        path.unlink()
    return target


def name_for(reason: str, now: datetime) -> str:
    """A name for a backup that is never removed by itself, like `20240924T101500Z-schema-1.db`."""
    return f"{now.astimezone(UTC).strftime(_STAMP)}-{reason}.db"


def _daily(folder: Path) -> list[tuple[datetime, Path]]:
    names = [_DAILY.fullmatch(path.name) for path in folder.iterdir()] if folder.is_dir() else []
    return sorted((datetime.strptime(name[1], _STAMP).replace(tzinfo=UTC), folder / name[0]) for name in names if name)


def _check(copy: Path) -> None:
    with closing(sqlite3.connect(copy.as_uri() + "?mode=ro&immutable=1", uri=True)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise ArchiveDamaged("backup")
