from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from pressmark.ui.notices import MAX_WAITING, Banner, Kind, Notice, Notices

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    widget.resize(900, 600)
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def notices(window: QWidget) -> Notices:
    made = Notices(window)
    made.attach(window, is_animated=False)
    return made


def banner(window: QWidget) -> Banner:
    found = window.findChild(Banner)
    assert isinstance(found, Banner)
    return found


def test_shows_the_text_as_it_is(notices: Notices, window: QWidget) -> None:
    notices.show("<b>3</b> links")
    label = banner(window).findChild(QLabel)
    assert isinstance(label, QLabel)
    assert banner(window).isVisible()
    assert label.text() == "<b>3</b> links"
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_the_action_runs_once_and_the_banner_goes(notices: Notices, window: QWidget, qtbot: QtBot) -> None:
    ran: list[str] = []
    notices.show("Moved to Trash", "Undo", lambda: ran.append("undo"))
    button = banner(window).findChild(QPushButton)
    assert isinstance(button, QPushButton)
    assert button.text() == "Undo"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert ran == ["undo"]
    assert notices.current is None
    qtbot.waitUntil(lambda: not banner(window).isVisible())


def test_one_after_another(notices: Notices, window: QWidget, qtbot: QtBot) -> None:
    notices.show("first")
    notices.show("second")
    assert notices.current is not None
    assert notices.current.text == "first"
    close = banner(window).findChild(QToolButton)
    assert isinstance(close, QToolButton)
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert notices.current.text == "second"


def test_the_same_again_takes_the_newer_action(notices: Notices) -> None:
    ran: list[int] = []
    notices.show("Moved to Trash", "Undo", lambda: ran.append(1))
    notices.show("Moved to Trash", "Undo", lambda: ran.append(2))
    assert notices.current is not None
    assert notices.current.action is not None
    notices.current.action()
    notices.dismiss()
    assert ran == [2]
    assert notices.current is None


def test_old_news_is_dropped(notices: Notices) -> None:
    for number in range(MAX_WAITING + 4):
        notices.show(str(number))
    seen = []
    while notices.current is not None:
        seen.append(notices.current.text)
        notices.dismiss()
    assert seen == ["0", *(str(number) for number in range(4, MAX_WAITING + 4))]


def test_stays_inside_a_window_that_shrinks(notices: Notices, window: QWidget) -> None:
    notices.show_problem("A long text about what went wrong, " * 6, "Retry", lambda: None)
    window.resize(320, 240)
    shown = banner(window).geometry()
    assert shown.left() >= 0
    assert shown.right() <= window.width()
    assert shown.bottom() <= window.height()


def test_waits_for_a_window(window: QWidget) -> None:
    notices = Notices(window)
    notices.show("before the window")
    notices.attach(window, is_animated=False)
    assert banner(window).isVisible()


def counted(before: tuple[int, ...]) -> Notice:
    numbers = (*before, len(before))
    return Notice(f"{len(numbers)} failed", Kind.PROBLEM, topic="failed", facts=numbers)


def test_what_goes_on_is_one_notice_that_says_more(notices: Notices, window: QWidget) -> None:
    notices.amend("failed", counted)
    notices.show("Moved to Trash", "Undo")
    notices.amend("failed", counted)
    label = banner(window).findChild(QLabel)
    assert isinstance(label, QLabel)
    assert label.text() == "2 failed"
    notices.dismiss()
    assert notices.current is not None
    assert notices.current.text == "Moved to Trash"
    notices.amend("failed", counted)
    notices.amend("failed", counted)
    notices.dismiss()
    assert notices.current.text == "2 failed"
    notices.dismiss()
    assert notices.current is None


def test_a_window_that_is_gone_is_told_nothing(qtbot: QtBot) -> None:
    window, made = QWidget(), Notices()
    made.attach(window, is_animated=False)
    made.show("one")
    made.show("two")
    window.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(window))
    made.dismiss()
    assert made.current is not None
    assert made.current.text == "two"


def test_what_was_just_done_takes_the_place_of_the_step_before(notices: Notices) -> None:
    texts: list[str] = []
    notices.shown.connect(lambda notice: texts.append(notice.text))
    notices.show_problem("The disk is full")
    notices.show_step("Tagged", "Undo", lambda: None)
    notices.show_step("Undone: Tagged", "Redo", lambda: None)
    notices.dismiss()
    notices.show_step("Moved to Trash", "Undo", lambda: None)
    assert texts == ["The disk is full", "Undone: Tagged", "Moved to Trash"]
    notices.dismiss()
    assert notices.current is None
