from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from pressmark.ui.reader.find_bar import FindBar

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def bar(qtbot: QtBot) -> FindBar:
    made = FindBar()
    qtbot.addWidget(made)
    made.show()
    made.edit.setText("bee")
    return made


@pytest.fixture
def asked(bar: FindBar) -> list[tuple[str, bool]]:
    heard: list[tuple[str, bool]] = []
    bar.find_asked.connect(lambda text, backwards: heard.append((text, backwards)))
    return heard


@pytest.mark.parametrize(
    ("modifiers", "backwards"),
    [pytest.param(NONE, False, id="return-next"), pytest.param(SHIFT, True, id="shift-back")],
)
def test_return_asks_once(
    qtbot: QtBot, bar: FindBar, asked: list[tuple[str, bool]], modifiers: Qt.KeyboardModifier, backwards: bool
) -> None:
    qtbot.keyClick(bar.edit, Qt.Key.Key_Return, modifiers)
    assert asked == [("bee", backwards)]


def test_typing_finds_forwards(qtbot: QtBot, bar: FindBar, asked: list[tuple[str, bool]]) -> None:
    qtbot.keyClicks(bar.edit, "s")
    assert asked == [("bees", False)]


def test_the_buttons_find_both_ways(qtbot: QtBot, bar: FindBar, asked: list[tuple[str, bool]]) -> None:
    buttons = {one.accessibleName(): one for one in bar.findChildren(QToolButton)}
    for name in ("Previous", "Next"):
        qtbot.mouseClick(buttons[name], Qt.MouseButton.LeftButton)
    assert asked == [("bee", True), ("bee", False)]


def test_escape_closes_and_takes_the_marks_away(qtbot: QtBot, bar: FindBar, asked: list[tuple[str, bool]]) -> None:
    with qtbot.waitSignal(bar.closed):
        qtbot.keyClick(bar.edit, Qt.Key.Key_Escape)
    assert asked == [("", False)]
    assert bar.isHidden()


def test_the_count_says_where_it_is_or_that_nothing_is_there(bar: FindBar) -> None:
    bar.show_count(3, 12)
    assert bar.count.text() == "3 / 12"
    bar.show_count(0, 0)
    assert bar.count.text() == "Not found"
    bar.edit.clear()
    bar.show_count(0, 0)
    assert bar.count.text() == ""
