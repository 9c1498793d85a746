from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.errors import InvalidQuery, NoSuchArticle
from pressmark.archive.relating import FEWEST_SHINGLES, SHINGLE, in_common, shingles
from pressmark.archive.values import LocalPage, NewArticle, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AGENCY = (
    "The founder of the messenger was arrested at an airport near Paris on Saturday evening. Police said that the "
    "warrant was about moderation, and that the messenger had not answered requests for data of its users. Lawyers "
    "of the founder called the arrest absurd. The messenger said that it keeps to European law in everything it does."
)
STORIES = [  # title, text
    ("Founder arrested in Paris", AGENCY),
    ("Messenger: founder held", f"AGENCY - {AGENCY.replace('Saturday evening', 'Saturday')} More to follow."),
    (
        "What the arrest means",
        "The arrest of the founder of a messenger near Paris began a debate on moderation of data.",
    ),
    ("Bees of Jutland", "Bees in the north gather heather honey in August, and keepers move their hives to the moor."),
    ("Heather honey", "Keepers of bees say that heather honey sells well, and that August on the moor was warm."),
    ("A market in town", "On Saturday the market of the town offers cheese, bread and flowers from farms near Paris."),
    ("Tide tables", "High water is at noon on the first, and forty minutes later each day after that, as ever."),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    root: Path = tmp_path_factory.mktemp("relating")
    with open_archive(root / "archive", cache=root / "cache") as opened:
        for number, (title, text) in enumerate(STORIES, 1):
            page = LocalPage(text.encode(), "text/plain", f"{number}.txt")
            opened.add([NewArticle(f"https://example.org/{number}", title, page=page)])
        opened.save_pending()
        yield opened


def test_related_stories_are_of_the_same(archive: Archive) -> None:
    assert [one.id for one in archive.related(1)] == [2, 3]
    assert [one.id for one in archive.related(4)] == [5]
    assert [one.id for one in archive.related(1, limit=1)] == [2]
    assert archive.related(7) == []


def test_a_trashed_story_is_not_related_but_has_related_ones(archive: Archive) -> None:
    archive.trash([5])
    assert archive.related(4) == []
    assert [one.id for one in archive.related(5)] == [4]
    archive.restore([5])


def test_near_is_a_query_like_any(archive: Archive) -> None:
    assert [hit.id for hit in archive.find("near:1").hits] == [2, 3]
    assert archive.find("near:1").hits[0].score > archive.find("near:1").hits[1].score > 0
    assert [hit.id for hit in archive.find("near:1 debate").hits] == [3]
    assert {hit.id for hit in archive.find("near:4 OR tide").hits} == {5, 7}
    assert {hit.id for hit in archive.find("-near:1").hits} == {1, 4, 5, 6, 7}
    assert archive.find("near:1", Shelf.READ).total == archive.find("near:99").total == 0
    assert archive.save_search("like it", "near:1").query == "near:1"
    assert archive.saved_searches()[0].count == 2
    with pytest.raises(InvalidQuery, match="bad-article"):
        archive.find("near:paris")


def test_marks_the_key_terms(archive: Archive) -> None:
    listing = archive.find("near:4")
    snippet = archive.snippets(listing, [5])[5]
    assert {"bees", "heather"} <= {snippet.text[start:end].lower() for start, end in snippet.marks}


def test_a_copy_is_told_from_a_story_of_the_same(archive: Archive) -> None:
    (copy,) = archive.near_duplicates(1)
    assert (copy.article.id, copy.share) == (2, pytest.approx(0.9, abs=0.08))
    assert [one.article.id for one in archive.near_duplicates(2)] == [1]
    assert archive.near_duplicates(3) == archive.near_duplicates(7) == []


def test_what_is_not_there_has_nothing_like_it(archive: Archive) -> None:
    for ask in (archive.related, archive.near_duplicates):
        with pytest.raises(NoSuchArticle):
            ask(99)


WORDS = st.lists(
    st.integers(0, 500).map(lambda number: f"w{number}"), min_size=FEWEST_SHINGLES + SHINGLE, max_size=60, unique=True
)


@given(WORDS, WORDS)
def test_the_share_is_of_the_shorter_text(words: list[str], more: list[str]) -> None:
    whole, part = shingles(" ".join([*more, *words])), shingles("  ".join(words).upper())
    assert in_common(whole, part) == in_common(part, whole) == 1.0
    other = shingles(" ".join(f"x{word}" for word in words))
    assert in_common(whole, other) == 0.0


def test_a_short_text_is_no_copy() -> None:
    assert in_common(shingles("a b c d e f"), shingles("a b c d e f")) == 0.0
