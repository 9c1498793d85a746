"""When an article was published and last changed: of all the dates on a page, which is which, and who says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pressmark.archive.extraction.dates import When, day_of, parse_date, parse_numbers, read_when
from pressmark.archive.extraction.structured import first_text
from pressmark.archive.values import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

_PUBLISHED_METAS = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "publish-date",
    "publish_date",
    "published_time",
    "published_on",
    "published-date",
    "published_at",
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
_MODIFIED_METAS = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/-]|$)")
_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|published|pubdate|timestamp|posted|time|dateline|entry-date)(?:[\s_-]|$)", re.IGNORECASE
)
_MODIFIED = re.compile(r"modif|updat|aktualisiert|mise? à jour|actualizado", re.IGNORECASE)
_IN_SCRIPT = re.compile(
    r"\"?\b(?:datePublished|publishedAt|published_at|publishedDate|publishDate|publish_date|published_on"
    r"|firstPublishedAt|publicationDate|pubDate)\\*\"?\s*:\s*\\*\"((?:19|20)\d\d-\d\d-\d\d[^\"\\]{0,20})"
)
_LABELS = re.compile(  # what stands beside a date that says when something was published
    r"\b(?:posted|published|first|on|in|date|written|by|at|am|pm|publié|le|el|veröffentlicht|am|vom|publicado|mon|tues?"
    r"|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\W|\d",
    re.IGNORECASE,
)
MAX_SCRIPT = 500_000  # characters of one that are looked at
MAX_LONE = 60  # characters of a text that is nothing but a date
MAX_LOOKED_AT = 20_000  # elements
FIRST = 2  # texts after the headline: a date there is the one that readers are to see
_LABEL = 30  # characters of a text that may say what the next one is
_VISIBLE_LIMIT = 120  # characters: what is longer is not a date line
_DAY = timedelta(days=1)
_SILENT = frozenset("script style noscript template svg nav footer select button textarea title option".split())


@dataclass(frozen=True, slots=True)
class Dates:
    """Both dates with the source of each; None where the page does not say."""

    published: When | None = None
    published_by: Source = Source.PAGE
    modified: When | None = None
    modified_by: Source = Source.PAGE


def find_dates(
    root: HtmlElement, metas: dict[str, str], articles: list[dict[str, Any]], url: str, around: Sequence[str] = ()
) -> Dates:
    """Return when an article was published and last changed, as the page states it, in its own zone.

    Args:
        root: the parsed page, with its scripts.
        metas: its meta tags by name.
        articles: its structured data.
        url: its address, which often holds the day.
        around: the short texts around the headline.
    """
    shown = _around(around)
    shown_change = _around(around, modified=True)
    stated, by = _stated(articles, metas, ("datePublished",), _PUBLISHED_METAS)
    if stated is None:
        stated, by = _stated(articles, {}, ("dateCreated",), ())
    changed, changed_by = _stated(articles, metas, ("dateModified",), _MODIFIED_METAS)
    if changed is None and shown_change is not None:
        changed, changed_by = shown_change, Source.PAGE
    in_address = _IN_ADDRESS.search(url)
    addressed = day_of(*map(int, in_address.groups())) if in_address else None
    if addressed and (stated is None or abs(stated.day - addressed) <= _DAY):
        if stated is None or stated.day != addressed:
            stated, by = When(addressed, stated.moment if stated else None), Source.ADDRESS  # in the zone of the site
    elif (first := _around(around[:FIRST])) and (stated is None or abs(first.day - stated.day) > _DAY):
        stated, by = first, Source.PAGE
    if stated is None:
        stated, by = shown or _from_elements(root) or _from_scripts(root) or _alone(root), Source.PAGE
    if changed is None:
        changed, changed_by = _alone(root, modified=True), Source.PAGE
    if stated is None and changed is not None:
        stated, by = shown_change or changed, changed_by  # better than none where no other is known
    return Dates(stated, by, changed, changed_by)


def _stated(
    articles: list[dict[str, Any]], metas: dict[str, str], keys: Iterable[str], names: Iterable[str]
) -> tuple[When | None, Source]:
    for key in keys:
        if found := read_when(first_text(articles, key)):
            return found, Source.JSON_LD
    for name in names:
        if found := read_when(metas.get(name, "")):
            return found, Source.META
    return None, Source.PAGE


def _around(texts: Sequence[str], *, modified: bool = False) -> When | None:
    is_modified = False
    for text in texts:
        day = parse_date(text) or parse_numbers(text)
        word = _MODIFIED.search(text)
        is_modified = bool(word) or (is_modified and len(text) < _LABEL)
        if day and is_modified is modified:
            return When(day)
        if day:
            is_modified = False
    return None


def _from_scripts(root: HtmlElement) -> When | None:
    """The first day of publication in the data that a page brings for its scripts."""
    for script in root.iter("script"):
        if found := _IN_SCRIPT.search((script.text or "")[:MAX_SCRIPT]):
            return read_when(found[1])
    return None


def _from_elements(root: HtmlElement) -> When | None:
    for time in root.iter("time"):
        label = " ".join(time.get(name) or "" for name in ("class", "itemprop", "id"))
        if not _MODIFIED.search(label) and (found := read_when(time.get("datetime") or time.text_content())):
            return found
    for element in root.iter("span", "div", "p", "abbr", "li", "td", "small", "a"):
        label = " ".join(element.get(name) or "" for name in ("class", "itemprop", "id"))
        if not _DATE_CLASS.search(label) or _MODIFIED.search(label):
            continue
        found = read_when(element.get("content") or element.get("title") or "")
        if found is None:
            text = element.text_content()
            found = read_when(text) if len(text) <= _VISIBLE_LIMIT else None
        if found:
            return found
    return None


def _alone(root: HtmlElement, *, modified: bool = False) -> When | None:
    """The first text of the page that is a date and nothing else but what introduces one."""
    for text in _texts(root):
        if len(text) > MAX_LONE or not any(map(str.isdigit, text)) or bool(_MODIFIED.search(text)) is not modified:
            continue
        day = parse_date(text) or parse_numbers(text)
        if day and len(_LABELS.sub("", text)) <= (_LABEL if modified else len("september")):
            return When(day)
    return None


def _texts(root: HtmlElement) -> Iterator[str]:
    for count, element in enumerate(root.iter()):
        if count > MAX_LOOKED_AT:
            return
        is_silent = not isinstance(element.tag, str) or element.tag in _SILENT
        if element.text and not is_silent:
            yield element.text.strip()
        if element.tail:
            yield element.tail.strip()
