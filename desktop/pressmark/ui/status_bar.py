"""The line at the bottom: what is being saved, what went wrong, and whether searches see everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from pressmark.archive.values import Counts, Shelf
from pressmark.ui import theme
from pressmark.ui.figures import grouped
from pressmark.ui.labels import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressmark.ui.activity import Job

U = theme.UNIT


class StatusBar(QWidget):
    """Says how the saving goes.

    Signals:
        problems_asked: the user wants to see what went wrong.
        activity_asked: the user wants to see what goes on.
    """

    problems_asked = Signal()
    activity_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._batch = 0  # captures since the queue was last empty
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
        parts = (self._saving.text(), "" if self._problems.isHidden() else self._problems.text())
        return " · ".join(part for part in parts if part)

    def set_counts(self, counts: Counts) -> None:
        """Say what these numbers mean."""
        self._counts = counts
        left = counts.queued + counts.capturing
        self._batch = max(self._batch, left) if left else 0
        if self._jobs:
            job = self._jobs[0]
            share = f" · {job.done * 100 // job.total} %" if job.total else "…"
            self._saving.setText(job.title + share)
        elif left and self._is_paused and not counts.capturing:
            self._saving.setText(self.tr("Saving is paused, {n} left").format(n=grouped(left)))
        elif left:
            done = self._batch - left
            self._saving.setText(
                self.tr("Saving {done} of {all}").format(
                    done=grouped(min(done + 1, self._batch)), all=grouped(self._batch)
                )
            )
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
