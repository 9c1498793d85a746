"""Evaluates a query over the arrays of a view: which documents match, and how well.

A word is one number a document, over all fields, before it is dampened (BM25F); a tree is arithmetic on such arrays. So
the cost of a query is the number of its words times the documents of the archive, whatever they expand to.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pressmark.archive.errors import InvalidQuery, SearchError
from pressmark.archive.index.analysis import FIRST_PLAIN, STEM
from pressmark.archive.index.query.tree import (
    Among,
    And,
    Field,
    Filter,
    Fuzzy,
    Leaf,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
)
from pressmark.archive.index.schema import WEIGHTS
from pressmark.archive.index.similar import similar_terms
from pressmark.archive.index.view import K1
from pressmark.archive.index.words import BEGINNING, PLAIN_WEIGHT, Pattern, marks_of, pattern_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pressmark.archive.index.arrays import Array
    from pressmark.archive.index.postings import FieldTerms
    from pressmark.archive.index.view import Part, View
    from pressmark.archive.index.words import Terms

_FIELDS = {Field.ANY: tuple(WEIGHTS), Field.TITLE: ("title",), Field.BYLINE: ("byline",), Field.NOTE: ("note",),
           Field.URL: ("url",), Field.HIGHLIGHT: ("highlight",)}  # fmt: skip
_PREFIX_WEIGHT = 0.5  # of a word that only begins as typed
_LIGHT = 16  # fewer postings than one document in so many: they are looked at alone
_FEW_ROWS = 128  # fewer rows than one document in so many: they are sorted
_STRETCH = 1 << 20  # places
_SPARSE = 500  # fewer places than one in so many: they are sorted
_FEW = 10_000  # places that are looked up one by one
MOST_READ = 20_000_000  # occurrences of words that must stand side by side, in a query: an eighth of a second
MOST_OPEN = 1_000_000  # occurrences of a beginning that must stand beside other words: they come in no order
_DEAR = 10  # times as long does one of these take
_TWICE = 2  # as long does it take to look for a document
_HARDLY_BEGUN = 2  # letters


class Matches(NamedTuple):
    """Which documents match, and their scores, for all documents."""

    mask: Array
    score: Array

    @property
    def total(self) -> int:
        """How many match."""
        return int(np.count_nonzero(self.mask))

    def at(self, numbers: Array) -> Matches:
        """Return the same for some documents only."""
        return Matches(self.mask[numbers], self.score[numbers])


class Few(NamedTuple):
    """The documents that match, in order, and their scores, where they are so few that looking at all is a waste."""

    numbers: Array
    score: Array
    size: int  # of the index

    @property
    def total(self) -> int:
        """How many match."""
        return self.numbers.size

    def at(self, numbers: Array) -> Matches:
        """Return which of some documents match, and their scores."""
        if not self.numbers.size:
            return Matches(np.zeros(numbers.size, bool), np.zeros(numbers.size, np.float32))
        places = np.minimum(np.searchsorted(self.numbers, numbers), self.numbers.size - 1)
        mask = self.numbers[places] == numbers
        return Matches(mask, self.score[places] * mask)

    def for_all(self) -> Matches:
        """Return the same for all documents."""
        mask, score = np.zeros(self.size, bool), np.zeros(self.size, np.float32)
        mask[self.numbers], score[self.numbers] = True, self.score
        return Matches(mask, score)


class Span(NamedTuple):
    """Where the postings of neighbouring terms are, and in which documents they count; None is all."""

    first: int
    last: int
    weight: float
    where: Array | None = None


class _Slots(NamedTuple):
    """What to look for in a segment's field: terms that count alone, and slots that must follow one another."""

    alone: list[Span]
    after: list[tuple[int, list[Span]]]


class Evaluation:
    """One query on one view. `marks` collects what to mark for the words that were asked for, not for excluded ones.

    Raises:
        InvalidQuery: `too-common`, where to go on would take too long: more than `MOST_READ` occurrences were to be
            read for words that must stand side by side, or more than `MOST_OPEN` for a beginning that does. One phrase
            is always answered.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._stemmers = sorted({*view.manifest.stemmers, ""})  # with that of texts in an unknown language
        self._is_negated = False
        self._read = self._read_before = 0  # occurrences, now and before this leaf
        self.marks: list[str] = []

    def matches(self, node: Node) -> Matches:
        """Return the matches of a query without filters, deleted documents included."""
        match node:
            case And(parts):
                all_of = [self.matches(part) for part in parts]
                mask = np.logical_and.reduce([m.mask for m in all_of])
                return Matches(mask, sum_of(m.score for m in all_of) * mask)  # half a match counts nothing
            case Or(parts):
                any_of = [self.matches(part) for part in parts]
                return Matches(np.logical_or.reduce([m.mask for m in any_of]), sum_of(m.score for m in any_of))
            case Not(part):
                self._is_negated = not self._is_negated
                excluded = self.matches(part).mask
                self._is_negated = not self._is_negated
                return Matches(~excluded, self._nothing())
            case Among(ids):
                return Matches(self._view.among(ids), self._nothing())
            case Filter():
                raise SearchError(node.kind, code="unresolved-filter")
        return for_all(self._leaf(node))

    def find(self, node: Node) -> Matches | Few:
        """Return the same as `matches`, or only the few that match."""
        return self._leaf(node) if isinstance(node, Leaf) else self.matches(node)

    def _leaf(self, leaf: Leaf) -> Matches | Few:
        self._read_before = self._read
        found, marks, cost = self._view.remembered(leaf, lambda: self._looked_up(leaf))
        self._read = self._read_before
        self._spend(cost)  # what is remembered costs as much, or the same query would be answered at one time only
        if not self._is_negated:
            self.marks.extend(marks)
        return found

    def _spend(self, count: int) -> None:
        self._read += count
        if self._read > MOST_READ and count and self._read_before:
            raise InvalidQuery("too-common", 0)

    def _looked_up(self, leaf: Leaf) -> tuple[Matches | Few, tuple[str, ...], int]:
        """Return what matches a leaf, what to mark, and how many occurrences were read one by one."""
        is_literal, is_open = isinstance(leaf, Phrase), isinstance(leaf, Prefix)
        fields = _FIELDS[leaf.field]
        pattern = pattern_of(leaf.text, self._stemmers, is_literal=is_literal or is_open, is_open=is_open)
        if isinstance(leaf, Prefix) and pattern.is_open and len(pattern.slots) > 1:
            pattern = self._bounded(pattern, fields, is_typed=leaf.is_typed)
        if isinstance(leaf, Fuzzy) and len(pattern.slots) == 1:
            pattern = self._loosened(pattern, fields)
            marks = tuple(pattern.slots[0][1])
        else:
            marks = marks_of(leaf.text, self._stemmers, pattern, self._forms(pattern, fields))
        patterns = [pattern]
        if isinstance(leaf, Prefix) and leaf.is_typed:
            whole = pattern_of(leaf.text, self._stemmers)
            patterns.append(whole)
            marks += marks_of(leaf.text, self._stemmers, whole, self._forms(whole, fields))
        found = self._standing([one for one in patterns if one.slots], fields)
        return found, marks, self._read - self._read_before

    def _standing(self, patterns: list[Pattern], fields: tuple[str, ...]) -> Matches | Few:
        """Return where any of some patterns stand in some fields."""
        jobs = [
            (name, part, terms, one) for one in patterns for name in fields for part, terms in self._view.field(name)
        ]
        standing = [(name, part, terms, self._slots(part, terms, one)) for name, part, terms, one in jobs]
        load = sum(terms.posting_count(one.first, one.last) for *_, terms, slots in standing for one in slots.alone)
        is_light = load <= self._view.size // _LIGHT
        weights = self._nothing() if not is_light else np.zeros(0, np.float32)
        rows: list[tuple[Array, Array]] = []
        for name, part, terms, slots in standing:
            boost = self._view.boost(name)[part.base : part.base + part.count]
            if not is_light:
                counted = np.zeros(part.count, np.float32)
                _count(terms, slots.alone, counted)
                counted *= boost
                weights[part.base : part.base + part.count] += counted
            else:
                rows.extend(_rows(terms, slots.alone, boost, part.base))
            if slots.after:
                documents = _sequences(terms, slots.after, *part.laid_out(name, slots.after[-1][0]), self._spend)
                rows.append((documents + part.base, boost[documents]))
        if is_light:
            return self._scored_few(rows)
        for documents, amounts in rows:
            weights += np.bincount(documents, amounts, minlength=weights.size).astype(np.float32)
        return self._scored(weights)

    def _forms(self, pattern: Pattern, fields: tuple[str, ...]) -> dict[str, set[str]]:
        """Return the plain forms that have the stems of a pattern, in these fields and in the body, which is shown."""
        stems = {term for _, wanted in pattern.slots for term in wanted if term.startswith(STEM)}
        searched = [
            (terms, stemmer)
            for name in {*fields, "body"}
            for part, terms in self._view.field(name)
            for stemmer in part.languages_of(terms)
        ]
        return {
            stem: {
                terms.key(form).decode()
                for terms, stemmer in searched
                if stemmer in pattern.only.get(stem, self._stemmers)
                for form in terms.forms(stem, stemmer)
            }
            for stem in stems
        }

    def _loosened(self, pattern: Pattern, fields: tuple[str, ...]) -> Pattern:
        ((_, terms),) = pattern.slots
        word = next(iter(terms))
        similar: Terms = {word: PLAIN_WEIGHT}
        for name in fields:
            for _, own in self._view.field(name):
                similar.update((term, _PREFIX_WEIGHT) for term in similar_terms(own, word) if term != word)
        return Pattern(((0, similar),))

    def _bounded(self, pattern: Pattern, fields: tuple[str, ...], *, is_typed: bool) -> Pattern:
        """Return a pattern of several words whose last may go on; if it begins too much, it may not.

        While it is typed and has hardly begun, it is left out, or nothing would be found between two keys.
        """
        beginning = next(iter(pattern.slots[-1][1]))
        several = [terms for name in fields for _, terms in self._view.field(name)]
        if sum(terms.occurrence_count(*terms.span(beginning, is_prefix=True)) for terms in several) <= MOST_OPEN:
            return pattern
        if not is_typed:
            raise InvalidQuery("too-common", 0)
        slots = pattern.slots[:-1] if len(beginning) <= _HARDLY_BEGUN else pattern.slots
        return replace(pattern, slots=slots, is_open=False)

    def _slots(self, part: Part, terms: FieldTerms, pattern: Pattern) -> _Slots:
        """Return where the terms of a pattern are in a segment's field."""
        if len(pattern.slots) == 1:
            ((_, wanted),) = pattern.slots
            return _Slots(self._spans(part, terms, wanted, pattern, is_open=pattern.is_open), [])
        together = self._spans(part, terms, dict.fromkeys(pattern.together, PLAIN_WEIGHT), pattern)
        after = []
        for offset, wanted in pattern.slots:
            standing = {term: weight for term, weight in wanted.items() if _stands(term)}
            is_open = pattern.is_open and offset == pattern.slots[-1][0]
            after.append((offset, self._spans(part, terms, standing, pattern, is_open=is_open)))
        return _Slots(together, after)

    def _spans(
        self, part: Part, terms: FieldTerms, wanted: Terms, pattern: Pattern, *, is_open: bool = False
    ) -> list[Span]:
        """Return where the wanted terms are; in the place of stems the words that have them."""
        spans = []
        for term, weight in wanted.items():
            if is_open:
                spans.append(Span(*terms.span(term, is_prefix=True), weight * _PREFIX_WEIGHT))
            if term.startswith(STEM) or term in pattern.only:
                asked = pattern.only.get(term, self._stemmers)
                for stemmer, where in part.languages_of(terms).items():
                    if stemmer in asked and term.startswith(STEM):
                        spans.extend(Span(form, form + 1, weight, where) for form in terms.forms(term, stemmer))
                    elif stemmer in asked:
                        spans.append(Span(*_span(terms, term), weight, where))
            else:
                spans.append(Span(*_span(terms, term), weight))
        return [span for span in spans if span.last > span.first]

    def _scored(self, weights: Array) -> Matches:
        """Return BM25 of weighted frequencies: https://en.wikipedia.org/wiki/Okapi_BM25, with the sum of the fields.

        That is BM25F (Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple weighted fields, 2004).
        """
        mask = weights > 0
        return Matches(mask, self._dampened(weights, int(np.count_nonzero(mask & self._view.alive))))

    def _scored_few(self, rows: list[tuple[Array, Array]]) -> Few:
        """Return the same of rows of documents and weights."""
        documents = np.concatenate([np.zeros(0, np.int64), *(one for one, _ in rows)])
        amounts = np.concatenate([np.zeros(0, np.float32), *(amount for _, amount in rows)])
        if documents.size > self._view.size // _FEW_ROWS:
            weights = np.bincount(documents, amounts, minlength=self._view.size).astype(np.float32)
            numbers = np.flatnonzero(weights)
            weights = weights[numbers]
        else:
            numbers, places = np.unique(documents, return_inverse=True)
            weights = np.bincount(places, amounts, minlength=numbers.size).astype(np.float32)
        return Few(numbers, self._dampened(weights, int(np.count_nonzero(self._view.alive[numbers]))), self._view.size)

    def _dampened(self, weights: Array, frequency: int) -> Array:
        rarity = np.log1p((self._view.count - frequency + 0.5) / (frequency + 0.5))
        score: Array = weights + np.float32(K1)
        np.divide(weights, score, out=score)
        score *= np.float32(rarity * (K1 + 1))
        return score

    def _nothing(self) -> Array:
        return np.zeros(self._view.size, np.float32)


def for_all(found: Matches | Few) -> Matches:
    """Return matches for all documents."""
    return found.for_all() if isinstance(found, Few) else found


def sum_of(scores: Iterable[Array]) -> Array:
    """Add arrays of scores; there is at least one."""
    first, *others = scores
    total = first.copy()
    for one in others:
        total += one
    return total


def _span(terms: FieldTerms, term: str) -> tuple[int, int]:
    return terms.span(term.removesuffix(BEGINNING), is_prefix=term.endswith(BEGINNING))


def _stands(term: str) -> bool:
    """Whether a term has positions, or stands for words that have."""
    return term.startswith(STEM) or term.encode() >= FIRST_PLAIN


def _count(terms: FieldTerms, spans: list[Span], counted: Array) -> None:
    """Add to every document how often it has some terms, weighted; none has any yet."""
    for place, (first, last, weight, where) in enumerate(spans):
        is_empty = not place
        if last == first + 1:  # one term: every document once
            documents, frequencies = terms.postings(first, last, np.float32)
            if where is not None:
                documents, frequencies = documents[where[documents]], frequencies[where[documents]]
            frequencies *= np.float32(weight)
            if is_empty:
                counted[documents] = frequencies
            else:
                counted[documents] += frequencies
        else:
            own = terms.totals(first, last, counted.size)
            counted += np.float32(weight) * (own if where is None else own * where)


def _rows(terms: FieldTerms, spans: list[Span], boost: Array, base: int) -> Iterator[tuple[Array, Array]]:
    """Yield the documents that have some terms, in the numbering of the whole, with weights."""
    for first, last, weight, where in spans:
        documents, frequencies = terms.postings(first, last, np.float32)
        if where is not None:
            documents, frequencies = documents[where[documents]], frequencies[where[documents]]
        yield documents + base, np.float32(weight) * frequencies * boost[documents]


def _sequences(
    terms: FieldTerms, slots: list[tuple[int, list[Span]]], ends: Array, starts: Array, spend: Callable[[int], None]
) -> Array:
    """Return the document of every place where slots, given with their offsets, follow one another.

    `starts` and `ends` are those of all documents, laid side by side with room for the longest offset between them.
    `spend` is told how much is about to be read, in occurrences.
    """
    spend(_TWICE * sum(terms.posting_count(one.first, one.last) for _, spans in slots for one in spans))
    holding = np.logical_and.reduce([_holding(terms, spans, ends.size) for _, spans in slots])
    if not holding.any():
        return np.zeros(0, np.int64)
    load = [sum(terms.occurrence_count(one.first, one.last) for one in spans) for _, spans in slots]
    found: Array | None = None
    for index in np.argsort(load).tolist():
        offset, spans = slots[index]
        is_open = any(one.last > one.first + 1 for one in spans)
        spend(load[index] * (_DEAR if is_open else 1))
        several = [_places(terms, span, starts - offset, holding) for span in spans]
        if len(spans) == 1 and not is_open:
            found = several[0] if found is None else in_both(found, several[0])
        else:
            found = _in_order(several, int(ends[-1]), found)
        if not found.size:
            break
    documents: Array = np.searchsorted(ends, ends[:0] if found is None else found, side="right")
    return documents


def _holding(terms: FieldTerms, spans: list[Span], size: int) -> Array:
    mask = np.zeros(size, bool)
    for first, last, _, where in spans:
        documents = terms.documents(first, last)
        mask[documents if where is None else documents[where[documents]]] = True
    return mask


def _in_order(several: list[Array], end: int, among: Array | None) -> Array:
    """Return places of several terms in order, each once, or those of them that are `among` others.

    Where they are many, they are marked in a map of all places up to `end`; to sort them takes ten times as long.
    """
    if sum(one.size for one in several) < end // _SPARSE:
        joined = np.unique(np.concatenate([*several, np.zeros(0, np.int32)]))
        return joined if among is None else in_both(among, joined)
    is_there = np.zeros(end, bool)
    for one in several:
        is_there[one] = True
    found: Array = np.flatnonzero(is_there) if among is None else among[np.flatnonzero(is_there[among])]
    return found


def in_both(few: Array, many: Array) -> Array:
    """Return what is in both of two rising sequences."""
    if many.size < few.size:
        few, many = many, few
    if few.size < _FEW or few.size * _LIGHT < many.size:
        nearest = np.minimum(np.searchsorted(many, few), many.size - 1)
        both: Array = few[many[nearest] == few]
        return both
    if not few.size:
        return few
    is_there = np.zeros(_STRETCH, bool)  # of the places of a stretch, for which the cache of a processor has room
    stretches = list(range(int(few[0]), int(few[-1]) + 1 + _STRETCH, _STRETCH))
    bounds = [np.searchsorted(one, np.array(stretches, one.dtype)).tolist() for one in (few, many)]
    found = []
    for start, own_bounds, other_bounds in zip(stretches, *map(pairwise, bounds), strict=False):
        own, others = few[slice(*own_bounds)], many[slice(*other_bounds)]
        near = np.subtract(own, start, dtype=np.intp)
        is_there[near] = True
        found.append(others[np.flatnonzero(is_there[np.subtract(others, start, dtype=np.intp)])])
        is_there[near] = False
    return np.concatenate(found)


def _places(terms: FieldTerms, span: Span, starts: Array, holding: Array) -> Array:
    """Return every occurrence in these documents as one number, from the starts of the documents on."""
    if span.where is None:
        return terms.places(span.first, span.last, starts, holding)
    return terms.places(span.first, span.last, starts, holding & span.where, is_strict=True)
