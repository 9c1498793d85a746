"""One database takes the place of another; a crash at any moment leaves one of them in force and both on the disk.

The new one waits beside the old one under a name of its own. Then the old one goes to `backups/`, first itself and then
its write-ahead log, which would spoil any other database; then the new one gets the name. A start that finds one
waiting knows from whether the old one is still there which way to go on.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pressmark.archive.storage import atomic, backups, database

if TYPE_CHECKING:
    from pathlib import Path

WAITING = "archive.db.next"
_ENDS = ("", "-wal", "-shm")


def replace(root: Path, made: Path, now: datetime) -> None:
    """Put a whole, flushed database in the place of the present one, if there is one.

    Raises:
        OSError: the present one is still in force, or the next start goes on from here.
    """
    seconds = int(now.timestamp())
    while any(_aside(root, seconds, end).exists() for end in _ENDS):
        seconds += 1
    os.utime(made, (seconds, seconds))  # so that a later start finds the same names for what goes aside
    atomic.sync_file(made)
    made.replace(root / WAITING)
    atomic.sync_folder(root)
    _move_in(root)


def is_cut_off(root: Path) -> bool:
    """Whether a crash left a replacement half done."""
    return (root / WAITING).exists()


def finish(root: Path) -> None:
    """Go on with a replacement that was cut off after the old database had gone, or forget one that had not begun."""
    if not is_cut_off(root):
        return
    if (root / database.NAME).exists():
        (root / WAITING).unlink()
    else:
        _move_in(root)


def _move_in(root: Path) -> None:
    waiting = root / WAITING
    seconds = waiting.stat().st_mtime
    for end in _ENDS:
        path = root / (database.NAME + end)
        if path.exists():
            atomic.make_folder(root / backups.FOLDER)
            path.rename(_aside(root, seconds, end))
            atomic.sync_folder(root / backups.FOLDER)
            atomic.sync_folder(root)  # each move lasts before the next one
    waiting.replace(root / database.NAME)
    atomic.sync_folder(root)


def _aside(root: Path, seconds: float, end: str) -> Path:
    return root / backups.FOLDER / (backups.name_for("replaced", datetime.fromtimestamp(seconds, UTC)) + end)
