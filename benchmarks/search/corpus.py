"""An invented library of any size, the same for every run: words by Zipf and Mandelbrot, a vocabulary that grows.

Real text would be better and cannot be shipped. What decides the speed of a search is kept: how often words occur, how
long articles are, that phrases recur, and that some articles are in other scripts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20_260_301
WORDS = 850  # of an article, on average
VOCABULARY = 400_000
EXPONENT, SHIFT = 1.07, 2.7  # Mandelbrot's s and q, as measured for English
OTHER_SCRIPTS = 0.05
PHRASES = 2_000  # of two words that stand together more often than chance
BLOCK = 500  # articles drawn at once

SHORT_WORDS = 100

_ONSETS = "b d f g h j k l m n p r t v w z br ch pl st".split()
_VOWELS = "aeiou"
_SYLLABLES = len(_ONSETS) * len(_VOWELS)
_CODAS = ("n", "", "r", "t", "")
_ENDINGS = ("", "ing", "ed", "s")
_ALPHABETS = (
    "абвгдежзиклмнопрстуфхцчшыя",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "隐私政策新闻自由社会经济",
    "ابتثجحخدذرزسشصضطظعغفق",
)


@dataclass(frozen=True, slots=True)
class Story:
    """One invented article. `id` counts from 1."""

    id: int
    title: str
    body: str
    tag: str  # the only filter: one of a hundred


def word(rank: int) -> str:
    """The word of a rank, no two alike: common ones are short, others come in four forms of one stem."""
    if rank < SHORT_WORDS:
        return _syllables(rank) + _CODAS[rank % len(_CODAS)]
    stem, form = divmod(rank, len(_ENDINGS))
    return _syllables(stem + _SYLLABLES) + _ENDINGS[form]


def _syllables(number: int) -> str:
    text = ""
    while number or not text:
        number, digit = divmod(number, _SYLLABLES)
        text = _ONSETS[digit // len(_VOWELS)] + _VOWELS[digit % len(_VOWELS)] + text
    return text


@lru_cache(maxsize=1)
def words() -> list[str]:
    """The whole vocabulary by rank."""
    return [word(rank) for rank in range(VOCABULARY)]


def stories(count: int) -> Iterator[Story]:
    """So many articles; a smaller number gives the first of a larger."""
    vocabulary = words()
    weights = 1.0 / (np.arange(1, VOCABULARY + 1) + SHIFT) ** EXPONENT
    rng = np.random.default_rng(SEED)
    pairs = rng.integers(20, 20_000, (PHRASES, 2))
    for start in range(0, count, BLOCK):
        rng = np.random.default_rng((SEED, start))
        known = min(VOCABULARY, 20_000 + 12 * int((start + BLOCK) ** 0.9))  # Heaps: new words go on coming
        chances = weights[:known].cumsum()
        lengths = np.clip(rng.lognormal(np.log(WORDS) - 0.18, 0.6, BLOCK), 60, 8_000).astype(int)
        ranks = np.searchsorted(chances, rng.random(int(lengths.sum())) * chances[-1])
        place = 0
        for number, length in enumerate(lengths.tolist(), start + 1):
            chosen = ranks[place : place + length].tolist()
            place += length
            if number > count:
                return
            is_other = rng.random() < OTHER_SCRIPTS
            text = [_foreign(one) if is_other else vocabulary[one] for one in chosen]
            for first, second in pairs[rng.integers(0, PHRASES, max(1, length // 60))].tolist():
                at = int(rng.integers(0, length))
                text[at : at + 1] = [vocabulary[first], vocabulary[second]]
            title = " ".join(vocabulary[one].capitalize() for one in sorted(chosen[:40])[-7:])
            yield Story(number, title, _paragraphs(text), f"tag{int(rng.integers(0, 100))}")


def phrase(number: int) -> tuple[str, str]:
    """Two words that stand together in many articles."""
    pairs = np.random.default_rng(SEED).integers(20, 20_000, (PHRASES, 2))
    first, second = pairs[number % PHRASES].tolist()
    return words()[first], words()[second]


def _foreign(rank: int) -> str:
    letters = _ALPHABETS[rank % len(_ALPHABETS)]
    return "".join(letters[(rank // 7**place + place) % len(letters)] for place in range(2 + rank % 6))


def _paragraphs(text: list[str]) -> str:
    lines = [" ".join(text[start : start + 70]).capitalize() + "." for start in range(0, len(text), 70)]
    return "\n\n".join(lines)
