"""Code as its author wrote it: without the line numbers that a page sets beside it, each line on its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NUMBER_NAME = re.compile(
    r"(?:^|[\s_-])(?:line-?no|line-?nos|line-?num|line-?numbers?|ln|lnt|lnos|gutter|blob-num|hljs-ln-numbers"
    r"|linenodiv|rouge-gutter)(?=[\s_-]|$)",
    re.IGNORECASE,
)
_UNSELECTABLE = re.compile(r"user-select\s*:\s*none", re.IGNORECASE)
_UNSELECTABLE_NAME = re.compile(r"(?:^|\s)select-none(?=\s|$)")
_NUMBERS = re.compile(r"[\s\d]*")
_LINES = ("div", "p", "li", "tr")
MAX_NUMBERS = 200_000  # characters of a column of numbers


def settle_listings(root: HtmlElement) -> None:
    """Take line numbers away and make line breaks of what only looks like them. Changes the tree."""
    for cell in list(root.iter("td", "th")):
        if cell.find(".//pre") is not None and _is_numbering(cell):
            cell.drop_tree()
    for pre in list(root.iter("pre")):
        if pre.getparent() is None:
            continue
        for element in list(pre.iter("span", "div", "a", "td", "code", "em", "i", "b")):
            if element.getparent() is not None and _is_numbering(element):
                element.drop_tree()
        _break_lines(pre)


def _is_numbering(element: HtmlElement) -> bool:
    """Whether it is named or made as line numbers are, and holds nothing else."""
    label = element.get("class") or ""
    is_named = _NUMBER_NAME.search(label) or _UNSELECTABLE_NAME.search(label)
    if not is_named and not _UNSELECTABLE.search(element.get("style") or ""):
        return False
    text = "".join(element.itertext())
    return len(text) < MAX_NUMBERS and any(map(str.isdigit, text)) and bool(_NUMBERS.fullmatch(text))


def _break_lines(pre: HtmlElement) -> None:
    for line in list(pre.iter("br")):
        line.tail = "\n" + (line.tail or "")
        line.drop_tag()
    lines = [one for one in pre.iter(*_LINES) if next(one.iterdescendants(*_LINES), None) is None]
    for line in lines:
        is_ended = "".join(line.itertext()).endswith("\n") or (line.tail or "").startswith("\n")
        if not is_ended and line is not lines[-1]:
            line.tail = "\n" + (line.tail or "")
    for box in list(pre.iterdescendants(*_LINES, "ul", "ol", "table", "tbody", "td")):
        box.drop_tag()
