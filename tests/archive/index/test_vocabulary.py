from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.index.index import IndexDocument
from pressmark.archive.index.query import Field
from pressmark.archive.index.vocabulary import function_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressmark.archive.index.index import Index


@pytest.fixture
def filled(index: Index, put: Callable[..., None]) -> Index:
    """Two segments: telegram in three articles, the others in one or two."""
    put({1: "Telegram and the telephone", 2: IndexDocument(title="Telegram", body="Zürich, zurich")})
    put({3: "Telegram telescope", 4: "A telescope in ZÜRICH", 5: "telefax"})
    return index


def test_knows_in_how_many_articles_a_word_stands(filled: Index) -> None:
    numbers = filled.ask(lambda words: [words.frequency(word) for word in ("TELEGRAM", "zürich", "zurich", "tele", "")])
    assert numbers == [2, 2, 2, 0, 0]  # of the body; one telegram is in a title
    assert filled.ask(lambda words: words.frequency("telegram", Field.TITLE)) == 1
    assert filled.ask(lambda words: words.articles) == 5


@pytest.mark.parametrize(
    ("prefix", "found"),
    [
        ("Tele", [("telegram", 2), ("telescope", 2), ("telefax", 1), ("telephone", 1)]),
        ("telegram", []),
        ("zur", [("zurich", 2)]),
        ("zü", [("zürich", 2)]),
        ("", []),
        ("\x01", []),
    ],
)
def test_finds_longer_words_the_most_frequent_first(filled: Index, prefix: str, found: list[tuple[str, int]]) -> None:
    assert filled.ask(lambda words: words.starting_with(prefix, 8)) == found
    assert filled.ask(lambda words: words.starting_with(prefix, 1)) == found[:1]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("telegrm", ["telegram"]),
        ("tlegrma", ["telegram"]),
        ("telefox", ["telefax"]),
        ("xelescope", ["telescope"]),
        ("Zürch", ["zurich"]),
        ("te", []),
        ("ande", ["and"]),
        ("telegram", []),
    ],
)
def test_knows_what_may_be_meant(filled: Index, word: str, meant: list[str]) -> None:
    assert filled.ask(lambda words: words.instead_of(word, 3)) == meant


def test_a_word_used_far_more_often_is_worth_a_second_slip(index: Index, put: Callable[..., None]) -> None:
    put(dict.fromkeys(range(1, 200), "polity") | {200: "policy", 201: "polyps"})
    assert index.ask(lambda words: words.instead_of("polixy", 3))[:2] == ["polity", "policy"]
    assert index.ask(lambda words: words.instead_of("polyts", 3))[:2] == ["polity", "polyps"]
    assert index.ask(lambda words: words.instead_of("polypz", 3))[0] == "polyps"


@pytest.mark.parametrize(
    ("word", "halves"), [("telegramtelescope", "telegram telescope"), ("telegramxx", ""), ("tele", "")]
)
def test_a_lost_blank_is_found(filled: Index, word: str, halves: str) -> None:
    assert filled.ask(lambda words: words.in_two(word)) == halves


def test_function_words_are_of_the_language_and_of_english() -> None:
    assert {"und", "the"} <= function_words("de-AT")
    assert "und" not in function_words("")
