"""Rules: articles that a query finds get tags, are read or favourites; while saving, or now, after a look at which."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QListWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pressmark.archive.errors import InvalidQuery
from pressmark.archive.values import Rule
from pressmark.ui import operations, theme
from pressmark.ui.icons import icon
from pressmark.ui.labels import plain
from pressmark.ui.query_edit import QueryEdit
from pressmark.ui.workbench.frame import Workbench
from pressmark.ui.workbench.rule_list import RuleList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QAction

    from pressmark.archive.values import Article
    from pressmark.ui.workspace import Workspace

U = theme.UNIT
TYPING_MILLISECONDS = 250
PREVIEWED = 50  # titles


class RulesWorkbench(Workbench):
    """Shows the rules, and what the chosen one would do."""

    def __init__(self, workspace: Workspace, shared: Iterable[QAction], parent: QWidget | None = None) -> None:
        hint = self.tr(
            "Every new article that a rule finds is tagged or marked when it is saved. Rules apply in order."
        )
        super().__init__(self.tr("Rules"), hint, shared, parent)
        self._workspace = workspace
        self._wanted: str | None = None
        self._is_showing = self._is_ready = False
        self._kept: tuple[Rule, ...] = ()
        self._found: tuple[int, ...] = ()
        self.resize(190 * U, 140 * U)
        self.list = RuleList(self)
        self.view = QListView()
        self.view.setModel(self.list)
        self.view.setAccessibleName(self.tr("Rules"))
        self.view.setMinimumWidth(70 * U)
        self.view.setWordWrap(True)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.query = QueryEdit()
        self.query.setPlaceholderText(self.tr("site:example.org, or any search"))
        self.tags = QLineEdit()
        self.tags.setPlaceholderText(self.tr("policy/telegram, france"))
        self.read = QCheckBox(self.tr("Mark as read"))
        self.favourite = QCheckBox(self.tr("Add to Favourites"))
        self.verdict = plain(is_faint=True)
        self.preview = QListWidget()
        self.preview.setWordWrap(True)
        self.preview.setResizeMode(QListView.ResizeMode.Adjust)
        self.preview.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.preview.setAccessibleName(self.tr("Articles that would change"))
        self._form = QWidget()
        self._lay_out()
        self.remove = self.add_button(self.tr("Delete rule"), self._remove)
        self.add_stretch()
        self.apply = self.add_button(self.tr("Apply now"), self._apply)
        self.add_button(self.tr("Done"), self.close, is_primary=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        for edit in (self.query, self.tags):
            edit.textEdited.connect(self._on_edited)
        for box in (self.read, self.favourite):
            box.toggled.connect(self._on_edited)
        self.list.edited.connect(self._look)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self._show_rule()
        self._read_rules()

    @property
    def row(self) -> int:
        """The row of the rule that is worked on; -1 for none."""
        return self.view.currentIndex().row()

    def begin(self, query: str) -> None:
        """Begin a rule for what a query finds."""
        self._wanted = query
        if self._is_ready:
            self._add_wanted()

    def reject(self) -> None:
        """End, as closing does, too; Escape is no way to lose a rule."""
        self._keep()
        super().reject()

    def _read_rules(self) -> None:
        workspace = self._workspace
        workspace.tasks.read(
            workspace.archive.rules, self._on_rules_read, partial(operations.report, workspace), owner=self
        )

    def _on_rules_read(self, rules: tuple[Rule, ...]) -> None:
        self.list.set_rules(rules)
        self._kept = rules
        self._is_ready = True
        if self._wanted is not None:
            self._add_wanted()
        elif rules:
            self.view.setCurrentIndex(self.list.index(0))
        else:
            self._add()

    def _add_wanted(self) -> None:
        query, self._wanted = self._wanted or "", None
        blank = [row for row, rule in enumerate(self.list.rules) if rule == Rule("")]
        row = blank[0] if blank else self.list.append(Rule(query))
        self.list.change(row, Rule(query))
        self.view.setCurrentIndex(self.list.index(row))
        self._show_rule()
        (self.tags if query else self.query).setFocus()

    def _add(self) -> None:
        self._wanted = ""
        self._add_wanted()

    def _remove(self) -> None:
        if self.row >= 0:
            self.list.remove(self.row)
            self._show_rule()

    def _move(self, by: int) -> None:
        self.list.move(self.row, self.row + by)

    def _apply(self) -> None:
        if self.row >= 0:
            self._keep()
            operations.apply_rule(self._workspace, self.list.rules[self.row], self._found)
            self._timer.start(2 * TYPING_MILLISECONDS)

    def _keep(self) -> None:
        rules = tuple(rule for rule in self.list.rules if rule.query.strip() or rule.tags)
        if self._is_ready and rules != self._kept:
            self._kept = rules
            operations.set_rules(self._workspace, rules)

    def _on_edited(self) -> None:
        if self.row >= 0 and not self._is_showing:
            tags = tuple(tag for part in self.tags.text().split(",") if (tag := part.strip().strip("/")))
            before = self.list.rules[self.row]
            self.list.change(
                self.row,
                Rule(
                    self.query.text().strip(),
                    tags,
                    marks_read=self.read.isChecked(),
                    marks_favourite=self.favourite.isChecked(),
                    is_on=before.is_on,
                ),
            )
            self._timer.start(TYPING_MILLISECONDS)

    def _on_current_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_rule()

    def _show_rule(self) -> None:
        is_any = self.row >= 0
        rule = self.list.rules[self.row] if is_any else Rule("")
        self._is_showing = True
        self.query.setText(rule.query)
        self.tags.setText(", ".join(rule.tags))
        self.read.setChecked(rule.marks_read)
        self.favourite.setChecked(rule.marks_favourite)
        self._is_showing = False
        self._form.setEnabled(is_any)
        self.remove.setEnabled(is_any)
        self._look()

    def _look(self) -> None:
        """Find out what the rule would change."""
        rule = self.list.rules[self.row] if self.row >= 0 else Rule("")
        self._found = ()
        self.apply.setEnabled(False)
        if not rule.query or not (rule.tags or rule.marks_read or rule.marks_favourite):
            self.preview.clear()
            self.verdict.setText("")
            return
        archive = self._workspace.archive

        def work() -> tuple[tuple[int, ...], list[Article]]:
            ids = archive.preview_rule(rule)
            return ids, archive.articles(ids[:PREVIEWED])

        self._workspace.tasks.read(work, self._on_looked, self._on_look_failed, owner=self, slot="rule preview")

    def _on_looked(self, found: tuple[tuple[int, ...], list[Article]]) -> None:
        self._found, articles = found
        number = len(self._found)
        self.preview.clear()
        self.preview.addItems([article.title for article in articles])
        if number > len(articles):
            self.preview.addItem(self.tr("and %Ln more", "", number - len(articles)))
        self.apply.setEnabled(number > 0)
        if number:
            self.verdict.setText(self.tr("Would change %Ln articles that are there already:", "", number))
        else:
            self.verdict.setText(self.tr("Would change none of the articles that are there already."))

    def _on_look_failed(self, error: Exception) -> None:
        self.preview.clear()
        if isinstance(error, InvalidQuery):
            self.verdict.setText(operations.describe(error))
        else:
            operations.report(self._workspace, error)

    def _lay_out(self) -> None:
        form = QFormLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(4 * U)
        form.setVerticalSpacing(2 * U)
        form.addRow(self.tr("Articles"), self.query)
        form.addRow(self.tr("Get the tags"), self.tags)
        form.addRow("", self.read)
        form.addRow("", self.favourite)
        form.addRow(self.verdict)
        form.addRow(self.preview)
        left = _column()
        row = QHBoxLayout()
        row.setSpacing(U)
        for name, text, then in (
            ("plus", self.tr("New rule"), self._add),
            ("arrow-up", self.tr("Earlier"), partial(self._move, -1)),
            ("arrow-down", self.tr("Later"), partial(self._move, 1)),
        ):
            row.addWidget(_tool(name, text, then))
        row.addStretch(1)
        left.addWidget(self.view, 1)
        left.addLayout(row)
        both = QHBoxLayout()
        both.setSpacing(5 * U)
        both.addLayout(left, 2)
        both.addWidget(self._form, 3)
        self.body.addLayout(both, 1)


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(U)
    return column


def _tool(icon_name: str, text: str, then: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(icon_name))
    button.setToolTip(text)
    button.setAccessibleName(text)
    button.clicked.connect(lambda _checked=False: then())
    return button
