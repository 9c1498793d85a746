"""Brings what changed in the archive to the window: from any thread, gathered, and as few times as will do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pressmark.archive.values import Changed, Counts, SavedSearch, TagColour
from pressmark.tasks.question import Question
from pressmark.ui.operations import report
from pressmark.ui.sidebar.nodes import TagRows, tag_rows

if TYPE_CHECKING:
    from pressmark.ui.workspace import Workspace

GATHER_MILLISECONDS = 80
MANY = 200  # articles at once: more are on their way, and showing each of them would take longer than the changes
GATHER_MANY_MILLISECONDS = 2_500
SEARCH_MILLISECONDS = 700  # saved searches are counted no oftener, for each costs a search


def merged(first: Changed, second: Changed) -> Changed:
    """One change that says what both say."""
    return Changed(
        first.ids | second.ids,
        counts=first.counts or second.counts,
        membership=first.membership or second.membership,
        content=first.content or second.content,
        index=first.index or second.index,
        searches=first.searches or second.searches,
        failed=first.failed + second.failed,
    )


class LiveArchive(QObject):
    """Listens to the archive until it is deleted or stopped.

    Signals:
        changed: (Changed) everything since the last time.
        counted: (Counts) the numbers of now.
        coloured: (dict of tag in lower case to TagColour) the colours of now, before the numbers.
        searched: (tuple of SavedSearch) the saved searches with their numbers; counting many takes several times.

    Attributes:
        tag_rows: the rows of the sidebar for the tags counted last.
    """

    changed = Signal(Changed)
    counted = Signal(Counts)
    coloured = Signal(dict)
    searched = Signal(tuple)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._waiting: Changed | None = None
        self.tag_rows = TagRows()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_gathered)
        self._search_timer = QTimer(self)
        self._search_timer.setSingleShot(True)
        self._search_timer.timeout.connect(self.search)
        tasks, failed = workspace.tasks, partial(report, workspace)
        self._numbers = Question(tasks, self._count, self._on_counted, failed, self)
        self._searches = Question(tasks, workspace.archive.saved_searches, self._on_searched, failed, self)
        self._unsubscribe = workspace.archive.subscribe(lambda change: tasks.post(lambda: self._gather(change)))

    def stop(self) -> None:
        """Listen no longer."""
        self._unsubscribe()
        self._timer.stop()
        self._search_timer.stop()

    def search(self) -> None:
        """Ask for the saved searches, and go on until all are counted."""
        self._searches.ask()

    def count(self) -> None:
        """Ask for the numbers."""
        self._numbers.ask()

    def _count(self) -> tuple[Counts, TagRows, dict[str, TagColour]]:
        archive = self._workspace.archive
        counts = archive.counts()
        return counts, tag_rows(counts.tags), archive.tag_colours()

    def _gather(self, change: Changed) -> None:
        self._waiting = change if self._waiting is None else merged(self._waiting, change)
        if not self._timer.isActive():
            self._timer.start(GATHER_MANY_MILLISECONDS if len(change.ids) > MANY else GATHER_MILLISECONDS)

    def _on_gathered(self) -> None:
        change, self._waiting = self._waiting, None
        if change is not None:
            self.changed.emit(change)
            if change.counts or change.membership:
                self.count()
            if change.searches:
                self.search()
            elif not self._search_timer.isActive():
                self._search_timer.start(GATHER_MANY_MILLISECONDS if len(change.ids) > MANY else SEARCH_MILLISECONDS)

    def _on_counted(self, numbers: tuple[Counts, TagRows, dict[str, TagColour]]) -> None:
        counts, self.tag_rows, colours = numbers
        self.coloured.emit(colours)
        self.counted.emit(counts)

    def _on_searched(self, searches: tuple[SavedSearch, ...]) -> None:
        self.searched.emit(searches)
        if not all(one.is_current for one in searches) and not self._search_timer.isActive():
            self._search_timer.start(SEARCH_MILLISECONDS)
