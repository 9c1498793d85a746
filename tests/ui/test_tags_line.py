from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout

from pressmark.ui.suggestions import tags_in
from pressmark.ui.tags_line import TagsLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

KNOWN = (("policy/telegram", 4), ("policy", 9), ("paper maps", 2), ("France", 3))


@pytest.fixture
def line(qtbot: QtBot) -> Iterator[TagsLine]:
    """The field in a dialog that an Enter would end, the field being at its lower edge."""
    dialog = QDialog()
    qtbot.addWidget(dialog)
    made = TagsLine(KNOWN)
    column = QVBoxLayout(dialog)
    column.addStretch(1)
    column.addWidget(made)
    button = QPushButton("OK")
    button.setDefault(True)
    button.clicked.connect(dialog.accept)
    column.addWidget(button)
    dialog.resize(600, 500)
    dialog.show()
    made.setFocus()
    yield made
    dialog.close()


def test_tags_are_read_once_each_and_without_empty_levels() -> None:
    assert tags_in(" policy / telegram, ,France,france, a//b\t,/,") == ["policy/telegram", "France", "a/b"]


def test_the_tag_that_is_typed_is_finished_with_tab_or_enter(line: TagsLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(line, "pol")
    assert line.offers.isVisible()
    assert line.offers.labels == ["policy", "policy/telegram"]
    assert line.window().rect().contains(line.offers.geometry())
    assert not line.offers.geometry().intersects(line.geometry())
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert line.text() == "policy, "
    assert line.hasFocus()
    qtbot.keyClicks(line, "map")
    qtbot.keyClick(line, Qt.Key.Key_Down)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.tags == ("policy", "paper maps")
    assert line.window().isVisible()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert not line.window().isVisible()


def test_what_is_there_is_not_offered_again(line: TagsLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(line, "france, ")
    qtbot.keyClick(line, Qt.Key.Key_Down)
    assert line.offers.labels == ["policy", "policy/telegram", "paper maps"]


def test_a_tag_in_the_middle_is_finished_in_its_place(line: TagsLine, qtbot: QtBot) -> None:
    line.setText("a, pap, b")
    line.setCursorPosition(6)
    qtbot.keyClick(line, Qt.Key.Key_Down)
    qtbot.keyClick(line, Qt.Key.Key_Down)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "a, paper maps, b"


def test_escape_and_leaving_put_the_list_away_first(line: TagsLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(line, "p")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert not line.offers.isVisible()
    assert line.window().isVisible()
    qtbot.keyClicks(line, "a")
    assert line.offers.isVisible()
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    qtbot.keyClicks(line, "new")
    assert not line.offers.isVisible()
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert not line.hasFocus()
    line.setFocus()
    line.clear()
    qtbot.keyClicks(line, "f")
    assert line.offers.isVisible()
    line.clearFocus()
    assert not line.offers.isVisible()
