"""Says how a query may go on at the cursor: operators and what they know, names that the archive has, its words."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from pressmark.archive.index.query import FIELDS, MAX_LENGTH, OPERATORS, VALUES, Field, cut, value_text
from pressmark.archive.index.query.tokens import Kind
from pressmark.archive.values import Completion, CompletionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pressmark.archive.index.query.tokens import Piece
    from pressmark.archive.sources import Sources
    from pressmark.archive.storage.naming import NameKind
    from pressmark.archive.storage.view import StorageView
    from pressmark.archive.values import Changed

MOST = 8
FEW = 2  # of each kind where several kinds are possible
SHORTEST_WORD = 2  # characters before words and names are offered without an operator
TOO_COMMON = 0.5  # part of the articles: a word that more of them have narrows nothing
COMMON_FROM = 50  # articles, so that this can be said

_BREAKS: dict[NameKind, str] = {"tag": "/ -", "site": ".", "lang": "", "by": " "}  # after which a part begins
_NAMED: dict[str, tuple[NameKind, CompletionKind]] = {
    "tag": ("tag", CompletionKind.TAG),
    "site": ("site", CompletionKind.SITE),
    "lang": ("lang", CompletionKind.VALUE),
    "by": ("by", CompletionKind.AUTHOR),
}


class KnownNames:
    """The names that the archive has, kept from one key to the next. Thread-safe."""

    def __init__(self, storage: StorageView) -> None:
        self._storage = storage
        self._lock = threading.Lock()
        self._known: dict[NameKind, list[tuple[str, str, int]]] = {}

    def changed(self, change: Changed) -> None:
        """Look again after a change that may bring or take names."""
        if change.counts or change.content:
            with self._lock:
                self._known = {}

    def beginning(self, kind: NameKind, part: str) -> list[tuple[str, int]]:
        """Return the names of which a part begins like this, with their numbers, the most frequent first."""
        with self._lock:
            cached = self._known
        names = cached.get(kind)
        if names is None:
            ranked = sorted(self._storage.names(kind), key=lambda one: (-one[1], one[0]))
            names = cached[kind] = [(name.casefold(), name, number) for name, number in ranked]
        part = part.casefold()
        inner = [mark + part for mark in _BREAKS[kind]]
        return [
            (name, number)
            for folded, name, number in names
            if folded.startswith(part) or any(one in folded for one in inner)
        ]


def complete(sources: Sources, text: str, cursor: int) -> tuple[Completion, ...]:
    """Return at most `MOST` completions of what stands before the cursor, the best first.

    Args:
        sources: of the archive.
        text: the query as typed.
        cursor: an offset into it; what is completed is the part that it stands in or after.
    """
    piece = _piece_before(text, cursor) if len(text) <= MAX_LENGTH else None
    if piece is None:
        return ()
    found = _Completions(sources, piece.start, _end_of(text, piece))
    if piece.name in _NAMED:
        offers = found.named(piece)
    elif piece.name in VALUES:
        offers = found.values(piece.name, piece.value)
    elif piece.name in FIELDS:
        offers = [] if piece.is_quoted else found.words(piece.value, FIELDS[piece.name], f"{piece.name}:")
    elif piece.name or piece.is_quoted:
        offers = []
    else:
        offers = found.anything(piece.value)
    return tuple(offers[:MOST])


class _Completions:
    """What may take one place of a query."""

    def __init__(self, sources: Sources, start: int, end: int) -> None:
        self._names_known, self._indexer = sources.names, sources.indexer
        self._start, self._end = start, end

    def anything(self, typed: str) -> list[Completion]:
        """Operators that begin like this, then words, then names."""
        operators = [
            self._make(f"{name}:", f"{name}:", CompletionKind.OPERATOR) for name in _starting(OPERATORS, typed)
        ]
        if len(typed) < SHORTEST_WORD:
            return operators
        names = [
            *self._names("tag", typed, "tag:")[:FEW],
            *self._names("site", typed, "site:")[:FEW],
            *self._names("by", typed, "by:")[: FEW - 1],
        ]
        operators = operators[:FEW]
        words = self.words(typed, Field.ANY, "")
        return [*operators, *words[: max(FEW, MOST - len(operators) - len(names))], *names]

    def words(self, typed: str, field: Field, before: str) -> list[Completion]:
        """Words of the archive that begin like this."""
        if len(typed) < SHORTEST_WORD:
            return []
        words, articles = self._indexer.ask(lambda words: (words.starting_with(typed, 2 * MOST, field), words.articles))
        most = articles * TOO_COMMON if articles >= COMMON_FROM else articles
        kept = [(word, number) for word, number in words if number <= most][:MOST]
        return [self._make(before + word, word, CompletionKind.WORD, number) for word, number in kept]

    def values(self, name: str, typed: str) -> list[Completion]:
        """What an operator knows."""
        fitting = [value for value in VALUES[name] if value.startswith(typed.lower())]
        return [self._make(f"{name}:{value}", value, CompletionKind.VALUE) for value in fitting if value != typed]

    def named(self, piece: Piece) -> list[Completion]:
        """Names that the archive has."""
        found = self._names(piece.name, piece.value, f"{piece.name}:{'=' * piece.is_exact}")
        if piece.name == "tag" and not piece.is_exact and not piece.is_quoted and "none".startswith(piece.value):
            found.insert(min(len(found), MOST - 1), self._make("tag:none", "none", CompletionKind.VALUE))
        return found

    def _names(self, name: str, typed: str, before: str) -> list[Completion]:
        asked, kind = _NAMED[name]
        names = self._names_known.beginning(asked, typed)
        ranked: Sequence[tuple[str, int | None]] = with_parents(names, typed) if name == "tag" else names
        return [
            self._make(before + value_text(value), value, kind, number)
            for value, number in ranked[: MOST + 1]
            if value != typed or number is None
        ]

    def _make(self, text: str, label: str, kind: CompletionKind, count: int | None = None) -> Completion:
        return Completion(self._start, self._end, text, label, kind, count)


def with_parents(tags: Iterable[tuple[str, int]], typed: str) -> list[tuple[str, int | None]]:
    """Return tags, the most used first, and the levels above them that no article has for itself.

    A level above counts as much as all below it, but has no number of its own: nobody counted what they have in common.

    Args:
        tags: names with their numbers.
        typed: what was typed; a level above is offered only where it begins like this.
    """
    tags = list(tags)
    known = {name.casefold() for name, _ in tags}
    weights: dict[str, int] = dict(tags)
    numbers: dict[str, int | None] = dict(tags)
    for name, number in tags:
        levels = name.split("/")
        for depth in range(1, len(levels)):
            parent = "/".join(levels[:depth])
            if parent.casefold().startswith(typed.casefold()) and parent.casefold() not in known:
                weights[parent] = weights.get(parent, 0) + number
                numbers[parent] = None
    begins = typed.casefold()
    names = sorted(weights, key=lambda name: (not name.casefold().startswith(begins), -weights[name], name))
    return [(name, numbers[name]) for name in names]


def _piece_before(text: str, cursor: int) -> Piece | None:
    last = None
    for piece in cut(text[: max(cursor, 0)], OPERATORS):
        last = piece
    return last if last is not None and last.end == cursor and last.kind is Kind.TERM else None


def _end_of(text: str, piece: Piece) -> int:
    """Return where the whole part ends that was read up to the cursor."""
    return next((one.end for one in cut(text, OPERATORS) if one.start == piece.start), piece.end)


def _starting(names: Iterable[str], typed: str) -> list[str]:
    return sorted(name for name in names if name.startswith(typed.lower()))
