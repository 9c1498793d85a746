"""What the world does to an open archive: its disk goes away, another program holds its database, the clock jumps."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.errors import StorageError
from pressmark.archive.storage import database
from pressmark.archive.storage.storage import open_storage
from storage_steps import START, add, capture, found, wish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pressmark.archive.storage.storage import Storage

WISHES: dict[str, Callable[[Storage, int], object]] = {
    "read": lambda storage, id: storage.article(id),
    "tag": lambda storage, id: storage.tag([id], ["late"]),
    "note": lambda storage, id: storage.set_note(id, "late"),
    "add": lambda storage, _id: storage.add([wish("late")]),
    "add a page": lambda storage, _id: storage.add([wish("late", page=b"as it came")]),
    "capture": capture,
    "trash": lambda storage, id: storage.trash([id]),
    "back up": lambda storage, _id: storage.back_up_daily(),
    "verify": lambda storage, _id: storage.verify(),
    "scrub": lambda storage, _id: storage.upkeep.check_some(0, 10),
    "repair": lambda storage, _id: storage.upkeep.repair(),
    "keep a reserve": lambda storage, _id: storage.upkeep.keep_reserve(),
    "search": lambda storage, _id: storage.searches.save("late", "late"),
}


@pytest.fixture
def id(storage: Storage) -> int:
    made = add(storage, "one")
    capture(storage, made)
    return made


@pytest.mark.parametrize("what_is_there", ["nothing", "an empty folder", "another archive"])
def test_where_the_folder_is_gone_nothing_is_made_in_its_place(
    storage: Storage, id: int, tmp_path: Path, what_is_there: str
) -> None:
    away = tmp_path / "away"
    storage.root.rename(away)
    if what_is_there == "an empty folder":  # as where a disk was mounted
        storage.root.mkdir()
    elif what_is_there == "another archive":
        open_storage(storage.root).close()
    before = sorted(storage.root.rglob("*"))
    for name, do in WISHES.items():
        with pytest.raises(StorageError) as caught:
            do(storage, id)
        assert caught.value.code == "place-gone", name
    assert sorted(storage.root.rglob("*")) == before
    shutil.rmtree(storage.root, ignore_errors=True)
    away.rename(storage.root)
    storage.tag([id], ["back"])
    assert storage.article(id).tags == ("back",)
    assert storage.verify().damages == ()
    storage.close()
    with open_storage(storage.root) as again:
        assert again.article(id).tags == ("back",)


def test_an_archive_that_is_gone_can_be_closed(storage: Storage, id: int, tmp_path: Path) -> None:
    storage.root.rename(tmp_path / "away")
    storage.close()
    assert not storage.root.exists()
    with open_storage(tmp_path / "away") as again:
        assert again.article(id).id == id


def test_a_database_that_is_gone_is_not_made_anew(storage: Storage, id: int) -> None:
    storage._engine.dispose()  # no connection is left that knows it
    for end in ("", "-wal", "-shm"):
        (storage.root / (database.NAME + end)).unlink(missing_ok=True)
    with pytest.raises(StorageError):
        storage.article(id)
    assert not (storage.root / database.NAME).exists()


def test_who_finds_the_database_held_is_told_and_loses_nothing(
    storage: Storage, id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.close()
    monkeypatch.setattr(database, "_GUARDS", ("trusted_schema=OFF", "busy_timeout=20"))  # who would wait ten seconds
    with (
        open_storage(storage.root) as impatient,
        closing(sqlite3.connect(storage.root / database.NAME, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        for name in ("tag", "note", "add", "add a page", "trash", "capture"):
            with pytest.raises(StorageError) as caught:
                WISHES[name](impatient, id)
            assert caught.value.code == "database-busy"
        assert impatient.article(id).tags == ()  # reading goes on
        other.execute("ROLLBACK")
        impatient.tag([id], ["back"])
        assert impatient.verify().damages == ()
        assert len(impatient.all_ids()) == 1


def test_who_waits_for_the_database_gets_it(storage: Storage, id: int) -> None:
    released = threading.Event()
    with closing(sqlite3.connect(storage.root / database.NAME, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        with ThreadPoolExecutor(1) as threads:
            tagged = threads.submit(storage.tag, [id], ["patient"])
            released.wait(0.3)
            assert not tagged.done()
            other.execute("ROLLBACK")
            assert len(tagged.result(10)) == 1


def test_a_burst_of_one_address_from_many_threads_is_one_article(storage: Storage) -> None:
    start = threading.Barrier(16)

    def burst(number: int) -> list[int | None]:
        start.wait()
        return [
            one.id
            for _ in range(5)
            for one in storage.add(
                [wish("same", tags=(f"t{number}",)), wish("same", page=b"brought" if number % 2 else None)]
            )
        ]

    with ThreadPoolExecutor(16) as threads:
        ids = {id for given in threads.map(burst, range(16)) for id in given}
    assert len(ids) == 1
    (article,) = storage.articles(storage.all_ids())
    assert set(article.tags) == {f"t{number}" for number in range(16)}
    assert storage.claim() is not None
    assert storage.claim() is None  # one capture, too
    assert storage.verify().damages == ()


def test_a_clock_that_was_ahead_stops_no_later_capture(storage: Storage, id: int) -> None:
    capture(storage, id, found("A text of the year 2040."), taken_at=START + timedelta(days=14 * 365))
    capture(storage, id, found("A text of the present."), taken_at=START + timedelta(days=1))
    assert storage.text(id) == "A text of the present."
