"""What lies around the text in the real page: contents, notes in place, pictures shown large, where links lead."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from pressmark.archive.values import Article, LocalPage, NewArticle
from pressmark.ui.reader.contents_popup import ContentsPopup
from pressmark.ui.reader.view import ReaderView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QKeyEvent
    from pytestqt.qtbot import QtBot

    from pressmark.ui.workspace import Workspace

pytestmark = pytest.mark.engine

PICTURE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
BODY = (
    "<p>The old ferry left the harbour at dawn.<sup><a href='#n1'>[1]</a></sup> See <a href='#later'>later</a>"
    " or <a href='https://www.other.example/a/b?c=1'>https://bank.example</a>.</p>"
    f"<figure><img src='{PICTURE}' width='300' height='200' alt='A ferry'><figcaption>At sea</figcaption></figure>"
    "<h2>The <i>crew</i></h2>"
    + "".join(f"<p>On day {number} nobody on board spoke of it.</p>" for number in range(40))
    + "<h3 id='later'>Later</h3><p>The storm came.</p>"
    "<ol><li id='n1'>The <b>Margaret</b>, built in 1901. <a href='#r1'>↩</a></li></ol>"
)


class Reading:
    """A reader with one article open."""

    def __init__(self, workspace: Workspace, qtbot: QtBot) -> None:
        self.workspace, self.qtbot = workspace, qtbot
        page = f"<html lang='en'><title>The ferry</title><article><h1>The ferry</h1>{BODY}</article></html>"
        wish = NewArticle("https://example.org/ferry", page=LocalPage(page.encode(), "text/html"))
        (added,) = workspace.archive.add([wish])
        assert added.id is not None
        workspace.archive.save_pending()
        self.article: Article = workspace.archive.article(added.id)
        self.view = ReaderView(workspace)
        self.view._read_body = lambda done: done((BODY, 0))  # type: ignore[method-assign]  # extraction is not asked
        self.view.resize(760, 620)
        qtbot.addWidget(self.view)
        self.view.show()
        with qtbot.waitSignal(self.view.article_shown, timeout=20_000):
            self.view.show_article(self.article)
        assert self.view._web is not None
        self.web = self.view._web
        self.view.activateWindow()
        self.web.setFocus()
        qtbot.waitUntil(lambda: self.ask("return document.hasFocus()") is True)

    def ask(self, script: str) -> object:
        answers: list[object] = []
        self.web._run(script, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def place_of(self, selector: str) -> QPoint:
        answer = self.ask(
            f"const box = document.querySelector(`{selector}`).getBoundingClientRect();"
            "return JSON.stringify([box.left + box.width / 2, box.top + box.height / 2]);"
        )
        left, top = json.loads(str(answer))
        return QPoint(round(left), round(top))

    def click(self, selector: str, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        self.qtbot.mouseClick(self.web.focusProxy(), button, pos=self.place_of(selector))

    def top(self) -> float:
        return float(str(self.ask("return scrollY")))

    def has(self, selector: str) -> bool:
        return self.ask(f"return document.querySelector(`{selector}`) !== null") is True

    def wait_for(self, selector: str, *, gone: bool = False) -> None:
        self.qtbot.waitUntil(lambda: self.has(selector) is not gone)

    def escape(self) -> None:
        self.qtbot.keyClick(self.web.focusProxy(), Qt.Key.Key_Escape)


@pytest.fixture
def reading(workspace: Workspace, qtbot: QtBot) -> Iterator[Reading]:
    made = Reading(workspace, qtbot)
    yield made
    made.view.hide()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)


def test_the_contents_lead_to_a_heading_and_back_to_the_beginning(reading: Reading, qtbot: QtBot) -> None:
    def popup() -> ContentsPopup:
        reading.view.show_contents()
        qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), ContentsPopup))
        shown = QApplication.activePopupWidget()
        assert isinstance(shown, ContentsPopup)
        return shown

    contents = popup()
    assert [contents.list.item(row).text().strip() for row in range(contents.list.count())] == [
        "The ferry",
        "The crew",
        "Later",
    ]
    assert contents.list.currentRow() == 0
    qtbot.keyClick(contents.list, Qt.Key.Key_End)
    qtbot.keyClick(contents.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: reading.top() > 400)
    contents = popup()
    assert contents.list.currentRow() > 0
    qtbot.mouseClick(
        contents.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=contents.list.visualItemRect(contents.list.item(0)).center(),
    )
    qtbot.waitUntil(lambda: reading.top() == 0)


def test_a_footnote_shows_beside_its_mark_and_leads_on(reading: Reading) -> None:
    reading.click("a[href='#n1']")
    reading.wait_for("aside.leaf b")
    assert reading.top() == 0
    assert "↩" not in str(reading.ask("return document.querySelector('.leaf').textContent"))
    reading.escape()
    reading.wait_for(".leaf", gone=True)
    reading.click("a[href='#n1']")
    reading.wait_for("aside.leaf .further")
    reading.click("aside.leaf .further")
    reading.qtbot.waitUntil(lambda: reading.top() > 400)
    assert not reading.has(".leaf")


def test_a_click_beside_it_closes_a_footnote(reading: Reading) -> None:
    reading.click("a[href='#n1']")
    reading.wait_for("aside.leaf")
    reading.click("header h1")
    reading.wait_for(".leaf", gone=True)


def test_another_place_of_the_text_is_gone_to(reading: Reading) -> None:
    reading.click("a[href='#later']")
    reading.qtbot.waitUntil(lambda: reading.top() > 400)
    assert not reading.has(".leaf")


def test_a_picture_is_shown_large_by_click_and_by_key(reading: Reading) -> None:
    reading.click(".body img")
    reading.wait_for("figure.leaf figcaption")
    assert reading.ask("return document.activeElement.getAttribute('aria-label')") == "A ferry"
    reading.escape()
    reading.wait_for(".leaf", gone=True)
    reading.view.toggle_picture()
    reading.wait_for("figure.leaf")
    reading.click("figure.leaf")
    reading.wait_for(".leaf", gone=True)


def test_a_link_says_the_real_host_first(reading: Reading, qtbot: QtBot) -> None:
    label = reading.view.link_label
    qtbot.mouseMove(reading.web.focusProxy(), reading.place_of(".body a[href^=http]"))
    qtbot.waitUntil(label.isVisible)
    assert label.text() == "other.example / a/b?c=1"
    qtbot.mouseMove(reading.web.focusProxy(), reading.place_of("header h1"))
    qtbot.waitUntil(lambda: not label.isVisible())


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton])
def test_either_click_on_a_link_asks_the_gateway(reading: Reading, qtbot: QtBot, button: Qt.MouseButton) -> None:
    with qtbot.waitSignal(reading.view.link_activated) as told:
        reading.click(".body a[href^=http]", button)
    assert told.args == ["https://www.other.example/a/b?c=1"]


def test_a_link_is_saved_too_and_undone(reading: Reading, qtbot: QtBot) -> None:
    archive = reading.workspace.archive
    reading.web.save_asked.emit("https://www.other.example/a/b?c=1")
    qtbot.waitUntil(lambda: reading.workspace.tasks.is_idle)
    (wanted,) = [one for one in archive.find("").hits if one.id != reading.article.id]
    assert archive.article(wanted.id).url == "https://www.other.example/a/b?c=1"
    (sidecar,) = archive.root.glob(f"articles/*/{wanted.id}/article.json")
    assert '"trust": "page"' in sidecar.read_text()
    reading.workspace.undo.undo()
    qtbot.waitUntil(lambda: reading.workspace.tasks.is_idle)
    assert archive.article(wanted.id).trashed_at is not None


def test_escape_first_closes_what_lies_over_the_page_and_then_leaves_it(reading: Reading, qtbot: QtBot) -> None:
    told: list[int] = []

    class Window(QWidget):
        def keyPressEvent(self, event: QKeyEvent) -> None:
            told.append(event.key())

    window = Window()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(reading.view)
    window.resize(760, 620)
    window.show()
    window.activateWindow()
    reading.web.setFocus()
    reading.click("a[href='#n1']")
    reading.wait_for("aside.leaf")
    reading.escape()
    reading.wait_for(".leaf", gone=True)
    assert told == []
    reading.escape()
    qtbot.waitUntil(lambda: told == [Qt.Key.Key_Escape])
    reading.view.setParent(None)
