from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from pressmark.archive.errors import InvalidQuery
from pressmark.archive.values import Completion, CompletionKind
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
    assert [span.name for span in box.edit.spans] == ["tag"]


def test_a_text_that_is_set_sends_offers_away(offering: SearchBox, qtbot: QtBot) -> None:
    assert offering.offers.isVisible()
    with qtbot.assertNotEmitted(offering.completion_wanted):
        offering.set_text("durov")
    assert not offering.offers.isVisible()


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


POLICY = Completion(0, 5, "tag:policy", "policy", CompletionKind.TAG, 7)
LONG = Completion(0, 5, 'tag:"public life"', "public life", CompletionKind.TAG, 2)
WORD = Completion(0, 5, "tagged", "tagged", CompletionKind.WORD, 2)


@pytest.fixture
def offering(box: SearchBox, qtbot: QtBot) -> SearchBox:
    box.resize(500, 40)
    box.edit.setFocus()
    qtbot.waitUntil(box.edit.hasFocus)
    qtbot.keyClicks(box.edit, "tag:p")
    box.offer("tag:p", 5, [POLICY, WORD, LONG])
    return box


def test_ways_to_go_on_are_asked_for_at_the_cursor(box: SearchBox, qtbot: QtBot) -> None:
    box.edit.setFocus()
    qtbot.waitUntil(box.edit.hasFocus)
    with qtbot.waitSignal(box.completion_wanted) as wanted:
        qtbot.keyClicks(box.edit, "t")
    assert wanted.args == ["t", 1]


def test_plain_words_and_late_answers_are_not_offered(offering: SearchBox, qtbot: QtBot) -> None:
    assert offering.offers.labels == ["policy", "public life"]
    qtbot.keyClicks(offering.edit, "r")
    offering.offer("tag:pr", 6, [])
    offering.offer("tag:p", 5, [POLICY])
    assert not offering.offers.isVisible()


def test_keys_choose_a_way_to_go_on(offering: SearchBox, qtbot: QtBot) -> None:
    qtbot.keyClick(offering.edit, Qt.Key.Key_Down)
    qtbot.keyClick(offering.edit, Qt.Key.Key_Down)
    with qtbot.waitSignal(offering.query_edited) as edited, qtbot.assertNotEmitted(offering.list_wanted):
        qtbot.keyClick(offering.edit, Qt.Key.Key_Return)
    assert edited.args == ['tag:"public life" ']
    assert not offering.offers.isVisible()


def test_tab_takes_the_first_way_and_a_click_its_own(offering: SearchBox, qtbot: QtBot) -> None:
    qtbot.keyClick(offering.edit, Qt.Key.Key_Tab)
    assert offering.text == "tag:policy "
    offering.edit.setText("tag:p")
    offering.offer("tag:p", 5, [POLICY, LONG])
    offers = offering.offers
    qtbot.mouseClick(offers.viewport(), Qt.MouseButton.LeftButton, pos=offers.visualItemRect(offers.item(1)).center())
    assert offering.text == 'tag:"public life" '


def test_escape_sends_the_offers_away_before_it_clears(offering: SearchBox, qtbot: QtBot) -> None:
    qtbot.keyClick(offering.edit, Qt.Key.Key_Escape)
    assert not offering.offers.isVisible()
    assert offering.text == "tag:p"
    qtbot.keyClick(offering.edit, Qt.Key.Key_Escape)
    assert offering.text == ""


def test_an_operator_is_completed_without_a_space(offering: SearchBox, qtbot: QtBot) -> None:
    offering.offer("tag:p", 5, [Completion(0, 5, "title:", "title:", CompletionKind.OPERATOR)])
    qtbot.keyClick(offering.edit, Qt.Key.Key_Tab)
    assert offering.text == "title:"


def test_what_is_dropped_on_the_field_is_left_to_the_window(box: SearchBox) -> None:
    assert not box.edit.acceptDrops()


def test_the_note_explains_in_plain_text_and_goes(qtbot: QtBot) -> None:
    note = SearchNote()
    qtbot.addWidget(note)
    note.show_mistake(InvalidQuery("leading-wildcard", 4), "A * can only stand at the end of a <b>word</b>.")
    assert note.isVisibleTo(None)
    assert note.findChildren(QLabel)[0].textFormat() == Qt.TextFormat.PlainText
    assert note.accessibleDescription() == "At character 5"
    note.show_dropped(("xyz", "zyx"))
    assert note.text == "Shown without: xyz, zyx"
    note.show_dropped(())
    assert note.isHidden()


def test_the_note_offers_another_query_until_it_says_something_else(qtbot: QtBot) -> None:
    note = SearchNote()
    qtbot.addWidget(note)
    note.show_dropped(("telegrm",))
    assert note.offer == ""
    note.suggest("durov telegram", "Did you mean “R&D”?")
    assert note.offer == "Did you mean “R&&D”?"
    with qtbot.waitSignal(note.query_taken) as taken:
        qtbot.mouseClick(note.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert taken.args == ["durov telegram"]
    note.show_dropped(("other",))
    assert note.offer == ""


def test_a_query_that_is_started_goes_on_in_the_field(box: SearchBox, qtbot: QtBot) -> None:
    box.set_text("bees")
    with qtbot.waitSignals([box.query_edited, box.completion_wanted]):
        box.start("bees tag:")
    qtbot.waitUntil(box.edit.hasFocus)
    assert (box.text, box.edit.cursorPosition()) == ("bees tag:", 9)


def test_everything_stands_on_the_other_side_from_right_to_left(offering: SearchBox, qtbot: QtBot) -> None:
    window = offering.window()
    assert offering.edit.x() > 30
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.waitUntil(lambda: offering.width() - offering.edit.geometry().right() > 30)
    offering.offers.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    offering.completion_wanted.emit(offering.text, offering.edit.cursorPosition())
    image = offering.offers.viewport().grab(offering.offers.visualItemRect(offering.offers.item(0))).toImage()
    ground = image.pixel(image.width() // 2, 1)

    def painted(first: int, last: int) -> bool:
        places = ((x, y) for x in range(first, last) for y in range(4, image.height() - 4))
        return any(image.pixel(x, y) != ground for x, y in places)

    right = image.width()
    assert painted(8, 16)  # the number
    assert not painted(17, 150)
    assert painted(right - 70, right - 33)  # the name
    assert not painted(right - 32, right - 25)
    assert painted(right - 24, right - 8)  # the sign
