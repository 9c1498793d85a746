"""Answers a query on a view: all words where they occur together, else as many as do, best first.

When no article has all words, most people would take one out and search again; so that is done for them, keeping the
words of the article that has the rarest of them, and saying which were left out.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pressmark.archive.index.documents import Found
from pressmark.archive.index.matching import Evaluation, Few, Matches, for_all, sum_of
from pressmark.archive.index.query.tree import And, Field, Fuzzy, Node, Prefix, Word
from pressmark.archive.values import Hits

_GROUP = 64  # documents of which one may be among the best
_ID_BITS = 32  # of nearly every archive's ids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressmark.archive.index.arrays import Array
    from pressmark.archive.index.query.tree import Query
    from pressmark.archive.index.view import View


class Asked(NamedTuple):
    """What is wanted besides the query; see `Index.search`."""

    limit: int | None = None
    within: frozenset[int] | None = None
    order: Sequence[int] | None = None


def search(view: View, query: Query, asked: Asked) -> Found:
    """Search one view; see `Index.search`."""
    allowed = view.alive if asked.within is None else view.alive & view.among(asked.within)
    if query.root is None:
        numbers = np.flatnonzero(allowed)
        return _found(view, asked, Few(numbers, np.zeros(numbers.size, np.float32), view.size), (), ())
    parts = query.root.parts if isinstance(query.root, And) else (query.root,)
    evaluation = Evaluation(view)
    fixed = [evaluation.find(part) for part in parts if not _may_go(part)]
    fixed_marks = evaluation.marks
    loose: list[tuple[str, Matches | Few, list[str]]] = []
    for part in parts:
        if isinstance(part, Word | Prefix | Fuzzy) and _may_go(part):
            evaluation.marks = []
            loose.append((part.text, evaluation.find(part), evaluation.marks))
    found = _in_all(allowed, [*fixed, *(one for _, one, _ in loose)])
    used = loose
    without: tuple[str, ...] = ()
    if loose and not found.total:
        allowed = np.logical_and.reduce([allowed, *(for_all(one).mask for one in fixed)])
        kept = _together(allowed, [for_all(one).mask for _, one, _ in loose])
        used = [one for one, is_kept in zip(loose, kept, strict=True) if is_kept]
        without = tuple(text for (text, _, _), is_kept in zip(loose, kept, strict=True) if not is_kept)
        if not used:
            return Found()
        found = _in_all(allowed, [*fixed, *(one for _, one, _ in used)])
    marks = [*fixed_marks, *(mark for _, _, own in used for mark in own)]
    return _found(view, asked, found, tuple(dict.fromkeys(marks)), without)


def _in_all(allowed: Array, several: list[Matches | Few]) -> Matches | Few:
    """Return what is in all of several matches, with the sum of the scores; only looks at the fewest."""
    few = [one.numbers for one in several if isinstance(one, Few)]
    if not few:
        all_of = [for_all(one) for one in several]
        mask = allowed & all_of[0].mask
        for one in all_of[1:]:
            mask &= one.mask
        return Matches(mask, sum_of(one.score for one in all_of))
    numbers = min(few, key=len)
    numbers = numbers[allowed[numbers]]
    at = [one.at(numbers) for one in several]
    mask = np.logical_and.reduce([np.ones(numbers.size, bool), *(one.mask for one in at)])
    score = sum_of([np.zeros(numbers.size, np.float32), *(one.score for one in at)])
    return Few(numbers[mask], score[mask], allowed.size)


def _may_go(node: Node) -> bool:
    """Whether a part may be left out: a plain word may, what was asked for with a sign or an operator may not."""
    return isinstance(node, Word | Prefix | Fuzzy) and node.field is Field.ANY


def _together(allowed: Array, words: list[Array]) -> list[bool]:
    """Say which of some words that are nowhere together to keep so that something is found, if anything can be."""
    alive = [mask & allowed for mask in words]
    worth = np.zeros(allowed.size)
    for mask in alive:
        count = int(np.count_nonzero(mask))
        if count:
            worth += mask * (1 + np.log(allowed.size / count))
    if not worth.any():
        return [False] * len(words)
    best = int(worth.argmax())
    return [bool(mask[best]) for mask in alive]


def _found(view: View, asked: Asked, found: Matches | Few, words: tuple[str, ...], without: tuple[str, ...]) -> Found:
    if asked.limit == 0:
        return Found(Hits(), found.total, words, without)
    if asked.order is not None:
        matches, in_order = for_all(found), view.in_order(asked.order)
        numbers = in_order[np.flatnonzero(matches.mask[in_order])[: asked.limit]]
        ids, scores = view.ids[numbers], matches.score[numbers]
    else:
        numbers, scores = _promising(found, asked.limit)
        ids, scores = _best(scores, view.ids[numbers], asked.limit)
    return Found(Hits(array("q", ids.tobytes()), array("f", scores.tobytes())), found.total, words, without)


def _promising(found: Matches | Few, limit: int | None) -> tuple[Array, Array]:
    """Return the numbers and scores of documents among which the best are.

    The best of many groups are different documents; as many of those as are wanted are at least as good as the worst of
    them.
    """
    if isinstance(found, Few):
        return found.numbers, found.score
    mask, score = found
    whole = score.size - score.size % _GROUP
    if limit is not None and limit < whole // _GROUP:
        score = score * mask
        best = np.sort(score[:whole].reshape(_GROUP, -1).max(axis=0))[-limit]
        mask = score >= best if best > 0 else mask
    numbers = np.flatnonzero(mask)
    return numbers, score[numbers]


def _best(scores: Array, ids: Array, limit: int | None) -> tuple[Array, Array]:
    """Return ids and scores of the best, best first; of equal ones the article with the higher id first.

    Both are put into one number: the bits of floats that are not negative are in the order of the floats.
    """
    if ids.size and int(ids.max()) >> _ID_BITS:
        places = np.lexsort((-ids, -scores))[:limit]
        return ids[places], scores[places]
    keys = scores.astype(np.float32).view(np.uint32).astype(np.int64) << _ID_BITS
    keys |= ids
    keys.sort()
    keys = keys[::-1][:limit]
    return keys & ((1 << _ID_BITS) - 1), (keys >> _ID_BITS).astype(np.uint32).view(np.float32)
