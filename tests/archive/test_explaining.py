from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.errors import InvalidQuery
from pressmark.archive.values import Explanation, LocalPage, NewArticle, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STORIES = [
    ("https://voz.us/1", "Telegram tells the police about phone numbers", ("policy/telegram",)),
    ("https://voz.us/2", "Telegram and the privacy policy of its founder", ("policy/telegram", "privacy policy")),
    ("https://example.org/3", "Telephone numbers of the old exchange", ("tools",)),
    ("https://example.org/4", "The bees of Jutland and their policy", ()),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    root: Path = tmp_path_factory.mktemp("explaining")
    with open_archive(root / "archive", cache=root / "cache") as opened:
        pages = [LocalPage(f"<title>{title}</title><p>{title}.".encode(), "text/html") for _, title, _ in STORIES]
        opened.add(
            [NewArticle(url, title, tags, page) for (url, title, tags), page in zip(STORIES, pages, strict=True)]
        )
        opened.save_pending()
        yield opened


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("telegrm", "telegram"),
        ("telergam", "telegram"),
        ("Tlgram", "telegram"),
        ("elegram", "telegram"),
        ("telegrm polce", "telegram police"),
        ("telegrm police", "telegram police"),
        ('"privcy policy"', '"privacy policy"'),
        ("title:beez", "title:bees"),
        ("title:(beez polcy)", "title:(bees policy)"),
        ("tag:(telegran)", "tag:(tag:policy/telegram)"),
        ("-tools telegrm", "-tools telegram"),
        ("(telegrm OR jutlnd)", "(telegram OR jutland)"),
        ("privacypolicy", "privacy policy"),
        ("tag:polcy/telegram", "tag:policy/telegram"),
        ("tag:telegran", "tag:policy/telegram"),
        ("tag:privacypolicy", 'tag:"privacy policy"'),
        ("site:vos.us", "site:voz.us"),
        ("telegrm tag:tools", ""),  # together they find nothing
        ("xyzzyx", ""),
        ("xx", ""),
        ("is:trash", ""),
    ],
)
def test_suggests_what_may_be_meant(archive: Archive, text: str, suggestion: str) -> None:
    explanation = archive.explain(text)
    assert explanation.suggestion == suggestion
    assert explanation.found == (archive.find(suggestion).total if suggestion else 0)


@pytest.mark.parametrize(
    ("text", "causes"),
    [
        ("telegram tag:tools", [("telegram", 2, 1), ("tag:tools", 1, 2)]),
        ("telegram xyzzyx", [("xyzzyx", 0, 2)]),
        ("telegram tag:nowhere is:fav", [("tag:nowhere", 0, 0), ("is:fav", 0, 0)]),
        ("bees -policy", [("bees", 1, 2), ("-policy", 2, 1)]),
        ("bees NOT policy", [("bees", 1, 2), ("NOT policy", 2, 1)]),
        ("telegram !!! xyzzyx", [("xyzzyx", 0, 2)]),
        ("(xyzzyx)", [("xyzzyx", 0, 4)]),
        ("-(telegram OR bees) tag:policy", [("telegram", 2, 2), ("tag:policy", 2, 1)]),
        ("is:trash", [("is:trash", 0, 4)]),
        ("-is:unread", [("-is:unread", 4, 4)]),
    ],
)
def test_names_the_part_that_is_to_blame(archive: Archive, text: str, causes: list[tuple[str, int, int]]) -> None:
    found = archive.explain(text).causes
    assert [(one.text, one.alone, one.without) for one in found] == causes
    assert all(text[one.start : one.end] == one.text for one in found)


def test_what_finds_all_it_asks_for_needs_no_explanation(archive: Archive) -> None:
    assert archive.explain("telegram police") == archive.explain("") == Explanation()


def test_words_that_had_to_be_left_out_are_explained(archive: Archive) -> None:
    assert archive.find("telegram foundre").dropped == ("foundre",)
    explanation = archive.explain("telegram foundre")
    assert [one.text for one in explanation.causes] == ["foundre"]
    assert (explanation.suggestion, explanation.found) == ("telegram founder", 1)
    assert archive.explain("telegram beez").suggestion == ""  # one word would be left out again


def test_looks_at_the_shelf_that_is_asked_for(archive: Archive) -> None:
    assert archive.explain("telegrm", Shelf.READ).suggestion == ""
    assert archive.explain("telegram", Shelf.READ).causes[0].alone == 0


def test_says_how_much_there_is_elsewhere(archive: Archive) -> None:
    assert archive.explain("telegram", Shelf.READ).elsewhere == 2
    assert archive.explain("xyzzyx", Shelf.READ).elsewhere == archive.explain("xyzzyx").elsewhere == 0


def test_a_part_that_shuts_out_says_so(archive: Archive) -> None:
    assert [one.is_negated for one in archive.explain("bees -policy").causes] == [False, True]
    assert [one.is_negated for one in archive.explain("-(telegram OR bees) tag:policy").causes] == [True, False]


def test_a_mistake_is_a_mistake(archive: Archive) -> None:
    with pytest.raises(InvalidQuery):
        archive.explain("is:odd")


WORDS = [
    "telegrm",
    "polce",
    "beez",
    '"privcy policy"',
    "-bees",
    "(",
    ")",
    "OR",
    "tag:polcy",
    "site:voz",
    "is:fav",
    "sort:saved",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join))
def test_never_suggests_what_finds_nothing(archive: Archive, text: str) -> None:
    try:
        explanation = archive.explain(text)
    except InvalidQuery:  # signs alone
        return
    if explanation.suggestion:
        assert explanation.found == archive.find(explanation.suggestion).total > 0


PIECES = (
    *("tag:", "near:", "saved:", "words:", "lang:", "highlight:", "title:", "is:", "1", "2024-09", "..", ">", "bees"),
    *("Telegrm", "隐私", "c++", "@x", "*", "~", '"', "\\", "(", ")", "-", " OR ", " ", "\x00", "\ud800", "9" * 20),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join) | st.text(max_size=30), st.booleans())
def test_any_text_is_answered_or_a_mistake(archive: Archive, text: str, typing: bool) -> None:
    archive.complete(text, len(text))
    with suppress(InvalidQuery):
        archive.facets(archive.find(text, typing=typing))
        archive.explain(text)
