"""The status line, the saving ring, the first-run page, the tool row, the table of actions, the widths of the panes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from pressmark.archive.values import Counts, Failure, Grouping, Order, Shelf, Status
from pressmark.settings import Settings
from pressmark.ui import actions, keymaps
from pressmark.ui.first_run import FirstRun
from pressmark.ui.flow_layout import FlowLayout
from pressmark.ui.reader.states import StatePage
from pressmark.ui.saving_indicator import SavingIndicator
from pressmark.ui.status_bar import StatusBar
from pressmark.ui.tool_row import ToolRow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive


def counts(queued: int = 0, capturing: int = 0, problems: int = 0, articles: int = 20) -> Counts:
    return Counts({Shelf.ALL: articles, Shelf.PROBLEMS: problems}, queued=queued, capturing=capturing)


def test_the_status_counts_from_the_start_of_the_batch(qtbot: QtBot) -> None:
    status = StatusBar()
    qtbot.addWidget(status)
    status.set_counts(counts(queued=8, capturing=2))
    assert status.text == "Saving 1 of 10"
    status.set_counts(counts(queued=6, capturing=2, problems=2))
    assert status.text == "Saving 3 of 10 · 2 problems"
    status.set_counts(counts(problems=1))
    assert status.text == "1 problem"
    status.show()
    status.grab()
    assert status._problems.x() == status.layout().contentsMargins().left()  # at the edge, as the other words
    status.set_counts(counts())
    assert status.text == "All saved"
    status.set_counts(counts(queued=1))
    assert status.text == "Saving 1 of 1"
    status.set_counts(counts(articles=0))
    assert status.text == ""


def test_the_problems_lead_to_their_shelf(qtbot: QtBot) -> None:
    status = StatusBar()
    qtbot.addWidget(status)
    status.set_counts(counts(problems=3))
    with qtbot.waitSignal(status.problems_asked):
        qtbot.mouseClick(status._problems, Qt.MouseButton.LeftButton)


def test_the_ring_shows_only_while_something_is_saved(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    ring = SavingIndicator(parent)
    ring.set_animated(False)
    ring.set_counts(counts(queued=2, capturing=1))
    assert not ring.isHidden()
    assert ring.text == "3 left"
    ring.set_counts(counts())
    assert ring.isHidden()


def test_the_first_page_offers_four_ways_to_begin(qtbot: QtBot) -> None:
    page = FirstRun()
    qtbot.addWidget(page)
    buttons = page.findChildren(QPushButton)
    signals = (page.add_asked, page.paste_asked, page.sample_asked, page.import_asked)
    for button, signal in zip(buttons, signals, strict=True):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_order_shows_and_can_be_chosen(qtbot: QtBot) -> None:
    row = ToolRow()
    qtbot.addWidget(row)
    row.set_order(Order.TITLE, Grouping.DAY, is_search=False)
    assert row._sort.text() == "Title"
    with qtbot.waitSignal(row.order_chosen) as chosen:
        row._orders[Order.PUBLISHED].trigger()
    assert chosen.args == [Order.PUBLISHED]
    assert row._groupings[Grouping.DAY].isChecked()
    with qtbot.waitSignal(row.grouping_chosen) as grouped:
        row._groupings[Grouping.SITE].trigger()
    assert grouped.args == [Grouping.SITE]


def test_nothing_is_relevant_without_a_search(qtbot: QtBot) -> None:
    row = ToolRow()
    qtbot.addWidget(row)
    row.set_order(Order.RELEVANCE, Grouping.NONE, is_search=False)
    assert row._sort.text() == "Newest saved"
    assert not row._orders[Order.RELEVANCE].isEnabled()
    row.set_order(Order.RELEVANCE, Grouping.NONE, is_search=True)
    assert row._sort.text() == "Relevance"
    assert row._orders[Order.RELEVANCE].isEnabled()


@pytest.mark.parametrize("preset", list(keymaps.PRESETS))
def test_no_two_actions_share_a_key(preset: str) -> None:
    assert keymaps.names().keys() == keymaps.PRESETS.keys() == set(Settings.keys.allowed)
    assert keymaps.PRESETS[preset].keys() <= {entry.name for entry in actions.all_entries()}
    keys = Counter(key for own in keymaps.keys_of(preset).values() for key in own)
    assert [key for key, number in keys.items() if number > 1] == []


def test_the_context_menu_names_known_actions() -> None:
    assert {name for name in actions.CONTEXT_MENU if name} <= {entry.name for entry in actions.all_entries()}


def test_an_action_without_a_handler_is_an_error(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with pytest.raises(KeyError):
        actions.build(window, {})


def test_chips_flow_into_lines(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = FlowLayout(holder, spacing=4)
    chips = [QPushButton(text) for text in ("one", "two", "three")]
    for chip in chips:
        chip.setFixedSize(40, 20)
        layout.addWidget(chip)
    layout.setGeometry(QRect(0, 0, 90, 100))
    assert [(chip.x(), chip.y()) for chip in chips] == [(0, 0), (44, 0), (0, 24)]
    assert layout.heightForWidth(90) == 44
    assert layout.heightForWidth(200) == 20


def test_lines_in_the_middle_leave_as_much_on_both_sides(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = FlowLayout(holder, spacing=4, is_centred=True)
    chips = [QPushButton(text) for text in ("one", "two", "three")]
    for chip in chips:
        chip.setFixedSize(40, 20)
        layout.addWidget(chip)
    layout.setGeometry(QRect(0, 0, 100, 100))
    assert [(chip.x(), chip.y()) for chip in chips] == [(8, 0), (52, 0), (30, 24)]


@pytest.mark.parametrize("width", [340, 400, 600, 900])  # or as narrow as it goes
@pytest.mark.parametrize("points", [10, 20])
def test_what_can_be_done_about_a_failure_is_whole_at_any_width_and_size(
    points: int, width: int, qtbot: QtBot, archive: Archive, articles: list[int]
) -> None:
    page = StatePage()
    qtbot.addWidget(page)
    article = replace(archive.article(articles[0]), status=Status.FAILED, failure=Failure("http-403"))
    page.show_article(article)
    page.resize(900, 700)
    page.show()
    font = page.font()
    font.setPointSize(points)
    for button in (page.retry, page.sign_in, page.browser):  # as Qt does where the person wants other text
        button.setFont(font)
    page.resize(width, 700)
    QApplication.processEvents()
    buttons = [one for one in (page.retry, page.sign_in, page.browser) if one.isVisible()]
    assert len(buttons) == 3
    assert all(one.width() >= one.sizeHint().width() and page.rect().contains(one.geometry()) for one in buttons)
    assert not any(one.geometry().intersects(other.geometry()) for one, other in combinations(buttons, 2))
    for label in (page.heading, page.reason, page.address):
        assert label.height() >= label.heightForWidth(label.width())
