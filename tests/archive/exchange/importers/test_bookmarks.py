"""Bookmarks as HTML, as many programs write them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export_files import one, taken, written
from pressmark.archive.exchange.importers import may_be_export, read_export
from pressmark.archive.exchange.importers.folders import nested
from pressmark.archive.exchange.importers.markup import Tag, tokens
from pressmark.archive.values import Skipped

if TYPE_CHECKING:
    from pathlib import Path

DOCTYPE = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n"
FIREFOX = f"""{DOCTYPE}<!-- This is an automatically generated file.
     It will be read and overwritten.
     DO NOT EDIT! -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Lesezeichen-Menü</H1>

<DL><p>
    <DT><A HREF="https://a.example/menu" ADD_DATE="1700000000" LAST_MODIFIED="1700000001" TAGS="sea,salt">Menu</A>
    <DD>What it is about.
    <DT><H3 ADD_DATE="1700000000" LAST_MODIFIED="1700000000" PERSONAL_TOOLBAR_FOLDER="true">Lesezeichen-Leiste hier</H3>
    <DL><p>
        <DT><A HREF="https://a.example/bar" ADD_DATE="1700000002" ICON="data:image/png;base64,aGk=">Bar</A>
        <DT><H3>Water</H3>
        <DL><p>
            <DT><H3>Deep/down</H3>
            <DL><p>
                <DT><A HREF="https://a.example/deep" ADD_DATE="1700000003">Deep</A>
            </DL><p>
            <DT><A HREF="https://a.example/water" ADD_DATE="1700000004">Water</A>
        </DL><p>
    </DL><p>
    <DT><H3 UNFILED_BOOKMARKS_FOLDER="true">Weitere Lesezeichen</H3>
    <DL><p>
        <DT><A HREF="place:sort=8&maxResults=10" ADD_DATE="1700000005">Most visited</A>
        <DT><A HREF="javascript:alert(1)" ADD_DATE="1700000005">Script</A>
        <HR>
        <DT><A HREF="https://a.example/last" ADD_DATE="1700000006">Last &lt;one&gt; &amp; all</A>
    </DL><p>
</DL>
"""


def test_folders_become_tags(tmp_path: Path) -> None:
    export = taken(written(tmp_path, "bookmarks.html", FIREFOX))
    assert (export.source, export.kind) == ("", "bookmarks")
    assert {article.title: article.tags for article in export.articles} == {
        "Menu": ("sea", "salt"),
        "Bar": (),
        "Deep": ("Water/Deep-down",),
        "Water": ("Water",),
        "Last <one> & all": (),
    }
    assert export.articles[0].note == "What it is about."
    assert export.articles[0].saved_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert [one.name for one in export.skipped] == ["Most visited", "Script"]
    assert {(one.code, one.detail) for one in export.skipped} == {("invalid-url", "scheme")}


@pytest.mark.parametrize(
    "root",
    ["Bookmarks bar", "Lesezeichenleiste", "Favorites bar", "FAVORITES", "Reading List", "Other bookmarks", "Unsorted"],
)
def test_the_browsers_own_folders_are_no_tags(tmp_path: Path, root: str) -> None:
    page = f"""{DOCTYPE}<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>
<DL><p><DT><H3>{root}</H3><DL><p>
<DT><H3>Sea</H3><DL><p><DT><A HREF="https://a.example/1">One</A></DL><p>
<DT><H3>{root}</H3><DL><p><DT><A HREF="https://a.example/2">Two</A></DL><p>
</DL><p><DT><A HREF="https://a.example/3">Three</A></DL><p>"""
    articles = taken(written(tmp_path, "b.html", page)).articles
    assert [article.tags for article in articles] == [("Sea",), (root,), ()]


def test_one_address_in_two_folders_is_one_article(tmp_path: Path) -> None:
    page = f"""{DOCTYPE}<DL><p>
<DT><H3>Sea</H3><DL><p><DT><A HREF="https://a.example/1" ADD_DATE="1700000000">One</A></DL><p>
<DT><H3>Salt</H3><DL><p><DT><A HREF="http://a.example/1#x" ADD_DATE="1600000000" TAGS="sea">Eins</A></DL><p>
</DL><p>"""
    export = taken(written(tmp_path, "b.html", page))
    (article,) = export.articles
    assert (article.title, article.tags, article.url) == ("One", ("Sea", "Salt"), "https://a.example/1")
    assert article.saved_at == datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC)
    assert (export.entries, export.merged) == (2, 1)


def test_linkding(tmp_path: Path) -> None:
    lines = [
        DOCTYPE.strip(),
        '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">',
        "<TITLE>Bookmarks</TITLE>",
        "<H1>Bookmarks</H1>",
        "<DL><p>",
        '<DT><A HREF="https://a.example/?a=1&lang=de&copy=2" ADD_DATE="1700000000" TOREAD="1" TAGS="sea,salt">One</A>',
        "<DD>About it.[linkding-notes]My\n\nnotes[/linkding-notes]",
        '<DT><A HREF="https://a.example/2" TOREAD="1" TAGS="sea,linkding:bookmarks.archived">Two</A>',
        '<DT><A HREF="https://a.example/3" TOREAD="0">Three</A>',
        "</DL><p>",
    ]
    first, second, third = taken(written(tmp_path, "linkding.html", "\n\r".join(lines))).articles
    assert first.url == "https://a.example/?a=1&lang=de&copy=2"
    assert first.note == "About it.\n\nMy\n\nnotes"
    assert not first.is_read
    assert second.is_read
    assert second.tags == ("sea",)
    assert third.is_read


def test_shiori_writes_titles_as_they_are(tmp_path: Path) -> None:
    page = (
        '<!DOCTYPE NETSCAPE-Bookmark-file-1><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">'
        "<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1><DL>\n"
        '<DT><A HREF="https://a.example/?q=<b>&r=2" ADD_DATE="1700000000" LAST_MODIFIED="1700000000"'
        ' TAGS="a,b c">List<T> & 1 < 2</A>\n</DL>'
    )
    article = one(written(tmp_path, "shiori.html", page))
    assert article.title == "List<T> & 1 < 2"
    assert article.url == "https://a.example/?q=%3Cb%3E&r=2"
    assert article.tags == ("a", "b c")


def test_safari_writes_no_dates(tmp_path: Path) -> None:
    page = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
	<HTML>
	<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
	<Title>Bookmarks</Title>
	<H1>Bookmarks</H1>
	<DT><H3 FOLDED>Favorites</H3>
	<DL><p>
		<DT><A HREF="https://a.example/1">One</A>
	</DL><p>
	<DT><H3 FOLDED id="com.apple.ReadingList">Reading List</H3>
	<DL><p>
		<DT><A HREF="https://a.example/2">Two</A>
	</DL><p>
	<DT><A HREF="https://a.example/3">Three</A>
	</HTML>"""
    export = taken(written(tmp_path, "Safari Bookmarks.html", page))
    assert [(article.title, article.tags) for article in export.articles] == [("One", ()), ("Two", ()), ("Three", ())]
    assert all(article.saved_at is None for article in export.articles)


@pytest.mark.parametrize(
    ("title", "source"), [("Pinboard Bookmarks", "Pinboard"), ("Raindrop.io Bookmarks", "Raindrop.io"), ("Mine", "")]
)
def test_who_wrote_it(tmp_path: Path, title: str, source: str) -> None:
    link = '<DT><A HREF="https://a.example/1" ADD_DATE="1700000000" DATA-IMPORTANT="true" TAGS="x">One</A>'
    export = taken(written(tmp_path, "b.html", f"{DOCTYPE}<TITLE>{title}</TITLE><DL><p>{link}</DL>"))
    assert export.source == source
    assert export.articles[0].is_favourite


@pytest.mark.parametrize(
    "beginning",
    [
        "\ufeff<!doctype netscape-bookmark-file-1>",
        "\r\n  <!DOCTYPE NETSCAPE-Bookmark-file-1>",
        "<!-- made by hand --><!DOCTYPE  NETSCAPE-BOOKMARK-FILE-1 >",
    ],
    ids=["mark and small letters", "blanks", "comment"],
)
def test_beginnings(tmp_path: Path, beginning: str) -> None:
    page = f'{beginning}<DL><p><DT><A HREF="https://a.example/1">One</A></DL>'
    assert one(written(tmp_path, "b.htm", page)).title == "One"
    assert one(written(tmp_path, "c.html", page.encode("utf-16"))).title == "One"


def test_a_saved_page_is_none(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html><title>On bookmarks</title><p>They begin with &lt;!DOCTYPE NETSCAPE-Bookmark-file-1></p>"
        + FIREFOX
    )
    file = written(tmp_path, "article.html", page)
    assert not may_be_export(file)
    assert read_export([file]) is None


def test_nothing_is_closed(tmp_path: Path) -> None:
    links = "".join(f'<DT><A HREF="https://a.example/{n}">Title {n}\n' for n in range(10_000))
    export = taken(written(tmp_path, "b.html", f"{DOCTYPE}<DL><DT><H3>Sea<DL>{links}"))
    assert len(export.articles) == 10_000
    assert export.articles[-1].title == "Title 9999"
    assert {article.tags for article in export.articles} == {("Sea",)}


def test_folders_may_lie_deep(tmp_path: Path) -> None:
    page = f'{DOCTYPE}{"<DL><DT><H3>abc</H3>" * 5_000}<DL><DT><A HREF="https://a.example/1">One</A>'
    (tag,) = one(written(tmp_path, "b.html", page)).tags
    assert tag == "/".join(["abc"] * 25)
    assert nested("a" * 98, "bc") == "a" * 98
    assert nested("a" * 98, "b") == "a" * 98 + "/b"


@pytest.mark.parametrize(
    ("entity", "shown"),
    [
        ("&#x1F30A;", "\U0001f30a"),
        ("&amp;amp;", "&amp;"),
        ("&nosuch;", "&nosuch;"),
        ("&amp", "&amp"),
        (f"&#{'9' * 5_000};", f"&#{'9' * 998}"),
        ("&#55357;", "\ufffd"),
    ],
    ids=["wave", "twice", "unknown", "open", "long", "half"],
)
def test_entities(tmp_path: Path, entity: str, shown: str) -> None:
    page = f'{DOCTYPE}<DL><DT><A HREF="https://a.example/1">{entity}</A>'
    assert one(written(tmp_path, "b.html", page)).title == shown


@pytest.mark.parametrize(
    "piece",
    [
        "<a ",
        "<a href=",
        '<a href="',
        "<a href='",
        "<!--",
        "<a b=c",
        "<h3>",
        "<",
        "&#",
        '<a x=""',
        "<dl><a href=x>",
        "a  ",
    ],
)
def test_hostile_pieces_are_read_once(piece: str) -> None:
    """A million characters of each; what is read twice would never end."""
    count = sum(1 for _token in tokens(piece * (1_000_000 // len(piece))))
    assert count <= 1_000_000


@settings(deadline=None)
@given(st.text(alphabet="<>/ahdlt3=\"'- &;#x\n", max_size=200))
def test_any_markup_is_some_tokens(text: str) -> None:
    for token in tokens(text):
        assert token if isinstance(token, str) else isinstance(token, Tag)


def test_links_without_an_address_are_named(tmp_path: Path) -> None:
    export = taken(
        written(tmp_path, "b.html", f"{DOCTYPE}<DL><DT><A>No address</A><DT><A HREF='https://a.example/'>A</A>")
    )
    assert export.skipped == (Skipped("No address", "no-address"),)
