"""What the reader shows when there is no text to show: nothing chosen, still being saved, or not saved and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pressmark.archive.values import Article, Status
from pressmark.ui import theme
from pressmark.ui.article_list.empty import Disc
from pressmark.ui.flow_layout import FlowLayout
from pressmark.ui.icons import icon
from pressmark.ui.labels import plain
from pressmark.ui.operations import awaits_word, describe

U = theme.UNIT
WIDTH = 110 * U

_FOR_MEMBERS = frozenset({"wall", "cut", "http-401", "http-403"})  # what a sign-in may cure


class StatePage(QWidget):
    """One picture, one line, a reason, and what can be done.

    Signals:
        retry_asked: the person wants another try.
        browser_asked: the person wants to see the page in a browser.
        sign_in_asked: the person wants to sign in to the site.
    """

    retry_asked = Signal()
    browser_asked = Signal()
    sign_in_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self._disc = Disc("book-open")
        self.heading, self.reason, self.address = _label(), _label(), _label()
        font = self.heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        font.setBold(True)
        self.heading.setFont(font)
        self.address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.address.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.retry = QPushButton(self.tr("Try again"))
        self.retry.setProperty("kind", "primary")
        self.retry.setIcon(icon("arrow-clockwise", "accent_text"))
        self.retry.clicked.connect(self.retry_asked)
        self.sign_in = QPushButton(self.tr("Sign in…"))
        self.sign_in.setIcon(icon("sign-in"))
        self.sign_in.clicked.connect(self.sign_in_asked)
        self.browser = QPushButton(self.tr("Open in browser"))
        self.browser.setIcon(icon("arrow-square-out"))
        self.browser.clicked.connect(self.browser_asked)
        buttons = FlowLayout(spacing=2 * U, is_centred=True)
        for button in (self.retry, self.sign_in, self.browser):
            buttons.addWidget(button)
        body = QWidget()
        body.setMaximumWidth(WIDTH)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * U)
        column.addStretch(2)
        column.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(3 * U)
        for label in (self.heading, self.reason, self.address):
            column.addWidget(label)
        column.addSpacing(3 * U)
        column.addLayout(buttons)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.setContentsMargins(8 * U, 8 * U, 8 * U, 8 * U)
        row.addWidget(body)  # in the middle, for it is no wider than it may be
        self.show_nothing()

    def show_nothing(self) -> None:
        """No article is chosen."""
        self._set("book-open", self.tr("Nothing open"), self.tr("Choose an article in the list to read it here."))

    def show_article(self, article: Article) -> None:
        """Say how far the saving of an article is, and what went wrong."""
        reason = describe(article.failure) if article.failure else ""
        is_failed = article.status in (Status.FAILED, Status.PARTIAL)
        if article.status is Status.CAPTURING:
            self._set("cloud-arrow-down", self.tr("Saving…"), self.tr("The text shows here in a moment."), article.url)
        elif article.status is Status.QUEUED:
            waiting = reason or self.tr("It is saved as soon as its turn comes.")
            self._set("clock", self.tr("Waiting to be saved"), waiting, article.url)
        elif article.status is Status.PARTIAL:
            self._set("file-dotted", self.tr("The page is kept, its text is not"), reason, article.url)
        else:
            self._set("warning", self.tr("Not saved"), reason, article.url)
        is_refused = awaits_word(article)
        self.retry.setText(self.tr("Save it all the same") if is_refused else self.tr("Try again"))
        self.retry.setVisible(is_failed and (article.failure is None or article.failure.may_pass or is_refused))
        self.browser.setVisible(is_failed)
        self.sign_in.setVisible(is_failed and article.failure is not None and article.failure.code in _FOR_MEMBERS)

    def _set(self, name: str, heading: str, reason: str, address: str = "") -> None:
        self._disc.set_name(name)
        self.heading.setText(heading)
        self.reason.setText(reason)
        self.address.setText(address)
        self.address.setVisible(bool(address))
        self.retry.setVisible(False)  # Qt's signature
        self.browser.setVisible(False)  # Qt's signature
        self.sign_in.setVisible(False)  # Qt's signature


def _label() -> QLabel:
    label = plain()
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
