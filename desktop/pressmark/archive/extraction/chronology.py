"""When an article was published and last changed: of all the dates on a page, which is which, and who says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pressmark.archive.extraction.datelines import (
    COMMENTS,
    MODIFIED,
    TIMES,
    Datelines,
    is_change,
    is_elsewhere,
    is_entry,
    label_of,
)
from pressmark.archive.extraction.dates import When, day_in_address, day_in_name, read_when
from pressmark.archive.extraction.structured import first_text, pages_among
from pressmark.archive.extraction.weights import text_weight
from pressmark.archive.values import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from pressmark.archive.extraction.surroundings import Surroundings

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
    "dcterms.issued",
    "dcterms.date",
    "dc.date.created",
    "dc.created",
    "citation_date",
    "citation_online_date",
    "prism.publicationdate",
    "bt:pubdate",
    "originalpublicationdate",
    "article_date_original",
    "article:published_date",
    "publishdate",
    "publication_date",
    "rnews:datepublished",
    "shareaholic:article_published_time",
    "cxenseparse:recs:publishtime",
)
_MODIFIED_METAS = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|published|pubdate|timestamp|posted|time|age|dateline|entry-date|datepublished|datecreated)"
    r"(?:[\s_-]|$)",
    re.IGNORECASE,
)
_IN_SCRIPT = re.compile(
    r"\"?\b(?:datePublished|publishedAt|published_at|publishedDate|publishDate|publish_date|published_on"
    r"|firstPublishedAt|publicationDate|pubDate)\\*\"?\s*:\s*\\*\"((?:19|20)\d\d-\d\d-\d\d[^\"\\]{0,20})"
)
MAX_SCRIPT = 500_000  # characters of one that are looked at
_VISIBLE_LIMIT = 120  # characters: what is longer is not a date line
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dates:
    """Both dates with the source of each; None where the page does not say."""

    published: When | None = None
    published_by: Source = Source.PAGE
    modified: When | None = None
    modified_by: Source = Source.PAGE


def find_dates(
    root: HtmlElement, metas: dict[str, str], articles: list[dict[str, Any]], url: str, around: Surroundings
) -> Dates:
    """Return when an article was published and last changed, as the page states it, in its own zone.

    Args:
        root: the parsed page, with its scripts.
        metas: its meta tags by name.
        articles: its structured data.
        url: its address, which often holds the day.
        around: the short texts around the headline.
    """
    lines = Datelines(root, url, around)
    stated, by = _published(articles, metas)
    changed, changed_by = _stated(articles, metas, ("dateModified",), _MODIFIED_METAS)
    if changed is None and lines.changed is not None:
        changed, changed_by = lines.changed, Source.PAGE
    path = urlsplit(url).path
    addressed = day_in_address(path)
    if addressed and (stated is None or abs(stated.day - addressed) <= _DAY):
        if stated is None or stated.day != addressed:
            stated, by = When(addressed, stated.moment if stated else None), Source.ADDRESS  # in the zone of the site
    elif lines.first and stated and abs(lines.first.day - stated.day) > _DAY:
        stated, by = lines.first, Source.PAGE
    if stated is None and (shown := lines.first or lines.published):
        stated, by = lines.original() or shown, Source.PAGE
    if stated is None:
        stated = _from_elements(root) or _from_scripts(root) or lines.alone()
        if stated and changed and stated.day > changed.day:  # of something else, then
            stated = None
    if stated is None and (named := day_in_name(path)):
        stated, by = When(named), Source.ADDRESS
    if changed is None:
        changed, changed_by = lines.alone(is_change=True), Source.PAGE
    if stated is None:
        stated, by = _last_resort(root, lines, changed, changed_by)
    return Dates(stated, by, changed, changed_by)


def _last_resort(
    root: HtmlElement, lines: Datelines, changed: When | None, changed_by: Source
) -> tuple[When | None, Source]:
    """The day of the change, which is better than none, or of the first comment: what it is on was there before."""
    if changed is None and not _is_thread(root):
        return None, Source.PAGE
    commented = _first_comment(root)
    if changed is None or (commented and commented.day < (lines.changed or changed).day):
        return commented, Source.PAGE
    return lines.changed or changed, changed_by


def _published(articles: list[dict[str, Any]], metas: dict[str, str]) -> tuple[When | None, Source]:
    """The day that a page names to machines; where it names several, the last, for that is of the edition at hand."""
    key = ("datePublished",)
    named = [_stated(articles, {}, key, ()), _stated(pages_among(articles), {}, key, ())]
    is_sure = named[0][0] is not None  # then a tag that only says "date" has nothing to add
    names = [name for name in _PUBLISHED_METAS if "publi" in name or not is_sure]
    named.append(_stated([], metas, (), names))
    known = [(when, by) for when, by in named if when]
    if not known:
        return _stated(articles, {}, ("dateCreated",), ())
    return max(known, key=lambda one: one[0].day)


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


def _from_scripts(root: HtmlElement) -> When | None:
    """The first day of publication in the data that a page brings for its scripts."""
    for script in root.iter("script"):
        if found := _IN_SCRIPT.search((script.text or "")[:MAX_SCRIPT]):
            return read_when(found[1])
    return None


def _from_elements(root: HtmlElement) -> When | None:
    for time in root.iter(*TIMES):
        found = None if is_change(time) else read_when(time.get("datetime") or time.text_content())
        if found and not is_elsewhere(time) and not is_entry(time):
            return found
    for element in root.iter("span", "div", "p", "abbr", "li", "td", "small", "a"):
        label = label_of(element)
        if not _DATE_CLASS.search(label) or is_change(element):
            continue
        found = read_when(element.get("content") or element.get("title") or "")
        if found is None:
            text = element.text_content()
            found = read_when(text) if len(text) <= _VISIBLE_LIMIT and not MODIFIED.search(text) else None
        if found and not is_elsewhere(element) and not is_entry(element):
            return found
    return None


def _is_thread(root: HtmlElement) -> bool:
    """Whether most of the page is comments: then it began with the first of them."""
    body = root.find("body")
    body = root if body is None else body
    said, stack = 0, [body]
    while stack:
        box = stack.pop()
        if box is not body and COMMENTS.search(label_of(box)):
            said += text_weight(box)
        else:
            stack.extend(one for one in box if isinstance(one.tag, str))
    return said * 2 > text_weight(body)


def _first_comment(root: HtmlElement) -> When | None:
    """The earliest day on a comment."""
    times = (time for time in root.iter(*TIMES) if is_elsewhere(time, COMMENTS))
    found = (read_when(time.get("datetime") or time.text_content()) for time in times)
    return min((one for one in found if one), key=lambda one: one.day, default=None)
