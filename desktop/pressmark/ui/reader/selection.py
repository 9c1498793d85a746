"""What the person selects or points at in the page, as `resources/reader/page.js` tells it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt

COLOUR_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)  # in the order of `Colour`
PASSAGE_KEYS = (*COLOUR_KEYS, Qt.Key.Key_Delete, Qt.Key.Key_Escape)  # what they do with a highlight says its bar


@dataclass(frozen=True, slots=True)
class SelectedPassage:
    """A selected passage: its words, how many letters of the body stand before it, and where it is in the view."""

    text: str
    letters: int
    box: QRect


@dataclass(frozen=True, slots=True)
class Pointed:
    """A highlight (or, with the id 0, the article's note) that was clicked or gone to, and where it is in the view."""

    id: int
    box: QRect
    is_by_key: bool = False


def selection_of(answer: object, zoom: float) -> SelectedPassage | None:
    """Read what `selection()` answered; None where nothing is selected."""
    if not isinstance(answer, str) or not answer:  # null comes as an empty text
        return None
    text, letters, *box = json.loads(answer)
    return SelectedPassage(text, letters, _box(box, zoom)) if text.strip() else None


def pointed_of(answer: object, zoom: float) -> Pointed | None:
    """Read what `pointedAt()` answered; None where nothing of ours was clicked."""
    if not isinstance(answer, str) or not answer:  # null comes as an empty text
        return None
    id, *box = json.loads(answer)
    return Pointed(id, _box(box, zoom))


def _box(sides: list[float], zoom: float) -> QRect:
    left, top, width, height = (round(side * zoom) for side in sides)
    return QRect(left, top, width, height)
