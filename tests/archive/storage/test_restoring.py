"""Going back to a copy: the articles of then are as they were, those of later stay, and nothing is lost on the way."""

from __future__ import annotations

import itertools
import os
import shutil
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from pressmark.archive.errors import ArchiveDamaged, ArchiveInUse, NotABackup
from pressmark.archive.storage import backups, database, folders, replacement
from pressmark.archive.storage.storage import open_storage, rebuild_storage, restore_storage
from pressmark.archive.values import Status
from storage_steps import START, add, capture, fingerprint, found

if TYPE_CHECKING:
    from pathlib import Path

    from pressmark.archive.storage.storage import Storage
    from storage_steps import Clock


@pytest.fixture
def changed(storage: Storage, tmp_path: Path) -> Storage:
    """An archive that went on after `copy.db` beside it was made."""
    one = add(storage, "one", tags=("kept",))
    capture(storage, one)
    two = add(storage, "two", page=b"brought")
    add(storage, "three")
    storage.searches.save("Boats", "ferry")
    storage.back_up(tmp_path / "copy.db")
    storage.tag([one], remove=["kept"], add=["later"])
    storage.set_note(one, "written later")
    capture(storage, one, found("A longer story of the ferry and the harbour."), taken_at=START + timedelta(days=1))
    storage.claim([two])
    capture(storage, two)
    storage.trash([3])
    storage.purge([3])
    capture(storage, add(storage, "four", tags=("new",)))
    storage.searches.save("More boats", "harbour")
    return storage


@pytest.mark.parametrize("present_is", ["sound", "gone", "broken"])
def test_what_came_later_stays(changed: Storage, tmp_path: Path, present_is: str) -> None:
    root = changed.root
    changed.close()
    path = root / database.NAME
    if present_is == "gone":
        path.unlink()
    elif present_is == "broken":
        path.write_bytes(path.read_bytes()[:5000] + b"?" * 9000)
    pages = {name: digest for name, digest in fingerprint(root / "articles").items() if "article.json" not in name}
    report = restore_storage(root, tmp_path / "copy.db")
    assert (report.articles, report.snapshots) == (4, 4)
    assert [(one.article_id, one.detail) for one in report.skipped] == [(3, "missing")]  # purged since
    with open_storage(root) as storage:
        one, two, three, four = storage.articles([1, 2, 3, 4])
        assert (one.tags, one.note) == (("kept",), "")
        assert "longer story" in storage.text(1)  # no snapshot is forgotten
        assert two.status is Status.SAVED or storage.claim([2]) is not None
        assert (three.status, four.tags) == (Status.QUEUED, ("new",))
        assert [search.name for search in storage.searches.all()] == ["Boats"]
        assert storage.verify().damages == ()
        assert storage.outbox_size() >= 4
        assert add(storage, "next") == 5
    after = fingerprint(root / "articles")
    assert {name: after.get(name) for name in pages} == pages


@pytest.mark.parametrize("present_is", ["sound", "gone", "broken"])
def test_a_restore_can_be_undone(changed: Storage, tmp_path: Path, present_is: str) -> None:
    root = changed.root
    before = [changed.article(id) for id in changed.all_ids()]
    changed.close()
    path = root / database.NAME
    if present_is == "gone":
        path.unlink()
    elif present_is == "broken":
        path.write_bytes(path.read_bytes()[:5000] + b"?" * 9000)
    restore_storage(root, tmp_path / "copy.db")
    aside = max((root / backups.FOLDER).glob("*-replaced.db"), key=lambda path: path.name)
    restore_storage(root, aside)
    with open_storage(root) as storage:
        again = storage.articles([article.id for article in before])
        for then, now in zip(before, again, strict=True):
            assert (now.tags, now.note, now.title, now.status) == (then.tags, then.note, then.title, then.status)


def test_the_index_hears_of_what_was_restored(changed: Storage, tmp_path: Path) -> None:
    root = changed.root
    seen = {record.id: record.revision for record in changed.index_records(changed.all_ids())}
    changed.close()
    restore_storage(root, tmp_path / "copy.db")
    with open_storage(root) as storage:
        now = {record.id: record.revision for record in storage.index_records([1])}
        assert now[1] > seen[1]


def test_the_oldest_kept_copy_can_be_gone_back_to(storage: Storage, clock: Clock) -> None:
    capture(storage, add(storage, "first", tags=("early",)))
    for day in range(60):
        clock.now += timedelta(days=1)
        storage.back_up_daily()
        if day == 30:
            storage.tag([1], add=["late"])
            capture(storage, add(storage, "second"))
    root = storage.root
    storage.close()
    oldest = min((root / backups.FOLDER).glob("*-daily.db"))
    restore_storage(root, oldest)
    with open_storage(root) as again:
        assert again.article(1).tags == ("early",)
        assert again.all_ids() == [1, 2]
        assert again.verify().damages == ()


def test_a_copy_makes_an_archive_where_there_is_none(changed: Storage, tmp_path: Path) -> None:
    report = restore_storage(tmp_path / "new", tmp_path / "copy.db")
    assert report.articles == 3
    with open_storage(tmp_path / "new") as new:
        assert new.id == changed.id
        assert "ferry" in new.text(1)
        assert {one.kind for one in new.verify().damages} == {"missing"}


def test_what_is_no_copy_of_this_archive_is_refused(changed: Storage, tmp_path: Path) -> None:
    with pytest.raises(ArchiveInUse):
        restore_storage(changed.root, tmp_path / "copy.db")
    changed.close()
    with open_storage(tmp_path / "other") as other:
        capture(other, add(other, "one"))
        foreign = other.back_up(tmp_path / "foreign.db")
    damaged = tmp_path / "damaged.db"
    data = (tmp_path / "copy.db").read_bytes()
    damaged.write_bytes(data[:8192] + os.urandom(len(data) - 8192))
    before = fingerprint(changed.root)
    for file, why in ((foreign, "other-archive"), (damaged, "damaged"), (tmp_path / "nothing", "missing")):
        with pytest.raises(NotABackup, match=why):
            restore_storage(changed.root, file)
    assert {**fingerprint(changed.root), "archive.lock": ""} == {**before, "archive.lock": ""}


def test_a_draft_of_then_does_not_take_a_snapshot_of_now_away(storage: Storage, tmp_path: Path) -> None:
    id = add(storage, "one")
    draft = storage.begin_snapshot(id, START)
    storage.back_up(tmp_path / "copy.db")
    storage.discard(draft)
    capture(storage, id)
    storage.close()
    restore_storage(storage.root, tmp_path / "copy.db")
    with open_storage(storage.root) as again:
        assert "ferry" in again.text(id)
        assert again.verify().damages == ()


MOVES = ("replace", "rename", "utime", "fsync")


@pytest.mark.parametrize("doing", ["restore", "rebuild"])
def test_a_replacement_that_is_cut_off_is_undone_or_finished(
    changed: Storage, tmp_path: Path, doing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each call that moves or flushes something fails in turn, as if the process had ended there."""
    changed.close()
    for call in itertools.count():
        root = tmp_path / f"{doing}-{call}"
        shutil.copytree(changed.root, root)
        if doing == "rebuild":
            (root / (database.NAME + "-wal")).write_bytes(b"")
        with monkeypatch.context() as patch:
            countdown = itertools.count(call, -1)
            for name in MOVES:
                patch.setattr(os, name, _dying(getattr(os, name), countdown))
            try:
                restore_storage(root, tmp_path / "copy.db") if doing == "restore" else rebuild_storage(root)
                is_done = True
            except _Death:
                is_done = False
        if is_done:
            break
        with open_storage(root) as storage:
            assert not (root / replacement.WAITING).exists()
            assert {1, 2, 4} <= set(storage.all_ids())
            assert storage.verify().damages == ()
            if doing == "restore" and storage.article(1).tags == ("kept",):
                aside = list((root / backups.FOLDER).glob("*-replaced.db"))
                assert len(aside) == 1
        shutil.rmtree(root)
    assert call > 10  # else nothing was counted


class _Death(BaseException):
    """No handler for failures may see it."""


def _dying(real: Any, countdown: Any) -> Any:
    def call(*args: Any, **options: Any) -> Any:
        if next(countdown) == 0:
            raise _Death
        return real(*args, **options)

    return call


def test_reading_waits_until_a_replacement_is_finished(changed: Storage) -> None:
    changed.close()
    path = changed.root / database.NAME
    path.rename(changed.root / replacement.WAITING)
    with pytest.raises(ArchiveDamaged, match="cut-off"):
        open_storage(changed.root, read_only=True)
    with open_storage(changed.root) as again:
        assert again.all_ids() == [1, 2, 4]


def test_a_log_without_its_database_spoils_no_new_one(storage: Storage) -> None:
    add(storage, "one")
    root = storage.root
    log = (root / "archive.db-wal").read_bytes()
    storage.close()
    shutil.rmtree(root / folders.ARTICLES)
    (root / database.NAME).unlink()
    (root / "archive.db-wal").write_bytes(log)
    with open_storage(root) as again:
        assert again.all_ids() == []
    assert [path.read_bytes() for path in (root / backups.FOLDER).glob("*-wal")] == [log]
