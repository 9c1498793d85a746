"""The one gateway for opening addresses outside Pressmark.

Addresses come from pages, so nothing here guesses: no local files, no schemes that start programs, no characters that
make an address look like another. `QUrl.fromUserInput` is never used: it turns `//host/share` into a file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from pressmark.archive.urls import display_host

SCHEMES = frozenset({"http", "https", "mailto"})
MAX_LENGTH = 8_192
_MAIL_FIELDS = frozenset({"to", "cc", "bcc", "subject", "body", "in-reply-to"})
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\\]")


@dataclass(frozen=True, slots=True)
class Link:
    """An address that may be opened.

    Attributes:
        url: as it is handed to the system.
        host: as people may be shown it; empty for an e-mail address.
        is_doubtful: the host imitates another, or hides behind a name: ask before opening.
    """

    url: QUrl
    host: str
    is_doubtful: bool = False


def vet(address: str) -> Link | None:
    """The address as a link, or None for one that must not be opened."""
    if len(address) > MAX_LENGTH or _UNSAFE.search(address):
        return None
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.scheme() not in SCHEMES:
        return None
    if url.scheme() == "mailto":
        return Link(url, "") if url.path() and not url.host() and _fields(url) <= _MAIL_FIELDS else None
    host = display_host(address)
    if not url.host() or not host:
        return None
    return Link(url, host, is_doubtful=bool(url.userInfo()) or "xn--" in host)


def _fields(url: QUrl) -> set[str]:
    """What an e-mail address fills in; some mail programs would attach a file of this machine."""
    pairs = url.query(QUrl.ComponentFormattingOption.FullyEncoded).split("&")
    return {unquote(pair.partition("=")[0]).lower() for pair in pairs if pair}


def open_external(address: str, parent: QWidget | None = None) -> bool:
    """Open an address in the system's browser or mail program; asks first where the host is doubtful.

    Returns:
        Whether the address was one that may be opened, and the system took it; also where the user decided not to.
    """
    link = vet(address)
    if link is None:
        return False
    return QDesktopServices.openUrl(link.url) if not link.is_doubtful or _confirm(link, parent) else True


def _confirm(link: Link, parent: QWidget | None) -> bool:
    translate = QCoreApplication.translate
    question = QMessageBox(parent)
    question.setIcon(QMessageBox.Icon.Warning)
    question.setTextFormat(question.textFormat().PlainText)
    question.setText(translate("links", "Open this address?"))
    question.setInformativeText(
        translate("links", "It leads to {host}, which can be mistaken for another site.").format(host=link.host)
    )
    go = question.addButton(translate("links", "Open"), QMessageBox.ButtonRole.AcceptRole)
    question.setDefaultButton(question.addButton(QMessageBox.StandardButton.Cancel))
    question.exec()
    return question.clickedButton() is go
