"""A page beside the article's own: an earlier snapshot, a comparison, the blocks to choose from; a bar says which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pressmark.ui import theme
from pressmark.ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pressmark.tasks.runner import TaskRunner
    from pressmark.ui.reader.web import ArticleView

U = theme.UNIT

Button = tuple[str, "Callable[[], object]"]  # what it says, and what it does


class Sheet(QWidget):
    """Shows one page with a bar over it.

    Signals:
        link_activated: (address) a link in the page was clicked.
        shown: the page is on the screen.
        acted: (verb, name) a tool of a block was clicked.
        closed: the person wants the article's own text back.
    """

    link_activated = Signal(str)
    shown = Signal()
    acted = Signal(str, str)
    closed = Signal()

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._web: ArticleView | None = None
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(2 * U)
        self._more = QHBoxLayout()
        close = QPushButton(self.tr("Back to the text"))
        close.setIcon(icon("arrow-left"))
        close.clicked.connect(self.closed)
        bar = QFrame()
        bar.setAutoFillBackground(True)
        row = QHBoxLayout(bar)
        row.setContentsMargins(4 * U, 2 * U, 4 * U, 2 * U)
        row.setSpacing(2 * U)
        row.addWidget(close)
        row.addWidget(self.text, 1)
        row.addLayout(self._more)
        row.addLayout(self._buttons)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(bar)

    @property
    def web(self) -> ArticleView:
        """The view; made when it is first needed."""
        if self._web is None:
            from pressmark.ui.reader.web import ArticleView

            web = self._web = ArticleView(self._tasks, self)
            web.link_activated.connect(self.link_activated)
            web.shown.connect(self.shown)
            web.acted.connect(self.acted)
            self._column.addWidget(web, 1)
        return self._web

    def set_bar(self, text: str, buttons: Sequence[Button], more: QWidget | None = None) -> None:
        """Say what the page is, and what can be done with it.

        Args:
            text: plain.
            buttons: the last one is the main one.
            more: a widget that stands before them.
        """
        self.text.setText(text)
        for layout in (self._buttons, self._more):
            while (item := layout.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
        for place, (label, work) in enumerate(buttons, 1):
            button = QPushButton(label)
            if place == len(buttons):
                button.setProperty("kind", "primary")
            button.clicked.connect(lambda _checked=False, work=work: work())
            self._buttons.addWidget(button)
        if more is not None:
            self._more.addWidget(more)

    def show_page(self, page: str, picture: Callable[[str], bytes], background: str) -> None:
        """Load a page, as `ArticleView.show_document` does."""
        self.web.show_document(page, picture, background)
