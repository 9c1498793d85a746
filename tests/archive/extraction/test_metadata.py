"""Who wrote it, when, and what it is called: from all the ways in which pages say so."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import html as lxml_html

from pressmark.archive.extraction.metadata import Metadata, read_metadata

URL = "https://gazette.example/harbour"
STORY = "<p>" + "The council has decided that the harbour of the town is to be sold. " * 9 + "</p>"


def facts(body: str, head: str = "", url: str = URL, scripts: tuple[str, ...] = ()) -> Metadata:
    page = f"<html><head>{head}</head><body>{body}{STORY}</body></html>"
    return read_metadata(lxml_html.document_fromstring(page), url, scripts)


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
    assert facts(f"<h1>The harbour is sold</h1>{line}").published == date(2025, 12, 15)


def test_the_day_in_the_address_is_in_the_zone_of_the_site() -> None:
    head = '<meta property="article:published_time" content="2025-12-16T01:00:00Z">'
    assert facts("", head, "https://gazette.example/2025/12/15/harbour").published == date(2025, 12, 15)
    assert facts("", head, "https://gazette.example/2024/01/01/harbour").published == date(2025, 12, 16)


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
