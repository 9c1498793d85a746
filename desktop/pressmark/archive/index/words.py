"""What a word of a query stands for: which terms to look up, in what order they must stand, and what to mark in texts.

A query is analysed for every language that the archive holds, since nobody says in which language they search. What is
a stem in one language may be a word in another (the German stem of "market" is "mark"), so each counts in texts of its
own languages only.

What is to be marked is told in strings that only `snippets` understands, one for each thing that was asked for.
`policy|english/polici` is either a plain form or a stem in one language, `german/*schutz` the end of a stem, `encrypt*`
a beginning, `german/datenschutz*` one in texts of a language. With a blank between them they stand one after the other;
an empty one may be any word. `+policies` is a form with one of the stems beside it, which makes it easier to find; `+`
alone says that all such forms are named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from pressmark.archive.index.analysis import EXACT, SHORTEST_TAIL, STEM, Token, roots_of, stem_of, tail_of, tokenise
from pressmark.archive.index.folding import plain
from pressmark.archive.index.stems import fitting, has_compounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

PLAIN_WEIGHT, EXACT_WEIGHT, STEM_WEIGHT, COMPOUND_WEIGHT = 1.0, 0.5, 0.6, 0.3
SHORTEST_FIRST = 7  # letters of a word that is looked for at the beginning of compounds; shorter ones begin too much
BEGINNING = "*"  # ends a term that stands for all that begin so; no term has it
SPELLING = "+"  # begins a form that has the stem beside it
_THE_AND = ("ה", "ו")
_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)  # may differ between the address pasted and the one kept

Terms = dict[str, float]  # term to weight; any of them will do


@dataclass(frozen=True)
class Pattern:
    """Terms at places: `slots` are (offset from the first, terms). `is_open`: the last slot's plain term may go on.

    `together` are terms that stand for the whole pattern at once. `only` has, for terms that do not count in all texts,
    the stemmers of those in which they do.
    """

    slots: tuple[tuple[int, Terms], ...]
    is_open: bool = False
    together: tuple[str, ...] = ()
    only: Mapping[str, frozenset[str]] = field(default_factory=dict)


def pattern_of(text: str, stemmers: Iterable[str], *, is_literal: bool = False, is_open: bool = False) -> Pattern:
    """Analyse a piece of a query.

    Args:
        text: a word, what was written in one go, or a phrase.
        stemmers: of the languages in the archive.
        is_literal: only the words as written, not their other forms.
        is_open: the last word may go on.
    """
    tokens = _tokens(text)
    languages = _languages(stemmers)
    slots: list[tuple[int, Terms]] = []
    only: dict[str, frozenset[str]] = {}
    for token, following in zip(tokens, [*tokens[1:], None], strict=False):
        if token.is_gram:
            is_end = following is None or following.run != token.run
            if is_end and slots and token.position and _continues(tokens, token):
                continue  # the pair before it has it
            slots.append((token.position, {(token.extras or (token.surface,))[0]: PLAIN_WEIGHT}))
        elif token.is_special:
            slots.append((token.position, {token.extras[0]: PLAIN_WEIGHT}))
        else:
            terms, only = _terms(token, () if is_literal else languages)
            slots.append((token.position, terms))
    if len(slots) > 1:
        slots = [(place, _without_compounds(terms)) for place, terms in slots]
    is_one = len({token.run for token in tokens}) == 1 and len(slots) > 1 and not tokens[0].is_gram
    together = tokens[0].extras if is_one and not is_open else ()
    can_go_on = is_open and bool(tokens) and not (tokens[-1].is_gram or tokens[-1].is_special)
    return Pattern(tuple(slots), can_go_on, together, only if len(slots) == 1 else {})


def marks_of(
    text: str, stemmers: Iterable[str], pattern: Pattern, forms: Mapping[str, Iterable[str]] | None = None
) -> tuple[str, ...]:
    """Return what to mark where a pattern was found. `forms` are the plain forms of every stem, if they are known."""
    if not pattern.slots:
        return ()
    tokens = {token.position: token for token in _tokens(text)}
    places: list[str] = []
    for offset, terms in pattern.slots:
        places.extend([""] * (offset - pattern.slots[0][0] - len(places)))
        marks = [next(iter(terms))]
        if any(term.startswith(STEM) for term in terms):
            surface = tokens[offset].surface
            of_stems = {mark for one in _languages(stemmers) for mark in _stem_marks(surface, one)}
            marks += sorted(one for one in of_stems if len(pattern.slots) == 1 or BEGINNING not in one)
            if forms is not None:
                marks += [SPELLING, *sorted({SPELLING + form for term in terms for form in forms.get(term, ())})]
        places.append("|".join(marks))
    return (" ".join(places) + (BEGINNING if pattern.is_open else ""), *pattern.together)


@lru_cache(maxsize=32)
def _tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a piece of a query, which is analysed several times."""
    return tuple(tokenise(_SCHEME.sub("", text, count=1)))


def _without_compounds(terms: Terms) -> Terms:
    """Return the terms that may stand beside others: who writes a compound in two parts asks for none."""
    return {term: weight for term, weight in terms.items() if not term.endswith(BEGINNING)}


def _stem_marks(surface: str, stemmer: str) -> Iterator[str]:
    own = fitting(surface, stemmer)
    for root in _asked_roots(surface, stemmer):
        yield f"{own}/{root}"
        if has_compounds(own) and len(root) >= SHORTEST_TAIL:
            yield f"{own}/*{root}"
    if has_compounds(own) and len(bare := plain(surface)) >= SHORTEST_FIRST:
        yield f"{own}/{bare}{BEGINNING}"


def _asked_roots(surface: str, stemmer: str) -> tuple[str, ...]:
    """Return the stems to look for. Only "the" and "and" are taken off a Hebrew word: the rest may be a part of it."""
    return roots_of(surface, stemmer) if surface[0] in _THE_AND else (stem_of(surface, stemmer),)


def _continues(tokens: Sequence[Token], token: Token) -> bool:
    before = tokens[token.position - 1]
    return before.is_gram and before.run == token.run


def _languages(stemmers: Iterable[str]) -> list[str]:
    """Return the stemmers to ask, with that of texts in an unknown language."""
    return sorted({*stemmers, ""})


def _terms(token: Token, stemmers: Sequence[str]) -> tuple[Terms, dict[str, frozenset[str]]]:
    """Return the terms of a word, and in which texts they count if not in all."""
    bare = plain(token.surface)
    terms: Terms = {bare: PLAIN_WEIGHT}
    if stemmers and token.surface != bare:
        terms[EXACT + token.surface] = EXACT_WEIGHT
    where: dict[str, set[str]] = {}
    for stemmer in stemmers:
        for root in _asked_roots(token.surface, stemmer):
            where.setdefault(root, set()).add(stemmer)
            where.setdefault(STEM + root, set()).add(stemmer)
            if len(root) >= SHORTEST_TAIL and has_compounds(fitting(token.surface, stemmer)):
                where.setdefault(tail_of(root) + BEGINNING, set()).add(stemmer)
        if len(bare) >= SHORTEST_FIRST and has_compounds(fitting(token.surface, stemmer)):
            where.setdefault(bare + BEGINNING, set()).add(stemmer)
    only = {}
    for term, those in where.items():
        if term not in terms:
            terms[term] = COMPOUND_WEIGHT if term.endswith(BEGINNING) else STEM_WEIGHT
            if len(those) < len(stemmers):
                only[term] = frozenset(those)
    return terms, only
