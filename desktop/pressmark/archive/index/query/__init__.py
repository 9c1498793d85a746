"""The query language: text to tree, tree to text, and the part of a tree that the index does not answer. All pure."""

from pressmark.archive.index.query.mending import known_values, mend
from pressmark.archive.index.query.narrowing import has_part, narrowed, order_in, widened
from pressmark.archive.index.query.parser import FIELDS, MAX_LENGTH, OPERATORS, VALUES, parse
from pressmark.archive.index.query.printer import quote, tag_text, to_text, value_text
from pressmark.archive.index.query.resolution import Resolved, resolve
from pressmark.archive.index.query.spans import spans, without
from pressmark.archive.index.query.tokens import QUOTES, cut
from pressmark.archive.index.query.tree import (
    Among,
    And,
    Field,
    Filter,
    FilterKind,
    Node,
    Not,
    Or,
    Query,
)

__all__ = [
    "FIELDS",
    "MAX_LENGTH",
    "OPERATORS",
    "QUOTES",
    "VALUES",
    "Among",
    "And",
    "Field",
    "Filter",
    "FilterKind",
    "Node",
    "Not",
    "Or",
    "Query",
    "Resolved",
    "cut",
    "has_part",
    "known_values",
    "mend",
    "narrowed",
    "order_in",
    "parse",
    "quote",
    "resolve",
    "spans",
    "tag_text",
    "to_text",
    "value_text",
    "widened",
    "without",
]
