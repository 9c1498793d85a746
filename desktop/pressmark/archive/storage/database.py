"""How SQLite is set up, for writing and for reading without leaving a trace. Contains no business logic.

SQLAlchemy's default on sqlite3 begins transactions late and does not roll DDL back, so the driver is told to keep its
hands off (`isolation_level=None`) and the `begin` event says BEGIN itself.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool

from pressmark.archive.errors import ArchiveDamaged, StorageError
from pressmark.archive.storage.watching import watched

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import ExitStack

    from sqlalchemy.engine import Connection, Engine
    from sqlalchemy.pool import PoolProxiedConnection

    from pressmark.archive.values import Progress

VERSION = sqlite3.sqlite_version
NAME = "archive.db"
APPLICATION_ID = 0x50524D4B  # "PRMK", in the file's header
BUSY_SECONDS = 10  # how long a transaction waits for another program that holds the file
_LOG_HEADER = 32  # bytes of a write-ahead log before its first entry
FOREIGN = "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')"  # what acts where one only reads
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
_MOST_FAULTS = 20  # are told
_WRITES = "pressmark_writes"
_GUARDS = ("trusted_schema=OFF", "cell_size_check=ON", f"busy_timeout={BUSY_SECONDS * 1000}")


@dataclass(frozen=True, slots=True)
class Header:
    """What a database says of itself before anything else of it is believed."""

    application_id: int
    schema: int
    is_blank: bool  # no table in it: its making was cut off before anything could be in it


def make_engine(database: Path, *, journal: str = "WAL", is_migrating: bool = False, is_new: bool = False) -> Engine:
    """An engine that writes to `database`, with every connection set up alike.

    A file that is not there is made only where it is new: where a disk was unplugged, an empty one must not take its
    place. A migration makes tables anew, which enforced references would not let it; it checks them all at its end.

    Transactions of the engine are plain reads; those of `writing(engine)` take the write lock at their beginning, so
    that none can fail half way because another came first.
    """

    def connect() -> sqlite3.Connection:
        if not is_new:
            database.stat()
        return sqlite3.connect(database, isolation_level=None, check_same_thread=False)

    engine = _engine(connect)
    references = f"foreign_keys={'OFF' if is_migrating else 'ON'}"
    guards = (*_GUARDS, references, f"journal_mode={journal}", "synchronous=FULL")
    event.listen(engine, "connect", lambda connection, _: _set(connection, guards))
    event.listen(engine, "begin", _begin)
    return engine


def make_reading_engine(database: Path, scratch: ExitStack) -> Engine:
    """An engine that leaves no trace in the database's folder; see `reading_uri`."""
    uri = reading_uri(database, scratch)
    engine = _engine(lambda: sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False))
    event.listen(engine, "connect", lambda connection, _: _set(connection, (*_GUARDS, "query_only=ON")))
    event.listen(engine, "begin", _begin)
    return engine


def writing(engine: Engine) -> Engine:
    """The same engine, of which every transaction is a BEGIN IMMEDIATE."""
    return engine.execution_options(**{_WRITES: True})


def reading_uri(database: Path, scratch: ExitStack) -> str:
    """The address under which SQLite reads a database without making or changing a file beside it.

    - No write-ahead log, or nothing in it: nobody writes and nothing is pending; read as a file that does not change.
      Should a writer come meanwhile, the reader does not see its changes.
    - A log and its shared memory: a writer is at work, or was killed; both are opened for reading only.
    - A log alone, as in a copied archive, or a memory that was left unfinished: SQLite would have to make it, so a
      copy is read, which lives until `scratch` is closed.
    """
    log, memory = (database.with_name(database.name + end) for end in ("-wal", "-shm"))
    if not log.exists() or log.stat().st_size <= _LOG_HEADER:
        return database.as_uri() + "?mode=ro&immutable=1"
    uri = database.as_uri() + "?mode=ro&readonly_shm=1"
    if memory.exists() and _is_finished(uri):
        return uri
    folder = Path(scratch.enter_context(tempfile.TemporaryDirectory(prefix="pressmark-")))
    for file in (database, log):
        shutil.copyfile(file, folder / file.name)
    return (folder / database.name).as_uri() + "?mode=rw"


def _is_finished(uri: str) -> bool:
    """Whether the shared memory of a write-ahead log is such that one may read without a right to change it."""
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_READONLY)
    except sqlite3.DatabaseError:
        return True  # what else is wrong is said where it is read
    return True


def read_header(database: Path, scratch: ExitStack) -> Header:
    """Look at a database without touching it.

    Raises:
        ArchiveDamaged: it cannot be read as a database, or is one of ours to which somebody added what acts by itself.
    """
    try:
        connection = sqlite3.connect(reading_uri(database, scratch), uri=True, isolation_level=None)
        try:
            (application_id,) = connection.execute("PRAGMA application_id").fetchone()
            (schema,) = connection.execute("PRAGMA user_version").fetchone()
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            foreign = connection.execute(FOREIGN).fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        code = error.sqlite_errorcode & 0xFF
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise ArchiveDamaged(error.sqlite_errorname) from error
        raise StorageError(error.sqlite_errorname) from error
    if foreign is not None and application_id == APPLICATION_ID:
        raise ArchiveDamaged("check")  # a view in a table's place would be run by whoever reads it
    return Header(application_id, schema, is_blank=tables == 0)


def find_broken_structure(connection: Connection, look: Callable[[], None] | None = None) -> list[str]:
    """What SQLite's quick check says: whether every page is in one place of one tree; empty when sound.

    Args:
        connection: to the database to check.
        look: called a few times a second; what it raises ends the check.

    Raises:
        DBAPIError: the damage is such that not even the check gets through.
    """
    with watched(driver_of(connection.connection), look):
        rows = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check(20)")]
        faults = [] if rows == ["ok"] else rows
        return faults + [f"{kind} {name} that is not ours" for kind, name in connection.exec_driver_sql(FOREIGN)]


def find_contradictions(connection: Connection, progress: Progress | None = None) -> list[str]:
    """Where tables, their indexes and what refers to them disagree; empty when sound. Several times slower.

    Every table is looked at by itself, so that a write-ahead log need not wait for the end of all.

    Args:
        connection: to a database whose structure is sound.
        progress: called with the number of tables that are done and of all; what it raises ends the check.

    Raises:
        DBAPIError: as above.
    """
    tables = [str(row[0]) for row in connection.exec_driver_sql(_TABLES)]
    faults: list[str] = []
    for done, table in enumerate(tables):
        look = partial(progress, done, len(tables)) if progress is not None else None
        name = table.replace('"', '""')
        with watched(driver_of(connection.connection), look):
            if look is not None:
                look()
            rows = [str(row[0]) for row in connection.exec_driver_sql(f'PRAGMA integrity_check("{name}")')]
            faults += [] if rows == ["ok"] else rows
            dangling = connection.exec_driver_sql(f'PRAGMA foreign_key_check("{name}")')
            faults += [f"dangling reference in {row[0]}" for row in dangling]
        connection.rollback()
        if len(faults) >= _MOST_FAULTS:
            break
    return faults


def driver_of(connection: PoolProxiedConnection) -> sqlite3.Connection:
    """The driver's own connection beneath one of SQLAlchemy's pool."""
    driver: Any = connection.dbapi_connection  # typed as what all drivers have
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError("no connection to SQLite")
    return driver


def size_of(connection: sqlite3.Connection) -> int:
    """How many bytes a database has in use."""
    names = ("page_size", "page_count", "freelist_count")
    size, pages, free = (int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in names)
    return size * (pages - free)


def _engine(connect: Any) -> Engine:
    return create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=28,
        hide_parameters=True,  # a failed statement would quote what was saved
    )


def _set(connection: sqlite3.Connection, pragmas: tuple[str, ...]) -> None:
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
