"""The page as it was when it was saved, behind the reader's walls: no scripts, no network, only its own files."""

from __future__ import annotations

import re
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QUrl, Signal
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob, QWebEngineUrlSchemeHandler
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QWidget

from pressmark.ui.reader.engine import ArticlePage, is_escape, make_profile
from pressmark.ui.reader.scheme import HOST, ORIGINAL_SCHEME, register_schemes, reply, reply_page

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QObject

    from pressmark.archive.values import Original
    from pressmark.tasks.runner import TaskRunner

PAGE = "page.html"
POLICY = (
    "default-src 'none'; img-src pressmark-original: data:; style-src pressmark-original: 'unsafe-inline';"
    " font-src pressmark-original: data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
_PART = re.compile(r"[0-9]{1,6}")


class OriginalHandler(QWebEngineUrlSchemeHandler):
    """Answers with the files of one laid-out page, and with no other.

    Args:
        tasks: reads them off the GUI thread.
        parent: the Qt parent.
    """

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._generation = 0
        self._original: Original | None = None

    def offer(self, original: Original | None) -> QUrl:
        """Hold a page ready; returns the address to load. The one before is gone."""
        self._generation += 1
        self._original = original
        return QUrl(f"{ORIGINAL_SCHEME}://{HOST}/{self._generation}/")

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        start, path, original = f"/{self._generation}/", job.requestUrl().path(), self._original
        is_get = bytes(job.requestMethod().data()) == b"GET"
        if original is None or not is_get or not path.startswith(start):
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        name = path.removeprefix(start)
        kind = original.parts.get(name) if _PART.fullmatch(name) else None
        if name and kind is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        read = (original.folder / (name or PAGE)).read_bytes
        self._tasks.read(read, partial(_answer, job, kind), partial(_fail, job), owner=job)


class OriginalView(QWebEngineView):
    """Shows one laid-out page at a time; its files lie in a folder that goes with it.

    Signals:
        link_activated: (address) a link that leads out was clicked.
        link_pointed: (address) the mouse or the keyboard is on such a link; empty where it is on none.
        escaped: Esc was pressed.
        shown: the page is loaded.
    """

    link_activated = Signal(str)
    link_pointed = Signal(str)
    escaped = Signal()
    shown = Signal()

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        register_schemes()
        self._handler = OriginalHandler(tasks)
        profile = make_profile(self._handler, QApplication.instance(), ORIGINAL_SCHEME)  # it must outlive its page
        self._handler.setParent(profile)
        self._page = ArticlePage(profile, self, ORIGINAL_SCHEME)
        self.destroyed.connect(profile.deleteLater)
        self.setPage(self._page)
        self.setAcceptDrops(False)  # Qt's signature
        self._page.link_activated.connect(self.link_activated)
        self._page.link_pointed.connect(self.link_pointed)
        self._page.loadFinished.connect(self._on_load_finished)
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def new_folder(self) -> Path:
        """An empty folder for the next page; that of the page before is gone."""
        self.forget()
        self._folder = tempfile.TemporaryDirectory(prefix="pressmark-original-")
        self.destroyed.connect(self._folder.cleanup)
        return Path(self._folder.name)

    def show_original(self, original: Original) -> None:
        """Load a page that was laid out."""
        self._page.load(self._handler.offer(original))

    def forget(self) -> None:
        """Show nothing, and take the page's files away."""
        if self._folder is not None:
            self._page.load(self._handler.offer(None))
            self._folder.cleanup()
            self._folder = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if is_escape(event):
            self.escaped.emit()
            return True
        return super().eventFilter(watched, event)

    def _on_load_finished(self, _is_good: object) -> None:
        for child in self.findChildren(QWidget):
            child.setAcceptDrops(False)  # the window takes drops wherever they fall
            child.installEventFilter(self)  # again is the same as once
        if self._folder is not None:
            self.shown.emit()


def _answer(job: QWebEngineUrlRequestJob, kind: str | None, data: bytes) -> None:
    if kind is None:
        reply_page(job, data, POLICY)
    else:
        reply(job, kind.encode(), data)


def _fail(job: QWebEngineUrlRequestJob, _error: Exception) -> None:
    if shiboken6.isValid(job):
        job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
