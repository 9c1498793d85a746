"""Gathers the words of one commit as numbers and lets numpy sort them, in the place of Whoosh's posting pool.

Python then touches every piece between two blanks once, to look up its number; what the piece puts into the index was
worked out when it was met first. Terms, documents and places are expanded, sorted and counted as arrays when the commit
is made.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pressmark.archive.index.analysis import IN, LANGUAGE, STEM, pieces_of, places_of, runs_in
from pressmark.archive.index.packing import gaps_of, stable_order
from pressmark.archive.index.postings import field_arrays, first_plain
from pressmark.archive.index.stems import code_of

if TYPE_CHECKING:
    from pressmark.archive.index.arrays import Array

MOST_PIECES = 300_000  # that are remembered from commit to commit, for all languages together


def _numbers(*first: int) -> array[int]:
    """Return a list of numbers that becomes an array of numpy's in no time."""
    return array("q", first)


class Lexicon:
    """The pieces met so far, with the terms they put into the index, all as numbers. Not thread-safe.

    Attributes:
        keys: the bytes of every term, by its number.
        widths: how many places every piece takes, by its number.
    """

    def __init__(self) -> None:
        self.keys: list[bytes] = []
        self.widths = _numbers()
        self._numbers: dict[str, int] = {}
        self._pieces: dict[str, _Pieces] = {}
        self._ends = _numbers(0)  # into the two below, by piece
        self._terms = _numbers()
        self._places = _numbers()
        self._stem_ends = _numbers(0)  # into the next, by piece
        self._stems = _numbers()  # each with the plain form that has it

    @property
    def is_full(self) -> bool:
        """Whether it is time to begin anew."""
        return len(self.widths) >= MOST_PIECES

    def pieces(self, stemmer: str) -> dict[str, int]:
        """Return what gives a piece of a text in a language its number, learning it if need be."""
        found = self._pieces.get(stemmer)
        if found is None:
            found = self._pieces[stemmer] = _Pieces(self, stemmer)
        return found

    def term(self, term: str) -> int:
        """Return the number of a term."""
        number = self._numbers.get(term)
        if number is None:
            number = self._numbers[term] = len(self.keys)
            self.keys.append(term.encode())
        return number

    def learn(self, piece: str, stemmer: str) -> int:
        """Work out what a piece puts into the index, and give it a number."""
        width, code = 0, code_of(stemmer)
        for run in runs_in(piece):
            for terms in places_of(run, stemmer):
                stems = [term for term in terms if term.startswith(STEM)]
                own = [self.term(term) for term in terms if term not in stems]
                for stem in stems if own else ():
                    self._stems.extend((self.term(stem + IN + code), own[0]))
                self._terms.extend(own)
                self._places.extend([width] * len(own))
                width += 1
        self._ends.append(len(self._terms))
        self._stem_ends.append(len(self._stems) // 2)
        self.widths.append(width)
        return len(self.widths) - 1

    def tables(self) -> Tables:
        """Return everything about the pieces as arrays."""
        widths, ends, terms, places, stem_ends, stems = (
            np.array(memoryview(one), np.int64)
            for one in (self.widths, self._ends, self._terms, self._places, self._stem_ends, self._stems)
        )
        return Tables(widths, ends[:-1], np.diff(ends), terms, places, stem_ends, stems.reshape(-1, 2))


class Tables(NamedTuple):
    """A lexicon as arrays: for every piece its width in places and its part of `terms` and `places`."""

    widths: Array
    starts: Array
    sizes: Array
    terms: Array
    places: Array
    stem_ends: Array
    stems: Array  # rows of stem and plain form

    def stems_of(self, pieces: Array) -> Array:
        """Return the stems of some pieces with their plain forms, in any order and perhaps more than once."""
        chosen = np.zeros(self.widths.size, bool)
        chosen[pieces] = True
        rows: Array = self.stems[np.repeat(chosen, np.diff(self.stem_ends))]
        return rows


class _Pieces(dict[str, int]):
    """From a piece to its number."""

    def __init__(self, lexicon: Lexicon, stemmer: str) -> None:
        self._lexicon, self._stemmer = lexicon, stemmer

    def __missing__(self, piece: str) -> int:
        number = self[piece] = self._lexicon.learn(piece, self._stemmer)
        return number


class _Texts(NamedTuple):
    """The texts of one field in the order of their documents."""

    pieces: list[Array]  # of each text
    documents: list[int]
    languages: list[int]  # the number of the term that says in which language a text is


class ArrayPool:
    """The texts of one commit; gives what the segment keeps of them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._fields: dict[str, _Texts] = {}

    def add_text(self, field: str, document: int, text: str, stemmer: str) -> int:
        """Take in a text, documents in rising order; returns its length in places."""
        raw = pieces_of(text)
        pieces = np.fromiter(map(self._lexicon.pieces(stemmer).__getitem__, raw), np.int64, len(raw))
        length = sum(map(self._lexicon.widths.__getitem__, pieces.tolist()))
        if length:
            texts = self._fields.setdefault(field, _Texts([], [], []))
            texts.pieces.append(pieces)
            texts.documents.append(document)
            texts.languages.append(self._lexicon.term(LANGUAGE + stemmer))
        return length

    def iter_postings(self) -> dict[str, dict[str, Array]]:
        """Return the arrays of every field, as Whoosh's writer hands them to the codec."""
        tables = self._lexicon.tables()
        return {name: self._sorted(texts, tables) for name, texts in sorted(self._fields.items())}

    def cleanup(self) -> None:
        """Forget the texts; Whoosh's pool has files to remove here."""
        self._fields = {}

    def _sorted(self, texts: _Texts, tables: Tables) -> dict[str, Array]:
        pieces, documents = np.concatenate(texts.pieces), np.array(texts.documents, np.int64)
        counts = np.fromiter(map(len, texts.pieces), np.int64, len(texts.pieces))
        widths, sizes = tables.widths[pieces], tables.sizes[pieces]
        place = np.cumsum(widths) - widths
        place -= np.repeat(place[np.cumsum(counts) - counts], counts)  # every text counts its places from 0
        offsets = np.cumsum(sizes) - sizes
        taken = np.arange(int(sizes.sum())) + np.repeat(tables.starts[pieces] - offsets, sizes)
        terms = np.concatenate([tables.terms[taken], np.array(texts.languages, np.int64)])
        owners = np.concatenate([np.repeat(np.repeat(documents, counts), sizes), documents])
        places = np.concatenate([np.repeat(place, sizes) + tables.places[taken], np.zeros(documents.size, np.int64)])
        return self._counted(terms, owners, places, tables.stems_of(pieces))

    def _counted(self, terms: Array, owners: Array, places: Array, stems: Array) -> dict[str, Array]:
        """Lay out (term, document, place) rows whose documents and places rise already, and (stem, form) rows."""
        used = np.flatnonzero(np.bincount(np.concatenate([terms, stems[:, 0]]), minlength=len(self._lexicon.keys)))
        keys = [self._lexicon.keys[number] for number in used.tolist()]
        in_order = sorted(range(len(keys)), key=keys.__getitem__)
        rank = np.empty(len(self._lexicon.keys), np.int64)
        rank[used[in_order]] = np.arange(len(keys))
        ranks = rank[terms]
        order = stable_order(ranks)
        ranks, owners = ranks[order], owners[order]
        begins = np.flatnonzero(np.concatenate(([True], (np.diff(ranks) != 0) | (np.diff(owners) != 0))))
        sorted_keys = [keys[index] for index in in_order]
        derived = int(np.searchsorted(ranks, first_plain(sorted_keys)))  # rows of terms that have no positions
        counts = np.bincount(ranks[begins], minlength=len(keys))
        frequencies = np.diff(np.append(begins, ranks.size))
        plain = frequencies[int(np.searchsorted(begins, derived)) :]
        return field_arrays(
            sorted_keys,
            counts,
            gaps_of(owners[begins], counts),
            frequencies,
            gaps_of(places[order][derived:], plain),
            rank[stems],
        )
