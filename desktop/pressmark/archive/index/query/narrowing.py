"""Adds a filter to a query as a person would: once, for the whole of it, in the place of one that says otherwise."""

from __future__ import annotations

from pressmark.archive.index.query.spans import spans, without
from pressmark.archive.values import Order, Span, SpanKind

_ONE_EACH = frozenset({"saved", "published", "words", "sort"})  # two of them would rarely leave anything


def narrowed(text: str, part: str) -> str:
    """Return a query that finds only those of another that a filter lets through.

    Args:
        text: the query; an open quote or parenthesis is closed, alternatives are put into parentheses.
        part: one filter.
    """
    if has_part(text, part):
        return text
    (wanted,) = spans(part)
    for span in reversed(_whole(text)):
        if span.name in _ONE_EACH and span.name == wanted.name:
            text, _ = without(text, span.start)
    text = _closed(text.strip())
    if any(span.kind is SpanKind.OR for span in _whole(text)):
        text = f"({text})"
    return f"{text} {part}".strip()


def widened(text: str, part: str) -> str:
    """Return the query without a filter that is in it for the whole."""
    span = _find(text, part)
    return text if span is None else without(text, span.start)[0]


def has_part(text: str, part: str) -> bool:
    """Whether a filter is in a query, for the whole of it."""
    return _find(text, part) is not None


def order_in(text: str) -> Order | None:
    """Return the order that a query asks for itself; None where it leaves that to others."""
    asked = [one.value.lower() for one in spans(text) if one.name == "sort" and one.kind is SpanKind.FILTER]
    return next((Order(value) for value in reversed(asked) if value in set(Order)), None)


def _find(text: str, part: str) -> Span | None:
    found, whole = spans(text), _whole(text)
    if any(span.kind is SpanKind.OR for span in whole):
        return None
    for before, span in zip((None, *found), found, strict=False):
        is_negated = before is not None and before.kind is SpanKind.NOT
        if span in whole and not is_negated and text[span.start : span.end] == part:
            return span
    return None


def _whole(text: str) -> list[Span]:
    """The parts of a query that stand in no parenthesis."""
    found, depth = [], 0
    for span in spans(text):
        if span.kind is SpanKind.PARENTHESIS:
            depth = depth + 1 if text[span.start] == "(" else max(depth - 1, 0)
        elif depth == 0:
            found.append(span)
    return found


def _closed(text: str) -> str:
    """A query that nothing put after it can become a part of."""
    if spans(f"{text} x")[-1].start < len(text):  # what comes after it is read as part of it
        is_escaping = (len(text) - len(text.rstrip("\\"))) % 2 == 1
        text += '\\"' if is_escaping else '"'
    depth = 0
    for span in [one for one in spans(text) if one.kind is SpanKind.PARENTHESIS]:
        if text[span.start] == "(":
            depth += 1
        elif depth:
            depth -= 1
        else:  # closes nothing
            text = f"{text[: span.start]} {text[span.end :]}"
    while (found := spans(text)) and _is_half(text, found[-1]):
        depth -= found[-1].kind is SpanKind.PARENTHESIS
        text = text[: found[-1].start].rstrip()
    return (text + ")" * depth).strip()


def _is_half(text: str, span: Span) -> bool:
    """Whether a part wants another one after it."""
    return text[span.start] == "(" if span.kind is SpanKind.PARENTHESIS else not span.value
