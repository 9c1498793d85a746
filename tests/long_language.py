"""A language for tests that nobody speaks: English with accents, and 40 % longer. What it does not reach shows."""

from __future__ import annotations

import re

from PySide6.QtCore import QTranslator

_ACCENTS = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
_KEPT = re.compile(r"(\{\w*\}|%Ln|&&|&.)")
SIGN = "ẋ"  # stands in every text of this language, and nowhere else


def lengthened(text: str) -> str:
    """A text in this language; what stands for something, and the letter for the keyboard, stay."""
    parts = [part if _KEPT.fullmatch(part) else part.translate(_ACCENTS) for part in _KEPT.split(text)]
    more = max(1, round(len(text) * 0.4))
    padding = " ".join(SIGN * min(6, more - start) for start in range(0, more, 7)) or SIGN
    body, end = ("".join(parts), "")
    if body.endswith(("…", ": ")):
        cut = -1 if body.endswith("…") else -2
        body, end = body[:cut], body[cut:]
    return f"{body}{'' if more < 2 else ' '}{padding}{end}"


class LongLanguage(QTranslator):
    """Answers for every text of the program."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:  # noqa: ARG002, N803 - Qt's signature
        if context == "figures" or not context or context[0] == "Q":  # patterns of days; Qt's own
            return None  # type: ignore[return-value] # not ours
        return lengthened(sourceText)
