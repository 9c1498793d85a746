"""What takes long just now, so that every place that shows it says the same: how far it is, and a way to end it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable


class Job:
    """One piece of long work; only for the GUI thread. Made by `Activity.begin`."""

    def __init__(self, title: str, total: int, changed: Callable[[], None], end: Callable[[Job], None]) -> None:
        self.title, self.total = title, total
        self.done = 0
        self.is_cancelled = False
        self._changed, self._end = changed, end

    def advance(self, done: int) -> None:
        """Say how much of `total` is done."""
        self.done = done
        self._changed()

    def cancel(self) -> None:
        """Ask whoever works to stop after the part in hand."""
        self.is_cancelled = True
        self._changed()

    def end(self) -> None:
        """Say that it is over, however it went; a second time does nothing."""
        self._end(self)


class Activity(QObject):
    """The jobs that run.

    Signals:
        changed: one began, ended or went on.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._jobs: list[Job] = []

    @property
    def jobs(self) -> tuple[Job, ...]:
        """What runs, the oldest first."""
        return tuple(self._jobs)

    def begin(self, title: str, total: int) -> Job:
        """Note that long work begins.

        Args:
            title: what it is, in words for people.
            total: how many parts it has; 0 where nobody knows.
        """
        job = Job(title, total, self.changed.emit, self._on_end)
        self._jobs.append(job)
        self.changed.emit()
        return job

    def _on_end(self, job: Job) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
            self.changed.emit()
