"""Knows the galleries that stand inside an article: of their captions none is a part of its text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from pressmark.archive.extraction.passages import Passage

MAX_CLIMB = 5  # boxes around a caption
MAX_LABEL = 500  # characters of class and id that are looked at
MOST_SHARE = 0.2  # of the text that is chosen; a longer gallery may be the article
_NAME = re.compile(r"gallery|slide-?show", re.IGNORECASE)
_PAGE = frozenset("html body main article".split())


def gallery_of(element: HtmlElement) -> HtmlElement | None:
    """The outermost box near by that is named as a gallery and holds pictures; None where there is none."""
    found = None
    boxes = (element, *(box for box, _ in zip(element.iterancestors(), range(MAX_CLIMB), strict=False)))
    for box in boxes:
        if box.tag in _PAGE:
            break
        if _is_named(f"{box.get('class') or ''} {box.get('id') or ''}"[:MAX_LABEL]):
            found = box
    return found if found is not None and next(found.iter("img"), None) is not None else None


@lru_cache(2_000)  # the same boxes are around many passages
def _is_named(label: str) -> bool:
    return _NAME.search(label) is not None


def captions_among(chosen: Iterable[Passage]) -> set[HtmlElement]:
    """Those of the chosen passages that stand in galleries, where these are a small part of the text."""
    inside: dict[HtmlElement, list[Passage]] = {}
    whole = 0
    for one in chosen:
        whole += len(one.text)
        if (box := gallery_of(one.element)) is not None:
            inside.setdefault(box, []).append(one)
    return {
        one.element
        for captions in inside.values()
        if sum(len(one.text) for one in captions) <= MOST_SHARE * whole
        for one in captions
    }
