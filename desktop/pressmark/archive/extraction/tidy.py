"""The last look at the body before cleaning: repeated things and leftovers of the page go, code keeps its lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressmark.archive.extraction.weights import link_share, text_weight

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from pressmark.archive.extraction.metadata import Metadata

_LEFTOVER = re.compile(
    r"^(?:advertisement|advertising|sponsored|share(?: this)?(?: article| story)?|share on \w+|follow us.{0,40}"
    r"|read more:?|continue reading.{0,40}|related(?: articles?| stories| posts| content)?:?|subscribe.{0,60}"
    r"|sign up.{0,80}|print|e-?mail|tweet|comments?|\d+ comments?|leave a comment|loading\.*|skip to .{0,30}"
    r"|anzeige|werbung|publicité|publicidad|story continues below.{0,30}"
    r"|article continues (?:below|after).{0,30}|click here to .{0,60}"
    r"|©.{0,120})\W*$",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|brush|highlight(?:-source)?)[-:\s]+([A-Za-z0-9+#_-]{1,20})(?=\s|;|$)")
_SHORT = 160  # characters
_EMPTY_OK = frozenset("br hr img td th col tr wbr".split())


def tidy(body: HtmlElement, facts: Metadata) -> None:
    """Clean up a cut-out body in place.

    Args:
        body: the article.
        facts: what the header already shows is not repeated at the top.
    """
    for element in list(body.iter("p", "div", "li", "span", "h2", "h3", "h4", "h5", "section", "a", "strong")):
        if element is body or element.getparent() is None:
            continue
        text = " ".join(element.text_content().split())
        if text and len(text) <= _SHORT and _LEFTOVER.match(text) and element.find(".//img") is None:
            element.drop_tree()
    _drop_repeated(body, facts)
    _drop_link_tail(body)
    _mark_code(body)
    _drop_empty(body)


def _drop_repeated(body: HtmlElement, facts: Metadata) -> None:
    key = _key(facts.standfirst)
    if len(key) < 20:
        return
    for element in list(body.iter("p", "h2", "h3", "div"))[:8]:
        if element is not body and _key(element.text_content()) == key and text_weight(body) > 2 * len(key):
            element.drop_tree()
            return


def _drop_link_tail(body: HtmlElement) -> None:
    """Lists and paragraphs at the very end that are links only lead elsewhere."""
    while len(body):
        last = body[-1]
        if not isinstance(last.tag, str) or (last.tail and last.tail.strip()):
            return
        is_links = last.tag in ("ul", "ol", "div", "p", "section") and text_weight(last) and link_share(last) > 0.8
        is_title = last.tag in ("h2", "h3", "h4", "h5", "h6")
        if not (is_links or is_title) or last.find(".//img") is not None:
            return
        last.drop_tree()


def _mark_code(body: HtmlElement) -> None:
    for pre in body.iter("pre"):
        code = pre.find("code")
        labels = [
            one.get(name) or ""
            for one in (code, pre, pre.getparent())
            if one is not None
            for name in ("class", "data-lang", "data-language")
        ]
        found = next((match[1] for label in labels if (match := _LANGUAGE.search(label))), "")
        target = code if code is not None else pre
        target.attrib.pop("class", None)
        if found:
            target.set("class", f"language-{found.lower()}")


def _drop_empty(body: HtmlElement) -> None:
    for element in reversed(list(body.iter())):
        is_empty = isinstance(element.tag, str) and element is not body and element.tag not in _EMPTY_OK
        if is_empty and not len(element) and not (element.text or "").strip() and not element.get("id"):
            element.drop_tree()


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
