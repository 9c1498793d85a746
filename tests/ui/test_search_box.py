from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from pressmark.archive.errors import InvalidQuery
from pressmark.ui.search_box import SearchBox, SearchNote

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def box(qtbot: QtBot) -> SearchBox:
    made = SearchBox()
    qtbot.addWidget(made)
    made.show()
    return made


def test_says_how_much_there_is_to_search(box: SearchBox) -> None:
    box.set_total(12_408)
    assert box.edit.placeholderText() == "Search 12,408 articles"
    box.set_total(0)
    assert box.edit.placeholderText() == "Search"


def test_every_key_asks(box: SearchBox, qtbot: QtBot) -> None:
    asked: list[str] = []
    box.query_edited.connect(asked.append)
    qtbot.keyClicks(box.edit, "dur")
    assert asked == ["d", "du", "dur"]


def test_a_text_that_is_set_asks_nothing(box: SearchBox, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(box.query_edited):
        box.set_text("tag:policy")
    assert box.text == "tag:policy"


def test_a_query_can_be_kept_unless_it_is_already(box: SearchBox, qtbot: QtBot) -> None:
    save = box.findChildren(QToolButton)[0]
    assert not save.isVisible()
    qtbot.keyClicks(box.edit, "durov")
    with qtbot.waitSignal(box.save_asked):
        qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    box.set_saved(["durov"])
    assert not save.isVisible()
    qtbot.keyClicks(box.edit, " paris")
    assert save.isVisible()


def test_escape_first_clears_then_leaves(box: SearchBox, qtbot: QtBot) -> None:
    box.set_text("durov")
    with qtbot.waitSignal(box.query_edited) as asked, qtbot.assertNotEmitted(box.list_wanted):
        qtbot.keyClick(box.edit, Qt.Key.Key_Escape)
    assert asked.args == [""]
    with qtbot.waitSignal(box.list_wanted):
        qtbot.keyClick(box.edit, Qt.Key.Key_Escape)


def test_down_and_enter_lead_into_the_list(box: SearchBox, qtbot: QtBot) -> None:
    box.set_text("durov")
    with qtbot.waitSignal(box.list_wanted):
        qtbot.keyClick(box.edit, Qt.Key.Key_Down)
    with qtbot.waitSignals([box.query_entered, box.list_wanted]):
        qtbot.keyClick(box.edit, Qt.Key.Key_Return)


def test_what_is_dropped_on_the_field_is_left_to_the_window(box: SearchBox) -> None:
    assert not box.edit.acceptDrops()


def test_the_note_explains_in_plain_text_and_goes(qtbot: QtBot) -> None:
    note = SearchNote()
    qtbot.addWidget(note)
    note.show_mistake(InvalidQuery("leading-wildcard", 4), "A * can only stand at the end of a <b>word</b>.")
    assert note.isVisibleTo(None)
    assert note.textFormat() == Qt.TextFormat.PlainText
    assert note.accessibleDescription() == "At character 5"
    note.show_dropped(("xyz", "zyx"))
    assert note.text() == "Shown without: xyz, zyx"
    note.show_dropped(())
    assert note.isHidden()
