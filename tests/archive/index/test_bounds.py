"""How much a query may read: counted in occurrences, for a time would depend on the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.errors import InvalidQuery
from pressmark.archive.index import matching

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressmark.archive.index.index import Found

    Put = Callable[..., None]
    Ask = Callable[..., Found]

COMMON = {id: "the law of the land is the law and rare" + str(id) for id in range(1, 21)}
WORK = {"of the": 20 + 60, "the law": 60 + 40}  # occurrences


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch, put: Put) -> None:
    monkeypatch.setattr(matching, "MOST_READ", 250)
    monkeypatch.setattr(matching, "MOST_OPEN", 30)
    put(COMMON)


def read_for(monkeypatch: pytest.MonkeyPatch, ask: Ask, query: str) -> int:
    spent: list[int] = []
    monkeypatch.setattr(matching.Evaluation, "_spend", lambda _self, count: spent.append(count))
    ask(query)
    return sum(spent[:-1])  # the last is the sum, for what is remembered


@pytest.mark.parametrize("phrase", WORK)
def test_each_document_and_each_occurrence_is_read_once(monkeypatch: pytest.MonkeyPatch, ask: Ask, phrase: str) -> None:
    documents = 2 * len(COMMON)
    assert read_for(monkeypatch, ask, f'"{phrase}"') == matching._TWICE * documents + WORK[phrase]


def test_positions_are_not_read_where_no_document_has_all_words(monkeypatch: pytest.MonkeyPatch, ask: Ask) -> None:
    assert read_for(monkeypatch, ask, '"rare1 rare2"') == 2 * matching._TWICE


def test_one_phrase_is_always_answered(ask: Ask) -> None:
    assert ask('"the law of the land is the law"').total == len(COMMON)


@pytest.mark.parametrize("is_again", [False, True], ids=["at once", "after its parts"])
def test_many_phrases_of_common_words_are_refused(ask: Ask, *, is_again: bool) -> None:
    phrases = ['"of the"', '"the law"', '"law of"', '"the land"']
    if is_again:
        for phrase in phrases:
            ask(phrase)
    with pytest.raises(InvalidQuery) as mistake:
        ask(" OR ".join(phrases))
    assert mistake.value.detail == "too-common"


def test_many_phrases_with_rare_words_are_answered(ask: Ask) -> None:
    phrases = [f'"rare{id} rare{id + 1}"' for id in range(1, 11)]
    assert ask(" OR ".join([*phrases, '"land is"'])).total == len(COMMON)


def test_a_beginning_beside_words_is_refused_if_it_begins_too_much(ask: Ask) -> None:
    assert ask("the.lan*").total == len(COMMON)
    with pytest.raises(InvalidQuery) as mistake:
        ask("the.la*")
    assert mistake.value.detail == "too-common"


def test_while_typing_what_has_hardly_begun_is_left_out_and_a_longer_word_is_whole(ask: Ask) -> None:
    assert ask("of.la", typing=True).total == len(COMMON)
    assert ask("of.law", typing=True).total == 0
    assert ask("the.law", typing=True).total == len(COMMON)
    assert ask("is.rare", typing=True).total == 0
