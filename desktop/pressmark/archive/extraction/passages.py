"""Cuts a page into passages: the smallest pieces of text that belong to the article as a whole or not at all.

Pages put text anywhere: bare in boxes, with line breaks for paragraphs, in tables. `wrap_loose` first gives every such
text a paragraph of its own, so that each passage is one element and a body can be cut from the page along them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import html as lxml_html

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCKS = frozenset(
    (
        "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure"
        " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary table tbody td"
        " tfoot th thead tr ul"
    ).split()
)
MAX_WHOLE = 2_000  # characters of a list or table that is judged as one
MAX_TABLE = 20_000
_LISTS = frozenset(["ul", "ol", "dl", "menu", "dir"])
_PARTS = frozenset("h1 h2 h3 h4 h5 h6 section article figure table form main aside nav header footer pre".split())
_BREAKABLE = frozenset("div p td section article main center body li font span dd".split())
_BLANKS = re.compile(r"\s+")
_POST = re.compile(
    r"(?:^|\s)(?:twitter-(?:tweet|video)|(?:instagram|mastodon|bluesky|tiktok)-(?:media|embed)|text-post-media)(?=\s|$)"
)


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One piece: an element of the page with all that is in it."""

    element: HtmlElement
    text: str  # blanks folded
    link_characters: int
    links: int
    pictures: int


def wrap_loose(body: HtmlElement) -> None:
    """Put text that stands beside blocks, or between double line breaks, into paragraphs. Changes the tree."""
    mixed = _holders(body)
    for element in list(body.iter(*_BREAKABLE)):
        if element not in mixed and _has_double_break(element):
            _wrap_runs(element, mixed)
    mixed = _holders(body)
    for element in list(mixed):
        if element.tag == "p":
            element.tag = "div"  # a paragraph holds no blocks: written out, it would end at the first
        _wrap_runs(element, mixed)


def passages_of(body: HtmlElement) -> list[Passage]:
    """The passages of a page in their order; elements without text are none."""
    mixed = _holders(body)
    found: list[Passage] = []
    stack = [(body, False)]
    while stack:
        element, in_link = stack.pop()
        in_link = in_link or element.tag == "a"
        if element in mixed and not _is_whole(element):
            stack.extend((child, in_link) for child in reversed(element) if isinstance(child.tag, str))
        elif text := fold(element):
            found.append(_passage(element, text, in_link))
    return found


def fold(element: HtmlElement) -> str:
    """An element's text with its blanks folded; what stands in two blocks is never one word."""
    parts: list[str] = []
    stack: list[HtmlElement | str] = [element]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            parts.append(one)
            continue
        if one is not element and one.tail:
            stack.append(one.tail)
        if not isinstance(one.tag, str):
            continue
        is_apart = one.tag in BLOCKS or one.tag == "br"
        if is_apart:
            stack.append(" ")
            parts.append(" ")
        stack.extend(reversed(one))
        if one.text:
            parts.append(one.text)
    return _BLANKS.sub(" ", "".join(parts)).strip()


def _passage(element: HtmlElement, text: str, in_link: bool) -> Passage:
    links = list(element.iter("a"))
    inside = len(text) if in_link else sum(len(fold(link)) for link in links)
    return Passage(element, text, min(inside, len(text)), len(links), sum(1 for _ in element.iter("img")))


def _holders(body: HtmlElement) -> set[HtmlElement]:
    """The elements with a block anywhere inside."""
    found: set[HtmlElement] = set()
    for element in body.iter(*BLOCKS):
        for parent in element.iterancestors():
            if parent in found:
                break
            found.add(parent)
    found.add(body)
    return found


def _is_whole(element: HtmlElement) -> bool:
    """Whether a list or table is short and plain enough to stay or go as one."""
    if element.tag in _LISTS or is_post(element):
        most = MAX_WHOLE
    elif element.tag == "table":
        most = MAX_TABLE
    else:
        return False
    parts = set(_PARTS)
    if element.tag == "table":
        parts |= {"div", "p"}
    if any(child is not element for child in element.iter(*parts)):
        return False
    return sum(len(piece) for piece in element.itertext()) <= most


def is_post(element: HtmlElement) -> bool:
    """Whether it is a post of a network that the page has embedded."""
    return element.tag == "blockquote" and bool(_POST.search(element.get("class") or ""))


def _has_double_break(element: HtmlElement) -> bool:
    return any(_is_break(child) and _is_break(child.getnext()) and not _has_text(child.tail) for child in element)


def _is_break(element: HtmlElement | None) -> bool:
    return element is not None and element.tag == "br"


def _has_text(text: str | None) -> bool:
    return bool(text and not text.isspace())


def _wrap_runs(element: HtmlElement, mixed: set[HtmlElement]) -> None:
    pieces: list[tuple[HtmlElement | None, str | None]] = [(None, element.text)]
    pieces += [(child, child.tail) for child in element]
    element.text = None
    element[:] = []
    run: HtmlElement | None = None
    for place, (child, tail) in enumerate(pieces):
        following = pieces[place + 1][0] if place + 1 < len(pieces) else None
        if child is not None:
            child.tail = None
            if child.tag in BLOCKS or child in mixed:
                run = None
                element.append(child)
            elif _is_break(child) and run is None:
                pass  # between paragraphs
            elif _is_break(child) and _is_break(following) and not _has_text(tail):
                run = None
            elif run is None and not any(map(_has_text, child.itertext())):
                element.append(child)
            else:
                if run is None:
                    run = lxml_html.Element("p")
                    element.append(run)
                run.append(child)
                child.tail = tail
                continue
        if _has_text(tail):
            run = lxml_html.Element("p")
            element.append(run)
            run.text = tail
