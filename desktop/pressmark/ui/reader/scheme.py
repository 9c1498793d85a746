"""The reader's own address scheme: what the web engine may load is what is handed to it here, and nothing else.

The page is bytes in memory; its pictures come from the archive by name. There is no file and no network behind it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QUrl
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob, QWebEngineUrlScheme, QWebEngineUrlSchemeHandler

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressmark.tasks.runner import TaskRunner

SCHEME = "pressmark-article"
ORIGINAL_SCHEME = "pressmark-original"  # of pages as they were; see original.py
HOST = "reader"
POLICY = (
    "default-src 'none'; img-src pressmark-article:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none';"
    " frame-ancestors 'none'"
)


_PICTURES = {b"\x89PNG": b"image/png", b"\xff\xd8\xff": b"image/jpeg", b"GIF8": b"image/gif", b"RIFF": b"image/webp"}


def register_schemes() -> None:
    """Make our schemes known to the web engine; once, before its first profile."""
    for name in (SCHEME, ORIGINAL_SCHEME):
        if not QWebEngineUrlScheme.schemeByName(name.encode()).name():
            scheme = QWebEngineUrlScheme(name.encode())
            scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
            scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
            QWebEngineUrlScheme.registerScheme(scheme)


def picture_type(data: bytes) -> bytes:
    """The media type of a picture by its first bytes; empty where it is none that the archive keeps."""
    return next((kind for start, kind in _PICTURES.items() if data.startswith(start)), b"")


class ArticleHandler(QWebEngineUrlSchemeHandler):
    """Answers the requests of the reader's page.

    Args:
        tasks: reads pictures off the GUI thread.
        parent: the Qt parent.
    """

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._page = b""
        self._generation = 0
        self._picture: Callable[[str], bytes] | None = None

    def offer(self, page: str, picture: Callable[[str], bytes] | None) -> QUrl:
        """Hold a page ready; returns the address to load. The one before is gone.

        Args:
            page: the whole document.
            picture: returns the bytes of `images/<name>` by its name; runs on another thread.
        """
        self._generation += 1
        self._page, self._picture = page.encode("utf-8", "replace"), picture
        return QUrl(f"{SCHEME}://{HOST}/{self._generation}/")

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        path = job.requestUrl().path()
        if bytes(job.requestMethod().data()) != b"GET" or not path.startswith(f"/{self._generation}/"):
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        name = path.removeprefix(f"/{self._generation}/")
        if not name:
            reply_page(job, self._page, POLICY)
        elif name.startswith("images/") and self._picture is not None:
            read = partial(self._picture, name.removeprefix("images/"))
            self._tasks.read(read, partial(_reply_picture, job), partial(_fail, job), owner=job)
        else:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)


def _reply_picture(job: QWebEngineUrlRequestJob, data: bytes) -> None:
    if kind := picture_type(data):
        reply(job, kind, data)
    else:
        job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)


def _fail(job: QWebEngineUrlRequestJob, _error: Exception) -> None:
    if shiboken6.isValid(job):
        job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)


def reply_page(job: QWebEngineUrlRequestJob, page: bytes, policy: str) -> None:
    """Answer with a page of ours that is held to a policy of what it may load."""
    headers = {
        QByteArray(name): [QByteArray(value)]
        for name, value in (
            (b"Content-Security-Policy", policy.encode()),
            (b"Referrer-Policy", b"no-referrer"),
            (b"X-DNS-Prefetch-Control", b"off"),
        )
    }
    job.setAdditionalResponseHeaders(headers)  # type: ignore[arg-type]  # the stub says one value, Qt takes many
    reply(job, b"text/html; charset=utf-8", page)


def reply(job: QWebEngineUrlRequestJob, kind: bytes, data: bytes) -> None:
    """Answer a request with bytes."""
    buffer = QBuffer(job)  # lives as long as the job does
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    job.reply(QByteArray(kind), buffer)
