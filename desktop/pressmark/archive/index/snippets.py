"""Shows where a search found something: the passage of a text that has most of the words, with the words marked.

Works on the text alone, with the `words` that a search returned (see `words`), so it can run for the rows that are in
sight and nothing else. Pure, and linear in a bounded piece of the text.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pressmark.archive.index.analysis import STEM, places_of, runs, tail_of, tokenise
from pressmark.archive.index.stems import fitting, stemmer_for
from pressmark.archive.index.words import BEGINNING
from pressmark.archive.values import Snippet

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

WIDTH = 240  # characters
LOOK = 30_000  # characters of a text that are looked at
_ELLIPSIS = "…"
_REMEMBERED = 50_000  # different runs of letters
_SNAP = 20  # characters to look for a blank to cut at
_LEAD = 4  # the part of the width that stands before the first mark is one in this many


class Mark(NamedTuple):
    """A place to mark, and which of the words is there."""

    start: int
    end: int
    word: str


def mark(text: str, words: Iterable[str], language: str = "") -> tuple[tuple[int, int], ...]:
    """Return the places of the words in a short text such as a title, as (start, end), in order, not overlapping.

    Args:
        text: as it is shown.
        words: what a search returned.
        language: of the text, as a BCP 47 tag; empty where it is unknown.
    """
    return _disjoint(_marker(tuple(words), stemmer_for(language)).marks(text[:LOOK]))


def snippet(text: str, words: Iterable[str], width: int = WIDTH, language: str = "") -> Snippet:
    """Return the passage of about `width` characters that has most of the words; the beginning if it has none."""
    looked_at = text[:LOOK]
    marks = _marker(tuple(words), stemmer_for(language)).marks(looked_at)
    start, end = _best_window(looked_at, marks, max(width, 1))
    inside = [one for one in marks if one.start >= start and one.end <= end]
    return _tidy(text, start, end, _disjoint(inside))


@lru_cache(maxsize=8)
def _marker(words: tuple[str, ...], stemmer: str) -> _Marker:
    """Keep what was found out about the words of a search for the next rows of its list."""
    return _Marker(words, stemmer)


class _Run(NamedTuple):
    """What was found in one run of letters: marks from its beginning, and at each place the slots of sequences."""

    marks: tuple[Mark, ...]
    slots: tuple[int, ...]


class _Marker:
    """The words to look for in texts of one language. Remembers what it found in equal runs of letters."""

    def __init__(self, words: Iterable[str], stemmer: str) -> None:
        self._stemmer = stemmer
        slots = [(word, [_Slot(slot, stemmer) for slot in word.split(" ")]) for word in words]
        self._singles = [(word, one) for word, (one, *others) in slots if not others]
        self._sequences = [(word, several) for word, several in slots if len(several) > 1]
        self._in_sequences = [slot for _, several in self._sequences for slot in several]
        self._seen: dict[str, _Run] = {}

    def marks(self, text: str) -> list[Mark]:
        """Return all places, in order of their beginning; those of sequences may overlap others."""
        found: list[Mark] = []
        stream: list[int] = []
        origins: list[tuple[re.Match[str], int]] = []
        seen = self._seen
        for match in runs(text):
            raw = match.group()
            run = seen.get(raw) or self._remembered(raw)
            if run.marks:
                start = match.start()
                found.extend(Mark(start + one.start, start + one.end, one.word) for one in run.marks)
            if self._sequences:
                stream.extend(run.slots)
                origins.extend((match, place) for place in range(len(run.slots)))
        if self._sequences:
            found.extend(self._in_order(stream, origins))
            found.sort()
        return found

    def _remembered(self, raw: str) -> _Run:
        terms_of_places = places_of(raw, self._stemmer)
        marks: list[Mark] = []
        for place, terms in enumerate(terms_of_places):
            for word, slot in self._singles:
                term = slot.found(terms)
                if term:
                    marks.append(Mark(*_span(raw, place, term), word))
        bits = ((1 << number, slot) for number, slot in enumerate(self._in_sequences))
        slots = [0] * len(terms_of_places)
        for bit, slot in bits:
            for place, terms in enumerate(terms_of_places):
                slots[place] |= bit if slot.found(terms) else 0
        if len(self._seen) > _REMEMBERED:
            self._seen.clear()
        run = self._seen[raw] = _Run(tuple(marks), tuple(slots))
        return run

    def _in_order(self, stream: Sequence[int], origins: Sequence[tuple[re.Match[str], int]]) -> Iterator[Mark]:
        """Find what stands one after the other."""
        bit = 1
        for word, slots in self._sequences:
            bits = [bit << number for number in range(len(slots))]
            bit <<= len(slots)
            for first in range(len(stream) - len(slots) + 1):
                if all(stream[first + number] & one for number, one in enumerate(bits)):
                    run, place = origins[first]
                    start, _ = _span(run.group(), place, "")
                    last_run, last_place = origins[first + len(slots) - 1]
                    last_term = slots[-1].found(places_of(last_run.group(), self._stemmer)[last_place])
                    _, end = _span(last_run.group(), last_place, last_term)
                    yield Mark(run.start() + start, last_run.start() + end, word)


class _Slot:
    """What may stand at one place: any of several forms of a word, as the index has them in one language."""

    def __init__(self, slot: str, stemmer: str) -> None:
        self._is_any = not slot
        self._terms: set[str] = set()
        self._beginnings: tuple[str, ...] = ()
        for form in slot.split("|"):
            language, _, root = form.rpartition("/")
            is_beginning = not language and form.endswith(BEGINNING)
            if is_beginning:
                self._beginnings += (form.removesuffix(BEGINNING),)
            elif not language:
                self._terms.add(form)
            elif language != fitting(root.lstrip(BEGINNING) or " ", stemmer):
                continue  # the stem of another language
            elif root.startswith(BEGINNING):
                self._beginnings += (tail_of(root.removeprefix(BEGINNING)),)
            else:
                self._terms.update((root, STEM + root))

    def found(self, terms: Sequence[str]) -> str:
        """Return the first of a place's terms that is looked for; empty if none is."""
        for term in terms:
            if self._is_any or term in self._terms or (self._beginnings and term.startswith(self._beginnings)):
                return term
        return ""


def _span(raw: str, place: int, term: str) -> tuple[int, int]:
    """Return where a term stands in a run: at one place, or up to the end of what is written together."""
    token = next(islice(tokenise(raw), place, None))
    return token.start, token.extras_end if term in token.extras else token.end


def _best_window(text: str, marks: Sequence[Mark], width: int) -> tuple[int, int]:
    """Choose the window with the most different words, then the most marks, then the earliest."""
    if not marks:
        return _snapped(text, 0, width)
    inside: Counter[str] = Counter()
    best, best_at, first = (0, 0), 0, 0
    room = width - width // _LEAD
    for last, one in enumerate(marks):
        inside[one.word] += 1
        while first < last and one.end - marks[first].start > room:
            inside[marks[first].word] -= 1
            inside += Counter()  # drops what is no longer there
            first += 1
        if (len(inside), last - first) > best:
            best, best_at = (len(inside), last - first), first
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
    out: list[str] = [_ELLIPSIS] if text[:start].strip() else []
    size = len(out)
    moved = [0] * (end - start + 1)
    is_blank = True
    for place in range(start, end):
        char = text[place]
        moved[place - start] = size
        if char.isspace() or unicodedata.category(char) == "Cc":
            if not is_blank:
                out.append(" ")
                size += 1
            is_blank = True
        else:
            out.append(char)
            size += 1
            is_blank = False
    moved[end - start] = size
    whole = "".join(out).rstrip() + (_ELLIPSIS if text[end:].strip() else "")
    return Snippet(whole, tuple((moved[a - start], moved[b - start - 1] + 1) for a, b in marks))
