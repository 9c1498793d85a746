"""Long work on the database that can be followed and ended: SQLite alone says nothing until a statement is through.

Whoever starts such work may give a function that is called with how much is done and of how much (0 where nobody
knows). What that raises, `Cancelled` as a rule, ends the work. So does Ctrl-C, which Python would only see afterwards.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Progress = Callable[[int, int], None]

OPERATIONS = 20_000  # steps of SQLite's machine between two looks at the clock: some milliseconds
LOOK_SECONDS = 0.1


@contextmanager
def watched(connection: sqlite3.Connection, look: Callable[[], None] | None = None) -> Iterator[None]:
    """Call `look` ten times a second while the block's statements run; what it raises ends them and comes out here."""
    raised: list[BaseException] = []
    looked_at = time.monotonic()

    def step() -> bool:
        nonlocal looked_at
        try:
            if look is not None and time.monotonic() - looked_at > LOOK_SECONDS:
                looked_at = time.monotonic()
                look()
        except BaseException as error:  # SQLite lets none through; it is raised below
            raised.append(error)
        return bool(raised)

    connection.set_progress_handler(step, OPERATIONS)
    try:
        yield
    except (sqlite3.OperationalError, DBAPIError) as error:
        if raised:
            raise raised[0] from None
        original = error.orig if isinstance(error, DBAPIError) else error
        if getattr(original, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
            raise KeyboardInterrupt from None  # it came before `step` could take it down
        raise
    finally:
        connection.set_progress_handler(None, 0)
