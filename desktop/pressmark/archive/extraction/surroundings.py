"""The short texts around a page's headline: dates and names stand there, whatever their boxes are called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BEFORE, AFTER = 10, 40  # texts around the headline that are looked at
MAX_TEXTS = 5_000
MAX_LENGTH = 120  # characters; what is longer is no note but the article
_SILENT = frozenset("script style noscript template svg nav footer select button textarea title".split())
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The short texts after a headline and just before it, both as they follow each other on the page.

    `close` is how many of those after it stand before the first long one, so that no paragraph is between.
    """

    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    close: int = 0

    @property
    def nearest(self) -> tuple[str, ...]:
        """All of them: those after the headline, then those before it, the nearest first."""
        return (*self.after, *reversed(self.before))


def texts_around(root: HtmlElement, headline: HtmlElement | None) -> Surroundings:
    """Return the short texts around a headline.

    Args:
        root: the parsed page.
        headline: where the title stands; without it there is nothing to go by.
    """
    if headline is None:
        return Surroundings()
    texts: list[str] = []
    place = -1
    stack: list[tuple[HtmlElement, bool]] = [(root, False)]
    while stack and len(texts) < MAX_TEXTS and (place < 0 or len(texts) < place + AFTER):
        element, is_tail = stack.pop()
        if is_tail:
            _add(texts, element.tail)
            continue
        if element is not root and element.tail:
            stack.append((element, True))
        if element is headline:
            place = len(texts)
        elif isinstance(element.tag, str) and element.tag not in _SILENT:
            _add(texts, element.text)
            stack.extend((child, False) for child in reversed(element))
    if place < 0:
        return Surroundings()
    after = texts[place:]
    close = next((number for number, text in enumerate(after) if len(text) > MAX_LENGTH), len(after))
    return Surroundings(_short(after), _short(texts[max(0, place - BEFORE) : place]), close)


def headline_of(root: HtmlElement, title: str) -> HtmlElement | None:
    """The heading that shows the title, or the only one of the first level."""
    key = re.sub(r"\W+", "", title).casefold()
    first = list(root.iter("h1"))
    for heading in (*first, *list(root.iter("h2"))[:20]):
        text = re.sub(r"\W+", "", heading.text_content()).casefold()
        if len(text) > 8 and (text == key or text in key or key in text):
            return heading
    return first[0] if first else None


def _short(texts: list[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if len(text) <= MAX_LENGTH)


def _add(texts: list[str], text: str | None) -> None:
    if text and (folded := _BLANKS.sub(" ", text).strip()):
        texts.append(folded)
