"""What an answer is, by its header and its first bytes: sites send PDFs as HTML, and HTML as nothing at all."""

from __future__ import annotations

import re

from pressmark.archive.errors import NotReadable

HTML = "text/html"
TEXT = "text/plain"
PDF = "application/pdf"
MHTML = "multipart/related"
WEBARCHIVE = "application/x-webarchive"

MAX_CONTROLS = 0.05  # share of control characters in the beginning of a page

_SNIFFED_BYTES = 1_024
_HTML_TYPES = frozenset({HTML, "application/xhtml+xml"})
_TEXT_TYPES = frozenset({TEXT, "text/markdown", "text/x-markdown"})
_VAGUE_TYPES = frozenset({"", "application/octet-stream", "application/unknown", "unknown/unknown", "*/*"})
_XML_TYPES = frozenset({"text/xml", "application/xml"})
# Atomic groups: otherwise many comments could be matched in endlessly many ways.
_LOOKS_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*+"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|script|style|div|table|h1|p|a|b|br|iframe|font)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_LOOKS_XHTML = re.compile(rb"<html\s[^>]*xmlns", re.IGNORECASE)
_MHTML_HEAD = re.compile(rb"(?:^|\n)content-type:\s*multipart/related\b", re.IGNORECASE)
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
    (b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    (b"OggS", "application/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"wOFF", "font/woff"),
    (b"wOF2", "font/woff2"),
)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def refuse_by_header(content_type: str) -> None:
    """Spare the download of what the site itself calls no page.

    Raises:
        NotReadable: `not-html`.
    """
    essence = _essence(content_type)
    if essence.startswith(("image/", "audio/", "video/", "font/")):
        raise NotReadable(essence, code="not-html")


def page_type(content_type: str, body: bytes) -> str:
    """The media type of a page: `text/html` (also for XHTML), `text/plain`, or that of a file that holds one.

    Raises:
        NotReadable: `empty` or `not-html`, with the type found as detail.
    """
    refuse_by_header(content_type)
    essence = _essence(content_type)
    head = body[:_SNIFFED_BYTES]
    if not body.strip(b" \t\r\n\x0c\x00\xef\xbb\xbf"):
        raise NotReadable(code="empty")
    if (kind := container_type(body)) and essence not in _TEXT_TYPES:
        return kind
    if (found := magic_type(head)) and _CONTROLS.search(head):  # "ID3" may also begin a sentence
        raise NotReadable(found, code="not-html")
    if essence in _HTML_TYPES and not _is_binary(head):
        return HTML
    if essence in _VAGUE_TYPES and _LOOKS_HTML.match(head):
        return HTML
    if essence in _XML_TYPES and _LOOKS_XHTML.search(head):
        return HTML
    if (essence in _TEXT_TYPES or not essence) and (head.startswith(_UTF16_MARKS) or not _CONTROLS.search(head)):
        return TEXT
    raise NotReadable(essence or "unknown", code="not-html")


def container_type(body: bytes) -> str:
    """The media type of a file that holds a page with all that belongs to it: PDF, MHTML, webarchive; or nothing."""
    if b"%PDF-" in body[:_SNIFFED_BYTES]:
        return PDF
    head = body[: 4 * _SNIFFED_BYTES]
    if _MHTML_HEAD.search(head) and not head.lstrip().startswith(b"<"):
        return MHTML
    is_list = head.startswith(b"bplist00") or (head.startswith(b"<?xml") and b"<plist" in head)
    return WEBARCHIVE if is_list and b"WebMainResource" in body else ""


def _is_binary(head: bytes) -> bool:
    """Whether a "page" is none. Zeros alone say little: they are half of UTF-16, and slip into real pages."""
    if head.startswith(_UTF16_MARKS):
        return False
    controls = len(_CONTROLS.findall(head.replace(b"\0", b"")))
    return controls > len(head) * MAX_CONTROLS or (b"\0" in head and b"<" not in head)


def magic_type(head: bytes) -> str:
    """The media type that the first bytes give away, or an empty string."""
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:12] in (b"ftypavif", b"ftypavis"):
        return "image/avif"
    return "video/mp4" if head[4:8] == b"ftyp" else ""


def _essence(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()
