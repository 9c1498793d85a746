from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter

from pressmark.ui.article_list.paragraph import is_right_to_left, lay_out, starting_near_mark

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

FONT = QFont("sans", 10)
LONG = "The platform will provide data such as addresses and phone numbers to the authorities. " * 4


@pytest.mark.usefixtures("qapp")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300), width=st.floats(20, 500), lines=st.integers(1, 4))
def test_never_more_lines_than_allowed_nor_wider(text: str, width: float, lines: int) -> None:
    paragraph = lay_out(text, FONT, width, lines)
    assert paragraph.lines <= lines
    for number in range(paragraph.layout.lineCount()):
        assert paragraph.layout.lineAt(number).width() <= width


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "text",
    [LONG, "كيف غيّرت الصحافة الرقمية طريقة قراءتنا للأخبار " * 4, "为什么我们仍然需要纸质书" * 20],
    ids=["latin", "arabic", "chinese"],
)
@pytest.mark.parametrize("lines", [1, 2])
def test_what_does_not_fit_ends_in_an_ellipsis(text: str, lines: int) -> None:
    paragraph = lay_out(text, FONT, 240, lines)
    assert paragraph.lines == lines
    assert paragraph.layout.text().endswith("…")
    last = paragraph.layout.lineAt(lines - 1)
    assert last.textStart() + last.textLength() == len(paragraph.layout.text())


@pytest.mark.usefixtures("qapp")
def test_what_fits_stays_whole() -> None:
    assert lay_out("Short", FONT, 240, 2).layout.text() == "Short"


@pytest.mark.usefixtures("qapp")
def test_matched_words_are_painted_on_a_ground() -> None:
    image = QImage(240, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    lay_out("find phone here", FONT, 240, 1, marks=[(5, 10)], mark_colours=("#ff0000", "#ff0000")).paint(
        painter, 0, 0, "#ffffff"
    )
    painter.end()
    red = [x for x in range(240) if image.pixelColor(x, 8).name() == "#ff0000"]
    metrics = QFontMetricsF(FONT)
    assert red[0] == pytest.approx(metrics.horizontalAdvance("find "), abs=2)
    assert red[-1] == pytest.approx(metrics.horizontalAdvance("find phone"), abs=2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("hello", False), ("مكتبة", True), ("ספר", True), ("2024: مكتبة", True), ("“A” مكتبة", False), ("", False)],
)
def test_the_first_letter_decides_the_direction(text: str, expected: bool) -> None:
    assert is_right_to_left(text) is expected


def test_right_to_left_text_stands_on_the_right(qapp: QApplication) -> None:  # noqa: ARG001 - fonts need one
    paragraph = lay_out("مكتبة", FONT, 240, 1)  # a line lives no longer than its layout
    assert paragraph.layout.lineAt(0).naturalTextRect().right() == pytest.approx(240, abs=1)


def test_a_mark_beyond_the_room_is_brought_into_it() -> None:
    text = "far away from the beginning of all this stands the privacy policy of a site"
    start = text.index("privacy")
    shown, marks = starting_near_mark(text, [(start, start + 7), (start + 8, start + 14)], 40)
    assert shown == "…the privacy policy of a site"
    assert [shown[begin:end] for begin, end in marks] == ["privacy", "policy"]


def test_a_mark_that_is_seen_moves_nothing() -> None:
    assert starting_near_mark("the privacy policy", [(4, 11)], 40) == ("the privacy policy", ((4, 11),))


@given(text=st.text(min_size=1, max_size=200), room=st.integers(0, 100), data=st.data())
def test_marks_stay_on_their_words_and_are_seen(text: str, room: int, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(begin + 1, len(text)))
    shown, ((new_begin, new_end),) = starting_near_mark(text, [(begin, end)], room)
    assert shown[new_begin:new_end] == text[begin:end]
    assert new_begin <= max(room * 0.8, 1)
