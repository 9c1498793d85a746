"""What changed when texts were read anew: one row an article, those that are different first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from pressmark.archive.values import Outcome
from pressmark.ui import theme
from pressmark.ui.figures import grouped
from pressmark.ui.labels import plain
from pressmark.ui.operations import describe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from pressmark.archive.values import Redone

U = theme.UNIT
NOTHING = "–"  # in a cell, for whoever hears the rows would take an empty one for a fault
_ORDER = (Outcome.TAKEN, Outcome.KEPT, Outcome.FAILED, Outcome.UNCHANGED)


class RedoneDialog(QDialog):
    """Shows a report.

    Signals:
        article_chosen: (id) an article is to be opened.
    """

    article_chosen = Signal(int)

    def __init__(self, results: Sequence[Redone], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Texts read anew"))
        self.resize(190 * U, 110 * U)
        counts = {outcome: sum(one.outcome is outcome for one in results) for outcome in _ORDER}
        names = {
            Outcome.TAKEN: self.tr("changed"),
            Outcome.KEPT: self.tr("worse, so the old text stays"),
            Outcome.FAILED: self.tr("could not be read"),
            Outcome.UNCHANGED: self.tr("the same"),
        }
        said = " · ".join(f"{grouped(counts[outcome])} {names[outcome]}" for outcome in _ORDER if counts[outcome])
        summary = plain(said, wraps=False)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.windowTitle())
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setHeaderLabels([self.tr("Article"), self.tr("Outcome"), self.tr("Words"), self.tr("Different")])
        for one in sorted(results, key=lambda one: (_ORDER.index(one.outcome), -one.share_changed)):
            outcome = describe(one.failure) if one.failure else names[one.outcome]
            words = NOTHING if one.failure else f"{grouped(one.words[0])} → {grouped(one.words[1])}"
            share = f"{one.share_changed:.0%}" if one.outcome in (Outcome.TAKEN, Outcome.KEPT) else NOTHING
            item = QTreeWidgetItem([one.title, outcome, words, share])
            item.setData(0, Qt.ItemDataRole.UserRole, one.id)
            for column in (2, 3):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.tree.addTopLevelItem(item)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.itemActivated.connect(
            lambda item, _column: self.article_chosen.emit(item.data(0, Qt.ItemDataRole.UserRole))
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(5 * U, 4 * U, 5 * U, 4 * U)
        column_layout.setSpacing(3 * U)
        column_layout.addWidget(summary)
        column_layout.addWidget(self.tree)
        column_layout.addWidget(buttons)
