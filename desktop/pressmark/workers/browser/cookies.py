"""Cookies between Qt and JSON."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QDateTime, QUrl
from PySide6.QtNetwork import QNetworkCookie


def from_plain(given: dict[str, Any]) -> tuple[QNetworkCookie, QUrl]:
    """A cookie as Qt takes it, with the address that sets it."""
    cookie = QNetworkCookie(str(given["name"]).encode(), str(given["value"]).encode())
    cookie.setPath(given["path"])
    cookie.setSecure(given["is_secure"])
    cookie.setHttpOnly(given["is_http_only"])
    if given["expires"]:
        cookie.setExpirationDate(QDateTime.fromSecsSinceEpoch(int(given["expires"])))
    host = given["host"]
    if not given["is_host_only"]:
        cookie.setDomain(f".{host}")
    return cookie, QUrl(f"{'https' if given['is_secure'] else 'http'}://{host}{given['path']}")


def to_plain(cookie: QNetworkCookie) -> dict[str, Any]:
    """What `from_plain` takes."""
    domain = cookie.domain()
    return {
        "name": bytes(cookie.name().data()).decode("latin-1"),
        "value": bytes(cookie.value().data()).decode("latin-1"),
        "host": domain.removeprefix(".").lower(),
        "path": cookie.path() or "/",
        "is_host_only": not domain.startswith("."),
        "is_secure": cookie.isSecure(),
        "is_http_only": cookie.isHttpOnly(),
        "expires": 0 if cookie.isSessionCookie() else cookie.expirationDate().toSecsSinceEpoch(),
    }
