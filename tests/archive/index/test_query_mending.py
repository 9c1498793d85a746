from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.errors import InvalidQuery
from pressmark.archive.index.query import known_values, mend, parse

TODAY = date(2024, 9, 24)
TEXTS = st.lists(
    st.sampled_from(["is:", "has:", "sort:", "saved:", "words:", "odd", "unread", "2024/9", "*a", "(", ")", '"', " "]),
    max_size=12,
).map("".join)


def mistake_in(text: str) -> InvalidQuery:
    with pytest.raises(InvalidQuery) as mistake:
        parse(text, today=TODAY)
    return mistake.value


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("bees is:unred hive", "bees is:unread hive"),
        ("is:(fav OR reed)", "is:(fav OR read)"),
        ("has:notes", "has:note"),
        ("sort:tilte", "sort:title"),
        ("is:purple bees", ""),
        ("saved:2024/09", "saved:2024-09"),
        ("saved:24.09.2024", ""),
        ("published:yestrday", "published:yesterday"),
        ("durov *gram", "durov gram"),
        ("words:many", ""),
        ("a" * 3_000, ""),
        ("bees " * 500, ""),
        ("is:x", ""),
    ],
)
def test_guesses_what_was_meant(text: str, mended: str) -> None:
    assert mend(text, mistake_in(text), today=TODAY) == mended


@given(TEXTS)
def test_what_is_guessed_can_be_understood_and_is_something_else(text: str) -> None:
    try:
        parse(text, today=TODAY)
    except InvalidQuery as error:
        mended = mend(text, error, today=TODAY)
    else:
        return
    assert mended != text
    parse(mended, today=TODAY)


def test_says_what_an_operator_knows() -> None:
    assert known_values("a is:purple", 5)[:2] == ("unread", "read")
    assert known_values("has:(x)", 5)[:1] == ("highlight",)
    assert "last-week" in known_values("saved:x", 0)
    assert "7d" not in known_values("saved:x", 0)
    assert known_values("tag:x y", 0) == known_values("y", 0) == ()
