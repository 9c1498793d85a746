"""The part of the archive's door that keeps it sound: copies, checks, repairs, and an emptied trash."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import timedelta
from typing import TYPE_CHECKING

from pressmark.archive.errors import StorageError
from pressmark.archive.storage.places import hazard
from pressmark.archive.values import Changed

if TYPE_CHECKING:
    from pathlib import Path

    from pressmark.archive.saver import Saver
    from pressmark.archive.scrubbing import Scrubber
    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Damage, Progress, Repair, VerifyReport

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

    @abstractmethod
    def _notify(self, changed: Changed) -> None: ...

    def check(self, progress: Progress | None = None) -> None:
        """Look at the database, where the archive was opened with `checks_later`. Until that has been, changes wait.

        Args:
            progress: called with how much is done and of how much (0 where nobody knows); what it raises puts the rest
                off until the next start.

        Raises:
            ArchiveDamaged: the database is not sound, and changes are refused; `rebuild_archive` may help.
            Cancelled: it was put off, by `progress` or because the archive is being closed.
            StorageError: it could not be read.
        """
        try:
            self._storage.check(progress)
        finally:
            self._notify(Changed())  # captures that were cut off wait again

    def put_off_check(self) -> None:
        """End a `check`, or let none begin; changes that wait for it are made."""
        self._storage.put_off_check()

    def hazard(self) -> str:
        """Why the archive should be kept elsewhere: `network`, `synced`, or nothing."""
        return hazard(self.root)

    def purge_expired(self) -> int:
        """Delete for good what was in the trash for 30 days; returns how many articles."""
        purged = self._storage.upkeep.purge_expired(TRASH_AGE)
        self._moved(purged)
        return len(purged)

    def keep_up(self) -> None:
        """Do what is due once a day or so: empty the trash, keep a little room on the disk. The copy is another matter.

        Raises:
            StorageError: what failed first; the rest was done nevertheless.
        """
        failed: list[StorageError] = []
        for work in (self.purge_expired, self._storage.upkeep.keep_reserve):
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

    def repair(self, progress: Progress | None = None) -> tuple[Repair, ...]:
        """Mend what `verify` finds, as far as it can be mended; never by deleting.

        Args:
            progress: called with how much is done and of how much; what it raises ends this, and nothing was mended.

        Raises:
            ArchiveDamaged: the database is not sound; `rebuild_archive` may help.
            StorageError: nothing was changed.
        """
        if self.is_read_only:
            raise StorageError(code="read-only")
        done = self._storage.upkeep.repair(progress)
        self._moved(tuple(one.damage.article_id for one in done if one.damage.article_id is not None))
        self._saver.wake()
        return done

    def back_up_daily(self, progress: Progress | None = None) -> Path | None:
        """Copy the database to `backups/` and check the copy, once a day; returns the new copy if one was made.

        Args:
            progress: called with how much is done and of how much; what it raises ends this and leaves no copy.
        """
        return self._storage.back_up_daily(progress)

    def back_up(self, target: Path, progress: Progress | None = None) -> Path:
        """Copy the database to a file, or into a folder, outside the archive and check the copy; returns where it is.

        Args:
            target: the file or folder.
            progress: called with how much is done and of how much; what it raises ends this and leaves no copy.

        Raises:
            NotABackup: there is such a file, and it is no copy of this archive's database.
            DiskFull, StorageError: there is no copy; a former one is as it was.
        """
        return self._storage.back_up(target, progress)

    def verify(self, progress: Progress | None = None) -> VerifyReport:
        """Check the database and every file; changes nothing.

        Args:
            progress: called with how many articles were checked, and of how many; what it raises ends this.
        """
        return self._storage.verify(progress)
