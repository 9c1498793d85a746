"""Results reach the GUI thread once, in order, and only while somebody wants them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread

from pressmark.tasks.runner import TaskRunner

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_result_arrives_on_the_gui_thread(tasks: TaskRunner, qtbot: QtBot) -> None:
    got: list[tuple[bool, bool]] = []
    gui = QThread.currentThread()
    tasks.read(lambda: QThread.currentThread() is gui, lambda was: got.append((was, QThread.currentThread() is gui)))
    qtbot.waitUntil(lambda: got == [(False, True)])


def test_a_failure_goes_to_who_asked_or_to_crashed(tasks: TaskRunner, qtbot: QtBot) -> None:
    failures: list[Exception] = []
    tasks.read(lambda: 1 // 0, None, failures.append)
    qtbot.waitUntil(lambda: [type(one) for one in failures] == [ZeroDivisionError])
    with qtbot.waitSignal(tasks.crashed) as told:
        tasks.write(lambda: 1 // 0)
    assert isinstance(told.args[0], ZeroDivisionError)


def test_a_newer_task_in_the_same_slot_makes_the_older_stale(tasks: TaskRunner, qtbot: QtBot) -> None:
    release = threading.Event()
    got: list[int] = []
    tasks.read(lambda: (release.wait(10), 1)[1], got.append, slot="search")
    tasks.read(lambda: 2, got.append, slot="search")
    qtbot.waitUntil(lambda: got == [2])
    release.set()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert got == [2]


def test_nothing_is_delivered_to_a_deleted_owner(tasks: TaskRunner, qtbot: QtBot) -> None:
    release = threading.Event()
    got: list[int] = []
    owner = QObject()
    tasks.read(lambda: (release.wait(10), 1)[1], got.append, owner=owner)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete.value)
    release.set()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert got == []


def test_writes_run_one_after_another_even_when_cancelled(tasks: TaskRunner, qtbot: QtBot) -> None:
    ran: list[int] = []
    for number in range(20):
        tasks.write(lambda number=number: ran.append(number)).cancel()  # type: ignore[misc]  # a default of a lambda
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert ran == list(range(20))


def test_post_comes_from_any_thread(tasks: TaskRunner, qtbot: QtBot) -> None:
    got: list[QThread] = []
    thread = threading.Thread(target=lambda: tasks.post(lambda: got.append(QThread.currentThread())))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: got == [QThread.currentThread()])


@pytest.mark.usefixtures("qtbot")
def test_nothing_arrives_after_close() -> None:
    tasks = TaskRunner()
    got: list[int] = []
    written: list[int] = []
    tasks.read(lambda: 1, got.append)
    tasks.write(lambda: written.append(1))
    tasks.close()
    QCoreApplication.processEvents()
    assert got == []
    assert written == [1]


def test_a_question_after_the_end_is_dropped_but_a_change_is_not_lost_in_silence() -> None:
    tasks = TaskRunner()
    tasks.close()
    assert tasks.read(lambda: 1).is_cancelled
    with pytest.raises(RuntimeError):
        tasks.write(lambda: 1)
