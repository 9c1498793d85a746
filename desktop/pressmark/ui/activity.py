"""What takes long just now, so that every place that shows it says the same: how far it is, and a way to end it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from pressmark.ui.figures import grouped
from pressmark.ui.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Callable


BEAT_MILLISECONDS = 1_000  # after which the time that is left is told anew, even where nothing happened


class Job:
    """One piece of long work; only for the GUI thread. Made by `Activity.begin`."""

    def __init__(
        self,
        title: str,
        total: int,
        changed: Callable[[], None],
        end: Callable[[Job], None],
        pace: Pace,
        *,
        is_counted: bool,
    ) -> None:
        self.title, self.total = title, total
        self.done = 0
        self.is_cancelled = False
        self._changed, self._end = changed, end
        self._pace, self._is_counted = pace, is_counted
        pace.note(0, total)

    @property
    def text(self) -> str:
        """What it is and how far, in one line."""
        return f"{self.title} · {self.done * 100 // self.total} %" if self.total else self.title

    @property
    def count(self) -> str:
        """How many of how many are done; empty where that says nothing."""
        if not self.total or not self._is_counted:
            return ""
        text = QCoreApplication.translate("activity", "{done} of {all}")
        return text.format(done=grouped(self.done), all=grouped(self.total))

    def time_left(self) -> str:
        """How long it will take yet, in words; empty where that cannot be told."""
        return "" if self.is_cancelled else self._pace.words_left()

    def advance(self, done: int, total: int | None = None) -> None:
        """Say how much of `total` is done, and how much that is where it was not known."""
        self.done = done
        self.total = self.total if total is None else total
        self._pace.note(self.done, self.total)
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
        changed: one began, ended or went on, or the time that one has left is another.

    Args:
        clock: seconds from any moment on, never going back.
    """

    changed = Signal()

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._jobs: list[Job] = []
        self._unshown: set[Job] = set()
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT_MILLISECONDS)
        self._beat.timeout.connect(self.changed)

    @property
    def jobs(self) -> tuple[Job, ...]:
        """What runs and is to be seen, the oldest first."""
        return tuple(job for job in self._jobs if job not in self._unshown)

    def begin(self, title: str, total: int, *, patience: int = 0, is_counted: bool = False) -> Job:
        """Note that long work begins.

        Args:
            title: what it is, in words for people.
            total: how many parts it has; 0 where nobody knows.
            patience: milliseconds for which it is not shown: most are over by then.
            is_counted: its parts are things that people count, like articles.
        """
        job = Job(title, total, self.changed.emit, self._on_end, Pace(self._clock), is_counted=is_counted)
        self._jobs.append(job)
        self._beat.start()
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
            if not self._jobs:
                self._beat.stop()
            self.changed.emit()
