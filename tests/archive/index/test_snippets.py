from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pressmark.archive.index.analysis import STEM, places, runs_in, tokenise
from pressmark.archive.index.folding import plain
from pressmark.archive.index.index import IndexDocument
from pressmark.archive.index.snippets import LOOK, best_snippet, mark, snippet
from pressmark.archive.index.stems import stemmer_for
from pressmark.archive.index.words import marks_of, pattern_of
from pressmark.archive.values import Snippet, SnippetSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressmark.archive.index.index import Found
    from pressmark.archive.index.words import Pattern, Terms


def marked(text: str, words: tuple[str, ...], language: str) -> list[str]:
    found = snippet(text, words, language=language)
    return [found.text[start:end] for start, end in found.marks]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("uberwachung", "Die Überwachung der Überwachungen", ["Überwachung", "Überwachungen"]),
        ("policy", "Policies of a policy-maker, not police", ["Policies", "policy"]),
        ('"privacy policy"', "policy, privacy, privacy   policy", ["privacy policy"]),
        ("encrypt*", "An encrypted letter", ["encrypted"]),
        ("telegrm~", "On Telegram now", ["Telegram"]),
        ("隐私", "我们更新了隐私政策", ["隐私"]),
        ("隐私政策", "我们更新了隐私政策。", ["隐私政策"]),
        ("プライバシー", "ﾌﾟﾗｲﾊﾞｼｰの変更", ["ﾌﾟﾗｲﾊﾞｼｰ"]),
        ("слежка", "За слежкой следили", ["слежкой"]),
        ("خصوصية", "سياسة الخصوصية", ["الخصوصية"]),
        ("end-to-end", "It is endtoend or End-to-End.", ["endtoend", "End-to-End"]),
        ("endtoend", "It is End-to-End.", ["End-to-End"]),
        ("c++", "C and C++ code", ["C++"]),
        ("durov", "Durov's arrest", ["Durov"]),
        ("text -crypto", "crypto text", ["text"]),
    ],
)
def test_marks_what_the_search_found(
    put: Callable[..., None], ask: Callable[..., Found], query: str, text: str, expected: list[str]
) -> None:
    language = "de" if "Ü" in text else ""
    put({1: IndexDocument(body=text, language=language), 2: IndexDocument(body="Telegram text", language="ru")})
    assert marked(text, ask(query).words, language) == expected


@pytest.mark.parametrize(
    ("query", "language", "text", "expected"),
    [
        ("market", "en", "Market, markets and a mark", ["Market", "markets"]),
        ("market", "de", "Der Market und die Mark", ["Market", "Mark"]),  # by its rules for endings
        ("schutz", "de", "Schutz, Datenschutzes, Schutzhaft", ["Schutz", "Datenschutzes"]),
        ("schutz", "en", "Schutz, Datenschutz", ["Schutz"]),
        ("datenschutz", "de", "Datenschutz, Datenschutzgesetz", ["Datenschutz", "Datenschutzgesetz"]),
        ("datenschutz", "en", "Datenschutz, Datenschutzgesetz", ["Datenschutz"]),
        ("בית", "he", "הבית והבית מכתב", ["הבית", "והבית"]),
        ('"隐私政策 abc"', "zh", "隐私政策 abc 隐私政策 x", ["隐私政策 abc"]),
        ("น้ำ", "th", "ในนํ้ามี", ["นํ้า"]),
        ("ﬁnd", "en", "a ﬁnd, we find", ["ﬁnd", "find"]),
        ("data-base", "en", "data-bases and a data base", ["data-bases", "data base"]),
        ("naïve", "en", "naïve naive", ["naïve", "naive"]),
    ],
)
def test_marks_by_the_language_of_the_text(
    put: Callable[..., None], ask: Callable[..., Found], query: str, language: str, text: str, expected: list[str]
) -> None:
    others = {2: IndexDocument(body="word", language="en"), 3: IndexDocument(body="Wort", language="de")}
    put({1: IndexDocument(body=text, language=language), **others})
    assert [hit.id for hit in ask(query).hits] == [1]
    assert marked(text, ask(query).words, language) == expected


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("privacy policy", "Privacy: policy."),
        ("privacy hauser", "privacy, Häuser"),
        ("privacy endtoend", "privacy End-to-End"),
        ("privacy @durov", "privacy @durov"),
    ],
)
def test_marks_words_in_a_row_in_a_long_text(asked: str, text: str) -> None:
    assert marked(f"{'filler ' * 80}{text}{' filler' * 80}", (asked,), "en") == [text.rstrip(".")]


def test_takes_the_passage_with_most_words() -> None:
    text = "one " + "filler " * 200 + "one two three " + "filler " * 200 + "two two two two"
    found = snippet(text, ("one", "two", "three"), 80)
    assert "one two three" in found.text
    assert found.text[0] == found.text[-1] == "…"
    assert len(found.text) <= 82


def test_marks_all_of_a_passage_of_a_word_that_comes_again_and_again() -> None:
    text = "policy " * 20 + "filler " * 100 + "policy " * 60
    found = snippet(text + "privacy", ("policy", "privacy"), 100)
    assert found.text.endswith("policy policy privacy")
    assert len(found.marks) == len(found.text.split())


def test_without_words_in_sight_it_is_the_beginning() -> None:
    text = "The beginning. " + "filler " * LOOK + "needle"
    found = snippet(text, ("needle",))
    assert found.text.startswith("The beginning.")
    assert found.marks == ()


def test_a_note_speaks_where_the_text_is_silent() -> None:
    text, note, highlight = ((source, f"The {source} of it.") for source in SnippetSource)
    both = [text, note, highlight]
    assert best_snippet(both, ("text", "note")) == Snippet("The text of it.", ((4, 8),), SnippetSource.TEXT)
    assert best_snippet(both, ("note",)) == Snippet("The note of it.", ((4, 8),), SnippetSource.NOTE)
    assert best_snippet(both, ("highlight",)) == Snippet("The highlight of it.", ((4, 13),), SnippetSource.HIGHLIGHT)
    assert best_snippet(both, ("nothing",)) == Snippet("The text of it.")
    assert best_snippet([(SnippetSource.TEXT, ""), note], ("x",)) == Snippet("The note of it.", (), SnippetSource.NOTE)
    assert best_snippet([(SnippetSource.TEXT, "")], ("x",)) is None


def test_a_title_is_marked_in_place() -> None:
    assert mark("Privacy — a  Policy", ("privacy", "policy")) == ((0, 7), (13, 19))


PIECES = st.sampled_from(
    ["Überwachung", "policy", "Policies", "隐私政策", "e\u0301te\u0301", "\n\n", "  ", ".", "\x00", "x" * 30, "ﾌﾟﾗ"]
)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=60).map(" ".join)


@given(
    TEXTS,
    st.sets(st.sampled_from(["uberwachung", "policy", "隐私", "x*", "ete", "プラ", "隐私 私政"])),
    st.integers(1, 300),
)
def test_marked_places_hold_the_words(text: str, words: set[str], width: int) -> None:
    found = snippet(text, tuple(words), width)
    end = 0
    for start, stop in found.marks:
        assert end <= start < stop <= len(found.text)
        end = stop
        inside = found.text[start:stop]
        terms = {plain(token.surface) for token in tokenise(inside)} | {
            extra for token in tokenise(inside) for extra in token.extras
        }
        assert any(
            term == word or (word.endswith("*") and term.startswith(word[:-1])) or (" " in word and term in word)
            for term in terms
            for word in words
        ), inside


LANGUAGES = st.sampled_from(["en", "de", "ru", "he", "ar", "tr", "vi", "zh", ""])
ASKED = st.sampled_from(
    [
        *(
            "policy",
            "Häuser",
            "haus",
            "schutz",
            "Datenschutz",
            "бегает",
            "והבית",
            "בית",
            "الخصوصية",
            "خصوصية",
            "Istanbul",
            "ﬁnd",
            "é",
        ),
        *("隐", "隐私", "ﾌﾟﾗ", "น้ำ", "3.14", "l'homme", "end-to-end", "@x", "c++", "U.S.", "Datenschutz"),
    ]
)
SAID = ASKED | st.sampled_from(
    [
        *(
            "policies",
            "Datenschutzes",
            "Datenschutzgesetz",
            "бегать",
            "הבית",
            "وخصوصية",
            "İSTANBUL",
            "find",
            "e\u0301",
            "私隐私",
            "プラ",
        ),
        *("น\u0e4d\u0e49า", "314", "homme", "endtoend", "x", "C", "us", "\u0301", "", "ﷺ", "ß", "Datenschutzgesetz"),
    ]
)


@settings(max_examples=300)
@example("policy policy Häuser Datenschutzgesetz H", "H", "en", True, "")  # noqa: FBT003  # in the order of @given
@given(
    st.lists(SAID | st.text(max_size=5), max_size=12).map(" ".join),
    ASKED | st.text(max_size=4) | st.lists(ASKED, min_size=2, max_size=2).map(" ".join),
    LANGUAGES,
    st.booleans(),
    st.sampled_from(["", " filler" * 40]),
)
def test_what_is_marked_is_what_matches(text: str, asked: str, language: str, has_forms: bool, rest: str) -> None:
    stemmer = stemmer_for(language)
    stemmers = sorted({"english", "german", "russian", stemmer} - {""})
    pattern = pattern_of(asked, stemmers)
    text += rest  # of which not much is strange: what is spelt as expected is looked for
    forms: dict[str, set[str]] = {}
    for terms in places(text, stemmer):
        for one in terms:
            if one.startswith(STEM):
                forms.setdefault(one, set()).add(terms[0])
    words = marks_of(asked, stemmers, pattern, forms if has_forms else None)
    found = mark(text, words, language)
    assert bool(found) == is_in(pattern, text, stemmer)
    for start, end in found:
        assert is_in(pattern, text[start:end], stemmer)


def is_in(pattern: Pattern, text: str, stemmer: str) -> bool:
    """Say whether a text has a pattern, by the terms that the index would have of it."""
    terms = list(places(text, stemmer))
    if any(one in there for one in pattern.together for there in terms):
        return True

    def fits(place: int, wanted: Terms) -> bool:
        return any(
            one in terms[place] or (one.endswith("*") and any(own.startswith(one[:-1]) for own in terms[place]))
            for one in wanted
            if stemmer in pattern.only.get(one, [stemmer])
        )

    if not pattern.slots:
        return False
    start, last = pattern.slots[0][0], pattern.slots[-1][0]
    return any(
        all(fits(first + offset - start, wanted) for offset, wanted in pattern.slots)
        for first in range(len(terms) - (last - start))
    )


@settings(max_examples=300)
@given(
    st.lists(SAID | st.text(max_size=6), max_size=8).map(" ".join),
    LANGUAGES,
    st.sampled_from(["as it is", "NFC", "NFD", "NFKC", "NFKD", "upper", "lower"]),
)
def test_every_word_finds_its_text_however_it_is_written(text: str, language: str, how: str) -> None:
    stemmer = stemmer_for(language)
    stemmers = sorted({"english", "german", "russian", stemmer} - {""})
    for run in runs_in(text):
        asked = {"as it is": run, "upper": run.upper(), "lower": run.lower()}.get(how) or normalize(how, run)
        pattern = pattern_of(asked, stemmers)
        is_one_word = not set(" \u2044") & set(normalize("NFKC", run))  # a phrase or a fraction in one sign
        if pattern.slots and is_one_word:
            assert is_in(pattern, text, stemmer)
