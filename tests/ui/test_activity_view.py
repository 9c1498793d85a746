from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.values import Counts, Shelf
from pressmark.ui.activity_view import ActivityView
from pressmark.ui.article_list.finder import Scope
from pressmark.ui.article_list.shelf_bar import ShelfBar
from pressmark.ui.status_bar import StatusBar

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from pressmark.ui.workspace import Workspace


@pytest.fixture
def view(workspace: Workspace, articles: list[int], qtbot: QtBot) -> ActivityView:
    assert articles
    made = ActivityView(workspace, is_paused=False)
    qtbot.addWidget(made)
    made.show()
    return made


def test_jobs_show_how_far_they_are_and_can_be_ended(view: ActivityView, workspace: Workspace) -> None:
    job = workspace.activity.begin("Counting <b>sheep</b>", 4)
    job.advance(1)
    row = view._rows[job]
    assert row._text.text() == "Counting <b>sheep</b> · 25 %"
    row._cancel.click()
    assert job.is_cancelled
    assert row._text.text() == "Stopping…"
    job.end()
    job.end()
    assert view._rows == {}


def test_the_queue_shows_what_waits(view: ActivityView, qtbot: QtBot) -> None:
    view.set_counts(Counts({Shelf.PROBLEMS: 2}, queued=6))
    assert view.queue.text() == "0 being saved, 6 waiting"
    assert view.problems.text() == "2 problems"
    qtbot.waitUntil(lambda: "Bees of Jutland" in view.titles)
    view.set_counts(Counts())
    assert view.queue.text() == "Everything is saved. Nothing waits."
    assert view.problems.isHidden()


def test_saving_is_paused_from_it(view: ActivityView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.pause_asked):
        view.pause.click()
    assert view.pause.text() == "Go on saving"


def test_problems_are_shown_from_it(workspace: Workspace, qtbot: QtBot) -> None:
    view = ActivityView(workspace, is_paused=False)  # it deletes itself when it closes
    with qtbot.waitSignal(view.problems_asked):
        view.problems.click()


def test_the_status_line_says_what_takes_long(workspace: Workspace, qtbot: QtBot) -> None:
    status = StatusBar()
    qtbot.addWidget(status)
    job = workspace.activity.begin("Changing articles", 50)
    job.advance(20)
    status.set_jobs(workspace.activity.jobs)
    assert status.text == "Changing articles · 40 %"
    job.end()
    status.set_jobs(workspace.activity.jobs)
    assert status.text == ""
    with qtbot.waitSignal(status.activity_asked):
        status._saving.click()


@pytest.mark.parametrize(
    ("shelf", "total", "action"),
    [(Shelf.TRASH, 1, "empty_trash"), (Shelf.PROBLEMS, 1, "retry_all"), (Shelf.TRASH, 0, None), (Shelf.ALL, 9, None)],
)
def test_some_shelves_offer_something_for_all(shelf: Shelf, total: int, action: str | None, qtbot: QtBot) -> None:
    bar = ShelfBar()
    qtbot.addWidget(bar)
    bar.show_scope(Scope(shelf), total)
    assert bar.isHidden() is (action is None)
    if action is not None:
        with qtbot.waitSignal(bar.action_asked) as asked:
            bar.button.click()
        assert asked.args == [action]
