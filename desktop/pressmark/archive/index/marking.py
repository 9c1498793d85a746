"""Finds the words of a search in a text, without looking at the words of the text one by one.

What stands between two blanks is a piece, and is looked at once in a search: does the index have one of the wanted
terms for it? Which pieces may have one is found by looking for the spellings that the search found in the index, as
plain strings; what is written with more than ASCII, or joined by hyphens, is always looked at. Where spellings are
unknown, or most of a text is in other letters, the text is split and every piece looked at. What terms a piece has is
remembered for all searches, since the same words come again and again.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pressmark.archive.index.analysis import LONGEST_PIECE, STEM, Token, places_of, runs, tail_of, tokenise
from pressmark.archive.index.spellings import Spellings
from pressmark.archive.index.stems import fitting
from pressmark.archive.index.words import BEGINNING, SPELLING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

_REMEMBERED = 60_000  # pieces of one language: 15 MB
_LOOKED_AT = 50_000  # pieces in one search


class Mark(NamedTuple):
    """A place to mark, and which of the words is there."""

    start: int
    end: int
    word: str


class _Piece(NamedTuple):
    """What is wanted of a piece: marks from its beginning, and at which places which sequences may begin."""

    marks: tuple[Mark, ...]
    beginnings: tuple[tuple[int, int], ...]  # place, number of the sequence


@lru_cache(maxsize=8)
def marker(words: tuple[str, ...], stemmer: str) -> Marker:
    """Return the marker for the words of a search; it knows more with every row of its list."""
    return Marker(words, stemmer)


class Marker:
    """The words to look for in texts of one language."""

    def __init__(self, words: Iterable[str], stemmer: str) -> None:
        self._stemmer = stemmer
        slots = [(word, [_Slot(slot, stemmer) for slot in word.split(" ")]) for word in words]
        self._singles = [(word, one) for word, (one, *others) in slots if not others]
        self._sequences = [(word, several) for word, several in slots if len(several) > 1]
        first = [slot for _, slot in self._singles] + [several[0] for _, several in self._sequences]
        self._terms = frozenset().union(*(slot.terms for slot in first))
        self._beginnings = tuple(dict.fromkeys(one for slot in first for one in slot.beginnings))
        self._spellings = _spellings_of([one for _, one in self._singles], [several for _, several in self._sequences])
        self._table = _table(stemmer)
        self._looked_at: set[str] = set()
        self._wanted: dict[str, _Piece] = {}

    def marks(self, text: str, most: int | None = None) -> list[Mark]:
        """Return all places, in order of their beginning; those of sequences may overlap others.

        `most`: of what comes again and again so many are enough, the first.
        """
        places = self._likely(text, most)
        found: list[Mark] = []
        for at, raw in self._all(text) if places is None else places:
            marks, beginnings = self._wanted[raw]
            found.extend([Mark(at + start, at + end, word) for start, end, word in marks])
            for place, number in beginnings:
                found.extend(self._in_order(text, at, place, number))
        if self._sequences:
            found.sort()
        return found

    def _likely(self, text: str, most: int | None) -> list[tuple[int, str]] | None:
        """Return the wanted pieces by looking for spellings; None where that can't be done, or takes longer."""
        pieces = None if self._spellings is None else self._spellings.pieces(text, most)
        if pieces is None:
            return None
        self._look_at(set(pieces.values()) - self._looked_at)
        return sorted((at, raw) for at, raw in pieces.items() if raw in self._wanted)

    def _all(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield the wanted pieces, having looked at all."""
        pieces = text.split()
        self._look_at(set(pieces) - self._looked_at)
        at = 0
        for raw in filter(self._wanted.__contains__, pieces):
            at = _standing(text, raw, at)
            yield at, raw
            at += len(raw)

    def _look_at(self, pieces: set[str]) -> None:
        if len(self._looked_at) > _LOOKED_AT:
            self._looked_at, self._wanted = set(), {}
        table, is_strange = self._table, self._terms.isdisjoint
        wanted = {raw for raw in pieces if not is_strange(table[raw])}
        if begin := self._beginnings:
            wanted |= {raw for raw in pieces for term in table[raw] if term.startswith(begin)}
        self._looked_at |= pieces
        for raw in wanted:
            self._wanted[raw] = self._read(raw)

    def _read(self, raw: str) -> _Piece:
        if raw.isascii() and raw.isalpha():  # one word, as most are
            terms = self._table[raw]
            return _Piece(
                tuple(Mark(0, len(raw), word) for word, slot in self._singles if slot.found(terms)),
                tuple((0, number) for number, (_, slots) in enumerate(self._sequences) if slots[0].found(terms)),
            )
        marks: list[Mark] = []
        beginnings: list[tuple[int, int]] = []
        before = 0
        for run in runs(raw):
            terms_of_places = places_of(run.group(), self._stemmer)
            is_whole = (
                len(terms_of_places) == 1 and run.group().isalpha()
            )  # nothing to take off, nothing written together
            tokens: list[Token] = []
            for place, terms in enumerate(terms_of_places):
                for word, slot in self._singles:
                    if not (term := slot.found(terms)):
                        continue
                    if is_whole:
                        marks.append(Mark(run.start(), run.end(), word))
                        continue
                    tokens = tokens or list(tokenise(run.group()))
                    start, end = _span(tokens[place], term)
                    marks.append(Mark(run.start() + start, run.start() + end, word))
                for number, (_, slots) in enumerate(self._sequences):
                    if slots[0].found(terms):
                        beginnings.append((before + place, number))
            before += len(terms_of_places)
        return _Piece(tuple(marks), tuple(beginnings))

    def _in_order(self, text: str, at: int, place: int, number: int) -> Iterator[Mark]:
        """Mark a sequence if it stands from this place on, counted from the piece at `at`."""
        word, slots = self._sequences[number]
        here = list(islice(self._places(text, at), place, place + len(slots)))
        found = [slot.found(terms) for slot, (_, _, terms) in zip(slots, here, strict=False)]
        if len(here) == len(slots) and all(found):
            (first, own, _), (last, last_own, _) = here[0], here[-1]
            start, _ = _span(_token(first.group(), own), "")
            _, end = _span(_token(last.group(), last_own), found[-1])
            yield Mark(first.start() + start, last.start() + end, word)

    def _places(self, text: str, at: int) -> Iterator[tuple[re.Match[str], int, tuple[str, ...]]]:
        for run in runs(text, at):
            for place, terms in enumerate(places_of(run.group(), self._stemmer)):
                yield run, place, terms


class _Slot:
    """What may stand at one place: any of several forms of a word, as the index has them in one language."""

    def __init__(self, slot: str, stemmer: str) -> None:
        self._is_any = not slot
        self.terms: set[str] = set()
        self.beginnings: tuple[str, ...] = ()
        self._spelt: set[str] = set()
        self._has_stems = self._has_tails = self._knows_forms = False
        for form in slot.split("|"):
            language, _, root = form.rpartition("/")
            is_beginning = not language and form.endswith(BEGINNING)
            if form.startswith(SPELLING):
                self._knows_forms = True
                self._spelt |= {form.removeprefix(SPELLING)} - {""}
            elif is_beginning:
                self.beginnings += (form.removesuffix(BEGINNING),)
                self._spelt.add(form.removesuffix(BEGINNING))
            elif not language:
                self.terms.add(form)
            elif language != fitting(root.lstrip(BEGINNING) or " ", stemmer):
                continue  # the stem of another language
            elif root.endswith(BEGINNING):
                self.beginnings += (root.removesuffix(BEGINNING),)
                self._spelt.add(root.removesuffix(BEGINNING))
            elif root.startswith(BEGINNING):
                self.beginnings += (tail_of(root.removeprefix(BEGINNING)),)
                self._has_tails = True
            else:
                self.terms.update((root, STEM + root))
                self._has_stems = True

    def spellings(self) -> set[str] | None:
        """Return how what may stand here can be spelt, or begin, in ASCII; None where that is unknown."""
        if self._is_any or self._has_tails or (self._has_stems and not self._knows_forms):
            return None
        found = {one for one in self._spelt | self.terms if one.isascii() and one[:1] != STEM}
        return None if "" in found else found

    def found(self, terms: Sequence[str]) -> str:
        """Return the first of a place's terms that is looked for; empty if none is."""
        for term in terms:
            if self._is_any or term in self.terms or (self.beginnings and term.startswith(self.beginnings)):
                return term
        return ""


class _Terms(dict[str, tuple[str, ...]]):
    """The terms of pieces of texts in one language."""

    def __init__(self, stemmer: str) -> None:
        self._stemmer = stemmer

    def __missing__(self, raw: str) -> tuple[str, ...]:
        places = (terms for run in runs(raw) for terms in places_of(run.group(), self._stemmer))
        found = tuple(dict.fromkeys(term for terms in places for term in terms))
        if len(raw) <= LONGEST_PIECE:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[raw] = found
        return found


@lru_cache(maxsize=4)
def _table(stemmer: str) -> _Terms:
    return _Terms(stemmer)


def _spellings_of(singles: Sequence[_Slot], sequences: Sequence[Sequence[_Slot]]) -> Spellings | None:
    """Return how what is looked for can be spelt; None where that is unknown, or so much that it doesn't help."""
    words: set[str] = set()
    for slot in singles:
        if (own := slot.spellings()) is None:
            return None
        words |= own
    begun = []
    for first, second, *_ in sequences:
        if (own := first.spellings()) is None:
            return None
        begun.append((own, second.spellings()))
    found = Spellings(words, begun)
    return found if found.are_few else None


def _standing(text: str, piece: str, start: int) -> int:
    """Return where a piece stands next with white space, or an end of the text, on both sides; it does."""
    while True:
        at = text.index(piece, start)
        end = at + len(piece)
        if (not at or text[at - 1].isspace()) and (end == len(text) or text[end].isspace()):
            return at
        start = at + 1


def _token(run: str, place: int) -> Token:
    return next(islice(tokenise(run), place, None))


def _span(token: Token, term: str) -> tuple[int, int]:
    """Return where a term stands in its run: at one place, or up to the end of what is written together."""
    return token.start, token.extras_end if term in token.extras else token.end
