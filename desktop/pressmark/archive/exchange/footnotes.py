"""Footnotes of a body as Markdown has them, for links to places in a page lead nowhere there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import html as lxml_html

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_REFERENCE = 6  # characters
MAX_NOTE = 5_000  # characters; what is longer is a part of the text
_BLOCKS = ("li", "p", "div", "dd")
_REFERENCE = re.compile(r"\W*(?:\d{1,3}|[a-z]|[*\u2020\u2021\u00a7])\W*", re.IGNORECASE)
_BACK = re.compile(r"[\u21a9\u2191\u21b5\u2934^\ufe0e\ufe0f\s]*|\W*\d{1,3}\W*")


def take_footnotes(body_html: str) -> tuple[str, list[str]]:
    """Replace references by `[^1]` and so on.

    Returns:
        The body without its notes, and the HTML of each note in the order of their first references.
    """
    if 'href="#' not in body_html:
        return body_html, []
    root: HtmlElement = lxml_html.fragment_fromstring(body_html, create_parent="div")
    places = {name: one for one in root.iter() if isinstance(one.tag, str) and (name := one.get("id"))}
    numbers: dict[HtmlElement, int] = {}
    for link in list(root.iter("a")):
        target = places.get((link.get("href") or "")[1:]) if (link.get("href") or "").startswith("#") else None
        note = _note_at(target, link) if target is not None else None
        inside = any(one in numbers for one in link.iterancestors())
        if note is None or inside or not _REFERENCE.fullmatch(_text(link)[: MAX_REFERENCE + 1]):
            continue
        number = numbers.setdefault(note, len(numbers) + 1)
        _put_mark(link, number)
    notes = []
    for note in numbers:
        for link in list(note.iter("a")):
            if (link.get("href") or "").startswith("#") and _BACK.fullmatch(_text(link)):
                link.drop_tree()
        notes.append((note.text or "") + "".join(lxml_html.tostring(one, encoding="unicode") for one in note))
    for note in numbers:
        holder = note.getparent()
        note.drop_tree()
        if holder is not None and holder.tag in ("ol", "ul") and not len(holder):
            holder.drop_tree()
    return "".join([root.text or "", *(lxml_html.tostring(one, encoding="unicode") for one in root)]), notes


def _note_at(target: HtmlElement, link: HtmlElement) -> HtmlElement | None:
    """The block at a place, if it is made like a note: an entry of a list, or a paragraph that leads back."""
    blocks = (one for one in (target, *target.iterancestors()) if one.tag in _BLOCKS)
    note = next(blocks, None)
    if note is None or note.getparent() is None or any(one is note for one in link.iterancestors()):
        return None
    if len(_text(note)) > MAX_NOTE:
        return None
    first = next(note.iter("a"), None)
    leads_back = first is not None and (first.get("href") or "").startswith("#") and bool(_BACK.fullmatch(_text(first)))
    return note if note.tag == "li" or leads_back else None


def _put_mark(link: HtmlElement, number: int) -> None:
    place, parent = link, link.getparent()
    while parent is not None and parent.tag in ("sup", "span") and _text(parent) == _text(link):
        place, parent = parent, parent.getparent()
    mark = lxml_html.Element("span")
    mark.text, mark.tail = f"[^{number}]", place.tail
    if parent is not None:
        parent.replace(place, mark)


def _text(element: HtmlElement) -> str:
    return "".join(element.itertext()).strip()
