"""What comes to the window unasked, a link from another program or an address on the clipboard: offered, never done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QGuiApplication

from pressmark import app_links
from pressmark.archive.capture.intake import Intake, path_of
from pressmark.archive.errors import InvalidUrl
from pressmark.archive.urls import clean_text, display_host, parse_url
from pressmark.archive.values import NewArticle, Trust

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pressmark.ui.main_window import MainWindow

SHOWN_ADDRESS = 72  # characters: what a banner has room for in a line
LONGEST_ADDRESS = 2_000  # characters: more is a text that begins like one


def follow(window: MainWindow, text: str) -> None:
    """Go where a `pressmark:` link points; offer to save what it wants saved."""
    match app_links.parse(text):
        case app_links.SaveLink(url, title, tags):
            wish = NewArticle(url, title, tags, trust=Trust.PAGE)  # any page can hold such a link, and hurry its click
            text = _question(_tr("Save the link to {site}?"), url)
            window.workspace.notices.show(text, _tr("Save"), lambda: window.save(Intake((wish,))))
        case app_links.SearchLink(query):
            window.search(query)
        case app_links.ArticleLink(id):
            window.show_article(id)
        case None:
            window.workspace.notices.show_problem(_tr("This link means nothing to Pressmark"))


class ClipboardOffer(QObject):
    """Offers to save an address that was copied elsewhere, once, when the window is used again. Off by default."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._seen = ""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_state_changed)

    def look(self) -> None:
        """Offer what the clipboard holds, unless it was offered before or comes from here."""
        clipboard = QGuiApplication.clipboard()
        if not self._window.workspace.settings.offer_clipboard or clipboard.ownsClipboard():
            return
        text = clipboard.text().strip()
        if text == self._seen or not text.lower().startswith(("http://", "https://")) or len(text) > LONGEST_ADDRESS:
            return
        self._seen = text
        try:
            url = parse_url(text)
        except InvalidUrl:
            return
        question = _question(_tr("Save the copied link to {site}?"), url)
        wish = NewArticle(url)
        self._window.workspace.notices.show(question, _tr("Save"), lambda: self._window.save(Intake((wish,))))

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()


def open_target(window: MainWindow, understand: Callable[[Sequence[str]], Intake | None], target: str) -> None:
    """Take a file or a link that the system hands over, as macOS does.

    Args:
        window: where it goes.
        understand: reads what a path or an address names.
        target: the path or the address.
    """
    if app_links.is_link(target):
        follow(window, target)
    elif (intake := understand([target])) is not None:
        window.save(intake)


def for_open_window(intake: Intake | None, links: Iterable[str]) -> tuple[NewArticle, ...]:
    """What the window that has the archive open already is to be told; links and exports go as bare addresses."""
    exports = [file.as_uri() for file in intake.exports] if intake is not None else []
    return (*(intake.wishes if intake is not None else ()), *map(NewArticle, (*links, *exports)))


def take_from_later_start(window: MainWindow, wishes: Iterable[NewArticle]) -> list[NewArticle]:
    """Follow the links and look into the exports among what a later start hands over; returns what is to be saved."""
    others, exports = [], []
    for wish in wishes:
        path = path_of(wish.url) if wish.page is None and wish.url.startswith("file:") else None
        if path is not None:
            exports.append(path)
        elif app_links.is_link(wish.url):
            follow(window, wish.url)
        else:
            others.append(wish)
    if exports:
        window.save(Intake(exports=tuple(exports)))
    return others


def _question(text: str, url: str) -> str:
    """Name the site, whole whatever it is, and below it the address; a long one without its middle."""
    address = clean_text(url)
    if len(address) > SHOWN_ADDRESS:
        end = SHOWN_ADDRESS // 3
        address = f"{address[: SHOWN_ADDRESS - end - 1]}…{address[-end:]}"
    return f"{text.replace('{site}', display_host(url))}\n{address}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("ways_in", text)
