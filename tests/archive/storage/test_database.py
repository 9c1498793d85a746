from __future__ import annotations

import errno
import sqlite3
import subprocess
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import OperationalError

from pressmark.archive.errors import ArchiveDamaged, DiskFull, StorageError
from pressmark.archive.storage import database, migrations
from pressmark.archive.storage.faults import storage_errors
from pressmark.archive.storage.storage import open_storage
from pressmark.archive.values import Shelf
from storage_steps import add, capture, fingerprint

if TYPE_CHECKING:
    from pathlib import Path

    from pressmark.archive.storage.storage import Storage


def test_every_connection_is_set_up_as_promised(storage: Storage) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "busy_timeout": database.BUSY_SECONDS * 1000,
        "application_id": database.APPLICATION_ID,
        "user_version": migrations.NEWEST,
    }
    with storage._engine.connect() as first, storage._engine.connect() as second:
        for connection in (first, second):
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in expected}
            assert found == expected


def test_table_changes_are_rolled_back(storage: Storage) -> None:
    with database.writing(storage._engine).connect() as connection:
        connection.exec_driver_sql("CREATE TABLE passing (x)")
        connection.rollback()
        assert connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'passing'").first() is None


def test_a_change_takes_the_write_lock_at_its_beginning(storage: Storage) -> None:
    other = sqlite3.connect(storage.root / database.NAME, timeout=0)
    with database.writing(storage._engine).begin() as connection:
        connection.exec_driver_sql("SELECT 1")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    with storage._engine.begin() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM article")
        other.execute("BEGIN IMMEDIATE")  # a look holds nobody up
    other.close()


LEFT_OPEN = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode=WAL")
connection.execute("CREATE TABLE word (word)")
connection.execute("INSERT INTO word VALUES ('last')")
os._exit(0)
"""


@pytest.mark.parametrize("left", ["log and memory", "log only", "nothing"])
def test_reading_sees_everything_and_changes_nothing(tmp_path: Path, left: str) -> None:
    path = tmp_path / "some#where %20" / "archive.db"
    path.parent.mkdir()
    subprocess.run([sys.executable, "-c", LEFT_OPEN, str(path)], check=True)
    if left == "nothing":
        sqlite3.connect(path).execute("SELECT * FROM word").connection.close()
    elif left == "log only":
        path.with_name("archive.db-shm").unlink()
    before = fingerprint(path.parent)
    assert ("archive.db-wal" in before) == (left != "nothing")
    with ExitStack() as stack:
        engine = database.make_reading_engine(path, stack)
        stack.callback(engine.dispose)
        with engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT word FROM word").scalar_one() == "last"
            with pytest.raises(OperationalError, match="readonly"):
                connection.exec_driver_sql("DELETE FROM word")
        assert fingerprint(path.parent) == before
    assert fingerprint(path.parent) == before


def test_a_reader_follows_a_writer(storage: Storage, root: Path) -> None:
    add(storage, "one")
    with ExitStack() as stack:
        engine = database.make_reading_engine(root.resolve() / database.NAME, stack)
        stack.callback(engine.dispose)
        for count in (1, 2):
            with engine.connect() as connection:
                assert connection.exec_driver_sql("SELECT count(*) FROM article").scalar_one() == count
            add(storage, "two")


def test_damage_is_found_by_the_check(storage: Storage) -> None:
    for number in range(20):
        capture(storage, add(storage, str(number)))
    storage.close()
    path = storage.root / database.NAME
    data = bytearray(path.read_bytes())
    data[8192:20480] = b"\x5a" * 12288
    path.write_bytes(data)
    with pytest.raises(ArchiveDamaged):
        open_storage(storage.root)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(errno.ENOSPC, ""), DiskFull),
        (OSError(errno.EFBIG, ""), DiskFull),
        (OSError(errno.EIO, ""), StorageError),
        (PermissionError(errno.EACCES, ""), StorageError),
    ],
)
def test_system_errors_become_ours(error: OSError, kind: type[StorageError]) -> None:
    with pytest.raises(StorageError) as raised, storage_errors():
        raise error
    assert type(raised.value) is kind
    assert raised.value.__cause__ is error
    assert raised.value.detail == errno.errorcode[error.errno or 0]


def test_a_full_database_says_so_and_changes_nothing(storage: Storage) -> None:
    first = add(storage, "first")
    with storage._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    storage._engine.dispose()
    database.event.listen(
        storage._engine, "connect", lambda raw, _: raw.execute(f"PRAGMA max_page_count={pages}").close()
    )
    with pytest.raises(DiskFull):
        storage.set_note(first, "a long note " * 5_000)
    assert storage.article(first).note == ""
    assert storage.shelf(Shelf.ALL) == [first]


UNFINISHED = bytes.fromhex(  # a write-ahead log's memory as a killed process left it: begun, and nothing in it
    "18e22d00 00000000 00000000 01000000 00000000 00000000 00000000 00000000 00000000 00000000 38071806 3593db09"
)


@pytest.mark.skipif(sys.byteorder == "big", reason="the memory is in the machine's own order")
@pytest.mark.parametrize("length", [32, 8192])
def test_what_a_kill_left_of_a_log_keeps_nobody_from_opening(storage: Storage, length: int) -> None:
    add(storage, "one")
    path = storage.root / database.NAME
    log = path.with_name("archive.db-wal").read_bytes()
    storage.close()
    path.with_name("archive.db-wal").write_bytes(log[:length])
    path.with_name("archive.db-shm").write_bytes((UNFINISHED * 2).ljust(32768, b"\0"))
    with open_storage(storage.root, read_only=True) as reader:
        assert reader.all_ids() == [1]
    with open_storage(storage.root) as again:
        assert again.all_ids() == [1]
