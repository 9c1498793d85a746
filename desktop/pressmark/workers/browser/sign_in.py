"""A window in which the person signs in to a site; what is handed back are the cookies that the site has set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtNetwork import QNetworkCookie
from PySide6.QtWebEngineCore import QWebEngineNewWindowRequest, QWebEngineSettings
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pressmark.workers.browser.cookies import from_plain, to_plain
from pressmark.workers.browser.walls import WebOnly, WebPage, make_profile

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

SIZE = (980, 760)
SPACE = 10
NAVIGATIONS = 1_000  # a person clicks


class SignInWindow(QWidget):
    """A small browser for one site.

    Args:
        request: `url`, `cookies` to begin with, and `labels`, the window's words.

    Signals:
        ended: (answer) `cookies`, a list, or None where the person gave up.
    """

    ended = Signal(dict)

    def __init__(self, request: dict[str, Any]) -> None:
        super().__init__()
        labels = request["labels"]
        self.setWindowTitle(labels["title"])
        self.resize(*SIZE)
        self._request = request
        self._cookies: dict[tuple[str, str, str], QNetworkCookie] = {}
        self._profile = make_profile(self)
        self._profile.settings().setAttribute(QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows, True)  # noqa: FBT003  # Qt's signature
        self._interceptor = WebOnly(self._profile)
        self._profile.setUrlRequestInterceptor(self._interceptor)
        self._store = self._profile.cookieStore()
        self._store.cookieAdded.connect(self._on_cookie_added)
        self._store.cookieRemoved.connect(lambda cookie: self._cookies.pop(_key(cookie), None))
        self.view = QWebEngineView()
        self._page = WebPage(self._profile, self.view, NAVIGATIONS)
        self._page.newWindowRequested.connect(self._on_new_window_requested)
        self.view.setPage(self._page)
        self.view.urlChanged.connect(self._on_url_changed)
        self.address = _label("")
        self.done = QPushButton(labels["done"])
        self.done.setDefault(True)
        self.done.clicked.connect(self._on_done_clicked)
        cancel = QPushButton(labels["cancel"])
        cancel.clicked.connect(self.close)
        back = QPushButton(labels["back"])
        back.clicked.connect(self.view.back)
        top, bottom = QHBoxLayout(), QHBoxLayout()
        for row, widgets in ((top, (back, self.address)), (bottom, (_label(labels["hint"]), cancel, self.done))):
            row.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
            row.setSpacing(SPACE)
            for widget in widgets:
                row.addWidget(widget, int(isinstance(widget, QLabel)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        column.addLayout(bottom)

    def start(self) -> None:
        """Show the site."""
        for cookie in self._request["cookies"]:
            self._store.setCookie(*from_plain(cookie))
        self._page.load(QUrl(self._request["url"]))
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's
        """Closing the window is giving up."""
        super().closeEvent(event)
        self.ended.emit({"cookies": None})

    def _on_done_clicked(self) -> None:
        self.ended.emit({"cookies": [to_plain(cookie) for cookie in self._cookies.values()]})

    def _on_cookie_added(self, cookie: QNetworkCookie) -> None:
        self._cookies[_key(cookie)] = QNetworkCookie(cookie)

    def _on_url_changed(self, url: QUrl) -> None:
        lock = "\U0001f512 " if url.scheme() == "https" else ""
        self.address.setText(f"{lock}{url.host()}")

    def _on_new_window_requested(self, request: QWebEngineNewWindowRequest) -> None:
        self._page.load(request.requestedUrl())  # one window is enough


def _key(cookie: QNetworkCookie) -> tuple[str, str, str]:
    return bytes(cookie.name().data()).decode("latin-1"), cookie.domain(), cookie.path()


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
