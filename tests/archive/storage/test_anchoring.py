"""Quotes are found again: in the same text always, in a changed one where they went."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.storage.anchoring import CONTEXT, Quote, find, quote

STORY = (
    "The ferry left the harbour at dawn. The gulls followed it for an hour.\n\n"
    "Nobody on board spoke of the storm that was to come.\n\n"
    "The ferry came back at dusk. The gulls had gone, and the harbour was dark."
)


def passage(text: str, words: str) -> Quote:
    start = text.index(words)
    return quote(text, start, start + len(words))


def found(text: str, wanted: Quote) -> str | None:
    place = find(text, wanted)
    return None if place is None else text[slice(*place)]


def test_a_quote_has_no_blanks_at_its_ends_and_knows_its_surroundings() -> None:
    start = STORY.index(" Nobody"[1:]) - 1
    made = quote(STORY, start, start + 8)
    assert made.exact == "Nobody"
    assert STORY.index("Nobody") == made.start
    assert made.prefix == STORY[: made.start][-CONTEXT:]
    assert made.suffix == STORY[made.start + 6 :][:CONTEXT]


@pytest.mark.parametrize("place", [(5, 5), (-1, 4), (0, len(STORY) + 1), (70, 72)])
def test_what_is_no_passage_is_refused(place: tuple[int, int]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # one kind of mistake
        quote(STORY, *place)


@given(st.text(), st.data())
def test_in_the_same_text_a_quote_is_where_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    try:
        made = quote(text, start, end)
    except ValueError:
        return
    assert find(text, made) == (made.start, made.start + len(made.exact))


def test_of_equal_passages_the_one_with_the_same_surroundings_is_taken() -> None:
    second = STORY.rindex("The gulls")
    made = quote(STORY, second, second + 9)
    place = find("A new first line.\n\n" + STORY, made)
    assert place == (second + 19, second + 28)


def test_blanks_do_not_count() -> None:
    made = passage(STORY, "for an hour.\n\nNobody on board")
    assert found(STORY.replace("\n\n", " ").replace(" an ", "\u00a0an\n"), made) == "for\u00a0an\nhour. Nobody on board"


def test_a_reworded_passage_is_found_by_its_words() -> None:
    made = passage(STORY, "Nobody on board spoke of the storm that was to come.")
    changed = STORY.replace("spoke of the storm that", "talked about the great storm which")
    assert found("An advertisement came in here. " * 30 + changed, made) == (
        "Nobody on board talked about the great storm which was to come"
    )


def test_a_passage_with_a_caption_put_between_is_found_whole() -> None:
    made = passage(STORY, "The gulls followed it for an hour.\n\nNobody on board spoke")
    changed = STORY.replace("\n\nNobody", "\n\nA picture of gulls\n\nNobody")
    assert found(changed, made) == "The gulls followed it for an hour.\n\nA picture of gulls\n\nNobody on board spoke"


def test_what_is_gone_is_not_found_elsewhere() -> None:
    assert find(STORY, Quote("The bank raised its rates again on Tuesday, to nobody's surprise")) is None
    assert find("", passage(STORY, "The gulls")) is None


def test_a_short_word_needs_its_surroundings() -> None:
    made = passage(STORY, "storm")
    assert found("x" + STORY, made) == "storm"
    assert find("A report on storms, and on the storm of 1953.", made) is None


@given(st.text(alphabet="ab \n", max_size=300), st.text(alphabet="ab \n", min_size=1, max_size=60))
def test_what_is_found_is_in_the_text(text: str, exact: str) -> None:
    place = find(text, Quote(exact, "ab", "ba", 7))
    if place is not None:
        assert 0 <= place[0] < place[1] <= len(text)
