"""How far an extraction can be trusted to be the whole article and nothing else, 0 to 1, and what speaks against it.

The judge's own expectation says most: no other thing that can be counted of a result foretells better how good it is.
What the page or the text itself admits comes on top of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressmark.archive.extraction.weights import link_share
from pressmark.archive.extraction.wholeness import CUT, WALL
from pressmark.archive.values import Doubt

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHORT = 600  # characters without spaces; a shorter text is often only the beginning of the article
WALLED = 1_000  # a longer text may speak of cookies as much as it likes
UNSURE = 0.85  # expectation below which two pages in five are really bad
MOST_LINKS = 0.25  # share of the text
LEAST_ORACLE = 400  # characters of structured data that can be an article
COVERED = 0.75  # share of the words of the structured data that must be there
_END = 300  # characters

_WEIGHT = {Doubt.CUT: 0.7, Doubt.WALL: 0.4}  # what is left of the score
_NO_PICTURE = ("img", "table", "pre", "a", "blockquote")  # what else a figure may hold


def quality(text: str, body: HtmlElement, expected: float, oracle: str) -> tuple[float, tuple[Doubt, ...]]:
    """Return the score of an extraction, and the reasons to doubt it, the gravest first.

    Args:
        text: what was extracted.
        body: the same as a tree.
        expected: how much of it the judge expects to be right.
        oracle: the article's text by structured data; empty where there is none.
    """
    if not text:
        return 0.0, (Doubt.TOO_SHORT,)
    characters = sum(map(len, text.split()))
    covered = _share_of(oracle, text) if len(oracle) > LEAST_ORACLE else 1.0
    is_found = {
        Doubt.WALL: characters < WALLED and bool(WALL.search(text)),
        Doubt.CUT: bool(CUT.search(text[-_END:].rstrip())),
        Doubt.INCOMPLETE: covered < COVERED,
        Doubt.TOO_SHORT: characters < SHORT,
        Doubt.PICTURES_MISSING: any(map(_lost_its_picture, body.iter("figure"))),
        Doubt.UNSURE: expected < UNSURE,
    }
    score = expected * (1.0 - 0.6 * max(0.0, link_share(body) - MOST_LINKS))
    score *= 0.6 + 0.4 * min(1.0, 2 * characters / SHORT)
    score *= 0.5 + 0.5 * covered
    for doubt, weight in _WEIGHT.items():
        score *= weight if is_found[doubt] else 1.0
    return round(min(1.0, max(0.0, score)), 3), tuple(doubt for doubt, is_so in is_found.items() if is_so)


def _share_of(oracle: str, text: str) -> float:
    words = set(re.findall(r"\w+", oracle.casefold()))
    return len(words & set(re.findall(r"\w+", text.casefold()))) / len(words) if words else 1.0


def _lost_its_picture(figure: HtmlElement) -> bool:
    """Whether only the caption is left of it."""
    return figure.find(".//figcaption") is not None and next(figure.iter(*_NO_PICTURE), None) is None
