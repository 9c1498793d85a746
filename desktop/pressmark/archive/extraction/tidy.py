"""The last look at the body before cleaning: repeated things and leftovers of the page go, code keeps its lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LEFTOVER = re.compile(
    r"^(?:advertisement|advertising|sponsored|share(?: this)?(?: article| story)?|share on \w+|follow us.{0,40}"
    r"|read more:?|continue reading.{0,40}|related(?: articles?| stories| posts| content)?:?|subscribe.{0,60}"
    r"|sign up.{0,80}|print|e-?mail|tweet|comments?|\d+ comments?|leave a comment|loading\.*|skip to .{0,30}"
    r"|anzeige|werbung|publicité|publicidad|story continues below.{0,30}"
    r"|article continues (?:below|after).{0,30})\W*$",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|brush|highlight(?:-source)?)[-:\s]+([A-Za-z0-9+#_-]{1,20})(?=\s|;|$)")
_SHORT = 160  # characters
_INLINE = frozenset("a abbr b bdi cite code em font i ins kbd mark q s samp small span strong sub sup u var".split())
_EMPTY_OK = frozenset("br hr img td th col tr wbr".split())


def tidy(body: HtmlElement) -> None:
    """Clean up a cut-out body in place."""
    for element in list(body.iter("p", "div", "li", "span", "h2", "h3", "h4", "h5", "section", "a", "strong")):
        if element is body or element.getparent() is None:
            continue
        text = " ".join(element.text_content().split())
        if text and len(text) <= _SHORT and _LEFTOVER.match(text) and element.find(".//img") is None:
            element.drop_tree()
    _drop_last_heading(body)
    _mark_code(body)
    _drop_empty(body)


def settle_standfirst(body: HtmlElement, standfirst: str) -> str:
    """Return the standfirst that the header shall show, so that it is shown once.

    Args:
        body: loses the standfirst where it is a heading; a paragraph that says the same is part of the text, and the
            header has none.
        standfirst: what the page says.
    """
    key = _key(standfirst)
    if len(key) < 20:
        return standfirst
    for element in [one for one in body.iter("p", "h2", "h3", "h4", "div") if one is not body][:8]:
        text = _key(element.text_content())
        if text == key and len(_key(body.text_content())) > 2 * len(key):
            if element.tag not in ("h2", "h3", "h4"):
                return ""
            element.drop_tree()
            return standfirst
        if text.startswith(key) and element.tag == "p":
            return ""
    return standfirst


def _drop_last_heading(body: HtmlElement) -> None:
    """A heading at the very end announces what is not there."""
    last = body[-1] if len(body) > 1 else None
    if last is not None and last.tag in ("h2", "h3", "h4", "h5", "h6") and not (last.tail or "").strip():
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
        if not is_empty or len(element) or (element.text or "").strip() or element.get("id"):
            continue
        if element.text and element.tag in _INLINE:
            element.drop_tag()  # the blank in it may be all that keeps two words apart
        else:
            element.drop_tree()


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
