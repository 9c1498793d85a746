"""Who wrote it, when, and what it is called: from all the ways in which pages say so."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import html as lxml_html

from pressmark.archive.extraction.metadata import Metadata, read_metadata
from pressmark.archive.values import Source

URL = "https://gazette.example/harbour"
STORY = "<p>" + "The council has decided that the harbour of the town is to be sold. " * 9 + "</p>"


def facts(body: str, head: str = "", url: str = URL, scripts: tuple[str, ...] = ()) -> Metadata:
    page = f"<html><head>{head}</head><body>{body}{STORY}</body></html>"
    return read_metadata(lxml_html.document_fromstring(page), url, scripts)


def day(found: Metadata) -> date | None:
    return found.dates.published.day if found.dates.published else None


@pytest.mark.parametrize(
    "line",
    [
        "<p>December 15, 2025</p>",
        "<div>By Mara Lind</div><span>15 December 2025</span>",
        "<p>Dec. 15, 2025 - 11 minutes</p>",
        "<span>15.12.2025</span>",
        "<span>12/15/2025</span>",
        "<span>Updated January 3, 2026</span><span>Published December 15, 2025</span>",
        "<b>Last Updated:</b><i>3 January 2026</i><b>First published</b><i>15 December 2025</i>",
        "<b>Last Updated:</b><i>15 December 2025</i>",
        '<script>x = {"publishedAt":"2025-12-15T08:00:00Z"}</script>',
    ],
)
def test_the_day_stands_near_the_headline(line: str) -> None:
    assert day(facts(f"<h1>The harbour is sold</h1>{line}")) == date(2025, 12, 15)


def test_the_day_in_the_address_is_in_the_zone_of_the_site() -> None:
    head = '<meta property="article:published_time" content="2025-12-16T01:00:00Z">'
    assert day(facts("", head, "https://gazette.example/2025/12/15/harbour")) == date(2025, 12, 15)
    assert day(facts("", head, "https://gazette.example/2024/01/01/harbour")) == date(2025, 12, 16)


def test_a_day_that_stands_alone_is_found_without_a_headline() -> None:
    assert day(facts("<div><small>Posted on December 15, 2025</small></div>")) == date(2025, 12, 15)
    assert day(facts("<p>On December 15, 2025 the council sold the harbour.</p>")) is None


def test_the_day_under_the_headline_goes_before_what_machines_are_told() -> None:
    head = '<meta property="article:published_time" content="2025-12-19T10:00:00Z">'
    found = facts("<h1>The harbour is sold</h1><p>December 15, 2025</p>", head)
    assert (day(found), found.sources["published"]) == (date(2025, 12, 15), Source.PAGE)


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("2025-12-15T23:30:00+02:00", "2025-12-15T23:30:00+02:00"),
        ("2025-12-15T23:30Z", "2025-12-15T23:30:00+00:00"),
        ("2025-12-15 23:30:00.000 +0100", "2025-12-15T23:30:00+01:00"),
        ("2025-12-15T23:30:00", ""),
        ("2025-12-15T25:30:00Z", ""),
        ("2025-12-15", ""),
    ],
)
def test_the_hour_counts_where_its_zone_is_known(stated: str, moment: str) -> None:
    found = facts("", f'<meta property="article:published_time" content="{stated}">').dates.published
    assert found is not None
    assert found.day == date(2025, 12, 15)
    assert (found.moment.isoformat() if found.moment else "") == moment


def test_when_it_was_changed() -> None:
    head = '<meta property="article:modified_time" content="2026-01-03T10:00:00Z">'
    head += '<meta property="article:published_time" content="2025-12-15">'
    found = facts("", head)
    assert found.dates.modified is not None
    assert (day(found), found.dates.modified.day) == (date(2025, 12, 15), date(2026, 1, 3))
    assert found.sources["modified"] is Source.META


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.gazette.example/story", "https://www.gazette.example/story"),
        ("/story", "https://gazette.example/story"),
        ("https://elsewhere.example/story", ""),
        ("https://notgazette.example/story", ""),
        ("javascript:alert(1)", ""),
        ("https://[broken/", ""),
    ],
)
def test_the_canonical_address_is_believed_for_its_own_site(address: str, expected: str) -> None:
    assert facts("", f'<link rel="canonical" href="{address}">').canonical_url == expected


def test_section_keywords_licence_and_where_they_come_from() -> None:
    data = '{"@type": "NewsArticle", "articleSection": "Town", "keywords": ["harbour", "council"]}'
    found = facts('<a rel="license" href="/terms">Terms</a>', scripts=(data,))
    assert (found.section, found.keywords, found.licence) == (
        "Town",
        ("harbour", "council"),
        "https://gazette.example/terms",
    )
    assert found.sources["section"] is found.sources["keywords"] is Source.JSON_LD
    assert found.sources["licence"] is Source.PAGE
    assert "byline" not in found.sources


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<p>By Mara Lind</p>", "Mara Lind"),
        ("<div>By</div><div>Mara Lind</div><div>|</div><div>6 mins</div>", "Mara Lind"),
        ('<div class="byline">Written by <a>Mara Lind</a> and <a>Jon Berg</a></div>', "Mara Lind, Jon Berg"),
        ('<div class="author"><span>Mara Lind</span><span>Head Writer</span></div>', "Mara Lind"),
        ('<div class="postAuthor"><b>Author</b><i>Mara Lind</i></div>', "Mara Lind"),
        ('<a rel="author">Mara Lind</a>', "Mara Lind"),
        ('<div class="author"><button>Share</button>Follow us</div>', ""),
        ('<div class="byline">Admin</div>', ""),
    ],
)
def test_the_people_of_a_byline(line: str, names: str) -> None:
    assert facts(f"<h1>The harbour is sold</h1>{line}").byline == names


@pytest.mark.parametrize("name", ["The Gazette", "maralind", "page.head.author"])
def test_a_person_goes_before_the_site_and_its_software(name: str) -> None:
    head = f'<meta name="author" content="{name}"><meta property="og:site_name" content="The Gazette">'
    assert facts('<h1>The harbour is sold</h1><p class="byline">By Mara Lind</p>', head).byline == "Mara Lind"


def test_the_site_is_named_where_nobody_else_is() -> None:
    head = '<meta name="author" content="The Gazette"><meta property="og:site_name" content="The Gazette">'
    assert facts("<h1>The harbour is sold</h1>", head).byline == "The Gazette"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (
            "<title>Harbour sold to nobody - Gazette</title>",
            "<h1>Why the harbour was sold</h1>",
            "Why the harbour was sold",
        ),
        ("<title>The harbour is sold | The Gazette</title>", "<h1>The Gazette</h1>", "The harbour is sold"),
        ("<title>A &amp;#8211; B of the harbour</title>", "", "A \u2013 B of the harbour"),
        ("", "<h1>The harbour is sold</h1>", "The harbour is sold"),
        (
            "<title>The harbour is sold</title>",
            "<h1>Most read of all</h1><h1>The harbour, sold</h1>",
            "The harbour, sold",
        ),
    ],
    ids=["other words", "site as heading", "escaped twice", "heading alone", "two headings"],
)
def test_the_title_is_what_a_reader_sees(head: str, body: str, title: str) -> None:
    site = '<meta property="og:site_name" content="The Gazette">'
    assert facts(body, head + site).title == title
