"""Answers a query on a view: all words where they occur together, else as many as do, best first.

When no article has all words, most people would take one out and search again; so that is done for them, keeping the
words of the article that has the rarest of them, and saying which were left out.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pressmark.archive.index.documents import Found
from pressmark.archive.index.matching import Evaluation, Matches, sum_of
from pressmark.archive.index.query.tree import And, Field, Fuzzy, Node, Prefix, Word
from pressmark.archive.values import Hits

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
        return _found(view, asked, Matches(allowed, np.zeros(view.size, np.float32)), (), ())
    parts = query.root.parts if isinstance(query.root, And) else (query.root,)
    evaluation = Evaluation(view)
    fixed = [evaluation.matches(part) for part in parts if not _may_go(part)]
    for one in fixed:
        allowed = allowed & one.mask
    loose: list[tuple[str, Matches, list[str]]] = []
    fixed_marks = evaluation.marks
    for part in parts:
        if isinstance(part, Word | Prefix | Fuzzy) and _may_go(part):
            evaluation.marks = []
            loose.append((part.text, evaluation.matches(part), evaluation.marks))
    kept = _together(allowed, [matches for _, matches, _ in loose])
    used = [one for one, is_kept in zip(loose, kept, strict=True) if is_kept]
    without = tuple(text for (text, _, _), is_kept in zip(loose, kept, strict=True) if not is_kept)
    if loose and not used:
        return Found()
    mask = np.logical_and.reduce([allowed, *(matches.mask for _, matches, _ in used)])
    score = sum_of([np.zeros(view.size, np.float32), *(one.score for one in fixed), *(m.score for _, m, _ in used)])
    marks = [*fixed_marks, *(mark for _, _, own in used for mark in own)]
    return _found(view, asked, Matches(mask, score), tuple(dict.fromkeys(marks)), without)


def _may_go(node: Node) -> bool:
    """Whether a part may be left out: a plain word may, what was asked for with a sign or an operator may not."""
    return isinstance(node, Word | Prefix | Fuzzy) and node.field is Field.ANY


def _together(allowed: Array, words: list[Matches]) -> list[bool]:
    """Say which words to keep so that something is found, if anything can be."""
    if not words or np.logical_and.reduce([allowed, *(one.mask for one in words)]).any():
        return [True] * len(words)
    alive = [(one.mask & allowed) for one in words]
    worth = np.zeros(allowed.size)
    for mask in alive:
        count = int(np.count_nonzero(mask))
        if count:
            worth += mask * (1 + np.log(allowed.size / count))
    if not worth.any():
        return [False] * len(words)
    best = int(worth.argmax())
    return [bool(mask[best]) for mask in alive]


def _found(view: View, asked: Asked, matches: Matches, words: tuple[str, ...], without: tuple[str, ...]) -> Found:
    if asked.order is None:
        numbers = _best(matches.score, np.flatnonzero(matches.mask), view.ids, asked.limit)
    else:
        in_order = view.in_order(asked.order)
        numbers = in_order[matches.mask[in_order]][: asked.limit]
    hits = Hits(array("q", view.ids[numbers].tobytes()), array("f", matches.score[numbers].tobytes()))
    return Found(hits, int(np.count_nonzero(matches.mask)), words, without)


def _best(scores: Array, numbers: Array, ids: Array, limit: int | None) -> Array:
    """Return the best documents of some, best first; of equal ones the article with the higher id first."""
    scores = scores[numbers]
    if limit is not None and limit < numbers.size:
        if not limit:
            return numbers[:0]
        least = np.partition(scores, -limit)[-limit]
        numbers, scores = numbers[scores >= least], scores[scores >= least]
    return numbers[np.lexsort((-ids[numbers], -scores))[:limit]]
