"""The formats that are one file, read back as the programs read them that they are for."""

from __future__ import annotations

import csv
import json
import re
import weakref
import zipfile
from dataclasses import asdict, replace
from io import BytesIO, StringIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from export_files import taken
from outgoing import HOSTILE, HOSTILE_TITLE, picture, plain, whole
from pressmark.archive.exchange.exporters import ENDINGS, write_file
from pressmark.archive.exchange.exporters.csv_table import COLUMNS
from pressmark.archive.exchange.exporters.xhtml import as_xhtml
from pressmark.archive.urls import is_public_scheme
from pressmark.archive.values import ExportKind, ExportWords, WholeArticle

if TYPE_CHECKING:
    from collections.abc import Iterable

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
STRICT = etree.XMLParser(resolve_entities=False, no_network=True)


def written(kind: ExportKind, *articles: WholeArticle, title: str = "Articles") -> bytes:
    stream = BytesIO()
    write_file(kind, stream, iter(articles), ExportWords(title=title))
    return stream.getvalue()


# --- JSON --------------------------------------------------------------------------------------------------------


def test_json_says_all_that_is_known() -> None:
    one = whole()
    (back,) = json.loads(written(ExportKind.JSON, one))
    facts = asdict(one.article)
    names = {"is_read": "read", "is_favourite": "favourite", "is_local_network": "local_network"}
    for name, value in facts.items():
        if name in ("snapshots", "trashed_at", "lead_image"):  # below; never; of the text
            continue
        found = back[names.get(name, name)]
        assert found == _plain(value) or (not value and found is None), name
    (snapshot,) = facts["snapshots"]
    for name in set(snapshot) - {"id", "is_current"}:
        assert back["snapshots"][0][name] == _plain(snapshot[name]) or name == "extraction", name
    assert back["snapshots"][0]["current"] is True
    for highlight, found in zip(one.highlights, back["highlights"], strict=True):
        for name, value in asdict(highlight).items():
            if name != "article_id":
                assert found[{"is_attached": "attached"}.get(name, name)] == _plain(value), name
    assert (back["text"], back["html"], back["lead_image"]) == (one.text, one.html, "images/aa.png")
    assert (back["keywords"], back["doubts"], back["sources"]) == (["sea"], ["cut"], {"title": "json-ld"})


def _plain(value: Any) -> Any:
    """As JSON carries it."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def test_json_is_one_array_with_a_line_each() -> None:
    assert json.loads(written(ExportKind.JSON)) == []
    lines = written(ExportKind.JSON, plain(1), plain(2, "\ud800 \u2028")).decode().split("\n")
    assert len(lines) == 5
    assert [json.loads(line.rstrip(","))["id"] for line in lines[1:3]] == [1, 2]


# --- tables --------------------------------------------------------------------------------------------------------


@given(st.lists(TEXTS | st.sampled_from(["=1+1", "-1", "+1", "@x", "\tx", "\rx", "\nx", HOSTILE, "a,b", '"', "x\ny"])))
def test_csv_reads_back_and_nothing_is_a_formula(texts: list[str]) -> None:
    articles = [plain(1, text, note=text, byline=text) for text in texts]
    written_text = written(ExportKind.CSV, *articles).decode("utf-8-sig")
    header, *rows = csv.reader(StringIO(written_text, newline=""))
    assert tuple(header) == COLUMNS
    assert len(rows) == len(texts)
    for text, row in zip(texts, rows, strict=True):
        cells = dict(zip(header, row, strict=True))
        assert cells["title"] == cells["note"] == cells["author"]
        assert cells["title"] == (f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") and text else text)
        assert cells["url"] == articles[0].article.url


def test_csv_says_what_people_sort_by() -> None:
    written_text = written(ExportKind.CSV, whole(7, "Ferries")).decode("utf-8-sig")
    (row,) = csv.DictReader(StringIO(written_text, newline=""))
    assert (row["published"], row["saved"]) == ("2024-09-24", "2024-10-01T12:30:15+00:00")
    assert (row["tags"], row["read"], row["favourite"], row["words"]) == (
        "policy/telegram; süß; a: b",
        "yes",
        "yes",
        "9",
    )


# --- bookmarks -----------------------------------------------------------------------------------------------------


def test_bookmarks_come_back_as_they_were(tmp_path: Path) -> None:
    articles = [whole(1), plain(2, "<b>Bold</b> & co"), plain(3, saved=5, url="file:///home/me/page.html")]
    file = tmp_path / "bookmarks.html"
    file.write_bytes(written(ExportKind.BOOKMARKS, *articles))
    back = taken(file).articles
    expected = [one.article for one in articles if is_public_scheme(one.article.url)]
    assert [one.url for one in back] == [one.url for one in expected]
    for one, article in zip(back, expected, strict=True):
        assert one.title == " ".join(article.title.replace("\u2028", " ").split())
        assert (one.tags, one.saved_at, one.note) == (article.tags, article.saved_at, article.note)
        assert (one.is_read, one.is_favourite) == (article.is_read, article.is_favourite)


def test_no_title_gets_out_of_its_bookmark() -> None:
    page = written(ExportKind.BOOKMARKS, whole()).decode()
    tags = re.findall(r"<(/?\w+)", page)
    assert tags == ["META", "META", "TITLE", "/TITLE", "H1", "/H1", "DL", "p", "DT", "A", "/A", "DD", "/DL", "p"]


# --- books -----------------------------------------------------------------------------------------------------------


def opened(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        first, *others = archive.infolist()
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert data[30:58] == b"mimetypeapplication/epub+zip"
        assert len({one.filename for one in others}) == len(others)
        return {one.filename: archive.read(one) for one in archive.infolist()}


def test_a_book_is_whole() -> None:
    files = opened(written(ExportKind.EPUB, whole(1), plain(2, "Second <two>"), whole(3, "Third"), title=HOSTILE))
    assert files["mimetype"] == b"application/epub+zip"
    package = etree.fromstring(files["OEBPS/book.opf"], STRICT)
    items = {item.get("id"): item for item in package.iter(f"{OPF}item")}
    listed = {f"OEBPS/{item.get('href')}" for item in items.values()}
    assert listed == set(files) - {"mimetype", "META-INF/container.xml", "OEBPS/book.opf"}
    spine = [items[one.get("idref")].get("href") for one in package.iter(f"{OPF}itemref")]
    assert spine == ["cover.xhtml", "contents.xhtml", "text/1.xhtml", "text/2.xhtml", "text/3.xhtml"]
    assert [name for name in files if name.startswith("OEBPS/pictures/")] == [
        name for name in files if name.endswith(".png")
    ]
    (shown,) = [data for name, data in files.items() if name.endswith(".png")]  # two articles have the same
    assert Image.open(BytesIO(shown)).size == (40, 20)
    for name, data in files.items():
        if name.endswith(".xhtml"):
            _check_page(name, data, files)
    assert package.findtext(".//{http://purl.org/dc/elements/1.1/}title") == HOSTILE


def _check_page(name: str, data: bytes, files: dict[str, bytes]) -> None:
    """A page is XML, has no script, and leads nowhere that is not in the book."""
    page = etree.fromstring(data, STRICT)
    assert page.tag == f"{XHTML}html"
    assert page.findtext(f"{XHTML}head/{XHTML}title")
    ids = [one.get("id") for one in page.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for one in page.iter(etree.Element):
        assert one.tag.removeprefix(XHTML) not in ("script", "style", "iframe")
        for attribute, address in one.attrib.items():
            assert not attribute.startswith("on")
            if attribute not in ("src", "href") or address.startswith(("https:", "#")):
                assert attribute != "href" or not address.startswith("#") or address[1:] in ids
                continue
            path = PurePosixPath(name).parent
            for part in address.split("/"):
                path = path.parent if part == ".." else path / part
            assert str(path) in files, address


def test_a_chapter_has_all_of_the_article() -> None:
    files = opened(written(ExportKind.EPUB, whole()))
    page = etree.fromstring(files["OEBPS/text/1.xhtml"], STRICT)
    text = " ".join("".join(page.itertext()).split())
    for part in (HOSTILE_TITLE, "What & why", "2024-09-24", "policy/telegram", "First line", "lost </b>", "Süß"):
        assert " ".join(part.split()) in text, part
    assert len(list(page.iter(f"{XHTML}img"))) == 1
    (mark,) = page.iter(f"{XHTML}mark")
    assert mark.text == "three"


@given(TEXTS)
def test_any_title_is_valid_in_a_book(title: str) -> None:
    files = opened(written(ExportKind.EPUB, plain(1, title or "x", note=title, tags=(title,)), title=title or "x"))
    for name, data in files.items():
        if name.endswith((".xhtml", ".opf", ".xml")):
            etree.fromstring(data, STRICT)


@pytest.mark.parametrize(
    "body",
    ["", "plain & text".replace("&", "&amp;"), "\x0b\x1f<p>\ufffe</p>", "<div>" * 250 + "deep" + "</div>" * 250],
    ids=["nothing", "text", "controls", "deep"],
)
def test_any_body_is_xml(body: str) -> None:
    etree.fromstring(f"<div>{as_xhtml(body)}</div>", STRICT)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ul>one<li>two</li>three</ul>", "<ul><li>one</li><li>two</li><li>three</li></ul>"),
        ("<ul><li>a</li><p>b</p> </ul>", "<ul><li>a</li><li><p>b</p></li> </ul>"),
        ("<div><li>a</li><dd>b</dd></div>", "<div><div>a</div><div>b</div></div>"),
        ("<dl><div><dt>a</dt><dd>b</dd></div></dl>", "<dl><div><dt>a</dt><dd>b</dd></div></dl>"),
        ("<em>a <ul><li>b</li></ul></em>", "<div>a <ul><li>b</li></ul></div>"),
        ("<p><em>a</em></p>", "<p><em>a</em></p>"),
        ("<p>a<wbr>b<wbr>c</p>", "<p>a<wbr/>b<wbr/>c</p>"),
        ("<figure><figcaption>a</figcaption><p>b</p></figure>", "<figure><figcaption>a</figcaption><p>b</p></figure>"),
        (
            "<figure><p>a</p><figcaption>b</figcaption><p>c</p></figure>",
            "<figure><p>a</p><div>b</div><p>c</p></figure>",
        ),
        ("<table><tr><td>a</td></tr><colgroup><col></colgroup></table>", "<table><tr><td>a</td></tr></table>"),
        (
            '<ul><li value="3">a</li></ul><ol><li value="3">b</li></ol>',
            '<ul><li>a</li></ul><ol><li value="3">b</li></ol>',
        ),
        ('<time datetime="soon">a</time>', "<time>a</time>"),
        ('<time datetime="2024-10-01T12:00:00Z">a</time>', '<time datetime="2024-10-01T12:00:00Z">a</time>'),
        ('<p id="a b">c</p><p id="d">e</p><p id="d">f</p>', '<p>c</p><p id="d">e</p><p>f</p>'),
        ('<a href="#d">c</a><a href="#e">f</a><b id="d"></b>', '<a href="#d">c</a><a>f</a><b id="d"/>'),
        ('<a href="https://a.example/b c%zz%20">d</a>', '<a href="https://a.example/b%20c%25zz%20">d</a>'),
        ('<p lang="de-AT">a</p><p lang="?">b</p>', '<p lang="de-AT" xml:lang="de-AT">a</p><p>b</p>'),
    ],
)
def test_a_body_is_as_the_schema_wants_it(body: str, expected: str) -> None:
    assert as_xhtml(body) == expected


# --- all of them -----------------------------------------------------------------------------------------------------


class Pictures(dict[str, bytes]):
    """What can be watched going away."""


@pytest.mark.parametrize("kind", list(ENDINGS))
def test_an_article_is_forgotten_when_the_next_is_asked_for(kind: ExportKind) -> None:
    refs: list[weakref.ref[Pictures]] = []
    alive: list[int] = []

    def articles() -> Iterable[WholeArticle]:
        for id in range(1, 5):
            alive.append(sum(ref() is not None for ref in refs))
            pictures = Pictures({"images/aa.png": picture()})
            refs.append(weakref.ref(pictures))
            one = replace(whole(id), pictures=pictures)
            del pictures
            yield one
            del one

    write_file(kind, BytesIO(), articles(), ExportWords())
    assert max(alive) <= 1  # the loop holds one until it has the next


def test_no_format_says_what_is_on_this_machine() -> None:
    one = whole()
    one = replace(one, article=replace(one.article, lead_image=Path("/home/me/Pressmark/articles/aa.png")))
    for kind in ENDINGS:
        assert not re.search(rb"/home/me", written(kind, one))
