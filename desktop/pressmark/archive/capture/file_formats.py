"""Finding the address in the files that browsers and systems write. Pure: bytes in, values out."""

from __future__ import annotations

import configparser
import plistlib
import re
from html import unescape

from lxml import etree
from lxml import html as lxml_html

from pressmark.archive.charset import decode
from pressmark.archive.errors import ArchiveError
from pressmark.archive.urls import is_public_scheme, parse_url

_HEAD = 256 * 1_024  # characters of a page in which its own address is looked for
_COMMENTS = (
    re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE),
    re.compile(r"<!--\s*saved from url=\(\d{1,9}\)(\S+)", re.IGNORECASE),
)
_MHTML_NAMES = (
    re.compile(r"^Snapshot-Content-Location:[ \t]*(\S{1,4000})", re.IGNORECASE | re.MULTILINE),
    re.compile(r"^Content-Location:[ \t]*(\S{1,4000})", re.IGNORECASE | re.MULTILINE),
)
_NAMING_TAG = re.compile(r"<(?:link|meta)\b([^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-zA-Z_:][\w:.-]{0,60})\s{0,20}=\s{0,20}("[^"]*"|'[^']*'|[^\s"'<>]+)""")


def url_in_ini(data: bytes, section: str) -> str:
    """The `URL` of a Windows `.url` file (section `InternetShortcut`) or a `.desktop` file (`Desktop Entry`)."""
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True, comment_prefixes=("#", ";"))
    try:
        parser.read_string(decode(data, "text/plain"))
        return parser.get(section, "url", fallback="") or ""
    except configparser.Error:
        return ""


def url_in_webloc(data: bytes) -> str:
    """The address in a macOS `.webloc` file, XML or binary; empty where there is none."""
    content = _property_list(data)
    url = content.get("URL", "")
    return url if isinstance(url, str) else ""


def address_in_mhtml(data: bytes) -> str:
    """The address of the page in an `.mhtml` file, by its headers; empty where they do not tell."""
    head = data[:_HEAD].decode("latin-1")
    return next(
        (url for pattern in _MHTML_NAMES if (found := pattern.search(head)) and (url := web_address(found[1]))), ""
    )


def address_in_html(data: bytes) -> str:
    """The address that an HTML file was saved from; empty where it does not tell.

    SingleFile's and the browsers' comments are believed first, then the canonical link and `og:url`. Nothing is parsed:
    this runs beside the archive, and the file may be hostile.
    """
    head = decode(data[: _HEAD * 2], "text/html")[:_HEAD]
    for comment in _COMMENTS:
        if (found := comment.search(head)) and (url := web_address(found[1])):
            return url
    named: dict[str, str] = {}
    for tag in _NAMING_TAG.finditer(head):
        values = attributes_of(tag[1])
        role = values.get("rel", "") or values.get("property", "") or values.get("name", "")
        if url := web_address(values.get("href", "") or values.get("content", "")):
            named.setdefault(role.strip().lower(), url)
    return named.get("canonical") or named.get("og:url") or ""


def attributes_of(tag: str) -> dict[str, str]:
    """The attributes written in a tag, names in lower case; of two of the same name the first counts."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(tag):
        found.setdefault(name.lower(), unescape(value.strip("\"'")))
    return found


def html_tree(text: str) -> lxml_html.HtmlElement | None:
    """Parse HTML, or None where there is nothing to parse."""
    try:
        return lxml_html.document_fromstring(text)
    except (etree.LxmlError, ValueError):
        return None


def web_address(text: str) -> str:
    """A text as an http(s) address; empty where it is none."""
    text = text.strip()
    if not is_public_scheme(text):
        return ""
    try:
        return parse_url(text)
    except ArchiveError:
        return ""


def _property_list(data: bytes) -> dict[str, object]:
    try:
        content = plistlib.loads(data)
    except Exception:  # plistlib meets broken files with exceptions of many types, its XML parser with more
        return {}
    return content if isinstance(content, dict) else {}
