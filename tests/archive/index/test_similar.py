from __future__ import annotations

from functools import cache

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.index.postings import FieldTerms, field_arrays
from pressmark.archive.index.similar import edits_between, is_one_edit, similar_terms

WORDS = st.text(alphabet="abc", max_size=6) | st.text(alphabet="aé隐\U0001d5ee", max_size=4)


def slips(one: str, other: str) -> int:
    """The same by the definition, letter by letter."""

    @cache
    def until(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        best = min(until(i - 1, j) + 1, until(i, j - 1) + 1, until(i - 1, j - 1) + (one[i - 1] != other[j - 1]))
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            best = min(best, until(i - 2, j - 2) + 1)
        return best

    return until(len(one), len(other))


@given(WORDS, st.lists(WORDS, max_size=6))
def test_counts_slips(word: str, others: list[str]) -> None:
    assert edits_between(word, others).tolist() == [slips(word, other) for other in others]


@given(WORDS, WORDS)
def test_one_slip_is_one_slip(one: str, other: str) -> None:
    assert is_one_edit(one, other) is (slips(one, other) == 1)


WORDS = st.text(alphabet="abcé隐", min_size=1, max_size=7)


@given(vocabulary=st.sets(WORDS, max_size=60), word=WORDS)
def test_every_term_one_slip_away_is_found(vocabulary: set[str], word: str) -> None:
    keys = sorted(term.encode() for term in vocabulary)
    ones = np.ones(len(keys), np.int64)
    nothing = np.zeros(len(keys), np.int64)
    arrays = field_arrays(keys, ones, nothing, ones, nothing, np.zeros((0, 2), np.int64))
    terms = FieldTerms({f"x.{name}": values for name, values in arrays.items()}, "x")
    expected = {one for one in vocabulary if one[0] == word[0] and is_one_edit(word, one)} if len(word) >= 3 else set()
    if word.isascii():
        expected = {one for one in expected if one.isascii()}
    assert set(similar_terms(terms, word)) == expected
