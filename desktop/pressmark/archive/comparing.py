"""Says what is different between two texts of an article, in words that were added and words that went.

Paragraphs are matched first, then the words in those that changed. Matching costs the product of the two lengths, so
there is a budget; what is beyond it counts as replaced whole.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from pressmark.archive.values import Comparison, Extraction, Passage, PassageKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BUDGET = 8_000_000  # comparisons
LEAST_ALIKE = 0.3  # of the words of two paragraphs, or the one is not the other's successor

_WORD = re.compile(r"\S+\s*|\s+")
_PICTURE = re.compile(r'<img\b[^<>]*?\ssrc="images/([^"]+)"')
_FACTS = ("title", "standfirst", "byline", "published")


def compare(old: Extraction | None, new: Extraction | None) -> Comparison:
    """Return what is different in the newer of two extractions; None stands for one without text."""
    old, new = old or Extraction(""), new or Extraction("")
    paragraphs = tuple(_Differ().paragraphs(_lines(old.text), _lines(new.text)))
    kinds = [(one.kind, len(one.text.split())) for paragraph in paragraphs for one in paragraph]
    before, after = (dict.fromkeys(_PICTURE.findall(one.html)) for one in (old, new))
    facts = tuple(
        (name, str(getattr(old, name) or ""), str(getattr(new, name) or ""))
        for name in _FACTS
        if getattr(old, name) != getattr(new, name)
    )
    return Comparison(
        paragraphs,
        words_added=sum(count for kind, count in kinds if kind is PassageKind.ADDED),
        words_removed=sum(count for kind, count in kinds if kind is PassageKind.REMOVED),
        pictures_added=tuple(name for name in after if name not in before),
        pictures_removed=tuple(name for name in before if name not in after),
        facts=facts,
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class _Differ:
    def __init__(self) -> None:
        self._left = BUDGET

    def paragraphs(self, old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Passage, ...]]:
        for tag, a, b, c, d in self._opcodes(old, new):
            if tag == "equal":
                yield from ((Passage(PassageKind.SAME, line),) for line in old[a:b])
                continue
            pairs = min(b - a, d - c)
            yield from (self._paragraph(old[a + place], new[c + place]) for place in range(pairs))
            yield from ((Passage(PassageKind.REMOVED, line),) for line in old[a + pairs : b])
            yield from ((Passage(PassageKind.ADDED, line),) for line in new[c + pairs : d])

    def _paragraph(self, old: str, new: str) -> tuple[Passage, ...]:
        before, after = _WORD.findall(old), _WORD.findall(new)
        codes = self._opcodes(before, after)
        alike = sum(b - a for tag, a, b, _c, _d in codes if tag == "equal")
        if alike < LEAST_ALIKE * max(len(before), len(after)):
            return (Passage(PassageKind.REMOVED, old), Passage(PassageKind.ADDED, new))
        found: list[Passage] = []
        for tag, a, b, c, d in codes:
            if tag == "equal":
                found.append(Passage(PassageKind.SAME, "".join(after[c:d])))
                continue
            found += [Passage(PassageKind.REMOVED, "".join(before[a:b]))] if b > a else []
            found += [Passage(PassageKind.ADDED, "".join(after[c:d]))] if d > c else []
        return tuple(found)

    def _opcodes(self, old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
        """As difflib's, but what both begin and end with costs nothing, and the rest no more than the budget."""
        start = 0
        while start < min(len(old), len(new)) and old[start].strip() == new[start].strip():
            start += 1
        end = 0
        while end < min(len(old), len(new)) - start and old[-1 - end].strip() == new[-1 - end].strip():
            end += 1
        a, b = len(old) - end, len(new) - end
        codes = [("equal", 0, start, 0, start)] if start else []
        self._left -= (a - start) * (b - start)
        if self._left < 0:
            codes.append(("replace", start, a, start, b))
        else:
            keys = [one.strip() for one in old[start:a]], [one.strip() for one in new[start:b]]
            inner = SequenceMatcher(None, *keys, autojunk=False).get_opcodes()
            codes += [(tag, i + start, j + start, k + start, m + start) for tag, i, j, k, m in inner]
        if end:
            codes.append(("equal", a, len(old), b, len(new)))
        return codes
