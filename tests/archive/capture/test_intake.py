from __future__ import annotations

import plistlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.capture import intake
from pressmark.archive.capture.intake import (
    Intake,
    from_files,
    from_mime,
    from_pasted_text,
    from_text,
    links_in,
)
from pressmark.archive.capture.limits import MAX_LINK_FILE_BYTES, MAX_TEXT_BYTES

if TYPE_CHECKING:
    from pathlib import Path

STORY = "It was told in the harbour that the tide had once come in twice on the same day. " * 3


def urls(found: Intake) -> list[str]:
    return [wish.url for wish in found.wishes]


def codes(found: Intake) -> list[tuple[str, str]]:
    return [(rejected.name, rejected.code) for rejected in found.rejected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("voz.us/story", ["https://voz.us/story"], id="bare host"),
        pytest.param("<https://voz.us/a>\n\n b.com/b ", ["https://voz.us/a", "https://b.com/b"], id="one a line"),
        pytest.param("See https://voz.us/a, (www.b.com/b)!", ["https://voz.us/a", "https://www.b.com/b"], id="prose"),
        pytest.param(
            "[a](http://a.us/a_(b)) [c](http://b.us/c)", ["http://a.us/a_(b)", "http://b.us/c"], id="Markdown"
        ),
        pytest.param("[https://voz.us/a](https://voz.us/a)", ["https://voz.us/a"], id="Markdown of an address"),
        pytest.param(
            "http://a.us/,http://b.us/;http://c.us/,", ["http://a.us/", "http://b.us/", "http://c.us/"], id="commas"
        ),
        pytest.param("“https://voz.us/a”。再见", ["https://voz.us/a"], id="quotes and full-width stops"),
        pytest.param(
            "https://a.us/a?x=1 HTTP://A.us/a/?utm_id=y&x=1#z", ["https://a.us/a?x=1"], id="one article twice"
        ),
        pytest.param("https://a.org/1/http://b.com/", ["https://a.org/1/http://b.com/"], id="an address in an address"),
        pytest.param(f"{STORY} https://voz.us/a", ["https://voz.us/a"], id="addresses win over text"),
    ],
)
def test_addresses_in_text(text: str, expected: list[str]) -> None:
    found = from_text(text)
    assert urls(found) == expected
    assert not found.rejected
    assert all(wish.page is None and not wish.title for wish in found.wishes)


def test_text_without_an_address_is_an_article() -> None:
    (wish,) = from_text(STORY).wishes
    assert wish.url == ""
    assert wish.page is not None
    assert (wish.page.data.decode(), wish.page.content_type) == (STORY, "text/plain")


def test_pasted_text_stays_text_although_it_holds_addresses() -> None:
    (wish,) = from_pasted_text(f"{STORY} https://voz.us/").wishes
    assert wish.page is not None


@pytest.mark.parametrize(
    ("text", "rejection"),
    [
        ("", ("", "empty")),
        (" \n", ("", "empty")),
        ("hello", ("hello", "no-link")),
        ("e.g. this/that costs 3.14", ("e.g. this/that costs 3.14", "no-link")),
        ("javascript:alert(1)", ("javascript:alert(1)", "invalid-url")),
        ("ftp://voz.us/x", ("ftp://voz.us/x", "invalid-url")),
        ("file://server/share/x.html", ("file://server/share/x.html", "invalid-url")),
        ("file:////server/share/x.html", ("file:////server/share/x.html", "invalid-url")),
        ("file:///%5C%5Cserver/share/x.html", ("file:///%5C%5Cserver/share/x.html", "invalid-url")),
        ("see https://a..b/x", ("https://a..b/x", "invalid-url")),
        ("x " * MAX_TEXT_BYTES, ("x " * 39 + "x", "too-large")),
    ],
    ids="nothing,blank,word,prose,script,ftp,share,share by path,hidden share,no host,too long".split(","),
)
def test_what_cannot_be_saved_is_named(text: str, rejection: tuple[str, str]) -> None:
    found = from_text(text)
    assert not found.wishes
    assert [(name.strip(), code) for name, code in codes(found)] == [rejection]


def test_a_bad_address_does_not_hide_the_good_ones() -> None:
    found = from_text("https://voz.us/a https://a..b/ https://voz.us/c")
    assert urls(found) == ["https://voz.us/a", "https://voz.us/c"]
    assert found.rejected == (intake.Rejected("https://a..b/", "invalid-url", "bad-host"),)


def test_too_many_wishes_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MAX_WISHES", 3)
    found = from_text("\n".join(f"https://voz.us/{number}" for number in range(8)))
    assert len(found.wishes) == 3
    assert codes(found) == [("5", "too-many")]


@given(st.text(), st.text(), st.text())
def test_nothing_that_is_dropped_raises(uri_list: str, text: str, html: str) -> None:
    found = from_mime(uri_list.replace("file:", ""), text.replace("file:", ""), html)
    assert isinstance(found, Intake)


@given(st.text(alphabet="htps:/w.a1()[],;!*_ \n<>\"'", max_size=60))
def test_links_in_prose_end_where_the_sentence_goes_on(text: str) -> None:
    for link in links_in("https://voz.us/" + text):
        assert link[-1] not in ".,;:!?*_<>\"'"
        assert not any(character.isspace() for character in link)


def test_dragged_html_gives_its_links() -> None:
    html = (
        "<p>Read <a href='https://voz.us/a'>A</a>, <a href=' https://voz.us/b'>B</a>, <a href='mailto:x@y.z'>me</a></p>"
    )
    assert urls(from_mime(html=html)) == ["https://voz.us/a", "https://voz.us/b"]
    assert from_mime(html="<p>nothing</p>") == Intake()


def test_a_tag_of_endless_attributes_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    parse = intake.html_tree
    monkeypatch.setattr(intake, "html_tree", lambda html: (parsed.append(html), parse(html))[1])
    endless = "<p " + " ".join(f"a{number}" for number in range(60_000)) + ">"
    assert urls(from_mime(html=f"{endless}<a href='https://voz.us/a'>A</a>")) == ["https://voz.us/a"]
    assert parsed == ["<a href='https://voz.us/a'>A</a>"]  # the parser's time grows with the square of their number


LINK = "https://voz.us/story"
OTHER = "https://b.com/"


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        pytest.param((f"{LINK}\r\n", LINK, f'<a href="{LINK}">A story</a>'), [LINK], id="Chrome link"),
        pytest.param((LINK, "A story", f'<a href="{LINK}">A</a><a href="{OTHER}">B</a>'), [LINK], id="Firefox link"),
        pytest.param((f"# comment\r\n{LINK}\r\n{OTHER}\r\n", "", ""), [LINK, OTHER], id="two links"),
        pytest.param(("", f"read {LINK} now", f"<a href='{OTHER}'>read</a>"), [LINK], id="address in the text"),
        pytest.param(("", "A\nB", f"<li><a href='{LINK}'>A</a><li><a href='{OTHER}'>B</a>"), [LINK, OTHER], id="list"),
        pytest.param(("", STORY, f"<p>{STORY}<a href='{LINK}'>more</a>"), [""], id="selected prose is text"),
        pytest.param(("", "", f"<a href='{LINK}'><img src=x></a>"), [LINK], id="picture that links"),
        pytest.param(("about:blank", LINK, ""), [LINK], id="list without use"),
    ],
)
def test_what_browsers_drop_is_one_wish_for_one_link(forms: tuple[str, str, str], expected: list[str]) -> None:
    assert urls(from_mime(*forms)) == expected


def test_dropped_files_are_read(tmp_path: Path) -> None:
    page = tmp_path / "a page #1.html"
    page.write_text("<title>x</title>", "utf-8")
    (wish,) = from_mime(uri_list=page.as_uri(), text=str(page)).wishes
    assert wish.page is not None
    assert wish.page.name == "a page #1.html"
    assert wish == from_text(page.as_uri()).wishes[0]
    gone = from_mime(uri_list=(tmp_path / "gone.html").as_uri(), text=LINK)
    assert codes(gone) == [("gone.html", "missing")]


PAGES = {
    "SingleFile": "<html><!--\n Page saved with SingleFile \n url: https://voz.us/story \n saved date: Mon --><p>x",
    "saved from": "<!DOCTYPE html>\n<!-- saved from url=(0020)https://voz.us/story -->\n<p>x",
    "canonical": '<link href="https://voz.us/story" rel="canonical"><meta property="og:url" content="https://a.com/">',
    "og:url": '<?xml version="1.0" encoding="utf-8"?><html><meta content="https://voz.us/story" property="og:url">',
    "comment first": "<!-- saved from url=(0020)https://voz.us/story --><link rel=canonical href='https://a.com/'>",
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_saved_page_tells_where_it_came_from(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "story.HTML"
    file.write_text(PAGES[kind], "utf-8")
    (wish,) = from_files([file]).wishes
    assert wish.url == LINK
    assert wish.page is not None
    assert (wish.page.data, wish.page.content_type, wish.page.name) == (PAGES[kind].encode(), "text/html", "story.HTML")


@pytest.mark.parametrize("source", ["<p>x", "<link rel=canonical href='javascript:1'>", "<link rel=canonical href=x>"])
def test_a_page_that_does_not_tell_is_known_by_its_file(tmp_path: Path, source: str) -> None:
    file = tmp_path / "story.htm"
    file.write_text(source, "utf-8")
    (wish,) = from_files([str(file)]).wishes
    assert wish.url == file.as_uri()


MHTML = """From: <Saved by a browser>
Snapshot-Content-Location: https://voz.us/story
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--B"

----B
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable

<p>caf=C3=A9
----B
Content-Type: image/png
Content-Transfer-Encoding: base64

eA==
----B--
"""


@pytest.mark.parametrize(
    ("name", "data", "page"),
    [
        ("a.mhtml", MHTML.encode(), MHTML),
        ("a.url", f"[InternetShortcut]\r\nURL={LINK}\r\nIconIndex=0\r\n".encode(), None),
        ("b.url", b"\xef\xbb\xbf" + f"[InternetShortcut]\r\nurl = {LINK}".encode(), None),
        ("a.webloc", plistlib.dumps({"URL": LINK}), None),
        ("b.webloc", plistlib.dumps({"URL": LINK}, fmt=plistlib.FMT_BINARY), None),
        ("a.desktop", f"[Desktop Entry]\nType=Link\nName=50% off\nURL={LINK}\n".encode(), None),
        ("a.txt", f"A story: {LINK}\n".encode("utf-16"), None),
        ("a.md", f"* [A story]({LINK})\n".encode(), None),
    ],
)
def test_files_that_hold_an_address(tmp_path: Path, name: str, data: bytes, page: str | None) -> None:
    (tmp_path / name).write_bytes(data)
    found = from_files([tmp_path / name])
    assert urls(found) == [LINK]
    assert (found.wishes[0].page.data.decode() if found.wishes[0].page else None) == page


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.pdf", b"%PDF-1.7", "application/pdf"),
        ("a.html", b"%PDF-1.7", "application/pdf"),
        ("a.webarchive", b"bplist00 WebMainResource", "application/x-webarchive"),
    ],
)
def test_files_that_are_taken_apart_later(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(data)
    (wish,) = from_files([tmp_path / name]).wishes
    assert wish.url == (tmp_path / name).as_uri()
    assert wish.page is not None
    assert (wish.page.data, wish.page.content_type) == (data, kind)


def test_a_long_text_file_with_an_address_is_something_to_read(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text(f"{STORY}\n{LINK}", "utf-8")
    (wish,) = from_files([file]).wishes
    assert wish.page is not None
    assert wish.page.name == "notes.txt"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.exe", b"MZ", "unknown-type"),
        ("a.pdf", b"<p>x", "file-damaged"),
        ("b.html", b" \n", "empty"),
        ("a.url", b"[InternetShortcut]\r\nURL=file:///C:/calc.exe", "invalid-url"),
        ("b.url", b"no section", "no-link"),
        ("c.url", b"x" * (MAX_LINK_FILE_BYTES + 1), "too-large"),
        ("a.desktop", b"[Desktop Entry]\nType=Application\nExec=rm -r x", "no-link"),
        ("a.webloc", b"not a list", "no-link"),
        (
            "b.webloc",
            b'<!DOCTYPE p [<!ENTITY a "b">]><plist><dict><key>URL</key><string>&a;</string></dict></plist>',
            "no-link",
        ),
        ("c.webloc", plistlib.dumps(["list"]), "no-link"),
        ("a.mhtml", b"Content-Type: text/plain\n\nx", "file-damaged"),
        ("a.webarchive", b"bplist00junk", "file-damaged"),
        ("a.txt", b"few words", "no-link"),
        ("b.txt", b"file:///etc/hostname", "no-link"),
    ],
)
def test_files_that_cannot_be_used(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    found = from_files([tmp_path / name])
    assert not found.wishes
    assert codes(found) == [(name, code)]


def test_folders_and_missing_files_are_named(tmp_path: Path) -> None:
    found = from_files([tmp_path, tmp_path / "gone.html", "nul\0.html"])
    assert codes(found) == [(tmp_path.name, "folder"), ("gone.html", "missing"), ("nul.html", "missing")]


@given(st.binary(max_size=200))
def test_broken_property_lists_and_messages_never_raise(data: bytes) -> None:
    from pressmark.archive.capture import file_formats

    for read in (file_formats.url_in_webloc, file_formats.address_in_mhtml, file_formats.address_in_html):
        read(data)
        read(b"bplist00" + data)
    file_formats.url_in_ini(data, "InternetShortcut")
