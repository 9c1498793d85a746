"""The reader's row of tools: what one does with the open article, and how its text came about and looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from pressmark.ui import theme
from pressmark.ui.icons import icon
from pressmark.ui.reader.text_popup import SHAKY, SOUND

if TYPE_CHECKING:
    from pressmark.archive.values import Article
    from pressmark.ui.reader.hit_bar import HitBar

U = theme.UNIT
ICON = 5 * U


class ReaderTools(QWidget):
    """Shows the state of one article, too.

    Signals:
        action_asked: (name) one of the window's actions is wanted.
        popup_asked: (name) what opens under the button of this name.

    Attributes:
        buttons: by name.
    """

    action_asked = Signal(str)
    popup_asked = Signal(str)

    def __init__(self, hits: HitBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QToolButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(3 * U, U, 3 * U, U)
        self._row.setSpacing(U)
        self._row.addWidget(hits)
        spacer = QWidget()
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row.addWidget(spacer)
        for name, icon_name, text in (
            ("read", "check-circle", self.tr("Mark as read (E)")),
            ("favourite", "star", self.tr("Favourite (S)")),
            ("tags", "tag", self.tr("Tags (T)")),
            ("original", "browser", self.tr("The original page (V)")),
            ("browser", "arrow-square-out", self.tr("Open in browser (B)")),
            ("save_again", "arrow-clockwise", self.tr("Save again (R)")),
            ("trash", "trash", self.tr("Move to Trash (Del)")),
        ):
            button = self._add(name, icon_name, text)
            button.clicked.connect(lambda _checked=False, name=name: self.action_asked.emit(name))
        self._row.addWidget(_divider())
        for name, icon_name, text in (
            ("contents", "list-bullets", self.tr("Contents (C)")),
            ("sources", "link", self.tr("Sources (L)")),
            ("text", "gauge", self.tr("How this text came about (I)")),
            ("style", "text-aa", self.tr("How the text looks")),
        ):
            button = self._add(name, icon_name, text)
            button.clicked.connect(lambda _checked=False, name=name: self.popup_asked.emit(name))

    def show_state(self, article: Article | None, *, is_original: bool) -> None:
        """Show how an article stands; without one there is nothing to do."""
        self.setVisible(article is not None)
        if article is None:
            return
        read, original = self.buttons["read"], self.buttons["original"]
        read.setIcon(icon("check-circle", "accent" if article.is_read else "muted"))
        read.setToolTip(self.tr("Move to Inbox (E)") if article.is_read else self.tr("Mark as read (E)"))
        original.setIcon(icon("browser", "accent" if is_original else "muted"))
        original.setToolTip(self.tr("Back to the text (V)") if is_original else self.tr("The original page (V)"))
        is_sound = article.quality >= SOUND or not article.words
        role = "muted" if is_sound else "caution" if article.quality >= SHAKY else "problem"
        self.buttons["text"].setIcon(icon("gauge", role))
        self.buttons["trash"].setEnabled(article.trashed_at is None)
        self.buttons["favourite"].setIcon(icon("star", "star" if article.is_favourite else "muted"))

    def open_under(self, name: str, popup: QWidget) -> None:
        """Show a pop-up under a button, to its left."""
        button = self.buttons[name]
        popup.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width() - popup.width(), button.height() + U))
        corner.setX(max(corner.x(), button.screen().availableGeometry().left()))
        popup.move(corner)
        popup.show()

    def _add(self, name: str, icon_name: str, text: str) -> QToolButton:
        button = self.buttons[name] = QToolButton()
        button.setIcon(icon(icon_name, "muted"))
        button.setIconSize(QSize(ICON, ICON))
        button.setToolTip(text)
        button.setAccessibleName(text)
        self._row.addWidget(button)
        return button


def _divider() -> QFrame:
    """A hairline between two groups of buttons."""
    line = QFrame()
    line.setFixedSize(1, 5 * U)
    line.setAutoFillBackground(True)
    line.setBackgroundRole(line.palette().ColorRole.Midlight)
    return line
