"""Does what was found on a page look like the whole article? If not, why, and would a browser's scripts help?

Judged on the page as it came and the text that was taken from it. Only an extraction that is short, or that the page
itself contradicts, is doubted: a long article may speak of cookies and subscriptions as much as it likes.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html

from pressmark.archive.errors import ArchiveError
from pressmark.archive.extraction import guard
from pressmark.archive.extraction.structured import articles_in, first_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement


class Lack(StrEnum):
    """What is missing, as the code of a `Failure`; NOTHING and SHORT are none."""

    NOTHING = ""
    SHORT = "short"  # which it may well be
    NEEDS_SCRIPTS = "needs-scripts"
    WALL = "wall"
    CUT = "cut"
    NOT_FOUND = "soft-404"

    @property
    def is_failure(self) -> bool:
        """Whether the person should know."""
        return self not in (Lack.NOTHING, Lack.SHORT)

    @property
    def asks_for_browser(self) -> bool:
        """Whether the same page may say more in a browser."""
        return self not in (Lack.NOTHING, Lack.NOT_FOUND)


SHORT = 900  # characters without spaces, some 180 words
FULLER = 1.4  # times the text: what the structured data must have more

_SCRIPTS_OFF = re.compile(
    r"(?:enable|activate|allow|turn on|switch on|requires?|needs?|without|please use)\s+(?:\w+\s+){0,3}java\s?script"
    r"|java\s?script\s+(?:\w+\s+){0,3}(?:disabled|required|enabled|turned off|deaktiviert|aktivieren|désactivé)"
    r"|(?:activ\w*|habilit\w*|включ\w*)\s+(?:\w+\s+){0,2}java\s?script|java\s?script\s*を有効",
    re.IGNORECASE,
)
WALL = re.compile(
    r"(?:accept|agree to|manage|reject)\s+(?:all\s+|the\s+|our\s+)?cookies"
    r"|we (?:and our partners )?(?:use|store)\s[^.]{0,40}cookies"
    r"|cookies?\s+(?:akzeptieren|zustimmen)|accepter (?:et|les) |before you continue"
    r"|(?:log|sign) ?in to (?:read|continue|view|your)|please (?:log|sign) in|create an? (?:free )?account"
    r"|are you (?:a robot|human)|verify (?:that )?you are (?:a )?human|checking your browser|unusual traffic"
    r"|turn off your ad ?blocker|access (?:is |to this page has been )?denied",
    re.IGNORECASE,
)
CUT = re.compile(
    r"(?:\.\.\.|\u2026|\[\u2026\]|read more|continue reading|keep reading|read the full (?:story|article)"
    r"|(?:subscribe|sign in|log in|register) to (?:read|continue|keep)[^.]{0,40}|already a subscriber\?.{0,40}"
    r"|(?:only )?for subscribers|weiterlesen|jetzt abonnieren|lire la suite|suscríbete[^.]{0,40})\W*$",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    r"^\W*(?:error\W*)?404\b"
    r"|(?:page|article|story|site|content)\s+(?:was |is |could |can )?(?:not|n['\u2019]t)\s+(?:be )?(?:found|available)"
    r"|page (?:does|doesn['\u2019]t)\s*(?:not )?exist|seite (?:wurde )?nicht gefunden|page introuvable"
    r"|página no encontrada|pagina non trovata|страница не найдена",
    re.IGNORECASE,
)
_PAID = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
_ROOTS = frozenset(
    "root app __next __nuxt ___gatsby react-root app-root main-app svelte ember-application q-app vue-app".split()
)
_UNSEEN = ("script", "style", "template", "noscript", "svg", "title")


def lack_of(html: str, text: str) -> Lack:
    """What is missing from a page's text.

    Args:
        html: the page as it came, decoded.
        text: what was extracted; empty where nothing was.
    """
    root = _parse(html)
    if root is None:
        return Lack.NOTHING
    size = _size(text)
    scripts = list(root.iter("script"))
    data = [one.text or "" for one in scripts if (one.get("type") or "").strip().lower() == "application/ld+json"]
    unseen = " ".join(" ".join(one.itertext()) for one in root.iter("noscript"))
    heading = " ".join(" ".join(one.itertext()) for one in root.iter("title", "h1"))
    shown = _shown(root)
    if size < SHORT and _NOT_FOUND.search(heading):
        return Lack.NOT_FOUND
    if _size(first_text(articles_in(data), "articleBody")) > max(size * FULLER, SHORT / 2):
        return Lack.CUT
    if size < SHORT and (_has_empty_root(root) or _SCRIPTS_OFF.search(f"{unseen} {shown[:5_000]}")) and scripts:
        return Lack.NEEDS_SCRIPTS
    if size < SHORT and (WALL.search(text) or (_asks_password(root) and _size(shown) < SHORT)):
        return Lack.WALL
    if CUT.search(text[-300:].rstrip()) or (size < 2 * SHORT and any(_PAID.search(one) for one in data)):
        return Lack.CUT
    if size < SHORT and len(scripts) > len(data):
        return Lack.SHORT if text else Lack.NEEDS_SCRIPTS
    return Lack.NOTHING


def _parse(html: str) -> HtmlElement | None:
    try:
        guard.check(html)
        parser = lxml_html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
        root: HtmlElement = lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (ArchiveError, etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root


def _size(text: str) -> int:
    """Characters without spaces; a Chinese one says as much as three others."""
    return sum(3 if "\u3040" <= one <= "\uffef" else 1 for one in text if not one.isspace())


def _shown(root: HtmlElement) -> str:
    """The page's text as far as the markup alone tells."""
    parts: list[str] = []
    stack: list[HtmlElement] = [root]
    while stack:
        element = stack.pop()
        if element.tail:
            parts.append(element.tail)
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            continue
        if element.text:
            parts.append(element.text)
        stack.extend(element)
    return " ".join(parts)


def _has_empty_root(root: HtmlElement) -> bool:
    """Whether the page is only the place where scripts put an application."""
    for element in root.iter("div", "main", "section", "app-root", "body"):
        name = (element.get("id") or "").strip().lower()
        if (name in _ROOTS or element.tag == "app-root") and _size(_shown(element)) < 200:
            return True
    return False


def _asks_password(root: HtmlElement) -> bool:
    return any((one.get("type") or "").lower() == "password" for one in root.iter("input"))
