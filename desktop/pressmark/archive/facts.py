"""How much an archive holds and takes, for people who wonder, and for reports of faults."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pressmark.archive.values import ArchiveFacts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pressmark.archive.storage.storage import Storage


def gather(storage: Storage, index_folder: Path, is_wanted: Callable[[], bool]) -> ArchiveFacts:
    """Count and measure; looking at every file may take a while, and ends early once it is not wanted any more."""
    database = sum(path.stat().st_size for path in storage.root.glob("archive.db*") if path.is_file())
    copies = sorted(path.name for path in (storage.root / "backups").glob("*.db"))
    return ArchiveFacts(
        articles=len(storage.all_ids()),
        snapshots=storage.snapshot_count(),
        database_bytes=database,
        file_bytes=_size(storage.root / "articles", is_wanted),
        index_bytes=_size(index_folder, is_wanted),
        copies=len(copies),
        sqlite=storage.sqlite_version,
    )


def _size(folder: Path, is_wanted: Callable[[], bool]) -> int:
    total, waiting = 0, [str(folder)]
    while waiting and is_wanted():
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        total += entry.stat(follow_symlinks=False).st_size
        except OSError:  # gone while it was looked at
            continue
    return total
