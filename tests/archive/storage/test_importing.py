"""Taking articles of another program in: each once, nothing of what is there lost, and all of it undone."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlmodel import select

from pressmark.archive.errors import StorageError
from pressmark.archive.storage import folders, queue
from pressmark.archive.storage.records import CaptureRecord, ImportRecord
from pressmark.archive.storage.storage import open_storage, rebuild_storage
from pressmark.archive.storage.tables import TagRow
from pressmark.archive.values import (
    Article,
    Colour,
    Failure,
    Imported,
    ImportedHighlight,
    LocalPage,
    Status,
    Trust,
    Way,
)
from storage_steps import START, Clock, add, capture, found, wish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressmark.archive.storage.storage import Storage

TEXT = "A ferry left the harbour at dawn. Nobody on board spoke of the storm that was to come."
LONG_AGO = datetime(2019, 5, 1, tzinfo=UTC)


def record(name: str, **more: object) -> ImportRecord:
    url = f"https://www.example.org/{name}"
    return replace(ImportRecord(url, url), **more)  # type: ignore[arg-type]  # tests know the fields


def page(text: str = TEXT) -> LocalPage:
    return LocalPage(text.encode(), "text/plain", "page")


def take_in(storage: Storage, *records: ImportRecord) -> Imported:
    return storage.imports.take_in(records, START)


def seen(storage: Storage, ids: Sequence[int] | None = None) -> list[tuple[Article, tuple[object, ...]]]:
    """All that can be seen of articles but for when they were changed; how highlights are numbered apart."""
    return [
        (replace(storage.article(id), updated_at=START), tuple(map(_shown, storage.highlights.of(id))))
        for id in (storage.all_ids() if ids is None else ids)
    ]


def _shown(highlight: object) -> object:
    return replace(highlight, updated_at=START)  # type: ignore[type-var]  # a dataclass


def test_a_new_article_is_what_the_export_says(storage: Storage, clock: Clock) -> None:
    marks = (ImportedHighlight("the  storm", "which?", Colour.BLUE, LONG_AGO), ImportedHighlight("dawn"))
    taken = take_in(
        storage,
        record(
            "ferry",
            title="The ferry",
            tags=("Sea", "sea", "a/b"),
            saved_at=LONG_AGO,
            is_read=True,
            is_favourite=True,
            progress=0.5,
            note=" Read again ",
            highlights=marks,
        ),
        record("later", saved_at=clock() + timedelta(days=3)),
    )
    one, other = (storage.article(id) for id in taken.new)
    assert (one.title, one.tags, one.saved_at, one.note) == ("The ferry", ("a/b", "Sea"), LONG_AGO, "Read again")
    assert (one.is_read, one.is_favourite, one.progress, one.status) == (True, True, 0.5, Status.QUEUED)
    assert other.saved_at <= clock()  # nothing was saved in the future
    assert other.title == "https://www.example.org/later"
    first, second = storage.highlights.of(one.id)
    assert (first.quote, first.note, first.colour, first.created_at) == ("the  storm", "which?", Colour.BLUE, LONG_AGO)
    assert (second.colour, second.is_attached, second.created_at) == (Colour.YELLOW, False, LONG_AGO)
    assert {entry.article_id for entry in storage.outbox(10)} == set(taken.new)
    assert storage.order.due() == list(taken.new)  # the rules look at them
    assert (taken.known, taken.tags, taken.highlights, taken.changes) == ((), (), (), ())


def test_a_title_from_an_export_gives_way_to_the_pages_and_a_persons_does_not(storage: Storage) -> None:
    (id,) = take_in(storage, record("ferry", title="From the export")).new
    capture(storage, id, found(TEXT, title="From the page"))
    assert storage.article(id).title == "From the page"
    storage.set_title(id, "Mine")
    take_in(storage, record("ferry", title="From the export"))
    assert storage.article(id).title == "Mine"


def test_a_person_does_not_wait_for_an_import(storage: Storage) -> None:
    first, second = take_in(storage, record("newer"), record("older")).new
    typed = add(storage, "typed")
    brought = add(storage, "brought", page=b"A page of the person's own")
    jobs = [storage.claim() for _ in range(4)]
    assert [job and job.article_id for job in jobs] == [typed, brought, first, second]
    assert [job and job.trust for job in jobs] == [Trust.USER, Trust.USER, Trust.PAGE, Trust.PAGE]
    for id in (first, second):
        storage.release(id)
    storage.enqueue([second])  # the person asks for it: it goes before the rest
    jobs = [storage.claim() for _ in range(2)]
    assert [job and (job.article_id, job.way) for job in jobs] == [(second, Way.HTTP), (first, Way.IMPORT)]


@pytest.mark.parametrize("limit", [1, 2, 500])
def test_those_that_wait_in_the_trash_hold_nobody_up(
    storage: Storage, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    monkeypatch.setattr(queue, "FIRST_LOOK", limit)
    monkeypatch.setattr(queue, "MOST_NAMED", limit)
    ids = take_in(storage, *(record(name) for name in "abcdef")).new
    storage.trash(ids[:3])
    claimed = [storage.claim(some) for some in (ids[:3], {*ids[:3], ids[5]}, None, ids, ids, None)]
    assert [job and job.article_id for job in claimed] == [None, ids[5], ids[3], ids[4], None, None]


def test_a_page_that_came_along_is_captured_as_imported_also_when_it_is_asked_for_again(storage: Storage) -> None:
    (id,) = take_in(storage, record("ferry", page=page())).new
    job = storage.claim()
    assert job
    assert job.page
    assert (job.way, job.page.read_text(), job.content_type) == (Way.IMPORT, TEXT, "text/plain")
    draft = storage.begin_snapshot(id, START)
    draft.write("page.html.gz", b"x")
    incomplete = Failure("pictures-not-in-file", "1")
    storage.commit_snapshot(draft, CaptureRecord(Way.IMPORT, job.url, extraction=found(TEXT), failure=incomplete))
    storage.enqueue([id])
    assert (again := storage.claim())
    assert (again.way, again.page) == (Way.IMPORT, job.page)


def test_an_article_that_is_there_gets_what_it_has_not(storage: Storage) -> None:
    id = add(storage, "ferry", title="Mine", tags=("Sea",))
    capture(storage, id, found(TEXT))
    storage.set_note(id, "My note\n")
    mark = storage.highlights.add(id, 2, 7, Colour.PINK, "mine")
    storage.trash([id])
    before = seen(storage)
    marks = (ImportedHighlight("fer ry", "theirs"), ImportedHighlight("The storm"), ImportedHighlight("the storm"))
    wanted = record(
        "ferry",
        title="Theirs",
        tags=("SEA", "boats"),
        saved_at=LONG_AGO,
        is_read=True,
        is_favourite=True,
        progress=0.7,
        note="Their note",
        highlights=marks,
        page=page("Another text"),
    )
    taken = take_in(storage, wanted)
    article = storage.article(id)
    assert (article.title, article.tags, article.saved_at) == ("Mine", ("boats", "Sea"), LONG_AGO)
    assert article.note == "My note\n\nTheir note"
    assert (article.is_read, article.is_favourite, article.progress, article.trashed_at) == (False, True, 0.0, None)
    assert article.status is Status.SAVED  # it has a text, and keeps it
    assert list(folders.incoming(storage.root, "x").parent.iterdir()) == []
    quotes = [(one.quote, one.note, one.is_attached) for one in storage.highlights.of(id)]
    assert quotes == [("ferry", "mine", True), ("the storm", "", True), ("The storm", "", False)]
    assert (taken.new, taken.known) == ((), (id,))
    assert [change.added for change in taken.tags] == [("boats",)]
    assert take_in(storage, wanted) == Imported(known=(id,))  # a second time changes nothing
    storage.imports.undo(taken)
    assert seen(storage) == before
    assert [one.id for one in storage.highlights.of(id)] == [mark.id]
    with storage._reading() as session:
        assert list(session.exec(select(TagRow.name))) == ["Sea"]  # a tag that no article has is none
    storage.imports.redo(taken)
    assert storage.article(id).tags == ("boats", "Sea")
    assert [(one.quote, one.is_attached) for one in storage.highlights.of(id)] == [one[::2] for one in quotes]
    storage.imports.undo(taken)
    assert seen(storage) == before


@pytest.mark.parametrize(
    ("more", "is_indexed"),
    [
        ({"tags": ("a",)}, False),
        ({"is_favourite": True}, False),
        ({"note": "Theirs"}, True),
        ({"saved_at": LONG_AGO}, True),
        ({"highlights": (ImportedHighlight("dawn"),)}, True),
    ],
)
def test_index_and_folder_follow(storage: Storage, more: dict[str, object], *, is_indexed: bool) -> None:
    id = add(storage, "ferry")
    sidecar = folders.sidecar(storage.root, id)

    def revision() -> int:
        (entry,) = storage.outbox(10)
        return entry.revision

    revisions, contents = [revision()], [sidecar.read_bytes()]
    taken = take_in(storage, record("ferry", **more))
    for step in (lambda: None, partial(storage.imports.undo, taken), partial(storage.imports.redo, taken)):
        step()
        revisions.append(revision())
        contents.append(sidecar.read_bytes())
    assert [after > before for before, after in pairwise(revisions)] == [is_indexed] * 3
    assert len(set(contents)) == 4


def test_what_the_person_changed_since_outlives_undo(storage: Storage) -> None:
    id = add(storage, "ferry")
    storage.set_note(id, "Old")
    taken = take_in(storage, record("ferry", note="Theirs", is_favourite=True, tags=("a", "b")), record("new"))
    storage.set_note(id, "Old\n\nTheirs, and mine")
    storage.tag([id], remove=["a"])
    storage.trash(taken.new)
    storage.purge(taken.new)
    storage.imports.undo(taken)
    article = storage.article(id)
    assert (article.note, article.is_favourite, article.tags) == ("Old\n\nTheirs, and mine", False, ())
    storage.trash([id])
    storage.purge([id])
    for again in (storage.imports.redo, storage.imports.undo):
        again(taken)
    assert storage.all_ids() == []


def test_new_articles_go_to_the_trash_and_come_back(storage: Storage) -> None:
    taken = take_in(storage, record("a", tags=("t",)), record("b", page=page()))
    before = seen(storage)
    storage.imports.undo(taken)
    assert all(article.trashed_at for article in storage.articles(taken.new))
    assert storage.claim() is None
    storage.imports.redo(taken)
    assert seen(storage) == before
    job = storage.claim()
    assert job
    assert job.article_id == taken.new[0]


@pytest.mark.parametrize("failure", ["http-404", ""])
def test_a_page_helps_an_article_without_a_text_and_undo_takes_it_back(storage: Storage, failure: str) -> None:
    id = add(storage, "ferry")
    if failure:
        storage.claim()
        storage.fail(id, Failure(failure, "404"))
    before = seen(storage)
    taken = take_in(storage, record("ferry", page=page()))
    assert storage.article(id).status is Status.QUEUED
    assert storage.article(id).failure is None
    assert take_in(storage, record("ferry", page=page())).changes == ()
    (file,) = folders.incoming(storage.root, "x").parent.iterdir()
    storage.imports.undo(taken)
    assert seen(storage) == before
    assert not file.exists()
    job = storage.claim()
    assert (job and job.way) == (None if failure else Way.HTTP)


def test_a_page_that_is_being_captured_is_not_taken_back(storage: Storage) -> None:
    id = add(storage, "ferry")
    taken = take_in(storage, record("ferry", page=page()))
    job = storage.claim()
    storage.imports.undo(taken)
    assert job
    assert job.page
    assert job.page.exists()
    capture(storage, id, found(TEXT))
    storage.imports.undo(taken)
    assert storage.text(id) == TEXT


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (TEXT, TEXT.index("the storm")),
        (f"{TEXT} {TEXT}", TEXT.index("the storm")),  # twice: the first counts
        (TEXT.replace("the storm that", "the\n   storm\u00a0that"), TEXT.index("the storm")),
        (TEXT.replace("storm", "calm"), None),
    ],
)
def test_words_without_a_place_find_it_when_the_text_arrives(storage: Storage, text: str, start: int | None) -> None:
    (id,) = take_in(storage, record("ferry", highlights=(ImportedHighlight("the storm that"),))).new
    capture(storage, id, found(text))
    (mark,) = storage.highlights.of(id)
    assert mark.quote == "the storm that"
    if start is None:
        assert not mark.is_attached
        return
    assert mark.is_attached
    assert mark.start == start
    assert mark.prefix.endswith("spoke of ")  # so that from now on it is told from the like of it
    newer = f"the storm that nobody saw. {text}"
    capture(storage, id, found(newer), taken_at=START.replace(day=2))
    (mark,) = storage.highlights.of(id)
    assert mark.start == start + len(newer) - len(text)


def test_the_folders_say_all_of_it(storage: Storage) -> None:
    marks = (ImportedHighlight("the storm", "which?"),)
    taken = take_in(storage, record("ferry", tags=("t",), saved_at=LONG_AGO, highlights=marks, page=page()))
    before = seen(storage)
    storage.close()
    assert rebuild_storage(storage.root).skipped == ()
    with open_storage(storage.root) as again:
        assert seen(again) == before
        assert (job := again.claim())
        assert (job.way, job.article_id) == (Way.IMPORT, taken.new[0])
        assert job.page
        assert job.page.read_text() == TEXT


def test_a_batch_takes_as_many_statements_as_its_kinds(storage: Storage) -> None:
    told: list[str] = []

    def tell(*given: object) -> None:
        told.append(str(given[2]))

    def count(*records: ImportRecord) -> int:
        told.clear()
        take_in(storage, *records)
        return len([one for one in told if "sidecar" not in one])

    def some(first: int, number: int, more: str) -> list[ImportRecord]:
        return [
            record(
                f"{place}",
                tags=("a", f"b{place % 2}"),
                saved_at=LONG_AGO - timedelta(days=place, hours=len(more)),
                note=f"{more} {place}" if place % 3 else "",
                is_favourite=bool(place % 2) or bool(more),
                highlights=(ImportedHighlight(f"words {more} {place}"),),
            )
            for place in range(first, first + number)
        ]

    take_in(storage, record("x", tags=("a", "b0", "b1")))
    event.listen(Engine, "before_cursor_execute", tell)
    try:
        few, many = count(*some(0, 4, "")), count(*some(4, 40, ""))
        few_known, many_known = count(*some(0, 4, "more")), count(*some(4, 40, "more"))
    finally:
        event.remove(Engine, "before_cursor_execute", tell)
    assert many <= few + 1
    assert many_known <= few_known + 1


def test_an_archive_for_reading_takes_nothing_in(storage: Storage) -> None:
    storage.close()
    with open_storage(storage.root, read_only=True) as looking, pytest.raises(StorageError, match="read-only"):
        take_in(looking, record("a", page=page()))


NAMES = st.sampled_from("abcd")
WORDS = st.sampled_from(["the storm", "the  storm", "dawn", "A ferry left", "nowhere at all", ""])
RECORDS = st.builds(
    record,
    NAMES,
    title=st.sampled_from(["", "A title"]),
    tags=st.lists(st.sampled_from(["sea", "Sea", "a/b", " ", "long"]), max_size=3).map(tuple),
    saved_at=st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    is_read=st.booleans(),
    is_favourite=st.booleans(),
    progress=st.floats(0, 1),
    note=st.text("ab \n\x00", max_size=4),
    highlights=st.lists(st.builds(ImportedHighlight, WORDS, st.text(max_size=3)), max_size=3).map(tuple),
    page=st.none() | st.just(page()),
)
BATCHES = st.lists(RECORDS, max_size=4, unique_by=lambda one: one.identity)


def prepared(folder: Path) -> Storage:
    """An archive with one article of each kind: saved, in the trash, failed; one name is free."""
    storage = open_storage(folder, clock=Clock())
    storage.add([wish(name, tags=("sea",)) for name in "abc"])
    capture(storage, 1, found(TEXT))
    storage.set_note(1, "ab")
    storage.highlights.add(1, 0, 12, Colour.GREEN, "mine")
    storage.trash([2])
    storage.claim([3])
    storage.fail(3, Failure("http-404", "404"))
    return storage


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(batches=st.lists(BATCHES, max_size=3))
def test_importing_is_undone_exactly_and_twice_is_once(batches: list[list[ImportRecord]]) -> None:
    with tempfile.TemporaryDirectory() as folder, prepared(Path(folder) / "archive") as storage:
        at_first = seen(storage)
        old = storage.all_ids()
        done: list[Imported] = []
        for batch in batches:
            before = seen(storage)
            done.append(take_in(storage, *batch))
            for (was, marks), (now, more) in zip(before, seen(storage), strict=False):
                assert set(was.tags) <= set(now.tags)
                assert was.note.strip() in now.note
                assert set(marks) <= set(more)
                assert (was.title, was.is_read, was.snapshots) == (now.title, now.is_read, now.snapshots)
                assert (now.saved_at <= was.saved_at, now.is_favourite >= was.is_favourite) == (True, True)
            after = seen(storage)
            again = take_in(storage, *batch)
            assert seen(storage) == after
            assert set(again.known) == {*done[-1].known, *done[-1].new}
            assert replace(again, known=()) == Imported()
        last = seen(storage)
        for one in reversed(done):
            storage.imports.undo(one)
        assert seen(storage, old) == at_first
        assert all(article.trashed_at for article in storage.articles(storage.all_ids()) if article.id not in old)
        has_pages = any(change.waiting for one in done for change in one.changes)
        for one in done:
            storage.imports.redo(one)
        if not has_pages:
            assert seen(storage) == last
        assert storage.verify().damages == ()
