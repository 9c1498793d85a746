from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pressmark.archive.errors import InvalidQuery
from pressmark.archive.index.query import parse, quote, to_text
from pressmark.archive.index.query.parser import FUZZY_COST, MAX_DEPTH, MAX_LENGTH, MAX_TERMS
from pressmark.archive.index.query.tree import (
    And,
    Field,
    Filter,
    FilterKind,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
)
from pressmark.archive.values import Order

TODAY = date(2024, 9, 24)
OPERATORS = [
    "tag:",
    "tag:=",
    "title:",
    "by:",
    "before:",
    "after:",
    "saved:",
    "words:",
    "is:",
    "site:",
    "sort:",
    "near:",
]
VALUES = ["a", "Durov's", "c++", "none", "fav", "saved", "2024-09", "..", "7d", ">", "2000", "www.", "t.me/a?b", "隐私"]
SIGNS = ['"', "\u201c", "\\", "(", ")", "-", "--", "OR", "AND", "NOT", "|", "*", "~", "=", " ", "\x00", "\ud800"]
PIECES = st.sampled_from(OPERATORS + VALUES + SIGNS)
TEXTS = st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=60)


def read(text: str, *, typing: bool = False) -> object:
    return parse(text, today=TODAY, typing=typing).root


@given(TEXTS, st.booleans())
def test_any_text_is_a_query_or_a_mistake_with_a_place_in_it(text: str, typing: bool) -> None:
    mistake: InvalidQuery | None = None
    try:
        parse(text, today=TODAY, typing=typing)
    except InvalidQuery as error:
        mistake = error
    if mistake is not None:
        assert mistake.detail
        assert mistake.length >= 1
        assert 0 <= mistake.position <= len(text) - mistake.length


@given(TEXTS)
@example("title:(=a")
def test_a_query_written_down_reads_as_the_same_query(text: str) -> None:
    try:
        query = parse(text, today=TODAY)
    except InvalidQuery:
        return
    assert parse(to_text(query), today=date(1999, 1, 1)) == query


@pytest.mark.parametrize(
    "text",
    [
        "before:2024-10-01",
        "after:2024-10-01",
        "saved:2024-01-01..2024-12-31",
        "published:..2024-12-31",
        "words:500..",
        "words:7",
        'tag:"none"',
        'tag:="a \\"b\\" \\\\"',
        "-(a OR b c*) sort:saved",
        "title:telegrm~ -is:trash",
    ],
)
def test_writes_what_it_reads(text: str) -> None:
    query = parse(text, today=TODAY)
    assert parse(to_text(query), today=TODAY) == query
    assert to_text(query).replace("(b c*)", "b c*") == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("durov arrest", And((Word("durov"), Word("arrest")))),
        ('"privacy  policy"', Phrase("privacy policy")),
        ("\u201cprivacy policy\u201d", Phrase("privacy policy")),
        ("-crypto", Not(Word("crypto"))),
        ("NOT crypto", Not(Word("crypto"))),
        ("- crypto -- dash", And((Word("crypto"), Word("dash")))),
        ("a OR b c", Or((Word("a"), And((Word("b"), Word("c")))))),
        ("a|b", Or((Word("a"), Word("b")))),
        ("(a OR b) c", And((Or((Word("a"), Word("b"))), Word("c")))),
        ("-(a b)", Not(And((Word("a"), Word("b"))))),
        ("-(-a)", Word("a")),
        ("encrypt*", Prefix("encrypt")),
        ("telegrm~", Fuzzy("telegrm")),
        ("title:tele* by:durov", And((Prefix("tele", Field.TITLE), Word("durov", Field.BYLINE)))),
        ("highlight:sea", Word("sea", Field.HIGHLIGHT)),
        ("title:(a b)", And((Word("a", Field.TITLE), Word("b", Field.TITLE)))),
        (
            'title:(a OR "b c" by:d) e',
            And((Or((Word("a", Field.TITLE), And((Phrase("b c", Field.TITLE), Word("d", Field.BYLINE))))), Word("e"))),
        ),
        (
            "-tag:=(a OR (none))",
            Not(Or((Filter(FilterKind.TAG, "a", is_exact=True), Filter(FilterKind.TAG, "none", is_exact=True)))),
        ),
        ("tag: (a)", Word("a")),
        ("tag:((a) b) c", And((Filter(FilterKind.TAG, "a"), Filter(FilterKind.TAG, "b"), Word("c")))),
        ("near:0012", Filter(FilterKind.NEAR, "12")),
        ("has:highlight", Filter(FilterKind.HAS, "highlight")),
        ('note:"call back"', Phrase("call back", Field.NOTE)),
        ("https://example.org/a", Word("https://example.org/a")),
        ("foo:bar", Word("foo:bar")),
        ("c++", Word("c++")),
        ('tag:"policy/telegram"', Filter(FilterKind.TAG, "policy/telegram")),
        ("tag:=policy", Filter(FilterKind.TAG, "policy", is_exact=True)),
        ("tag:none", Filter(FilterKind.UNTAGGED)),
        ('tag:"none"', Filter(FilterKind.TAG, "none")),
        ("site:www.Example.org", Filter(FilterKind.SITE, "example.org")),
        ("is:Favourite", Filter(FilterKind.IS, "fav")),
        ("has:note", Filter(FilterKind.HAS, "note")),
        ("words:>2000", Filter(FilterKind.WORDS, least=2001)),
        ("words:500..2000", Filter(FilterKind.WORDS, least=500, most=2000)),
        ("", None),
        ("  \x00", None),
        ("sort:saved", None),
        ("a) OR b", Or((Word("a"), Word("b")))),
        (")a) (b", And((Word("a"), Word("b")))),
    ],
)
def test_reads(text: str, expected: object) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("saved:2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("saved:2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("saved:2024-09-24", date(2024, 9, 24), date(2024, 9, 24)),
        ("saved:2024..2025", date(2024, 1, 1), date(2025, 12, 31)),
        ("saved:2024-03..", date(2024, 3, 1), None),
        ("saved:..2024-03", None, date(2024, 3, 31)),
        ("saved:>2024-03", date(2024, 4, 1), None),
        ("saved:<=2024-03", None, date(2024, 3, 31)),
        ("saved:7d", date(2024, 9, 17), TODAY),
        ("saved:2m", date(2024, 7, 24), TODAY),
        ("saved:99999y", date.min, TODAY),
        ("saved:last-month", date(2024, 8, 1), date(2024, 8, 31)),
        ("saved:last-week", date(2024, 9, 16), date(2024, 9, 22)),
        ("published:yesterday", date(2024, 9, 23), date(2024, 9, 23)),
        ("before:2024-10", None, date(2024, 9, 30)),
        ("after:2024-10", date(2024, 10, 1), None),
    ],
)
def test_reads_days(text: str, since: date | None, until: date | None) -> None:
    found = read(text)
    assert isinstance(found, Filter)
    assert (found.since, found.until) == (since, until)


@pytest.mark.parametrize(
    ("text", "detail", "position", "length"),
    [
        ("a is:xyz", "unknown-value", 5, 3),
        ("saved:2024-13", "bad-date", 6, 7),
        ("saved:2025..2024", "bad-date", 6, 10),
        ("words:many", "bad-number", 6, 4),
        ("a near:it", "bad-article", 7, 2),
        ("a is:(fav OR odd)", "unknown-value", 13, 3),
        ("durov *gram", "leading-wildcard", 6, 1),
        ("*a*", "leading-wildcard", 0, 1),
        ("(" * 30 + "a", "too-deep", MAX_DEPTH, 1),
        ("a " * 300, "too-many-words", 2 * MAX_TERMS, 1),
        ("a~ " * 17, "too-many-words", 3 * MAX_TERMS // FUZZY_COST, 2),
        ("a" * (MAX_LENGTH + 1), "too-long", MAX_LENGTH, 1),
        ("隐" * 500, "too-many-words", 0, 500),
        ("a" * 100_000, "too-long", MAX_LENGTH, 100_000 - MAX_LENGTH),
        ("a " * 10_000, "too-long", MAX_LENGTH, 20_000 - MAX_LENGTH),
        ("(" * 100_000, "too-long", MAX_LENGTH, 100_000 - MAX_LENGTH),
    ],
)
def test_says_what_is_wrong_and_where(text: str, detail: str, position: int, length: int) -> None:
    with pytest.raises(InvalidQuery) as mistake:
        read(text)
    assert (mistake.value.detail, mistake.value.position, mistake.value.length) == (detail, position, length)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("durov arr", And((Word("durov"), Prefix("arr", is_typed=True)))),
        ("durov ", Word("durov")),
        ('"privacy pol', Phrase("privacy pol")),
        ("(a OR b", Or((Word("a"), Prefix("b", is_typed=True)))),
        ("a OR", Word("a")),
        ("a -", Word("a")),
        ("a tag:", Word("a")),
        ("a is:unr", Word("a")),
        ("a saved:20", Word("a")),
        ("telegram.", Word("telegram.")),
        ("a tag:pol", And((Word("a"), Filter(FilterKind.TAG, "pol", is_typed=True)))),
        ("a site:vo", And((Word("a"), Filter(FilterKind.SITE, "vo", is_typed=True)))),
        ("lang:d", Filter(FilterKind.LANGUAGE, "d", is_typed=True)),
        ("tag:=pol", Filter(FilterKind.TAG, "pol", is_exact=True)),
        ('tag:"pol', Filter(FilterKind.TAG, "pol")),
        ("tag:pol ", Filter(FilterKind.TAG, "pol")),
    ],
)
def test_is_forgiving_while_typing(text: str, expected: object) -> None:
    assert read(text, typing=True) == expected


@pytest.mark.parametrize("text", ["!!!", '"', " tag: ", "is:", "  ... ! -", "()", "OR", '""'])
def test_signs_alone_ask_for_nothing_which_is_not_everything(text: str) -> None:
    assert read(text, typing=True) is None
    with pytest.raises(InvalidQuery) as mistake:
        read(text)
    assert mistake.value.detail == "nothing-asked"
    assert text[mistake.value.position :][: mistake.value.length] == text.strip()
    assert read(f"{text} sort:saved durov" if text.strip() != '"' else 'durov "') == Word("durov")


def test_a_mistake_before_the_end_counts_while_typing_too() -> None:
    with pytest.raises(InvalidQuery):
        read("is:xyz durov", typing=True)


def test_sort_is_no_part_of_the_question() -> None:
    assert parse("sort:length", today=TODAY) == Query(None, Order.LENGTH)
    assert parse("a sort:published b", today=TODAY) == Query(And((Word("a"), Word("b"))), Order.PUBLISHED)


@given(st.text(min_size=1, max_size=30).map(lambda text: " ".join(text.split())).filter(str.isprintable).filter(bool))
def test_a_tag_in_quotes_reads_as_that_tag(tag: str) -> None:
    assert read(f"tag:{quote(tag)}") == Filter(FilterKind.TAG, tag)
