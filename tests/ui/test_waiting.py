"""What is waited for before there is a window."""

from __future__ import annotations

import re
import threading
from itertools import count
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton

from pressmark.archive.errors import ArchiveInUse, Cancelled
from pressmark.tasks.runner import TaskRunner
from pressmark.ui import progress, waiting
from pressmark.ui.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def tasks() -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.close()


@pytest.mark.usefixtures("qapp")
def test_the_result_comes_from_another_thread(tasks: TaskRunner) -> None:
    assert wait_for(tasks, "Opening", lambda _progress: threading.current_thread()) is not threading.main_thread()


@pytest.mark.usefixtures("qapp")
def test_what_goes_wrong_comes_through(tasks: TaskRunner) -> None:
    def work(_progress: Callable[[int, int], None]) -> None:
        raise ArchiveInUse("7")

    with pytest.raises(ArchiveInUse):
        wait_for(tasks, "Opening", work)


def test_a_person_sees_how_far_it_is_and_stops_it(
    tasks: TaskRunner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "PATIENCE_MILLISECONDS", 1)
    monkeypatch.setattr(progress, "TELL_SECONDS", 0.0)
    seen = threading.Event()
    told: list[tuple[str, int, int]] = []

    def press() -> None:
        boxes = [one for one in QApplication.topLevelWidgets() if isinstance(one, QProgressDialog) and one.isVisible()]
        if not boxes or boxes[0].maximum() != 9:
            QTimer.singleShot(5, press)
            return
        told.append((boxes[0].labelText(), boxes[0].value(), boxes[0].maximum()))
        button = boxes[0].findChild(QPushButton)
        assert isinstance(button, QPushButton)
        button.click()
        seen.set()

    def work(progress: Callable[[int, int], None]) -> None:
        while True:
            progress(4, 9)
            seen.wait(0.01)

    QTimer.singleShot(0, press)
    with pytest.raises(Cancelled):
        wait_for(tasks, "Opening", work)
    assert told == [("Opening", 4, 9)]
    qtbot.waitUntil(lambda: tasks.is_idle)


def test_a_person_is_told_how_long_it_takes(tasks: TaskRunner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "PATIENCE_MILLISECONDS", 1)
    monkeypatch.setattr(progress, "TELL_SECONDS", 0.0)
    seen = threading.Event()
    told: list[str] = []

    def look() -> None:
        boxes = [one for one in QApplication.topLevelWidgets() if isinstance(one, QProgressDialog) and one.isVisible()]
        if not boxes or "left" not in boxes[0].labelText():
            QTimer.singleShot(5, look)
            return
        told.append(boxes[0].labelText())
        seen.set()

    def work(progress: Callable[[int, int], None]) -> None:
        for done in range(4):
            progress(done, 9)
        seen.wait(10)

    QTimer.singleShot(0, look)
    wait_for(tasks, "Opening", work, map(float, count(0, 10)).__next__)  # ten seconds go by at each look
    assert re.fullmatch(r"Opening\nabout [23] min left", told[0])
    qtbot.waitUntil(lambda: tasks.is_idle)
