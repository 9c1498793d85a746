from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from pressmark.archive.capture.intake import Intake, Rejected, from_text
from pressmark.archive.values import LocalPage, NewArticle
from pressmark.ui.article_list.model import MIME_IDS
from pressmark.ui.drop_overlay import DropOverlay
from pressmark.ui.intake import reservation, summary

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from pressmark.ui.workspace import Workspace

COPY, LEFT, NO_KEYS = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def page(name: str) -> NewArticle:
    return NewArticle("", page=LocalPage(b"x", "text/html", name))


@pytest.mark.parametrize(
    ("intake", "text"),
    [
        pytest.param(Intake(), "Nothing here can be saved", id="nothing"),
        pytest.param(from_text("https://a.example/"), "Save this link", id="a link"),
        pytest.param(from_text("https://a.example/ https://b.example/"), "Save 2 links", id="links"),
        pytest.param(Intake((page("page.html"),)), "Save “page.html”", id="a file"),
        pytest.param(Intake((page("x" * 99),)), f"Save “{'x' * 39}…”", id="a long name"),
        pytest.param(Intake((page(""),)), "Save this text", id="a text"),
        pytest.param(Intake((page("a"), page("b"))), "Save 2 files", id="files"),
        pytest.param(Intake((page("a"), NewArticle("https://a.example/"))), "Save 2 articles", id="both"),
    ],
)
def test_says_what_was_understood(intake: Intake, text: str) -> None:
    assert summary(intake) == text


def test_says_what_would_be_left_out() -> None:
    one = Rejected("a.pdf", "pdf")
    assert reservation(Intake()) == ""
    assert reservation(Intake(rejected=(one,))) == "“a.pdf” can’t be read as an article"
    assert reservation(Intake(rejected=(one, one))) == "2 others can’t be read as articles"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made).addWidget(QLineEdit())
    made.resize(600, 400)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def overlay(window: QWidget, workspace: Workspace) -> DropOverlay:
    return DropOverlay(window, workspace)


def links(*addresses: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl(address) for address in addresses])
    return mime


def enter(window: QWidget, mime: QMimeData) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Qt offers no other way to make one
        event = QDragEnterEvent(QPoint(300, 200), COPY, mime, LEFT, NO_KEYS)
    event.ignore()
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def drop(on: QWidget, mime: QMimeData) -> None:
    event = QDropEvent(QPointF(300, 200), COPY, mime, LEFT, NO_KEYS)
    QApplication.sendEvent(on, event)


def test_the_whole_window_lights_up_and_says_what_it_is(overlay: DropOverlay, window: QWidget, qtbot: QtBot) -> None:
    mime = links("https://a.example/", "https://b.example/")
    assert enter(window, mime)
    assert overlay.isVisible()
    assert overlay.geometry() == window.rect()
    qtbot.waitUntil(lambda: overlay.text == "Save 2 links")


def test_a_drop_is_understood_and_the_window_is_clear_again(
    overlay: DropOverlay, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    file.write_text("<p>A page of one's own</p>")
    mime = links(QUrl.fromLocalFile(str(file)).toString(), "https://a.example/")
    assert enter(window, mime)
    with qtbot.waitSignal(overlay.dropped) as dropped:
        drop(overlay, mime)
    (intake,) = dropped.args
    assert [wish.url for wish in intake.wishes] == [file.as_uri(), "https://a.example/"]
    assert intake.wishes[0].page.data == file.read_bytes()
    assert not overlay.isVisible()


def test_a_drop_before_the_overlay_was_entered_counts_too(overlay: DropOverlay, window: QWidget, qtbot: QtBot) -> None:
    mime = links("https://a.example/")
    assert enter(window, mime)
    with qtbot.waitSignal(overlay.dropped):
        drop(window, mime)


def test_what_was_dropped_is_never_overtaken(overlay: DropOverlay, window: QWidget, qtbot: QtBot) -> None:
    """Two links in quick succession, and a third already above the window."""
    got: list[str] = []
    overlay.dropped.connect(lambda intake: got.extend(wish.url for wish in intake.wishes))
    for address in ("https://a.example/", "https://b.example/"):
        mime = links(address)
        enter(window, mime)
        drop(overlay, mime)
    enter(window, links("https://c.example/"))
    qtbot.waitUntil(lambda: overlay.text == "Save this link" and len(got) == 2)
    assert sorted(got) == ["https://a.example/", "https://b.example/"]


def test_rows_of_the_list_are_dragged_to_the_sidebar_not_saved(overlay: DropOverlay, window: QWidget) -> None:
    mime = links("https://a.example/")
    mime.setData(MIME_IDS, b"1")
    assert not enter(window, mime)
    assert not overlay.isVisible()


def test_what_holds_nothing_is_not_welcomed(overlay: DropOverlay, window: QWidget) -> None:
    mime = QMimeData()
    mime.setData("application/x-other", b"1")
    assert not enter(window, mime)
    assert not overlay.isVisible()
