"""What readability-lxml keeps of a page, asked twice: of the page as it is, and without what is named like boilerplate.

readability judges paragraphs and is eager to clean: headings, lists, tables, code and figures between the paragraphs it
keeps often go. So it is asked only which elements it keeps, by their marks; what to make of it is decided elsewhere.
"""

from __future__ import annotations

import copy
import logging
import re
from typing import TYPE_CHECKING

from lxml import etree
from readability import Document
from readability.readability import Unparseable

from pressmark.archive.extraction.prepare import MARK, prune

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARKS = re.compile(f' {MARK}="[0-9]+"')

logging.getLogger("readability").setLevel(logging.CRITICAL)  # it logs page text


def opinions_on(root: HtmlElement) -> tuple[frozenset[str], frozenset[str]]:
    """Return the marks of the elements readability keeps: of the whole page, and of the pruned one.

    Args:
        root: numbered by `prepare`; is not changed.
    """
    pruned = copy.deepcopy(root)
    prune(pruned)
    return _kept(root), _kept(pruned)


class _Kept(Document):  # type: ignore[misc]  # the library has no types
    """readability's verdict as the marks of the elements it keeps, instead of as HTML."""

    marks: tuple[str, ...] = ()

    def get_clean_html(self) -> str:
        root = self._html()
        self.marks = tuple(root.xpath(f"descendant-or-self::*/@{MARK}"))
        html: str = etree.tostring(root, encoding="unicode", method="html")
        return _MARKS.sub("", html)  # its length decides whether readability tries again, more leniently


def _kept(root: HtmlElement) -> frozenset[str]:
    document = _Kept(root)  # the tree itself: read again, all below depth 256 would be lost
    try:
        document.summary(html_partial=True)
    except (Unparseable, etree.LxmlError, ValueError):
        return frozenset()
    return frozenset(document.marks)
