"""Where a click in the text may lead: to a place in the same text, and nowhere else inside the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Qt, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage

from pressmark.ui.reader.scheme import HOST, SCHEME
from pressmark.ui.reader.web import ArticleView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from pressmark.ui.workspace import Workspace

pytestmark = pytest.mark.engine

CLICK = QWebEnginePage.NavigationType.NavigationTypeLinkClicked
OURS = f"{SCHEME}://{HOST}"
PAGE = (
    '<style>a{{position:fixed;inset:0;display:block}}</style><a href="{href}">x</a>'
    '<p style="margin-top:3000px" id="note">note</p><p style="height:3000px">'
)


@pytest.fixture
def view(workspace: Workspace, qtbot: QtBot) -> ArticleView:
    made = ArticleView(workspace.tasks)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


def _show(view: ArticleView, qtbot: QtBot, href: str) -> QObject:
    with qtbot.waitSignal(view.shown, timeout=20_000):
        view.show_document(PAGE.format(href=href), None, "#ffffff")
    qtbot.waitUntil(lambda: view.focusProxy() is not None)
    return view.focusProxy()


@pytest.mark.parametrize(
    "href",
    [
        pytest.param(f"{OURS}/99/", id="another-article"),
        pytest.param("images/a.gif", id="a-bare-picture"),
        pytest.param(f"{OURS}/1/", id="itself-again"),
        pytest.param(f"{OURS}/99/#note", id="a-place-in-another-article"),
    ],
)
def test_a_click_on_one_of_our_own_addresses_goes_nowhere(view: ArticleView, qtbot: QtBot, href: str) -> None:
    _show(view, qtbot, "#note")
    address = view.url().resolved(QUrl(href))
    assert not view.page().acceptNavigationRequest(address, CLICK, True)  # noqa: FBT003  # Qt's signature


def test_a_footnote_jumps_inside_the_text(view: ArticleView, qtbot: QtBot) -> None:
    target = _show(view, qtbot, "#note")
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.page().scrollPosition().y() > 1000, timeout=10_000)


@pytest.mark.parametrize("turns", [0, 1, 10, 100, 1_000])
def test_of_documents_in_quick_succession_the_last_one_shows(view: ArticleView, qtbot: QtBot, turns: int) -> None:
    shown: list[str] = []
    view.shown.connect(lambda: shown.append(view.title()))
    for number in range(12):
        view.show_document(f"<title>{number}</title><p>Text {number}", None, "#ffffff")
        for _ in range(turns):  # the engine gets more or less far with each
            QCoreApplication.processEvents()
    qtbot.waitUntil(lambda: shown[-1:] == ["11"], timeout=20_000)
    assert sorted(shown, key=int) == shown  # and whatever was told was there, too
    assert not view._is_loading
