"""How near an extracted text comes to the text that people marked, as the scrapinghub benchmark measures it."""

from __future__ import annotations

import json
import re
import statistics
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

GRAM = 4  # words that must follow each other
BAD = 0.8  # F1 below which a result is of little use
FLAGGED = 0.85  # quality below which a result is called doubtful
_WORD = re.compile(r"\w+")
_NO_BLANKS = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f\u1000-\u109f]")  # scripts


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page with its known text: `<folder>/source.html.gz` and `<folder>/expected.json`."""

    folder: Path
    url: str
    site: str
    text: str

    @property
    def html(self) -> Path:
        """Where its bytes are, packed."""
        return self.folder / "source.html.gz"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an engine made of one page. `quality` is its own opinion, where it has one.

    `leak` is the share of its words that the known text has not, wherever they stand; None where it has none.
    """

    page: str
    precision: float
    recall: float
    seconds: float
    quality: float | None = None
    leak: float | None = None

    @property
    def f1(self) -> float:
        """Of this page alone."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pages_in(folder: Path) -> list[KnownPage]:
    """The pages of a collection, in the order of their names."""
    found = []
    for place in sorted(folder.glob("*/expected.json")):
        known = json.loads(place.read_text(encoding="utf-8"))
        if known.get("text"):
            site = known.get("domain") or known.get("id") or place.parent.name
            found.append(KnownPage(place.parent, known.get("url") or "", site, known["text"]))
    return found


def compared(page: KnownPage, text: str, seconds: float, quality: float | None = None) -> Outcome:
    """Measure one result."""
    wanted, found = _grams(page.text), _grams(text)
    same = sum((wanted & found).values())
    precision = same / max(1, sum(found.values())) if found else 0.0
    known, ours = _tokens(page.text), _tokens(text)
    leak = 1 - sum((Counter(known) & Counter(ours)).values()) / len(ours) if ours else None
    return Outcome(page.folder.name, precision, same / max(1, sum(wanted.values())), seconds, quality, leak)


def summary(outcomes: Sequence[Outcome]) -> str:
    """F1 of the mean precision and the mean recall, the share of failures, and the time a page takes."""
    precision = statistics.mean(one.precision for one in outcomes)
    recall = statistics.mean(one.recall for one in outcomes)
    whole = 2 * precision * recall / max(1e-9, precision + recall)
    times = sorted(one.seconds * 1_000 for one in outcomes)
    worst = min(outcomes, key=lambda one: one.f1)
    slowest = max(outcomes, key=lambda one: one.seconds)
    failed = sum(one.f1 < 0.5 for one in outcomes)
    leak = statistics.mean([one.leak for one in outcomes if one.leak is not None] or [0.0])
    return (
        f"F1 {whole:.4f} (precision {precision:.3f}, recall {recall:.3f}), leak {leak:.3f}, "
        f"{failed} of {len(outcomes)} under 0.5; "
        f"median {times[len(times) // 2]:.0f} ms, 95th {times[int(len(times) * 0.95)]:.0f} ms, "
        f"slowest {slowest.page} {slowest.seconds:.1f} s; worst {worst.page} {worst.f1:.2f}"
    )


def honesty(outcomes: Sequence[Outcome]) -> str:
    """How well the engine's own opinion foretells its F1; empty where it has none."""
    judged = [(one.quality, one.f1) for one in outcomes if one.quality is not None]
    if len(judged) < 3:
        return ""
    bad = [quality for quality, f1 in judged if f1 < BAD]
    caught = sum(quality < FLAGGED for quality in bad)
    false = sum(quality < FLAGGED for quality, f1 in judged if f1 >= BAD)
    correlation = statistics.correlation(*map(list, zip(*judged, strict=True)))
    return (
        f"quality: correlation with F1 {correlation:.2f}; of {len(bad)} pages with F1 < {BAD} it doubts {caught}, "
        f"and {false} of the {len(judged) - len(bad)} others"
    )


def _tokens(text: str) -> list[str]:
    """Words in small letters; of scripts that put no blanks between words, the characters."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).lower())
    return [token for word in words for token in (word if _NO_BLANKS.search(word) else (word,))]


def _grams(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[place : place + GRAM]) for place in range(max(1, len(words) - GRAM + 1)))
