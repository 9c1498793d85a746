"""Who wrote an article: people, as the page names them for machines or readers; never its buttons or its software."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pressmark.archive.extraction.structured import names_in
from pressmark.archive.urls import clean_text
from pressmark.archive.values import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

MAX_BYLINE = 200  # characters
MAX_NAMES = 6
MAX_PIECES = 8  # of a byline
_METAS = ("author", "parsely-author", "sailthru.author", "dc.creator", "byl", "citation_author", "article:author")
_BY = re.compile(
    r"^(?:(?:(?:article|story|recipe|post|words|text|photos?|report(?:ed)?|review(?:ed)?|written|posted|published|authored"
    r"|created|contributed)\s+)?(?:by|von|par|por|di|door|av|af)\b[:\s]*|(?:the\s+)?authors?\b[:\s]*"
    r"|written by|by(?=[A-Z]))",
    re.IGNORECASE,
)
_CAPITAL_BY = re.compile(
    r"^(?:(?:Written|Posted|Authored|Published|Article|Story|Words|Text)\s+)?[Bb][Yy](?=[A-Z][a-z])"
)
_NOT_A_NAME = re.compile(
    r"\b(?:share|follow|subscribe|comments?|min(?:ute)?s? read|updated|published|https?|www|admin(?:istrator)?|posted"
    r"|sign in|view all|more by|copy link|print|e-?mail|see more|read more|learn more|bio"
    r"|reviewed|edited|fact[- ]checked|last|categor(?:y|ies)|home|menu|search|login|table of contents"
    r"|undefined|null|unknown|wordpress|n/a)\b"
    r"|@|\d{4}|[{}<>\[\]]|facebook\.com|twitter\.com|^\w+\.\w+[.\w]*$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:writer|editor|author|reporter|journalist|correspondent|founder|co-founder|ceo|manager|director|specialist"
    r"|contributor|contributing|columnist|staff|expert|head of|lead|professor|consultant|officer|producer|engineer)\b",
    re.IGNORECASE,
)
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|by-line|author|authors|article-author|post-author|entry-author|author-name|writer"
    r"|contributor)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Mr|Mrs|Ms)\.?\s+)?[^\W\d_][\w'\u2019.-]*(?:\s+(?:[^\W\d_][\w'\u2019.-]*|de|van|von|der|la|di|el|al)){0,4}"
)
_JOINERS = re.compile(r"\s*(?:,|;|&|\||\u00b7|\u2022|\band\b|\bund\b|\bet\b)\s*")
_LOOKED_AT = ("a", "span", "div", "p", "address", "cite", "strong", "h3", "h4", "h5", "li", "section")


def find_byline(
    root: HtmlElement, metas: dict[str, str], articles: list[dict[str, Any]], site: str, around: Sequence[str]
) -> tuple[str, Source]:
    """Return who wrote it, names joined by commas, and where that is said; empty where the page does not say.

    Args:
        root: the parsed page.
        metas: its meta tags by name.
        articles: its structured data.
        site: the site's name, which is an author only where nobody else is.
        around: the short texts around the headline.
    """
    given = _people(name for one in articles for name in names_in(one.get("author")))
    named = next((good for key in _METAS if (good := _people([metas.get(key, "")]))), [])
    sure = [name for name in given or named if _is_person(name, site)]
    if not sure:
        sure = [name for name in named if _is_person(name, site)]
    seen = [] if sure else _visible(root) or _after_by(around)
    names = sure or seen or given or named
    source = Source.PAGE if names is seen or not names else Source.JSON_LD if names[0] in given else Source.META
    return ", ".join(names[:MAX_NAMES])[:MAX_BYLINE], source


def _people(names: Iterable[str]) -> list[str]:
    good: dict[str, str] = {}
    for value in names:
        name = _without_by(clean_text(value))
        if 2 <= len(name) <= 100 and not _NOT_A_NAME.search(name) and len(name.split()) <= 12:
            good.setdefault(name.casefold(), name)
    return list(good.values())


def _without_by(text: str) -> str:
    text = _CAPITAL_BY.sub("", text)
    return _BY.sub("", text).strip(" ,;|\u00b7\u2022-:")


def _is_person(name: str, site: str) -> bool:
    """Whether it can be one: not the site's own name, nor what someone types to log in."""
    key, own = re.sub(r"\W+", "", name).casefold(), re.sub(r"\W+", "", site).casefold()
    is_site = bool(own) and (key in own or own in key)
    is_login = " " not in name and name == name.lower()
    return not is_site and not is_login


def _visible(root: HtmlElement) -> list[str]:
    for element in root.iter(*_LOOKED_AT):
        rel, prop = (element.get("rel") or "").split(), (element.get("itemprop") or "").split()
        label = _CAMEL.sub("-", f"{element.get('class') or ''} {element.get('id') or ''}")
        if "author" not in rel and "author" not in prop and not _BYLINE_CLASS.search(label):
            continue
        inner = next((one for one in element.iter("a", "span") if "name" in (one.get("itemprop") or "")), element)
        pieces = [text for piece in inner.itertext() if (text := clean_text(piece))]
        if pieces and sum(map(len, pieces)) <= 2 * MAX_BYLINE and (found := _names_among(pieces)):
            return found
    return []


def _after_by(around: Sequence[str]) -> list[str]:
    for place, text in enumerate(around):
        if _BY.match(text) and (found := _names_among(around[place : place + 3])):
            return found
    return []


def _names_among(pieces: Sequence[str]) -> list[str]:
    """The names that a byline's pieces begin with; roles, dates and buttons after them are left out."""
    found: list[str] = []
    is_awaited = True  # at the beginning, and after a joining word
    for piece in pieces[:MAX_PIECES]:
        if _JOINERS.fullmatch(piece):
            is_awaited = True
            continue
        joined = _JOINERS.match(piece)
        if found and not is_awaited and not joined:
            break
        parts = [part.strip() for part in _JOINERS.split(_without_by(piece))]
        names = [name for name in parts if name and _is_name(name)]
        if found and not names:
            break
        found += [name for name in names if name not in found]
        is_awaited = not found or piece.rstrip().endswith((",", "&", " and"))
    return found[:MAX_NAMES]


def _is_name(text: str) -> bool:
    words = text.split()
    has_capitals = text[:1].isupper() or not text[:1].isascii()
    return (
        2 <= len(text) <= 50
        and len(words) <= 5
        and has_capitals
        and bool(_NAME.fullmatch(text))
        and not _NOT_A_NAME.search(text)
        and not _ROLE.search(text)
        and sum(word[:1].isupper() for word in words) * 2 >= len(words)
    )
