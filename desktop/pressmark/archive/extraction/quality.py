"""How far an extraction can be trusted to be the whole article and nothing else, 0 to 1."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressmark.archive.extraction.weights import link_share

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHORT = 600  # characters; a shorter text is often only the beginning of the article
_CUT = re.compile(
    r"(?:\.\.\.|\u2026|\[\u2026\]|read more|continue reading|subscribe to (?:read|continue)"
    r"|sign in to (?:read|continue)|already a subscriber|weiterlesen|lire la suite)\W*$",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"enable javascript|turn off your ad ?blocker|accept (?:all )?cookies|are you a robot|access denied", re.IGNORECASE
)


def quality(text: str, body: HtmlElement, expected: float, oracle: str) -> float:
    """Return the score of an extraction.

    Args:
        text: what was extracted.
        body: the same as a tree.
        expected: how much of it the judge expects to be right.
        oracle: the article's text by structured data; empty where there is none.
    """
    if not text:
        return 0.0
    characters = len(re.sub(r"\s+", "", text))
    score = expected * (1.0 - 0.6 * max(0.0, link_share(body) - 0.25))
    score *= 0.6 + 0.4 * min(1.0, characters / SHORT)
    if _CUT.search(text[-200:]):
        score *= 0.7
    if characters < 1_000 and _WALL.search(text):
        score *= 0.4
    if len(oracle) > 400:
        score *= 0.5 + 0.5 * _overlap(text, oracle)
    return round(min(1.0, max(0.0, score)), 3)


def _overlap(text: str, oracle: str) -> float:
    words = set(re.findall(r"\w+", oracle.casefold()))
    return len(words & set(re.findall(r"\w+", text.casefold()))) / len(words) if words else 1.0
