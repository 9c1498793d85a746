"""Cuts a query into its pieces, each with the place it came from, and never fails.

Quotes of any language open and close alike, an open quote ends with the text, and control characters are blanks. Inside
quotes a backslash keeps a quote or a backslash from being read as one.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

QUOTES = '"\u201c\u201d\u201e\u201f'
NEGATIONS = "-\u2212"  # the minus sign comes along when text is copied from a web page


class Kind(Enum):
    """What a piece is."""

    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    NOT = auto()
    TERM = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a query.

    For a TERM: `name` is the operator before the colon, lower case, or empty; `value` what was asked for; `is_exact`
    whether it had an equals sign; `is_last` whether the text ends with it; `is_scoped` whether the operator stands
    before a parenthesis around it, as in `title:(a OR b)`.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""
    value: str = ""
    is_quoted: bool = False
    is_exact: bool = False
    is_last: bool = False
    is_scoped: bool = False


def cut(text: str, operators: frozenset[str]) -> Iterator[Piece]:
    """Yield the pieces of a query. Linear in its length.

    Args:
        text: the query as typed.
        operators: the names that a colon makes an operator of; any other `name:` is part of a word, as in an address.
    """
    place, size = 0, len(text)
    scopes: list[Piece | None] = [None]
    before: Piece | None = None
    while place < size:
        char = text[place]
        if is_blank(char):
            place += 1
        elif char in "()|":
            kind = {"(": Kind.OPEN, ")": Kind.CLOSE, "|": Kind.OR}[char]
            if kind is Kind.OPEN:
                is_scope = before is not None and before.end == place and before.name and not before.value
                scopes.append(before if is_scope and before and not before.is_quoted else scopes[-1])
            elif kind is Kind.CLOSE and len(scopes) > 1:
                scopes.pop()
            yield Piece(kind, place, place + 1)
            place += 1
        elif char in NEGATIONS:
            after = place + 1
            while after < size and text[after] in NEGATIONS:
                after += 1
            if after == place + 1 and after < size and not is_blank(text[after]) and text[after] not in ")|":
                yield Piece(Kind.NOT, place, after)
            place = after  # two and more are a dash in pasted text
        else:
            before = _term(text, place, operators)
            place = before.end
            scope = scopes[-1]
            if scope is not None and before.value and not before.name:
                before = replace(before, name=scope.name, is_exact=scope.is_exact, is_scoped=True)
            yield before


def is_blank(char: str) -> bool:
    """Whether a character only separates: white space, controls, and halves of a broken character."""
    return char.isspace() or unicodedata.category(char) in {"Cc", "Cs"}


def _term(text: str, start: int, operators: frozenset[str]) -> Piece:
    if text[start] in QUOTES:
        value, end = _quoted(text, start)
        return Piece(Kind.TERM, start, end, value=value, is_quoted=True, is_last=end == len(text))
    end = _bare_end(text, start)
    word = text[start:end]
    name, colon, value = word.partition(":")
    if colon and name.lower() in operators:
        return _operator(text, start, start + len(name) + 1, name.lower())
    if word in {"OR", "NOT"}:
        return Piece(Kind.OR if word == "OR" else Kind.NOT, start, end)
    value = "" if word == "AND" else word
    return Piece(Kind.TERM, start, end, value=value, is_last=end == len(text))


def _operator(text: str, start: int, place: int, name: str) -> Piece:
    is_exact = text[place : place + 1] == "="
    place += is_exact
    if place < len(text) and text[place] in QUOTES:
        value, end = _quoted(text, place)
        is_quoted = True
    else:
        end = _bare_end(text, place)
        value, is_quoted = text[place:end], False
    return Piece(Kind.TERM, start, end, name, value, is_quoted, is_exact, is_last=end == len(text))


def _bare_end(text: str, start: int) -> int:
    end = start
    while end < len(text) and not is_blank(text[end]) and text[end] not in "()|" and text[end] not in QUOTES:
        end += 1
    return end


def _quoted(text: str, start: int) -> tuple[str, int]:
    """Read from an opening quote; returns what is inside and where it ends, the closing quote included."""
    inside: list[str] = []
    place = start + 1
    while place < len(text):
        char = text[place]
        if char == "\\" and text[place + 1 : place + 2] and text[place + 1] in QUOTES + "\\":
            inside.append(text[place + 1])
            place += 2
            continue
        place += 1
        if char in QUOTES:
            break
        inside.append(" " if is_blank(char) else char)
    return " ".join("".join(inside).split()), place
