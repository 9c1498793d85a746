"""When an article was published: from structured data, meta tags, visible dates and the address, in this order."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from pressmark.archive.extraction.structured import first_text

if TYPE_CHECKING:
    from collections.abc import Sequence

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
_MODIFIED_METAS = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?![\d/])")
_IN_SCRIPT = re.compile(
    r"\"?\b(?:datePublished|publishedAt|published_at|publishedDate|publishDate|publish_date|published_on"
    r"|firstPublishedAt|publicationDate|pubDate)\\*\"?\s*:\s*\\*\"((?:19|20)\d\d-\d\d-\d\d)"
)
MAX_SCRIPT = 500_000  # characters of one that are looked at
_LABEL = 30  # characters of a text that may say what the next one is
_VISIBLE_LIMIT = 120  # characters: what is longer is not a date line
EARLIEST = date(1990, 1, 1)


def find_date(
    root: HtmlElement, metas: dict[str, str], articles: list[dict[str, Any]], url: str, around: Sequence[str] = ()
) -> date | None:
    """Return the day of publication as the page states it, in its own zone; None where it does not.

    Args:
        root: the parsed page, with its scripts.
        metas: its meta tags by name.
        articles: its structured data.
        url: its address, which often holds the day.
        around: the short texts around the headline.
    """
    in_address = _IN_ADDRESS.search(url)
    addressed = _day(*map(int, in_address.groups())) if in_address else None
    stated = [first_text(articles, "datePublished"), *(metas.get(name, "") for name in _METAS)]
    stated.append(first_text(articles, "dateCreated"))
    found = next((day for value in stated if (day := parse_date(value))), None)
    if addressed and (found is None or abs(found - addressed) <= timedelta(days=1)):
        return addressed  # the address is in the zone of the site
    return found or _around(around) or _from_elements(root) or _from_scripts(root) or _modified(metas, articles, around)


def _around(texts: Sequence[str], *, modified: bool = False) -> date | None:
    is_modified = False
    for text in texts:
        found = parse_date(text) or _numeric(text)
        word = _MODIFIED.search(text)
        is_modified = bool(word) or (is_modified and len(text) < _LABEL)
        if found and is_modified is modified:
            return found
        if found:
            is_modified = False
    return None


def _modified(metas: dict[str, str], articles: list[dict[str, Any]], around: Sequence[str]) -> date | None:
    """The day of the last change: better than none where no other is known."""
    stated = [first_text(articles, "dateModified"), *(metas.get(name, "") for name in _MODIFIED_METAS)]
    return _around(around, modified=True) or next((day for value in stated if (day := parse_date(value))), None)


def _from_scripts(root: HtmlElement) -> date | None:
    """The first day of publication in the data that a page brings for its scripts."""
    for script in root.iter("script"):
        text = (script.text or "")[:MAX_SCRIPT]
        if found := _IN_SCRIPT.search(text):
            return parse_date(found[1])
    return None


def _numeric(text: str) -> date | None:
    """Read 24.10.2025, 10/24/2025 or 24/10/2025; where both orders are possible, dots mean the day first."""
    found = _NUMBERS.search(text)
    if not found:
        return None
    first, mark, second, year = int(found[1]), found[2], int(found[3]), int(found[4])
    is_day_first = first > 12 or (mark != "/" and second <= 12)
    return _day(year, second, first) if is_day_first else _day(year, first, second)


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
