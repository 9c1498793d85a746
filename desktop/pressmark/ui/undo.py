"""The changes that Ctrl+Z takes back: a bounded list, since what they need lives in the archive, not in widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = 100


@dataclass(eq=False, slots=True)
class Step:
    """One change: what it is called, and how to take it back and do it again."""

    text: str
    undo: Callable[[], None]
    redo: Callable[[], None]


class UndoStack(QObject):
    """The steps done and the steps undone.

    Signals:
        changed: what can be undone or redone is another than before.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def undo_text(self) -> str:
        """What `undo` would take back; empty for nothing."""
        return self._done[-1].text if self._done else ""

    @property
    def redo_text(self) -> str:
        """What `redo` would do again; empty for nothing."""
        return self._undone[-1].text if self._undone else ""

    def push(self, step: Step) -> None:
        """Remember a change that was made; what was undone before can't be redone any more."""
        self._done = [*self._done, step][-LIMIT:]
        self._undone.clear()
        self.changed.emit()

    def rename(self, step: Step, text: str) -> None:
        """Call a step something else, now that more is known of it."""
        step.text = text
        self.changed.emit()

    def undo(self) -> None:
        """Take the last change back."""
        if self._done:
            self.take_back(self._done[-1])

    def redo(self) -> None:
        """Do again what was undone last."""
        if self._undone:
            self.do_again(self._undone[-1])

    def take_back(self, step: Step) -> None:
        """Take a certain change back, wherever it stands; does nothing if that happened already."""
        if step in self._done:
            self._move(step)
            step.undo()

    def do_again(self, step: Step) -> None:
        """Do a certain change again that was taken back; does nothing if that happened already."""
        if step in self._undone:
            self._move(step)
            step.redo()

    def put_back(self, step: Step) -> None:
        """Have a step where it was before it was last undone or redone, for that has failed."""
        if step in self._done or step in self._undone:
            self._move(step)

    def _move(self, step: Step) -> None:
        source, target = (self._done, self._undone) if step in self._done else (self._undone, self._done)
        source.remove(step)
        target.append(step)
        self.changed.emit()
