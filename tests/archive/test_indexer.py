"""What becomes of searches when the index is away, damaged, behind or busy."""

from __future__ import annotations

import shutil
import threading
from typing import TYPE_CHECKING

import pytest

from pressmark.archive import indexer
from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.errors import StorageError
from pressmark.archive.storage.storage import Storage
from pressmark.archive.values import LocalPage, NewArticle
from pressmark.workers.errors import WorkerDied
from pressmark.workers.pool import WorkerPool

if TYPE_CHECKING:
    from pathlib import Path

PAGE = LocalPage(b"<html><title>Bees</title><article>" + b"<p>Bees fly over the harbour at dawn.</p>" * 9, "text/html")


def open_in(folder: Path) -> Archive:
    return open_archive(folder / "archive", cache=folder / "cache")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_in(tmp_path) as archive:
        archive.add([NewArticle("https://example.org/bees", page=PAGE)])
        archive.save_pending()
        assert archive.find("harbour").total == 1
    return tmp_path


def index_files(folder: Path) -> list[Path]:
    return [path for path in (folder / "cache").rglob("*") if path.is_file()]


def test_a_cleared_cache_is_filled_again(folder: Path) -> None:
    shutil.rmtree(folder / "cache")
    with open_in(folder) as archive:
        listing = archive.find("harbour")
        assert (listing.total, listing.is_complete) == (1, True)


@pytest.mark.parametrize("harm", ["cut", "filled", "emptied"])
def test_a_damaged_index_is_replaced(folder: Path, harm: str) -> None:
    for path in index_files(folder):
        data = path.read_bytes()
        path.write_bytes({"cut": data[: len(data) // 2], "filled": b"\x80" * len(data), "emptied": b""}[harm])
    with open_in(folder) as archive:
        listing = archive.find("harbour")
        assert (listing.total, listing.is_complete) == (1, True)


def test_a_search_says_that_the_index_is_not_whole_yet(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(folder / "cache")
    gate = threading.Event()
    outbox = Storage.outbox

    def slow(storage: Storage, limit: int) -> object:
        gate.wait(30)
        return outbox(storage, limit)

    monkeypatch.setattr(Storage, "outbox", slow)
    with open_in(folder) as archive:
        archive.find("")  # opens nothing: no word was asked for
        archive._indexer._opened()
        archive.start_saving()
        before = archive.find("harbour")  # while the batch holds the writing side
        gate.set()
        done = threading.Event()
        archive.subscribe(lambda change: done.set() if change.index else None)
        if archive.find("harbour").total == 0:
            assert done.wait(30)
        after = archive.find("harbour")
    assert (before.total, before.is_complete) == (0, False)
    assert after.total == 1


def test_an_index_that_could_not_be_compared_is_compared_at_the_next_search(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(folder / "cache")

    def fail(*_: object) -> int:
        raise StorageError("busy")

    with open_in(folder) as archive:
        with monkeypatch.context() as patch:
            patch.setattr(Storage, "queue_stale", fail)
            with pytest.raises(StorageError):
                archive.find("harbour")
        assert archive.find("harbour").total == 1


def test_what_was_changed_just_now_does_not_wait_for_an_import(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    outbox = Storage.outbox

    def slow(storage: Storage, limit: int) -> object:
        gate.wait(30)
        return outbox(storage, limit)

    with open_in(folder) as archive:
        archive.find("harbour")
        monkeypatch.setattr(Storage, "outbox", slow)
        archive.start_saving()
        taken = threading.Event()
        archive.subscribe(lambda change: taken.set() if change.index else None)
        (hit,) = archive.find("harbour").hits
        archive.set_note(hit.id, "a lighthouse")
        assert taken.wait(30)
        assert archive.find("lighthouse").total == 1
        gate.set()


def test_a_large_import_is_taken_in_by_worker_processes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexer, "FEW", 0)
    monkeypatch.setattr(indexer, "BATCH", 2)
    with open_in(folder) as archive:
        page = PAGE.data
        archive.add([NewArticle(f"https://example.org/{n}", page=LocalPage(page, "text/html")) for n in range(5)])
        archive.save_pending()
        progress: list[tuple[int, int]] = []
        assert archive.reindex(lambda done, total: progress.append((done, total))) == 6
        assert progress == [(4, 6), (6, 6)]
        assert archive.find("harbour").total == 6


def test_a_worker_that_dies_costs_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object) -> None:
        raise WorkerDied("-9")

    monkeypatch.setattr(indexer, "FEW", 0)
    monkeypatch.setattr(WorkerPool, "run", die)
    with open_in(folder) as archive:
        archive.reindex()
        assert archive.find("harbour").total == 1


def test_tags_states_and_shelves_touch_no_index_file(folder: Path, is_full_size: bool) -> None:
    with open_in(folder) as archive:
        wishes = [NewArticle(f"https://example.org/story/{n}") for n in range(50_000 if is_full_size else 60)]
        ids = [one.id for one in archive.add(wishes) if one.id is not None]
        archive._indexer.sync()
        archive.find("harbour")
        before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in index_files(folder)}
        archive.tag(ids, add=["policy/telegram"])
        archive.set_read(ids, value=True)
        archive.set_favourite(ids[:9], value=True)
        archive.trash(ids[:5])
        archive._indexer.sync()
        assert archive.find("tag:policy").total == len(ids) - 5
        assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in index_files(folder)} == before


def test_a_flipped_bit_that_no_search_would_notice_is_found_behind_the_window(folder: Path) -> None:
    (terms,) = (path for path in index_files(folder) if path.suffix == ".trm")
    data = bytearray(terms.read_bytes())
    data[-3] ^= 1  # a position of a word
    terms.write_bytes(bytes(data))
    with open_in(folder) as archive:
        taken = threading.Event()
        archive.subscribe(lambda change: taken.set() if change.index else None)
        archive.start_saving()
        assert taken.wait(30)
        listing = archive.find("harbour")
        assert (listing.total, listing.is_complete) == (1, True)
        archive._indexer._opened().check()
