"""Tells the parts of a query's text apart, so that a line edit can paint them as chips and take one out whole."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pressmark.archive.errors import InvalidQuery
from pressmark.archive.index.query.parser import MAX_DEPTH, MAX_LENGTH, OPERATORS, parse
from pressmark.archive.index.query.tokens import Kind, Piece, cut
from pressmark.archive.values import Span, SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANY_DAY = date(2000, 1, 1)  # whether something is a date does not depend on today
_SIGNS = {
    Kind.OPEN: SpanKind.PARENTHESIS,
    Kind.CLOSE: SpanKind.PARENTHESIS,
    Kind.OR: SpanKind.OR,
    Kind.NOT: SpanKind.NOT,
}


def spans(text: str, *, typing: bool = False) -> tuple[Span, ...]:
    """Return the parts of a query in order, none over another. Any text has them; what is wrong is a MISTAKE.

    Args:
        text: the query as typed.
        typing: the text is not finished, so its very end is not called a mistake.
    """
    known = text[:MAX_LENGTH]
    found = list(_parts(known, typing=typing and known == text))
    if len(text) > MAX_LENGTH:
        while found and found[-1].end == MAX_LENGTH:
            found.pop()  # cut through
        start = found[-1].end if found else 0
        found.append(Span(start, len(text), SpanKind.MISTAKE, value=text[start:]))
    return tuple(found)


def without(text: str, place: int) -> tuple[str, int]:
    """Take the part at a place out of a query: with its minus, its parenthesis to the other one, and a stray OR.

    Args:
        text: the query as typed.
        place: an offset inside the part, or at its end; where there is none, nothing is taken.

    Returns:
        The text that is left, and where the cursor goes.
    """
    parts = spans(text)
    index = next((i for i, one in enumerate(parts) if one.start <= place < one.end), None)
    if index is None:
        index = next((i for i, one in enumerate(parts) if one.end == place), None)
    if index is None:
        return text, place
    first, last = _whole(text, parts, index)
    if first and _is_before_parenthesis(text, parts, first - 1):
        first -= 1
    while first and parts[first - 1].kind is SpanKind.NOT:
        first -= 1
    is_first = first == 0 or text[parts[first - 1].start] == "("
    is_last = last + 1 == len(parts) or text[parts[last + 1].start] == ")"
    if last + 1 < len(parts) and parts[last + 1].kind is SpanKind.OR and (is_first or _follows_or(parts, first)):
        last += 1
    elif is_last and _follows_or(parts, first):
        first -= 1
    before, after = text[: parts[first].start], text[parts[last].end :]
    if not before or before[-1].isspace():
        after = after.lstrip()
    elif after and not after[0].isspace() and before[-1] != "(" and after[0] != ")":
        before += " "  # or the two would become one
    if not after or after[0] == ")":
        before = before.rstrip()
    return before + after, len(before)


def _is_before_parenthesis(text: str, parts: tuple[Span, ...], index: int) -> bool:
    """Whether an operator stands before a parenthesis around its values."""
    part = parts[index]
    is_open = part.kind is SpanKind.FILTER and not part.value and index + 1 < len(parts)
    return is_open and parts[index + 1].start == part.end and text[part.end] == "("


def _follows_or(parts: tuple[Span, ...], index: int) -> bool:
    return index > 0 and parts[index - 1].kind is SpanKind.OR


def _whole(text: str, parts: tuple[Span, ...], index: int) -> tuple[int, int]:
    """Return the first and the last part of what stands at an index: a parenthesis reaches to its other half."""
    part = parts[index]
    if part.kind is SpanKind.NOT:
        following = index + 1
        return (index, _whole(text, parts, following)[1]) if following < len(parts) else (index, index)
    if _is_before_parenthesis(text, parts, index):
        return index, _whole(text, parts, index + 1)[1]
    if part.kind is not SpanKind.PARENTHESIS:
        return index, index
    step, depth, here = (1 if text[part.start] == "(" else -1), 0, index
    while 0 <= here < len(parts):
        if parts[here].kind is SpanKind.PARENTHESIS:
            depth += 1 if text[parts[here].start] == "(" else -1
            if depth == 0:
                return min(index, here), max(index, here)
        here += step
    return (index, len(parts) - 1) if step > 0 else (index, index)  # an open one ends with the text


def _parts(text: str, *, typing: bool) -> Iterator[Span]:
    wrong = _mistake_in(text, typing=typing)
    depth = 0
    for piece in cut(text, OPERATORS):
        depth += {Kind.OPEN: 1, Kind.CLOSE: -1}.get(piece.kind, 0)
        depth = max(depth, 0)
        is_wrong = wrong is not None and piece.start <= wrong < piece.end
        if piece.kind is Kind.TERM:
            own = (f"{piece.name}:" if piece.is_scoped else "") + text[piece.start : piece.end]
            is_wrong = is_wrong or _mistake_in(own, typing=typing and piece.is_last) is not None
            yield Span(piece.start, piece.end, SpanKind.MISTAKE if is_wrong else _kind(piece), piece.name, piece.value)
        else:
            is_wrong = is_wrong or depth > MAX_DEPTH
            yield Span(piece.start, piece.end, SpanKind.MISTAKE if is_wrong else _SIGNS[piece.kind])


def _kind(piece: Piece) -> SpanKind:
    if piece.name:
        return SpanKind.FILTER
    return SpanKind.PHRASE if piece.is_quoted else SpanKind.WORD


def _mistake_in(text: str, *, typing: bool) -> int | None:
    try:
        parse(text, today=_ANY_DAY, typing=typing)
    except InvalidQuery as error:
        return None if error.detail == "nothing-asked" else error.position  # that is of the whole, not of a part
    return None
