"""From what a person left out of one page to rules that do the same for other pages of its site.

A block is found again in the page by what it says, and named by the id or class that it, or a box around it, has; no
name counts that something which stays has, too. Names with digits are passed over: many are made anew with each page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pressmark.archive.extraction import guard
from pressmark.archive.extraction.by_hand import extract_by_opinion, sorted_out
from pressmark.archive.extraction.parse import parse
from pressmark.archive.values import Hand, Opinion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

MOST_BOXES = 4  # around a block that may lend it their name
_NAME = re.compile(r"[A-Za-z][A-Za-z_-]{3,40}")
_SIDE_TAGS = ("aside", "nav", "footer", "form", "header")
_MAIN_TAGS = ("article", "main")


def make_rules(html: str, url: str, hand: dict[str, Any]) -> dict[str, Any]:
    """Return `rules`, pairs of name and value for a site's file, and `unnamed`, how many blocks have no name.

    Args:
        html: the decoded page.
        url: its final address.
        hand: what `Hand.to_plain` gives.

    Raises:
        TooLarge, NotReadable: as `extract` does.
    """
    guard.check(html)
    wish = Hand.from_plain(hand)
    body = extract_by_opinion(html, url, "", wish.opinion)["html"]
    kept_texts, dropped_texts = sorted_out(body, wish)
    root = parse(html, url)
    places = _places(root, {*kept_texts, *dropped_texts})
    kept = [places[text] for text in kept_texts if text in places]
    if not kept:
        return {"rules": [], "unnamed": len(dropped_texts)}
    rules: list[tuple[str, str]] = []
    box = _common_box(kept)
    if wish.opinion is not Opinion.OURS and (path := _path_of(root, box)):
        rules.append(("body", path))
    protected = {one for element in kept for one in (*element.iter(), *element.iterancestors())}
    unnamed = 0
    for text in dropped_texts:
        element = places.get(text)
        if element is None or element in protected or (rules and box not in element.iterancestors()):
            continue
        rule = _rule_against(root, element, protected)
        if rule is None:
            unnamed += 1
        elif rule not in rules:
            rules.append(rule)
    return {"rules": rules, "unnamed": unnamed}


def _places(root: HtmlElement, texts: set[str]) -> dict[str, HtmlElement]:
    """The outermost element that says just this, for each of the texts."""
    found: dict[str, HtmlElement] = {}
    longest = max(map(len, texts), default=0)
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in ("html", "body", "head", "script", "style"):
            said = "".join("".join(element.itertext()).split())
            if 0 < len(said) <= longest and said in texts:
                found.setdefault(said, element)
    return found


def _common_box(elements: list[HtmlElement]) -> HtmlElement:
    path = [*reversed(list(elements[0].iterancestors())), elements[0]]
    for element in elements[1:]:
        own = {element, *element.iterancestors()}
        while len(path) > 1 and path[-1] not in own:
            path.pop()
    return path[-1]


def _path_of(root: HtmlElement, box: HtmlElement) -> str:
    """XPath of the nearest box with a name of its own around all that stays; empty where there is none."""
    for one in (box, *box.iterancestors()):
        if one.tag in ("body", "html"):
            return ""
        paths = [f"//{one.tag}[@id='{name}']" for name in _names(one.get("id"))]
        paths += [f"//{one.tag}[contains(@class, '{name}')]" for name in _names(one.get("class"))]
        paths += [f"//{one.tag}"] if one.tag in _MAIN_TAGS else []
        for path in paths:
            if root.xpath(path) == [one]:
                return path
    return ""


def _rule_against(root: HtmlElement, element: HtmlElement, protected: set[HtmlElement]) -> tuple[str, str] | None:
    boxes = [element]
    for box in element.iterancestors():
        if box in protected or len(boxes) > MOST_BOXES:
            break
        boxes.append(box)
    for box in boxes:
        for name in _names(f"{box.get('id') or ''} {box.get('class') or ''}"):
            if not any(_has(one, name) for one in protected):
                return "strip_id_or_class", name
    for box in boxes:
        if box.tag in _SIDE_TAGS and not any(one in protected for one in root.iter(box.tag)):
            return "strip", f"//{box.tag}"
    return None


def _names(label: str | None) -> Iterator[str]:
    yield from (name for name in (label or "").split() if _NAME.fullmatch(name))


def _has(element: HtmlElement, name: str) -> bool:
    return isinstance(element.tag, str) and (name in (element.get("class") or "") or name in (element.get("id") or ""))
