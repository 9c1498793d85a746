"""The look at the database after the archive opened, and long work that is ended half way."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.errors import ArchiveDamaged, Cancelled, StorageError
from pressmark.archive.storage import backups, database, folders, watching
from pressmark.archive.storage.storage import open_storage, rebuild_storage, restore_storage
from storage_steps import break_table, capture, fingerprint, wish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pressmark.archive.storage.storage import Storage


def stop(_done: int, _total: int) -> None:
    raise Cancelled


@pytest.fixture
def root(storage: Storage) -> Path:
    """A closed archive of forty articles."""
    storage.add([wish(str(number), tags=("kept",)) for number in range(40)])
    capture(storage, 1)
    storage.close()
    return storage.root


@pytest.fixture
def quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long work is looked at at once, so that a small archive is enough."""
    monkeypatch.setattr(watching, "OPERATIONS", 1)
    monkeypatch.setattr(watching, "LOOK_SECONDS", -1.0)
    monkeypatch.setattr(watching, "WATCH_SECONDS", 60.0)


def unclean_end(root: Path) -> None:
    (root / "archive.lock").write_text("1")


def contradict(root: Path) -> None:
    """Rows that refer to one that is gone: no page is broken."""
    with closing(sqlite3.connect(root / database.NAME)) as connection, connection:
        connection.execute("DELETE FROM article WHERE id = 40")


def test_changes_wait_for_the_check_and_reading_does_not(root: Path) -> None:
    with open_storage(root, checks_later=True) as storage:
        assert len(storage.all_ids()) == 40
        done = threading.Event()
        writer = threading.Thread(target=lambda: (storage.set_note(1, "noted"), done.set()))
        writer.start()
        assert not done.wait(0.2)
        storage.check()
        assert done.wait(10)
        writer.join()
        assert storage.article(1).note == "noted"


def test_what_was_begun_is_gone_on_with_after_the_check(root: Path) -> None:
    sidecar = folders.sidecar(root, 1)
    with open_storage(root) as storage:
        storage._sidecars.keep_up = lambda: None  # type: ignore[method-assign]  # as if it had not come so far
        storage._sidecars.close = lambda: None  # type: ignore[method-assign]  # likewise
        storage.set_note(1, "noted")
        assert storage.claim() is not None
    with open_storage(root, checks_later=True) as storage:
        assert "noted" not in sidecar.read_text()
        storage.check()
        assert "noted" in sidecar.read_text()
        assert storage.counts().capturing == 0


@pytest.mark.parametrize("is_clean", [True, False])
def test_a_broken_page_is_found_before_anything_is_written(root: Path, is_clean: bool) -> None:
    break_table(root, "article_tag")
    if not is_clean:
        unclean_end(root)
    before = fingerprint(root)
    with open_storage(root, checks_later=True) as storage:
        with pytest.raises(ArchiveDamaged):
            storage.check()
        with pytest.raises(ArchiveDamaged):
            storage.set_note(1, "noted")
    after = fingerprint(root)
    assert {name for name in after if after[name] != before.get(name)} <= {"archive.lock"}
    with pytest.raises(ArchiveDamaged):
        open_storage(root)


def test_a_contradiction_is_found_after_an_unclean_end(root: Path) -> None:
    contradict(root)
    with open_storage(root, checks_later=True) as storage:
        storage.check()  # after a clean end nobody looks so closely
    unclean_end(root)
    with open_storage(root, checks_later=True) as storage:
        with pytest.raises(ArchiveDamaged):
            storage.check()
        with pytest.raises(ArchiveDamaged):
            storage.set_note(1, "noted")
    with pytest.raises(ArchiveDamaged):  # the mark of the unclean end is still there
        open_storage(root)


def test_a_check_that_was_put_off_lets_changes_through_and_comes_again(root: Path) -> None:
    contradict(root)
    with open_storage(root, checks_later=True) as storage:
        with pytest.raises(Cancelled):
            storage.check(stop)
        storage.set_note(1, "noted")
        assert storage.article(1).note == "noted"
    with pytest.raises(ArchiveDamaged):  # thoroughly now, although the end was clean
        open_storage(root)


def test_closing_lets_through_what_waits_for_the_check(root: Path) -> None:
    storage = open_storage(root, checks_later=True)
    writer = threading.Thread(target=lambda: storage.set_note(1, "noted"))
    writer.start()
    storage.put_off_check()
    writer.join(10)
    assert not writer.is_alive()
    storage.close()
    with open_storage(root) as storage:
        assert storage.article(1).note == "noted"


def test_who_may_only_read_checks_later_too(root: Path) -> None:
    with open_storage(root, read_only=True, checks_later=True) as storage:
        storage.check()
    break_table(root, "article_tag")
    with open_storage(root, read_only=True, checks_later=True) as storage, pytest.raises(ArchiveDamaged):
        storage.check()
    with pytest.raises(ArchiveDamaged):
        open_storage(root, read_only=True)


def after(looks: int) -> Callable[[int, int], None]:
    """A person who has enough after so many looks."""
    left = looks

    def progress(_done: int, _total: int) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Cancelled

    return progress


@pytest.mark.usefixtures("quick_looks")
@pytest.mark.parametrize("looks", [0, 1, 5, 50])
def test_a_copy_that_was_ended_leaves_nothing(root: Path, tmp_path: Path, looks: int) -> None:
    target = tmp_path / "copies" / "copy.db"
    with open_storage(root) as storage:
        storage.back_up(target)
        former = target.read_bytes()
        storage.set_note(1, "noted")
        with pytest.raises(Cancelled):
            storage.back_up(target, after(looks))
        with pytest.raises(Cancelled):
            storage.back_up_daily(after(looks))
        assert [path.name for path in target.parent.iterdir()] == ["copy.db"]
        assert target.read_bytes() == former
        assert list((root / backups.FOLDER).iterdir()) == []
        assert list(folders.staging(root).iterdir()) == []


@pytest.mark.usefixtures("quick_looks")
@pytest.mark.parametrize("looks", [0, 1, 20, 60])
def test_a_rebuild_that_was_ended_leaves_the_database(root: Path, looks: int) -> None:
    before = (root / database.NAME).read_bytes()
    with pytest.raises(Cancelled):
        rebuild_storage(root, progress=after(looks))
    assert (root / database.NAME).read_bytes() == before
    assert not (root / backups.FOLDER).exists()
    assert list(folders.staging(root).iterdir()) == []
    with open_storage(root) as storage:
        assert len(storage.all_ids()) == 40


@pytest.mark.usefixtures("quick_looks")
@pytest.mark.parametrize("looks", [0, 1, 20, 60])
def test_a_restore_that_was_ended_leaves_the_database(root: Path, tmp_path: Path, looks: int) -> None:
    copy = tmp_path / "copy.db"
    with open_storage(root) as storage:
        storage.back_up(copy)
        storage.set_note(1, "noted")
    with pytest.raises(Cancelled):
        restore_storage(root, copy, progress=after(looks))
    assert list(folders.staging(root).iterdir()) == []
    with open_storage(root) as storage:
        assert storage.article(1).note == "noted"


@pytest.mark.usefixtures("quick_looks")
@pytest.mark.parametrize("looks", [0, 1, 30])
def test_looking_at_all_files_can_be_ended(root: Path, looks: int) -> None:
    with open_storage(root) as storage:
        with pytest.raises(Cancelled):
            storage.verify(after(looks))
        folders.sidecar(root, 2).unlink()
        with pytest.raises(Cancelled):
            storage.upkeep.repair(after(looks))
        assert len(storage.verify().damages) == 1


@pytest.mark.usefixtures("quick_looks")
def test_how_far_it_is_only_grows(root: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with open_storage(root) as storage:
        storage.back_up(tmp_path / "copy.db", lambda *parts: told.append(parts))
    assert told == sorted(told)
    assert {total for _, total in told} == {backups.PARTS}
    told.clear()
    rebuild_storage(root, progress=lambda *parts: told.append(parts))
    assert told[-1] == (40, 40)


@pytest.mark.usefixtures("quick_looks")
def test_ctrl_c_ends_a_statement(root: Path) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    with closing(sqlite3.connect(root / database.NAME)) as connection:
        with pytest.raises(KeyboardInterrupt), watching.watched(connection, interrupt):
            connection.execute("SELECT count(*) FROM article").fetchone()
        assert connection.execute("SELECT count(*) FROM article").fetchone() == (40,)  # nobody looks any more


def test_a_single_long_step_of_sqlite_is_ended_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "OPERATIONS", 2**30)  # so that only the other thread looks
    monkeypatch.setattr(watching, "WATCH_SECONDS", 0.01)
    endless = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers) SELECT count(*) FROM numbers"

    def enough() -> None:
        raise Cancelled

    with closing(sqlite3.connect(root / database.NAME, check_same_thread=False)) as connection:
        with pytest.raises(Cancelled), watching.watched(connection, enough):
            connection.execute(endless).fetchone()
        assert connection.execute("SELECT count(*) FROM article").fetchone() == (40,)


def test_other_failures_of_a_statement_come_through(root: Path) -> None:
    with (
        closing(sqlite3.connect(root / database.NAME)) as connection,
        pytest.raises(sqlite3.OperationalError, match="no such table"),
        watching.watched(connection),
    ):
        connection.execute("SELECT one FROM nowhere")


def test_a_closed_archive_says_so(root: Path) -> None:
    storage = open_storage(root, checks_later=True)
    storage.close()
    with pytest.raises(StorageError, match="closed"):
        storage.set_note(1, "noted")
