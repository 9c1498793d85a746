from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.index.query import parse, resolve
from pressmark.archive.index.query.tree import (
    Among,
    And,
    Filter,
    FilterKind,
    Node,
    Not,
    Or,
    Query,
    Word,
    both,
    either,
    negate,
)

TODAY = date(2024, 9, 24)
ALL = frozenset(range(1, 9))
TAGGED = {"a": frozenset({1, 2, 3}), "b": frozenset({3, 4}), "none-of-them": frozenset[int]()}
HOLDING = {"x": frozenset({1, 4, 7}), "y": frozenset({2, 4, 8})}  # which articles have which word


def answer(one: Filter) -> frozenset[int]:
    return TAGGED[one.value]


def everything() -> frozenset[int]:
    return ALL


@pytest.mark.parametrize(
    ("text", "root", "within"),
    [
        ("x", Word("x"), None),
        ("tag:a", None, {1, 2, 3}),
        ("tag:a tag:b", None, {3}),
        ("tag:a OR tag:b", None, {1, 2, 3, 4}),
        ("-tag:a", None, {4, 5, 6, 7, 8}),
        ("-(tag:a OR tag:b)", None, {5, 6, 7, 8}),
        ("x tag:a", Word("x"), {1, 2, 3}),
        ("x -tag:a tag:b", Word("x"), {4}),
        ("x tag:none-of-them", None, set()),
        ("x OR tag:none-of-them", Word("x"), None),
        ("x OR tag:a OR tag:b", Or((Word("x"), Among(frozenset({1, 2, 3, 4})))), None),
        ("(x tag:none-of-them) OR y", Word("y"), None),
        ("-(x tag:b)", Not(And((Word("x"), Among(frozenset({3, 4}))))), None),
        ("", None, None),
    ],
)
def test_leaves_only_words_to_the_index(text: str, root: Node | None, within: set[int] | None) -> None:
    resolved = resolve(parse(text, today=TODAY), answer, everything)
    assert resolved.query.root == root
    assert resolved.within == (None if within is None else frozenset(within))


def test_asks_for_everything_only_where_a_filter_is_negated() -> None:
    def unexpected() -> frozenset[int]:
        raise AssertionError

    resolve(parse("x tag:a (y OR tag:b) -z", today=TODAY), answer, unexpected)


LEAVES = st.sampled_from([Word("x"), Word("y"), *(Filter(FilterKind.TAG, tag) for tag in TAGGED)])
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(negate),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: both(parts) or parts[0]),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: either(parts) or parts[0]),
    ),
    max_leaves=8,
)


def meaning(node: Node) -> frozenset[int]:
    match node:
        case Word(text):
            return HOLDING[text]
        case Filter():
            return answer(node)
        case Among(ids):
            return ids
        case Not(part):
            return ALL - meaning(part)
        case And(parts):
            return frozenset.intersection(*map(meaning, parts))
        case Or(parts):
            return frozenset().union(*map(meaning, parts))
    raise AssertionError(node)


def holds_filter(node: Node | None) -> bool:
    match node:
        case Not(part):
            return holds_filter(part)
        case And(parts) | Or(parts):
            return any(map(holds_filter, parts))
    return isinstance(node, Filter)


@given(TREES)
def test_means_the_same_and_holds_no_filter(tree: Node) -> None:
    resolved = resolve(Query(tree), answer, everything)
    rest = ALL if resolved.query.root is None else meaning(resolved.query.root)
    assert rest & (ALL if resolved.within is None else resolved.within) == meaning(tree)
    assert not holds_filter(resolved.query.root)
