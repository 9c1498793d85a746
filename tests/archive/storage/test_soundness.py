"""Verify, purge and rebuild: what is lost is named, what is foreign is left, what is there can be made again."""

from __future__ import annotations

import errno
import json
import shutil
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from pressmark.archive.errors import ArchiveInUse, ArchiveMissing, ArchiveTooNew, StorageError
from pressmark.archive.storage import atomic, database, folders, removal
from pressmark.archive.storage.storage import open_storage, rebuild_storage, restore_storage
from pressmark.archive.values import Failure, Shelf, Status
from storage_steps import START, add, capture, fingerprint, found, wish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pressmark.archive.storage.storage import Storage
    from storage_steps import Clock


def snapshot(storage: Storage, id: int) -> Path:
    folder = storage.snapshot_folder(id)
    assert folder is not None
    return folder


DAMAGES: dict[str, tuple[Callable[[Path, Path], object], set[tuple[str, str]]]] = {
    "a picture is gone": (lambda _, s: (s / "images/abc.png").unlink(), {("missing", "abc.png")}),
    "a page was changed": (lambda _, s: (s / "page.html.gz").write_bytes(b"x"), {("changed", "page.html.gz")}),
    "a file was added": (lambda _, s: (s / "images/new.png").write_bytes(b""), {("orphaned", "new.png")}),
    "the answer was changed": (
        lambda _, s: (s / "response.json").write_text((s / "response.json").read_text() + " "),
        {("changed", "response.json")},
    ),
    "a snapshot is gone": (lambda _, s: shutil.rmtree(s), {("missing", "20260301T120000Z")}),
    "a sidecar was edited": (lambda a, _: (a / "article.json").write_text("{}"), {("changed", "article.json")}),
    "a sidecar is gone": (lambda a, _: (a / "article.json").unlink(), {("missing", "article.json")}),
    "a folder was added": (lambda a, _: (a / "mine").mkdir(), {("orphaned", "mine")}),
    "an article was copied": (lambda a, _: shutil.copytree(a, a.with_name("777")), {("orphaned", "777")}),
    "a file became a link": (
        lambda a, s: ((s / "page.html.gz").unlink(), (s / "page.html.gz").symlink_to(a / "article.json")),
        {("changed", "page.html.gz")},
    ),
    "a link was added": (lambda a, s: (s / "out").symlink_to(a.parents[2]), {("orphaned", "out")}),
    "a desktop left its file": (lambda a, _: (a / ".DS_Store").write_bytes(b""), set()),
}


@pytest.mark.parametrize("case", DAMAGES)
def test_every_damage_is_told_apart_and_nothing_is_touched(storage: Storage, case: str) -> None:
    harm, expected = DAMAGES[case]
    id = add(storage, "one", page=b"words")
    capture(storage, id, failure="pictures")
    add(storage, "two")
    progress: list[tuple[int, int]] = []
    report = storage.verify(lambda done, total: progress.append((done, total)))
    assert (report.damages, report.articles, report.snapshots, report.files) == ((), 2, 1, 7)
    assert progress[-1] == (2, 2)
    harm(folders.article(storage.root, id), snapshot(storage, id))
    before = fingerprint(storage.root / "articles")
    found_damages = storage.verify().damages
    assert {(one.kind, one.path.rsplit("/", 1)[1]) for one in found_damages} == expected
    assert fingerprint(storage.root / "articles") == before


def test_what_is_still_to_be_written_is_no_damage_to_who_may_not_write(storage: Storage) -> None:
    due, lost = add(storage, "one"), add(storage, "two")
    storage.close()
    with closing(sqlite3.connect(storage.root / database.NAME)) as opened, opened:  # as after a sudden end
        opened.execute("UPDATE article SET sidecar_edition = 0 WHERE id = ?", [due])
    for id in (due, lost):
        folders.sidecar(storage.root, id).unlink()
    with open_storage(storage.root, read_only=True) as reader:
        assert [(one.kind, one.article_id) for one in reader.verify().damages] == [("missing", lost)]
    with open_storage(storage.root) as again:
        assert [one.article_id for one in again.verify().damages] == [lost]
        assert folders.sidecar(storage.root, due).is_file()


def test_lost_and_foreign_incoming_files_are_listed(storage: Storage) -> None:
    add(storage, "one", page=b"words")
    (file,) = (storage.root / "incoming").iterdir()
    file.unlink()
    (storage.root / "incoming" / "my letter.txt").write_bytes(b"")
    (storage.root / "incoming" / ("0" * 32)).write_bytes(b"of a save that was cut off")
    assert [(one.kind, one.path) for one in storage.verify().damages] == [
        ("missing", f"incoming/{file.name}"),
        ("orphaned", "incoming/my letter.txt"),
    ]


def test_the_trash_is_emptied_after_its_time(storage: Storage, clock: Clock) -> None:
    old, young, kept = (add(storage, name, tags=(name,), page=b"w") for name in ("old", "young", "kept"))
    capture(storage, old)
    storage.trash([old])
    clock.now += timedelta(days=20)
    storage.trash([young])
    clock.now += timedelta(days=11)
    assert storage.purge([kept]) == ()  # only what lies in the trash
    storage.back_up_daily()
    clock.now += timedelta(days=1)
    assert storage.upkeep.purge_expired(timedelta(days=30)) == (old,)
    assert storage.all_ids() == [young, kept]
    assert not folders.article(storage.root, old).exists()
    assert [name for name, _ in storage.counts().tags] == ["kept"]
    (gone,) = [one for one in storage.outbox(10) if one.is_deleted]
    assert gone.article_id == old
    assert storage.verify().damages == ()


def test_what_is_not_ours_survives_a_purge(storage: Storage, tmp_path: Path) -> None:
    id = add(storage, "one")
    capture(storage, id)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "precious").write_bytes(b"")
    folder = snapshot(storage, id)
    (folder / "mine.txt").write_bytes(b"my own file")
    shutil.rmtree(folder / "images")
    (folder / "images").symlink_to(tmp_path / "outside")
    (tmp_path / "outside" / "abc.png").write_bytes(b"not the archive's")
    storage.trash([id])
    storage.purge([id])
    assert {path.name for path in (tmp_path / "outside").iterdir()} == {"precious", "abc.png"}
    assert {path.name for path in folder.iterdir()} == {"mine.txt", "images", "response.json"}
    assert [one.kind for one in storage.verify().damages] == ["orphaned"]


def test_a_link_in_the_way_gets_nothing_written_or_deleted_behind_it(storage: Storage, tmp_path: Path) -> None:
    id = add(storage, "one")
    shelf = folders.article(storage.root, id).parent
    outside = tmp_path / "outside"
    shelf.rename(outside)
    shelf.symlink_to(outside, target_is_directory=True)
    before = fingerprint(outside)
    storage.tag([id], add=["new"])
    storage.trash([id])
    storage.purge([id])
    assert fingerprint(outside) == before
    assert "orphaned" in {one.kind for one in storage.verify().damages}


def test_one_bad_folder_keeps_no_other_sidecar_from_being_written(storage: Storage) -> None:
    ids = [add(storage, str(number)) for number in range(3)]
    folder = folders.article(storage.root, ids[0])
    shutil.rmtree(folder)
    folder.write_bytes(b"a file where a folder should be")
    storage.tag(ids, add=["later"])
    for id in ids[1:]:
        assert json.loads(folders.sidecar(storage.root, id).read_bytes())["tags"] == ["later"]
    assert {one.article_id for one in storage.verify().damages} >= {ids[0]}


def test_many_sidecars_are_written_without_a_further_change(storage: Storage) -> None:
    ids = [one.id for one in storage.add([wish(str(number)) for number in range(250)]) if one.id is not None]
    storage.tag(ids, add=["many"])
    files = [folders.sidecar(storage.root, id) for id in ids]
    waiting = threading.Event()
    for _ in range(400):
        written = [path for path in files if path.exists() and json.loads(path.read_bytes())["tags"] == ["many"]]
        if len(written) == len(files):
            break
        waiting.wait(0.05)
    assert len(written) == len(files)


def test_a_name_that_no_file_can_have_stops_neither_verify_nor_purge(storage: Storage) -> None:
    id = add(storage, "one")
    capture(storage, id)
    response = snapshot(storage, id) / "response.json"
    fields = json.loads(response.read_bytes())
    fields["files"]["images/\0.png"] = "x"
    response.write_text(json.dumps(fields))
    assert [one.kind for one in storage.verify().damages] == ["changed"]
    storage.trash([id])
    assert storage.purge([id]) == (id,)
    storage.close()
    open_storage(storage.root).close()


def test_a_purge_that_was_cut_off_goes_on(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    id = add(storage, "one")
    capture(storage, id)
    storage.trash([id])

    def fail(*_: object) -> None:
        raise OSError(5, "input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(removal, "remove_files", fail)
        storage.purge([id])
    assert folders.sidecar(storage.root, id).exists()
    storage.close()
    with open_storage(storage.root) as again:
        assert not folders.article(storage.root, id).exists()
        assert again.verify().damages == ()
        assert add(again, "next") == id + 1


@pytest.fixture
def varied(storage: Storage) -> Storage:
    """An archive with an article of every kind."""
    one = add(storage, "one", tags=("policy/telegram", "Long reads"))
    capture(storage, one, found("A whole story. " * 30))
    capture(storage, one, found("Subscribe."), taken_at=START + timedelta(days=1))
    storage.set_note(one, "Line one\r\nline two \u2028 \ud83d\ude00")
    storage.set_title(one, "My title")
    storage.set_progress(one, 0.25)
    storage.set_favourite([one], value=True)
    storage.set_read([one], value=True)
    two = add(storage, "two", page=b"brought")
    capture(storage, two, failure="no-text")
    storage.trash([two])
    three = add(storage, "three", title="Given")
    storage.claim([three])
    storage.fail(three, Failure("http-404", "404"))
    add(storage, "four", page=b"waiting")
    five = add(storage, "five")
    storage.trash([five])
    storage.purge([five])
    return storage


@pytest.mark.parametrize("database_is", ["there", "gone", "broken"])
def test_a_rebuilt_database_is_equal(varied: Storage, database_is: str) -> None:
    before = [varied.article(id) for id in varied.all_ids()]
    texts = varied.texts(varied.all_ids())
    uuid = varied.id
    varied.close()
    path = varied.root / database.NAME
    if database_is == "gone":
        path.unlink()
    elif database_is == "broken":
        path.write_bytes(path.read_bytes()[:5000] + b"?" * 9000)
    files = fingerprint(varied.root / "articles")
    report = rebuild_storage(varied.root)
    assert (report.articles, report.snapshots, report.skipped) == (4, 3, ())
    assert fingerprint(varied.root / "articles") == files
    with open_storage(varied.root) as again:
        assert again.id == uuid
        assert [again.article(id) for id in again.all_ids()] == before
        assert again.texts(again.all_ids()) == texts
        assert again.verify().damages == ()
        assert again.outbox_size() == 4
        job = again.claim()
        assert job is not None
        assert job.page is not None
        assert (job.article_id, job.page.read_bytes()) == (4, b"waiting")
        assert add(again, "next") == 6  # the purged fifth never comes back
    kept = list((varied.root / "backups").glob("*-replaced.db"))
    assert len(kept) == (0 if database_is == "gone" else 1)


def test_a_folder_that_cannot_be_read_is_left_and_named(varied: Storage) -> None:
    varied.close()
    broken, twice = folders.sidecar(varied.root, 1), folders.article(varied.root, 9)
    broken.write_text("{")
    shutil.copytree(folders.article(varied.root, 3), twice)
    fields = json.loads((twice / "article.json").read_text())
    (twice / "article.json").write_text(json.dumps({**fields, "id": 9}))
    (varied.root / database.NAME).unlink()
    report = rebuild_storage(varied.root)
    assert report.articles == 3
    assert {one.article_id for one in report.skipped} == {1, 9}
    assert broken.read_text() == "{"
    with open_storage(varied.root) as again:
        assert add(again, "next") == 10


def test_nothing_is_made_of_sidecars_that_could_not_be_written(
    storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = add(storage, "one", tags=("kept",))
    copy = storage.back_up(tmp_path / "copy.db")

    def fail(*_: object) -> None:
        raise OSError(28, "no space")

    with monkeypatch.context() as patch:
        patch.setattr(atomic, "write_all", fail)
        storage.tag([id], add=["new"])
        storage.close()
        for again in (rebuild_storage, lambda root: restore_storage(root, copy)):
            with pytest.raises(StorageError, match="sidecars-behind"):
                again(storage.root)
    assert rebuild_storage(storage.root).skipped == ()
    with open_storage(storage.root) as opened:
        assert opened.article(id).tags == ("kept", "new")


BAD_SIDECARS: dict[str, Callable[[dict[str, Any]], object]] = {
    "two current snapshots": lambda fields: [one.update(is_current=True) for one in fields["snapshots"]],
    "a number that no column takes": lambda fields: fields["snapshots"][0].update(words=10**30),
    "an identity twice": lambda fields: fields.update(identity="https://www.example.org/three"),
    "no snapshots": lambda fields: fields.pop("snapshots"),
}


@pytest.mark.parametrize("case", [*BAD_SIDECARS, "too deep"])
def test_one_bad_sidecar_does_not_stop_a_rebuild(varied: Storage, case: str) -> None:
    articles = varied.counts().shelves[Shelf.ALL]
    sidecar = folders.sidecar(varied.root, 1)
    varied.close()
    (varied.root / database.NAME).unlink()
    fields = json.loads(sidecar.read_bytes())
    if case == "too deep":
        sidecar.write_text('{"format":' + "[" * 100_000)
    else:
        BAD_SIDECARS[case](fields)
        sidecar.write_text(json.dumps(fields))
    report = rebuild_storage(varied.root)
    with open_storage(varied.root) as rebuilt:
        found_now = rebuilt.counts().shelves[Shelf.ALL]
        is_mended = case == "two current snapshots"
        assert found_now == articles - (not is_mended)
        assert report.snapshots == sum(len(rebuilt.article(id).snapshots) for id in rebuilt.all_ids())
        if is_mended:
            assert [one.is_current for one in rebuilt.article(1).snapshots].count(True) == 1


def test_a_snapshot_that_no_sidecar_knows_is_taken_in(storage: Storage) -> None:
    id = add(storage, "one")
    sidecar = folders.sidecar(storage.root, id)
    before = sidecar.read_bytes()
    article = capture(storage, id)
    storage.close()
    sidecar.write_bytes(before)  # as if the sidecar had been lost with a power cut
    (storage.root / database.NAME).unlink()
    assert rebuild_storage(storage.root).snapshots == 1
    with open_storage(storage.root) as again:
        now = again.article(id)
        assert again.text(id) == found().text
        assert now.snapshots == article.snapshots
        assert replace(now, status=Status.SAVED, updated_at=article.updated_at) == article
        assert again.verify().damages == ()


def test_a_rebuild_needs_an_archive_of_its_own(storage: Storage, tmp_path: Path) -> None:
    add(storage, "one")
    with pytest.raises(ArchiveInUse):
        rebuild_storage(storage.root)
    storage.close()
    connection = sqlite3.connect(storage.root / database.NAME)
    connection.execute("PRAGMA user_version=9")
    connection.close()
    with pytest.raises(ArchiveTooNew):
        rebuild_storage(storage.root)
    with pytest.raises(ArchiveMissing):
        rebuild_storage(tmp_path / "nowhere")


def test_a_change_that_is_still_being_written_down_is_no_damage(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = add(storage, "one")
    with monkeypatch.context() as patched:
        patched.setattr(storage._sidecars, "keep_up", lambda: None)  # it comes a moment later
        storage.set_note(id, "noted")
        assert storage.upkeep.check_some(0, 10) == (None, ())
        assert "noted" in folders.sidecar(storage.root, id).read_text()
        storage.set_note(id, "noted again")

        def refuse(*_: object) -> None:
            raise OSError(errno.EACCES, "no")

        patched.setattr(atomic, "write_all", refuse)
        patched.setattr(atomic, "write", refuse)
        (_, (damage,)) = storage.upkeep.check_some(0, 10)
        assert (damage.kind, damage.article_id) == ("changed", id)
    storage.close()
    with open_storage(storage.root, read_only=True) as looking:
        assert looking.verify().damages == ()
