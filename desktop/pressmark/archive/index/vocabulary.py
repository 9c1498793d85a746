"""The words that the index knows, and in how many articles each stands: for completing and correcting what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pressmark.archive.index.analysis import EXACT
from pressmark.archive.index.folding import plain, surface_of
from pressmark.archive.index.query.tree import Field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressmark.archive.index.view import View

CANDIDATES = 64  # terms of one field of one segment that are looked at closer: bounds the time
_FIELDS = {Field.ANY: ("body", "title"), Field.TITLE: ("title",), Field.BYLINE: ("byline",), Field.NOTE: ("note",),
           Field.URL: ("url",)}  # fmt: skip


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
        if not surface:
            return []
        fields = _FIELDS.get(field, ())
        mark = "" if plain(surface) == surface else EXACT
        found = self._most_frequent(mark + surface, fields)
        words = [(term.removeprefix(EXACT), self._frequency(term, fields)) for term in found if term != mark + surface]
        return sorted(words, key=lambda word: (-word[1], word[0]))[:limit]

    def _frequency(self, term: str, fields: Iterable[str]) -> int:
        best = 0
        for name in fields:
            total = 0
            for _, terms in self._view.field(name):
                first, last = terms.span(term)
                total += terms.postings(first, last)[0].size
            best = max(best, total)
        return best

    def _most_frequent(self, prefix: str, fields: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for name in fields:
            for _, terms in self._view.field(name):
                first, last = terms.span(prefix, is_prefix=True)
                counts = terms.counts()[first:last]
                places = np.argsort(-counts, kind="stable")[:CANDIDATES]
                found.update(terms.key(first + place).decode(errors="replace") for place in places.tolist())
        return found
