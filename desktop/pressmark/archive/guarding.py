"""The part of the archive's door that keeps it sound: copies, checks, repairs, and an emptied trash."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import timedelta
from typing import TYPE_CHECKING

from pressmark.archive.errors import StorageError
from pressmark.archive.storage.places import hazard

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pressmark.archive.saver import Saver
    from pressmark.archive.scrubbing import Scrubber
    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Damage, Repair, VerifyReport

TRASH_AGE = timedelta(days=30)  # how long the trash keeps what was deleted


class Guarding(ABC):
    """What an `Archive` does for its own good. Thread-safe."""

    root: Path
    is_read_only: bool
    _storage: Storage
    _scrubber: Scrubber
    _saver: Saver

    @abstractmethod
    def _moved(self, ids: tuple[int, ...]) -> tuple[int, ...]: ...

    def hazard(self) -> str:
        """Why the archive should be kept elsewhere: `network`, `synced`, or nothing."""
        return hazard(self.root)

    def purge_expired(self) -> int:
        """Delete for good what was in the trash for 30 days; returns how many articles."""
        purged = self._storage.upkeep.purge_expired(TRASH_AGE)
        self._moved(purged)
        return len(purged)

    def keep_up(self) -> None:
        """Do what is due once a day or so: empty the trash, keep a little room on the disk, make the day's copy.

        Raises:
            StorageError: what failed first; the rest was done nevertheless.
        """
        failed: list[StorageError] = []
        for work in (self.purge_expired, self._storage.upkeep.keep_reserve, self.back_up_daily):
            try:
                work()
            except StorageError as error:
                failed.append(error)
        if failed:
            raise failed[0]

    def scrub(self, seconds: float) -> tuple[Damage, ...]:
        """Check some files again, from where the last time ended; returns what is wrong with them.

        Raises:
            StorageError: the database cannot be read.
        """
        return self._scrubber.scrub(seconds)

    def repair(self) -> tuple[Repair, ...]:
        """Mend what `verify` finds, as far as it can be mended; never by deleting.

        Raises:
            ArchiveDamaged: the database is not sound; `rebuild_archive` may help.
            StorageError: nothing was changed.
        """
        if self.is_read_only:
            raise StorageError(code="read-only")
        done = self._storage.upkeep.repair()
        self._moved(tuple(one.damage.article_id for one in done if one.damage.article_id is not None))
        self._saver.wake()
        return done

    def back_up_daily(self) -> Path | None:
        """Copy the database to `backups/` and check the copy, once a day; returns the new copy if one was made."""
        return self._storage.back_up_daily()

    def back_up(self, target: Path) -> Path:
        """Copy the database to a file, or into a folder, outside the archive and check the copy; returns where it is.

        Raises:
            NotABackup: there is such a file, and it is no copy of this archive's database.
            DiskFull, StorageError: there is no copy; a former one is as it was.
        """
        return self._storage.back_up(target)

    def verify(self, progress: Callable[[int, int], None] | None = None) -> VerifyReport:
        """Check the database and every file; changes nothing.

        Args:
            progress: called with how many articles were checked, and of how many.
        """
        return self._storage.verify(progress)
