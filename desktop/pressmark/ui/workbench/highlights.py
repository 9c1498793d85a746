"""Everything that was highlighted: to be searched, gone to, copied and taken along as Markdown."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListView,
    QWidget,
)

from pressmark.archive.values import Changed, Colour
from pressmark.ui import operations, theme
from pressmark.ui.figures import grouped
from pressmark.ui.labels import plain
from pressmark.ui.reader.marking_bar import dot
from pressmark.ui.workbench.frame import Workbench, filter_field
from pressmark.ui.workbench.highlight_list import HighlightDelegate, HighlightFilter, HighlightList, Passage, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QModelIndex

    from pressmark.ui.live import LiveArchive
    from pressmark.ui.workspace import Workspace

U = theme.UNIT


class HighlightsWorkbench(Workbench):
    """Shows every highlight.

    Signals:
        passage_chosen: (article id, highlight id) the person wants to see it where it stands.
    """

    passage_chosen = Signal(int, int)

    def __init__(
        self, workspace: Workspace, live: LiveArchive, shared: Iterable[QAction], parent: QWidget | None = None
    ) -> None:
        hint = self.tr("Enter or a double click goes to the passage.")
        super().__init__(self.tr("Highlights"), hint, shared, parent)
        self._workspace = workspace
        self.resize(170 * U, 170 * U)
        self.search = filter_field(self.tr("Filter"))
        self.colours = QComboBox()
        self.colours.setAccessibleName(self.tr("Colour"))
        self.colours.addItem(self.tr("All colours"), None)
        names = (self.tr("Yellow"), self.tr("Green"), self.tr("Blue"), self.tr("Pink"))
        for colour, name in zip(Colour, names, strict=True):
            self.colours.addItem(dot(colour), name, colour)
        self.lost = QCheckBox(self.tr("No longer in the text"))
        self.list = HighlightList(self)
        self._filter = HighlightFilter(self.list, self)
        self.view = QListView()
        self._set_up_view()
        self.count = plain(is_faint=True)
        head = QHBoxLayout()
        head.setSpacing(3 * U)
        head.addWidget(self.search, 1)
        head.addWidget(self.colours)
        head.addWidget(self.lost)
        self.body.addLayout(head)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.count)
        self._show = self.add_button(self.tr("Show in article"), self._go)
        self.add_stretch()
        self._remove = self.add_button(self.tr("Remove"), self._remove_chosen)
        self._copy = self.add_button(self.tr("Copy as Markdown"), self._copy_markdown)
        self._export = self.add_button(self.tr("Export as Markdown…"), self._ask_file)
        self.search.textChanged.connect(self._narrow)
        self.colours.currentIndexChanged.connect(self._narrow)
        self.lost.toggled.connect(self._narrow)
        self.view.activated.connect(self._on_activated)
        self.view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self._filter.modelReset.connect(self._on_selection_changed)
        live.changed.connect(self._on_changed)
        self._read()
        self.search.setFocus()

    @property
    def chosen(self) -> list[int]:
        """The highlights that are selected, or else all that show."""
        rows = [index.row() for index in self.view.selectionModel().selectedRows()]
        return [self._passage(row).highlight.id for row in sorted(rows) or range(self._filter.rowCount())]

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self._filter)
        view.setItemDelegate(HighlightDelegate(view))
        view.setAccessibleName(self.tr("Highlights"))
        view.setUniformItemSizes(True)  # Qt's signature
        view.setFrameShape(QFrame.Shape.StyledPanel)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        remove = QAction(self.tr("Remove"), view)
        remove.setShortcut(QKeySequence.StandardKey.Delete)
        remove.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        remove.triggered.connect(self._remove_chosen)
        view.addAction(remove)

    def _passage(self, row: int) -> Passage:
        passage: Passage = self._filter.index(row, 0).data(Role.PASSAGE)
        return passage

    def _on_changed(self, changed: Changed) -> None:
        if changed.content:
            self._read()

    def _read(self) -> None:
        archive = self._workspace.archive

        def work() -> list[Passage]:
            found = archive.all_highlights()
            titles = {one.id: one.title for one in archive.articles(list({one.article_id for one in found}))}
            return [Passage(one, titles.get(one.article_id, "")) for one in found]

        self._workspace.tasks.read(
            work, self._take, partial(operations.report, self._workspace), owner=self, slot="all highlights"
        )

    def _take(self, passages: list[Passage]) -> None:
        self.list.show_passages(passages)
        self._on_selection_changed()

    def _narrow(self) -> None:
        self._filter.narrow(self.search.text(), self.colours.currentData(), is_lost=self.lost.isChecked())
        self._on_selection_changed()

    def _on_activated(self, index: QModelIndex) -> None:
        one = self._passage(index.row()).highlight
        self.passage_chosen.emit(one.article_id, one.id)

    def _go(self) -> None:
        if (index := self.view.currentIndex()).isValid():
            self._on_activated(index)

    def _remove_chosen(self) -> None:
        if self.view.selectionModel().hasSelection():
            operations.remove_highlights(self._workspace, self.chosen)

    def _copy_markdown(self) -> None:
        operations.copy_highlights(self._workspace, self.chosen)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Export highlights"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("md")
        dialog.selectFile("highlights.md")
        chosen = self.chosen
        dialog.fileSelected.connect(lambda name: operations.export_highlights(self._workspace, chosen, Path(name)))
        dialog.open()

    def _on_selection_changed(self) -> None:
        chosen, shown = len(self.view.selectionModel().selectedRows()), self._filter.rowCount()
        self._show.setEnabled(chosen == 1)
        self._remove.setEnabled(chosen > 0)
        for button in (self._copy, self._export):
            button.setEnabled(shown > 0)
        text = self.tr("%Ln highlights", "", shown)
        if chosen:
            text += " · " + self.tr("{n} selected").format(n=grouped(chosen))
        self.count.setText(text)
