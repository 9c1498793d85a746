from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.errors import ArchiveDamaged, NotABackup, StorageError
from pressmark.archive.storage import backups, database, migrations
from pressmark.archive.storage.storage import open_storage
from storage_steps import START, add, fingerprint

if TYPE_CHECKING:
    from pathlib import Path

    from pressmark.archive.storage.storage import Storage
    from storage_steps import Clock


def version_and_count(path: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(path)) as connection:
        return (
            connection.execute("PRAGMA user_version").fetchone()[0],
            connection.execute("SELECT count(*) FROM article").fetchone()[0],
        )


def test_of_a_year_of_copies_seven_days_four_weeks_and_six_months_stay() -> None:
    kept: set[datetime] = set()
    for day in range(365):  # one a day, thinned each time, as it happens
        kept = backups.worth_keeping({*kept, START + timedelta(days=day)})
    last = START + timedelta(days=364)  # the 28th of February 2027, a Sunday
    months = [datetime(2026, 9, 30, 12, tzinfo=UTC), datetime(2026, 10, 31, 12, tzinfo=UTC)]
    months += [datetime(2026, 11, 30, 12, tzinfo=UTC), datetime(2026, 12, 31, 12, tzinfo=UTC)]
    months += [datetime(2027, 1, 31, 12, tzinfo=UTC)]
    weeks = {last - timedelta(days=7 * back) for back in (1, 2, 3)}
    assert kept == {last - timedelta(days=back) for back in range(7)} | weeks | set(months)


@given(st.sets(st.integers(0, 20 * 365 * 24).map(lambda hours: START + timedelta(hours=hours))))
def test_thinning_keeps_the_newest_and_little_else(times: set[datetime]) -> None:
    kept = backups.worth_keeping(times)
    assert kept <= times
    assert len(kept) <= backups.KEEP_DAYS + backups.KEEP_WEEKS + backups.KEEP_MONTHS
    assert not times or max(times) in kept
    assert backups.worth_keeping(kept) == kept


def test_one_a_day_is_made_and_what_is_not_ours_stays(storage: Storage, clock: Clock) -> None:
    add(storage, "one")
    made = []
    for _ in range(10):
        clock.now += timedelta(days=1)
        made.append(storage.back_up_daily())
        assert storage.back_up_daily() is None
    folder = storage.root / backups.FOLDER
    mine = [folder / "mine-daily.db", folder / "20260231T000000Z-daily.db"]
    for path in mine:
        path.write_bytes(b"")
    clock.now += timedelta(days=1)
    newest = storage.back_up_daily()
    assert newest == backups.newest(storage.root)
    assert newest is not None
    assert version_and_count(newest) == (migrations.NEWEST, 1)
    assert set(folder.iterdir()) == {*made[-6:], newest, *mine}


def test_copies_of_the_future_neither_stand_in_the_way_nor_push_others_out(storage: Storage, clock: Clock) -> None:
    add(storage, "one")
    clock.now += timedelta(days=400)
    for _ in range(8):  # a clock that was wrong for a week
        clock.now += timedelta(days=1)
        storage.back_up_daily()
    future = set((storage.root / backups.FOLDER).iterdir())
    clock.now -= timedelta(days=408)
    right = storage.back_up_daily()
    assert right is not None
    clock.now += timedelta(days=1)
    assert storage.back_up_daily() is not None
    assert right.exists()
    assert future < set((storage.root / backups.FOLDER).iterdir())


def spoil_the_next_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    check = backups.check

    def spoil(path: Path, *_look: object) -> None:
        data = bytearray(path.read_bytes())
        data[4096:8192] = b"\xff" * 4096
        path.write_bytes(bytes(data))
        check(path)

    monkeypatch.setattr(backups, "check", spoil)


def test_a_copy_that_is_not_sound_is_no_backup_and_pushes_none_out(
    storage: Storage, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(storage, "one")
    for _ in range(8):
        clock.now += timedelta(days=1)
        storage.back_up_daily()
    before = fingerprint(storage.root / backups.FOLDER)
    spoil_the_next_copy(monkeypatch)
    clock.now += timedelta(days=1)
    with pytest.raises(ArchiveDamaged):
        storage.back_up_daily()
    assert fingerprint(storage.root / backups.FOLDER) == before


def test_a_copy_goes_where_one_likes_and_replaces_only_its_like(
    storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(storage, "one")
    file = tmp_path / "copy.db"
    assert storage.back_up(file) == file
    assert storage.back_up(tmp_path).parent == tmp_path
    add(storage, "two")
    assert storage.back_up(file) == file
    assert version_and_count(file) == (migrations.NEWEST, 2)
    letter = tmp_path / "letter.txt"
    letter.write_text("dear")
    with pytest.raises(NotABackup):
        storage.back_up(letter)
    with open_storage(tmp_path / "other") as other, pytest.raises(NotABackup, match="other-archive"):
        other.back_up(file)
    before = fingerprint(tmp_path)
    with monkeypatch.context() as patch:
        spoil_the_next_copy(patch)
        with pytest.raises(ArchiveDamaged):
            storage.back_up(file)
    assert fingerprint(tmp_path) == before
    with pytest.raises(StorageError):
        storage.back_up(letter / "below.db")


def test_a_reader_beside_a_writer_can_make_a_copy(storage: Storage, tmp_path: Path) -> None:
    add(storage, "one")  # still in the write-ahead log
    with open_storage(storage.root, read_only=True) as reader:
        copy = reader.back_up(tmp_path / "copy.db")
        with pytest.raises(sqlite3.OperationalError), closing(reader._engine.raw_connection()) as connection:
            connection.cursor().execute("DELETE FROM article")  # it still writes nowhere else
    assert version_and_count(copy) == (migrations.NEWEST, 1)


def test_what_is_no_copy_is_named(storage: Storage, tmp_path: Path) -> None:
    storage.close()
    file = tmp_path / "file.db"

    def why() -> str:
        with pytest.raises(NotABackup) as caught:
            backups.identify(file, migrations.NEWEST)
        return caught.value.detail

    assert why() == "missing"
    file.write_bytes(b"text " * 1000)
    assert why() == "damaged"
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE other (x)")
    assert why() == "foreign"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA application_id={database.APPLICATION_ID}")
        connection.execute("PRAGMA user_version=99")
    assert why() == "too-new"
