"""Thousands of tags in order: find, rename, merge, colour and delete them, many at a time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
    QMenu,
    QTableView,
    QWidget,
)

from pressmark.ui import operations, theme
from pressmark.ui.figures import grouped
from pressmark.ui.icons import icon
from pressmark.ui.labels import plain
from pressmark.ui.tag_colours import add_colours
from pressmark.ui.workbench.frame import Workbench, filter_field
from pressmark.ui.workbench.tag_table import NAME, NUMBER, TagFilter, TagTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QPoint

    from pressmark.archive.values import Counts, TagColour
    from pressmark.ui.live import LiveArchive
    from pressmark.ui.workspace import Workspace

U = theme.UNIT


class TagsWorkbench(Workbench):
    """Shows every tag.

    Signals:
        query_chosen: (query text) the user wants to see the articles of tags.
    """

    query_chosen = Signal(str)

    def __init__(
        self, workspace: Workspace, live: LiveArchive, shared: Iterable[QAction], parent: QWidget | None = None
    ) -> None:
        hint = self.tr("Rename with F2 or a double click; a name that is in use already merges the two.")
        super().__init__(self.tr("Tags"), hint, shared, parent)
        self._workspace = workspace
        self._colours: dict[str, TagColour] = {}
        self.resize(150 * U, 150 * U)
        self.search = filter_field(self.tr("Filter"))
        self.rare = QCheckBox(self.tr("On one article only"))
        self.table = TagTable(self)
        self._filter = TagFilter(self.table, self)
        self.view = QTableView()
        self._set_up_view()
        self.count = plain(is_faint=True)
        head = QHBoxLayout()
        head.setSpacing(3 * U)
        head.addWidget(self.search, 1)
        head.addWidget(self.rare)
        self.body.addLayout(head)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.count)
        show = self.add_button(self.tr("Show articles"), self._show_articles)
        self.add_stretch()
        self._colour_menu = QMenu(self)
        colour = self.add_button(self.tr("Colour"), lambda: None)
        colour.setMenu(self._colour_menu)
        merge = self.add_button(self.tr("Merge…"), self._ask_merge)
        delete = self.add_button(self.tr("Delete"), self._delete)
        self._for_chosen, self._for_several = (show, colour, delete), (merge,)
        self._colour_menu.aboutToShow.connect(self._fill_colours)
        self.search.textChanged.connect(self._narrow)
        self.rare.toggled.connect(self._narrow)
        self.table.renamed.connect(partial(operations.rename_tag, workspace))
        self.view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self._filter.modelReset.connect(self._on_selection_changed)
        live.coloured.connect(self._on_coloured)
        live.counted.connect(self._on_counted)
        live.count()
        self._on_selection_changed()
        self.search.setFocus()

    @property
    def chosen(self) -> list[str]:
        """The selected tags, in the order of the table."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows(NAME))
        return [str(self._filter.index(row, NAME).data(Qt.ItemDataRole.EditRole)) for row in rows]

    def select(self, tags: Iterable[str]) -> None:
        """Select these tags."""
        wanted = set(tags)
        self.view.clearSelection()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in range(self._filter.rowCount()):
            index = self._filter.index(row, NAME)
            if index.data(Qt.ItemDataRole.EditRole) in wanted:
                self.view.selectionModel().select(index, flags)

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self._filter)
        view.setAccessibleName(self.tr("Tags"))
        view.setShowGrid(False)
        view.setSortingEnabled(True)
        view.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 3 * U)
        view.horizontalHeader().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        view.horizontalHeader().setSectionResizeMode(NUMBER, QHeaderView.ResizeMode.ResizeToContents)
        view.horizontalHeader().setHighlightSections(False)
        view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._on_menu_requested)
        delete = QAction(self.tr("Delete"), view)
        delete.setShortcut(QKeySequence.StandardKey.Delete)
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        delete.triggered.connect(self._delete)
        view.addAction(delete)

    def _narrow(self) -> None:
        self._filter.narrow(self.search.text(), is_rare=self.rare.isChecked())
        self._on_selection_changed()

    def _show_articles(self) -> None:
        if chosen := self.chosen:
            self.query_chosen.emit(" OR ".join(f'tag:"{tag}"' for tag in chosen))

    def _delete(self) -> None:
        if chosen := self.chosen:
            operations.remove_tags(self._workspace, chosen)

    def _ask_merge(self) -> None:
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Merge tags"))
        dialog.setLabelText(self.tr("One tag in place of {n}:").format(n=len(self.chosen)))
        dialog.setComboBoxItems(sorted(self.chosen, key=str.casefold))
        dialog.setComboBoxEditable(True)
        dialog.textValueSelected.connect(partial(self._merge, self.chosen))
        dialog.open()

    def _merge(self, tags: list[str], into: str) -> None:
        operations.merge_tags(self._workspace, tags, into.strip().strip("/"))

    def _fill_colours(self) -> None:
        self._colour_menu.clear()
        chosen = self.chosen
        colours = {self._colours.get(tag.casefold()) for tag in chosen}
        common = colours.pop() if len(colours) == 1 else None
        add_colours(self._colour_menu, common, partial(self._colour, chosen))

    def _colour(self, tags: list[str], colour: TagColour | None) -> None:
        for tag in tags:
            operations.colour_tag(self._workspace, tag, colour)

    def _on_menu_requested(self, position: QPoint) -> None:
        if not (chosen := self.chosen):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("magnifying-glass"), self.tr("Show articles"), self._show_articles)
        if len(chosen) == 1:
            rename = partial(self.view.edit, self.view.currentIndex().siblingAtColumn(NAME))
            menu.addAction(icon("pencil-simple"), self.tr("Rename…"), rename)
        else:
            menu.addAction(icon("git-merge"), self.tr("Merge…"), self._ask_merge)
        colours = menu.addMenu(icon("palette"), self.tr("Colour"))
        add_colours(colours, self._colours.get(chosen[0].casefold()), partial(self._colour, chosen))
        menu.addSeparator()
        menu.addAction(icon("trash"), self.tr("Delete"), self._delete)
        menu.popup(self.view.viewport().mapToGlobal(position))

    def _on_coloured(self, colours: dict[str, TagColour]) -> None:
        self._colours = colours

    def _on_counted(self, counts: Counts) -> None:
        chosen = self.chosen
        self.table.show_tags(counts.tags, self._colours)
        if chosen and not self.chosen:
            self.select(chosen)
        self._on_selection_changed()

    def _on_selection_changed(self) -> None:
        chosen, shown = len(self.chosen), self._filter.rowCount()
        for button in self._for_chosen:
            button.setEnabled(chosen > 0)
        for button in self._for_several:
            button.setEnabled(chosen > 1)
        text = self.tr("%Ln tags", "", shown)
        if chosen:
            text += " · " + self.tr("{n} selected").format(n=grouped(chosen))
        self.count.setText(text)
