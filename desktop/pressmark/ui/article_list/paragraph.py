"""A few lines of plain text with marked words, elided at the end: what labels can't do without rich text."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from pressmark.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QPainter

ELLIPSIS = "…"
SEEN = 0.8  # of the room: the ellipsis, wide letters and broken lines take some
BEFORE = 0.25  # of the room, before the first mark
MAX_CHARACTERS = 600  # more never fits the lines of a row, and laying out a page-long title takes its time


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Laid-out text, ready to paint."""

    layout: QTextLayout
    lines: int
    height: float

    def paint(self, painter: QPainter, x: float, y: float, colour: str) -> None:
        """Paint with the top left corner at (x, y)."""
        painter.setPen(QColor(colour))
        self.layout.draw(painter, QPointF(x, y))


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs to the left."""
    for character in text[:MAX_CHARACTERS]:
        direction = unicodedata.bidirectional(character)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def starting_near_mark(
    text: str, marks: Sequence[tuple[int, int]], room: int
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Leave out the beginning of a text whose first mark would not be seen.

    Args:
        text: plain text.
        marks: (start, end) offsets into it, in order.
        room: about how many characters can be seen.

    Returns:
        The text, from a word shortly before the first mark on, and the marks in it.
    """
    if not marks or marks[0][1] < room * SEEN:
        return text, tuple(marks)
    first = marks[0][0]
    earliest = max(first - int(room * BEFORE), 0)
    space = text.find(" ", earliest, first)
    start = space + 1 if space >= 0 else earliest
    moved = len(ELLIPSIS) - start
    return ELLIPSIS + text[start:], tuple((begin + moved, end + moved) for begin, end in marks)


def lay_out(
    text: str,
    font: QFont,
    width: float,
    max_lines: int,
    *,
    marks: Sequence[tuple[int, int]] = (),
    mark_colours: tuple[str, str] = ("", ""),
    line_height: float = 0.0,
) -> Paragraph:
    """Break text into at most `max_lines` lines.

    Args:
        text: plain text; white space of any kind counts as a space.
        font: to lay out in.
        width: in logical pixels.
        max_lines: at least 1; what does not fit ends in an ellipsis.
        marks: (start, end) offsets into `text` to put a background behind.
        mark_colours: of that background, and of the words on it.
        line_height: distance of the lines; 0 for the font's own.
    """
    text = text[:MAX_CHARACTERS].replace("\n", " ").replace("\t", " ").replace("\u2028", " ")
    formats = _formats(marks, mark_colours, len(text))
    layout, shown, last_start = _break(text, font, width, max_lines, line_height, formats)
    full = text
    room = width
    while shown < len(text) and room > 0:  # shaped in a paragraph, text may be wider than measured alone
        rest = QFontMetricsF(font).elidedText(full[last_start:], Qt.TextElideMode.ElideRight, room)
        text = full[:last_start] + rest
        formats = _formats(marks, mark_colours, len(text))
        layout, shown, _ = _break(text, font, width, max_lines, line_height, formats)
        room -= theme.UNIT
    count = layout.lineCount()
    step = line_height or QFontMetricsF(font).height()
    return Paragraph(layout, count, count * step)


def _break(
    text: str,
    font: QFont,
    width: float,
    max_lines: int,
    line_height: float,
    formats: Sequence[QTextLayout.FormatRange],
) -> tuple[QTextLayout, int, int]:
    """The layout, the number of characters it shows, and where its last line starts."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    rtl = is_right_to_left(text)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    option.setAlignment(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(formats)  # before the lines: it drops them
    step = line_height or QFontMetricsF(font).height()
    shown = last_start = 0
    layout.beginLayout()
    for number in range(max_lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, number * step + (step - line.height()) / 2))
        last_start = line.textStart()
        shown = last_start + line.textLength()
    layout.endLayout()
    return layout, shown, last_start


def _formats(marks: Sequence[tuple[int, int]], colours: tuple[str, str], length: int) -> list[QTextLayout.FormatRange]:
    ranges = []
    for start, end in marks:
        last = min(end, length)
        if 0 <= start < last:
            marked = QTextLayout.FormatRange()
            marked.start, marked.length = start, last - start
            look = QTextCharFormat()
            look.setBackground(QColor(colours[0]))
            look.setForeground(QColor(colours[1]))
            marked.format = look
            ranges.append(marked)
    return ranges
