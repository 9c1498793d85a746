"""Writes a query back as text that reads as the same query, for the search box, saved searches and the sidebar."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from pressmark.archive.index.query.tokens import QUOTES
from pressmark.archive.index.query.tree import (
    Among,
    And,
    Field,
    Filter,
    FilterKind,
    Fuzzy,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
)

if TYPE_CHECKING:
    from datetime import date

_BARE = re.compile(r"[\w][\w./-]*")
_TO_ESCAPE = re.compile(rf"([{QUOTES}\\])")


def to_text(query: Query) -> str:
    """Write a query. Reading it again gives an equal query, with any `today`.

    Of what is being typed, a word becomes `word*` and the value of a filter is taken as whole.

    Raises:
        ValueError: the query holds answers (`Among`) instead of questions.
    """
    parts = [] if query.root is None else [_node(query.root, is_inner=False)]
    if query.order is not None:
        parts.append(f"sort:{query.order}")
    return " ".join(parts)


def quote(value: str) -> str:
    """Write a value so that it reads as one, for building a query from a tag or a site."""
    return '"' + _TO_ESCAPE.sub(r"\\\1", value) + '"'


def value_text(value: str) -> str:
    """Write a value so that it reads as one, in quotes only where it needs them."""
    return value if _BARE.fullmatch(value) else quote(value)


def tag_text(name: str, *, is_exact: bool = False) -> str:
    """Write the filter for a tag."""
    return (
        f"tag:{'=' if is_exact else ''}{quote(name) if name.lower() == 'none' and not is_exact else value_text(name)}"
    )


def _node(node: Node, *, is_inner: bool = True) -> str:
    match node:
        case Word(text, field):
            return _field(field, text) + text
        case Phrase(text, field):
            return _field(field) + quote(text)
        case Prefix(text, field):
            return f"{_field(field, text)}{text}*"
        case Fuzzy(text, field):
            return f"{_field(field, text)}{text}~"
        case Filter():
            return _filter(node)
        case Not(part):
            return "-" + _node(part)
        case And(parts) | Or(parts):
            text = (" " if isinstance(node, And) else " OR ").join(_node(part) for part in parts)
            return f"({text})" if is_inner else text
        case Among():
            raise ValueError("a set of articles has no text")


def _field(field: Field, text: str = "") -> str:
    if not field:
        return ""
    return f"{field}:=" if text.startswith("=") else f"{field}:"  # the first one behind a colon is no part of the text


def _filter(node: Filter) -> str:
    match node.kind:
        case FilterKind.UNTAGGED:
            return "tag:none"
        case FilterKind.TAG:
            return tag_text(node.value, is_exact=node.is_exact)
        case FilterKind.DATE if node.since is None and node.until is not None:
            return f"before:{node.until + timedelta(days=1)}"
        case FilterKind.DATE:
            return f"after:{node.since}"
        case FilterKind.SAVED | FilterKind.PUBLISHED:
            return f"{node.kind}:{_range(node.since, node.until)}"
        case FilterKind.WORDS:
            return f"words:{_range(node.least, node.most)}"
    return f"{node.kind}:{value_text(node.value)}"


def _range(first: date | int | None, last: date | int | None) -> str:
    return str(first) if first == last else f"{'' if first is None else first}..{'' if last is None else last}"
