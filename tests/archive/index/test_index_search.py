from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressmark.archive.errors import InvalidQuery, SearchError
from pressmark.archive.index.analysis import STEM, stem_of, terms_of, tokenise
from pressmark.archive.index.folding import plain
from pressmark.archive.index.index import Index, IndexChange, IndexDocument
from pressmark.archive.index.query import parse, resolve
from pressmark.archive.index.query.tree import (
    And,
    Filter,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
    both,
    either,
    negate,
)

from .conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pressmark.archive.index.index import Found

    Ids = Callable[..., list[int]]
    Put = Callable[..., None]

STORIES: dict[int, IndexDocument | str] = {
    1: IndexDocument(
        title="Durov's arrest and the privacy policy",
        body="Telegram changed its policies. End-to-end encryption is off by default, said @pavel_durov of C++.",
        byline="Ann Reporter",
        url="https://voz.us/en/world/durov-arrest",
        language="en-US",
    ),
    2: IndexDocument(title="Überwachung", body="Datenschutz und Überwachungen in Häusern", language="de"),
    3: IndexDocument(title="Слежка", body="За слежкой в Telegram следили. Ёлка", language="ru"),
    4: IndexDocument(title="隐私政策", body="我们更新了隐私政策。", language="zh"),
    5: IndexDocument(title="プライバシー", body="プライバシーポリシーの変更", language="ja"),
    6: IndexDocument(title="الخصوصية", body="سياسة الخصوصية الجديدة", language="ar"),
    7: IndexDocument(title="ความเป็นส่วนตัว", body="นโยบายความเป็นส่วนตัว", language="th"),
    8: IndexDocument(title="Crypto", body="Policy on privacy, and privacy of policy makers", note="call the lawyer"),
}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("durov", {1}),
        ("DUROV'S ARRESTED", {1}),
        ("policy", {1, 8}),
        ('"privacy policy"', {1}),
        ('"policy privacy"', set()),
        ('"privacy policies"', set()),
        ("policy -crypto", {1}),
        ("-telegram", {2, 4, 5, 6, 7, 8}),
        ("datenschutz OR слежка", {2, 3}),
        ("encrypt*", {1}),
        ("telegrm~", {1, 3}),
        ("tlegram~", {1, 3}),
        ("telergam~", {1, 3}),
        ("lawyer's", {8}),
        ("end-to-end", {1}),
        ("endtoend", {1}),
        ("@pavel_durov", {1}),
        ("c++", {1}),
        ("title:policy", {1}),
        ("by:reporter", {1}),
        ("note:lawyer", {8}),
        ("url:world", {1}),
        ("https://www.voz.us/en/world/durov-arrest", {1}),
        ("uberwachung", {2}),
        ("Überwachungen", {2}),
        ("haus*", {2}),
        ("datensch*", {2}),
        ("слежки", {3}),
        ("елка", {3}),
        ("隐私政策", {4}),
        ("私", {4}),
        ("政隐", set()),
        ("プライバシー", {5}),
        ("ﾌﾟﾗｲﾊﾞｼｰ", {5}),
        ("خصوصية", {6}),
        ("ส่วนตัว", {7}),
        ("(durov OR crypto) privacy", {1, 8}),
    ],
)
def test_finds(put: Put, ids: Ids, query: str, expected: set[int]) -> None:
    put(STORIES)
    assert set(ids(query)) == expected


def test_a_filter_narrows_what_words_find(put: Put, index: Index) -> None:
    put(STORIES)
    asked: list[Filter] = []

    def tagged(one: Filter) -> frozenset[int]:
        asked.append(one)
        return frozenset({1, 2})

    query = parse('durov "privacy policy" tag:policy', today=TODAY)
    resolved = resolve(query, tagged, lambda: frozenset(STORIES))
    found = index.search(resolved.query, None, resolved.within)
    assert [hit.id for hit in found.hits] == [1]
    assert [one.value for one in asked] == ["policy"]


def test_a_filter_inside_an_alternative_adds_articles(put: Put, index: Index) -> None:
    put(STORIES)
    resolved = resolve(parse("crypto OR tag:x", today=TODAY), lambda _: frozenset({2, 99}), frozenset)
    assert {hit.id for hit in index.search(resolved.query).hits} == {2, 8}


def test_a_filter_that_nobody_answered_is_no_damage(put: Put, ask: Callable[..., Found]) -> None:
    put(STORIES)
    with pytest.raises(SearchError) as error:
        ask("tag:policy")
    assert error.value.code == "unresolved-filter"


def test_a_phrase_is_found_among_texts_that_begin_with_its_second_word(put: Put, ids: Ids) -> None:
    put({id: "policy first" if id % 3 else "privacy policy" for id in range(1, 40)})
    assert ids('"privacy policy"') == list(range(39, 0, -3))


def test_limit_cuts_the_hits_but_not_the_total(put: Put, ask: Callable[..., Found]) -> None:
    put(dict.fromkeys(range(1, 31), "same words"))
    found = ask("words", limit=5)
    assert [hit.id for hit in found.hits] == [30, 29, 28, 27, 26]
    assert found.total == 30


def test_within_is_the_only_place_looked_at(put: Put, ids: Ids) -> None:
    put(STORIES)
    assert ids("policy", within=frozenset({8, 99})) == [8]
    assert ids("policy", within=frozenset()) == []
    assert set(ids("", within=frozenset({2, 3}))) == {2, 3}


class TestRanking:
    def test_a_title_counts_more_than_a_mention(self, put: Put, ids: Ids) -> None:
        put({1: "telegram " + "word " * 20, 2: IndexDocument(title="Telegram", body="word " * 20), 3: "word " * 20})
        assert ids("telegram") == [2, 1]

    def test_a_title_counts_more_than_a_text_of_the_same_length(self, put: Put, ids: Ids) -> None:
        put({1: IndexDocument(title="apple pie", body="x y"), 2: IndexDocument(title="x y", body="apple pie")})
        assert ids("apple") == [1, 2]

    def test_the_form_that_was_typed_comes_first(self, put: Put, ids: Ids) -> None:
        put({1: "the policies of a house", 2: "the policy of a house", 3: "nothing of a house"})
        assert ids("policy") == [2, 1]
        assert ids("policies") == [1, 2]

    def test_accents_count_where_they_are_typed(self, put: Put, ids: Ids) -> None:
        put({2: "resume now here", 1: "résumé now here", 3: "other words here"})
        assert ids("résumé") == [1, 2]

    def test_the_rare_word_counts_more(self, put: Put, ids: Ids) -> None:
        put({1: "rare other", 2: "common other"} | dict.fromkeys(range(3, 12), "common thing"))
        assert ids("(rare OR common)")[0] == 1

    def test_a_short_text_comes_before_a_long_one(self, put: Put, ids: Ids) -> None:
        put({1: "apple pie", 2: "apple " + "pie " * 200, 3: "pie"})
        assert ids("apple") == [1, 2]


class TestCompounds:
    @pytest.fixture(autouse=True)
    def _put(self, put: Put) -> None:
        put(
            {
                1: IndexDocument(body="Der Schutz der Daten", language="de"),
                2: IndexDocument(body="Die Datenschutzes wegen", language="de"),
                3: IndexDocument(body="Die Schutzhaft der Polizei", language="de"),
                4: IndexDocument(body="Naturschutz is a German word here", language="en"),
                5: IndexDocument(body="Das ist Unsinn", language="de"),
            }
        )

    def test_the_last_noun_finds_the_compound_after_the_word_itself(self, ids: Ids) -> None:
        assert ids("schutz") == [1, 2]

    def test_the_beginning_finds_the_compound_when_it_may_go_on(self, ids: Ids) -> None:
        assert set(ids("schutz*")) == {1, 3}

    def test_a_long_word_finds_what_begins_with_it_after_the_word_itself(self, put: Put, ids: Ids) -> None:
        put({6: IndexDocument(body="Das Naturschutzgesetz gilt lange", language="de"),
             7: IndexDocument(body="A Naturschutzgesetz in English", language="en"),
             8: IndexDocument(body="Der Naturschutz ist lange wichtig", language="de")})  # fmt: skip
        assert ids("Naturschutz -word") == [8, 6]
        assert ids('"Naturschutz" -word') == [8]
        assert ids("Natur") == []

    def test_a_short_ending_is_no_noun(self, ids: Ids) -> None:
        assert ids("utz") == []


class TestFewerWords:
    def test_a_word_that_nothing_has_is_left_out_and_named(self, put: Put, ask: Callable[..., Found]) -> None:
        put(STORIES)
        found = ask("durov telegram Xyzzy")
        assert [hit.id for hit in found.hits] == [1]
        assert found.without == ("Xyzzy",)

    def test_words_that_never_meet_keep_the_rarest_together(self, put: Put, ask: Callable[..., Found]) -> None:
        put({1: "red green", 2: "red blue", 3: "red", 4: "blue yellow pink"})
        found = ask("red blue yellow pink")
        assert ([hit.id for hit in found.hits], found.without) == ([4], ("red",))

    def test_of_words_that_never_meet_the_rarer_is_kept(self, put: Put, ask: Callable[..., Found]) -> None:
        put({1: "red", 2: "red", 3: "red", 4: "blue"})
        assert ask("red blue").without == ("red",)

    @pytest.mark.parametrize("query", ["durov -telegram", 'durov "no such phrase"', "durov title:xyzzy", "xyzzy"])
    def test_what_was_asked_for_with_a_sign_is_kept(self, put: Put, ask: Callable[..., Found], query: str) -> None:
        put(STORIES)
        assert not ask(query).hits


class TestTyping:
    def test_the_last_word_may_go_on_in_any_form(self, put: Put, ids: Ids) -> None:
        put(STORIES)
        assert ids("dur", typing=True) == [1]
        assert ids("privacy pol", typing=True) == ids("privacy policy", typing=True)
        assert ids("end-to-en", typing=True) == [1]
        assert ids("dur", typing=False) == []

    def test_the_whole_word_comes_first(self, put: Put, ids: Ids) -> None:
        put({2: "art is here", 1: "article is here", 3: "none is here"})
        assert ids("art", typing=True) == [2, 1]


HOSTILE = {
    "one letter": "a* b* c* d*",
    "fuzzy letter": "e~",
    "open groups": "( ( ( a",
    "alternatives": "a OR " * 60 + "a",
    "controls": "\x00\x01 a",
    "half a character": "\ud800",
    "long run": "隐" * 60,
    "long phrase": '"' + "the " * 60 + '"',
    "apostrophes": "x'" * 60,
    "one long word": "x" * 2000,
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
def test_hostile_queries_are_answered(put: Put, ask: Callable[..., Found], query: str) -> None:
    put(STORIES)
    assert ask(query).total <= len(STORIES)


@pytest.mark.parametrize("query", ["*", "~", '"' * 500, "-" * 1000, "( ) | OR"])
def test_signs_alone_are_refused_and_while_typing_no_question(put: Put, ask: Callable[..., Found], query: str) -> None:
    put(STORIES)
    assert ask(query, typing=True).total == len(STORIES)
    with pytest.raises(InvalidQuery) as mistake:
        ask(query)
    assert mistake.value.detail == "nothing-asked"


VOCABULARY = [
    *("policy", "policies", "privacy", "Überwachung", "uberwachung", "end-to-end", "end", "слежка", "слежки"),
    *("隐私政策", "私政", "durov's", "durov", "@durov", "c++"),
]
BODIES = st.lists(st.sampled_from(VOCABULARY), max_size=8).map(" ".join)
WORDS = st.sampled_from(VOCABULARY)
NODES = st.recursive(
    st.one_of(
        WORDS.map(Word),
        st.lists(WORDS, min_size=1, max_size=3).map(" ".join).map(Phrase),
        st.sampled_from(["pol", "end", "у", "сле", "durov"]).map(Prefix),
    ),
    lambda inner: st.one_of(
        inner.map(negate),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: both(parts) or parts[0]),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: either(parts) or parts[0]),
    ),
    max_leaves=6,
)


def holds(text: str, node: Node) -> bool:
    """Say whether a text matches a query, by looking at its tokens one by one."""
    match node:
        case Not(part):
            return not holds(text, part)
        case And(parts):
            return all(holds(text, part) for part in parts)
        case Or(parts):
            return any(holds(text, part) for part in parts)
        case Prefix(start):
            return any(term.startswith(start) for token in tokenise(text) for term in terms_of(token, ""))
        case Word(word):
            return stands(text, word, is_literal=False)
        case Phrase(phrase):
            return stands(text, phrase, is_literal=True)
    raise AssertionError(node)


def stands(text: str, words: str, *, is_literal: bool) -> bool:
    """Say whether words stand in a text one after the other, the slow way."""
    places: dict[int, set[str]] = {token.position: set(terms_of(token, "")) for token in tokenise(text)}
    asked = list(tokenise(words))
    is_joined = len(asked) > 1 and {one.run for one in asked} == {0} and not asked[0].is_gram
    if is_joined and any(asked[0].extras[0] in terms for terms in places.values()):
        return True  # end-to-end also stands for endtoend
    wanted: list[tuple[int, set[str]]] = []
    for place, token in enumerate(asked):
        follows = place > 0 and asked[place - 1].is_gram and asked[place - 1].run == token.run
        if token.is_gram and not token.extras and follows:
            continue
        if token.extras and (token.is_gram or token.is_special):
            wanted.append((token.position, {token.extras[0]}))
            continue
        terms = {plain(token.surface)}
        if not is_literal and not token.is_gram:
            root = stem_of(token.surface, "english")
            terms |= {root, STEM + root}
        wanted.append((token.position, terms))
    return any(all(places.get(start + offset, set()) & terms for offset, terms in wanted) for start in places)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies=st.lists(BODIES, min_size=1, max_size=12), nodes=st.lists(NODES, min_size=1, max_size=6))
def test_finds_what_looking_at_every_text_finds(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[str], nodes: list[Node]
) -> None:
    folder: Path = tmp_path_factory.mktemp("oracle") / "index"
    index = Index.open(folder, "archive-1")
    for id, body in enumerate(bodies, 1):  # many segments, and merges of them
        index.apply([IndexChange(id, 1, IndexDocument(body=body))])
        index.merge()
    for node in nodes:
        expected = {id for id, body in enumerate(bodies, 1) if holds(body, node)}
        found = index.search(Query(either([node, Phrase("no such words")])))  # an alternative is never left out
        assert {hit.id for hit in found.hits} == expected
        assert found.total == len(expected)
    index.close()


def test_a_phrase_does_not_go_on_in_the_next_article(put: Put, ids: Ids) -> None:
    put({1: IndexDocument(body="policy and privacy"), 2: IndexDocument(body="policy for privacy")})
    assert ids('"privacy policy"') == []
    put({3: IndexDocument(body="privacy policy")})
    assert ids('"privacy policy"') == [3]


def test_ids_may_be_large(put: Put, ids: Ids) -> None:
    put({5: "market", 1 << 40: "market", 6: "a market of many words", 1 << 33: "market"})
    assert ids("market") == [1 << 40, 1 << 33, 5, 6]
    assert ids("market", within=frozenset({1 << 40, 6, 7})) == [1 << 40, 6]
