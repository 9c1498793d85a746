"""The archive over time: what was saved and read, from where and about what; every bar leads to its articles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pressmark.ui import operations, theme
from pressmark.ui.figures import grouped, short_month
from pressmark.ui.labels import plain
from pressmark.ui.sidebar.nodes import NodeKind
from pressmark.ui.sidebar.view import query_for
from pressmark.ui.workbench.bars import Bar, Bars
from pressmark.ui.workbench.frame import Workbench

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QAction

    from pressmark.archive.values import Counts, Insight
    from pressmark.ui.workspace import Workspace

U = theme.UNIT
MONTHS = 24
TOP = 10
WORDS_A_MINUTE = 230


class InsightWorkbench(Workbench):
    """Shows the numbers of an archive.

    Signals:
        query_chosen: (query text) the user wants to see what a bar stands for.
    """

    query_chosen = Signal(str)

    def __init__(self, workspace: Workspace, shared: Iterable[QAction], parent: QWidget | None = None) -> None:
        hint = self.tr("What you saved, month by month; the dark part is read. Every bar leads to its articles.")
        super().__init__(self.tr("Insight"), hint, shared, parent)
        self._workspace = workspace
        self.resize(190 * U, 176 * U)
        self.summary = plain(is_bold=True)
        self.months = Bars(self.tr("Saved by month"), is_standing=True)
        self.sites = Bars(self.tr("Sites"), is_standing=False)
        self.tags = Bars(self.tr("Tags"), is_standing=False)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4 * U)
        column.addWidget(self.summary)
        column.addWidget(_card(self.tr("Saved by month"), self.months))
        both = QHBoxLayout()
        both.setSpacing(4 * U)
        for title, bars in ((self.tr("Sites"), self.sites), (self.tr("Tags"), self.tags)):
            both.addWidget(_card(title, bars), 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(both)
        column.addStretch(1)
        place = QScrollArea()
        place.setWidgetResizable(True)
        place.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the charts in it have the focus, and it follows them
        place.setFrameShape(QFrame.Shape.NoFrame)
        place.setWidget(page)
        self.body.addWidget(place, 1)
        self.add_stretch()
        self.add_button(self.tr("Close"), self.close)
        for bars in (self.months, self.sites, self.tags):
            bars.query_chosen.connect(self.query_chosen)
        archive = workspace.archive
        failed = partial(operations.report, workspace)
        workspace.tasks.read(lambda: (archive.insight(), archive.counts()), self._show, failed, owner=self)

    def _show(self, found: tuple[Insight, Counts]) -> None:
        insight, counts = found
        articles = sum(month.saved for month in insight.months)
        read = sum(month.read for month in insight.months)
        text = self.tr("%Ln articles, {read} read · {hours} h of reading done, {left} h to go", "", articles)
        self.summary.setText(
            text.format(
                read=grouped(read),
                hours=_hours(insight.words_read),
                left=_hours(insight.words - insight.words_read),
            )
        )
        hint = self.tr("{month}: {n} saved, {read} of them read")
        self.months.set_bars(
            [
                Bar(
                    short_month(one.name),
                    one.saved,
                    one.read,
                    f"saved:{one.name}",
                    hint.format(month=short_month(one.name), n=grouped(one.saved), read=grouped(one.read)),
                )
                for one in insight.months[-MONTHS:]
            ]
        )
        self.sites.set_bars([Bar(name, n, n, query_for(NodeKind.SITE, name)) for name, n in counts.sites[:TOP]])
        top = sorted(counts.tags, key=lambda one: (-one[1], one[0]))[:TOP]
        self.tags.set_bars([Bar(name, n, n, query_for(NodeKind.TAG, name)) for name, n in top])


def _card(title: str, bars: Bars) -> QWidget:
    card = QFrame()
    card.setProperty("kind", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(4 * U, 3 * U, 4 * U, 3 * U)
    column.setSpacing(2 * U)
    column.addWidget(plain(title, is_bold=True))
    column.addWidget(bars)
    return card


def _hours(words: int) -> str:
    return grouped(round(words / WORDS_A_MINUTE / 60))
