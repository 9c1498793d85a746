from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from pressmark.tasks.question import Question

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from pressmark.tasks.runner import TaskRunner


class Slow:
    """Answers with how often it was asked, once it may."""

    def __init__(self) -> None:
        self.asked = 0
        self.may_answer = threading.Semaphore(0)

    def answer(self) -> int:
        self.asked += 1
        number = self.asked
        assert self.may_answer.acquire(timeout=10)
        return number


def test_what_is_asked_faster_than_it_is_answered_is_answered(tasks: TaskRunner, qtbot: QtBot) -> None:
    slow, got, owner = Slow(), list[int](), QObject()
    question = Question(tasks, slow.answer, got.append, lambda error: pytest.fail(str(error)), owner)
    for _ in range(5):
        question.ask()
    slow.may_answer.release()
    qtbot.waitUntil(lambda: got == [1])
    for _ in range(5):
        question.ask()
    slow.may_answer.release(2)
    qtbot.waitUntil(lambda: got == [1, 2, 3])  # what was asked meanwhile, once each time
    assert slow.asked == 3
    slow.may_answer.release()
    question.ask()
    qtbot.waitUntil(lambda: got == [1, 2, 3, 4])


def test_a_failure_is_told_and_no_end(tasks: TaskRunner, qtbot: QtBot) -> None:
    failures, got, owner = list[Exception](), list[int](), QObject()
    answers = iter([0, 2])
    question = Question(tasks, lambda: 4 // next(answers), got.append, failures.append, owner)
    question.ask()
    qtbot.waitUntil(lambda: [type(one) for one in failures] == [ZeroDivisionError])
    question.ask()
    qtbot.waitUntil(lambda: got == [2])


def test_nobody_is_told_who_is_gone(tasks: TaskRunner, qtbot: QtBot) -> None:
    slow, got, owner = Slow(), list[int](), QObject()
    question = Question(tasks, slow.answer, got.append, lambda error: pytest.fail(str(error)), owner)
    question.ask()
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete.value)
    slow.may_answer.release()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert got == []
