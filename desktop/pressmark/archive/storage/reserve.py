"""A little room on the disk, kept for the day when it is full: given back so that deleting works, which needs some.

SQLite writes a log before anything shrinks, so without this a full disk can only be emptied from outside.
"""

from __future__ import annotations

import logging
import os
import shutil
from typing import TYPE_CHECKING

from pressmark.archive.storage import atomic

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

NAME = ".reserve"
BYTES = 16 * 1024 * 1024
_LEAST_FREE = 20 * BYTES  # on a disk with less it would only be in the way
_BLOCK = 1024 * 1024


def keep(root: Path, staging: Path) -> None:
    """See that the reserve is there. Never fails: without room for it there is none."""
    path = root / NAME
    try:
        if path.exists() or shutil.disk_usage(root).free < _LEAST_FREE:
            return
        temporary = atomic.temporary_in(staging)
        try:
            with temporary.open("xb") as file:
                for _ in range(BYTES // _BLOCK):
                    file.write(os.urandom(_BLOCK))  # zeros would take no room on some disks
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError:
        log.warning("no reserve for a full disk", exc_info=True)


def give_up(root: Path) -> bool:
    """Give the room back; whether there was any."""
    try:
        (root / NAME).unlink()
    except OSError:
        return False
    log.warning("the disk is full; the reserve was given back")
    return True
