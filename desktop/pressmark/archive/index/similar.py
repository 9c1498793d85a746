"""Finds what is some slips of the keyboard away from a word: terms of the index, and words to suggest instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressmark.archive.index.arrays import Array
    from pressmark.archive.index.postings import FieldTerms

SHORTEST = 3  # characters; almost every shorter word is one letter from another
MOST_LOOKED_AT = 200_000  # terms of one field of one segment: bounds the time
_WIDEST = 4  # bytes of a character


def similar_terms(terms: FieldTerms, word: str) -> list[str]:
    """Return the terms with the same first letter that differ by one letter: added, left out, replaced or swapped.

    For a word in ASCII that letter is in ASCII, too.
    """
    if len(word) < SHORTEST:
        return []
    slack = 1 if word.isascii() else _WIDEST
    places = set(terms.alike(word, slack, MOST_LOOKED_AT).tolist())
    for at in range(1, len(word) - 1):
        place, past = terms.span(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
        places.update(range(place, past))
    close = (terms.key(place).decode(errors="replace") for place in sorted(places))
    return [term for term in close if is_one_edit(word, term)]


def is_one_edit(one: str, other: str) -> bool:
    """Whether two words differ by exactly one letter added, left out or replaced, or two neighbours swapped."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    if len(one) == len(other):
        is_swapped = one[start : start + 2] == other[start : start + 2][::-1]
        return one[start + 1 :] == other[start + 1 :] or (is_swapped and one[start + 2 :] == other[start + 2 :])
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[start + 1 :] == shorter[start:]


def edits_between(word: str, others: Sequence[str]) -> Array:
    """Return for each of many words how many slips it is away: letters added, left out, replaced or swapped.

    Looks at all of them at once, a letter of `word` at a time: 50,000 words take some 20 ms.
    """
    if not others:
        return np.zeros(0, np.int8)
    width = max(map(len, others))
    letters = np.array(others, f"U{max(width, 1)}").view(np.uint32).reshape(len(others), -1).T
    lengths = np.fromiter(map(len, others), np.int64, len(others))
    row = np.repeat(np.arange(width + 1, dtype=np.int16)[:, None], len(others), axis=1)
    before = row
    for place, letter in enumerate(map(ord, word), 1):
        older, before = before, row
        row = np.empty_like(before)
        row[0] = place
        for column in range(1, width + 1):
            is_other = letters[column - 1] != letter
            best = np.minimum(np.minimum(before[column], row[column - 1]) + 1, before[column - 1] + is_other)
            if place > 1 and column > 1:
                is_swapped = (letters[column - 1] == ord(word[place - 2])) & (letters[column - 2] == letter)
                best = np.where(is_swapped, np.minimum(best, older[column - 2] + 1), best)
            row[column] = best
    return row[lengths, np.arange(len(others))]
