from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.capture.sniff import magic_type, page_type
from pressmark.archive.errors import NotReadable


@pytest.mark.parametrize(
    ("content_type", "body", "media_type"),
    [
        pytest.param("text/html; charset=utf-8", b"anything", "text/html", id="HTML as it says"),
        pytest.param("text/html", "<p>wörds".encode("utf-16-le"), "text/html", id="UTF-16 without its mark"),
        pytest.param("text/html", b"<p>a stray\0zero", "text/html", id="HTML with a zero"),
        pytest.param("application/xhtml+xml", b"<html/>", "text/html", id="XHTML"),
        pytest.param("TEXT/Plain", b"words", "text/plain", id="text"),
        pytest.param("text/plain", b"<html>shown as source", "text/plain", id="text is never taken for HTML"),
        pytest.param("text/plain", b"ID3 tags explained", "text/plain", id="words that begin like music"),
        pytest.param("text/plain", "wörds".encode("utf-16"), "text/plain", id="UTF-16 text"),
        pytest.param("text/markdown", b"# words", "text/plain", id="Markdown"),
        pytest.param("", b"\xef\xbb\xbf \n<!-- hi --><!DOCTYPE html>", "text/html", id="HTML without a type"),
        pytest.param("", b"words", "text/plain", id="text without a type"),
        pytest.param("application/octet-stream", b"<html lang=en>", "text/html", id="HTML as bytes"),
        pytest.param("text/xml", b'<?xml version="1.0"?><html xmlns="x">', "text/html", id="XHTML as XML"),
        pytest.param("text/html", b"\n%PDF-1.4", "application/pdf", id="PDF as HTML"),
        pytest.param("text/plain", b"%PDF- is how they begin", "text/plain", id="words about PDF"),
        pytest.param(
            "",
            b"From: x\r\nContent-Type: multipart/related; boundary=x",
            "multipart/related",
            id="MHTML without a type",
        ),
        pytest.param("", b"bplist00 WebMainResource", "application/x-webarchive", id="webarchive"),
    ],
)
def test_pages(content_type: str, body: bytes, media_type: str) -> None:
    assert page_type(content_type, body) == media_type


@pytest.mark.parametrize(
    ("content_type", "body", "code"),
    [
        pytest.param("text/html", b"", "empty", id="nothing"),
        pytest.param("text/html", b"\xef\xbb\xbf \r\n\0", "empty", id="blank"),
        pytest.param("application/pdf; x=y", b"x", "not-html", id="PDF that is none"),
        pytest.param("text/html", b"PK\x03\x04\0\0", "not-html", id="zip as HTML"),
        pytest.param("text/html", b"\x7fELF\x02\x01", "not-html", id="program as HTML"),
        pytest.param("text/html", b"\0\xff\xfe", "not-html", id="zeros without a tag"),
        pytest.param("text/html", bytes(range(256)) * 4, "not-html", id="every byte there is"),
        pytest.param("text/plain", b"a\0b", "not-html", id="binary as text"),
        pytest.param("application/octet-stream", b"words", "not-html", id="bytes"),
        pytest.param("text/xml", b"<rss/>", "not-html", id="feed"),
        pytest.param("text/css", b"a{}", "not-html", id="style sheet"),
        pytest.param("video/mp4", b"x", "not-html", id="film"),
    ],
)
def test_what_is_no_page(content_type: str, body: bytes, code: str) -> None:
    with pytest.raises(NotReadable) as caught:
        page_type(content_type, body)
    assert caught.value.code == code


@given(st.text(max_size=30), st.binary(max_size=60))
def test_every_body_is_a_page_or_not_readable(content_type: str, body: bytes) -> None:
    try:
        assert page_type(content_type, body) in ("text/html", "text/plain")
    except NotReadable as error:
        assert error.code in ("empty", "not-html")  # noqa: PT017  # either way is right


def test_many_comments_are_read_once() -> None:
    with pytest.raises(NotReadable):
        page_type("application/octet-stream", b"<!-- -->" * 120 + b"?")  # backtracking would never end


def test_pictures_are_known_by_their_first_bytes() -> None:
    assert magic_type(b"RIFF\0\0\0\0WEBPVP8 ") == "image/webp"
    assert magic_type(b"\0\0\0\x1cftypavif") == "image/avif"
    assert magic_type(b"\xff\xd8\xff\xe0") == "image/jpeg"
    assert magic_type(b"<svg xmlns") == ""
