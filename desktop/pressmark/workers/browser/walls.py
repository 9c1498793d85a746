"""What a page may do in the browser: show itself and run its scripts, and nothing that lasts or leaves the window.

A profile keeps nothing and serves one page. Where requests may go is decided by the relay; here only what is no request
to the web at all is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineDesktopMediaRequest,
    QWebEngineFileSystemAccessRequest,
    QWebEngineFullScreenRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineRegisterProtocolHandlerRequest,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

MOST_NAVIGATIONS = 10  # of one visit: the page, and where its scripts send it

_WEB = frozenset({"http", "https"})
_INSIDE = frozenset({"ws", "wss", "data", "blob", "about"})  # what a page's own parts may come from
_OFF = (
    "JavascriptCanOpenWindows",
    "JavascriptCanAccessClipboard",
    "JavascriptCanPaste",
    "LocalContentCanAccessRemoteUrls",
    "LocalContentCanAccessFileUrls",
    "HyperlinkAuditingEnabled",
    "PluginsEnabled",
    "PdfViewerEnabled",
    "FullScreenSupportEnabled",
    "ScreenCaptureEnabled",
    "DnsPrefetchEnabled",
    "AllowRunningInsecureContent",
    "AllowGeolocationOnInsecureOrigins",
    "AllowWindowActivationFromJavaScript",
    "NavigateOnDropEnabled",
    "ErrorPageEnabled",
    "AutoLoadIconsForPage",
)
_ON = ("PlaybackRequiresUserGesture", "WebRTCPublicInterfacesOnly")
_Kind = QWebEngineUrlRequestInfo.ResourceType
_NEEDLESS = frozenset(  # of the page's text and looks
    {_Kind.ResourceTypeMedia, _Kind.ResourceTypePing, _Kind.ResourceTypeFavicon, _Kind.ResourceTypeCspReport}
)


def make_profile(parent: QObject) -> QWebEngineProfile:
    """Return a profile that keeps nothing."""
    profile = QWebEngineProfile(parent)  # without a name it is off the record
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.MemoryHttpCache)
    profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
    profile.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
    profile.setSpellCheckEnabled(False)  # Qt's signature
    words = profile.httpUserAgent().split()
    profile.setHttpUserAgent(" ".join(word for word in words if not word.startswith("QtWebEngine/")))  # some refuse it
    settings = profile.settings()
    for names, value in ((_OFF, False), (_ON, True)):
        for name in names:
            settings.setAttribute(QWebEngineSettings.WebAttribute[name], value)
    settings.setUnknownUrlSchemePolicy(QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes)
    return profile


class WebOnly(QWebEngineUrlRequestInterceptor):
    """Blocks what is not of the web, and what the text does not need; tells of the rest.

    Signals:
        asked: (address, is waited for) a request begins.
    """

    asked = Signal(str, bool)

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:  # noqa: N802  # Qt's
        """Let a request pass or not."""
        scheme, kind = info.requestUrl().scheme(), info.resourceType()
        is_page = kind in (_Kind.ResourceTypeMainFrame, _Kind.ResourceTypeNavigationPreloadMainFrame)
        if kind in _NEEDLESS or (scheme not in _WEB and (is_page or scheme not in _INSIDE)):
            info.block(True)  # noqa: FBT003  # Qt's signature
        elif scheme in _WEB:
            address = info.requestUrl().toString(QUrl.ComponentFormattingOption.FullyEncoded)
            self.asked.emit(address, kind in (_Kind.ResourceTypeXhr, _Kind.ResourceTypeScript))


class WebPage(QWebEnginePage):
    """A page that asks nobody anything, opens no window and stays on the web.

    Args:
        profile: one of `make_profile`.
        parent: the Qt parent.
        navigations: how often it may go on.
    """

    def __init__(self, profile: QWebEngineProfile, parent: QObject, navigations: int = MOST_NAVIGATIONS) -> None:
        super().__init__(profile, parent)
        self._left = navigations
        self.permissionRequested.connect(QWebEnginePermission.deny)
        self.fullScreenRequested.connect(QWebEngineFullScreenRequest.reject)
        self.fileSystemAccessRequested.connect(QWebEngineFileSystemAccessRequest.reject)
        self.registerProtocolHandlerRequested.connect(QWebEngineRegisterProtocolHandlerRequest.reject)
        self.desktopMediaRequested.connect(QWebEngineDesktopMediaRequest.cancel)
        self.certificateError.connect(QWebEngineCertificateError.rejectCertificate)

    def acceptNavigationRequest(  # noqa: N802  # Qt's
        self,
        url: QUrl | str,
        _kind: QWebEnginePage.NavigationType,
        isMainFrame: bool,  # noqa: N803  # Qt's
    ) -> bool:
        """Let the page go on to another one, a few times; its frames may show what it made itself."""
        scheme = QUrl(url).scheme()
        if not isMainFrame:
            return scheme in _WEB or scheme in _INSIDE
        self._left -= 1
        return scheme in _WEB and self._left >= 0

    def javaScriptAlert(self, *_words: object) -> None:  # noqa: N802  # Qt's
        """Show nothing."""

    def javaScriptConfirm(self, *_words: object) -> bool:  # noqa: N802  # Qt's
        """Say no."""
        return False

    def javaScriptPrompt(self, *_words: object) -> tuple[bool, str]:  # noqa: N802  # Qt's
        """Say nothing."""
        return False, ""

    def javaScriptConsoleMessage(self, *_message: object) -> None:  # noqa: N802  # Qt's
        """Keep what a page says to developers out of the logs."""

    def chooseFiles(self, *_question: object) -> list[str]:  # noqa: N802  # Qt's
        """Give no file."""
        return []
