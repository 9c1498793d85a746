"""What readability-lxml keeps of a page, asked twice: of the page as it is, and without what is named like boilerplate.

readability judges paragraphs and is eager to clean: headings, lists, tables, code and figures between the paragraphs it
keeps often go. So it is asked only which elements it keeps, by their marks; what to make of it is decided elsewhere.
"""

from __future__ import annotations

import copy
import logging
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree
from readability import Document
from readability.readability import REGEXES, Unparseable
from readability.readability import clean as readability_clean

from pressmark.archive.extraction.prepare import MARK, prune

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHORT = 255  # characters; readability looks for so many blanks in a row
MOST_REMEMBERED, LONGEST_REMEMBERED = 1_000, 50_000  # texts, and characters of each: a limit for the memory
_MARKS = re.compile(f' {MARK}="[0-9]+"')

logging.getLogger("readability").setLevel(logging.CRITICAL)  # it logs page text


def opinions_on(root: HtmlElement) -> tuple[frozenset[str], frozenset[str]]:
    """Return the marks of the elements readability keeps: of the whole page, and of the pruned one.

    Args:
        root: numbered by `prepare`; is not changed.
    """
    pruned = copy.deepcopy(root)
    prune(pruned)
    lengths: dict[str, int] = {}
    return _kept(root, lengths), _kept(pruned, lengths)


class _Kept(Document):  # type: ignore[misc]  # the library has no types
    """readability's verdict as the marks of the elements it keeps, instead of as HTML."""

    marks: tuple[str, ...] = ()

    def __init__(self, root: HtmlElement, lengths: dict[str, int]) -> None:
        super().__init__(root)  # the tree itself: read again, all below depth 256 would be lost
        self._lengths = lengths

    def remove_unlikely_candidates(self) -> None:
        """The library's, but each name is looked at once."""
        for elem in self.html.findall(".//*"):
            label = f"{elem.get('class', '')} {elem.get('id', '')}"
            if (
                _is_unlikely(label)
                and elem.tag not in ("html", "body")
                and not elem.xpath("ancestor-or-self::pre | ancestor-or-self::code")
                and not elem.xpath("descendant-or-self::main | descendant-or-self::article | descendant-or-self::math")
            ):
                elem.drop_tree()

    def get_link_density(self, elem: HtmlElement) -> float:
        """The library's, but each text is measured once: boxes in boxes, and both opinions, have the same."""
        links = sum(self._length(link.text_content()) for link in elem.iterfind(".//a"))
        return float(links) / max(self._length(elem.text_content()), 1)

    def _length(self, text: str) -> int:
        if len(text) < SHORT and not any(blank in text for blank in ("\n", "\t", "  ")):
            return len(text.strip())  # there is nothing else to clean
        if text in self._lengths:
            return self._lengths[text]
        length = len(readability_clean(text))
        if len(self._lengths) < MOST_REMEMBERED and len(text) <= LONGEST_REMEMBERED:
            self._lengths[text] = length
        return length

    def get_clean_html(self) -> str:
        root = self._html()
        self.marks = tuple(root.xpath(f"descendant-or-self::*/@{MARK}"))
        html: str = etree.tostring(root, encoding="unicode", method="html")
        return _MARKS.sub("", html)  # its length decides whether readability tries again, more leniently


@lru_cache(4_000)
def _is_unlikely(label: str) -> bool:
    return (
        len(label) > 1
        and REGEXES["unlikelyCandidatesRe"].search(label) is not None
        and not REGEXES["okMaybeItsACandidateRe"].search(label)
    )


def _kept(root: HtmlElement, lengths: dict[str, int]) -> frozenset[str]:
    document = _Kept(root, lengths)
    try:
        document.summary(html_partial=True)
    except (Unparseable, etree.LxmlError, ValueError):
        return frozenset()
    return frozenset(document.marks)
