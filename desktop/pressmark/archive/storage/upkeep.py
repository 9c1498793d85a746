"""What keeps an archive sound over the years: copies, checks, repairs, an emptied trash, room on a full disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import func
from sqlmodel import select

from pressmark.archive.errors import ArchiveDamaged, DiskFull
from pressmark.archive.storage import backups, folders, removal, repair, reserve, verify
from pressmark.archive.storage.faults import storage_errors
from pressmark.archive.storage.tables import ArticleRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime, timedelta
    from pathlib import Path

    from sqlalchemy.engine import Engine
    from sqlmodel import Session

    from pressmark.archive.storage.removal import Remover
    from pressmark.archive.storage.sidecars import SidecarKeeper
    from pressmark.archive.values import Damage, Progress, Repair, VerifyReport

T = TypeVar("T")


class Upkeep:
    """Keeps one archive sound. Thread-safe.

    Args:
        root: the archive's folder.
        engine: of its database.
        sidecars: its keeper of sidecars.
        remover: what purges.
        reading: opens a session to read with.
        writing: opens a session in a writing transaction; refuses where the archive is open for reading only.
        clock: tells the time.
    """

    def __init__(
        self,
        root: Path,
        engine: Engine,
        sidecars: SidecarKeeper,
        remover: Remover,
        reading: Callable[[], AbstractContextManager[Session]],
        writing: Callable[[], AbstractContextManager[Session]],
        clock: Callable[[], datetime],
    ) -> None:
        self._root, self._engine, self._sidecars, self._remover = root, engine, sidecars, remover
        self._reading, self._writing, self._clock = reading, writing, clock

    def back_up_daily(self, progress: Progress | None = None) -> Path | None:
        """Make a verified copy of the database in `backups/`, unless the newest is younger than a day."""
        with storage_errors(), self._reading():  # which refuses where the archive's folder is gone
            staging = folders.staging(self._root)
            return backups.back_up_daily(self._engine, self._root, staging, self._clock(), progress)

    def keep_reserve(self) -> None:
        """Keep a little room for the day when the disk is full."""
        with self._reading():
            reserve.keep(self._root, folders.staging(self._root))

    def with_reserve(self, work: Callable[[], T]) -> T:
        """Do what makes room in the end, with the reserve where the disk is full."""
        try:
            return work()
        except DiskFull:
            if not reserve.give_up(self._root):
                raise
            return work()

    def purge(self, ids: Sequence[int]) -> tuple[int, ...]:
        """Delete articles that lie in the trash for good, rows first; returns their ids."""
        return self.with_reserve(lambda: self._remover.purge(ids))

    def purge_expired(self, age: timedelta) -> tuple[int, ...]:
        """Delete for good what has been in the trash for longer than `age`; returns their ids.

        The clock is believed only where it said so on an earlier day, too: one that jumps ahead must delete nothing.
        The times of the day's copies tell.
        """
        seen = backups.last_seen(self._root, self._clock())
        if seen is None:
            return ()
        with self._reading() as session:
            expired = removal.trashed_before(session, seen - age)
        return self.purge(expired) if expired else ()

    def last_id(self) -> int:
        """The highest id of an article, or 0."""
        with self._reading() as session:
            return session.exec(select(func.max(ArticleRow.id))).one() or 0

    def verify(self, progress: Progress | None = None) -> VerifyReport:
        """Compare the files with the database; nothing is changed.

        Args:
            progress: called with the number of articles done and of all; what it raises ends this.
        """
        with storage_errors(), self._reading():
            report = verify.verify(self._root, self._engine, self._sidecars.settled, progress)
        with self._reading():  # where the folder went meanwhile, nothing is missing
            return report

    def check_some(self, after: int, limit: int) -> tuple[int | None, tuple[Damage, ...]]:
        """Look at the files of the next articles above an id; the last one's id, or None behind the last of all."""
        with storage_errors(), self._reading():
            found = verify.check_some(self._root, self._engine, self._sidecars.settled, after, limit)
        with self._reading():  # likewise
            return found

    def repair(self, progress: Progress | None = None) -> tuple[Repair, ...]:
        """Mend what verify finds, as far as it can be mended, after a verified copy of the database.

        Args:
            progress: called with how much is done and of how much; what it raises ends this, and nothing was mended.

        Raises:
            ArchiveDamaged: it is the database that is not sound; it has to be made again.
        """
        self._sidecars.write_all()
        damages = self.verify(progress).damages
        if any(damage.kind == "database" for damage in damages):
            raise ArchiveDamaged("check")
        if not damages:
            return ()
        now = self._clock()
        with storage_errors(), self._sidecars.lock:
            copy = self._root / backups.FOLDER / backups.name_for("before-repair", now)
            backups.back_up(self._engine, copy, folders.staging(self._root), progress)
            with self._writing() as session:
                done = repair.repair(session, self._root, damages, now)
        self._sidecars.keep_up()
        return done
