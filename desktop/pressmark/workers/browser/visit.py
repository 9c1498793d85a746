"""One visit to one page: load it, wait until it is quiet, scroll for what waits for a reader, and take what is there.

A page that never gets quiet is taken as it is when its time is up.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSize, QTimer, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineLoadingInfo,
    QWebEngineScript,
)
from PySide6.QtWebEngineWidgets import QWebEngineView

from pressmark import resources
from pressmark.workers.browser.cookies import from_plain
from pressmark.workers.browser.walls import WebOnly, WebPage, make_profile

if TYPE_CHECKING:
    from collections.abc import Callable


WINDOW = QSize(1280, 1000)
LOOK_MILLISECONDS = 150
QUIET_SECONDS = 0.8  # without a request or a change
PATIENCE_SECONDS = 6.0  # with one that is not answered; some never are
MOST_SCREENS = 40  # that are scrolled: a page without an end gives so much
COPY_MILLISECONDS = 15_000
MOST_CHARACTERS = 30_000_000

_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld
_Domain = QWebEngineLoadingInfo.ErrorDomain


class Visit(QObject):
    """Goes to a page once.

    Args:
        request: `url`, `seconds` for all of it, `cookies` to begin with, and `copy`, the path of a full copy (MHTML) to
            write, or empty.
        parent: the Qt parent.

    Signals:
        ended: (answer) `html`, `url`, `title`, `status` (or None) and `copied`; or `error`, a word for what went wrong.
    """

    ended = Signal(dict)

    def __init__(self, request: dict[str, Any], parent: QObject) -> None:
        super().__init__(parent)
        self._request = request
        self._view = QWebEngineView()
        self._profile = make_profile(self)
        self._page = WebPage(self._profile, self._view)
        self._view.setPage(self._page)
        self._view.resize(WINDOW)
        self._interceptor = WebOnly(self._profile)
        self._interceptor.asked.connect(self._on_asked)
        self._profile.setUrlRequestInterceptor(self._interceptor)
        self._profile.scripts().insert(_script())
        self._profile.downloadRequested.connect(self._on_download_requested)
        self._page.loadingChanged.connect(self._on_loading_changed)
        self._page.renderProcessTerminated.connect(lambda *_how: self._fail("crashed"))
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MILLISECONDS)
        self._timer.timeout.connect(self._look)
        self._until = time.monotonic() + float(request["seconds"])
        self._open: Counter[str] = Counter()  # requests that are waited for
        self._opened_at = self._changed_at = time.monotonic()
        self._before: tuple[int, int] = (0, 0)
        self._screens = 0
        self._is_scrolling = self._is_taken = False
        self._error = ""
        self._status: int | None = None
        self._answer: dict[str, Any] = {}

    def start(self) -> None:
        """Go."""
        for cookie in self._request.get("cookies", ()):
            self._profile.cookieStore().setCookie(*from_plain(cookie))
        self._view.show()  # nobody sees it, but what is not shown does not scroll
        self._page.load(QUrl(self._request["url"]))
        self._timer.start()

    def close(self) -> None:
        """Take everything down, the page before its profile."""
        self._timer.stop()
        self._view.deleteLater()
        self.deleteLater()

    # loading

    def _on_asked(self, address: str, is_waited_for: bool) -> None:
        self._changed_at = time.monotonic()
        if is_waited_for:
            self._open[address] += 1
            self._opened_at = time.monotonic()

    def _on_loading_changed(self, info: QWebEngineLoadingInfo) -> None:
        self._changed_at = time.monotonic()
        if info.status() == QWebEngineLoadingInfo.LoadStatus.LoadStartedStatus:
            self._open.clear()
            self._is_scrolling, self._screens = False, 0
            self._error, self._status = "", None
        elif info.status() == QWebEngineLoadingInfo.LoadStatus.LoadFailedStatus:
            domain = info.errorDomain()
            if domain == _Domain.HttpStatusCodeDomain:
                self._status = info.errorCode()
            else:
                self._error = "tls" if domain == _Domain.CertificateErrorDomain else "unreachable"

    def _look(self) -> None:
        if self._is_taken:
            return
        if time.monotonic() >= self._until:
            self._take()
            return
        self._ask("look()", self._on_looked)

    def _on_looked(self, answer: object) -> None:
        now = time.monotonic()
        if self._is_taken:
            return
        if not answer or not isinstance(answer, str):  # there is no document yet, or none that can be asked
            if self._error and now - self._changed_at > QUIET_SECONDS:
                self._fail(self._error)
            return
        found = json.loads(answer)
        for address in found["loaded"]:
            self._open[address] -= 1
        seen = (int(found["nodes"]), int(found["height"]))
        if seen != self._before:
            self._before, self._changed_at = seen, now
        is_down = found["isAtEnd"] or self._screens >= MOST_SCREENS
        if self._is_scrolling and not is_down:
            self._screens += 1
            self._ask("scroll()", lambda _nothing: None)
        elif self._is_quiet(found["ready"], int(found["pictures"])):
            if self._error:
                self._fail(self._error)
            elif is_down:
                self._take()
            self._is_scrolling = True

    def _is_quiet(self, ready: str, pictures: int) -> bool:
        now = time.monotonic()
        if ready == "loading" or now - self._changed_at < QUIET_SECONDS:
            return False
        is_waiting = any(count > 0 for count in self._open.values()) or (self._is_scrolling and pictures > 0)
        return not is_waiting or now - max(self._opened_at, self._changed_at) > PATIENCE_SECONDS

    # taking

    def _take(self) -> None:
        self._is_taken = True
        self._timer.stop()
        self._ask("take()", self._on_taken)
        QTimer.singleShot(COPY_MILLISECONDS, self, self._on_taking_too_long)

    def _on_taken(self, html: object) -> None:
        if not isinstance(html, str) or not html or (self._error and "<p" not in html):
            self._fail(self._error or "timeout")
            return
        if len(html) > MOST_CHARACTERS:
            self._fail("too-large")
            return
        self._answer = {
            "html": html,
            "url": self._page.url().toString(QUrl.ComponentFormattingOption.FullyEncoded),
            "title": self._page.title(),
            "status": self._status,
        }
        if self._request.get("copy"):
            self._page.save(self._request["copy"], QWebEngineDownloadRequest.SavePageFormat.MimeHtmlSaveFormat)
        else:
            self._end(is_copied=False)

    def _on_taking_too_long(self) -> None:
        if self._answer:
            self._end(is_copied=False)
        else:  # its scripts let nobody in
            self._fail("timeout")

    def _on_download_requested(self, download: QWebEngineDownloadRequest) -> None:
        path = Path(self._request.get("copy") or "")
        if not (self._answer and download.isSavePageDownload()):
            download.cancel()
            return
        download.setDownloadDirectory(str(path.parent))
        download.setDownloadFileName(path.name)
        download.isFinishedChanged.connect(lambda: self._end(is_copied=path.exists()))
        download.accept()

    def _end(self, *, is_copied: bool) -> None:
        answer, self._answer = self._answer, {}
        if answer:
            self.ended.emit({**answer, "copied": is_copied})

    def _fail(self, word: str) -> None:
        self._is_taken = True
        self._timer.stop()
        self.ended.emit({"error": word})

    def _ask(self, call: str, then: Callable[[object], None]) -> None:
        self._page.runJavaScript(f"window.pressmark && pressmark.{call}", _WORLD.value, then)


def _script() -> QWebEngineScript:
    script = QWebEngineScript()
    script.setName("pressmark")
    script.setSourceCode(resources.text("browser/page.js"))
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
    script.setWorldId(_WORLD.value)
    script.setRunsOnSubFrames(False)  # Qt's signature
    return script
