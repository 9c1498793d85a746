from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.index.query import OPERATORS, parse
from pressmark.ui import icons
from pressmark.ui.filter_menu import GROUPS, FilterMenu

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QApplication, QMenu
    from pytestqt.qtbot import QtBot

OFFERS = [offer for _title, _icon, offers in GROUPS for offer in offers]


def line(menu: QMenu, text: str) -> QAction:
    for action in menu.actions():
        if action.text() == text:
            return action
        below = action.menu()
        if below is not None and any(one.text() == text for one in below.actions()):
            return line(below, text)
    raise AssertionError(text)


@pytest.mark.parametrize("part", [offer.part for offer in OFFERS])
def test_every_line_is_understood(part: str) -> None:
    if part.endswith(":"):
        assert part[:-1] in OPERATORS
    else:
        query = parse(part, today=date(2026, 11, 26))
        assert query.root is not None


def test_every_icon_is_there(qapp: QApplication) -> None:  # noqa: ARG001  # fonts need one
    names = [icon for _title, icon, _offers in GROUPS] + [offer.icon_name for offer in OFFERS]
    assert all(icons.is_known(name) for name in names if name)


def test_a_line_adds_its_filter_and_takes_it_out_again(qtbot: QtBot) -> None:
    menu = FilterMenu("bees OR tea")
    qtbot.addWidget(menu)
    with qtbot.waitSignal(menu.query_made) as made:
        line(menu, "Unread").trigger()
    assert made.args == ["(bees OR tea) is:unread"]
    again = FilterMenu("bees is:unread")
    qtbot.addWidget(again)
    assert line(again, "Unread").isChecked()
    assert not line(again, "Read").isChecked()
    with qtbot.waitSignal(again.query_made) as made:
        line(again, "Unread").trigger()
    assert made.args == ["bees"]


def test_another_day_takes_the_place_of_the_first(qtbot: QtBot) -> None:
    menu = FilterMenu("saved:today bees")
    qtbot.addWidget(menu)
    saved = next(action.menu() for action in menu.actions() if action.text() == "Saved")
    with qtbot.waitSignal(menu.query_made) as made:
        line(saved, "This year").trigger()
    assert made.args == ["bees saved:this-year"]


def test_an_operator_waits_for_its_value(qtbot: QtBot) -> None:
    menu = FilterMenu("bees ")
    qtbot.addWidget(menu)
    with qtbot.waitSignal(menu.value_wanted) as wanted:
        line(menu, "Tag…").trigger()
    assert wanted.args == ["bees tag:"]
