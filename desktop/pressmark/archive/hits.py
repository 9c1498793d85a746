"""Marks in the body of an article what a search found, as it stands there, so that a reader can go from hit to hit."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from pressmark.archive.index.snippets import mark

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_HITS = 2_000  # of one article

_TAG = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""")


def mark_hits(html: str, words: Sequence[str], language: str) -> tuple[str, int]:
    """Put every match into `<mark class="hit" id="hit-1">`, counting from 1.

    Args:
        html: a clean body; what is no tag in it is text with entities.
        words: what a search returned for marking.
        language: of the text, as a BCP 47 tag.

    Returns:
        The same body with marks, and how many there are.
    """
    if not words:
        return html, 0
    parts = _TAG.split(html)
    count = 0
    for place in range(0, len(parts), 2):  # the odd ones are tags
        if count >= MAX_HITS or not parts[place].strip():
            continue
        text = unescape(parts[place])
        made, end = [], 0
        for start, stop in mark(text, words, language)[: MAX_HITS - count]:
            count += 1
            made.append(
                f'{escape(text[end:start])}<mark class="hit" id="hit-{count}">{escape(text[start:stop])}</mark>'
            )
            end = stop
        if made:
            parts[place] = "".join(made) + escape(text[end:])
    return "".join(parts), count
