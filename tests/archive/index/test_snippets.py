from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.index.analysis import tokenise
from pressmark.archive.index.folding import plain
from pressmark.archive.index.index import IndexDocument
from pressmark.archive.index.snippets import LOOK, mark, snippet

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressmark.archive.index.index import Found


def marked(text: str, words: tuple[str, ...], width: int = 240) -> list[str]:
    found = snippet(text, words, width)
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
    put({1: IndexDocument(body=text, language="de"), 2: IndexDocument(body="Telegram text", language="ru")})
    assert marked(text, ask(query).words) == expected


def test_takes_the_passage_with_most_words() -> None:
    text = "one " + "filler " * 200 + "one two three " + "filler " * 200 + "two two two two"
    found = snippet(text, ("one", "two", "three"), 80)
    assert "one two three" in found.text
    assert found.text[0] == found.text[-1] == "…"
    assert len(found.text) <= 82


def test_without_words_in_sight_it_is_the_beginning() -> None:
    text = "The beginning. " + "filler " * LOOK + "needle"
    found = snippet(text, ("needle",))
    assert found.text.startswith("The beginning.")
    assert found.marks == ()


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
