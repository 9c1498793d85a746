"""How much text an element has, counted without building it again for each question."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def text_weight(element: HtmlElement) -> int:
    """The characters of an element's text, blanks left out."""
    text: str = element.text_content()
    return len(text) - text.count(" ") - text.count("\n")


def link_share(element: HtmlElement) -> float:
    """How much of an element's text is links, 0 to 1; 1 where it has no text."""
    whole = text_weight(element)
    return sum(text_weight(link) for link in element.iter("a")) / whole if whole else 1.0
