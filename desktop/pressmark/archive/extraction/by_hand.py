"""An extraction as a person wants it: by another opinion, without certain blocks, from where the article begins.

A block is what stands on its own in a text: a paragraph, a heading, a list, a figure. It is known by what it says, so
that a wish survives another version of the extractor.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lxml import etree
from lxml import html as lxml_html
from readability import Document
from readability.readability import Unparseable

from pressmark.archive.errors import NotReadable
from pressmark.archive.extraction import guard
from pressmark.archive.extraction.clean import clean, clean_local
from pressmark.archive.extraction.extract import extract, picture_addresses, read_page
from pressmark.archive.extraction.language import language_of
from pressmark.archive.extraction.prepare import MARK
from pressmark.archive.extraction.text import element_text, text_of
from pressmark.archive.urls import clean_text
from pressmark.archive.values import Extraction, Hand, Opinion, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

BLOCK = "data-block"
EXCERPT = 280  # characters
OTHER_QUALITY = 0.5  # of an opinion that nobody judged
VOUCHED = 0.8  # the least quality of what a person made
_BOXES = frozenset("div section article body".split())
_OUTER = re.compile(r"^\s*<div>(.*)</div>\s*$", re.DOTALL)


def extract_by_opinion(html: str, url: str, name: str, opinion: str) -> dict[str, Any]:
    """Extract a page by another opinion than ours; the result is that of `extract_to_json`.

    Args:
        html: the decoded page.
        url: its final address.
        name: the file's name where there is one, for a title of last resort.
        opinion: one of `Opinion`.

    Raises:
        TooLarge, NotReadable: as `extract` does.
    """
    page = Page(url, html)
    if opinion == Opinion.OURS:
        return extract(page).to_plain()
    guard.check(html)
    root, prepared, facts, _named_by_rule = read_page(html, url)
    body = _readability(root) if opinion == Opinion.READABILITY else _written(prepared)
    try:
        ours = extract(page)
    except NotReadable:
        ours = Extraction(facts.title or clean_text(name) or url, facts.standfirst, facts.byline, facts.site)
    theirs = replace(ours, html=_without_headline(clean(body), ours.title), quality=OTHER_QUALITY)
    return shaped(theirs.to_plain(), Hand())


def shaped(found: dict[str, Any], hand: Hand) -> dict[str, Any]:
    """Leave out what a person wants left out; all that follows from the text follows.

    Raises:
        NotReadable: `no-text`, nothing would be left.
    """
    extraction = Extraction.from_plain(found)
    root = _tree(extraction.html)
    for block, stays in _judged(root, hand):
        if not stays:
            _drop(block, root)
    html = clean(_OUTER.sub(r"\1", _written(root)))
    text = text_of(html)
    if not text:
        raise NotReadable(code="no-text")
    pictures = picture_addresses(html)
    result = replace(
        extraction,
        html=html,
        text=text,
        excerpt=clean_text(text[: 3 * EXCERPT])[:EXCERPT],
        language=language_of(extraction.language, text),
        pictures=pictures,
        lead_image=extraction.lead_image if extraction.lead_image in pictures else next(iter(pictures), ""),
        quality=extraction.quality if hand == Hand() else max(extraction.quality, VOUCHED),
        doubts=() if hand != Hand() else extraction.doubts,
    )
    return result.to_plain()


def sorted_out(html: str, hand: Hand) -> tuple[list[str], list[str]]:
    """What the blocks of a body say that a person keeps, and what those say that are left out; without blanks."""
    kept: list[str] = []
    dropped: list[str] = []
    for block, stays in _judged(_tree(html), hand):
        if said := "".join("".join(block.itertext()).split()):
            (kept if stays else dropped).append(said)
    return kept, dropped


def with_blocks(html: str) -> str:
    """Return a clean local body whose blocks carry their names in `data-block`, for a page that shows them."""
    root = _tree(clean_local(html))
    for name, block in list(_named(root)):
        block.set(BLOCK, name)
    return _OUTER.sub(r"\1", _written(root))


def _judged(root: HtmlElement, hand: Hand) -> list[tuple[HtmlElement, bool]]:
    """Each block, with whether it stays."""
    blocks = list(_named(root))
    names = [name for name, _block in blocks]
    first = names.index(hand.begins) if hand.begins in names else 0
    last = names.index(hand.ends) if hand.ends in names else len(names) - 1
    return [(block, name not in hand.removed and first <= place <= last) for place, (name, block) in enumerate(blocks)]


def _named(root: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    seen: Counter[str] = Counter()
    for block in list(_blocks(root)):
        alts = " ".join(image.get("alt") or "" for image in block.iter("img"))
        said = " ".join(f"{block.tag} {element_text(block)} {alts}".split())
        seen[said] += 1
        yield hashlib.sha256(f"{seen[said]} {said}".encode("utf-8", "replace")).hexdigest()[:16], block


def _blocks(box: HtmlElement) -> Iterator[HtmlElement]:
    for child in box:
        if not isinstance(child.tag, str):
            continue
        is_box = child.tag in _BOXES and len(child) > 0 and not (child.text or "").strip()
        if is_box:
            yield from _blocks(child)
        else:
            yield child


def _drop(block: HtmlElement, root: HtmlElement) -> None:
    """Remove a block, and the boxes that are empty without it."""
    box = block.getparent()
    block.drop_tree()
    while box is not None and box is not root and len(box) == 0 and not (box.text or "").strip():
        box, empty = box.getparent(), box
        empty.drop_tree()


def _without_headline(html: str, title: str) -> str:
    root = _tree(html)
    for heading in root.iter("h1", "h2"):
        if " ".join(element_text(heading).split()).casefold() == title.casefold():
            _drop(heading, root)
            break
    return _OUTER.sub(r"\1", _written(root))


def _readability(root: HtmlElement) -> str:
    try:
        return str(Document(root).summary(html_partial=True))
    except (Unparseable, etree.LxmlError, ValueError) as error:
        raise NotReadable(code="no-text") from error


def _tree(html: str) -> HtmlElement:
    parser = lxml_html.HTMLParser(huge_tree=True)
    return lxml_html.fragment_fromstring(html, create_parent="div", parser=parser)


def _written(element: HtmlElement) -> str:
    for one in element.iter():
        if isinstance(one.tag, str):
            one.attrib.pop(MARK, None)
    html: str = lxml_html.tostring(element, encoding="unicode", with_tail=False)
    return html
