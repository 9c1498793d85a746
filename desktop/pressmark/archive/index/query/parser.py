"""Reads what people type into the search box. Whatever the text, the outcome is a query or `InvalidQuery`, quickly.

Forgiving where the meaning is clear (an open quote or parenthesis is closed, an operator without its other half is left
out, punctuation asks for nothing); strict where a wrong guess would show wrong articles without a word, or, where that
leaves nothing to ask for, every article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressmark.archive.errors import InvalidQuery
from pressmark.archive.index.analysis import tokenise
from pressmark.archive.index.query.dates import NAMES as DATE_NAMES
from pressmark.archive.index.query.dates import before, parse_bounds, parse_period
from pressmark.archive.index.query.tokens import Kind, Piece, cut, is_blank
from pressmark.archive.index.query.tree import (
    HAS_VALUES,
    IS_VALUES,
    Field,
    Filter,
    FilterKind,
    Fuzzy,
    Node,
    Phrase,
    Prefix,
    Query,
    Word,
    both,
    either,
    negate,
)
from pressmark.archive.values import Order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

MAX_LENGTH = 2_000  # characters
MAX_TERMS = 64  # words, words in phrases, and filters
MAX_DEPTH = 20  # parentheses in parentheses
FUZZY_COST = 4  # words: so much longer does it take to look for similar ones

FIELDS = {"title": Field.TITLE, "by": Field.BYLINE, "note": Field.NOTE, "url": Field.URL,
           "highlight": Field.HIGHLIGHT}  # fmt: skip
_DATES = {"saved": FilterKind.SAVED, "published": FilterKind.PUBLISHED, "before": FilterKind.DATE,
          "after": FilterKind.DATE}  # fmt: skip
_VALUES = {"is": IS_VALUES, "has": HAS_VALUES, "sort": tuple(Order)}
_SAME = {"favourite": "fav", "favorite": "fav", "favourites": "fav", "inbox": "unread", "picture": "image",
         "trashed": "trash"}  # fmt: skip
_ID = re.compile("[0-9]{1,18}")
_WWW = re.compile(r"^(?:www\.)+(?=.)")
VALUES: dict[str, tuple[str, ...]] = _VALUES | dict.fromkeys(_DATES, (*DATE_NAMES, "7d", "30d", "6m", "1y"))
OPERATORS = frozenset({*FIELDS, *_DATES, *_VALUES, "site", "lang", "tag", "words", "near"})


def parse(text: str, *, today: date, typing: bool = False) -> Query:
    """Read a query.

    Args:
        text: what was typed.
        today: the day that `7d` and `last-month` count from.
        typing: the text is not finished: its last word may go on, and a mistake at its very end is passed over.

    Raises:
        InvalidQuery: with the place of the mistake. Codes in `detail`: `too-long`, `too-many-words`, `too-deep`,
            `unknown-value`, `bad-date`, `bad-number`, `bad-article`, `leading-wildcard`, and `nothing-asked` where
            signs and unfinished operators are all there is; while typing that is a query without a root.
    """
    if len(text) > MAX_LENGTH:
        raise InvalidQuery("too-long", MAX_LENGTH, len(text) - MAX_LENGTH)
    query = _Parser(text, today, typing).query()
    signs = [place for place, char in enumerate(text) if not is_blank(char)]
    if not typing and signs and query == Query(None):
        raise InvalidQuery("nothing-asked", signs[0], signs[-1] + 1 - signs[0])
    return query


class _Parser:
    """One reading of one text, by recursive descent; depth is bounded by `MAX_DEPTH`."""

    def __init__(self, text: str, today: date, typing: bool) -> None:
        self._pieces = list(_without_stray(cut(text, OPERATORS)))
        self._today = today
        self._typing = typing
        self._place = 0
        self._budget = MAX_TERMS
        self._order: Order | None = None

    def query(self) -> Query:
        return Query(self._alternatives(0), self._order)

    def _peek(self) -> Kind | None:
        return self._pieces[self._place].kind if self._place < len(self._pieces) else None

    def _alternatives(self, depth: int) -> Node | None:
        parts: list[Node | None] = []
        while True:
            parts.append(self._together(depth))
            if self._peek() is not Kind.OR:
                return either(part for part in parts if part is not None)
            self._place += 1

    def _together(self, depth: int) -> Node | None:
        parts: list[Node] = []
        while self._peek() not in {None, Kind.OR, Kind.CLOSE}:
            part = self._signed(depth)
            if part is not None:
                parts.append(part)
        return both(parts)

    def _signed(self, depth: int) -> Node | None:
        is_negated = False
        while self._peek() is Kind.NOT:
            is_negated = not is_negated
            self._place += 1
        while self._peek() is Kind.TERM and not self._pieces[self._place].value:
            self._place += 1  # a parenthesis may follow that is meant
        if self._peek() in {None, Kind.OR, Kind.CLOSE, Kind.NOT}:
            return None
        piece = self._pieces[self._place]
        self._place += 1
        node = self._group(piece, depth) if piece.kind is Kind.OPEN else self._term(piece)
        return negate(node) if is_negated and node is not None else node

    def _group(self, piece: Piece, depth: int) -> Node | None:
        if depth >= MAX_DEPTH:
            raise InvalidQuery("too-deep", piece.start, piece.end - piece.start)
        node = self._alternatives(depth + 1)
        if self._peek() is Kind.CLOSE:
            self._place += 1
        return node

    def _term(self, piece: Piece) -> Node | None:
        if not piece.value:
            return None
        if not piece.name or piece.name in FIELDS:
            return self._words(piece, FIELDS.get(piece.name, Field.ANY))
        self._spend(1, piece)
        try:
            return self._filter(piece)
        except InvalidQuery:
            if self._typing and piece.is_last and not piece.is_quoted:
                return None
            raise

    def _words(self, piece: Piece, field: Field) -> Node | None:
        count = sum(1 for _ in tokenise(piece.value))
        if not count:
            return None
        self._spend(count * FUZZY_COST if piece.value.endswith("~") and not piece.is_quoted else count, piece)
        if piece.is_quoted:
            return Phrase(piece.value, field)
        word = piece.value.rstrip("*~")
        suffix = piece.value[len(word) :][:1]
        if word.startswith("*"):
            raise InvalidQuery("leading-wildcard", piece.end - len(piece.value), len(word) - len(word.lstrip("*")))
        if suffix:
            return Prefix(word, field) if suffix == "*" else Fuzzy(word, field)
        if self._typing and piece.is_last and _goes_on(word):
            return Prefix(word, field, is_typed=True)
        return Word(word, field)

    def _filter(self, piece: Piece) -> Node | None:
        name, value = piece.name, piece.value
        is_typed = self._typing and piece.is_last and not piece.is_quoted
        if name == "tag":
            is_none = value.lower() == "none" and not piece.is_quoted and not piece.is_exact
            if is_none:
                return Filter(FilterKind.UNTAGGED)
            return Filter(FilterKind.TAG, value, piece.is_exact, is_typed=is_typed and not piece.is_exact)
        if name == "site":
            return Filter(FilterKind.SITE, _WWW.sub("", value.lower()), is_typed=is_typed)
        if name == "lang":
            return Filter(FilterKind.LANGUAGE, value.lower(), is_typed=is_typed)
        if name in _DATES:
            return self._dated(piece)
        if name == "words":
            bounds = parse_bounds(value)
            if bounds is None:
                raise _mistake("bad-number", piece)
            return Filter(FilterKind.WORDS, least=bounds[0], most=bounds[1])
        if name == "near":
            if not _ID.fullmatch(value):
                raise _mistake("bad-article", piece)
            return Filter(FilterKind.NEAR, str(int(value)))
        return self._named(piece)

    def _dated(self, piece: Piece) -> Node:
        period = parse_period(piece.value, self._today)
        if period is None:
            raise _mistake("bad-date", piece)
        since, until = period
        if piece.name == "before":
            if since is None:
                raise _mistake("bad-date", piece)
            until = before(since)
            since = None
        elif piece.name == "after":
            if since is None:
                raise _mistake("bad-date", piece)
            until = None
        return Filter(_DATES[piece.name], since=since, until=until)

    def _named(self, piece: Piece) -> Node | None:
        value = piece.value.lower()
        value = _SAME.get(value, value)
        if value not in _VALUES[piece.name]:
            raise _mistake("unknown-value", piece)
        if piece.name == "sort":
            self._order = Order(value)
            return None
        return Filter(FilterKind.IS if piece.name == "is" else FilterKind.HAS, value)

    def _spend(self, count: int, piece: Piece) -> None:
        self._budget -= count
        if self._budget < 0:
            raise InvalidQuery("too-many-words", piece.start, piece.end - piece.start)


def _without_stray(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Leave out every closing parenthesis that closes nothing."""
    depth = 0
    for piece in pieces:
        depth += {Kind.OPEN: 1, Kind.CLOSE: -1}.get(piece.kind, 0)
        if depth >= 0:
            yield piece
        depth = max(depth, 0)


def _goes_on(word: str) -> bool:
    """Whether the next letter typed would make the last word of `word` longer."""
    end = 0
    for token in tokenise(word):
        end = token.end
    return end == len(word)


def _mistake(detail: str, piece: Piece) -> InvalidQuery:
    length = len(piece.value) + 2 * piece.is_quoted
    return InvalidQuery(detail, max(piece.start, piece.end - length), max(1, length))
