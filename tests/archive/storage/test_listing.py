from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.storage.records import (
    HasTag,
    Having,
    InLanguage,
    InState,
    NewRecord,
    OfSite,
    PublishedBetween,
    SavedBetween,
    WordsBetween,
)
from pressmark.archive.values import Colour, Failure, Grouping, Order, Shelf, Way
from storage_steps import START, add, capture, found, wish

if TYPE_CHECKING:
    from pressmark.archive.storage.records import Condition
    from pressmark.archive.storage.storage import Storage
    from storage_steps import Clock


@pytest.fixture
def full(storage: Storage, clock: Clock) -> Storage:
    """Five articles: 1 saved, 2 saved and read, 3 failed, 4 favourite and untagged, 5 in the trash."""
    add(storage, "a", tags=("policy/telegram", "Sea"))
    capture(storage, 1, found("word " * 100, title="beta", published=date(2025, 5, 1), language="en-US", site="Voz"))
    clock.now = datetime(2026, 4, 1, tzinfo=UTC)
    add(storage, "b", tags=("policy",))
    capture(storage, 2, found("word " * 2_500, title="Alpha", published=date(2026, 1, 1), language="de"))
    capture(storage, 2, found("word " * 2_500, title="Alpha", published=date(2026, 1, 1), language="de"))
    storage.set_read([2], value=True)
    storage.add([NewRecord("https://voz.us/c", "c", tags=("policy-x", "policy0"))])
    storage.claim([3])
    storage.fail(3, Failure("timeout"))
    storage.add([NewRecord("https://evilvoz.us/d", "d", title="Émile")])
    storage.set_favourite([4], value=True)
    storage.set_note(4, "a note")
    add(storage, "e", tags=("Policy",))
    storage.trash([5])
    return storage


@pytest.mark.parametrize(
    ("condition", "ids"),
    [
        (HasTag("POLICY"), {1, 2, 5}),
        (HasTag("policy", exactly=True), {2, 5}),
        (HasTag("sea"), {1}),
        (HasTag("se"), set()),
        (HasTag("Se", begins=True), {1}),
        (HasTag("policy/t", begins=True), {1}),
        (HasTag("policy", begins=True), {1, 2, 3, 5}),
        (HasTag("/"), set()),
        (HasTag(""), {4}),
        (OfSite("voz.us"), {3}),
        (OfSite("example.org"), {1, 2, 5}),
        (OfSite("www.example.org"), {1, 2, 5}),
        (OfSite("VOZ"), {1}),
        (OfSite("%"), set()),
        (OfSite("vo", begins=True), {3}),
        (OfSite("exam", begins=True), {1, 2, 5}),
        (InState("unread"), {1, 3, 4, 5}),
        (InState("read"), {2}),
        (InState("fav"), {4}),
        (InState("trash"), {5}),
        (InState("inbox"), {1, 3, 4}),
        (InState("problem"), {3}),
        (InState("failed"), {3}),
        (InState("queued"), {4, 5}),
        (InState("saved"), {1, 2}),
        (Having("highlight"), set()),
        (Having("note"), {4}),
        (Having("image"), {1, 2}),
        (Having("tag"), {1, 2, 3, 5}),
        (Having("text"), {1, 2}),
        (Having("snapshot"), {1, 2}),
        (Having("snapshot2"), {2}),
        (SavedBetween(START, datetime(2026, 4, 1, tzinfo=UTC)), {1}),
        (SavedBetween(datetime(2026, 4, 1, tzinfo=UTC), None), {2, 3, 4, 5}),
        (PublishedBetween(None, date(2026, 1, 1)), {1}),
        (PublishedBetween(date(2026, 1, 1), date(2026, 1, 2)), {2}),
        (PublishedBetween(None, None), {1, 2}),
        (WordsBetween(100, 100), {1}),
        (WordsBetween(101, None), {2}),
        (WordsBetween(None, 0), {3, 4, 5}),
        (InLanguage("EN"), {1}),
        (InLanguage("en-us"), {1}),
        (InLanguage("e"), set()),
        (InLanguage("e", begins=True), {1}),
    ],
    ids=str,
)
def test_filters(full: Storage, condition: Condition, ids: set[int]) -> None:
    assert full.matching(condition) == ids


@pytest.mark.parametrize("condition", [InState("odd"), Having("odd")])
def test_an_unknown_word_is_a_mistake_of_the_caller(storage: Storage, condition: Condition) -> None:
    with pytest.raises(ValueError, match="odd"):
        storage.matching(condition)


def test_shelves_and_their_numbers_agree(full: Storage) -> None:
    shelves = {shelf: full.shelf(shelf) for shelf in Shelf}
    assert shelves == {
        Shelf.INBOX: [4, 3, 1],
        Shelf.ALL: [4, 3, 2, 1],
        Shelf.FAVOURITES: [4],
        Shelf.READ: [2],
        Shelf.PROBLEMS: [3],
        Shelf.TRASH: [5],
    }
    counts = full.counts()
    assert counts.shelves == {shelf: len(ids) for shelf, ids in shelves.items()}
    assert counts.tags == (("policy", 1), ("policy-x", 1), ("policy/telegram", 1), ("policy0", 1), ("Sea", 1))
    assert counts.sites == (("example.org", 2), ("evilvoz.us", 1), ("voz.us", 1))
    assert (counts.queued, counts.capturing) == (1, 0)


def test_problems_stand_together_by_their_reason_and_are_counted(storage: Storage) -> None:
    codes = ("timeout", "http-404", "timeout", "no-such-host", "http-404", "timeout")
    for number, code in enumerate(codes):
        id = add(storage, f"{number}")
        assert storage.claim([id])
        storage.fail(id, Failure(code))
    assert storage.counts().problems == (("timeout", 3), ("http-404", 2), ("no-such-host", 1))
    failed = [one.failure for one in storage.articles(storage.shelf(Shelf.PROBLEMS))]
    assert [one.code for one in failed if one] == sorted(codes)


def test_highlights_are_counted_but_for_the_trash(storage: Storage) -> None:
    ids = [add(storage, name) for name in "ab"]
    for id in ids:
        capture(storage, id)
        storage.highlights.add(id, 2, 7, Colour.YELLOW, "")
    assert storage.counts().highlights == 2
    storage.trash(ids[:1])
    assert storage.counts().highlights == 1


def test_articles_say_how_they_were_captured(storage: Storage) -> None:
    ids = [add(storage, name) for name in "ab"]
    capture(storage, ids[0])
    assert [one.way for one in storage.articles(ids)] == [Way.HTTP, None]
    assert storage.article(ids[0]).way is Way.HTTP


def test_orders(full: Storage) -> None:
    assert full.shelf(Shelf.ALL, Order.TITLE) == [2, 1, 3, 4]
    assert full.shelf(Shelf.ALL, Order.PUBLISHED) == [2, 1, 4, 3]
    assert full.shelf(Shelf.ALL, Order.LENGTH) == [2, 1, 4, 3]
    assert [one.id for one in full.articles([3, 99, 1, 3])] == [3, 1, 3]
    assert full.articles([1])[0].lead_image == full.article(1).lead_image
    assert full.all_ids() == [1, 2, 3, 4, 5]


def test_groups_are_hosts_and_the_days_where_the_person_is(
    storage: Storage, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.now = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)
    add(storage, "late")
    storage.add([NewRecord("https://voz.us/c", "c")])
    assert dict(zip(*storage.group_names(Grouping.SITE), strict=True)) == {1: "example.org", 2: "voz.us"}
    for zone, day in (("UTC0", "2026-03-01"), ("JST-9", "2026-03-02")):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert dict(zip(*storage.group_names(Grouping.DAY), strict=True)) == {1: day, 2: day}
    monkeypatch.undo()
    time.tzset()


def test_the_outbox_keeps_what_changed_meanwhile(storage: Storage) -> None:
    storage.add([wish("a"), wish("b")])
    first = storage.outbox(10)
    assert [(one.article_id, one.revision) for one in first] == [(1, 1), (2, 1)]
    storage.set_title(2, "New")
    storage.tag([1], add=["quiet"])  # nothing that is indexed
    storage.outbox_done(first)
    assert [(one.article_id, one.revision) for one in storage.outbox(10)] == [(2, 2)]
    (record,) = storage.index_records([2, 99])
    assert (record.title, record.revision, record.text) == ("New", 2, "")
    storage.outbox_done(storage.outbox(10))
    assert storage.queue_stale({1: 1, 2: 1, 7: 3}) == 2
    assert [(one.article_id, one.is_deleted) for one in storage.outbox(10)] == [(2, False), (7, True)]
    assert storage.outbox_size() == 2
