"""The query language: text to tree, tree to text, and the part of a tree that the index does not answer. All pure."""

from pressmark.archive.index.query.parser import OPERATORS, parse
from pressmark.archive.index.query.printer import quote, to_text
from pressmark.archive.index.query.resolution import Resolved, resolve
from pressmark.archive.index.query.spans import spans, without
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
    "OPERATORS",
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
    "parse",
    "quote",
    "resolve",
    "spans",
    "to_text",
    "without",
]
