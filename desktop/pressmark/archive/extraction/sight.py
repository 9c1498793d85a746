"""What is counted of each passage of a page before anything else, for all that is asked about it later."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pressmark.archive.extraction.prepare import MARK

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lxml.html import HtmlElement

    from pressmark.archive.extraction.passages import Passage

Numbers: TypeAlias = NDArray[Any]  # one for each passage

LEAST_PROSE = 10  # words
MOST_LINKS = 0.35  # share of links in running text
_WORD = re.compile(r"\w+")
_COMMON = frozenset(
    (
        "the of and to a in is that it for was on with as are at this be by from have an or not but they he she his her"
        " we you i had has were which their if will can would there what all der die das und ist nicht ein eine zu den"
        " mit von auf für im dem des sich auch le la les de des et un une est que qui dans pour sur pas au du en ce il"
        " el los las y que una por con para del se no su lo al di che e il per non si sono da della het een van op te"
        " dat niet zijn voor och att som på det är och ikke og til av på не на что и в с по как"
    ).split()
)


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """A page's passages, each array with a value for each of them.

    Attributes:
        passages: in their order.
        words: of each, folded for comparing.
        size: how many words it has.
        links: the share of links in its text.
        common: the share of words that are common in some language.
        prose: its words where it is running text, else 0.
        kept: whether readability keeps it, for each of the opinions.
    """

    passages: Sequence[Passage]
    words: Sequence[list[str]]
    size: Numbers
    links: Numbers
    common: Numbers
    prose: Numbers
    kept: tuple[Numbers, ...]

    @property
    def whole(self) -> float:
        """The words of the page, at least 1."""
        return max(1.0, float(self.size.sum()))

    @property
    def all_prose(self) -> float:
        """The running text of the page, at least 1."""
        return max(1.0, float(self.prose.sum()))


def sight_of(passages: Sequence[Passage], opinions: Sequence[Collection[str]]) -> Sight:
    """Count the words, links and running text of passages, and see which of them readability keeps."""
    words = [words_of(one.text) for one in passages]
    size = np.array([len(one) for one in words], np.float32)
    links = np.array([one.link_characters / len(one.text) for one in passages], np.float32)
    kept = tuple(np.array([_is_kept(one.element, marks) for one in passages], np.float32) for marks in opinions)
    common = np.array([sum(word in _COMMON for word in one) / max(1, len(one)) for one in words], np.float32)
    is_prose = (size >= LEAST_PROSE) & (links < MOST_LINKS)
    prose = (size * is_prose * (0.3 + (common > 0.15))).astype(np.float32)
    return Sight(passages, words, size, links, common, prose, kept)


def words_of(text: str) -> list[str]:
    """The words of a text, folded for comparing."""
    return _WORD.findall(text.casefold())


def small(text: str) -> str:
    """A text in small letters, as `re.IGNORECASE` takes them, of the same length.

    To look in it for small words is twice as fast as to ignore case.
    """
    return text.replace("\u0130", "i").lower().replace("\u0131", "i").replace("\u017f", "s")


def _is_kept(element: HtmlElement, marks: Collection[str]) -> bool:
    return element.get(MARK) in marks or any(child.get(MARK) in marks for child in element)
