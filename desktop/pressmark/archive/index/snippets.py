"""Shows where a search found something: the passage of a text that has most of the words, with the words marked.

Works on the text alone, with the `words` that a search returned (see `words`), so it can run for the rows that are in
sight and nothing else. Pure, and linear in a bounded piece of the text.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from pressmark.archive.index.analysis import LONGEST_PIECE
from pressmark.archive.index.marking import Mark, marker
from pressmark.archive.index.stems import stemmer_for
from pressmark.archive.values import Snippet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pressmark.archive.values import SnippetSource

WIDTH = 240  # characters
LOOK = 30_000  # characters of a text that are looked at
ENOUGH = 40  # places of one word that are weighed
_ELLIPSIS = "…"
_SNAP = 20  # characters to look for a blank to cut at
_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " ")
_LEAD = 4  # the part of the width that stands before the first mark is one in this many


def mark(text: str, words: Iterable[str], language: str = "") -> tuple[tuple[int, int], ...]:
    """Return the places of the words in a short text such as a title, as (start, end), in order, not overlapping.

    Args:
        text: as it is shown.
        words: what a search returned.
        language: of the text, as a BCP 47 tag; empty where it is unknown.
    """
    return _disjoint(marker(tuple(words), stemmer_for(language)).marks(text[:LOOK]))


def snippet(text: str, words: Iterable[str], width: int = WIDTH, language: str = "") -> Snippet:
    """Return the passage of about `width` characters that has most of the words; the beginning if it has none.

    A word that comes again and again is everywhere near the others, so the passage is chosen for those.
    """
    looked_at = text[:LOOK]
    found = marker(tuple(words), stemmer_for(language))
    marks = found.marks(looked_at, ENOUGH)
    often = _often_marked(marks) if len(marks) >= ENOUGH else set()
    start, end = _best_window(looked_at, [one for one in marks if one.word not in often] or marks, max(width, 1))
    if often:  # there may be more in the passage; a word that is cut is not in it
        before = max(0, start - LONGEST_PIECE)
        near = found.marks(looked_at[before : end + LONGEST_PIECE])
        marks = [Mark(before + first, before + last, word) for first, last, word in near]
    inside = [one for one in marks if one.start >= start and one.end <= end]
    return _tidy(text, start, end, _disjoint(inside))


def best_snippet(
    texts: Iterable[tuple[SnippetSource, str]], words: Sequence[str], language: str = ""
) -> Snippet | None:
    """Return the best passage of the first text that has any of the words, else the beginning of the first text."""
    first: Snippet | None = None
    for source, text in texts:
        found = replace(snippet(text, words, language=language), source=source)
        if found.marks:
            return found
        first = first or (found if text else None)
    return first


def _often_marked(marks: Iterable[Mark]) -> set[str]:
    return {word for word, count in Counter(one.word for one in marks).items() if count >= ENOUGH}


def _best_window(text: str, marks: Sequence[Mark], width: int) -> tuple[int, int]:
    """Choose the window with the most different words, then the most marks, then the earliest."""
    if not marks:
        return _snapped(text, 0, width)
    inside: dict[str, int] = {}
    best, best_at, first, different = (0, 0), 0, 0, 0
    room = width - width // _LEAD
    for last, (_, end, word) in enumerate(marks):
        before = inside.get(word, 0)
        different += not before
        inside[word] = before + 1
        while first < last and end - marks[first].start > room:
            gone = marks[first].word
            inside[gone] -= 1
            different -= not inside[gone]
            first += 1
        if (different, last - first) > best:
            best, best_at = (different, last - first), first
    start = max(0, marks[best_at].start - width // _LEAD)
    return _snapped(text, max(0, min(start, len(text) - width)), width)


def _snapped(text: str, start: int, width: int) -> tuple[int, int]:
    """Move the ends of a window to blanks nearby, and never between a letter and its accent."""
    end = min(len(text), start + width)
    if start:
        blank = next((at for at in range(start, min(start + _SNAP, end)) if text[at].isspace()), None)
        start = start if blank is None else blank + 1
    if end < len(text):
        blank = next((at for at in range(end, max(end - _SNAP, start), -1) if text[at].isspace()), None)
        end = end if blank is None else blank
    while 0 < start < len(text) and unicodedata.combining(text[start]):
        start -= 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return start, end


def _disjoint(marks: Iterable[Mark]) -> tuple[tuple[int, int], ...]:
    """Join marks that overlap."""
    joined: list[tuple[int, int]] = []
    for start, end, _ in sorted(marks):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _tidy(text: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> Snippet:
    """Cut a window out, with white space collapsed and an ellipsis where text was left out; marks move along."""
    cut = text[start:end].translate(_CONTROLS)
    lead = _ELLIPSIS if text[:start].strip() else ""

    def moved(at: int) -> int:
        before = cut[: at - start]
        shown = " ".join(before.split())
        return len(lead) + len(shown) + (bool(shown) and before[-1].isspace())

    whole = lead + " ".join(cut.split()) + (_ELLIPSIS if text[end:].strip() else "")
    return Snippet(whole, tuple((moved(first), moved(last - 1) + 1) for first, last in marks))
