from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.errors import (
    ArchiveDamaged,
    ArchiveInUse,
    ArchiveMissing,
    ArchiveTooNew,
    DiskFull,
    StorageError,
)
from pressmark.archive.storage import atomic, database, opening
from pressmark.archive.storage.lock import ArchiveLock
from pressmark.archive.storage.storage import open_storage
from pressmark.archive.values import Failure, Status
from storage_steps import add, capture, fingerprint

if TYPE_CHECKING:
    from pathlib import Path

    from pressmark.archive.storage.storage import Storage


def test_an_archive_keeps_its_id(storage: Storage) -> None:
    storage.close()
    storage.close()
    with open_storage(storage.root) as again:
        assert again.id == storage.id
    with pytest.raises(StorageError, match="closed"):
        storage.all_ids()


@pytest.mark.skipif(sys.platform == "win32", reason="rights are told in another way")
def test_a_new_archive_is_its_owners_alone(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o755)
    for root in (tmp_path / "deep" / "archive", shared):
        open_storage(root).close()
    assert (tmp_path / "deep" / "archive").stat().st_mode & 0o777 == 0o700
    assert shared.stat().st_mode & 0o777 == 0o755  # the person's own choice


def test_a_second_process_is_told_who_has_it(storage: Storage, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(storage.root, target_is_directory=True)
    child = """
import sys; from pathlib import Path
from pressmark.archive.errors import ArchiveInUse
from pressmark.archive.storage.storage import open_storage
try: open_storage(Path(sys.argv[1]))
except ArchiveInUse as error: print(error.detail)
"""
    done = subprocess.run(
        [sys.executable, "-c", child, str(tmp_path / "link")], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(os.getpid())
    with pytest.raises(ArchiveInUse):
        open_storage(storage.root)


def test_a_newer_archive_is_left_as_it_is(storage: Storage) -> None:
    storage.close()
    with closing(sqlite3.connect(storage.root / database.NAME)) as connection:
        connection.execute("PRAGMA user_version=7")
    before = fingerprint(storage.root)
    for read_only in (False, True):
        with pytest.raises(ArchiveTooNew, match="7"):
            open_storage(storage.root, read_only=read_only)
    assert fingerprint(storage.root) == before


@pytest.mark.parametrize("lack", ["missing", "empty"])
def test_no_fresh_database_beside_articles(storage: Storage, lack: str) -> None:
    capture(storage, add(storage, "one"))
    storage.close()
    path = storage.root / database.NAME
    path.unlink()
    if lack == "empty":
        path.touch()
    before = fingerprint(storage.root)
    with pytest.raises(ArchiveDamaged, match=lack):
        open_storage(storage.root)
    assert fingerprint(storage.root) == before


def test_a_database_that_is_not_ours_is_refused(root: Path) -> None:
    root.mkdir()
    with closing(sqlite3.connect(root / database.NAME)) as connection:
        connection.execute("CREATE TABLE other (x)")
    with pytest.raises(ArchiveDamaged, match="not-an-archive"):
        open_storage(root)
    (root / database.NAME).write_bytes(b"not a database at all" * 100)
    with pytest.raises(ArchiveDamaged):
        open_storage(root)


def test_no_archive_and_none_to_be_made(root: Path) -> None:
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(ArchiveMissing):
            open_storage(root, **options)
    assert not root.exists()
    root.write_bytes(b"a file")
    with pytest.raises(StorageError, match="not-a-folder"):
        open_storage(root)


def test_reading_only_writes_nothing_and_refuses_changes(storage: Storage) -> None:
    id = add(storage, "one", tags=("a",))
    capture(storage, id)
    storage.close()
    before = fingerprint(storage.root)
    with open_storage(storage.root, read_only=True) as reader:
        assert reader.is_read_only
        assert reader.article(id).tags == ("a",)
        assert reader.verify().damages == ()
        for change in (lambda: reader.tag([id], ["b"]), lambda: reader.add([]), reader.claim):
            with pytest.raises(StorageError, match="read-only"):
                change()
    assert fingerprint(storage.root) == before


def test_an_article_that_ends_the_process_again_and_again_is_given_up(storage: Storage) -> None:
    id = add(storage, "one")
    root = storage.root
    for _ in range(3):
        assert storage.claim() is not None
        storage.close()
        storage = open_storage(root)
    article = storage.article(id)
    assert (article.status, article.failure) == (Status.FAILED, Failure("worker-died"))
    assert storage.claim() is None
    storage.enqueue([id])
    assert storage.claim() is not None
    storage.close()


def test_what_a_cut_off_save_brought_is_swept_after_a_day(storage: Storage) -> None:
    add(storage, "one", page=b"waiting")
    folder = storage.root / "incoming"
    (kept,) = folder.iterdir()
    old, young, mine = folder / ("0" * 32), folder / ("1" * 32), folder / "letter.txt"
    for path in (old, young, mine):
        path.write_bytes(b"")
    for path in (old, mine, kept):
        os.utime(path, (1, 1))
    storage.close()
    open_storage(storage.root).close()
    assert set(folder.iterdir()) == {kept, young, mine}


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_lock_that_is_a_link_is_refused_and_what_it_leads_to_left(root: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter"
    letter.write_text("precious")
    root.mkdir()
    (root / "archive.lock").symlink_to(letter)
    with pytest.raises(StorageError):
        open_storage(root)
    assert letter.read_text() == "precious"


def test_a_full_disk_at_the_lock_leaves_it_free(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    with monkeypatch.context() as patch:
        patch.setattr(ArchiveLock, "_write", fail)
        with pytest.raises(DiskFull):
            open_storage(root)
    open_storage(root).close()


def test_a_database_is_flushed_before_it_gets_its_name(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[tuple[str, bool]] = []
    sync = atomic.sync_file
    monkeypatch.setattr(
        opening.atomic,
        "sync_file",
        lambda path: (
            flushed.append((path.read_bytes()[:6].decode("latin1"), (root / "archive.db").exists())),
            sync(path),
        ),
    )
    open_storage(root).close()
    assert ("SQLite", False) in flushed


def test_captures_that_were_cut_off_are_queued_again(storage: Storage) -> None:
    id = add(storage, "one")
    assert storage.claim() is not None
    assert storage.claim() is None
    assert storage.article(id).status is Status.CAPTURING
    storage.close()
    with open_storage(storage.root) as again:
        assert again.article(id).status is Status.QUEUED
        job = again.claim()
        assert job is not None
        assert job.attempts == 2


def test_reading_needs_no_room_for_anything(storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    id = add(storage, "one")
    storage.close()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "full"))  # no folder can be made there
    with open_storage(storage.root, read_only=True) as reader:
        assert reader.article(id).id == id
        with pytest.raises(StorageError), reader.scratch():
            pass
    assert not (tmp_path / "full").exists()
