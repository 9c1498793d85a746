from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QSystemTrayIcon

from pressmark.adding import understand
from pressmark.archive.values import Shelf, Trust
from pressmark.ui import ways_in
from pressmark.ui.main_window import MainWindow
from pressmark.ui.tray import Tray
from pressmark.ui.ways_in import ClipboardOffer, open_target

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace


@pytest.fixture
def window(workspace: Workspace, articles: list[int], qtbot: QtBot) -> MainWindow:
    assert articles
    workspace.settings.last_shelf = Shelf.ALL.value
    made = MainWindow(workspace)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.list.model.rowCount() == 6 and made.counts is not None)
    return made


def text_of(workspace: Workspace) -> str:
    return workspace.notices.current.text if workspace.notices.current else ""


def test_a_link_that_wants_to_save_only_offers_to(window: MainWindow, archive: Archive, qtbot: QtBot) -> None:
    ways_in.follow(window, "pressmark:save?url=https%3A%2F%2Fwww.new.example%2Fa&tags=x")
    assert text_of(window.workspace) == "Save the link to new.example?\nhttps://www.new.example/a"
    assert archive.counts().shelves[Shelf.ALL] == 6
    assert window.workspace.notices.current is not None
    assert window.workspace.notices.current.action is not None
    window.workspace.notices.current.action()
    qtbot.waitUntil(lambda: archive.find("tag:x").total == 1)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (
            "https://www.bank.example.evil.example/pay?to=1",
            "evil.example?\nhttps://www.bank.example.evil.example/pay?to=1",
        ),
        ("https://evil.example/" + "a" * 300 + "/pay?to=1", f"…{'a' * 15}/pay?to=1"),
        ("https://evil.example/<img%20src=x>", "\nhttps://evil.example/%3Cimg%20src=x%3E"),
        (f"https://{'a.' * 60}evil.example/", f"{'a.' * 60}evil.example?\n"),
    ],
)
def test_who_is_asked_sees_the_whole_address(
    window: MainWindow, archive: Archive, qtbot: QtBot, address: str, shown: str
) -> None:
    before = archive.counts().shelves[Shelf.ALL]
    ways_in.follow(window, "pressmark:save?url=" + quote(address, safe=""))
    assert shown in text_of(window.workspace)
    (label,) = [one for one in window.findChildren(QLabel) if one.text() == text_of(window.workspace)]
    assert label.textFormat() == Qt.TextFormat.PlainText
    qtbot.waitUntil(lambda: label.isVisible() and window.workspace.tasks.is_idle)
    banner = label.parentWidget()
    assert banner is not None
    assert banner.width() <= window.width()
    window.workspace.notices.dismiss()
    assert archive.counts().shelves[Shelf.ALL] == before


def test_a_link_of_a_page_reaches_no_private_network(window: MainWindow, archive: Archive, qtbot: QtBot) -> None:
    ways_in.follow(window, "pressmark:save?url=http%3A%2F%2F192.168.1.1%2Freboot&tags=router")
    assert window.workspace.notices.current is not None
    assert window.workspace.notices.current.action is not None
    window.workspace.notices.current.action()
    qtbot.waitUntil(lambda: archive.find("tag:router").total == 1)
    job = archive._storage.claim([archive.find("tag:router").hits[0].id])
    assert job is not None
    assert job.trust is Trust.PAGE


def test_links_lead_to_searches_and_articles(window: MainWindow, articles: list[int], qtbot: QtBot) -> None:
    ways_in.follow(window, "pressmark:search?q=tag%3Atools")
    qtbot.waitUntil(lambda: window.list.model.rowCount() == 2)
    ways_in.follow(window, f"pressmark:article/{articles[4]}")
    qtbot.waitUntil(lambda: window.shown_id == articles[4])
    ways_in.follow(window, "pressmark:purge")
    assert text_of(window.workspace) == "This link means nothing to Pressmark"


def test_a_copied_address_is_offered_once_and_only_if_wanted(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    clipboard = QGuiApplication.clipboard()
    monkeypatch.setattr(type(clipboard), "ownsClipboard", lambda _clipboard: False)
    offer = ClipboardOffer(window)
    clipboard.setText("https://copied.example/story")
    offer.look()
    assert text_of(window.workspace) == ""
    window.workspace.settings.offer_clipboard = True
    offer.look()
    assert text_of(window.workspace) == "Save the copied link to copied.example?\nhttps://copied.example/story"
    window.workspace.notices.dismiss()
    offer.look()
    clipboard.setText("some words")
    offer.look()
    assert text_of(window.workspace) == ""


def test_what_was_copied_here_is_not_offered(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    clipboard = QGuiApplication.clipboard()
    monkeypatch.setattr(type(clipboard), "ownsClipboard", lambda _clipboard: True)  # the offscreen one does not know
    window.workspace.settings.offer_clipboard = True
    QGuiApplication.clipboard().setText("https://own.example/")
    ClipboardOffer(window).look()
    assert text_of(window.workspace) == ""


def test_files_and_links_that_the_system_opens_arrive(
    window: MainWindow, archive: Archive, tmp_path: Path, qtbot: QtBot
) -> None:
    page = tmp_path / "Kept page.html"
    page.write_text("<html><body><p>Some words that were kept.</p></body></html>")
    open_target(window, understand, str(page))
    qtbot.waitUntil(lambda: archive.counts().shelves[Shelf.ALL] == 7)
    open_target(window, understand, "pressmark:search?q=tag%3Atools")
    qtbot.waitUntil(lambda: window.finder.scope.query == "tag:tools")


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)
def test_the_tray_keeps_a_closed_window_running(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    tray = Tray(window)
    assert not tray.icon.isVisible()
    window.workspace.settings.keep_in_tray = True
    assert not QApplication.quitOnLastWindowClosed()
    event = QCloseEvent()
    QApplication.sendEvent(window, event)
    assert not event.isAccepted()
    assert not window.isVisible()
    tray._show_window()
    assert window.isVisible()
    window.workspace.settings.keep_in_tray = False
    assert QApplication.quitOnLastWindowClosed()
    assert not tray.eventFilter(window, QCloseEvent())
    window.workspace.settings.keep_in_tray = True
    tray.give_way()
    assert not tray.icon.isVisible()
    assert not tray.eventFilter(window, QCloseEvent())


def test_without_a_tray_closing_is_closing(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: False))
    window.workspace.settings.keep_in_tray = True
    assert not Tray(window).is_kept
    assert QApplication.quitOnLastWindowClosed()
