"""Dates as a page shows them to people: which stands at the headline, and which of them is that of a change."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pressmark.archive.extraction.dates import When, day_of, parse_date, parse_numbers, read_when
from pressmark.archive.urls import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from pressmark.archive.extraction.surroundings import Surroundings

MAX_LONE = 60  # characters of a text that is nothing but a date
MAX_LOOKED_AT = 20_000  # elements
TIMES = ("time", "relative-time", "time-ago")  # elements whose text, or attribute, is a time
LEAST_ENTRIES = 5  # with a date, of a list
MAX_ENTRIES = 200
MAX_KIN = 20  # elements of an entry
MAX_CLIMB = 8  # boxes around a date, of which one may be an entry
MAX_TIMES = 50  # elements that may say that they hold the day of the change
MAX_ADDRESS = 500  # characters of that of a picture
FIRST = 2  # texts after the headline: a date there is the one that readers are to see
MODIFIED = re.compile(r"modif|updat|aktualisiert|mise? à jour|actualizado", re.IGNORECASE)
_PUBLISHED = re.compile(r"publi[sc]", re.IGNORECASE)
COMMENTS = re.compile(r"(?:^|[\s_-])(?:comments?|comment-?\w+|disqus)(?=$|[\s_-])", re.IGNORECASE)
_OTHERS = re.compile(  # boxes whose dates are those of other stories
    r"(?:^|[\s_-])(?:related|recommend\w*|read-?more|more-?(?:from|stories|on|news)"
    r"|popular|trending|most-?read|also-?like|recirc\w*|carousel)(?=$|[\s_-])"
    r"|(?:^|\s)(?:sidebar|side-bar|widget|widget-area|widget_[a-z_]+)(?=$|\s)",
    re.IGNORECASE,
)
_AT_FIRST = re.compile(  # ... published on 24 October 2025
    r"\b(?:(?:originally|first)\s+(?:published|posted|appeared)|publié\s+(?:initialement|pour\s+la\s+première\s+fois)"
    r"|(?:erstmals|zuerst)\s+(?:veröffentlicht|erschienen)|publicado\s+(?:originalmente|por\s+primera\s+vez))"
    r"(?:\s+(?:on|in|le|am|el|em))?:?\s+(?=\d|[^\W\d_]{3,12}\.?\s\d)",
    re.IGNORECASE,
)
_UPLOADED = re.compile(r"/(20\d\d)/(0[1-9]|1[0-2])/")
_LABELS = re.compile(  # what stands beside a date that says when something was published
    r"\b(?:posted|published|first|on|in|date|written|by|at|am|pm|publié|le|el|veröffentlicht|am|vom|publicado|mon|tues?"
    r"|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\W|\d",
    re.IGNORECASE,
)
_LABEL = 30  # characters of a text that may say what the next one is
_LONE = len("september")
_DAY_FIRST = frozenset("uk au nz ie in za".split())  # where English is written with the day before the month
_SILENT = frozenset("script style noscript template svg nav footer select button textarea title option".split())


@dataclass(frozen=True, slots=True)
class _Line:
    """A date among the texts around a headline."""

    when: When
    place: int
    is_change: bool
    is_lone: bool


class Datelines:
    """The dates that people see. `first` stands right at the headline; `published` and `changed` anywhere near it."""

    def __init__(self, root: HtmlElement, url: str, around: Surroundings) -> None:
        self._root = root
        self._is_american = _is_american(root, url)
        times = itertools.islice(root.iter(*TIMES), MAX_TIMES)
        changes = {clean_text(time.text_content()) for time in times if is_change(time)}
        after, before = (list(self._lines(texts, changes)) for texts in (around.after, around.before))
        at_headline = [line for line in after if line.place < min(FIRST, around.close)]
        at_headline += [line for line in before if line.place == len(around.before) - 1 and line.is_lone]
        near = [*after, *reversed(before)]
        below = [line for line in after if line.place >= around.close]  # a paragraph is between
        by_kind = sorted(near, key=lambda line: (not line.is_lone, line in below))
        self.first = next((line.when for line in at_headline if not line.is_change), None)
        self.published = next((line.when for line in by_kind if not line.is_change), None)
        self.changed = next((line.when for line in near if line.is_change), None)

    def original(self) -> When | None:
        """The day on which a note says that the article was first published, which was changed since."""
        for _box, text in _texts(self._root):
            if (found := _AT_FIRST.search(text)) and (day := self._day(text[found.end() : found.end() + _LABEL])):
                return When(day)
        return None

    def alone(self, *, is_change: bool = False) -> When | None:
        """The first text of the whole page that is a date and nothing else but what introduces one."""
        for box, text in _texts(self._root):
            if len(text) > MAX_LONE or not any(map(str.isdigit, text)) or bool(MODIFIED.search(text)) is not is_change:
                continue
            is_lone = len(_LABELS.sub("", text)) <= (_LABEL if is_change else _LONE)
            if is_lone and (day := self._day(text)) and not is_elsewhere(box) and not is_entry(box):
                return When(day)
        return None

    def _lines(self, texts: Sequence[str], changes: set[str]) -> Iterator[_Line]:
        is_modified = False
        for place, text in enumerate(texts):
            is_named = bool(MODIFIED.search(text)) or text in changes
            is_modified = is_named or (is_modified and len(text) < _LABEL)
            if day := self._day(text):
                yield _Line(When(day), place, is_modified, _is_lone(text))
                is_modified = False

    def _day(self, text: str) -> date | None:
        day = parse_date(text)
        if day or not (day := parse_numbers(text, is_american=self._is_american)):
            return day
        other = day_of(day.year, day.day, day.month)
        if other is None or other == day:
            return day
        months = self._months_of_pictures
        return other if other.replace(day=1) in months and day.replace(day=1) not in months else day

    @cached_property
    def _months_of_pictures(self) -> set[date]:
        """When the page's pictures were uploaded, as far as their addresses say: /uploads/2025/12/quay.jpg."""
        addresses = (one.get("src") or one.get("content") or "" for one in self._root.iter("img", "meta"))
        found = (_UPLOADED.search(address[:MAX_ADDRESS]) for address in addresses)
        return {date(int(one[1]), int(one[2]), 1) for one in found if one}


def label_of(element: HtmlElement) -> str:
    """What an element's attributes call it."""
    return " ".join(element.get(name) or "" for name in ("class", "itemprop", "property", "id"))


def is_change(element: HtmlElement) -> bool:
    """Whether its names say that it holds the day of the last change, and not that of both."""
    label = label_of(element)
    return bool(MODIFIED.search(label)) and not _PUBLISHED.search(label)


def is_elsewhere(element: HtmlElement, *kinds: re.Pattern[str]) -> bool:
    """Whether a box around it, below the body, is one of comments or other stories, or of the kinds given."""
    boxes = itertools.takewhile(lambda one: one.tag not in ("body", "html"), (element, *element.iterancestors()))
    return any(kind.search(label_of(box)) for box in boxes for kind in kinds or (COMMENTS, _OTHERS))


def is_entry(element: HtmlElement) -> bool:
    """Whether it dates one of several entries that are not in the order of a conversation: then it dates no page."""
    box = element
    for parent in itertools.islice(element.iterancestors(), MAX_CLIMB):
        alike = [one for one in itertools.islice(parent, MAX_ENTRIES) if _is_alike(one, box)]
        if len(alike) >= LEAST_ENTRIES:
            days = [when.day for one in alike if (when := _dated_like(element, one))]
            if len(days) >= LEAST_ENTRIES and len(days) * 2 > len(alike):
                return days[0] > min(days)
        box = parent
    return False


def _is_alike(one: HtmlElement, other: HtmlElement) -> bool:
    return bool(one.tag == other.tag) and one.get("class") == other.get("class")


def _dated_like(element: HtmlElement, box: HtmlElement) -> When | None:
    """The date that a box has in an element of the same kind."""
    kin = (one for one in itertools.islice(box.iter(element.tag), MAX_KIN) if _is_alike(one, element))
    return next(filter(None, map(_stated_in, kin)), None)


def _stated_in(element: HtmlElement) -> When | None:
    said = next(filter(None, map(element.get, ("datetime", "content", "title"))), "")
    text = element.text_content().strip()
    return read_when(said) or (read_when(text) if len(text) <= MAX_LONE else None)


def _is_lone(text: str) -> bool:
    return len(_LABELS.sub("", text)) <= _LONE


def _is_american(root: HtmlElement, url: str) -> bool:
    """Whether the month may come before the day: in America's English, or where nothing speaks against it."""
    html = root if root.tag == "html" else root.getroottree().getroot()
    language = (html.get("lang") or "en").strip().lower().replace("_", "-")
    if language != "en":
        return language.startswith("en-us")
    return (urlsplit(url).hostname or "").rpartition(".")[2] not in _DAY_FIRST


def _texts(root: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The texts of a page in their order, each with an element in or beside which it stands."""
    for element in itertools.islice(root.iter(), MAX_LOOKED_AT):
        if element.text and isinstance(element.tag, str) and element.tag not in _SILENT:
            yield element, element.text.strip()
        if element.tail:
            parent = element.getparent()
            yield element if parent is None else parent, element.tail.strip()
