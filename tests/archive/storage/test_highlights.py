"""Highlights outlive everything: a new text, a removal taken back, a database made again from the folders."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.errors import NoSuchArticle, NoSuchHighlight, NoSuchPassage
from pressmark.archive.storage import folders
from pressmark.archive.storage.records import Having
from pressmark.archive.storage.storage import open_storage, rebuild_storage
from pressmark.archive.values import Colour
from storage_steps import START, add, capture, found

if TYPE_CHECKING:
    from pressmark.archive.storage.storage import Storage

TEXT = "A ferry left the harbour at dawn. Nobody on board spoke of the storm that was to come."


@pytest.fixture
def article(storage: Storage) -> int:
    id = add(storage, "ferry")
    capture(storage, id, found(TEXT))
    return id


def mark(storage: Storage, article: int, words: str, note: str = "") -> int:
    start = TEXT.index(words)
    return storage.highlights.add(article, start, start + len(words), Colour.YELLOW, note).id


def test_a_passage_is_kept_with_its_surroundings(storage: Storage, article: int) -> None:
    second = mark(storage, article, " the storm ", "which?")
    first = mark(storage, article, "the harbour")
    one, two = storage.highlights.of(article)
    assert [one.id, two.id] == [first, second]
    assert (two.quote, two.note, two.is_attached) == ("the storm", "which?", True)
    assert TEXT[two.start : two.end] == "the storm"
    assert two.prefix.endswith("spoke of ")
    assert two.suffix.startswith(" that was")
    assert storage.matching(Having("highlight")) == {article}


def test_what_is_not_in_the_text_is_refused(storage: Storage, article: int) -> None:
    for start, end in ((5, 5), (33, 34), (0, 10_000)):
        with pytest.raises(NoSuchPassage):
            storage.highlights.add(article, start, end, Colour.BLUE, "")
    with pytest.raises(NoSuchArticle):
        storage.highlights.add(99, 0, 4, Colour.BLUE, "")
    assert storage.highlights.of(article) == ()


def test_colour_and_note_change_and_tell_what_they_were(storage: Storage, article: int) -> None:
    id = mark(storage, article, "the storm")
    before = storage.highlights.change(id, Colour.PINK, None)
    assert before.colour is Colour.YELLOW
    storage.highlights.change(id, None, "of 1953")
    (now,) = storage.highlights.of(article)
    assert (now.colour, now.note) == (Colour.PINK, "of 1953")
    with pytest.raises(NoSuchHighlight):
        storage.highlights.change(id + 1, None, "")


def test_what_was_removed_comes_back_as_it_was(storage: Storage, article: int) -> None:
    id = mark(storage, article, "the storm", "of 1953")
    (before,) = storage.highlights.of(article)
    assert storage.highlights.remove([id, id + 1]) == (before,)
    assert storage.highlights.of(article) == ()
    assert storage.highlights.restore([before, replace(before, id=50, article_id=99)]) == (before,)
    assert storage.highlights.restore([before]) == ()
    assert storage.highlights.of(article) == (before,)


def test_highlights_follow_their_words_into_a_newer_text(storage: Storage, article: int) -> None:
    gone, kept = mark(storage, article, "A ferry left the harbour"), mark(storage, article, "the storm", "of 1953")
    newer = "The editors regret an error. " * 3 + TEXT.replace("A ferry left the harbour at dawn. ", "")
    capture(storage, article, found(newer), taken_at=START.replace(day=2))
    attached, detached = storage.highlights.of(article)
    assert (attached.id, newer[attached.start : attached.end]) == (kept, "the storm")
    assert (detached.id, detached.is_attached, detached.quote) == (gone, False, "A ferry left the harbour")
    capture(storage, article, found(TEXT + newer), taken_at=START.replace(day=3))
    assert all(one.is_attached for one in storage.highlights.of(article))


def test_the_sidecar_has_them_and_makes_them_again(storage: Storage, article: int) -> None:
    mark(storage, article, "the storm", "of 1953")
    before = storage.highlights.of(article)
    sidecar = json.loads(folders.sidecar(storage.root, article).read_bytes())
    assert [one["quote"] for one in sidecar["highlights"]] == ["the storm"]
    storage.close()
    rebuild_storage(storage.root)
    with open_storage(storage.root) as again:
        assert again.highlights.of(article) == before


def test_a_purged_article_takes_its_highlights_along(storage: Storage, article: int) -> None:
    mark(storage, article, "the storm")
    storage.trash([article])
    storage.purge([article])
    assert storage.highlights.all() == ()
