"""Which articles of an archive came to this computer together with it, so that nobody here named their addresses.

What an archive itself says of that is no witness: it may be somebody else's. So a file outside it remembers each
archive that was ever opened here, with the last article that it had then, and which of those were named here since.
"""

from __future__ import annotations

import json
import logging
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pressmark.archive.errors import ArchiveError
from pressmark.archive.values import Trust
from pressmark.archive.whole_files import keep_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

log = logging.getLogger(__name__)

_ALL = 2**63 - 1


class Origin:
    """What is known of one archive. Thread-safe.

    Args:
        file: remembers all archives; one that cannot be read or written makes strangers of them.
        archive_id: the archive's UUID.
        last_id: tells the highest id of an article, or 0.
        was_here: whether the archive was opened here before there was such a file.

    Attributes:
        came_at: when the archive was first opened here.
    """

    def __init__(self, file: Path, archive_id: str, last_id: Callable[[], int], *, was_here: bool) -> None:
        self._file, self._archive_id = file, archive_id
        self._lock = threading.Lock()
        self.came_at, self._last, self._named = datetime.now(UTC), 0, set[int]()
        archives = _read(file)
        try:
            known = archives[archive_id]
            self.came_at = datetime.fromisoformat(known["came_at"]).astimezone(UTC)  # where no zone is said, ours
            self._last, self._named = int(known["last"]), set(map(int, known["named"]))
        except (KeyError, TypeError, ValueError, OverflowError):
            if not was_here or file.exists():
                try:
                    self._last = last_id()
                except ArchiveError:  # the check finds out why; until the next start nobody is believed
                    self._last = _ALL
                    return
            self._write()

    def came_along(self, id: int) -> bool:
        """Whether an article came with the archive, and nobody named its address here since."""
        return id <= self._last and id not in self._named

    def trust_in(self, id: int, said: Trust) -> Trust:
        """Who named an article's address, of which the archive says something."""
        return Trust.PAGE if self.came_along(id) else said

    def name(self, ids: Iterable[int]) -> None:
        """Note that the person named the addresses of these articles."""
        with self._lock:
            new = {id for id in ids if self.came_along(id)}
            if new:
                self._named |= new
                self._write()

    def _write(self) -> None:
        if self._last == _ALL:
            return
        archives = _read(self._file)  # others may have been opened meanwhile
        archives[self._archive_id] = {
            "came_at": self.came_at.isoformat(),
            "last": self._last,
            "named": sorted(self._named),
        }
        try:
            keep_file(self._file, json.dumps(archives, indent=1).encode())
        except OSError as error:
            log.warning("known archives cannot be written: %s", error.strerror)


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        log.warning("known archives cannot be read: %s", type(error).__name__)
        return {}
    return found if isinstance(found, dict) else {}
