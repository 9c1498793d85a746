"""Footnotes belong to the text that refers to them, wherever they stand on the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressmark.archive.extraction.passages import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lxml.html import HtmlElement

    from pressmark.archive.extraction.passages import Passage

MAX_REFERENCE = 6  # characters of a link that stands for a note
MAX_SHARE = 1.0  # of notes, against the text that refers to them
LEVELS = 4  # boxes around a note that can be named for it
_REFERENCE = re.compile(r"\W*(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*\u2020\u2021\u00a7]{1,3})\W*", re.IGNORECASE)
_NAME = re.compile(r"(?:^|[\s_-])(?:foot-?notes?|end-?notes?|fn)(?=[\s_-]|\d|$)", re.IGNORECASE)
_BACK = re.compile(r"[\u21a9\u2191\u21b5^\ufe0e\ufe0f\s]+")


def notes_to(chosen: Collection[HtmlElement], passages: Sequence[Passage], page: HtmlElement) -> set[HtmlElement]:
    """The passages that are the notes to the chosen ones: their references lead there, or they are named so."""
    targets: set[str] = set()
    is_numbered = False
    for element in chosen:
        targets.update(_references(element))
        is_numbered = is_numbered or any(_is_number(one) for one in element.iter("sup"))
    if not targets and not is_numbered:
        return set()
    places: dict[str, HtmlElement] = {}
    for element in page.iter():
        if isinstance(element.tag, str):
            for name in (element.get("id"), element.get("name")):
                if name in targets:
                    places.setdefault(name, element)
    ends = set(places.values())
    found = [one for one in passages if one.element not in chosen and _is_note(one.element, ends, is_numbered)]
    size = sum(len(one.text) for one in passages if one.element in chosen)
    if sum(len(one.text) for one in found) > size * MAX_SHARE:
        return set()
    return {one.element for one in found}


def drop_told_twice(body: HtmlElement) -> None:
    """Remove notes in the margin that stand below the text as well. Changes the tree."""
    beside = [one for one in body.iter("span", "small", "aside") if _is_beside(one)]
    if not beside:
        return
    below = {_letters(one) for one in body.iter("p", "li", "dd")}
    for note in beside:
        if note.getparent() is not None and _letters(note) in below:
            note.drop_tree()


def _references(element: HtmlElement) -> set[str]:
    found = set()
    for link in element.iter("a"):
        address = link.get("href") or ""
        if address.startswith("#") and len(address) > 1:
            text = fold(link)
            if len(text) <= MAX_REFERENCE and _REFERENCE.fullmatch(text):
                found.add(address[1:])
    return found


def _is_number(raised: HtmlElement) -> bool:
    text = fold(raised)
    return len(text) <= MAX_REFERENCE and bool(re.fullmatch(r"\W*\d{1,3}\W*", text))


def _is_note(element: HtmlElement, ends: Collection[HtmlElement], is_numbered: bool) -> bool:
    around = [
        element,
        *(
            box
            for box, _ in zip(
                element.iterancestors("li", "div", "section", "p", "dd", "ol", "aside"), range(LEVELS), strict=False
            )
        ),
    ]
    if any(inner in ends for inner in element.iter()):
        return True
    if any(box in ends for box in around if box.tag not in ("section", "ol")):
        return True
    named = any(_NAME.search(f"{box.get('class') or ''} {box.get('id') or ''}") for box in around)
    return named and bool(ends or is_numbered) and not _BACK.fullmatch(fold(element))


def _is_beside(element: HtmlElement) -> bool:
    return not {"sidenote", "marginnote", "margin-note", "side-note"}.isdisjoint((element.get("class") or "").split())


def _letters(element: HtmlElement) -> str:
    return re.sub(r"^[\W\d_]+|\W+", "", "".join(element.itertext())).casefold()
