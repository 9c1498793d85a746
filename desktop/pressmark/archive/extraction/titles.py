"""What an article is called: the heading that readers see, checked against what the page tells machines."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from pressmark.archive.extraction.structured import first_text
from pressmark.archive.urls import clean_text
from pressmark.archive.values import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

MAX_TITLE = 500  # characters; what is longer is no title
MAX_HEADINGS = 20
ALIKE = 0.3  # share of words that a heading has in common with the title it stands for
LEAST_WORDS = 4  # of a heading that is surely more than a name

_SEPARATORS = re.compile(r"\s+[|\u2013\u2014\u00b7\u2022\u00bb:-]\s+|\s+::\s+|\s*\|\s*")


def headline_in(root: HtmlElement) -> str:
    """The page's first-level heading, if there is just one that says something."""
    texts = [clean_text(one.text_content()) for one in root.iter("h1")]
    texts = [text for text in texts if 3 <= len(text) <= MAX_TITLE]
    for element in root.iter("h1", "h2"):
        if "headline" in (element.get("itemprop") or "").split():
            return clean_text(element.text_content())
    return texts[0] if len(set(texts)) == 1 else ""


def find_title(
    root: HtmlElement, metas: dict[str, str], articles: list[dict[str, Any]], headline: str, site: str
) -> tuple[str, Source]:
    """The heading that says most nearly what the page tells machines; else that, without the site's name."""
    element = root.find(".//head/title")
    shown = clean_text(element.text_content()) if element is not None else ""
    given = (
        (Source.OPEN_GRAPH, metas.get("og:title", "")),
        (Source.JSON_LD, first_text(articles, "headline")),
        (Source.META, metas.get("twitter:title", "")),
        (Source.PAGE, shown),
    )
    named = [(by, strip_site(text, site)) for by, one in given if one and (text := clean_text(unescape(one)))]
    offered = [text for _, text in named]
    headings = [headline, *(clean_text(one.text_content()) for one in root.iter("h1"))]
    headings = [strip_site(one, site) for one in headings if 3 <= len(one) <= MAX_TITLE]
    if not headings and not offered:  # however short it is, the page shows it above all else
        headings = [text for one in root.iter("h1") if (text := clean_text(one.text_content())[:MAX_TITLE])][:1]
    headings = [one for one in headings[:MAX_HEADINGS] if letters_of(one) != letters_of(site)]
    best = max(headings, key=lambda one: _likeness(one, offered), default="")
    is_named = any(
        letters_of(best) != letters_of(one) and letters_of(best) in letters_of(one)
        for one in offered
        if letters_of(best)
    )
    if is_named and len(best.split()) < LEAST_WORDS and len(best) * 2 < min(map(len, offered)):
        return offered[0][:MAX_TITLE], named[0][0]  # it is the name of a series or of the site
    if best and (not offered or _likeness(best, offered) >= ALIKE):
        return best[:MAX_TITLE], Source.PAGE
    return (offered[0][:MAX_TITLE], named[0][0]) if offered else (best[:MAX_TITLE], Source.PAGE)


def _likeness(heading: str, offered: Sequence[str]) -> float:
    own = set(re.findall(r"\w+", heading.casefold()))
    others = [set(re.findall(r"\w+", one.casefold())) for one in offered]
    return max((len(own & other) / max(1, min(len(own), len(other))) for other in others), default=0.0)


def strip_site(title: str, site: str) -> str:
    """The title without the site's name at its end or beginning."""
    parts = [part for part in _SEPARATORS.split(title) if part.strip()]
    if len(parts) < 2:
        return title
    name = letters_of(site)
    if name and letters_of(parts[-1]) and (letters_of(parts[-1]) in name or name in letters_of(parts[-1])):
        return title[: title.rindex(parts[-1])].rstrip(" |\u2013\u2014\u00b7\u2022\u00bb:-")
    if name and letters_of(parts[0]) == name:
        return title[title.index(parts[0]) + len(parts[0]) :].lstrip(" |\u2013\u2014\u00b7\u2022\u00bb:-")
    if "|" in title and len(parts[0].split()) >= 3 and len(parts[-1].split()) <= 4:
        return parts[0].strip()
    return title


def letters_of(text: str) -> str:
    """The letters and digits of a text, folded for comparing."""
    return re.sub(r"\W+", "", text).casefold()
