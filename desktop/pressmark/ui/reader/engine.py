"""A web engine with everything taken away that a page could do harm with.

Each wall would nearly do alone; each alone was seen to leak something. Scripts are off, the profile keeps nothing, the
interceptor lets only our own scheme pass, names resolve to nothing, and the page goes nowhere by itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineFullScreenRequest,
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlSchemeHandler,
)

from pressmark.ui.reader.scheme import HOST, SCHEME

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_ACT = re.compile(r"/act/([a-z]+)/([0-9a-f]+)")

_OFF = (
    "AutoLoadIconsForPage",
    "TouchIconsEnabled",
    "JavascriptEnabled",
    "JavascriptCanOpenWindows",
    "JavascriptCanAccessClipboard",
    "JavascriptCanPaste",
    "LocalStorageEnabled",
    "LocalContentCanAccessRemoteUrls",
    "LocalContentCanAccessFileUrls",
    "HyperlinkAuditingEnabled",
    "PluginsEnabled",
    "PdfViewerEnabled",
    "FullScreenSupportEnabled",
    "ScreenCaptureEnabled",
    "WebGLEnabled",
    "Accelerated2dCanvasEnabled",
    "DnsPrefetchEnabled",
    "AllowRunningInsecureContent",
    "AllowGeolocationOnInsecureOrigins",
    "AllowWindowActivationFromJavaScript",
    "NavigateOnDropEnabled",
    "ErrorPageEnabled",
)


def make_profile(
    handler: QWebEngineUrlSchemeHandler, parent: QObject | None, scheme: str = SCHEME
) -> QWebEngineProfile:
    """Return a profile that keeps nothing and reaches nothing but the handler of one of our schemes."""
    profile = QWebEngineProfile(parent)  # without a name it is off the record
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
    profile.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
    profile.setSpellCheckEnabled(False)  # Qt's signature
    profile.setUrlRequestInterceptor(OnlyOurScheme(scheme, profile))
    profile.installUrlSchemeHandler(scheme.encode(), handler)
    profile.downloadRequested.connect(QWebEngineDownloadRequest.cancel)
    harden(profile.settings())
    return profile


def harden(settings: QWebEngineSettings) -> None:
    """Switch off all that a page to read does not need."""
    for name in _OFF:
        settings.setAttribute(QWebEngineSettings.WebAttribute[name], False)  # noqa: FBT003  # Qt's signature
    policy = QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes
    settings.setUnknownUrlSchemePolicy(policy)


def is_ours(url: QUrl, scheme: str = SCHEME) -> bool:
    """Whether an address is one of the reader's own."""
    return url.scheme() == scheme and url.host() == HOST


def is_escape(event: QEvent) -> bool:
    """Whether Esc was pressed."""
    return event.type() == QEvent.Type.KeyPress and cast("QKeyEvent", event).key() == Qt.Key.Key_Escape


def is_outside(address: str) -> bool:
    """Whether an address leads out of the article, to where a link may lead."""
    return QUrl(address).scheme() in ("http", "https", "mailto")


class OnlyOurScheme(QWebEngineUrlRequestInterceptor):
    """Blocks every request but those for what is shown and its pictures."""

    def __init__(self, scheme: str, parent: QObject) -> None:
        super().__init__(parent)
        self._scheme = scheme

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        if not is_ours(info.requestUrl(), self._scheme):
            info.block(True)  # noqa: FBT003  # Qt's signature


class ArticlePage(QWebEnginePage):
    """A page that never leaves its article; where it wanted to go is told instead.

    Signals:
        link_activated: (address) the person clicked a link.
        link_pointed: (address) the mouse or the keyboard is on a link that leads out; empty where it is on none.
        acted: (verb, name) the person clicked something that we put into the page; no link of an article can look so.
    """

    link_activated = Signal(str)
    link_pointed = Signal(str)
    acted = Signal(str, str)

    def __init__(self, profile: QWebEngineProfile, parent: QObject, scheme: str = SCHEME) -> None:
        super().__init__(profile, parent)
        self._scheme = scheme
        harden(self.settings())
        self.linkHovered.connect(lambda address: self.link_pointed.emit(address if is_outside(address) else ""))
        self.newWindowRequested.connect(self._on_new_window_requested)
        self.permissionRequested.connect(QWebEnginePermission.deny)
        self.fullScreenRequested.connect(QWebEngineFullScreenRequest.reject)

    def acceptNavigationRequest(
        self,
        url: QUrl | str,
        kind: QWebEnginePage.NavigationType,
        isMainFrame: bool,  # noqa: N803  # Qt's
    ) -> bool:
        url = QUrl(url)
        is_click = kind == QWebEnginePage.NavigationType.NavigationTypeLinkClicked
        if is_click and not is_ours(url, self._scheme):
            self.link_activated.emit(url.toString())
            return False
        if is_click and (found := _ACT.fullmatch(url.path())):
            self.acted.emit(found[1], found[2])
            return False
        if is_click and not self._is_here(url):
            return False
        return isMainFrame and is_ours(url, self._scheme)

    def _is_here(self, url: QUrl) -> bool:
        """Whether one of our own addresses is a place in the open article: a text may jump inside itself only."""
        return url.hasFragment() and url.path() == self.url().path() and url.query() == self.url().query()

    def javaScriptConsoleMessage(self, *_message: object) -> None:
        """Keep what a page makes Chromium say out of the logs: it holds addresses and page text."""

    def _on_new_window_requested(self, request: QWebEngineNewWindowRequest) -> None:
        if not is_ours(request.requestedUrl(), self._scheme):
            self.link_activated.emit(request.requestedUrl().toString())
