"""The way of the Tab key through the real window, and that one sees where the focus is."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

import window_tour as tour
from pressmark.ui import theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from pressmark.ui.main_window import MainWindow
    from pressmark.ui.workspace import Workspace

pytestmark = [pytest.mark.engine, pytest.mark.slow]


@pytest.fixture
def window(workspace: Workspace, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window with an article open in the reader, and the focus in the search field."""
    article = tour.fill(workspace)
    made = tour.open_window(workspace, qtbot)
    made.show_article(article)
    qtbot.waitUntil(lambda: made.reader._shown is not None, timeout=30_000)
    made.activateWindow()
    made.tools.search.edit.setFocus()
    qtbot.waitUntil(made.tools.search.edit.hasFocus)
    yield made
    made.close()


def test_the_tab_key_goes_from_pane_to_pane_and_round(window: MainWindow, qtbot: QtBot, qapp: QApplication) -> None:
    reader = window.reader
    panes = {
        "search": window.tools.search.edit,
        "tools": window.tools,
        "sidebar": window.sidebar,
        "list": window.list.view,
        "reader's tools": reader.tools,
        "text": reader._web,
        "status": window.status,
    }

    def place() -> str:
        focused = QApplication.focusWidget()
        return next(name for name, pane in panes.items() if pane is focused or pane.isAncestorOf(focused))

    way = [place()]
    for _ in range(60):
        if way[-1] == "text":  # the page has links of its own to go through, and the engine answers later
            with qtbot.waitSignal(qapp.focusChanged, timeout=2_000, raising=False):
                qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        else:
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if place() != way[-1]:
            way.append(place())
        if way[-1] == "search" and len(way) > 1:
            break
    assert way == ["search", "tools", "sidebar", "list", "reader's tools", "text", "status", "tools", "search"]


@pytest.mark.parametrize("scheme", [theme.Scheme.LIGHT, theme.Scheme.DARK])
def test_one_sees_where_the_focus_is(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, qapp: QApplication, scheme: theme.Scheme
) -> None:
    theme.choose(qapp, scheme)
    unseen = []
    lasting = tuple(one for one in tour.STOPS if is_lasting(one))
    for stop in chain([None], tour.go_round(window, workspace, qtbot, lasting)):
        for widget in tour.shown_widgets():
            top = widget.window()
            can_have_it = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
            if not can_have_it or widget.width() == 0 or tour.is_of_the_engine(widget):
                continue
            other = next(
                (
                    one
                    for one in top.findChildren(QPushButton)
                    if one is not widget and one.isEnabled() and one.isVisible()
                ),
                top,
            )
            top.activateWindow()
            qtbot.waitUntil(top.isActiveWindow)
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            top.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # as the Tab key does
            with_focus = widget.grab().toImage()
            other.setFocus(Qt.FocusReason.TabFocusReason)
            if with_focus == widget.grab().toImage():
                unseen.append(f"{stop.name if stop else 'window'}: {type(widget).__name__} {name_of(widget)}")
    theme.choose(qapp, theme.Scheme.LIGHT)
    assert unseen == []


def is_lasting(stop: tour.Stop) -> bool:
    """Whether what a stop shows stays open while the focus moves."""
    return stop.name in {"add", "preferences", "keys", "about", "highlights", "tags_workbench", "rules", "insight"}


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or str(getattr(widget, "text", str)()) or widget.objectName()
