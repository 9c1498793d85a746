"""The words that the index knows, and in how many articles each stands: for completing and correcting what is typed."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from whoosh.lang.stopwords import stoplists

from pressmark.archive.index.analysis import EXACT
from pressmark.archive.index.folding import plain, surface_of
from pressmark.archive.index.query.tree import Field
from pressmark.archive.index.similar import edits_between

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressmark.archive.index.view import View

CANDIDATES = 64  # terms of one field of one segment that are looked at closer: bounds the time
OFTEN_USED = 30_000  # terms of one field of one segment that are worth suggesting
SHORTEST = 3  # letters of a word that is corrected; almost every shorter one is a slip from another
LONG = 5  # letters from which two slips are thinkable
SLIP = 4.0  # what one costs: as much as being used 50 times less
_FIELDS = {Field.ANY: ("body", "title"), Field.TITLE: ("title",), Field.BYLINE: ("byline",), Field.NOTE: ("note",),
           Field.URL: ("url",), Field.HIGHLIGHT: ("highlight",)}  # fmt: skip


def function_words(language: str) -> frozenset[str]:
    """Return the words that hold sentences together in a language (a BCP 47 tag), English ones too; plain forms."""
    code = language.partition("-")[0].lower()
    return frozenset(plain(word) for word in {*stoplists.get(code, ()), *stoplists["en"]})


class Vocabulary:
    """The words of one view. Numbers count articles that were replaced since the last merge as well."""

    def __init__(self, view: View) -> None:
        self._view = view

    @property
    def articles(self) -> int:
        """How many articles the index has."""
        return self._view.count

    def frequency(self, word: str, field: Field = Field.ANY) -> int:
        """Return in how many articles a word stands, accents aside; of several fields the one that has it most."""
        return self._frequency(plain(surface_of(word)), _FIELDS.get(field, ()))

    def starting_with(self, prefix: str, limit: int, field: Field = Field.ANY) -> list[tuple[str, int]]:
        """Return longer words that start like this, with their numbers, the most frequent first.

        Accents count where they are typed, and are not asked for where they are not.
        """
        surface = surface_of(prefix)
        if not surface or not surface.isprintable():  # the marks of stems and exact forms are not
            return []
        fields = _FIELDS.get(field, ())
        mark = "" if plain(surface) == surface else EXACT
        found = self._most_frequent(mark + surface, fields)
        words = [(term.removeprefix(EXACT), self._frequency(term, fields)) for term in found if term != mark + surface]
        return sorted(words, key=lambda word: (-word[1], word[0]))[:limit]

    def instead_of(self, word: str, limit: int) -> list[str]:
        """Return words that may be meant by a mistyped one, the likeliest first: few slips away, and often used.

        Two slips are believed only in a longer word, or where the other is used far more often.
        """
        bare = plain(surface_of(word))
        most = 0 if len(bare) < SHORTEST else 1 if len(bare) < LONG else 2
        near = {
            term: number
            for term, number in self._often_used.items()
            if abs(len(term) - len(bare)) <= most and len(term) >= SHORTEST and term != bare
        }
        if not most or not near:
            return []
        slips = edits_between(bare, list(near)).tolist()
        scored = [
            (SLIP * count - math.log(number) - (term[0] == bare[0]), term)
            for (term, number), count in zip(near.items(), slips, strict=True)
            if count <= most
        ]
        return [term for _, term in sorted(scored)[:limit]]

    def in_two(self, word: str) -> str:
        """Return a word that lacks a blank as the two that it may be; empty where the archive has not both."""
        bare = plain(surface_of(word))
        found = []
        for place in range(SHORTEST, len(bare) - SHORTEST + 1):
            both = min(self._frequency(one, ("body", "title")) for one in (bare[:place], bare[place:]))
            found += [(both, f"{bare[:place]} {bare[place:]}")] if both else []
        return max(found)[1] if found else ""

    @cached_property
    def _often_used(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for name in _FIELDS[Field.ANY]:
            own: dict[str, int] = {}
            for _, terms in self._view.field(name):
                first = terms.first_plain
                counts = terms.counts(first)
                places = np.argsort(-counts, kind="stable")[:OFTEN_USED]
                for place, number in zip(places.tolist(), counts[places].tolist(), strict=True):
                    term = terms.key(first + place).decode(errors="replace")
                    own[term] = own.get(term, 0) + number
            for term, number in own.items():
                found[term] = max(found.get(term, 0), number)
        return found

    def _frequency(self, term: str, fields: Iterable[str]) -> int:
        best = 0
        for name in fields:
            total = 0
            for _, terms in self._view.field(name):
                first, last = terms.span(term)
                total += int(terms.counts(first, last).sum())
            best = max(best, total)
        return best

    def _most_frequent(self, prefix: str, fields: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for name in fields:
            for _, terms in self._view.field(name):
                first, last = terms.span(prefix, is_prefix=True)
                counts = terms.counts(first, last)
                places = np.argsort(-counts, kind="stable")[:CANDIDATES]
                found.update(terms.key(first + place).decode(errors="replace") for place in places.tolist())
        return found
