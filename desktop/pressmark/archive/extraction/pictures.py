"""Which pictures of a page belong to its text: those inside it, between its passages, and the one above the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.archive.extraction.galleries import gallery_of
from pressmark.archive.extraction.inlays import PLAYER

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lxml.html import HtmlElement

    from pressmark.archive.extraction.passages import Passage

MAX_LABEL = 20  # characters over a gallery of pictures
HEADINGS = frozenset("h2 h3 h4 h5 h6".split())


def pictures_of(page: HtmlElement, passages: Sequence[Passage], chosen: Collection[HtmlElement]) -> set[HtmlElement]:
    """The figures and pictures that belong to the chosen passages: inside, between, or above the first."""
    places = {element: place for place, element in enumerate(page.iter())}
    ours = [places[one.element] for one in passages if one.element in chosen]
    around: dict[HtmlElement, tuple[int, int]] = {}  # passages and chosen ones in each box
    captions: dict[HtmlElement, int] = {}  # passages that are captions or labels
    captioned: set[HtmlElement] = set()
    for one in passages:
        is_caption = _is_caption(one.element)
        for box in one.element.iterancestors() if is_caption or len(one.text) <= MAX_LABEL else ():
            captions[box] = captions.get(box, 0) + 1
            if is_caption:
                captioned.add(box)
        mine = int(one.element in chosen)
        for box in one.element.iterancestors():
            count, known = around.get(box, (0, 0))
            around[box] = (count + 1, known + mine)
    captioned.difference_update([box for box, (_, known) in around.items() if known])
    found: set[HtmlElement] = set()
    first, last = min(ours), max(ours)
    end = next(one.element for one in reversed(passages) if one.element in chosen)
    is_headed = end.tag in HEADINGS  # a heading that ends the text stands above something
    after = min((place for one in passages if (place := places[one.element]) > last), default=len(places))
    for image in page.iter("img", "hr", "figure"):
        if image.tag == "figure" and image.get("class") != PLAYER:
            continue
        frame = next((one for one in image.iterancestors("figure", "picture")), image)
        figure = next(image.iterancestors("figure"), None)
        is_captioned = figure is not None and around.get(figure, (0, 0))[1] > 0  # and its caption is ours
        if any(one in chosen for one in (frame, *frame.iterancestors())):
            continue
        place = places[frame]
        if place > last and (not is_headed or frame.getparent() is not end.getparent() or place > after):
            break
        box = next((one for one in frame.iterancestors() if one in around), None)
        is_gallery = figure is not None or box in captioned
        while box is not None and is_gallery and not around[box][1] and around[box][0] == captions.get(box, 0):
            frame = image  # nothing but pictures is in the box; the captions were not chosen
            box = next((one for one in box.iterancestors() if one in around), None)
        if box is None or not around[box][1]:
            continue
        if place > first or is_captioned or (frame.tag == "figure" and around[box][1] * 3 > around[box][0]):
            found.add(frame)
    return found


def _is_caption(element: HtmlElement) -> bool:
    """Whether it stands in a figure, or is named for what it is."""
    is_named = "caption" in (element.get("class") or "").lower()
    return is_named or next(element.iterancestors("figure"), None) is not None or gallery_of(element) is not None
