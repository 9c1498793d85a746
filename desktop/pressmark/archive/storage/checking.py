"""The look at the database when it is opened, on which writing waits and reading does not.

First comes its structure: a write to a broken tree breaks more of it, so none is made before. After an unclean end the
indexes and references follow; what may be wrong there does not spread, so that is done while people work. A look that
was put off is made in full at the next start.
"""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from pressmark.archive.errors import ArchiveDamaged, Cancelled
from pressmark.archive.storage import database
from pressmark.archive.storage.faults import storage_errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.engine import Connection, Engine

    from pressmark.archive.values import Progress

log = logging.getLogger(__name__)


class OpeningCheck:
    """Checks one database once. Thread-safe.

    Args:
        engine: of the database.
        is_thorough: whether the last process ended without saying so.
        recover: clears away what the last process left, as the first write of this one.
        resume: goes on with what the last process left, beside whatever else is written.

    Attributes:
        is_due: whether it has not come to its end.
    """

    def __init__(
        self, engine: Engine, recover: Callable[[], None], resume: Callable[[], None], *, is_thorough: bool
    ) -> None:
        self._engine, self._is_thorough = engine, is_thorough
        self._recover, self._resume = recover, resume
        self._running = threading.Lock()
        self._may_write = threading.Event()
        self._is_put_off = False
        self._damage = ""
        self.is_due = True

    def run(self, progress: Progress | None = None) -> None:
        """Check; a second time does nothing.

        Args:
            progress: called with how much is done and of how much; what it raises puts the rest off.

        Raises:
            ArchiveDamaged: SQLite found something; nothing may be written from now on.
            Cancelled: by `progress`, or by `put_off`.
            StorageError, OSError, DBAPIError: it could not look, or what the last process left could not be cleared
                away; one may write.
        """
        with self._running:
            if not self.is_due:
                return
            look = self._look(progress)
            try:
                look(0, 0)
                self._find(lambda connection: database.find_broken_structure(connection, lambda: look(0, 0)))
            except Cancelled:
                self._open()  # what is wanted meanwhile must not be lost
                raise
            except BaseException:
                self._may_write.set()
                raise
            self._open()
            if self._is_thorough:
                self._find(lambda connection: database.find_contradictions(connection, look))
            self.is_due = False

    def put_off(self) -> None:
        """End a check that runs, soon, or let none begin; whoever waits to write goes on."""
        self._is_put_off = True
        with self._running, suppress(Exception):  # they are told to those who write
            self._open()

    def require(self) -> None:
        """Wait until it is known whether one may write.

        Raises:
            ArchiveDamaged: one may not.
        """
        self._may_write.wait()
        if self._damage:
            raise ArchiveDamaged(self._damage)

    def _open(self) -> None:
        if self._may_write.is_set():
            return
        try:
            self._recover()
        finally:
            self._may_write.set()
        self._resume()

    def _find(self, look_at: Callable[[Connection], list[str]]) -> None:
        try:
            with storage_errors(), self._engine.connect() as connection:
                faults = look_at(connection)
        except ArchiveDamaged as error:
            faults = [error.detail]
        if faults:
            log.error("database damaged: %s", "; ".join(faults))
            self._damage = "check"
            raise ArchiveDamaged("check")

    def _look(self, progress: Progress | None) -> Progress:
        def look(done: int, total: int) -> None:
            if self._is_put_off:
                raise Cancelled
            if progress is not None:
                progress(done, total)

        return look
