"""Articles that a site split over several pages: which page comes next, and all of them as one.

Many sites say `rel=next` of the next article, or of an older list of articles. So only an address counts that is the
page's own but for a number that is one higher.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from pressmark.archive.errors import ArchiveError
from pressmark.archive.extraction import guard
from pressmark.archive.extraction.text import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

# Short, without an equals sign, and so in linear time: it is looked for in the whole of a hostile page, and while it
# is, no other thread runs
_NEXT = re.compile(rb"rel\s{0,9}=\s{0,9}[\"']?[\w\s:./-]{0,80}\bnext\b", re.IGNORECASE)
_PARAMETERS = frozenset("page p pg pagenum seite pagina".split())
_IN_PATH = re.compile(r"(?:/(?:page|seite|p)?[-_/]?|[-_,])(\d{1,2})(/?|\.\w{3,5})$")
_LISTS = re.compile(r"/page/\d{1,2}/?$")


def may_have_next(data: bytes) -> bool:
    """Whether a page can have a link to a next one, so that it is worth parsing for it."""
    return _NEXT.search(data) is not None


def next_page(html: str, url: str, number: int) -> str:
    """The address of the next page of the same article; empty where there is none.

    Args:
        html: the page, decoded.
        url: its address.
        number: which page of the article it is; a first page with another number in its address is an article that is
            numbered itself.
    """
    try:
        guard.check(html)
        root = lxml_html.document_fromstring(html.encode("utf-8", "replace"), lxml_html.HTMLParser(encoding="utf-8"))
    except (ArchiveError, etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    kinds = {(one.get("content") or "").lower() for one in root.iter("meta") if one.get("property") == "og:type"}
    for link in root.iter("link", "a"):
        if "next" not in (link.get("rel") or "").lower().split():
            continue
        try:
            address: str = urljoin(url, (link.get("href") or "").strip()).partition("#")[0]
            if not _follows(address, url, number) or "website" in kinds:
                continue
        except ValueError:
            continue
        if "article" in kinds or not _LISTS.search(urlsplit(address).path):
            return address
    return ""


def join_pages(pages: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """One extraction of several, as `extract_to_json` gives them; what is said of the article is the first page's."""
    first = pages[0]
    html = "\n".join(page["html"] for page in pages)
    return {
        **first,
        "html": html,
        "text": text_of(html),
        "pictures": list(dict.fromkeys(one for page in pages for one in page["pictures"])),
        "quality": min(page["quality"] for page in pages),
    }


def _follows(address: str, url: str, number: int) -> bool:
    there, here = _numbered(address), _numbered(url)
    return there[0] == here[0] and (here[1], there[1]) == (number, number + 1)


def _numbered(url: str) -> tuple[tuple[str, ...], int]:
    """An address without the number of its page, and that number."""
    parts = urlsplit(url)
    host, path, query = parts.netloc.lower(), parts.path, parse_qsl(parts.query, keep_blank_values=True)
    for name, value in query:
        if name.lower() in _PARAMETERS and value.isdecimal() and len(value) < 3:
            rest = urlencode([one for one in query if one[0] != name])
            return (host, path.rstrip("/"), rest), int(value)
    if found := _IN_PATH.search(path):
        ending = found[2].strip("/")
        return (host, path[: found.start()] + ending, urlencode(query)), int(found[1])
    return (host, path.rstrip("/"), urlencode(query)), 1
