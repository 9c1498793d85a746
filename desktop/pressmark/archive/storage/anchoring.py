"""Finds a quoted passage in a text that may have changed since, as the W3C's TextQuoteSelector means it.

A quote is looked for letter by letter, blanks apart, for these change with every way to lay a page out; of several
places the one with the likest surroundings is taken. Where the wording itself changed, the place is taken that shares
most words with the quote in their order. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

CONTEXT = 40  # characters kept of what stands before and after a quote
LEAST_LETTERS = 16  # of a quote and its surroundings that must be there: "the" alone stands everywhere
LEAST_SHARE = 0.6  # of a quote's words that must be found in their order where its letters are not
FUZZY_WORDS = range(4, 2_000)  # of a quote that is compared word by word; a shorter or longer one is found as it is
_BUCKET = 16  # words that a passage may have grown or shrunk by and still count as one place

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage with what stood around it, and where it began, in characters."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0


def quote(text: str, start: int, end: int) -> Quote:
    """Return the passage from `start` up to `end` of a text, without the blanks at its ends.

    Raises:
        ValueError: there is nothing but blanks, or the places are not in the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError("not a part of the text")
    exact = text[start:end]
    start += len(exact) - len(exact.lstrip())
    exact = exact.strip()
    if not exact:
        raise ValueError("nothing but blanks")
    end = start + len(exact)
    return Quote(exact, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start)


def find(text: str, wanted: Quote) -> tuple[int, int] | None:
    """Return where a quote stands in a text, as start and end; None where nothing like it is left."""
    end = wanted.start + len(wanted.exact)
    if text[wanted.start : end] == wanted.exact and text[end:].startswith(wanted.suffix):
        return wanted.start, end  # nothing changed, as nearly always
    return _by_letters(text, wanted) or _by_words(text, wanted)


def place_of_letter(text: str, number: int) -> int:
    """Return where a letter stands in a text, counting all characters but blanks from 0; its end for one beyond it."""
    places = _places_of_letters(text)
    return places[number] if 0 <= number < len(places) else len(text)


def _by_letters(text: str, wanted: Quote) -> tuple[int, int] | None:
    places = _places_of_letters(text)
    letters, exact = _squeezed(text), _squeezed(wanted.exact)
    prefix, suffix = _squeezed(wanted.prefix), _squeezed(wanted.suffix)
    if not exact:
        return None
    expected = len(_squeezed(text[: wanted.start]))
    best, found = (-1, 0), -1
    at = letters.find(exact)
    while at >= 0:
        before = letters[max(0, at - len(prefix)) : at]
        after = letters[at + len(exact) : at + len(exact) + len(suffix)]
        same = _common_start(before[::-1], prefix[::-1]) + _common_start(after, suffix)
        if (rank := (same, -abs(at - expected))) > best:
            best, found = rank, at
        at = letters.find(exact, at + 1)
    needed = min(LEAST_LETTERS, len(exact) + len(prefix) + len(suffix))
    if found < 0 or len(exact) + best[0] < needed:
        return None
    return places[found], places[found + len(exact) - 1] + 1


def _by_words(text: str, wanted: Quote) -> tuple[int, int] | None:
    asked = [one.group().casefold() for one in _WORD.finditer(wanted.exact)]
    if len(asked) not in FUZZY_WORDS:
        return None
    spans = [one.span() for one in _WORD.finditer(text)]
    words = [text[start:end].casefold() for start, end in spans]
    window = _likeliest(words, asked)
    blocks = SequenceMatcher(None, words[window.start : window.stop], asked, autojunk=False).get_matching_blocks()
    hits = [block for block in blocks if block.size]
    if sum(block.size for block in hits) < LEAST_SHARE * len(asked):
        return None
    first, last = window.start + hits[0].a, window.start + hits[-1].a + hits[-1].size - 1
    return spans[first][0], spans[last][1]


def _likeliest(words: list[str], asked: list[str]) -> range:
    """The part of a text where most words stand as far from one another as they do in the quote."""
    where: dict[str, list[int]] = {}
    for place, word in enumerate(asked):
        where.setdefault(word, []).append(place)
    weights = Counter(words)
    votes: Counter[int] = Counter()
    for place, word in enumerate(words):
        for offset in where.get(word, ()):
            bucket = (place - offset) // _BUCKET
            votes[bucket] += max(1, 1000 // weights[word])  # a rare word says more about the place
            votes[bucket + 1] += max(1, 1000 // weights[word])
    if not votes:
        return range(0)
    top = max(votes, key=lambda bucket: (votes[bucket], -bucket))
    start = max(0, (top - 1) * _BUCKET)
    return range(start, min(len(words), start + 3 * _BUCKET + len(asked)))


@lru_cache(maxsize=2)  # many highlights of one article are looked for one after the other
def _places_of_letters(text: str) -> list[int]:
    return [place for place, letter in enumerate(text) if not letter.isspace()]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _common_start(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
