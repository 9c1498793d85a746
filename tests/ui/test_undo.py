from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.ui.undo import LIMIT, Step, UndoStack

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def log() -> list[str]:
    return []


def step(log: list[str], name: str) -> Step:
    return Step(name, undo=lambda: log.append(f"undo {name}"), redo=lambda: log.append(f"redo {name}"))


def test_takes_back_in_reverse_and_does_again(log: list[str], qtbot: QtBot) -> None:
    stack = UndoStack()
    stack.push(step(log, "a"))
    with qtbot.waitSignal(stack.changed):
        stack.push(step(log, "b"))
    stack.undo()
    stack.undo()
    stack.redo()
    assert log == ["undo b", "undo a", "redo a"]
    assert (stack.undo_text, stack.redo_text) == ("a", "b")


def test_a_new_change_ends_what_can_be_done_again(log: list[str]) -> None:
    stack = UndoStack()
    stack.push(step(log, "a"))
    stack.undo()
    stack.push(step(log, "b"))
    stack.redo()
    assert log == ["undo a"]


def test_a_certain_step_is_taken_back_once(log: list[str]) -> None:
    stack = UndoStack()
    first = step(log, "a")
    stack.push(first)
    stack.push(step(log, "b"))
    stack.take_back(first)
    stack.take_back(first)
    assert log == ["undo a"]
    assert stack.undo_text == "b"


def test_keeps_only_the_last_steps(log: list[str]) -> None:
    stack = UndoStack()
    for number in range(LIMIT + 5):
        stack.push(step(log, str(number)))
    while stack.undo_text:
        stack.undo()
    assert len(log) == LIMIT
    assert log[-1] == "undo 5"


def test_with_nothing_to_undo_nothing_happens() -> None:
    stack = UndoStack()
    stack.undo()
    stack.redo()
    assert (stack.undo_text, stack.redo_text) == ("", "")
