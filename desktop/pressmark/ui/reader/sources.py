"""What the open article cites and who cites it: shown under a button, with what is missing to be saved at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from pressmark.archive.urls import display_host
from pressmark.archive.values import NewArticle
from pressmark.ui import operations, theme
from pressmark.ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressmark.archive.values import Article, References
    from pressmark.ui.workspace import Workspace

U = theme.UNIT
WIDTH = 96 * U
ROW = 11 * U
MOST_ROWS = 9  # in sight; more scroll
_ARTICLE, _ADDRESS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class SourcesPopup(QFrame):
    """Shows references; a saved one is opened, another one asks the gateway.

    Signals:
        article_chosen: (id) this is to be read.
        link_chosen: (address) this is to be opened outside.
        save_asked: (addresses) these are to be saved.
    """

    article_chosen = Signal(int)
    link_chosen = Signal(str)
    save_asked = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "popup")
        self.setFixedWidth(theme.scaled(WIDTH))
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.viewport().setAutoFillBackground(False)  # Qt's signature
        self.list.setAccessibleName(self.tr("Sources"))
        self.list.setIconSize(QSize(4 * U, 4 * U))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_menu_requested)
        self.state = QLabel()
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        self.state.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.state.setFont(theme.smaller(self.font()))
        self.save = QPushButton()
        self.save.setProperty("kind", "primary")
        self.save.clicked.connect(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * U, 3 * U, 3 * U, 3 * U)
        column.setSpacing(2 * U)
        for widget in (self.list, self.state, self.save):
            column.addWidget(widget)
        self._missing: list[str] = []

    def show_references(self, references: References, *, is_complete: bool) -> None:
        """Show what is known now.

        Args:
            references: of the article.
            is_complete: whether every article was looked at for citing this one.
        """
        row = self.list.currentRow()
        self.list.clear()
        self._missing = [one.url for one in references.cites if one.article is None]
        if references.cites:
            self._add_heading(self.tr("This article cites"))
        for one in references.cites:
            if one.article is not None:
                self._add_article(one.article)
            else:
                self._add(one.words or one.url, display_host(one.url), "globe", None, one.url)
        if references.cited_by:
            self._add_heading(self.tr("Cited by"))
        for article in references.cited_by:
            self._add_article(article)
        self.list.setVisible(self.list.count() > 0)
        heights = [self.list.sizeHintForRow(one) for one in range(self.list.count())]
        self.list.setFixedHeight(min(sum(heights), MOST_ROWS * ROW) + 2)
        nothing = self.tr("It cites nothing, and no article that you saved cites it")
        looking = self.tr("Looking for articles that cite it…")
        self.state.setText(looking if not is_complete else nothing if not self.list.count() else "")
        self.state.setVisible(bool(self.state.text()))
        count = len(self._missing)
        self.save.setVisible(count > 0)
        self.save.setText(self.tr("Save the %Ln missing ones", "", count))
        self.list.setCurrentRow(row if row > 0 else 1)
        self.adjustSize()

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setSizeHint(QSize(0, 8 * U))
        item.setTextAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading)
        item.setFont(theme.smaller(self.font()))
        self.list.addItem(item)

    def _add_article(self, article: Article) -> None:
        self._add(article.title, article.site or display_host(article.url), "check-circle", article.id, article.url)

    def _add(self, words: str, site: str, icon_name: str, id: int | None, address: str) -> None:
        width = theme.scaled(WIDTH) - 20 * U
        shown = self.list.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
        item = QListWidgetItem(icon(icon_name, "accent" if id is not None else "muted"), f"{shown}\n{site}")
        saved = self.tr("saved") if id is not None else self.tr("not saved")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {site}, {saved}")
        item.setData(_ARTICLE, id)
        item.setData(_ADDRESS, address)
        item.setSizeHint(QSize(0, max(ROW, 2 * self.list.fontMetrics().height() + 2 * U)))
        self.list.addItem(item)

    def _choose(self, item: QListWidgetItem) -> None:
        id, address = item.data(_ARTICLE), item.data(_ADDRESS)
        if not address:
            return
        self.close()
        if id is not None:
            self.article_chosen.emit(id)
        else:
            self.link_chosen.emit(address)

    def _on_menu_requested(self, place: QPoint) -> None:
        item = self.list.itemAt(place) or self.list.currentItem()
        address = item.data(_ADDRESS) if item is not None else ""
        if not address:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if item.data(_ARTICLE) is None:
            save = menu.addAction(icon("plus"), self.tr("Save this link too"))
            save.triggered.connect(lambda: self._save_one(address))
        out = menu.addAction(icon("arrow-square-out"), self.tr("Open link"))
        out.triggered.connect(lambda: self.link_chosen.emit(address))
        copy = menu.addAction(icon("link"), self.tr("Copy link"))
        copy.triggered.connect(lambda: QApplication.clipboard().setText(address))
        menu.popup(self.list.viewport().mapToGlobal(place))

    def _save_one(self, address: str) -> None:
        self.save_asked.emit([address])
        self.close()

    def _save(self) -> None:
        self.save_asked.emit(self._missing)
        self.close()


class Sources(QObject):
    """Fetches the references of an article for its pop-up.

    Signals:
        article_chosen: (id) this is to be read.
        link_chosen: (address) this is to be opened outside.
    """

    article_chosen = Signal(int)
    link_chosen = Signal(str)

    def __init__(self, workspace: Workspace, pane: QWidget) -> None:
        super().__init__(pane)
        self._workspace, self._pane = workspace, pane
        self.popup: SourcesPopup | None = None

    def open(self, article: Article, show: Callable[[SourcesPopup], None]) -> None:
        """Show the references of an article; `show` puts the pop-up in its place, whenever its size changed."""
        popup = self.popup = SourcesPopup(self._pane)
        popup.destroyed.connect(partial(self._forget, popup))
        popup.article_chosen.connect(self.article_chosen)
        popup.link_chosen.connect(self.link_chosen)
        popup.save_asked.connect(
            lambda urls: operations.save_wishes(
                self._workspace,
                [NewArticle(url, trust=self._workspace.archive.trust_in_link(article, url)) for url in urls],
            )
        )
        self._ask(article, popup, show, is_complete=False)

    def _ask(
        self, article: Article, popup: SourcesPopup, show: Callable[[SourcesPopup], None], *, is_complete: bool
    ) -> None:
        workspace = self._workspace

        def answered(references: References) -> None:
            if self.popup is popup:
                popup.show_references(references, is_complete=is_complete)
                show(popup)
                if not is_complete:
                    self._read_on(0, partial(self._ask, article, popup, show, is_complete=True), popup)

        workspace.tasks.read(
            partial(workspace.archive.references, article.id),
            answered,
            partial(operations.report, workspace),
            owner=self,
            slot="sources",
        )

    def _read_on(self, after: int, then: Callable[[], None], popup: SourcesPopup) -> None:
        """Read the links of articles that are new, a piece at a time, as long as somebody waits for it."""

        def done(last: int) -> None:
            if self.popup is popup:
                if last:
                    self._read_on(last, then, popup)
                else:
                    then()

        workspace = self._workspace
        workspace.tasks.write(
            partial(workspace.archive.read_references, after), done, partial(operations.report, workspace)
        )

    def _forget(self, popup: SourcesPopup) -> None:
        if self.popup is popup:
            self.popup = None
