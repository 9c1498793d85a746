"""Shows where a search found something: the passage of a text that has most of the words, with the words marked.

Works on the text alone, with the `words` that a search returned (see `words`), so it can run for the rows that are in
sight and nothing else. Pure, and linear in a bounded piece of the text.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pressmark.archive.index.analysis import Token, is_compound, roots_of, runs, tokenise
from pressmark.archive.index.folding import plain
from pressmark.archive.index.stems import fitting, stemmer_for
from pressmark.archive.index.words import BEGINNING
from pressmark.archive.values import Snippet

if TYPE_CHECKING:
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


class _Marker:
    """The words to look for in texts of one language. Remembers what it found in equal runs of letters."""

    def __init__(self, words: Iterable[str], stemmer: str) -> None:
        slots = [(word, [_Slot(slot, stemmer) for slot in word.split(" ")]) for word in words]
        self._singles = [(word, one) for word, (one, *others) in slots if not others]
        self._sequences = [(word, several) for word, several in slots if len(several) > 1]
        self._seen: dict[str, tuple[list[Mark], list[Token]]] = {}

    def marks(self, text: str) -> list[Mark]:
        """Return all places, in order of their beginning; those of sequences may overlap others."""
        found: list[Mark] = []
        stream: list[Token] = []
        for run in runs(text):
            raw, start = run.group(), run.start()
            known = self._seen.get(raw)
            if known is None:
                tokens = list(tokenise(raw))
                if len(self._seen) > _REMEMBERED:
                    self._seen.clear()
                known = self._seen[raw] = ([one for token in tokens for one in self._here(token)], tokens)
            found.extend(Mark(start + one.start, start + one.end, one.word) for one in known[0])
            if self._sequences:
                stream.extend(
                    one._replace(start=start + one.start, end=start + one.end, extras_end=start + one.extras_end)
                    for one in known[1]
                )
        for word, slots in self._sequences:
            found.extend(_places_of(word, slots, stream))
        return sorted(found)

    def _here(self, token: Token) -> Iterator[Mark]:
        for word, slot in self._singles:
            end = slot.end_of(token)
            if end:
                yield Mark(token.start, end, word)


class _Slot:
    """What may stand at one place: any of several forms of a word."""

    def __init__(self, slot: str, stemmer: str) -> None:
        self._is_any = not slot
        self._stemmer = stemmer
        self._plains: set[str] = set()
        self._stems: set[tuple[str, str]] = set()
        self._tails: dict[str, tuple[str, ...]] = {}
        self._prefixes: tuple[str, ...] = ()
        for form in slot.split("|"):
            language, _, root = form.rpartition("/")
            if language and root.startswith(BEGINNING):
                self._tails[language] = (*self._tails.get(language, ()), root.removeprefix(BEGINNING))
            elif language:
                self._stems.add((language, root))
            elif form.endswith(BEGINNING):
                self._prefixes += (form.removesuffix(BEGINNING),)
            else:
                self._plains.add(form)

    def end_of(self, token: Token) -> int:
        """Return where the mark ends that begins with a token; 0 where it is not what to look for."""
        if self._is_any:
            return token.end
        for term in (*token.extras, token.surface if token.is_gram else plain(token.surface)):
            if term in self._plains or (self._prefixes and term.startswith(self._prefixes)):
                return token.extras_end if term in token.extras else token.end
        if not self._stems or token.is_gram or not token.surface:
            return 0
        language = fitting(token.surface, self._stemmer)
        roots = roots_of(token.surface, language)
        is_tail = roots[0].endswith(self._tails.get(language, ())) and is_compound(roots[0], language)
        return token.end if is_tail or any((language, root) in self._stems for root in roots) else 0


def _places_of(word: str, slots: Sequence[_Slot], stream: Sequence[Token]) -> Iterator[Mark]:
    """Find what stands one after the other."""
    for first in range(len(stream) - len(slots) + 1):
        end = 0
        for place, slot in enumerate(slots, first):
            end = slot.end_of(stream[place])
            if not end:
                break
        else:
            yield Mark(stream[first].start, end, word)


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
