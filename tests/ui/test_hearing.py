"""Whoever hears the window instead of seeing it is told what everything is, and what every row says."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QScrollBar,
    QTableView,
    QTreeView,
    QWidget,
)

import window_tour as tour
from pressmark.archive.values import LocalPage, NewArticle
from pressmark.ui.workbench.duplicates import DuplicatesWorkbench
from site_server import story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from pressmark.ui.workspace import Workspace

pytestmark = [pytest.mark.engine, pytest.mark.slow]

ROLE = QAccessible.Role
ROLES: tuple[tuple[type[QWidget], set[QAccessible.Role]], ...] = (
    (QMenu, {ROLE.PopupMenu}),
    (QMenuBar, {ROLE.MenuBar}),
    (QComboBox, {ROLE.ComboBox}),
    (QAbstractSpinBox, {ROLE.SpinBox}),
    (QAbstractSlider, {ROLE.Slider}),
    (QAbstractButton, {ROLE.Button, ROLE.ButtonMenu, ROLE.CheckBox, ROLE.RadioButton}),
    (QLineEdit, {ROLE.EditableText}),
    (QPlainTextEdit, {ROLE.EditableText}),
    (QTreeView, {ROLE.Tree}),
    (QListView, {ROLE.List}),
    (QTableView, {ROLE.Table}),
    (QLabel, {ROLE.StaticText}),
    (QAbstractScrollArea, {ROLE.Client}),  # one that only scrolls has no other
)
CELLS = {QTreeView: ROLE.TreeItem, QListView: ROLE.ListItem, QTableView: ROLE.Cell}
MOST_ROWS = 60


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """Tell of changes, as Qt does when somebody listens."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def go_round(workspace: Workspace, qtbot: QtBot) -> Iterator[str]:
    """To every place of the window, and to those of which the archive must hold something more."""
    article = tour.fill(workspace)
    twins = [LocalPage(story("Twins").encode(), "text/html") for _ in range(2)]
    added = workspace.archive.add(
        [NewArticle(f"https://twin{number}.example/", page=page) for number, page in enumerate(twins)]
    )
    workspace.archive.save_pending([one.id for one in added if one.id is not None])
    window = tour.open_window(workspace, qtbot)
    for stop in tour.go_everywhere(window, workspace, article, qtbot):
        if stop.name == "duplicates":
            bench = next(one for one in tour.shown_widgets() if isinstance(one, DuplicatesWorkbench))
            qtbot.waitUntil(lambda bench=bench: bench.groups.count() > 0)
        yield stop.name


def test_everything_says_what_it_is_and_every_row_what_it_shows(workspace: Workspace, qtbot: QtBot) -> None:
    wrong, kinds = set(), set()
    for stop in go_round(workspace, qtbot):
        for widget in tour.shown_widgets():
            if can_be_used(widget) and not tour.is_of_the_engine(widget):
                kinds.add(type(widget).__name__)
                wrong |= {f"{stop}: {type(widget).__name__} {widget.objectName()} {fault}" for fault in faults(widget)}
            if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
                wrong |= {f"{stop}: {type(widget).__name__} {fault}" for fault in faults_of_cells(widget)}
    assert wrong == set()
    assert {"Bars", "Sidebar", "ArticleListView", "QListWidget", "QTreeWidget", "QSlider", "QComboBox"} <= kinds


def can_be_used(widget: QWidget) -> bool:
    """Whether one can do something with a widget; the inner parts of Qt's own are left to these."""
    parent = widget.parentWidget()
    is_inner = isinstance(parent, (QAbstractSpinBox, QComboBox)) or isinstance(widget, (QScrollBar, QHeaderView))
    is_made_for_it = isinstance(widget, tuple(kind for kind, _ in ROLES[:-2]))
    return not is_inner and widget.isEnabled() and (is_made_for_it or widget.focusPolicy() != Qt.FocusPolicy.NoFocus)


def faults(widget: QWidget) -> Iterator[str]:
    face = QAccessible.queryAccessibleInterface(widget)
    if face is None:
        yield "is not heard"
        return
    roles = next((roles for kind, roles in ROLES if isinstance(widget, kind)), None)
    if roles is None or face.role() not in roles:
        yield f"is a {face.role().name}"
    if isinstance(widget, (QMenu, QMenuBar)):
        yield from (
            "has an entry without words" for one in widget.actions() if not one.text() and not one.isSeparator()
        )
    elif not face.text(QAccessible.Text.Name).strip():
        yield "has no name"


def faults_of_cells(view: QAbstractItemView) -> Iterator[str]:
    """What is wrong with what the rows of a view say, by the model and by what a screen reader is given."""
    for index in islice(below(view, QModelIndex()), MOST_ROWS):
        if not words_of(index).strip():
            yield f"has nothing to say in row {index.row()}, column {index.column()}"
    face = QAccessible.queryAccessibleInterface(view)
    wanted = next(role for kind, role in CELLS.items() if isinstance(view, kind))
    cells = [face.child(number) for number in range(min(face.childCount(), MOST_ROWS))]
    heard = [cell.text(QAccessible.Text.Name) for cell in cells if cell is not None and cell.role() == wanted]
    if view.model().rowCount(QModelIndex()) and not heard:
        yield f"has no {wanted.name}"
    if not all(text.strip() for text in heard):
        yield "has a cell without a name"
    heads = [
        cell.text(QAccessible.Text.Name) for cell in cells if cell is not None and cell.role() == ROLE.ColumnHeader
    ]
    if any(head.isdecimal() for head in heads):
        yield "has a number for the name of a column"


def below(view: QAbstractItemView, parent: QModelIndex) -> Iterator[QModelIndex]:
    """Every cell of a view below one, from top to bottom."""
    model = view.model()
    head = view.header() if isinstance(view, QTreeView) else None
    head = view.horizontalHeader() if isinstance(view, QTableView) else head
    for row in range(model.rowCount(parent)):
        yield from (model.index(row, column, parent) for column in range(head.count() if head is not None else 1))
        yield from below(view, model.index(row, 0, parent))


def words_of(index: QModelIndex) -> str:
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    return str(spoken or index.data(Qt.ItemDataRole.DisplayRole) or "")


def test_a_row_says_all_that_it_shows(workspace: Workspace, qtbot: QtBot) -> None:
    article = tour.fill(workspace)
    window = tour.open_window(workspace, qtbot)
    model = window.list.model
    row = model.row_of(article)
    assert row is not None
    qtbot.waitUntil(lambda: model.index(row).data() is not None)
    said = words_of(model.index(row))
    assert said.startswith("A shelf of your own, unread, ")
    assert "Saved from a file" in said
    assert said.endswith("libraries, long reads")
    failed = next(one for one in map(model.index, range(model.rowCount())) if one.data() == "Refused at the door")
    assert "The site refused the connection" in words_of(failed)
    window.close()
