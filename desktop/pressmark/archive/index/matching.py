"""Evaluates a query over the arrays of a view: which documents match, and how well.

A word is one number a document, over all fields, before it is dampened (BM25F); a tree is arithmetic on such arrays. So
the cost of a query is the number of its words times the documents of the archive, whatever they expand to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pressmark.archive.errors import SearchError
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
    from collections.abc import Iterable

    from pressmark.archive.index.arrays import Array
    from pressmark.archive.index.postings import FieldTerms
    from pressmark.archive.index.view import Part, View
    from pressmark.archive.index.words import Terms

_FIELDS = {Field.ANY: tuple(WEIGHTS), Field.TITLE: ("title",), Field.BYLINE: ("byline",), Field.NOTE: ("note",),
           Field.URL: ("url",), Field.HIGHLIGHT: ()}  # fmt: skip
_PREFIX_WEIGHT = 0.5  # of a word that only begins as typed
_POSITION_BITS = 32


class Matches(NamedTuple):
    """Which documents match, and their scores."""

    mask: Array
    score: Array


class Span(NamedTuple):
    """Where the postings of neighbouring terms are, and in which documents they count; None is all."""

    first: int
    last: int
    weight: float
    where: Array | None = None


class Evaluation:
    """One query on one view. `marks` collects what to mark for the words that were asked for, not for excluded ones."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._stemmers = sorted({*view.manifest.stemmers, ""})  # with that of texts in an unknown language
        self._is_negated = False
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
        return self._leaf(node)

    def _leaf(self, leaf: Leaf) -> Matches:
        is_literal, is_open = isinstance(leaf, Phrase), isinstance(leaf, Prefix)
        fields = _FIELDS[leaf.field]
        pattern = pattern_of(leaf.text, self._stemmers, is_literal=is_literal or is_open, is_open=is_open)
        if isinstance(leaf, Fuzzy) and len(pattern.slots) == 1:
            pattern = self._loosened(pattern, fields)
            self._mark(pattern.slots[0][1])
        else:
            self._mark(marks_of(leaf.text, self._stemmers, pattern))
        weight = self._weigh(pattern, fields)
        if isinstance(leaf, Prefix) and leaf.is_typed:
            whole = pattern_of(leaf.text, self._stemmers)
            weight += self._weigh(whole, fields)
            self._mark(marks_of(leaf.text, self._stemmers, whole))
        return self._scored(weight)

    def _mark(self, marks: Iterable[str]) -> None:
        if not self._is_negated:
            self.marks.extend(marks)

    def _loosened(self, pattern: Pattern, fields: tuple[str, ...]) -> Pattern:
        ((_, terms),) = pattern.slots
        word = next(iter(terms))
        similar: Terms = {word: PLAIN_WEIGHT}
        for name in fields:
            for _, own in self._view.field(name):
                similar.update((term, _PREFIX_WEIGHT) for term in similar_terms(own, word) if term != word)
        return Pattern(((0, similar),))

    def _weigh(self, pattern: Pattern, fields: tuple[str, ...]) -> Array:
        """Add up, for every document, how often the pattern stands in it, by field and length."""
        weights = self._nothing()
        if not pattern.slots:
            return weights
        for name in fields:
            for part, terms in self._view.field(name):
                inside = slice(part.base, part.base + part.count)
                counted = self._occurrences(part, terms, pattern)
                counted *= self._view.boost(name)[inside]
                weights[inside] += counted
        return weights

    def _occurrences(self, part: Part, terms: FieldTerms, pattern: Pattern) -> Array:
        """Count, weighted, how often a pattern stands in each document of a segment's field."""
        counted = np.zeros(part.count, np.float32)
        if len(pattern.slots) == 1:
            ((_, wanted),) = pattern.slots
            _count(terms, self._spans(part, terms, wanted, pattern, is_open=pattern.is_open), counted)
            return counted
        _count(terms, self._spans(part, terms, dict.fromkeys(pattern.together, PLAIN_WEIGHT), pattern), counted)
        slots = []
        for offset, wanted in pattern.slots:
            standing = {term: weight for term, weight in wanted.items() if _stands(term)}
            is_open = pattern.is_open and offset == pattern.slots[-1][0]
            slots.append((offset, self._spans(part, terms, standing, pattern, is_open=is_open)))
        sequence = _sequences(terms, slots, part.count)
        if sequence.size:
            counted += np.bincount(sequence, minlength=part.count)
        return counted

    def _spans(
        self, part: Part, terms: FieldTerms, wanted: Terms, pattern: Pattern, *, is_open: bool = False
    ) -> list[Span]:
        """Return where the wanted terms are; in the place of stems the words that have them."""
        spans = []
        for term, weight in wanted.items():
            if is_open:
                spans.append(Span(*terms.span(term, is_prefix=True), weight * _PREFIX_WEIGHT))
            if term.startswith(STEM) or term in pattern.only:
                for stemmer in pattern.only.get(term, self._stemmers):
                    is_written = part.written_in(terms, stemmer)
                    where = None if is_written.all() else is_written
                    if is_written.any() and term.startswith(STEM):
                        spans.extend(Span(form, form + 1, weight, where) for form in terms.forms(term, stemmer))
                    elif is_written.any():
                        spans.append(Span(*_span(terms, term), weight, where))
            else:
                spans.append(Span(*_span(terms, term), weight))
        return [span for span in spans if span.last > span.first]

    def _scored(self, weights: Array) -> Matches:
        """Return BM25 of weighted frequencies: https://en.wikipedia.org/wiki/Okapi_BM25, with the sum of the fields.

        That is BM25F (Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple weighted fields, 2004).
        """
        mask = weights > 0
        frequency = np.count_nonzero(mask & self._view.alive)
        rarity = np.log1p((self._view.count - frequency + 0.5) / (frequency + 0.5))
        score = weights + np.float32(K1)
        np.divide(weights, score, out=score)
        score *= np.float32(rarity * (K1 + 1))
        return Matches(mask, score)

    def _nothing(self) -> Array:
        return np.zeros(self._view.size, np.float32)


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
    """Add to every document how often it has some terms, weighted."""
    for first, last, weight, where in spans:
        if last == first + 1:  # one term: every document once
            documents, frequencies = terms.postings(first, last)
            if where is not None:
                documents, frequencies = documents[where[documents]], frequencies[where[documents]]
            counted[documents] += np.float32(weight) * frequencies.astype(np.float32)
        else:
            own = terms.totals(first, last, counted.size)
            counted += np.float32(weight) * (own if where is None else own * where)


def _sequences(terms: FieldTerms, slots: list[tuple[int, list[Span]]], size: int) -> Array:
    """Return the document of every place where slots, given with their offsets, follow one another."""
    holding = np.logical_and.reduce([_holding(terms, spans, size) for _, spans in slots])
    if not holding.any():
        return np.zeros(0, np.int64)
    found: Array | None = None
    for offset, spans in slots:
        here = _joined([(_places(terms, span, offset, holding), span.last - span.first) for span in spans])
        if found is None:
            found = here
            continue
        few, many = sorted((found, here), key=len)
        if not few.size:
            return few
        nearest = np.minimum(np.searchsorted(many, few), many.size - 1)
        found = few[many[nearest] == few]
    return (np.zeros(0, np.int64) if found is None else found) >> _POSITION_BITS


def _holding(terms: FieldTerms, spans: list[Span], size: int) -> Array:
    mask = np.zeros(size, bool)
    for first, last, _, where in spans:
        documents, _ = terms.postings(first, last)
        mask[documents if where is None else documents[where[documents]]] = True
    return mask


def _joined(places: list[tuple[Array, int]]) -> Array:
    """Return places of several terms in order, each once; those of a single term are so already."""
    if len(places) == 1 and places[0][1] == 1:
        return places[0][0]
    return np.unique(np.concatenate([one for one, _ in places]))


def _places(terms: FieldTerms, span: Span, offset: int, holding: Array) -> Array:
    """Return document and position of every occurrence as one number, moved back by `offset`, in these documents."""
    documents, frequencies = terms.postings(span.first, span.last)
    chosen = holding[documents] if span.where is None else (holding & span.where)[documents]
    positions = terms.positions(span.first, span.last, chosen) - offset
    places: Array = np.repeat(documents[chosen] << _POSITION_BITS, frequencies[chosen]) + positions
    return places[positions >= 0]
