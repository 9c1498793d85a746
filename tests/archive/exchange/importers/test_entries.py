"""What several entries of one address become."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pressmark.archive.exchange.importers.entries import Entries, Entry, prose
from pressmark.archive.values import Colour, ImportedArticle, ImportedHighlight, LocalPage

URL = "https://a.example/1"
NOON = datetime(2023, 1, 15, 12, tzinfo=UTC)


def united(*given: Entry) -> ImportedArticle:
    entries = Entries("a.csv")
    for entry in given:
        entries.add(entry)
    export = entries.export("", "table")
    assert export.entries == len(given)
    assert export.merged == len(given) - 1
    (article,) = export.articles
    return article


def test_everything_is_united() -> None:
    page = LocalPage(b"<p>", "text/html")
    article = united(
        Entry("http://www.a.example/1/?utm_source=x", "", ["Sea", "a b"], NOON, note="One", progress=0.2),
        Entry("https://www.a.example/1", "Waves", ["sea", "", "new"], NOON - timedelta(days=1), note="Two", page=page),
        Entry("www.a.example/1#top", "Other", is_favourite=True, note="One", progress=0.7, page=LocalPage(b"", "")),
    )
    assert article == ImportedArticle(
        url="http://www.a.example/1/?utm_source=x",
        title="Waves",
        tags=("Sea", "a b", "new"),
        saved_at=NOON - timedelta(days=1),
        is_favourite=True,
        progress=0.7,
        note="One\n\nTwo",
        page=page,
    )


@pytest.mark.parametrize(
    ("states", "is_read"),
    [
        ([True], True),
        ([None], False),
        ([True, None], True),
        ([None, True], True),
        ([True, False], False),
        ([False, True], False),
        ([None, False], False),
    ],
)
def test_read_is_what_all_that_know_call_read(states: list[bool | None], is_read: bool) -> None:
    assert united(*(Entry(URL, is_read=state) for state in states)).is_read is is_read


@pytest.mark.parametrize("progress", [float("nan"), float("inf"), -0.1, 1.1])
def test_progress_that_is_none(progress: float) -> None:
    assert united(Entry(URL, progress=0.5), Entry(URL, progress=progress)).progress == 0.5


def test_a_highlight_that_comes_twice_is_one() -> None:
    first = ImportedHighlight("It is\nwet", "Why?")
    again = ImportedHighlight("It  is wet", "Really", Colour.BLUE, NOON)
    article = united(Entry(URL, highlights=[first]), Entry(URL, highlights=[again, first, ImportedHighlight(" ")]))
    assert article.highlights == (ImportedHighlight("It is\nwet", "Why?\n\nReally", Colour.BLUE, NOON),)


def test_what_has_no_date_comes_last_in_its_order() -> None:
    for is_newest_first, order in ((False, ["old", "new", "a", "b"]), (True, ["old", "new", "b", "a"])):
        entries = Entries("a.csv")
        entries.is_newest_first = is_newest_first
        dates = {"a": None, "new": NOON, "b": None, "old": NOON - timedelta(days=1)}
        for name, date in dates.items():
            entries.add(Entry(f"{URL}/{name}", name, saved_at=date))
        assert [article.title for article in entries.export("", "").articles] == order


def test_an_aside_is_an_entry_only_where_nothing_else_is() -> None:
    entries = Entries("a.csv")
    for _n in range(2):
        entries.add_aside(Entry(URL, "From the side", tags=["side"]))
        entries.add_aside(Entry("mailto:ann@a.example", "A letter"))
    entries.add(Entry(f"{URL}/2", "Two"))
    entries.add_aside(Entry(f"{URL}/2", "Zwei", tags=["two"]))
    export = entries.export("", "")
    assert {article.title: article.tags for article in export.articles} == {"Two": ("two",), "From the side": ("side",)}
    assert (export.entries, export.merged, len(export.skipped)) == (4, 0, 2)


def test_prose() -> None:
    assert prose(" a\r\nb\rc\x00\x1b\td\ud800 ") == "a\nb\nc\td\ufffd"
