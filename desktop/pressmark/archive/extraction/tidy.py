"""The last look at the body before cleaning: repeated things and leftovers of the page go, code keeps its lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressmark.archive.extraction.callouts import quote_callouts
from pressmark.archive.extraction.layout import free_of_layout
from pressmark.archive.extraction.listings import mark_language
from pressmark.archive.extraction.notes import drop_told_twice
from pressmark.archive.extraction.notices import drop_notices
from pressmark.archive.extraction.signposts import drop_signposts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FIXED_BLANKS = re.compile(r"[ \t]*\u00a0[\u00a0 \t]*[ \t\u00a0]|[ \t]+\u00a0")
_INLINE = frozenset("a abbr b bdi cite code em font i ins kbd mark q s samp small span strong sub sup u var".split())
_EMPTY_OK = frozenset("br hr img td th col tr wbr".split())


def tidy(body: HtmlElement) -> None:
    """Clean up a cut-out body in place."""
    drop_notices(body, _inside_code(body))
    drop_told_twice(body)
    drop_signposts(body)
    _drop_last_heading(body)
    mark_language(body)
    quote_callouts(body)
    free_of_layout(body)
    _drop_twin_pictures(body)
    _fold_fixed_blanks(body)
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
    last = body
    while len(last) and not (last[-1].tail or "").strip():
        last = last[-1]
        if last.tag in ("h2", "h3", "h4", "h5", "h6"):
            if last is not body[0]:
                last.drop_tree()
            return


def _drop_twin_pictures(body: HtmlElement) -> None:
    """A picture that is linked to in full, and shown in full beside that, is shown once."""
    for link in list(body.iter("a")):
        parent, target = link.getparent(), link.get("href")
        if parent is None or not target or link.find(".//img") is None:
            continue
        for image in list(parent.iter("img")):
            if image.get("src") == target and link not in set(image.iterancestors()):
                image.drop_tree()
    last: HtmlElement | None = None
    for image in list(body.iter("img")):
        if last is not None and last.get("src") == image.get("src") and _touch(last, image):
            image.drop_tree()
        else:
            last = image


def _touch(first: HtmlElement, second: HtmlElement) -> bool:
    """Whether they stand beside each other in the same box, with no text between."""
    return first.getnext() is second and not (first.tail or "").strip()


def _fold_fixed_blanks(body: HtmlElement) -> None:
    """Blanks that do not break keep words together; several of them were there for their width."""
    code = _inside_code(body)
    for element in body.iter():
        if not isinstance(element.tag, str) or element in code:
            continue
        if element.text and element.tag not in ("pre", "code"):
            element.text = _FIXED_BLANKS.sub(" ", element.text)
        if element.tail and element is not body:
            element.tail = _FIXED_BLANKS.sub(" ", element.tail)


def _inside_code(body: HtmlElement) -> set[HtmlElement]:
    return {one for listing in body.iter("pre", "code") for one in listing.iterdescendants()}


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
