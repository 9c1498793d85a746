"""Where the person wants less motion nothing moves by itself, from that moment on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractAnimation
from PySide6.QtWidgets import QApplication, QProgressBar, QScrollBar, QStyle, QTreeView, QWidget

from plain_reader import PlainReader
from pressmark.archive.values import Shelf
from pressmark.ui import theme
from pressmark.ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace

DURATION = QStyle.StyleHint.SH_Widget_Animation_Duration


@pytest.fixture
def window(
    workspace: Workspace, archive: Archive, articles: list[int], qtbot: QtBot, qapp: QApplication
) -> Iterator[MainWindow]:
    """The window with everything in it that moves: a save under way, a notice, work of unknown length."""
    assert archive._storage.claim(articles[:1]) is not None
    made = MainWindow(workspace, make_reader=PlainReader)  # type: ignore[arg-type] # it has what the window needs
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.counts is not None and workspace.tasks.is_idle)
    made.choose_shelf(Shelf.ALL)
    qtbot.waitUntil(lambda: bool(made.list.view._saving_rows()))
    workspace.activity.begin("Long work", 0)
    made.actions_by_name["activity"].trigger()
    yield made
    theme.want_less_motion(qapp, wanted=False)
    made.close()


def moving(window: MainWindow) -> set[str]:
    """What moves by itself just now, or would."""
    found = {
        type(one.parent()).__name__
        for one in window.findChildren(QAbstractAnimation)
        if one.state() is QAbstractAnimation.State.Running and one.duration() > 0
    }
    clocks = {"list": window.list.view._clock, "ring": window.tools.saving._timer}
    found |= {name for name, clock in clocks.items() if clock.isActive()}
    widgets = [one for top in QApplication.topLevelWidgets() for one in (top, *top.findChildren(QWidget))]
    for one in widgets:
        if isinstance(one, QProgressBar) and one.isVisible() and one.maximum() == one.minimum():
            found.add("bar")
        if isinstance(one, QTreeView) and one.isAnimated():
            found.add("tree")
        if isinstance(one, (QScrollBar, QProgressBar)) and one.style().styleHint(DURATION, None, one) > 0:
            found.add("style")
    return found


def test_all_of_it_comes_to_rest_at_once(window: MainWindow, workspace: Workspace, qapp: QApplication) -> None:
    workspace.notices.show("Something was done")
    assert {"list", "ring", "bar", "style", "Banner"} <= moving(window)
    workspace.settings.reduce_motion = True
    theme.want_less_motion(qapp, wanted=True)  # as the program does when it hears of the setting
    workspace.notices.dismiss()
    workspace.notices.show("Something else")
    assert moving(window) == set()
    workspace.settings.reduce_motion = False
    assert {"list", "ring"} <= moving(window)


def test_nothing_begins_to_move_later(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, qapp: QApplication
) -> None:
    workspace.settings.reduce_motion = True
    theme.want_less_motion(qapp, wanted=True)
    window.list.model.refresh()
    window.live.count()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    workspace.notices.show("Something was done")
    with qtbot.waitSignal(window.live.counted):
        window.live.count()
    assert moving(window) == set()
