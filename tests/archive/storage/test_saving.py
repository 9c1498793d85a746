from __future__ import annotations

import errno
import json
import os
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from pressmark.archive.errors import DiskFull, NoSuchArticle, StorageError
from pressmark.archive.storage import folders
from pressmark.archive.storage.drafts import count_words, folder_name
from pressmark.archive.storage.records import CaptureRecord
from pressmark.archive.storage.snapshots import better
from pressmark.archive.storage.tables import SnapshotRow
from pressmark.archive.values import Failure, Order, Shelf, Status, Way
from storage_steps import START, add, capture, found, wish

if TYPE_CHECKING:
    from pathlib import Path

    from pressmark.archive.storage.storage import Storage
    from storage_steps import Clock


def test_a_wish_is_kept_with_all_that_was_given(storage: Storage) -> None:
    id = add(storage, "story", title=" My\ntitle\ud800 ", tags=("b", "A/x", "a/X"))
    article = storage.article(id)
    assert (article.title, article.tags) == ("My title\ufffd", ("A/x", "b"))
    assert (article.url, article.status) == ("https://www.example.org/story", Status.QUEUED)
    sidecar = json.loads(folders.sidecar(storage.root, id).read_bytes())
    assert (sidecar["url"], sidecar["tags"], sidecar["status"]) == (article.url, ["A/x", "b"], "queued")
    assert storage.article(add(storage, "bare")).title == "https://www.example.org/bare"


def test_a_number_that_no_id_can_be_is_no_article(storage: Storage) -> None:
    with pytest.raises(NoSuchArticle):
        storage.article(2**70)
    assert storage.articles([2**70]) == []


def test_the_same_identity_is_one_article(storage: Storage) -> None:
    first = add(storage, "story")
    added = storage.add([wish("new"), wish("story"), wish("new")])
    assert [(one.id, one.is_new) for one in added] == [(first + 1, True), (first, False), (first + 1, False)]
    assert storage.counts().queued == 2


def test_a_link_saved_again_leaves_the_trash_and_gets_its_tags(storage: Storage, clock: Clock) -> None:
    id = add(storage, "story", tags=("old",))
    storage.trash([id])
    (added,) = storage.add([wish("story", tags=("new",))])
    assert (added.id, added.is_new, added.was_in_trash) == (id, False, True)
    assert storage.article(id).trashed_at is None
    assert storage.article(id).tags == ("new", "old")
    clock.now += timedelta(days=99)
    assert storage.upkeep.purge_expired(timedelta(days=30)) == ()
    assert not storage.add([wish("story")])[0].was_in_trash


def test_two_thousand_addresses_are_one_transaction(storage: Storage) -> None:
    commits: list[object] = []
    event.listen(storage._engine, "commit", commits.append)
    with storage._sidecars.lock:  # the sidecars' own transactions come later
        storage._sidecars.keep_up, keep_up = lambda: None, storage._sidecars.keep_up  # type: ignore[method-assign]  # seen alone
        storage.add([wish(str(number), tags=("imported",)) for number in range(2_000)])
        assert len(commits) == 1
        storage.add([wish(str(number), tags=("again",)) for number in range(100)])
    assert len(commits) == 2
    storage._sidecars.keep_up = keep_up  # type: ignore[method-assign]  # as it was
    storage.close()
    assert sum(1 for _ in folders.articles(storage.root)) == 2_000


def test_one_shelf_is_one_statement(storage: Storage) -> None:
    storage.add([wish(str(number)) for number in range(50)])
    statements: list[str] = []
    event.listen(storage._engine, "before_cursor_execute", lambda _c, _cur, sql, *_: statements.append(sql))
    assert len(storage.shelf(Shelf.ALL, Order.SAVED)) == 50
    assert [sql for sql in statements if not sql.startswith("BEGIN")] == statements[-1:]


def test_content_that_was_brought_is_kept_until_it_is_captured(storage: Storage) -> None:
    id = add(storage, "note", page=b"My own words")
    job = storage.claim()
    assert job is not None
    assert (job.article_id, job.way, job.name) == (id, Way.FILE, "note.txt")
    assert job.page is not None
    assert job.page.read_bytes() == b"My own words"
    storage.fail(id, Failure("no-text"))
    assert job.page.exists()
    assert storage.enqueue([id]) == (id,)
    again = storage.claim()
    assert again is not None
    assert (again.page, again.way) == (job.page, Way.FILE)
    capture(storage, id)
    assert not job.page.exists()


def test_a_page_for_an_article_without_content_is_used(storage: Storage) -> None:
    id = add(storage, "story")
    storage.claim()
    storage.fail(id, Failure("http-403"))
    (added,) = storage.add([wish("story", page=b"Saved by hand")])
    assert (added.id, added.is_new) == (id, False)
    job = storage.claim()
    assert job is not None
    assert job.page is not None
    capture(storage, id)
    storage.add([wish("story", page=b"Another")])
    assert storage.claim() is None
    assert list((storage.root / "incoming").iterdir()) == []


def test_a_page_for_an_article_that_is_not_whole_is_kept_beside_what_there_is(storage: Storage) -> None:
    id = add(storage, "story")
    storage.claim()
    capture(storage, id, failure="wall")
    storage.add([wish("story", page=b"Saved by hand")])
    job = storage.claim()
    assert job is not None
    assert job.page is not None
    assert job.page.read_bytes() == b"Saved by hand"


def test_a_capture_becomes_the_article(storage: Storage) -> None:
    id = add(storage, "story")
    assert storage.claim() is not None
    text = "Le bac\0 a quitté le port \ud800."
    extraction = found(text, title="Le\nbac", site="Port", byline="Ana", published=date(2026, 2, 3), language="fr-FR")
    article = capture(storage, id, extraction)
    assert (article.title, article.site, article.byline) == ("Le bac", "Port", "Ana")
    assert (article.published, article.language, article.status) == (date(2026, 2, 3), "fr-FR", Status.SAVED)
    assert storage.text(id) == "Le bac a quitté le port \ufffd."
    assert storage.body_html(id).startswith("<p>Le bac")
    assert article.lead_image is not None
    assert article.lead_image.read_bytes() == b"a picture" == storage.picture(id, "abc.png")
    assert storage.counts().queued == storage.counts().capturing == 0
    response = storage.response(id)
    assert response["headers"] == [["ETag", '"1"']]
    assert set(response["files"]) == {"page.html.gz", "extraction.json", "images/abc.png"}


@pytest.mark.parametrize("name", ["../../article.json", "..", "none.png", "images/abc.png", ""])
def test_only_pictures_are_pictures(storage: Storage, name: str) -> None:
    id = add(storage, "story")
    capture(storage, id)
    with pytest.raises(StorageError, match="no-such-picture"):
        storage.picture(id, name)


def test_the_persons_title_outlives_captures(storage: Storage) -> None:
    id = add(storage, "story")
    capture(storage, id)
    storage.set_title(id, "Mine")
    assert capture(storage, id, found(title="Theirs, later")).title == "Mine"
    storage.set_title(id, " ")
    assert storage.article(id).title == "Theirs, later"


def test_a_worse_capture_is_kept_but_not_shown(storage: Storage) -> None:
    id = add(storage, "story")
    capture(storage, id, found("A whole story. " * 50))
    storage.enqueue([id])
    storage.claim()
    after = capture(storage, id, found("Subscribe to go on."))
    assert storage.text(id).startswith("A whole story.")
    assert [one.is_current for one in after.snapshots] == [False, True]
    assert len({one.folder for one in after.snapshots}) == 2  # taken in the same second
    assert after.status is Status.SAVED
    after = capture(storage, id, failure="no-text", taken_at=START + timedelta(days=1))
    assert (after.status, after.failure, len(after.snapshots)) == (Status.SAVED, None, 3)
    assert storage.verify().damages == ()


def test_bytes_without_text_are_kept_as_partial(storage: Storage) -> None:
    id = add(storage, "story", title="Mine")
    storage.claim()
    article = capture(storage, id, failure="no-text")
    assert (article.status, article.failure, article.title) == (Status.PARTIAL, Failure("no-text"), "Mine")
    assert (storage.text(id), storage.body_html(id)) == ("", "")
    whole = capture(storage, id)
    assert (whole.status, whole.failure) == (Status.SAVED, None)
    assert storage.text(id)


def test_a_failure_says_why_and_waits_for_its_time(storage: Storage, clock: Clock) -> None:
    id = add(storage, "story", title="Mine", tags=("t",))
    storage.claim()
    later = clock.now + timedelta(hours=1)
    article = storage.fail(id, Failure("http-503", "503"), retry_at=later)
    assert (article.status, article.failure) == (Status.QUEUED, Failure("http-503", "503"))
    assert storage.claim() is None
    clock.now = later
    assert storage.claim() is not None
    article = storage.fail(id, Failure("http-404", "404"))
    assert (article.status, article.title, article.tags) == (Status.FAILED, "Mine", ("t",))
    assert storage.claim() is None
    assert storage.shelf(Shelf.PROBLEMS) == [id]


def test_a_failed_second_try_leaves_the_first_result(storage: Storage) -> None:
    id = add(storage, "story")
    capture(storage, id, failure="no-text")
    storage.enqueue([id])
    storage.claim()
    article = storage.fail(id, Failure("timeout"))
    assert (article.status, article.failure) == (Status.PARTIAL, Failure("no-text"))
    storage.enqueue([id])
    assert storage.claim([id]) is not None
    storage.release(id)
    job = storage.claim([id])
    assert job is not None
    assert job.attempts == 1  # what was put back does not count
    storage.release(id)
    assert storage.article(id).status is Status.QUEUED
    storage.claim()
    assert storage.finish(id).status is Status.PARTIAL


def test_the_queue_is_first_come_first_served_without_the_trash(storage: Storage) -> None:
    one, two, three = (add(storage, name) for name in ("one", "two", "three"))
    storage.trash([one])
    jobs = [storage.claim([three]), storage.claim(), storage.claim()]
    assert [job and job.article_id for job in jobs] == [three, two, None]
    assert storage.enqueue([one, two, 99]) == (one,)  # the second is being captured
    storage.restore([one])
    last = storage.claim()
    assert last is not None
    assert last.article_id == one


def test_a_full_disk_at_any_flush_changes_nothing(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    id = add(storage, "story")
    before = storage.article(id)
    real, calls = os.fsync, 0

    def full_at_last(descriptor: int) -> None:
        nonlocal calls
        calls -= 1
        if calls == 0:
            raise OSError(errno.ENOSPC, "no space")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full_at_last)
    # six of the snapshot's files and folders, and the article's folder
    for number in range(1, 8):
        draft = storage.begin_snapshot(id, START)
        draft.write("page.html.gz", b"x")
        draft.write("images/a.png", b"x")
        calls = number
        with pytest.raises(DiskFull):
            storage.commit_snapshot(draft, CaptureRecord(Way.HTTP, "", extraction=found()))
        calls = 0
        assert storage.article(id) == before
        storage.discard(draft)
        assert storage.verify().damages == ()
    assert capture(storage, id).status is Status.SAVED


@pytest.mark.parametrize("name", ["../x", "/x", "response.json", "", "a/../b", ".hidden", "a\\b", "é"])
def test_a_snapshot_has_plain_names(storage: Storage, name: str) -> None:
    draft = storage.begin_snapshot(add(storage, "one"), START)
    with pytest.raises(StorageError, match="file-name"):
        draft.write(name, b"")


def test_a_link_does_not_get_into_a_snapshot(storage: Storage, tmp_path: Path) -> None:
    draft = storage.begin_snapshot(add(storage, "one"), START)
    (draft.folder / "link").symlink_to(tmp_path)
    with pytest.raises(StorageError, match="not-a-file"):
        storage.commit_snapshot(draft, CaptureRecord(Way.HTTP, ""))


def test_a_capture_of_a_purged_article_is_refused(storage: Storage) -> None:
    id = add(storage, "one")
    draft = storage.begin_snapshot(id, START)
    storage.trash([id])
    storage.purge([id])
    with pytest.raises(NoSuchArticle):
        storage.commit_snapshot(draft, CaptureRecord(Way.HTTP, ""))
    storage.discard(draft)
    assert storage.verify().damages == ()


@pytest.mark.parametrize(("words", "expected"), [(400, False), (300, False), (3, True)])
def test_a_file_of_long_ago_helps_only_where_the_present_text_is_no_good(words: int, expected: bool) -> None:
    before = START - timedelta(days=1)
    old = SnapshotRow(article_id=1, taken_at=START, words=words, quality=0.9, way=Way.FILE)
    file = SnapshotRow(article_id=1, taken_at=before, words=400, quality=0.9, way=Way.FILE)
    assert better(old, file) is expected
    assert better(old, SnapshotRow(article_id=1, taken_at=before, words=400, quality=0.9, way=Way.HTTP))


@pytest.mark.parametrize("way", [Way.HTTP, Way.BROWSER])
@pytest.mark.parametrize("brought", [Way.FILE, Way.IMPORT])
@pytest.mark.parametrize(("words", "expected"), [(400, False), (3, False), (0, True)])
def test_a_file_takes_the_place_of_what_was_fetched_only_where_that_is_nothing(
    way: Way, brought: Way, words: int, expected: bool
) -> None:
    fetched = SnapshotRow(article_id=1, taken_at=START, words=words, quality=0.5, failure_code="wall", way=way)
    later = START + timedelta(days=1)
    claim = SnapshotRow(article_id=1, taken_at=later, words=4_000, quality=1.0, way=brought)
    assert better(fetched, claim) is expected


SNAPSHOTS = st.tuples(st.integers(0, 5_000), st.floats(0, 1), st.sampled_from(["", "no-text"])).map(
    lambda drawn: SnapshotRow(article_id=1, taken_at=START, words=drawn[0], quality=drawn[1], failure_code=drawn[2])
)


@given(SNAPSHOTS, SNAPSHOTS)
def test_a_better_capture_never_has_much_less(old: SnapshotRow, new: SnapshotRow) -> None:
    assert better(old, old)
    if better(old, new):
        assert new.words >= old.words * 0.6
        assert new.quality >= old.quality - 0.2
    assert better(old, new) or better(new, old) or (old.words - new.words) * (old.quality - new.quality) < 0


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param((3_000, "pictures-missing"), (12, ""), False, id="a wall does not replace a story"),
        pytest.param((40, ""), (5_000, "pictures-missing"), True, id="a story replaces a stub"),
        pytest.param((900, ""), (905, "pictures-missing"), False, id="of two alike the whole one stays"),
        pytest.param((900, "pictures-missing"), (895, ""), True, id="of two alike the whole one wins"),
        pytest.param((0, "no-text"), (700, "pictures-missing"), True, id="any text is better than none"),
    ],
)
def test_words_come_before_pictures(old: tuple[int, str], new: tuple[int, str], *, expected: bool) -> None:
    first, second = (
        SnapshotRow(article_id=1, taken_at=START, words=words, quality=0.9, failure_code=code)
        for words, code in (old, new)
    )
    assert better(first, second) is expected


def test_words_are_counted_in_every_script() -> None:
    assert count_words("It's 10 o'clock; go-ahead") == 7
    assert count_words("東京に行く") == 5
    assert count_words("") == 0


def test_folders_of_one_second_differ() -> None:
    assert folder_name(START, set()) == "20260301T120000Z"
    assert folder_name(START, {"20260301T120000Z", "20260301T120000Z-2"}) == "20260301T120000Z-3"
