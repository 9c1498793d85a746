"""What Pressmark is busy with: long work with its progress and a way to end it, and the queue of what is saved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QToolButton, QVBoxLayout, QWidget

from pressmark.archive.values import Order, Shelf, Status
from pressmark.tasks.question import Question
from pressmark.ui import operations, theme
from pressmark.ui.figures import grouped
from pressmark.ui.icons import icon
from pressmark.ui.labels import plain

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QResizeEvent

    from pressmark.archive.values import Article, Counts
    from pressmark.ui.activity import Job
    from pressmark.ui.workspace import Workspace

U = theme.UNIT
WIDTH = 96 * U
SHOWN = 8  # articles of the queue
GATHER_MILLISECONDS = 100


class ActivityView(QFrame):
    """A pop-up over the status bar.

    Signals:
        pause_asked: the user wants the saving to wait, or to go on.
        problems_asked: the user wants to see what went wrong.
    """

    pause_asked = Signal()
    problems_asked = Signal()

    def __init__(self, workspace: Workspace, *, is_paused: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Activity"))
        self.setFixedWidth(theme.scaled(WIDTH))
        self._workspace, self._is_paused = workspace, is_paused
        self._bottom: QPoint | None = None
        self._jobs = QVBoxLayout()
        self._jobs.setSpacing(2 * U)
        self._rows: dict[Job, _JobRow] = {}
        self.queue = plain(wraps=False)
        self._titles = QVBoxLayout()
        self._titles.setSpacing(U)
        self.pause = QPushButton()
        self.pause.clicked.connect(self._on_pause_clicked)
        self.problems = QPushButton()
        self.problems.clicked.connect(self._on_problems_clicked)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * U)
        buttons.addWidget(self.pause)
        buttons.addWidget(self.problems)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * U, 4 * U, 4 * U, 3 * U)
        column.setSpacing(3 * U)
        column.addLayout(self._jobs)
        column.addWidget(self.queue)
        column.addLayout(self._titles)
        column.addLayout(buttons)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        failed = partial(operations.report, workspace)
        self._waiting = Question(workspace.tasks, self._first_waiting, self._show_titles, failed, self)
        self._timer.timeout.connect(self._waiting.ask)
        workspace.activity.changed.connect(self._show_jobs)
        self._restyle()
        self._show_jobs()
        self._show_pause()

    @property
    def titles(self) -> list[str]:
        """The articles of the queue that show."""
        items = (self._titles.itemAt(number) for number in range(self._titles.count()))
        labels = [item.widget() for item in items if item is not None]
        return [label.text() for label in labels if isinstance(label, QLabel)]

    def set_counts(self, counts: Counts) -> None:
        """Show other numbers."""
        waiting, saving = counts.queued, counts.capturing
        if saving or waiting:
            text = self.tr("{saving} being saved, {waiting} waiting")
            self.queue.setText(text.format(saving=grouped(saving), waiting=grouped(waiting)))
        else:
            self.queue.setText(self.tr("Everything is saved. Nothing waits."))
        problems = counts.shelves.get(Shelf.PROBLEMS, 0)
        self.problems.setText(self.tr("%Ln problems", "", problems))
        self.problems.setVisible(problems > 0)
        if not self._timer.isActive():
            self._timer.start(GATHER_MILLISECONDS)

    def open_above(self, corner: QPoint) -> None:
        """Show it with its lower left corner at a point of the screen."""
        self._bottom = corner
        self._fit()
        self.show()
        self.pause.setFocus(Qt.FocusReason.PopupFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._bottom is not None:  # it grows upwards
            self.move(self._bottom.x(), self._bottom.y() - self.height())

    def _fit(self) -> None:
        self.adjustSize()
        if self._bottom is not None:
            self.move(self._bottom.x(), self._bottom.y() - self.height())

    def _first_waiting(self) -> list[Article]:
        archive = self._workspace.archive
        listing = archive.find("is:queued", order=Order.SAVED, limit=50 * SHOWN)
        articles = archive.articles([hit.id for hit in listing.hits])
        return sorted(articles, key=lambda one: one.status is not Status.CAPTURING)[:SHOWN]

    def _show_titles(self, articles: list[Article]) -> None:
        while (item := self._titles.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for article in articles:
            label = plain(wraps=False)
            room = theme.scaled(WIDTH) - 8 * U
            text = f"↓ {article.title}" if article.status is Status.CAPTURING else article.title
            label.setText(label.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))
            if article.status is not Status.CAPTURING:
                label.setProperty("kind", "muted")
            self._titles.addWidget(label)
        self._fit()

    def _show_jobs(self) -> None:
        jobs = self._workspace.activity.jobs
        for gone in set(self._rows) - set(jobs):
            row = self._rows.pop(gone)
            row.hide()
            row.deleteLater()
        for job in jobs:
            if job not in self._rows:
                self._rows[job] = _JobRow(job)
                self._jobs.addWidget(self._rows[job])
            self._rows[job].refresh()
        self._fit()

    def _show_pause(self) -> None:
        self.pause.setText(self.tr("Go on saving") if self._is_paused else self.tr("Pause saving"))
        self.pause.setIcon(icon("play" if self._is_paused else "pause"))

    def _on_pause_clicked(self) -> None:
        self._is_paused = not self._is_paused
        self._show_pause()
        self.pause_asked.emit()

    def _on_problems_clicked(self) -> None:
        self.close()
        self.problems_asked.emit()

    def _restyle(self) -> None:
        now = theme.colours()
        self.setStyleSheet(f"""
ActivityView {{ background: {now.raised}; border: 1px solid {now.outline}; border-radius: {theme.RADIUS}px; }}
QProgressBar {{ background: {now.line}; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }}
QProgressBar::chunk {{ background: {now.accent}; border-radius: 2px; }}
""")


class _JobRow(QWidget):
    """One piece of long work."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job
        self._text = plain(wraps=False)
        self._detail = plain(is_faint=True, wraps=False)
        self._detail.setFont(theme.smaller(self._detail.font()))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = QToolButton()
        self._cancel.setIcon(icon("x", "muted"))
        self._cancel.setToolTip(self.tr("Stop"))
        self._cancel.setAccessibleName(self.tr("Stop {title}").format(title=job.title))
        self._cancel.clicked.connect(job.cancel)
        left = QVBoxLayout()
        left.setSpacing(U)
        left.addWidget(self._text)
        left.addWidget(self._bar)
        left.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(left, 1)
        row.addWidget(self._cancel)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_other_look(event):  # perhaps one in which nothing moves
            self.refresh()

    def refresh(self) -> None:
        """Show how far it is."""
        job = self._job
        self._bar.setRange(0, job.total or int(theme.wants_less_motion()))  # of nothing, it would run to and fro
        self._bar.setValue(job.done)
        self._text.setText(self.tr("Stopping…") if job.is_cancelled else job.text)
        self._detail.setText(" · ".join(part for part in (job.count, job.time_left()) if part))
        self._detail.setVisible(bool(self._detail.text()))
        self._cancel.setEnabled(not job.is_cancelled)
