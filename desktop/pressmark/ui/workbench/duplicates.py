"""Stories that are in the archive twice, side by side: keep one with what was done to all, or leave them be."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pressmark.archive.errors import Cancelled
from pressmark.ui import operations, theme
from pressmark.ui.article_list.empty import Disc
from pressmark.ui.figures import short_day
from pressmark.ui.labels import plain
from pressmark.ui.progress import told
from pressmark.ui.workbench.frame import Workbench

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QAction

    from pressmark.archive.values import Article, DuplicateGroup
    from pressmark.ui.activity import Job
    from pressmark.ui.workspace import Workspace

U = theme.UNIT
EXCERPT = 600  # characters
_GROUP = Qt.ItemDataRole.UserRole


class DuplicatesWorkbench(Workbench):
    """Looks for duplicates when it opens, and shows them group by group.

    Signals:
        article_chosen: (article id) the user wants to read one.
    """

    article_chosen = Signal(int)

    def __init__(self, workspace: Workspace, shared: Iterable[QAction], parent: QWidget | None = None) -> None:
        hint = self.tr(
            "The same page under several addresses, and texts that are almost the same. "
            "Merging keeps all tags, notes, highlights and the earliest date in one; the others go to the trash."
        )
        super().__init__(self.tr("Duplicates"), hint, shared, parent)
        self._workspace = workspace
        self._job: Job | None = None
        self.resize(230 * U, 150 * U)
        self.groups = QListWidget()
        self.groups.setAccessibleName(self.tr("Duplicates"))
        self.groups.setFixedWidth(theme.scaled(72 * U))
        self.state = plain(self.tr("Looking for duplicates…"), is_faint=True)
        self._choices = QButtonGroup(self)
        self.groups.setWordWrap(True)
        self.groups.setResizeMode(QListView.ResizeMode.Adjust)
        self.groups.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._place = QScrollArea()
        self._place.setAccessibleName(self.tr("Articles of the chosen story"))
        self._place.setWidgetResizable(True)
        self._place.setFrameShape(QFrame.Shape.NoFrame)
        self._place.viewport().setAutoFillBackground(False)
        both = QHBoxLayout()
        both.setSpacing(4 * U)
        both.addWidget(self.groups)
        both.addWidget(self._place, 1)
        self._disc = Disc("check-circle")
        self._disc.hide()
        self.body.addWidget(self._disc, 1, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
        self.body.addWidget(self.state)
        self.body.addLayout(both, 1)
        self.open_one = self.add_button(self.tr("Read"), self._read)
        self.add_stretch()
        self.leave = self.add_button(self.tr("Keep all"), self._leave)
        self.merge = self.add_button(self.tr("Merge"), self._merge, is_primary=True)
        self.groups.currentItemChanged.connect(self._show)
        self._show()
        self._find()

    @property
    def kept(self) -> int:
        """The article that is to stay; -1 for none."""
        return self._choices.checkedId()

    def reject(self) -> None:
        """End, as closing does, too, and the search with it."""
        if self._job is not None:
            self._job.cancel()
            self._job.end()
        super().reject()

    def _find(self) -> None:
        workspace = self._workspace
        job = self._job = workspace.activity.begin(self.tr("Looking for duplicates"), 0, is_counted=True)

        tell = told(workspace.tasks, job.advance, lambda: job.is_cancelled)

        def progress(done: int, total: int) -> bool:
            try:
                tell(done, total)
            except Cancelled:
                return False
            return True

        def failed(error: Exception) -> None:
            job.end()
            self.state.setText("")
            operations.report(workspace, error, self._find)

        workspace.tasks.read(partial(workspace.archive.duplicates, progress), self._on_found, failed, owner=self)

    def _on_found(self, groups: tuple[DuplicateGroup, ...]) -> None:
        if self._job is not None:
            self._job.end()
        for group in groups:
            first = group.articles[0]
            copies = len(group.articles)
            if group.has_one_address:
                why = self.tr("%Ln variants of one address", "", copies)
            else:
                why = self.tr("%Ln texts, {share} % the same", "", copies).format(share=int(group.share * 100))
            item = QListWidgetItem(f"{first.title}\n{why}")
            item.setData(_GROUP, group)
            self.groups.addItem(item)
        self._tell()
        self.groups.setCurrentRow(0)
        self.groups.setFocus()

    def _tell(self) -> None:
        number = self.groups.count()
        for widget in (self.groups, self._place):
            widget.setVisible(number > 0)
        self._disc.setVisible(number == 0)
        centred = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        self.state.setAlignment(Qt.AlignmentFlag.AlignLeading if number else centred)
        if number == 0:
            self.state.setText(self.tr("No duplicates. Every story is in your archive once."))
        else:
            self.state.setText(self.tr("%Ln stories are in your archive more than once.", "", number))

    def _current(self) -> DuplicateGroup | None:
        item = self.groups.currentItem()
        group: DuplicateGroup | None = item.data(_GROUP) if item is not None else None
        return group

    def _show(self) -> None:
        group = self._current()
        for button in self._choices.buttons():
            self._choices.removeButton(button)
        page = QWidget()
        page.setAutoFillBackground(False)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4 * U)
        for number, article in enumerate(group.articles if group else ()):
            row.addWidget(self._card(article, is_kept=number == 0), 1)
        row.addStretch(0)
        self._place.setWidget(page)
        for widget in (self.open_one, self.leave, self.merge):
            widget.setEnabled(group is not None)
        if group is not None:
            self._fetch_texts(group)

    def _card(self, article: Article, *, is_kept: bool) -> QWidget:
        card = QFrame()
        card.setProperty("kind", "card")
        choice = QRadioButton(self.tr("Keep this one"))
        choice.setChecked(is_kept)
        self._choices.addButton(choice, article.id)
        facts = [
            article.site,
            article.byline,
            self.tr("Published {date}").format(date=short_day(article.published)) if article.published else "",
            self.tr("Saved {date}").format(date=short_day(article.saved_at.astimezone().date())),
            self.tr("%Ln words", "", article.words),
        ]
        text = plain()
        text.setObjectName(f"text{article.id}")
        column = QVBoxLayout(card)
        column.setContentsMargins(4 * U, 3 * U, 4 * U, 3 * U)
        column.setSpacing(2 * U)
        column.addWidget(choice)
        column.addWidget(plain(article.title, is_bold=True))
        column.addWidget(plain(" · ".join(fact for fact in facts if fact), is_faint=True))
        column.addWidget(plain(article.url, is_faint=True))
        if article.tags:
            column.addWidget(plain(self.tr("Tags: {tags}").format(tags=", ".join(article.tags))))
        if article.note:
            column.addWidget(plain(self.tr("Note: {note}").format(note=article.note)))
        column.addWidget(text)
        column.addStretch(1)
        return card

    def _fetch_texts(self, group: DuplicateGroup) -> None:
        archive, ids = self._workspace.archive, [article.id for article in group.articles]

        def show(texts: list[str]) -> None:
            for id, text in zip(ids, texts, strict=True):
                label = self._place.findChild(type(self.state), f"text{id}")
                if label is not None:
                    label.setText(text[:EXCERPT] + ("…" if len(text) > EXCERPT else ""))

        failed = partial(operations.report, self._workspace)
        self._workspace.tasks.read(
            lambda: [archive.text(id) for id in ids], show, failed, owner=self, slot="duplicate texts"
        )

    def _read(self) -> None:
        if self.kept != -1:
            self.article_chosen.emit(self.kept)

    def _leave(self) -> None:
        self.groups.takeItem(self.groups.currentRow())
        self._tell()

    def _merge(self) -> None:
        group = self._current()
        if group is not None and self.kept != -1:
            others = [article.id for article in group.articles if article.id != self.kept]
            operations.merge_articles(self._workspace, self.kept, others)
            self._leave()
