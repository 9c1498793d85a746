"""When an article was published: from structured data, meta tags, visible dates and the address, in this order."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from pressmark.archive.extraction.structured import first_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_METAS = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "publish-date",
    "publish_date",
    "published_time",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "date",
    "citation_publication_date",
    "article.published",
    "cxenseparse:recs:publishtime",
)
_ISO = re.compile(r"((?:19|20)\d\d)[-/.]?(0[1-9]|1[0-2])[-/.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_LOOSE = re.compile(r"\b((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/-]|$)")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio januari janeiro",
            "february feb februar février febrero febbraio februari fevereiro",
            "march mar märz mars marzo maart março",
            "april apr avril abril aprile",
            "may mai mayo maggio mei maio",
            "june jun juni juin junio giugno junho",
            "july jul juli juillet julio luglio julho",
            "august aug août agosto augustus",
            "september sep sept septembre septiembre settembre setembro",
            "october oct oktober okt octobre octubre ottobre outubro",
            "november nov novembre noviembre novembro",
            "december dec dezember dez décembre diciembre dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
_WORDY = re.compile(
    r"\b(?:(\d{1,2})(?:st|nd|rd|th|\.|er|º)?\s+(?:de\s+|of\s+)?([^\W\d_]{3,10})\.?,?\s+(?:de\s+|del\s+)?((?:19|20)\d\d)"
    r"|([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d))\b"
)
_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|published|pubdate|timestamp|posted|time|dateline|entry-date)(?:[\s_-]|$)", re.IGNORECASE
)
_MODIFIED = re.compile(r"modif|updat", re.IGNORECASE)
_VISIBLE_LIMIT = 120  # characters: what is longer is not a date line
EARLIEST = date(1990, 1, 1)


def find_date(root: HtmlElement, metas: dict[str, str], articles: list[dict[str, Any]], url: str) -> date | None:
    """Return the day of publication as the page states it, in its own zone; None where it does not."""
    stated = [first_text(articles, "datePublished"), *(metas.get(name, "") for name in _METAS)]
    stated.append(first_text(articles, "dateCreated"))
    for value in stated:
        if found := parse_date(value):
            return found
    if found := _from_elements(root):
        return found
    in_address = _IN_ADDRESS.search(url)
    return _day(*map(int, in_address.groups())) if in_address else None


def parse_date(text: str) -> date | None:
    """Read a date: ISO and its relatives, or with a month's name; None where there is none that can be."""
    text = text.strip()[:200]
    if not text:
        return None
    if found := _ISO.search(text) or _LOOSE.search(text):
        return _day(*map(int, found.groups()))
    for found in _WORDY.finditer(text):
        day, month, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        if number := _MONTHS.get(month.casefold()):
            return _day(int(year), number, int(day))
    if text.isascii() and text.isdigit() and len(text) in (10, 13):
        seconds = int(text) / (1 if len(text) == 10 else 1000)
        moment = datetime.fromtimestamp(seconds, UTC)
        return _day(moment.year, moment.month, moment.day)
    return None


def _from_elements(root: HtmlElement) -> date | None:
    for time in root.iter("time"):
        label = " ".join(time.get(name) or "" for name in ("class", "itemprop", "id"))
        if not _MODIFIED.search(label) and (found := parse_date(time.get("datetime") or time.text_content())):
            return found
    for element in root.iter("span", "div", "p", "abbr", "li", "td", "small", "a"):
        label = " ".join(element.get(name) or "" for name in ("class", "itemprop", "id"))
        if not _DATE_CLASS.search(label) or _MODIFIED.search(label):
            continue
        text = element.get("content") or element.get("title") or ""
        found = parse_date(text)
        if found is None:
            text = element.text_content()
            found = parse_date(text) if len(text) <= _VISIBLE_LIMIT else None
        if found:
            return found
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)  # somewhere it is tomorrow already
    return found if EARLIEST <= found <= tomorrow else None
