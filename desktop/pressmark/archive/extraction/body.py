"""Finds the article in the page: readability-lxml says where it is, and what it lost on the way is put back.

readability judges paragraphs and is eager to clean: headings, lists, tables, code and figures between the paragraphs
it keeps often go. So it is asked only which elements it keeps; the body is then cut from the prepared page itself, with
its structure, and elements between the kept ones come back unless they are mostly links.
"""

from __future__ import annotations

import copy
import logging
import re
from typing import TYPE_CHECKING

from lxml import etree
from readability import Document
from readability.readability import Unparseable

from pressmark.archive.extraction.prepare import MARK
from pressmark.archive.extraction.weights import link_share, text_weight

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_LINKS = 0.45  # share of links in the text of something that comes back

_BLOCKS = (
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "table",
    "pre",
    "figure",
    "blockquote",
    "img",
    "hr",
    "details",
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MARKS = re.compile(f' {MARK}="[0-9]+"')

logging.getLogger("readability").setLevel(logging.CRITICAL)  # it logs page text


def find_body(root: HtmlElement, headline: str) -> HtmlElement | None:
    """Cut the article out of a prepared page.

    Args:
        root: numbered by `prepare`; is not changed.
        headline: the title, which is left out where it stands at the top.

    Returns:
        A new `div`; None where nothing was found.
    """
    marks = set(_kept_marks(root))
    chosen = [element for element in root.iter() if isinstance(element.tag, str) and element.get(MARK) in marks]
    leaves = [element for element in chosen if _has_own_content(element)]
    if not leaves:
        return None
    container = _common_ancestor(leaves)
    inside = [element for element in container.iter() if isinstance(element.tag, str)]
    places = {element: place for place, element in enumerate(inside)}
    within = [places[element] for element in leaves if element in places]
    first, last = min(within), max(within)
    wanted: set[HtmlElement] = set()
    for place, element in enumerate(inside):
        is_kept = element.get(MARK) in marks and element is not container
        if is_kept or (element.tag in _BLOCKS and first <= place <= last and _comes_back(element)):
            wanted.add(element)
    lead = _lead_figures(container, inside, first)
    body = _cut(container, wanted | {element for element in lead if element in places}, marks)
    for figure in reversed([element for element in lead if element not in places]):
        twin = copy.deepcopy(figure)
        twin.tail = None
        body.insert(0, twin)
    _drop_headline(body, headline)
    return body


class _Kept(Document):  # type: ignore[misc]  # the library has no types
    """readability's verdict as the marks of the elements it keeps, instead of as HTML."""

    marks: tuple[str, ...] = ()

    def get_clean_html(self) -> str:
        root = self._html()
        self.marks = tuple(root.xpath(f"descendant-or-self::*/@{MARK}"))
        html: str = etree.tostring(root, encoding="unicode", method="html")
        return _MARKS.sub("", html)  # its length decides whether readability tries again, more leniently


def _kept_marks(root: HtmlElement) -> tuple[str, ...]:
    document = _Kept(root)  # the tree itself: read again, all below depth 256 would be lost
    try:
        document.summary(html_partial=True)
    except (Unparseable, etree.LxmlError, ValueError):
        return ()
    return document.marks


def _has_own_content(element: HtmlElement) -> bool:
    if element.tag == "img":
        return True
    texts = [element.text, *(child.tail for child in element)]
    return any(text and text.strip() for text in texts)


def _common_ancestor(elements: list[HtmlElement]) -> HtmlElement:
    """The smallest element that holds them all, never a paragraph."""
    path = [*reversed(list(elements[0].iterancestors())), elements[0]]
    for element in elements[1:]:
        own = {id(one) for one in element.iterancestors()} | {id(element)}
        while path and id(path[-1]) not in own:
            path.pop()
    while len(path) > 1 and path[-1].tag in (
        *_BLOCKS,
        "a",
        "span",
        "em",
        "strong",
        "b",
        "i",
        "li",
        "td",
        "tr",
        "tbody",
    ):
        path.pop()
    return path[-1]


def _comes_back(element: HtmlElement) -> bool:
    tag = element.tag
    if tag == "hr":
        return True
    if tag == "img":
        return not element.get("src", "").startswith("data:") or len(element.get("src", "")) > 2_000
    if tag == "figure":
        return element.find(".//img") is not None or text_weight(element) > 20
    if tag in _HEADINGS:
        return 0 < text_weight(element) < 300 and link_share(element) < 0.9
    return text_weight(element) > 0 and link_share(element) <= MAX_LINKS


def _lead_figures(container: HtmlElement, inside: list[HtmlElement], first: int) -> list[HtmlElement]:
    """The picture between the title and the first paragraph, which is the article's even where it stands outside."""
    before = inside[:first]
    figures = [element for element in before if element.tag == "figure" and element.find(".//img") is not None]
    if figures:
        return figures[:2]
    scope = next((one for one in container.iterancestors("article", "main")), container.getparent())
    for _ in range(3):
        if scope is None or scope.tag in ("body", "html"):
            break
        for element in scope.iter("figure"):
            if element.find(".//img") is not None and not _is_within(element, container):
                return [element] if _stands_before(element, container) else []
        scope = scope.getparent()
    return []


def _is_within(element: HtmlElement, container: HtmlElement) -> bool:
    return any(one is container for one in element.iterancestors())


def _stands_before(element: HtmlElement, container: HtmlElement) -> bool:
    for one in element.getroottree().getroot().iter("figure", container.tag):
        if one is element:
            return True
        if one is container:
            return False
    return False


def _cut(container: HtmlElement, wanted: set[HtmlElement], kept_marks: set[str]) -> HtmlElement:
    """Copy the container with only the wanted elements, what is in them, and what leads to them."""
    marks = {element.get(MARK) for element in wanted}
    lost_inside_kept: set[str] = set()
    for element in wanted:
        if element.tag in ("div", "section", "article", "main", "td", "span") and element.get(MARK) in kept_marks:
            lost_inside_kept.update(
                child.get(MARK) or ""
                for child in element.iter("div", "section", "aside", "ul", "ol", "table", "form", "iframe")
                if child is not element and child.get(MARK) not in marks
            )
    body = copy.deepcopy(container)
    body.tag, body.tail = "div", None
    needed: set[HtmlElement] = {body}
    for element in body.iter():
        if isinstance(element.tag, str) and element.get(MARK) in marks:
            needed.add(element)
            needed.update(element.iterancestors())
    stack = list(body)
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or (element.get(MARK) in lost_inside_kept and element not in needed):
            element.drop_tree()
        elif element in needed or _is_inline_of_kept(element, marks):
            stack.extend(element)
        else:
            element.drop_tree()
    return body


def _is_inline_of_kept(element: HtmlElement, marks: set[str | None]) -> bool:
    """Whether it is part of something wanted: then it stays, whatever it is."""
    return any(
        one.get(MARK) in marks and one.tag not in ("div", "section", "article", "main")
        for one in element.iterancestors()
    ) or (element.tag in _INLINE)


_INLINE = frozenset(
    (
        "a abbr b bdi bdo big br cite code data del dfn em font i ins kbd mark q rp rt ruby s samp small "
        "span strike strong sub sup time tt u var wbr center"
    ).split()
)


def _drop_headline(body: HtmlElement, headline: str) -> None:
    key = re.sub(r"\W+", "", headline).casefold()
    if not key:
        return
    for element in list(body.iter("h1", "h2", "h3"))[:3]:
        text = re.sub(r"\W+", "", element.text_content()).casefold()
        if text and (text == key or (len(text) > 15 and text in key)):
            element.drop_tree()
            return
