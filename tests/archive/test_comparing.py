from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.comparing import compare
from pressmark.archive.values import Extraction, PassageKind

REMOVED, ADDED = PassageKind.REMOVED, PassageKind.ADDED


def text(words: str, html: str = "") -> Extraction:
    return Extraction("A ferry", text=words, html=html)


def test_changed_words_are_told_from_changed_paragraphs() -> None:
    found = compare(
        text("The ferry left at dawn.\n\nNobody waved.\n\nIt came back."),
        text("The old ferry left at noon.\n\nIt came back.\n\nAnd then it rained for days."),
    )
    assert [[(one.kind.value, one.text.strip()) for one in paragraph] for paragraph in found.paragraphs] == [
        [("same", "The"), ("added", "old"), ("same", "ferry left at"), ("removed", "dawn."), ("added", "noon.")],
        [("removed", "Nobody waved.")],
        [("same", "It came back.")],
        [("added", "And then it rained for days.")],
    ]
    assert (found.words_added, found.words_removed, found.is_same) == (8, 3, False)


def test_only_pictures_changed() -> None:
    found = compare(text("A", '<img alt="x" src="images/a.png">'), text("A", '<img src="images/b.png">'))
    assert (found.words_added, found.pictures_added, found.pictures_removed) == (0, ("b.png",), ("a.png",))
    assert not found.is_same


def test_facts_are_compared_and_no_text_is_an_empty_one() -> None:
    found = compare(None, Extraction("B", byline="Ada", text="two words"))
    assert found.facts == (("title", "", "B"), ("byline", "", "Ada"))
    assert found.words_added == 2
    assert compare(text("A\n\nB"), text("A\nB")).is_same


@given(st.lists(st.sampled_from("abcd\n"), max_size=40), st.lists(st.sampled_from("abcd\n"), max_size=40))
def test_both_texts_can_be_read_off(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    pieces = [one for paragraph in compare(text(before), text(after)).paragraphs for one in paragraph]
    for kind, whole in ((REMOVED, before), (ADDED, after)):
        said = " ".join(one.text for one in pieces if one.kind in (kind, PassageKind.SAME))
        assert said.split() == whole.split()


def test_long_texts_that_have_little_in_common_cost_little() -> None:
    numbers = random.Random(1)  # noqa: S311  # any numbers do
    old, new = ("\n".join(f"{numbers.random()} word" for _ in range(20_000)) for _ in range(2))
    found = compare(text(old), text(new))
    assert (found.words_added, found.words_removed) == (20_000, 20_000)
