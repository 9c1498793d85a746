"""The sources of an article: shown as far as they are known, opened, and saved when they are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from pressmark.archive.values import LocalPage, NewArticle
from pressmark.ui.reader.sources import Sources, SourcesPopup

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace

TEXT = "<p>The old ferry left the harbour at dawn, and the gulls followed it for an hour out to sea.</p>" * 4
LINKS = (
    "<p>See <a href='https://b.example/old'>the &lt;b&gt;old&lt;/b&gt; story</a>,"
    " <a href='https://c.example/one'>one</a> and <a href='https://d.example/two'>two</a> of the others.</p>"
)


def save(archive: Archive, url: str, body: str = "") -> int:
    page = f"<html lang='en'><title>A story</title><article><h1>A story</h1>{TEXT}{body}</article></html>"
    (added,) = archive.add([NewArticle(url, page=LocalPage(page.encode(), "text/html"))])
    assert added.id is not None
    archive.save_pending()
    return added.id


@pytest.fixture
def ids(archive: Archive) -> tuple[int, int]:
    return save(archive, "https://b.example/old"), save(archive, "https://a.example/new", LINKS)


def opened(workspace: Workspace, qtbot: QtBot, sources: Sources, id: int) -> SourcesPopup:
    shown: list[SourcesPopup] = []
    sources.open(workspace.archive.article(id), shown.append)
    qtbot.waitUntil(lambda: len(shown) == 2)  # what is known at once, and then all
    return shown[0]


@pytest.fixture
def sources(workspace: Workspace, qtbot: QtBot) -> Sources:
    pane = QWidget()
    qtbot.addWidget(pane)
    made = Sources(workspace, pane)
    made.pane = pane  # type: ignore[attr-defined]  # it must outlive this function
    return made


def rows(popup: SourcesPopup) -> list[str]:
    return [popup.list.item(row).text() for row in range(popup.list.count())]


def test_what_is_cited_is_shown_and_opened(
    workspace: Workspace, qtbot: QtBot, sources: Sources, ids: tuple[int, int]
) -> None:
    old, new = ids
    popup = opened(workspace, qtbot, sources, new)
    assert rows(popup) == [
        "This article cites",
        "A story\nb.example",
        "one\nc.example",
        "two\nd.example",
    ]
    assert popup.save.text() == "Save the 2 missing ones"
    assert popup.state.isHidden()
    with qtbot.waitSignal(sources.article_chosen) as chosen:
        qtbot.keyClick(popup.list, Qt.Key.Key_Return)
    assert chosen.args == [old]


def test_who_cites_an_article_is_known_once_all_were_looked_at(
    workspace: Workspace, qtbot: QtBot, sources: Sources, ids: tuple[int, int]
) -> None:
    popup = opened(workspace, qtbot, sources, ids[0])
    assert rows(popup) == ["Cited by", "A story\na.example"]
    assert popup.save.isHidden()


def test_what_is_missing_is_saved_with_one_action_and_undone(
    workspace: Workspace, qtbot: QtBot, sources: Sources, ids: tuple[int, int]
) -> None:
    archive = workspace.archive
    popup = opened(workspace, qtbot, sources, ids[1])
    popup.save.click()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    found = {archive.article(hit.id).url: hit.id for hit in archive.find("").hits}
    assert found.keys() >= {"https://c.example/one", "https://d.example/two"}
    (sidecar,) = archive.root.glob(f"articles/*/{found['https://c.example/one']}/article.json")
    assert '"trust": "page"' in sidecar.read_text()
    workspace.undo.undo()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    assert archive.article(found["https://c.example/one"]).trashed_at is not None
    assert archive.article(ids[0]).trashed_at is None


def test_an_article_without_sources_says_so(workspace: Workspace, qtbot: QtBot, sources: Sources) -> None:
    popup = opened(workspace, qtbot, sources, save(workspace.archive, "https://a.example/alone"))
    assert popup.list.isHidden()
    assert popup.state.text() == "It cites nothing, and no article that you saved cites it"


def test_one_that_is_missing_is_saved_from_its_menu(
    workspace: Workspace, qtbot: QtBot, sources: Sources, ids: tuple[int, int]
) -> None:
    popup = opened(workspace, qtbot, sources, ids[1])
    popup.list.customContextMenuRequested.emit(popup.list.visualItemRect(popup.list.item(2)).center())
    menu = popup.findChild(QMenu)
    assert [action.text() for action in menu.actions()] == ["Save this link too", "Open link", "Copy link"]
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    urls = {workspace.archive.article(hit.id).url for hit in workspace.archive.find("").hits}
    assert "https://c.example/one" in urls
    assert "https://d.example/two" not in urls
