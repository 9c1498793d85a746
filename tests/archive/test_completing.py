from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.completing import MOST, with_parents
from pressmark.archive.index.query import spans
from pressmark.archive.values import CompletionKind, LocalPage, NewArticle, SpanKind

if TYPE_CHECKING:
    from pathlib import Path

STORIES = [  # address, words, tags
    ("https://www.voz.us/1", "Telegram hands over telephone numbers", ("policy/telegram", "France")),
    ("https://voz.us/2", "Telegram and the telescope in Zürich", ("policy/telegram", "privacy policy")),
    ("https://news.voz.example/3", "Policies on tea", ("tea",)),
    ("https://example.org/4", "Telegram, thrown away", ("policy/gone", "tea")),
]


def page(number: int, words: str) -> LocalPage:
    html = (
        f"<html lang='en'><head><title>Story {number}</title><meta name='author' content='Ana Durov'></head><body>"
        f"<article><h1>Story {number}</h1>" + f"<p>{words}. This is the whole story, told at some length.</p>" * 6
    )
    return LocalPage(html.encode(), "text/html", f"{number}.html")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:  # type: ignore[misc]  # a fixture that yields
    root: Path = tmp_path_factory.mktemp("completing")
    with open_archive(root / "archive", cache=root / "cache") as opened:
        added = opened.add(
            [NewArticle(url, "", tags, page(number, words)) for number, (url, words, tags) in enumerate(STORIES)]
        )
        opened.save_pending()
        opened.trash([added[3].id or 0])
        yield opened


def offers(archive: Archive, text: str, cursor: int | None = None) -> list[str]:
    return [one.text for one in archive.complete(text, len(text) if cursor is None else cursor)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("t", ["tag:", "title:"]),
        ("s", ["saved:", "site:", "sort:"]),
        ("is:un", ["is:unread"]),
        ("has:n", ["has:note"]),
        ("sort:", ["sort:relevance", "sort:saved", "sort:published", "sort:title", "sort:length"]),
        ("saved:last", ["saved:last-week", "saved:last-month", "saved:last-year"]),
        ("tag:pol", ["tag:policy", "tag:policy/telegram", 'tag:"privacy policy"']),
        ("-tag:tel", ["tag:policy/telegram"]),
        ("tag:=pol", ["tag:=policy", "tag:=policy/telegram", 'tag:="privacy policy"']),
        ('x tag:"priv', ['tag:"privacy policy"']),
        ("tag:no", ["tag:none"]),
        ("site:vo", ["site:voz.us", "site:news.voz.example"]),
        ("lang:", ["lang:en"]),
        ("by:du", ['by:"Ana Durov"']),
        ("tag:(tea OR pol", ["tag:policy", "tag:policy/telegram", 'tag:"privacy policy"']),
        ("telep", ["telephone"]),
        ("title:sto", ["title:story"]),
        ("telegram", ["tag:policy/telegram"]),
        ('"tele', []),
        ("", []),
        ("tele ", []),
        ("(", []),
        ("near:", []),
        ("x" * 3_000, []),
    ],
)
def test_offers(archive: Archive, text: str, expected: list[str]) -> None:
    assert offers(archive, text) == expected


def test_offers_of_every_kind_where_anything_may_come(archive: Archive) -> None:
    found = {(one.kind, one.label) for one in archive.complete("te", 2)}
    assert {
        (CompletionKind.WORD, "telegram"),
        (CompletionKind.TAG, "tea"),
        (CompletionKind.TAG, "policy/telegram"),
    } <= found
    assert (CompletionKind.SITE, "voz.us") in {(one.kind, one.label) for one in archive.complete("vo", 2)}
    assert (CompletionKind.AUTHOR, "Ana Durov") in {(one.kind, one.label) for one in archive.complete("Dur", 3)}


def test_accents_count_where_they_are_typed(archive: Archive) -> None:
    assert "zürich" in offers(archive, "zü")
    assert "zurich" in offers(archive, "zu")


def test_the_most_used_come_first_and_the_trash_does_not_count(archive: Archive) -> None:
    words = [(one.text, one.count) for one in archive.complete("tele", 4) if one.kind is CompletionKind.WORD]
    assert words == [("telegram", 3), ("telephone", 1), ("telescope", 1)]  # the index has the trash as well
    tags = [(one.label, one.count) for one in archive.complete("tag:", 4)]
    assert tags == [
        ("policy", None),
        ("policy/telegram", 2),
        ("France", 1),
        ("privacy policy", 1),
        ("tea", 1),
        ("none", None),
    ]


def test_names_are_there_as_soon_as_they_are_given(tmp_path: Path) -> None:
    with open_archive(tmp_path / "archive", cache=tmp_path / "cache") as archive:
        (added,) = archive.add([NewArticle("https://example.org/1", "Bees", ("tea",))])
        assert offers(archive, "tag:te") == ["tag:tea"]
        archive.tag([added.id or 0], add=["Tee/Grün"], remove=["tea"])
        assert offers(archive, "tag:grÜ") == ["tag:Tee/Grün"]
        assert offers(archive, "tag:te") == ["tag:Tee", "tag:Tee/Grün"]


def test_takes_the_place_of_the_whole_part_and_of_no_more(archive: Archive) -> None:
    text = "a -tag:polxx b"
    first = archive.complete(text, text.index("xx"))[0]
    assert text[: first.start] + first.text + text[first.end :] == "a -tag:policy b"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(alphabet='tagisebyo:-=" (|OR', max_size=20), st.integers(-2, 25))
def test_whatever_is_typed_what_is_offered_can_be_understood(archive: Archive, text: str, cursor: int) -> None:
    found = archive.complete(text, cursor)
    assert len(found) <= MOST
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        kinds = [span.kind for span in spans(one.text)]
        assert len(kinds) == 1
        assert kinds[0] is not SpanKind.MISTAKE


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "a/b", "a/b/c", "ax", "b/a", "B"]), st.integers(1, 9)), unique_by=lambda t: t[0]
    )
)
def test_levels_above_are_there_once_and_without_a_number(tags: list[tuple[str, int]]) -> None:
    found = with_parents(tags, "")
    names = [name for name, _ in found]
    assert len(set(names)) == len(names)
    assert {name: number for name, number in found if number is not None} == dict(tags)
    assert all(any(tag.startswith(f"{name}/") for tag, _ in tags) for name, number in found if number is None)
