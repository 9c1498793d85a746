"""Splits a query between those who can answer it: filters become sets of article ids, words are left for the index.

What is a filter at the top of a query narrows the whole; what is left inside is folded as far as sets can be, so that a
query of filters only never reaches the index.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressmark.archive.index.query.tree import Among, And, Filter, Node, Not, Or, Query, both, either, negate

if TYPE_CHECKING:
    from collections.abc import Callable

    Lookup = Callable[[Filter], frozenset[int]]
    Everything = Callable[[], frozenset[int]]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A query without filters.

    `query.root` is None where the index has nothing to say: the answer is `within` then, or everything where that is
    None too. Otherwise the answer is what the index finds for `query` among `within` (None: no limit).
    """

    query: Query
    within: frozenset[int] | None = None


def resolve(query: Query, lookup: Lookup, everything: Everything) -> Resolved:
    """Replace the filters of a query by their answers.

    Args:
        query: as parsed.
        lookup: answers one filter; asked once for each, and not again for an equal one.
        everything: every article that may be found; asked at most once, and only where a filter is negated.
    """
    folder = _Folder(lookup, everything)
    root = None if query.root is None else folder.fold(query.root)
    within: frozenset[int] | None = None
    words: list[Node] = []
    for part in () if root is None else root.parts if isinstance(root, And) else (root,):
        if isinstance(part, Among):
            within = part.ids
        else:
            words.append(part)
    if within is not None and not within:
        words.clear()
    return Resolved(Query(both(words), query.order), within)


class _Folder:
    """Folds one query; remembers the answers that it got."""

    def __init__(self, lookup: Lookup, everything: Everything) -> None:
        self._lookup, self._everything = lookup, everything
        self._answers: dict[Filter, frozenset[int]] = {}
        self._all: frozenset[int] | None = None

    def fold(self, node: Node) -> Node:
        match node:
            case Filter():
                if node not in self._answers:
                    self._answers[node] = self._lookup(node)
                return Among(self._answers[node])
            case Not(part):
                folded = self.fold(part)
                return Among(self._universe() - folded.ids) if isinstance(folded, Among) else negate(folded)
            case And(parts):
                return _gather([self.fold(part) for part in parts], is_and=True)
            case Or(parts):
                return _gather([self.fold(part) for part in parts], is_and=False)
        return node

    def _universe(self) -> frozenset[int]:
        if self._all is None:
            self._all = self._everything()
        return self._all


def _gather(parts: list[Node], *, is_and: bool) -> Node:
    join = both if is_and else either
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And if is_and else Or) else (part,))
    sets = [part.ids for part in flat if isinstance(part, Among)]
    words = [part for part in flat if not isinstance(part, Among)]
    if not sets:
        return join(words) or Among(frozenset())
    ids = frozenset.intersection(*sets) if is_and else frozenset().union(*sets)
    if is_and and not ids:
        return Among(ids)
    if not is_and and not ids and words:
        return join(words) or Among(ids)
    return join([*words, Among(ids)]) or Among(ids)
