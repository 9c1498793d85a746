"""The part of the reader that shows a page as it was, with a line that says what of it is off."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from pressmark.ui import theme
from pressmark.ui.figures import grouped, long_day

if TYPE_CHECKING:
    from pressmark.archive.values import Article, Original
    from pressmark.ui.reader.original import OriginalView
    from pressmark.ui.workspace import Workspace

U = theme.UNIT


class OriginalPane(QWidget):
    """Shows the page of one article at a time; its web engine starts with the first.

    Signals:
        shown: (id) the page of this article can be looked at.
        escaped: Esc was pressed.
        failed: (error) there is none to show.
        link_activated: (address) a link that leads out was clicked.
        link_pointed: (address) the mouse or the keyboard is on such a link; empty where it is on none.

    Attributes:
        article_id: whose page shows or is about to; None for none.
    """

    shown = Signal(int)
    failed = Signal(object)
    link_activated = Signal(str)
    link_pointed = Signal(str)
    escaped = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._view: OriginalView | None = None
        self.article_id: int | None = None
        self.note = QLabel()
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.setContentsMargins(6 * U, 2 * U, 6 * U, 2 * U)
        self.note.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.note)

    def show_page(self, article: Article) -> None:
        """Get the page of an article, and say when it is there."""
        self.article_id = article.id
        workspace = self._workspace
        workspace.tasks.read(
            partial(workspace.archive.lay_out_original, article.id, self._engine().new_folder()),
            partial(self._on_laid_out, article),
            self._on_failed,
            owner=self,
            slot="reader original",
        )

    def leave(self) -> None:
        """Forget the page."""
        self.article_id = None
        if self._view is not None:
            self._view.forget()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        (self._view or self.note).setFocus(reason)

    def _engine(self) -> OriginalView:
        if self._view is None:
            from pressmark.ui.reader.original import OriginalView

            self._view = OriginalView(self._workspace.tasks, self)
            self._view.link_activated.connect(self.link_activated)
            self._view.link_pointed.connect(self.link_pointed)
            self._view.escaped.connect(self.escaped)
            self._view.shown.connect(self._on_shown)
            self._column.addWidget(self._view, 1)
        return self._view

    def _on_laid_out(self, article: Article, original: Original) -> None:
        if self.article_id != article.id:
            return
        taken = next((one.taken_at for one in article.snapshots if one.is_current), article.saved_at)
        text = (
            self.tr("The page as it was on {date}. Its scripts are off, and nothing is loaded from the web.")
            if original.is_copy
            else self.tr("The page as it came on {date}, without its style sheets, pictures and scripts.")
        )
        if original.pages:
            text = self.tr("The PDF of {date}, %Ln pages", "", original.pages)
            if len(original.parts) < original.pages:
                text = self.tr("The first {shown} of %Ln pages of the PDF of {date}", "", original.pages)
                text = text.replace("{shown}", grouped(len(original.parts)))
        self.note.setText(text.format(date=long_day(taken.astimezone().date())))
        self._engine().show_original(original)

    def _on_shown(self) -> None:
        if self.article_id is not None:
            self.shown.emit(self.article_id)

    def _on_failed(self, error: Exception) -> None:
        self.leave()
        self.failed.emit(error)
