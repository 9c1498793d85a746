"""Knows the small notices that sites put into their articles: adverts, shares, counts of comments, disclosures.

They look like paragraphs of the text, and stand among them, so only their words tell. Each kind was looked for in
pages of many sites, and is here only where its words were seldom the article's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressmark.archive.extraction.passages import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.html import HtmlElement

_LABEL = re.compile(
    r"^(?:advert(?:isement|ising)?|sponsored|share(?: this)?(?: article| story| post| page)?"
    r"(?: on| with)?:?"
    r"|share on \w+|follow us.{0,40}|read more:?|continue reading.{0,40}"
    r"|related(?: articles?| stories| posts| content)?:?"
    r"|subscribe.{0,60}|sign up.{0,80}|print|e-?mail|tweet|comments?|\d+ comments?|leave a comment|skip to .{0,30}"
    r"|loading\.*|loading \w{1,20}(?:\.{2,}|\u2026)|anzeige|werbung|publicité|publicidad|story continues below.{0,30}"
    r"|article continues (?:below|after).{0,30}|scroll to continue.{0,30}"
    r"|this slideshow requires javascript|(?:image|photo|picture|slide) \d{1,3} (?:of|/) \d{1,3}"
    r"|tell us what you think|like this (?:story|article|post)\?.{0,60}|\[[A-Z]{2,20}(?:_[A-Z]{2,20})+\]"
    r"|(?:last )?updated:?(?: (?:on|at))?\s.{0,12}\d.{0,30})\W*$",
    re.IGNORECASE,
)
_REACHING = re.compile(  # the author, or the site, elsewhere
    r"^(?:e-?mail|contact|reach|write to)\b.{3,80}@\w"
    r"|\bfollow (?:him|her|them|me|us|[A-Z]\w+(?: [A-Z]\w+)?)\b.{0,40}?\b(?:on|at|via)\b.{0,60}?"
    r"(?:twitter|facebook|instagram|linkedin|youtube|tiktok|threads|bluesky|mastodon|@\w)|^follow @\w+",
    re.IGNORECASE,
)
_EARNING = re.compile(
    r"\b(?:this|these|some|our|my|we|i)\b.{0,120}\b(?:affiliate (?:links?|commissions?|partners?|marketer)"
    r"|earn (?:an? )?(?:\w+ ){0,2}commissions?)"
    r"|^(?:affiliate )?disclosure:.{0,200}\b(?:affiliate|commission|sponsor\w*)"
    r"|^as an? (?:\w+ ){1,3}(?:associate|affiliate|marketer)\b",
    re.IGNORECASE | re.DOTALL,
)
MAX_LABEL = 160  # characters
MAX_REACHING = 300
MAX_EARNING = 450
MOST_EARNING = 2  # a text with more of them is about them
LAST = 0.75  # of the text stands before a paragraph that leads elsewhere
MOST_SHARE = 0.2  # of the text, that such paragraphs can be together
_BOXES = ("p", "div", "li", "span", "h2", "h3", "h4", "h5", "section", "a", "strong", "center")


def drop_notices(body: HtmlElement, code: Collection[HtmlElement]) -> None:
    """Take them out of a cut-out body. Changes the tree.

    Args:
        body: the article.
        code: the elements inside listings, where any word may be one of the program's.
    """
    for element in list(body.iter(*_BOXES)):
        if element is body or element.getparent() is None or element in code:
            continue
        text = _text(element)
        if text and len(text) <= MAX_LABEL and _LABEL.match(text) and element.find(".//img") is None:
            element.drop_tree()
    paragraphs = [(one, _text(one)) for one in _paragraphs(body) if one not in code]
    whole = sum(len(text) for _, text in paragraphs)
    reaching, earning, place = [], [], 0
    for one, text in paragraphs:
        if len(text) <= MAX_REACHING and place >= LAST * whole and _REACHING.search(text):
            reaching.append((one, text))
        elif len(text) <= MAX_EARNING and _EARNING.search(text):
            earning.append((one, text))
        place += len(text)
    found = reaching + (earning if len(earning) <= MOST_EARNING else [])
    if sum(len(text) for _, text in found) <= MOST_SHARE * whole:
        for one, _ in found:
            one.drop_tree()


def _paragraphs(body: HtmlElement) -> list[HtmlElement]:
    """The boxes that hold text, and no other box."""
    holders = {box for one in body.iter(*BLOCKS) for box in one.iterancestors()}
    return [one for one in body.iter("p", "div") if one is not body and one not in holders]


def _text(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())
