"""Long work on the database that can be followed and ended: SQLite alone says nothing until a statement is through.

Whoever starts such work may give a function that is called with how much is done and of how much (0 where nobody
knows). What that raises, `Cancelled` as a rule, ends the work. So does Ctrl-C, which Python would only see afterwards.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OPERATIONS = 20_000  # steps of SQLite's machine between two looks at the clock: some milliseconds
LOOK_SECONDS = 0.1
WATCH_SECONDS = 0.2  # where a single step takes long, as a check of all pages does, another thread looks


@contextmanager
def watched(connection: sqlite3.Connection, look: Callable[[], None] | None = None) -> Iterator[None]:
    """Call `look` some times a second while the block's statements run; what it raises ends them and comes out here."""
    watch = _Watch(connection, look)
    connection.set_progress_handler(watch.step, OPERATIONS)
    watch.start()
    try:
        yield
    except (sqlite3.OperationalError, DBAPIError) as error:
        watch.stop()
        original = error.orig if isinstance(error, DBAPIError) else error
        if getattr(original, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
            raise KeyboardInterrupt from None  # it came before `step` could take it down
        raise
    finally:
        watch.stop()


class _Watch:
    """Looks while one block runs."""

    def __init__(self, connection: sqlite3.Connection, look: Callable[[], None] | None) -> None:
        self._connection, self._look = connection, look
        self._raised: list[BaseException] = []
        self._looked_at = time.monotonic()
        self._looking = threading.Lock()
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="pressmark-watch", daemon=True)

    def start(self) -> None:
        if self._look is not None:
            self._thread.start()

    def step(self) -> bool:
        """SQLite's question whether to stop."""
        try:
            if time.monotonic() - self._looked_at > LOOK_SECONDS:
                self._look_once()
        except BaseException as error:  # SQLite lets none through; `stop` raises it
            self._raised.append(error)
        return bool(self._raised)

    def stop(self) -> None:
        """End the watch; raises what was raised while looking, once."""
        self._is_over.set()
        self._connection.set_progress_handler(None, 0)
        if self._thread.is_alive():
            self._thread.join()
        if self._raised:
            error, self._raised = self._raised[0], []
            raise error from None

    def _look_once(self) -> None:
        with self._looking:
            if self._look is not None and not self._raised:
                self._looked_at = time.monotonic()
                self._look()

    def _watch(self) -> None:
        while not self._is_over.wait(WATCH_SECONDS):
            try:
                self._look_once()
            except BaseException as error:  # likewise
                self._raised.append(error)
                self._connection.interrupt()
                return
