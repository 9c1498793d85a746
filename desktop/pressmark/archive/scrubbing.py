"""Looks at every file again when nothing else is to do: disks forget silently, and a copy made later would be no copy.

A little at a time; where it stopped is remembered beside the index, so that each file has its turn however short the
program runs.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Damage

log = logging.getLogger(__name__)

PLACE = "scrubbed"
ARTICLES = 20  # looked at between two looks at the time


class Scrubber:
    """Scrubs one archive.

    Args:
        storage: its storage.
        folder: where the place is remembered.
    """

    def __init__(self, storage: Storage, folder: Path) -> None:
        self._storage, self._file = storage, folder / PLACE
        self._is_stopping = threading.Event()

    def scrub(self, seconds: float) -> tuple[Damage, ...]:
        """Check files for a while, from where the last time ended; returns what is wrong with them.

        Raises:
            StorageError: the database cannot be read.
        """
        end = time.monotonic() + seconds
        after: int | None = self._place()
        found: list[Damage] = []
        while after is not None and time.monotonic() < end and not self._is_stopping.is_set():
            after, damages = self._storage.upkeep.check_some(after, ARTICLES)
            found += damages
        self._remember(after or 0)
        if found:
            log.warning("scrubbing found %d damages, the first in article %s", len(found), found[0].article_id)
        return tuple(found)

    def stop(self) -> None:
        """End soon, on whatever thread it runs."""
        self._is_stopping.set()

    def _place(self) -> int:
        try:
            return int(self._file.read_text("ascii"))
        except (OSError, ValueError):
            return 0

    def _remember(self, id: int) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file.write_text(str(id), "ascii")
        except OSError:
            log.info("the place of scrubbing is not remembered")
