"""The kinds of queries that people ask, drawn from the corpus, the same for every engine and run."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

import corpus


@dataclass(frozen=True, slots=True)
class Query:
    """One query in a form that each engine turns into its own.

    Attributes:
        words: to be found, all of them unless `is_any`.
        is_any: any of the words will do.
        is_phrase: the words stand together, in this order.
        is_typing: the last word is the beginning of one.
        is_fuzzy: each word may have one letter wrong.
        tag: only articles with this tag, if not empty.
        by_date: newest first, instead of best first.
    """

    words: tuple[str, ...]
    is_any: bool = False
    is_phrase: bool = False
    is_typing: bool = False
    is_fuzzy: bool = False
    tag: str = ""
    by_date: bool = False


def kinds(each: int) -> dict[str, list[Query]]:
    """So many queries of each kind."""
    rng = np.random.default_rng(7)
    vocabulary = corpus.words()

    def ranked(low: int, high: int, count: int) -> tuple[str, ...]:
        return tuple(vocabulary[rank] for rank in rng.integers(low, high, count).tolist())

    titles = [story.title.lower().split() for story in corpus.stories(each)]
    return {
        "rare word": [Query(ranked(12_000, 20_000, 1)) for _ in range(each)],
        "common word": [Query(ranked(0, 150, 1)) for _ in range(each)],
        "two words, AND": [Query(ranked(20, 2_000, 2)) for _ in range(each)],
        "title words": [Query(tuple(title[:4])) for title in titles],
        "three words, OR": [Query(ranked(20, 2_000, 3), is_any=True) for _ in range(each)],
        "phrase": [Query(corpus.phrase(number), is_phrase=True) for number in range(each)],
        "phrase, common words": [Query(ranked(0, 60, 2), is_phrase=True) for _ in range(each)],
        "each key of a title": [
            Query((*title[:place], title[place][:length]), is_typing=True)
            for title in titles[: max(1, each // 10)]
            for place in range(3)
            for length in range(1, len(title[place]) + 1)
        ],
        "word, tag": [Query(ranked(0, 400, 1), tag=f"tag{number % 100}") for number in range(each)],
        "one letter wrong": [Query((_slip(one),), is_fuzzy=True) for one in ranked(200, 5_000, each)],
        "by date": [Query(ranked(0, 400, 1), by_date=True) for _ in range(each)],
    }


def hostile() -> dict[str, str]:
    """What breaks search engines, by name."""
    some = corpus.words()[:10_000]
    return {
        "100,000 characters": "x" * 100_000,
        "10,000 terms": " ".join(some),
        "10,000 alternatives": " OR ".join(some),
        "a phrase of 10,000": f'"{" ".join(some)}"',
        "the commonest words": " ".join(some[:60]),
        "any of the commonest": " OR ".join(some[:60]),
        "a phrase of the commonest": f'"{" ".join(some[:12])}"',
        "many phrases of the commonest": " OR ".join(f'"{one} {other}"' for one, other in pairwise(some[:20])),
        "the commonest side by side": f"{some[0]}.{some[0]}",
        "a beginning beside the commonest": f"{some[0]}.{some[1][0]}",
        "star": "*",
        "star letter star": "*a*",
        "all letters": " ".join(f"{letter}*" for letter in "abcdefghijklmnopqrstuvwxyz"),
        "one letter": "b",
        "all but": "-be",
        "fuzzy, common": "fan~ ban~ gan~ han~",
        "deep parentheses": "(" * 5_000 + "a" + ")" * 5_000,
        "dashes": "-" * 10_000 + "a",
        "control characters": "\0\1\2 be \x7f \ud800",
        "open quotes": '"' * 5_000,
    }


def _slip(word: str) -> str:
    middle = len(word) // 2
    return word[:middle] + "q" + word[middle + 1 :]
