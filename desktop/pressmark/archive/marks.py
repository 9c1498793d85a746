"""Marks in the body of an article what a search found and what the person highlighted, as it stands there."""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import groupby
from typing import TYPE_CHECKING

from pressmark.archive.index.snippets import mark
from pressmark.archive.storage import anchoring

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pressmark.archive.values import Highlight

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


def mark_passages(html: str, highlights: Iterable[Highlight]) -> str:
    """Put highlights into `<mark class="passage yellow" data-highlight="7">`, one for each text they run through.

    Where two overlap, the newer one is on top. One whose words are not in the body is left out.

    Args:
        html: a clean body; what is no tag in it is text with entities.
        highlights: of the article.
    """
    parts = _TAG.split(html)
    contents = [unescape(part) for part in parts[::2]]  # the odd ones are tags
    owners = _owners("".join(contents), highlights)
    place = 0
    for number, content in enumerate(contents):
        if any(owners[place : place + len(content)]):
            parts[2 * number] = _marked(content, owners[place : place + len(content)])
        place += len(content)
    return "".join(parts) if any(owners) else html


def _owners(text: str, highlights: Iterable[Highlight]) -> list[Highlight | None]:
    """Which highlight is on top of each character."""
    owners: list[Highlight | None] = [None] * len(text)
    for one in sorted(highlights, key=lambda one: one.id):
        found = anchoring.find(text, anchoring.Quote(one.quote, one.prefix, one.suffix, one.start))
        if found is not None and one.is_attached:
            owners[found[0] : found[1]] = [one] * (found[1] - found[0])
    return owners


def _marked(content: str, owners: list[Highlight | None]) -> str:
    """One text of the body with its marks."""
    made = []
    for owner, run in groupby(zip(content, owners, strict=True), key=lambda pair: pair[1]):
        text = "".join(character for character, _ in run)
        if owner is None or text.isspace():
            made.append(escape(text))
        else:
            noted = " noted" if owner.note else ""
            mark = f'<mark class="passage {owner.colour}{noted}" data-highlight="{owner.id}">'
            made.append(f"{mark}{escape(text)}</mark>")
    return "".join(made)
