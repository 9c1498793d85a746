from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pressmark.archive.errors import InvalidQuery
from pressmark.archive.index.query import has_part, narrowed, order_in, parse, spans, widened
from pressmark.archive.index.query.tree import Filter, FilterKind, both
from pressmark.archive.values import Order

TODAY = date(2024, 9, 24)
PIECES = [
    "tag:",
    "site:a.us",
    "is:",
    "fav",
    "a",
    "Durov's",
    '"',
    "“",
    "\\",
    "(",
    ")",
    "-",
    "OR",
    "NOT",
    "|",
    " ",
    "tag:x",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("", "tag:x", "tag:x"),
        ("bees ", "tag:x", "bees tag:x"),
        ("bees OR tea", "tag:x", "(bees OR tea) tag:x"),
        ("(bees OR tea) hive", "tag:x", "(bees OR tea) hive tag:x"),
        ("bees (tea", "tag:x", "bees (tea) tag:x"),
        ('bees "tea ti', "tag:x", 'bees "tea ti" tag:x'),
        ("bees tag:x", "tag:x", "bees tag:x"),
        ("bees -tag:x", "tag:x", "bees -tag:x tag:x"),
        ("tag:x OR tea", "tag:x", "(tag:x OR tea) tag:x"),
        ("tag:y", "tag:x", "tag:y tag:x"),
        ("saved:7d bees", "saved:30d", "bees saved:30d"),
        ("(saved:7d OR tea)", "saved:30d", "(saved:7d OR tea) saved:30d"),
        ("sort:title words:>9", "sort:saved", "words:>9 sort:saved"),
    ],
)
def test_adds_a_filter_for_the_whole(text: str, part: str, expected: str) -> None:
    assert narrowed(text, part) == expected


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("durov", None),
        ("durov sort:title", Order.TITLE),
        ("sort:TITLE durov sort:saved", Order.SAVED),
        ("sort:odd", None),
        ("sort:", None),
        ('"sort:title"', None),
    ],
)
def test_knows_the_order_that_a_query_asks_for(text: str, order: Order | None) -> None:
    assert order_in(text) == order


@given(TEXTS)
def test_the_answer_is_what_both_find(text: str) -> None:
    try:
        before = parse(text, today=TODAY)
    except InvalidQuery:
        return
    if has_part(text, "site:b.us"):
        return
    after = parse(narrowed(text, "site:b.us"), today=TODAY)
    added = Filter(FilterKind.SITE, "b.us")
    assert after.root == (added if before.root is None else both([before.root, added]))


@given(TEXTS)
@example("-(")
@example("NOT)")
@example("-(a)")
def test_what_was_added_can_be_taken_out_again(text: str) -> None:
    added = narrowed(text, "site:b.us")
    assert has_part(added, "site:b.us")
    left = widened(added, "site:b.us")
    assert not has_part(left, "site:b.us")
    assert len(spans(left)) <= len(spans(added))


def test_only_a_filter_for_the_whole_is_found() -> None:
    assert has_part("bees tag:x", "tag:x")
    assert not any(has_part(text, "tag:x") for text in ("-tag:x", "tag:x OR a", "(tag:x b)", "tag:xy", '"tag:x"'))
    assert widened("bees -tag:x", "tag:x") == "bees -tag:x"
