"""What keeps an archive sound: repairs, the emptied trash, room on a full disk."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.errors import ArchiveDamaged, DiskFull, StorageError
from pressmark.archive.scrubbing import Scrubber
from pressmark.archive.storage import backups, database, folders, reserve
from pressmark.archive.storage.lock import ArchiveLock
from pressmark.archive.storage.storage import Storage, open_storage
from pressmark.archive.values import Failure, Status
from storage_steps import START, add, capture, fingerprint, found

if TYPE_CHECKING:
    from pathlib import Path

    from storage_steps import Clock


@pytest.fixture
def two(storage: Storage) -> Storage:
    """An archive with a saved article of two snapshots and one that waits."""
    one = add(storage, "one", tags=("kept",))
    capture(storage, one)
    capture(storage, one, found("A longer story of the ferry and the harbour."), taken_at=START + timedelta(days=1))
    add(storage, "two")
    return storage


def remedies(storage: Storage) -> list[tuple[str, str, str]]:
    """What was done about what."""
    return [(one.damage.kind, one.damage.path.rsplit("/", 1)[1], one.remedy) for one in storage.upkeep.repair()]


def test_what_is_sound_is_left_alone(two: Storage) -> None:
    before = fingerprint(two.root / "articles")
    assert two.upkeep.repair() == ()
    assert fingerprint(two.root / "articles") == before
    assert not (two.root / backups.FOLDER).exists()


def test_sidecars_are_written_again_and_what_they_said_is_kept(two: Storage) -> None:
    first, second = folders.sidecar(two.root, 1), folders.sidecar(two.root, 2)
    right = first.read_bytes()
    first.write_text('{"mine": 1}')
    second.unlink()
    assert remedies(two) == [("changed", "article.json", "rewritten"), ("missing", "article.json", "rewritten")]
    assert first.read_bytes() == right
    assert two.verify().damages == ()
    (aside,) = (two.root / backups.FOLDER).glob("*-article-1.json")
    assert json.loads(aside.read_bytes()) == {"mine": 1}
    assert len(list((two.root / backups.FOLDER).glob("*-before-repair.db"))) == 1


def test_a_damaged_snapshot_is_captured_again_beside_it(two: Storage) -> None:
    current = two.snapshot_folder(1)
    assert current is not None
    (current / "page.html.gz").write_bytes(b"?")
    before = fingerprint(two.root / "articles")
    assert remedies(two) == [("changed", "page.html.gz", "queued")]
    assert two.article(1).status is Status.QUEUED
    assert "longer story" in two.text(1)
    assert fingerprint(two.root / "articles").keys() == before.keys()
    job = two.claim([1])
    assert job is not None


def test_an_old_snapshot_that_is_damaged_is_left(two: Storage) -> None:
    old = next(one for one in two.article(1).snapshots if not one.is_current)
    (folders.article(two.root, 1) / old.folder / "page.html.gz").unlink()
    assert remedies(two) == [("missing", "page.html.gz", "left")]
    assert two.article(1).status is Status.SAVED


def test_what_no_row_knows_is_taken_in_and_what_is_foreign_is_left(two: Storage) -> None:
    with closing(sqlite3.connect(two.root / database.NAME)) as connection, connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("DELETE FROM snapshot WHERE is_current")
        connection.execute("DELETE FROM article WHERE id = 2")
        connection.execute("DELETE FROM queue")
    mine = folders.article(two.root, 1) / "mine.txt"
    mine.write_text("my own")
    done = remedies(two)
    assert ("orphaned", "mine.txt", "left") in done
    assert ("orphaned", "20260302T120000Z", "taken-in") in done
    assert ("orphaned", "2", "taken-in") in done
    assert [(one.kind, one.path.rsplit("/", 1)[1]) for one in two.verify().damages] == [("orphaned", "mine.txt")]
    assert "longer story" in two.text(1)
    assert two.article(2).url.endswith("/two")


def test_a_damaged_database_is_not_for_repair(two: Storage) -> None:
    two.close()
    with closing(sqlite3.connect(two.root / database.NAME)) as connection, connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("INSERT INTO article_tag VALUES (99, 99)")
    with open_storage(two.root) as again, pytest.raises(ArchiveDamaged):
        again.upkeep.repair()


def test_a_clock_that_jumps_ahead_empties_no_trash(storage: Storage, clock: Clock) -> None:
    id = add(storage, "one")
    storage.trash([id])
    storage.back_up_daily()
    clock.now += timedelta(days=400)
    assert storage.back_up_daily() is not None
    assert storage.upkeep.purge_expired(timedelta(days=30)) == ()
    clock.now -= timedelta(days=399)  # set right again
    assert storage.upkeep.purge_expired(timedelta(days=30)) == ()
    for _ in range(32):
        clock.now += timedelta(days=1)
        storage.back_up_daily()
    assert storage.upkeep.purge_expired(timedelta(days=30)) == (id,)


def test_a_wait_that_a_wrong_clock_set_is_not_waited_for(storage: Storage, clock: Clock) -> None:
    id = add(storage, "one")
    storage.claim()
    clock.now += timedelta(days=400)
    storage.fail(id, Failure("http-429", "429"), clock.now + timedelta(minutes=10))
    assert storage.claim() is None
    clock.now -= timedelta(days=400)
    assert storage.claim() is not None


class FullDisk:
    """Stands for a disk that is full while the reserve is on it."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        real = Storage._writing

        def writing(storage: Storage) -> object:
            if (root / reserve.NAME).exists():
                raise DiskFull("SQLITE_FULL")
            return real(storage)

        monkeypatch.setattr(Storage, "_writing", writing)


def test_the_reserve_lets_a_full_disk_be_emptied(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = add(storage, "one"), add(storage, "two")
    storage.trash([two])
    storage.upkeep.keep_reserve()
    kept = storage.root / reserve.NAME
    assert kept.stat().st_size == reserve.BYTES
    storage.upkeep.keep_reserve()
    FullDisk(storage.root, monkeypatch)
    for change in (lambda: add(storage, "three"), lambda: storage.set_note(one, "x")):
        with pytest.raises(DiskFull):
            change()
    assert storage.article(one).id == one
    assert storage.verify().damages == ()
    assert storage.trash([one]) == (one,)
    assert not kept.exists()
    assert storage.purge([one, two]) == (one, two)


def test_a_small_disk_gets_no_reserve(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reserve, "_LEAST_FREE", 1 << 60)
    storage.upkeep.keep_reserve()
    assert not (storage.root / reserve.NAME).exists()


def test_a_full_disk_at_the_start_uses_the_reserve(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    add(storage, "one")
    storage.upkeep.keep_reserve()
    root = storage.root
    storage.close()
    real = ArchiveLock._write

    def write(lock: ArchiveLock, text: str) -> None:
        if (root / reserve.NAME).exists():
            raise OSError(28, "no space left")
        real(lock, text)

    monkeypatch.setattr(ArchiveLock, "_write", write)
    with open_storage(root) as again:
        assert again.all_ids() == [1]
    assert not (root / reserve.NAME).exists()


def test_scrubbing_goes_on_where_it_ended(two: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    check = two.upkeep.check_some
    monkeypatch.setattr("pressmark.archive.scrubbing.ARTICLES", 1)
    monkeypatch.setattr(two.upkeep, "check_some", lambda after, limit: (looked.append(after), check(after, limit))[1])
    current = two.snapshot_folder(1)
    assert current is not None
    (current / "images" / "abc.png").write_bytes(b"rotten")
    scrubber = Scrubber(two, tmp_path / "cache")
    monkeypatch.setattr("time.monotonic", iter([0.0, 0.5, 2.0, *(0.1 * tick for tick in range(9))]).__next__)
    assert [one.path.rsplit("/", 1)[1] for one in scrubber.scrub(1.0)] == ["abc.png"]
    assert looked == [0]
    again = Scrubber(two, tmp_path / "cache")
    assert again.scrub(1.0) == ()
    assert looked == [0, 1, 2]
    assert (tmp_path / "cache" / "scrubbed").read_text() == "0"
    (tmp_path / "cache" / "scrubbed").write_text("nonsense")
    scrubber.stop()
    assert scrubber.scrub(1.0) == ()


def test_a_place_that_may_not_be_written_is_named(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    add(storage, "one")
    storage.close()

    def fail(*_: object, **_more: object) -> None:
        raise OSError(30, "read-only file system")

    monkeypatch.setattr("os.open", fail)
    with pytest.raises(StorageError) as caught:
        open_storage(storage.root)
    assert (caught.value.code, caught.value.detail) == ("no-permission", "EROFS")
    with open_storage(storage.root, read_only=True) as reader:
        assert reader.all_ids() == [1]


def test_a_copied_archive_is_one_of_its_own(storage: Storage, tmp_path: Path) -> None:
    """As a backup program takes it, while it is open and written to."""
    capture(storage, add(storage, "one"))
    shutil.copytree(storage.root, tmp_path / "copy")
    add(storage, "two")
    with open_storage(tmp_path / "copy") as copy:
        assert copy.all_ids() == [1]
        assert copy.verify().damages == ()


def test_what_is_being_taken_apart_lies_where_it_is_swept(storage: Storage) -> None:
    with storage.scratch() as folder:
        (folder / "page.html").write_bytes(b"x")
        assert folder.parent == storage.root / ".staging"
    assert not folder.exists()
    left = storage.root / ".staging" / folder.name  # as a kill leaves it
    left.mkdir()
    (left / "page.html").write_bytes(b"x")
    os.utime(left, (1, 1))
    storage.close()
    open_storage(storage.root).close()
    assert not left.exists()
    with open_storage(storage.root, read_only=True) as reader, reader.scratch() as elsewhere:
        assert not elsewhere.is_relative_to(storage.root)
