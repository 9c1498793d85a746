from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.values import Counts, Shelf
from pressmark.ui.activity import Activity
from pressmark.ui.activity_view import ActivityView
from pressmark.ui.pace import LEAST_SECONDS, RECENT_SECONDS, Pace, time_left
from pressmark.ui.status_bar import StatusBar
from pressmark.ui.workspace import Workspace

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Clock:
    """Tells the time that it is set to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class Work:
    """Work of a certain size with its pace."""

    def __init__(self, total: int) -> None:
        self.clock, self.total, self.done = Clock(), total, 0
        self.pace = Pace(self.clock)
        self.pace.note(0, total)

    def go_on(self, seconds: int, a_second: float) -> list[float | None]:
        """Work for a time; returns how long it is said to take yet, second by second."""
        said = []
        reached = float(self.done)
        for _ in range(seconds):
            self.clock.now += 1
            reached += a_second
            self.done = int(reached)
            self.pace.note(self.done, self.total)
            said.append(self.pace.seconds_left())
        return said


def test_what_goes_evenly_is_told_rightly_after_a_while() -> None:
    work = Work(1_000)
    said = work.go_on(60, 10)
    assert said[: int(LEAST_SECONDS) - 1] == [None] * (int(LEAST_SECONDS) - 1)
    for second, left in enumerate(said[int(LEAST_SECONDS) :], int(LEAST_SECONDS) + 1):
        assert left == pytest.approx(100 - second)


def test_of_a_long_work_some_must_be_done_first() -> None:
    said = Work(10_000).go_on(40, 10)
    assert said[28] is None
    assert said[30] == pytest.approx(1_000 - 31)


def test_another_rate_is_told_bit_by_bit() -> None:
    work = Work(4_000)
    before = work.go_on(30, 20)[-1]
    assert before is not None
    said = work.go_on(90, 5)
    steps = [abs(one - other) for one, other in zip([before, *said], said, strict=False) if one and other]
    assert len(steps) == len(said)
    assert max(steps) < 0.15 * 4_000 / 5
    assert said[-1] == pytest.approx((4_000 - work.done) / 5, rel=0.05)


def test_what_stands_still_is_not_guessed_at() -> None:
    work = Work(100)
    assert work.go_on(20, 1)[-1] == pytest.approx(80)
    work.clock.now += RECENT_SECONDS + 1
    assert work.pace.seconds_left() is None
    assert work.pace.words_left() == ""


def test_more_work_is_told_and_other_work_begins_anew() -> None:
    work = Work(100)
    work.go_on(10, 1)
    work.pace.note(10, 200)
    work.clock.now += 60
    said = [work.pace.seconds_left() for _ in range(3)]
    assert said == [None] * 3  # it has stood still for a minute
    work.pace.note(0, 30)
    work.done, work.total = 0, 30
    assert work.go_on(1, 1) == [None]
    assert work.go_on(5, 1)[-1] == pytest.approx(24)


def test_of_an_unknown_size_nothing_is_told() -> None:
    assert set(Work(0).go_on(30, 3)) == {None}


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "less than a minute left"),
        (59, "less than a minute left"),
        (61, "about 1 min left"),
        (130, "about 2 min left"),
        (599, "about 10 min left"),
        (26 * 60, "about 25 min left"),
        (89 * 60, "about 90 min left"),
        (100 * 60, "about 2 h left"),
    ],
)
def test_the_words(seconds: float, words: str) -> None:
    assert time_left(seconds) == words


def test_a_job_shows_how_many_are_done_and_how_long_it_takes(workspace: Workspace, qtbot: QtBot) -> None:
    clock = Clock()
    timed = Workspace(
        workspace.archive, workspace.tasks, workspace.notices, workspace.settings, activity=Activity(clock)
    )
    view, status = ActivityView(timed, is_paused=False), StatusBar()
    for widget in (view, status):
        qtbot.addWidget(widget)
    job = timed.activity.begin("Moving", 9_400, is_counted=True)
    row = view._rows[job]
    assert row._detail.text() == "0 of 9,400"
    for done in range(0, 3_121, 520):
        clock.now += 10
        job.advance(done)
    assert (row._text.text(), row._detail.text()) == ("Moving · 33 %", "3,120 of 9,400 · about 2 min left")
    status.set_jobs(timed.activity.jobs)
    assert status.text == "Moving · 33 % · about 2 min left"
    clock.now += 100
    with qtbot.waitSignal(timed.activity.changed):  # though nothing happened
        pass
    assert row._detail.text() == "3,120 of 9,400"
    job.cancel()
    assert row._text.text() == "Stopping…"
    job.end()
    pages = timed.activity.begin("Copying", 40)
    pages.advance(10)
    assert view._rows[pages]._detail.isHidden()
    pages.end()
    view.close()


def test_a_long_queue_says_how_long_it_takes(qtbot: QtBot) -> None:
    clock = Clock()
    status = StatusBar(clock=clock)
    qtbot.addWidget(status)

    def save(left: int) -> str:
        clock.now += 5
        status.set_counts(Counts({Shelf.ALL: 500}, queued=left))
        return status.text

    assert save(100) == "Saving 1 of 100"
    texts = [save(left) for left in range(99, 80, -1)]
    assert texts[0] == "Saving 2 of 100"
    assert texts[-1] == "Saving 20 of 100 · about 7 min left"
    assert save(120).startswith("Saving 20 of 139 · about ")  # more came, and what is done stays done
    status.set_paused(True)
    assert status.text == "Saving is paused, 120 left"
    status.set_paused(False)
    assert status.text == "Saving 20 of 139"
    save(0)
    assert save(10) == "Saving 1 of 10"
    assert [save(left) for left in (8, 6, 4)][-1] == "Saving 7 of 10"  # so few that the slowest site decides
