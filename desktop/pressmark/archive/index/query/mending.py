"""Guesses what a query with a mistake was meant to be, so that one click can put it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.archive.errors import InvalidQuery
from pressmark.archive.index.query.parser import VALUES, parse
from pressmark.archive.index.query.spans import spans
from pressmark.archive.index.similar import edits_between

if TYPE_CHECKING:
    from datetime import date

MOST_SLIPS = 2  # between what was typed and what an operator knows
_DATE_SIGNS = str.maketrans("/._", "---")


def mend(text: str, error: InvalidQuery, *, today: date) -> str:
    """Return what may be meant, which can be understood; empty where nothing comes to mind.

    Args:
        text: the query.
        error: what is wrong with it.
        today: as for `parse`.
    """
    end = error.position + error.length
    wrong = text[error.position : end]
    match error.detail:
        case "unknown-value" | "bad-date":
            meant = _nearest(wrong, _known(text, error.position)) or wrong.translate(_DATE_SIGNS)
        case "leading-wildcard":
            meant = ""
        case _:
            return ""
    mended = " ".join((text[: error.position] + meant + text[end:]).split())
    try:
        parse(mended, today=today)
    except InvalidQuery:
        return ""
    return mended if meant != wrong else ""


def known_values(text: str, place: int) -> tuple[str, ...]:
    """Return what the operator of the part at a place of a query knows; nothing where it knows no list."""
    return tuple(value for value in _known(text, place) if not value[0].isdecimal())


def _known(text: str, place: int) -> tuple[str, ...]:
    name = next((one.name for one in spans(text) if one.start <= place < one.end), "")
    return VALUES.get(name, ())


def _nearest(wrong: str, known: tuple[str, ...]) -> str:
    slips = edits_between(wrong.lower(), known).tolist()
    distance, nearest = min(zip(slips, known, strict=True), default=(MOST_SLIPS + 1, ""))
    return nearest if distance <= min(MOST_SLIPS, len(wrong) - 1) else ""
