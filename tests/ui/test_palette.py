from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication, QWidget

from pressmark.archive.values import Shelf
from pressmark.ui import offers, theme
from pressmark.ui.main_window import MainWindow
from pressmark.ui.matching import score
from pressmark.ui.palette import MOST, RADIUS, Offer, Palette

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace

KEY = Qt.Key


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("tra", "Trash", "Move to Trash"),
        ("tra", "Move to Trash", "Extract"),
        ("mt", "Move to Trash", "Mark as Read"),
        ("tele", "policy/telegram", "a long television"),
        ("trash move", "Move to Trash", "Trash"),
        ("ÉT", "état", "planète"),
    ],
)
def test_what_fits_better_scores_higher(typed: str, better: str, worse: str) -> None:
    assert score(typed, better) > score(typed, worse)


def test_what_does_not_fit_scores_nothing() -> None:
    assert score("xyz", "Move to Trash") == 0
    assert score("m", "Name") > 0  # a letter inside
    assert score("", "anything") == 1


class Opened:
    """A palette with what it did."""

    def __init__(self, qtbot: QtBot, names: Iterable[str]) -> None:
        self.done: list[str] = []
        self.asked: list[tuple[str, Callable[[Iterable[Offer]], None]]] = []
        self.window = QWidget()
        self.window.resize(900, 600)
        qtbot.addWidget(self.window)
        self.window.show()
        made = [self.offer(name) for name in names]
        self.palette = Palette(made, lambda typed, done: self.asked.append((typed, done)), self.window)
        self.palette.open_over(self.window)
        self.qtbot = qtbot

    def offer(self, name: str) -> Offer:
        return Offer(name, "kind", "tag", lambda: self.done.append(name))

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.palette.edit, text)

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.palette.edit, key)


def test_keys_choose_and_enter_does_it(qtbot: QtBot) -> None:
    opened = Opened(qtbot, ("Add", "Quit", "Search", "Seldom"))
    opened.type("se")
    assert set(opened.palette.names) == {"Search", "Seldom"}
    first, second = opened.palette.names
    opened.press(KEY.Key_Down)
    opened.press(KEY.Key_Down)  # round to the first again
    opened.press(KEY.Key_Up)
    opened.press(KEY.Key_Return)
    assert opened.done == [second]
    assert first != second


def test_escape_does_nothing(qtbot: QtBot) -> None:
    opened = Opened(qtbot, ("Add",))
    opened.press(KEY.Key_Escape)
    assert opened.done == []


def test_articles_come_behind_what_can_be_done(qtbot: QtBot) -> None:
    opened = Opened(qtbot, ("Telescope", *(f"other {number}" for number in range(30))))
    assert len(opened.palette.names) == MOST
    opened.type("te")
    ((typed, done),) = opened.asked
    assert typed == "te"
    done([opened.offer("<b>Telegram</b>")])
    assert opened.palette.names[-1] == "<b>Telegram</b>"
    opened.press(KEY.Key_Backspace)
    opened.type("e")  # asked again, for what was found is forgotten
    assert [typed for typed, _done in opened.asked] == ["te", "te"]


@pytest.fixture
def heard() -> Iterator[None]:
    """Somebody hears the window."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.mark.usefixtures("heard")
def test_that_nothing_fits_is_said_once_all_is_known(qtbot: QtBot) -> None:
    opened = Opened(qtbot, ("Add", "Quit"))
    nothing, edit = opened.palette.nothing, opened.palette.edit
    lowest = opened.palette.height()
    assert nothing.isHidden()
    opened.type("zz")
    assert opened.palette.names == []
    assert nothing.isHidden()  # perhaps an article is called that
    opened.asked[0][1]([])
    assert nothing.isVisible()
    assert edit.accessibleDescription() == nothing.text() == "Nothing is called that"
    assert nothing.geometry().bottom() < opened.palette.height() < lowest
    assert edit.height() >= edit.sizeHint().height()
    opened.press(KEY.Key_Return)
    assert opened.done == []
    opened.type("z")
    assert nothing.isHidden()
    opened.asked[0][1]([opened.offer("zz top")])  # that comes too late
    assert opened.palette.names == []
    opened.asked[1][1]([opened.offer("zzz, a sleep")])
    assert opened.palette.names == ["zzz, a sleep"]
    assert nothing.isHidden()
    assert edit.accessibleDescription() == ""


def test_an_answer_that_comes_after_it_was_closed_is_dropped(qtbot: QtBot) -> None:
    opened = Opened(qtbot, ("Add",))
    opened.type("zz")
    with qtbot.waitSignal(opened.palette.destroyed):
        opened.press(KEY.Key_Escape)
    ((_typed, done),) = opened.asked
    done([opened.offer("zz top")])


@pytest.fixture
def window(workspace: Workspace, articles: list[int], qtbot: QtBot) -> MainWindow:
    assert articles
    workspace.settings.last_shelf = Shelf.ALL.value
    made = MainWindow(workspace)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.list.model.rowCount() == 6 and made.counts is not None)
    return made


def test_the_window_offers_actions_places_searches_and_tags(window: MainWindow, archive: Archive, qtbot: QtBot) -> None:
    archive.save_search("Tools, unread", "tag:tools is:unread")
    qtbot.waitUntil(lambda: bool(window.sidebar.searches))
    names = {offer.name for offer in offers.of_window(window)}
    assert {"Add", "Rules", "Inbox", "Tools, unread", "nature/insects"} <= names
    assert "Restore from Trash" not in names  # nothing lies there
    by_name = {offer.name: offer for offer in offers.of_window(window)}
    by_name["nature/insects"].run()
    qtbot.waitUntil(lambda: window.list.model.rowCount() == 1)


def test_an_article_is_found_by_its_title_and_opened(window: MainWindow, articles: list[int], qtbot: QtBot) -> None:
    window.actions_by_name["palette"].trigger()
    palette = QApplication.activePopupWidget()
    assert isinstance(palette, Palette)
    qtbot.keyClicks(palette.edit, "index card")
    qtbot.waitUntil(lambda: "A history of the index card" in palette.names)
    qtbot.keyClick(palette.edit, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.shown_id == articles[1])


@pytest.mark.parametrize("typed", ['"', "title:", "a OR", ") ("])
def test_odd_words_find_no_article_and_break_nothing(typed: str, window: MainWindow, qtbot: QtBot) -> None:
    answers: list[list[Offer]] = []
    offers.find_articles(window, typed, lambda found: answers.append(list(found)))
    qtbot.waitUntil(lambda: len(answers) == 1)


def test_its_corners_hide_nothing_and_are_not_black(qtbot: QtBot) -> None:
    palette = Opened(qtbot, ("Add", "Quit")).palette
    assert not palette.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    shape = palette.mask()
    for corner in (palette.rect().topLeft(), palette.rect().bottomRight()):
        assert not shape.contains(corner)
    assert shape.contains(palette.rect().center())
    palette.edit.setText("add")
    palette.edit.textEdited.emit("add")  # fewer rows, a lower palette
    assert palette.mask().boundingRect().height() <= palette.height()
    assert palette.mask().boundingRect().height() > palette.height() - 3


def test_its_border_goes_round_the_corners(qtbot: QtBot) -> None:
    palette = Opened(qtbot, ("Add", "Quit")).palette
    image, shape = palette.grab().toImage(), palette.mask()
    ground, line = (QColor(one).lightness() for one in (theme.colours().raised, theme.colours().outline))
    cut = [QPoint(x, y) for x in range(RADIUS) for y in range(RADIUS) if not shape.contains(QPoint(x, y))]
    assert cut
    for place in cut:  # more of the ground than of the line
        assert abs(image.pixelColor(place).lightness() - ground) < abs(line - ground) / 2, place
