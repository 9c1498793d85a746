"""A hostile page in the real web engine, beside a server that listens: nothing connects, nothing runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWebEngineCore import QWebEngineSettings

from hostile_page import ATTACKS, listening
from pressmark.ui.reader.engine import is_ours
from pressmark.ui.reader.scheme import HOST, SCHEME, picture_type
from pressmark.ui.reader.web import ArticleView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from pressmark.ui.workspace import Workspace

pytestmark = pytest.mark.engine


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    with listening() as heard:
        yield heard


@pytest.fixture
def view(workspace: Workspace, qtbot: QtBot) -> ArticleView:
    made = ArticleView(workspace.tasks)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


def test_a_hostile_page_reaches_nothing(view: ArticleView, listener: tuple[int, list[bytes]], qtbot: QtBot) -> None:
    port, heard = listener
    asked: list[str] = []

    def picture(name: str) -> bytes:
        asked.append(name)
        return b""

    with qtbot.waitSignal(view.shown, timeout=20_000):
        view.show_document(ATTACKS.format(port=port), picture, "#ffffff")
    view.show_document("<title>second</title><p>quiet", None, "#ffffff")
    qtbot.waitUntil(lambda: view.title() == "second", timeout=20_000)  # what the first page began has ended by then
    assert heard == []
    assert asked == []


def test_a_hostile_page_runs_nothing(view: ArticleView, listener: tuple[int, list[bytes]], qtbot: QtBot) -> None:
    titles: list[str] = []
    view.titleChanged.connect(titles.append)
    with qtbot.waitSignal(view.shown, timeout=20_000):
        view.show_document(ATTACKS.format(port=listener[0]), None, "#ffffff")
    assert "run" not in titles
    assert is_ours(view.url())


def test_a_click_on_a_link_is_told_and_goes_nowhere(view: ArticleView, qtbot: QtBot) -> None:
    page = '<style>a{position:fixed;inset:0;display:block}</style><a href="https://example.org/next">next</a>'
    with qtbot.waitSignal(view.shown, timeout=20_000):
        view.show_document(page, None, "#ffffff")
    here = view.url()
    qtbot.waitUntil(lambda: view.focusProxy() is not None)
    with qtbot.waitSignal(view.link_activated, timeout=10_000) as told:
        qtbot.mouseClick(view.focusProxy(), Qt.MouseButton.LeftButton)
    assert told.args == ["https://example.org/next"]
    assert view.url() == here


def test_pictures_come_from_the_archive_by_name(view: ArticleView, qtbot: QtBot) -> None:
    asked: list[str] = []

    def picture(name: str) -> bytes:
        asked.append(name)
        return b"<svg onload=alert(1)>"  # nothing that the archive keeps: refused by its first bytes

    with qtbot.waitSignal(view.shown, timeout=20_000):
        view.show_document('<img src="images/a.png"><img src="images/../../etc/passwd">', picture, "#ffffff")
    assert asked[:1] == ["a.png"]
    assert all("/" not in name for name in asked)


def test_scripts_and_stores_are_off(view: ArticleView) -> None:
    settings = view.page().settings()
    for name in ("JavascriptEnabled", "LocalStorageEnabled", "PluginsEnabled", "LocalContentCanAccessRemoteUrls"):
        assert not settings.testAttribute(QWebEngineSettings.WebAttribute[name])
    assert view.page().profile().isOffTheRecord()


def test_drops_fall_through_to_the_window(view: ArticleView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.shown, timeout=20_000):
        view.show_document("<p>text", None, "#ffffff")
    assert not view.acceptDrops()
    assert not view.focusProxy().acceptDrops()


@pytest.mark.parametrize(
    ("address", "ours"),
    [
        (f"{SCHEME}://{HOST}/1/", True),
        (f"{SCHEME}://elsewhere/1/", False),
        ("https://reader/1/", False),
        ("file:///1/", False),
        ("data:text/html,x", False),
    ],
)
def test_only_our_own_addresses_are_ours(address: str, ours: bool) -> None:
    assert is_ours(QUrl(address)) is ours


def test_svg_is_no_picture() -> None:
    assert picture_type(b"<svg xmlns='x'>") == b""
    assert picture_type(b"\x89PNG\r\n\x1a\n") == b"image/png"
