"""The text of clean HTML: what is searched, counted and quoted.

The same HTML always gives the same text, so that an offset into it goes on pointing at the same word.
"""

from __future__ import annotations

import re

from lxml import html as lxml_html
from lxml.etree import ParserError

_BLOCKS = frozenset(
    (
        "address article aside blockquote body caption dd details div dl dt figcaption figure footer h1 "
        "h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody td tfoot th thead tr ul"
    ).split()
)
_SKIPPED = frozenset({"script", "style", "template", "head", "title"})
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")  # a no-break space is the author's and stays
_AROUND_BREAK = re.compile(r" *\n *")
_BREAKS = re.compile(r"\n{3,}")


def text_of(html: str) -> str:
    """Return the text of an HTML fragment, a blank line between blocks, no blanks at the ends of lines.

    Args:
        html: a fragment; any string is taken.
    """
    if not html.strip():
        return ""
    try:
        root = lxml_html.fragment_fromstring(html, create_parent="div", parser=lxml_html.HTMLParser(huge_tree=True))
    except (ParserError, ValueError):
        return ""
    return element_text(root)


def element_text(root: lxml_html.HtmlElement) -> str:
    """Return the text of an element, as `text_of` does; its tail is left out."""
    parts: list[str] = []
    in_pre = 0
    stack: list[tuple[lxml_html.HtmlElement, bool]] = [(root, False)]
    while stack:  # not recursive: pages nest deeper than Python likes
        node, is_leaving = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if is_leaving:
            in_pre -= tag == "pre"
            if tag in _BLOCKS:
                parts.append("\n\n")
        elif not tag or tag in _SKIPPED:
            pass
        else:
            in_pre += tag == "pre"
            if tag == "br":
                parts.append("\n")
            elif tag in _BLOCKS:
                parts.append("\n\n")
            if node.text:
                parts.append(_kept(node.text, in_pre))
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node))
            continue
        if node is not root and node.tail:
            parts.append(_kept(node.tail, in_pre))
    text = _AROUND_BREAK.sub("\n", "".join(parts))
    return _BREAKS.sub("\n\n", text).replace(_SPACE, " ").strip("\n ")


_SPACE = "\ue000"  # stands for a blank of preformatted text while the others are folded


def _kept(text: str, in_pre: int) -> str:
    if in_pre:
        return text.replace("\r\n", "\n").replace("\t", "    ").replace(" ", _SPACE)
    return _BLANKS.sub(" ", text)
