"""Takes out of a body what leads about the page and is no text: contents, breadcrumbs, ways back, marks on headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LEAST_CONTENTS = 3  # entries
MOST_BESIDE = 0.2  # share of a table of contents that is not links
MAX_CRUMBS = 8
MAX_CRUMB = 80  # characters
_MARKS = re.compile(r"[#\u00b6\u00a7\u2021\u221e\U0001f517\s]*|(?:perma)?link|edit", re.IGNORECASE)
_BACK = re.compile(r"^\s*(?:[\u2190\u00ab\u2039\u27f5]|<-)\s*\S.{0,40}$")


def drop_signposts(body: HtmlElement) -> None:
    """Remove them from a cut-out body. Changes the tree."""
    _free_headings(body)
    _drop_contents(body)
    _drop_breadcrumbs(body)
    for link in [*list(body.iter("a"))[:1], *list(body.iter("a"))[-1:]]:
        _drop_way_back(link, body)


def _free_headings(body: HtmlElement) -> None:
    """A heading is no link to itself."""
    for heading in body.iter(*HEADINGS):
        around = next(heading.iterancestors("a"), None)
        for link in [*heading.iter("a"), *([around] if around is not None and around is not body else [])]:
            if (link.get("href") or "").startswith("#") or not link.get("href"):
                if _MARKS.fullmatch(link.text_content()) and link.find(".//img") is None:
                    _keep_place(link, heading)
                    link.drop_tree()
                else:
                    _keep_place(link, heading)
                    link.drop_tag()


def _keep_place(link: HtmlElement, heading: HtmlElement) -> None:
    name = link.get("id") or link.get("name")
    if name and not heading.get("id"):
        heading.set("id", name)


def _drop_contents(body: HtmlElement) -> None:
    headed = {one.get("id") for heading in body.iter(*HEADINGS) for one in (heading, *heading.iterdescendants())}
    headed |= {box.get("id") for box in body.iter("section", "div") if len(box) and box[0].tag in HEADINGS}
    headed.discard(None)
    for element in list(body.iter("ul", "ol")):
        if element.getparent() is None or element is body or next(element.iterancestors("ul", "ol"), None) is not None:
            continue
        links = list(element.iter("a"))
        inside = [one for one in links if (one.get("href") or "").startswith("#")]
        known = [one for one in inside if (one.get("href") or "")[1:] in headed]
        whole = len(_text(element))
        if len(known) < LEAST_CONTENTS or len(known) * 2 < len(links) or len(inside) < len(links):
            continue
        if whole - sum(len(_text(one)) for one in links) <= whole * MOST_BESIDE:
            _drop_with_title(element)


def _drop_with_title(contents: HtmlElement) -> None:
    before, after = contents.getprevious(), contents.getnext()
    if before is not None and before.tag == "hr" and after is not None and after.tag == "hr":
        before.drop_tree()
        after.drop_tree()
    elif before is not None and before.tag in HEADINGS and after is not None and after.tag in HEADINGS:
        before.drop_tree()  # it stands above nothing else
    contents.drop_tree()


def _drop_breadcrumbs(body: HtmlElement) -> None:
    """A list before all text that leads from the site's first page to here."""
    for element in body.iter():
        if element.tag in ("ul", "ol"):
            entries = [one for one in element if one.tag == "li"]
            links = [next(one.iter("a"), None) for one in entries]
            is_short = all(len(_text(one)) <= MAX_CRUMB for one in entries)
            is_led = all(link is not None for link in links[:-1]) and 2 <= len(entries) <= MAX_CRUMBS
            first = links[0] if links else None
            if is_short and is_led and first is not None and _is_first_page(first.get("href") or ""):
                element.drop_tree()
            return
        if element is not body and (element.text or "").strip():
            return


def _is_first_page(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.netloc) and parts.path in ("", "/") and not parts.query


def _drop_way_back(link: HtmlElement, body: HtmlElement) -> None:
    """`\u2190 back` above or below the text."""
    if not _BACK.match(link.text_content()):
        return
    box = link
    for outer in link.iterancestors():
        if outer is body or _text(outer) != _text(link):
            break
        box = outer
    place, whole = _text(body), _text(box)
    if place.startswith(whole) or place.endswith(whole):
        box.drop_tree()


def _text(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())
