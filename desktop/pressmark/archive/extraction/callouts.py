"""Notes, hints and warnings in boxes of their own: kept as quotations that begin with their title.

Documentation systems, Obsidian, GitHub and Bootstrap each have a name for such a box; without its frame its text would
run into the article's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import html as lxml_html

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BOXES = ("div", "aside", "section", "details")
_KINDS = frozenset(["admonition", "callout", "markdown-alert", "custom-block"])
_BOOTSTRAP = re.compile(r"(?:^|\s)alert-(?:primary|secondary|success|danger|warning|info|light|dark)(?=\s|$)")
_TITLE = re.compile(r"(?:^|[\s_-])(?:title|heading|header)(?=[\s_-]|$)", re.IGNORECASE)
_FOLDED = re.compile(r"display\s*:\s*none\s*;?", re.IGNORECASE)
MAX_TITLE = 160  # characters


def is_callout(element: HtmlElement) -> bool:
    """Whether its name says that it sets a note apart."""
    if element.tag not in _BOXES:
        return False
    label = element.get("class") or ""
    names = set(label.lower().split())
    return not _KINDS.isdisjoint(names) or ("alert" in names and bool(_BOOTSTRAP.search(label)))


def unfold(root: HtmlElement) -> None:
    """Show what is folded away in a callout until a reader asks for it. Changes the tree."""
    for box in root.iter(*_BOXES):
        if is_callout(box):
            for inner in box.iterdescendants("div", "p", "section"):
                if style := inner.get("style"):
                    inner.set("style", _FOLDED.sub("", style))


def title_of(box: HtmlElement) -> HtmlElement | None:
    """The element that names a callout."""
    for one in box.iterdescendants("p", "div", "span", "strong", "summary", "h2", "h3", "h4", "h5", "h6"):
        if (one.tag == "summary" or _TITLE.search(one.get("class") or "")) and one.text_content().strip():
            return one if len(one.text_content()) <= MAX_TITLE else None
    return None


def quote_callouts(body: HtmlElement) -> None:
    """Make quotations of the callouts in a cut-out body. Changes the tree."""
    for box in [one for one in body.iter(*_BOXES) if one is not body and is_callout(one)]:
        title = title_of(box)
        if title is not None and (parent := title.getparent()) is not None:
            line, strong = lxml_html.Element("p"), lxml_html.Element("strong")
            strong.text = " ".join(title.text_content().split())
            line.append(strong)
            line.tail = title.tail
            parent.replace(title, line)
        box.tag = "blockquote"
