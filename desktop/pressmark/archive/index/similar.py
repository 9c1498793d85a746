"""Finds the terms of the index that are one slip of the keyboard away from a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pressmark.archive.index.postings import FieldTerms

SHORTEST = 3  # characters; almost every shorter word is one letter from another
MOST_LOOKED_AT = 100_000  # terms of one field of one segment: bounds the time
_WIDEST = 4  # bytes of a character


def similar_terms(terms: FieldTerms, word: str) -> list[str]:
    """Return the terms with the same first letter that differ by one letter: added, left out, replaced or swapped."""
    if len(word) < SHORTEST:
        return []
    first, last = terms.span(word[0], is_prefix=True)
    last = min(last, first + MOST_LOOKED_AT)
    size = len(word.encode())
    close = np.flatnonzero(np.abs(terms.key_lengths(first, last) - size) <= _WIDEST)
    found = (terms.key(first + place).decode(errors="replace") for place in close.tolist())
    return [term for term in found if is_one_edit(word, term)]


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
