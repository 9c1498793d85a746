"""What takes long just now, so that every place that shows it says the same: how far it is, and a way to end it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable


class Job:
    """One piece of long work; only for the GUI thread. Made by `Activity.begin`."""

    def __init__(self, title: str, total: int, changed: Callable[[], None], end: Callable[[Job], None]) -> None:
        self.title, self.total = title, total
        self.done = 0
        self.is_cancelled = False
        self._changed, self._end = changed, end

    def advance(self, done: int, total: int | None = None) -> None:
        """Say how much of `total` is done, and how much that is where it was not known."""
        self.done = done
        self.total = self.total if total is None else total
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
        self._unshown: set[Job] = set()

    @property
    def jobs(self) -> tuple[Job, ...]:
        """What runs and is to be seen, the oldest first."""
        return tuple(job for job in self._jobs if job not in self._unshown)

    def begin(self, title: str, total: int, *, patience: int = 0) -> Job:
        """Note that long work begins.

        Args:
            title: what it is, in words for people.
            total: how many parts it has; 0 where nobody knows.
            patience: milliseconds for which it is not shown: most are over by then.
        """
        job = Job(title, total, self.changed.emit, self._on_end)
        self._jobs.append(job)
        if patience:
            self._unshown.add(job)
            QTimer.singleShot(patience, self, lambda: self._show(job))
        else:
            self.changed.emit()
        return job

    def cancel_all(self) -> None:
        """Ask all who work to stop: the window closes."""
        for job in self._jobs:
            job.cancel()

    def _show(self, job: Job) -> None:
        self._unshown.discard(job)
        self.changed.emit()

    def _on_end(self, job: Job) -> None:
        if job in self._jobs:
            self._unshown.discard(job)
            self._jobs.remove(job)
            self.changed.emit()
