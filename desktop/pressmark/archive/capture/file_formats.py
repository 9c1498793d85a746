"""Finding the address, and the page, in the files that browsers and systems write. Pure: bytes in, values out."""

from __future__ import annotations

import configparser
import email
import email.policy
import plistlib
import re
from dataclasses import dataclass

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
_NAMED_IN_HEAD = (
    "//link[@rel='canonical']/@href",
    "//meta[@property='og:url']/@content",
    "//meta[@name='og:url']/@content",
)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")


@dataclass(frozen=True, slots=True)
class BroughtPage:
    """The page in a file, with the address it came from; empty where the file does not tell."""

    data: bytes
    url: str = ""


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


def page_in_webarchive(data: bytes) -> BroughtPage | None:
    """The main page of a Safari `.webarchive`, or None."""
    main = _property_list(data).get("WebMainResource")
    if not isinstance(main, dict):
        return None
    page, url = main.get("WebResourceData"), main.get("WebResourceURL")
    if not isinstance(page, bytes) or main.get("WebResourceMIMEType") not in ("text/html", "application/xhtml+xml"):
        return None
    return BroughtPage(page, _web_address(url if isinstance(url, str) else ""))


def page_in_mhtml(data: bytes) -> BroughtPage | None:
    """The first HTML part of an `.mhtml` file, or None."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        for part in message.walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                page = part.get_payload(decode=True)
                url = part.get("Content-Location") or message.get("Snapshot-Content-Location") or ""
                return BroughtPage(page, _web_address(str(url))) if isinstance(page, bytes) and page else None
    except (ValueError, LookupError, TypeError, RecursionError):
        return None  # the parser is lenient, but hostile headers still make it stumble
    return None


def page_in_html(data: bytes) -> BroughtPage:
    """An HTML file with the address it was saved from.

    SingleFile's and the browsers' comments are believed first, then the canonical link and `og:url`.
    """
    head = _XML_DECLARATION.sub("", decode(data[: _HEAD * 2], "text/html")[:_HEAD], count=1)
    for comment in _COMMENTS:
        if (found := comment.search(head)) and (url := _web_address(found[1])):
            return BroughtPage(data, url)
    tree = html_tree(head)
    if tree is not None:
        for path in _NAMED_IN_HEAD:
            for named in tree.xpath(path):
                if url := _web_address(str(named)):
                    return BroughtPage(data, url)
    return BroughtPage(data)


def html_tree(text: str) -> lxml_html.HtmlElement | None:
    """Parse HTML, or None where there is nothing to parse."""
    try:
        return lxml_html.document_fromstring(text)
    except (etree.LxmlError, ValueError):
        return None


def _web_address(text: str) -> str:
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
