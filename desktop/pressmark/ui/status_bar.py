"""The line at the bottom: what is being saved, what went wrong, and whether searches see everything."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from pressmark.archive.values import Counts, Shelf
from pressmark.ui import theme
from pressmark.ui.activity import BEAT_MILLISECONDS
from pressmark.ui.figures import grouped
from pressmark.ui.labels import plain
from pressmark.ui.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pressmark.ui.activity import Job

U = theme.UNIT
LEAST_TIMED = 20  # captures: how long fewer take, the slowest site decides


class StatusBar(QWidget):
    """Says how the saving goes.

    Signals:
        problems_asked: the user wants to see what went wrong.
        activity_asked: the user wants to see what goes on.
    """

    problems_asked = Signal()
    activity_asked = Signal()

    def __init__(self, parent: QWidget | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._batch = self._left = 0  # captures since the queue was last empty, and those of them that wait
        self._pace = Pace(clock)
        self._beat = QTimer(self)  # nothing need happen for the time that is left to be another
        self._beat.setInterval(BEAT_MILLISECONDS)
        self._beat.timeout.connect(self._recount)
        self._is_paused = False
        self._jobs: tuple[Job, ...] = ()
        self._counts = Counts()
        font = theme.smaller(self.font())
        self._saving = QPushButton()
        self._saving.setFlat(True)
        self._saving.setCursor(Qt.CursorShape.PointingHandCursor)
        self._saving.setToolTip(self.tr("What Pressmark is busy with"))
        self._saving.clicked.connect(self.activity_asked)
        self._index = plain(wraps=False)
        self._problems = QPushButton()
        self._problems.setFlat(True)
        self._problems.setCursor(Qt.CursorShape.PointingHandCursor)
        self._problems.clicked.connect(self.problems_asked)
        self._problems.hide()
        for widget in (self._saving, self._index, self._problems):
            widget.setFont(font)
            widget.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * U, U, 4 * U, U)
        row.setSpacing(2 * U)
        row.addWidget(self._saving)
        row.addWidget(self._problems)
        row.addStretch(1)
        row.addWidget(self._index)
        self._restyle()

    @property
    def buttons(self) -> tuple[QPushButton, QPushButton]:
        """What can have the focus, in order."""
        return self._saving, self._problems

    @property
    def text(self) -> str:
        """What it says on the left."""
        return _joined(self._saving.text(), "" if self._problems.isHidden() else self._problems.text())

    def set_counts(self, counts: Counts) -> None:
        """Say what these numbers mean."""
        self._counts = counts
        left = counts.queued + counts.capturing
        self._batch = self._batch + max(left - self._left, 0) if left else 0
        self._left = left
        if self._is_paused or self._batch < LEAST_TIMED:
            self._pace.forget()
            self._beat.stop()
        else:
            self._pace.note(self._batch - left, self._batch)
            self._beat.start()
        if self._jobs:
            job = self._jobs[0]
            self._saving.setText(_joined(job.text if job.total else f"{job.title}…", job.time_left()))
        elif left and self._is_paused and not counts.capturing:
            self._saving.setText(self.tr("Saving is paused, {n} left").format(n=grouped(left)))
        elif left:
            done = self._batch - left
            text = self.tr("Saving {done} of {all}")
            text = text.format(done=grouped(min(done + 1, self._batch)), all=grouped(self._batch))
            self._saving.setText(_joined(text, self._pace.words_left()))
        else:
            self._saving.setText(self.tr("All saved") if counts.shelves.get(Shelf.ALL) else "")
        problems = counts.shelves.get(Shelf.PROBLEMS, 0)
        if left == 0 and problems and not self._jobs:
            self._saving.setText("")
        self._saving.setVisible(bool(self._saving.text()))  # empty it would push what follows away from the edge
        self._problems.setText(self.tr("%Ln problems", "", problems))
        self._problems.setVisible(problems > 0)

    def set_jobs(self, jobs: Sequence[Job]) -> None:
        """Say how far the oldest of what takes long is; nothing for none."""
        self._jobs = tuple(jobs)
        self.set_counts(self._counts)

    def set_paused(self, value: bool) -> None:
        """Say that the queue waits, or goes on."""
        self._is_paused = value
        self.set_counts(self._counts)

    def set_index_complete(self, value: bool) -> None:
        """Say whether a search sees every article."""
        self._index.setText(self.tr("Index up to date") if value else self.tr("Index is being built…"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_other_look(event):
            self._restyle()

    def _recount(self) -> None:
        self.set_counts(self._counts)

    def _restyle(self) -> None:
        colour = theme.colours().problem
        self._saving.setStyleSheet(
            f"QPushButton {{ border: 0; padding: 0; background: transparent; color: {theme.colours().muted}; }}"
            f"QPushButton:hover, QPushButton:focus {{ text-decoration: underline; }}"
        )
        theme.restyle(
            self._problems,
            f"QPushButton {{ border: 0; padding: 0 {U}px; background: transparent; color: {colour}; }}"
            f"QPushButton:hover, QPushButton:focus {{ text-decoration: underline; }}",
        )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
