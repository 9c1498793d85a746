from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt

from pressmark.archive.values import SpanKind
from pressmark.ui.query_edit import QueryEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot


@pytest.fixture
def edit(qtbot: QtBot) -> QueryEdit:
    made = QueryEdit()
    made.setStyleSheet("QLineEdit { border: 0; background: transparent; }")
    made.resize(500, 36)
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def picture(edit: QueryEdit) -> QImage:
    return edit.grab().toImage()


def is_red(image: QImage, x: int, y: int) -> bool:
    ratio = image.devicePixelRatio()
    colour = image.pixelColor(int(x * ratio), int(y * ratio))
    return colour.red() > colour.green() + 60


def test_a_filter_stands_on_a_chip_and_a_word_does_not(edit: QueryEdit) -> None:
    edit.setText("durov tag:policy")
    word, chip = edit.spans
    assert (word.kind, chip.kind) == (SpanKind.WORD, SpanKind.FILTER)
    image = picture(edit)
    ratio = image.devicePixelRatio()

    def above_letters(rect_of: object) -> str:
        rect = edit.rect_of(rect_of)  # type: ignore[arg-type]  # a span
        return image.pixelColor(int(rect.center().x() * ratio), int((rect.top() + 2) * ratio)).name()

    assert above_letters(chip) != above_letters(word)


def test_chips_follow_the_text_when_it_scrolls(edit: QueryEdit) -> None:
    edit.setText("word " * 60 + "tag:policy")
    chip = edit.spans[-1]
    picture(edit)
    assert edit.rect_of(chip).right() <= edit.width()
    edit.setCursorPosition(0)
    picture(edit)
    assert edit.rect_of(chip).left() > edit.width()


def test_a_chip_goes_as_a_whole_and_comes_back_with_undo(edit: QueryEdit, qtbot: QtBot) -> None:
    edit.setText("")
    qtbot.keyClicks(edit, "durov -tag:policy paris")
    chip = next(one for one in edit.spans if one.kind is SpanKind.FILTER)
    qtbot.mouseMove(edit, edit.rect_of(chip).center().toPoint())
    corner = edit.rect_of(chip).topRight()
    with qtbot.waitSignal(edit.textEdited) as edited:
        qtbot.mouseClick(edit, Qt.MouseButton.LeftButton, pos=(corner + QPointF(1, 2)).toPoint())
    assert edited.args == ["durov paris"]
    edit.undo()
    assert edit.text() == "durov -tag:policy paris"


def test_ctrl_backspace_takes_the_chip_before_the_cursor(edit: QueryEdit, qtbot: QtBot) -> None:
    edit.setText('durov "privacy policy"')
    qtbot.keyClick(edit, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert edit.text() == "durov"
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.text() == "duro"


def test_a_mistake_is_underlined(edit: QueryEdit) -> None:
    edit.resize(500, edit.sizeHint().height())
    edit.setText("durov")
    plain = picture(edit)
    edit.setText("saved:never-and-ever durov durov durov")
    assert edit.spans[0].kind is SpanKind.MISTAKE
    shown = picture(edit)
    assert shown != plain
    rect = edit.rect_of(edit.spans[0])
    columns = [range(int(place + 8), int(place + 88)) for place in (rect.left(), rect.right())]
    wrong, right = ({x for x in places if any(is_red(shown, x, y) for y in range(edit.height()))} for places in columns)
    assert len(wrong) > 75  # without a gap, though the field is hardly higher than its letters
    assert right == set()


@pytest.mark.parametrize("text", ["", '"', "((((", "tag:" * 200, "a" * 1_000, "خصوصية tag:سياسة", "\t \u200f -"])
def test_any_text_is_painted(edit: QueryEdit, text: str) -> None:
    edit.setText(text)
    assert not picture(edit).isNull()


def test_only_what_is_asked_is_set_apart(edit: QueryEdit) -> None:
    assert edit.font().wordSpacing() == 0
    edit.setText("durov tag:policy")
    assert edit.font().wordSpacing() > 0
    edit.clear()
    assert edit.font().wordSpacing() == 0
