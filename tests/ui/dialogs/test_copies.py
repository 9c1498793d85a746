"""Copies of articles as files: where they go, what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from pressmark.archive.values import LocalPage, NewArticle, Shelf
from pressmark.ui import operations
from pressmark.ui.dialogs.copies import ask_for_copies
from pressmark.ui.main_window import MainWindow
from pressmark.ui.notices import Kind
from shown_notices import told
from site_server import story

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace

pytestmark = pytest.mark.usefixtures("plain_dialogs")


class Files(QObject):
    """Notes what is to be shown among the files of this computer."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url)


@pytest.fixture
def ids(archive: Archive) -> list[int]:
    """Two articles with a text, and one without."""
    pages = [LocalPage(story(title).encode(), "text/html") for title in ("The ferry", "The barge")]
    added = archive.add(
        [NewArticle(f"https://new.example/{number}", page=page) for number, page in enumerate(pages)]
        + [NewArticle("http://127.0.0.1:9/")]
    )
    archive.save_pending()
    ids = [one.id for one in added if one.id is not None]
    for id, title in zip(ids, ("The ferry", "The barge"), strict=False):
        archive.set_title(id, title)
    return ids


def test_one_article_goes_to_a_file_and_its_folder_is_shown(
    workspace: Workspace, ids: list[int], tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "ferry.html"
    notice = told(workspace, qtbot, lambda: operations.save_copies(workspace, ids[:1], file))
    assert (notice.text, notice.action_text) == ("Saved a copy as ferry.html", "Show in Folder")
    assert "<h1>The ferry</h1>" in file.read_text("utf-8")
    files = Files()
    QDesktopServices.setUrlHandler("file", files, "open")
    assert notice.action is not None
    notice.action()
    QDesktopServices.unsetUrlHandler("file")
    assert files.opened == [QUrl.fromLocalFile(str(tmp_path))]


def test_many_go_to_a_folder_and_what_has_no_text_is_counted(
    workspace: Workspace, ids: list[int], tmp_path: Path, qtbot: QtBot
) -> None:
    notice = told(workspace, qtbot, lambda: operations.save_copies(workspace, ids, tmp_path))
    assert notice.text == "Saved 2 copies · 1 without a text"
    assert {file.name for file in tmp_path.glob("*.html")} == {"The ferry.html", "The barge.html"}


def test_that_there_is_nothing_to_copy_is_said(
    workspace: Workspace, ids: list[int], tmp_path: Path, qtbot: QtBot
) -> None:
    notice = told(workspace, qtbot, lambda: operations.save_copies(workspace, ids[2:], tmp_path / "a.html"))
    assert (notice.kind, notice.text) == (Kind.PROBLEM, "This article has no text that could be copied")
    assert not (tmp_path / "a.html").exists()


def test_after_a_failure_only_the_rest_is_written(
    workspace: Workspace, ids: list[int], tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    gone = workspace.archive.article_file(ids[1])
    assert gone is not None
    file = gone.with_name("extraction.json")
    kept = file.read_bytes()
    file.write_bytes(b"{")
    failed = told(workspace, qtbot, lambda: operations.save_copies(workspace, ids, folder))
    assert (failed.kind, failed.action_text) == (Kind.PROBLEM, "Retry")
    assert [one.name for one in folder.iterdir()] == ["The ferry.html"]
    file.write_bytes(kept)
    assert failed.action is not None
    assert told(workspace, qtbot, failed.action).text == "Saved 2 copies · 1 without a text"
    assert {one.name for one in folder.iterdir()} == {"The ferry.html", "The barge.html"}


def test_the_dialog_proposes_the_title_and_takes_a_file(
    workspace: Workspace, ids: list[int], tmp_path: Path, qtbot: QtBot
) -> None:
    window = MainWindow(workspace)
    qtbot.addWidget(window)
    dialog = ask_for_copies(workspace, ids[:1], "The ferry: a story", window)
    assert (dialog.acceptMode(), dialog.defaultSuffix()) == (QFileDialog.AcceptMode.AcceptSave, "html")
    assert [one.rpartition("/")[2] for one in dialog.selectedFiles()] == ["The ferry a story.html"]
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("mine.html")
    told(workspace, qtbot, dialog.accept)
    assert (tmp_path / "mine.html").is_file()


def test_many_are_asked_a_folder_for(workspace: Workspace, ids: list[int], qtbot: QtBot) -> None:
    workspace.settings.last_shelf = Shelf.ALL.value
    window = MainWindow(workspace)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.list.model.rowCount() == len(ids))
    window.list.view.selectAll()
    window.actions_by_name["save_copy"].trigger()
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is not None)
    dialog = window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.fileMode() == QFileDialog.FileMode.Directory
    assert dialog.windowTitle() == "Folder for 3 copies"
    dialog.close()
    window.close()
