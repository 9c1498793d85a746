"""How well a name fits what was typed of it: the measure behind the command palette. Pure."""

from __future__ import annotations

BEGINS, BEGINS_WORD, HOLDS, SPREAD = 4.0, 3.0, 2.0, 1.0


def score(typed: str, name: str) -> float:
    """How well a name fits; 0 where it does not, and 1 where nothing is typed.

    Every word that was typed must be in the name. Best is the beginning of the name, then the beginning of a word, then
    anywhere; last come letters that are spread over beginnings of words ("mt" for "Move to Trash"). Short names win.
    """
    words, folded = typed.casefold().split(), name.casefold()
    if not words:
        return 1.0
    if all(word in folded for word in words):
        ranks = [_rank(word, folded) for word in words]
        return sum(ranks) / len(ranks) + 1 / (1 + len(folded))
    initials = "".join(part[0] for part in _parts(folded))
    return SPREAD if len(words) == 1 and len(typed) > 1 and initials.startswith(words[0]) else 0.0


def _rank(word: str, name: str) -> float:
    if name.startswith(word):
        return BEGINS
    return BEGINS_WORD if any(part.startswith(word) for part in _parts(name)) else HOLDS


def _parts(name: str) -> list[str]:
    for mark in "/-–—:…“”\"'()":
        name = name.replace(mark, " ")
    return name.split()
