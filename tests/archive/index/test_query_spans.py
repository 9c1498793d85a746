from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.errors import InvalidQuery
from pressmark.archive.index.query import parse, spans, without
from pressmark.archive.index.query.parser import MAX_DEPTH, MAX_LENGTH
from pressmark.archive.values import SpanKind

TODAY = date(2024, 9, 24)
PIECES = ["tag:", "=", "title:", "saved:", "is:", "fav", "a", "Durov's", "c++", "7d", "none", '"', "\u201c", "\\",
          "(", ")", "-", "--", "OR", "AND", "NOT", "|", "*", "~", " ", "  ", "\x00", "\ud800"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=60)


def chips(text: str, *, typing: bool = False) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.kind.value) for one in spans(text, typing=typing)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("durov arrest", [("durov", "word"), ("arrest", "word")]),
        ('title:"a b" -"c d"', [('title:"a b"', "filter"), ("-", "not"), ('"c d"', "phrase")]),
        (
            "(a OR tag:b)",
            [("(", "parenthesis"), ("a", "word"), ("OR", "or"), ("tag:b", "filter"), (")", "parenthesis")],
        ),
        (
            "is:(fav *a)",
            [("is:", "filter"), ("(", "parenthesis"), ("fav", "filter"), ("*a", "mistake"), (")", "parenthesis")],
        ),
        ("NOT a|b", [("NOT", "not"), ("a", "word"), ("|", "or"), ("b", "word")]),
        ("is:odd *a saved:x ok", [("is:odd", "mistake"), ("*a", "mistake"), ("saved:x", "mistake"), ("ok", "word")]),
        ('a "open', [("a", "word"), ('"open', "phrase")]),
        ("  ", []),
    ],
)
def test_tells_the_parts_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert chips(text) == expected


def test_names_the_operator_and_what_is_asked_for() -> None:
    (span,) = spans('Tag:"policy/x y"')
    assert (span.name, span.value) == ("tag", "policy/x y")


def test_the_end_of_what_is_typed_is_no_mistake_yet() -> None:
    assert chips("is:odd is:unr", typing=True) == [("is:odd", "mistake"), ("is:unr", "filter")]


def test_what_is_too_long_or_too_deep_is_a_mistake() -> None:
    text = "a " * MAX_LENGTH
    assert spans(text)[-1].end == len(text)
    assert spans(text)[-1].kind is SpanKind.MISTAKE
    assert [one.kind for one in spans("(" * (MAX_DEPTH + 1))][-2:] == [SpanKind.PARENTHESIS, SpanKind.MISTAKE]


@given(TEXTS, st.booleans())
def test_parts_follow_one_another_and_say_whether_the_query_is_sound(text: str, typing: bool) -> None:
    found = spans(text, typing=typing)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    is_sound = True
    try:
        parse(text, today=TODAY, typing=typing)
    except InvalidQuery as error:
        is_sound = error.detail == "nothing-asked"  # no part is wrong by itself
    assert is_sound is all(one.kind is not SpanKind.MISTAKE for one in found)


@pytest.mark.parametrize(
    ("text", "part", "left"),
    [
        ("a b c", "b", "a c"),
        ("a b", "b", "a"),
        ("a -tag:b c", "tag:b", "a c"),
        ("a NOT -b", "b", "a"),
        ("a OR b", "a", "b"),
        ("a OR b", "b", "a"),
        ("a OR b OR c", "b", "a OR c"),
        ("(a OR -b) c", "b", "(a) c"),
        ("x -(a OR (b c)) y", "(a", "x y"),
        ("x -(a OR (b c)) y", ") y", "x y"),
        ("x (a b", "(", "x"),
        ('a"b"c', '"b"', "a c"),
        ("a -b", "-", "a"),
        ("a -tag:(b OR c) d", "tag:", "a d"),
        ("a -tag:(b OR c) d", "(", "a d"),
        ("a -tag:(b OR c) d", "c", "a -tag:(b) d"),
    ],
)
def test_takes_a_part_out_whole(text: str, part: str, left: str) -> None:
    assert without(text, text.index(part))[0] == left


def test_the_cursor_stays_where_the_part_was() -> None:
    assert without("a b c", 2) == ("a c", 2)
    assert without("a b", 3) == ("a", 1)
    assert without("a   b", 2) == ("a   b", 2)


@given(TEXTS, st.integers(0, 60))
def test_what_is_left_are_parts_that_were_there(text: str, place: int) -> None:
    before = [(one.name, one.value) for one in spans(text)]
    left, cursor = without(text, place)
    after = [(one.name, one.value) for one in spans(left)]
    rest = iter(before)
    assert all(one in rest for one in after)  # in the same order
    assert 0 <= cursor <= len(left) or left == text
