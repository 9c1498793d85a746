"""What the window says after an act, for tests that look at its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.ui.notices import Notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from pressmark.ui.workspace import Workspace


def said(workspace: Workspace, qtbot: QtBot, act: Callable[[], object]) -> str:
    """What the banner says after an act."""
    with qtbot.waitSignal(workspace.notices.shown) as shown:
        act()
    return str(shown.args[0].text)


def told(workspace: Workspace, qtbot: QtBot, act: Callable[[], object]) -> Notice:
    """The notice of an act, once all is done; nothing is under way any more."""
    with qtbot.waitSignal(workspace.notices.shown) as shown:
        act()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    assert workspace.activity.jobs == ()
    notice = shown.args[0]
    assert isinstance(notice, Notice)
    return notice
