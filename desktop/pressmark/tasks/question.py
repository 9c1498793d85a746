"""A read that is asked again at every change, one at a time.

In a slot of the runner a newer read overtakes the older one, which suits what a person asks for: only the last key
counts. It does not suit what changes ask for: where they come faster than answers, no answer would ever arrive.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from pressmark.tasks.runner import TaskRunner

T = TypeVar("T")


class Question(Generic[T]):
    """Asks; while an answer is awaited, all that is asked is asked once, after it. For the GUI thread.

    Args:
        tasks: runs the reads.
        work: reads; as for `TaskRunner.read`.
        done: gets every answer.
        failed: gets the exception where there is none.
        owner: when this object is deleted, nobody wants to know any more.
    """

    def __init__(
        self,
        tasks: TaskRunner,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        owner: QObject,
    ) -> None:
        self._tasks, self._work, self._owner = tasks, work, owner
        self._done, self._failed = done, failed
        self._is_asking = self._is_due = False

    def ask(self) -> None:
        """Ask now, or as soon as what was asked before is answered."""
        if self._is_asking:
            self._is_due = True
            return
        self._is_asking, self._is_due = True, False
        self._tasks.read(
            self._work, partial(self._receive, self._done), partial(self._receive, self._failed), owner=self._owner
        )

    def _receive(self, deliver: Callable[[T], None] | Callable[[Exception], None], answer: T | Exception) -> None:
        self._is_asking = False
        if self._is_due:
            self.ask()
        deliver(answer)  # type: ignore[arg-type]  # each gets what it is for
