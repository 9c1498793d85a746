"""Articles are exported from the window: what and how is asked, where to, and what became of it is said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from pressmark.archive.values import ExportKind, Shelf
from pressmark.ui import operations
from pressmark.ui.dialogs.exporting import ExportDialog, Extent
from pressmark.ui.main_window import MainWindow
from pressmark.ui.notices import Kind
from shown_notices import told

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from pressmark.ui.workspace import Workspace

pytestmark = pytest.mark.usefixtures("plain_dialogs")

EXTENTS = (Extent("All 12,408 articles", "All articles", None), Extent("2 articles in A & B", "A & B", [4, 2]))


@pytest.fixture
def window(workspace: Workspace, articles: list[int], qtbot: QtBot) -> MainWindow:
    """The window with all six articles in its list."""
    workspace.settings.last_shelf = Shelf.ALL.value
    made = MainWindow(workspace)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.list.model.rowCount() == len(articles) and made.counts is not None)
    return made


def asked(window: MainWindow) -> ExportDialog:
    window.actions_by_name["export"].trigger()
    (dialog,) = window.findChildren(ExportDialog)
    return dialog


def offered(dialog: ExportDialog) -> tuple[list[str], str]:
    """What can be exported, and what is chosen."""
    buttons = [option.button for option in dialog.extents]
    (chosen,) = [button.text() for button in buttons if button.isChecked()]
    return [button.text() for button in buttons], chosen


def test_the_dialog_hands_over_what_is_chosen(qtbot: QtBot) -> None:
    dialog = ExportDialog(EXTENTS)
    qtbot.addWidget(dialog)
    dialog.show()
    decided: list[tuple[Extent, ExportKind]] = []
    dialog.decided.connect(lambda extent, kind: decided.append((extent, kind)))
    assert dialog.extents[1].button.text() == "2 articles in A && B"  # or the letter would be a key
    dialog.extents[1].button.click()
    line = dialog.kinds[ExportKind.EPUB].findChild(QLabel)
    assert isinstance(line, QLabel)
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    dialog.go.click()
    assert decided == [(EXTENTS[1], ExportKind.EPUB)]


def test_the_keys_alone_are_enough(qtbot: QtBot) -> None:
    dialog = ExportDialog(EXTENTS)
    qtbot.addWidget(dialog)
    dialog.show()
    decided: list[ExportKind] = []
    dialog.decided.connect(lambda _extent, kind: decided.append(kind))
    qtbot.waitUntil(dialog.kinds[ExportKind.HTML].button.hasFocus)
    qtbot.keyClick(dialog.kinds[ExportKind.HTML].button, Qt.Key.Key_Down)
    assert dialog.kinds[ExportKind.EPUB].button.hasFocus()
    qtbot.keyClick(dialog.kinds[ExportKind.EPUB].button, Qt.Key.Key_Return)
    assert decided == [ExportKind.EPUB]


def test_all_is_meant_unless_something_was_searched_for_or_chosen(window: MainWindow, qtbot: QtBot) -> None:
    assert offered(asked(window)) == (["All 6 articles"], "All 6 articles")
    window.findChildren(ExportDialog)[0].close()
    window.list.view.selectAll()
    dialog = asked_again(window, qtbot)
    assert offered(dialog) == (["All 6 articles", "6 selected articles"], "6 selected articles")


def test_what_is_found_is_meant_after_a_search(window: MainWindow, qtbot: QtBot) -> None:
    window.search("tag:tools")
    qtbot.waitUntil(lambda: window.list.model.listing.query == "tag:tools")
    found = window.list.model.listing.total
    assert 1 < found < 6
    texts, chosen = offered(asked(window))
    assert texts[:2] == ["All 6 articles", f"{found} articles found by “tag:tools”"]
    assert chosen == texts[1]


def test_a_shelf_can_be_meant_and_the_trash_cannot(
    window: MainWindow, workspace: Workspace, articles: list[int], qtbot: QtBot
) -> None:
    operations.trash(workspace, articles[:2])
    qtbot.waitUntil(lambda: window.counts is not None and window.counts.shelves.get(Shelf.TRASH) == 2)
    window.choose_shelf(Shelf.TRASH)
    qtbot.waitUntil(lambda: window.list.model.rowCount() == 2)
    window.list.view.selectAll()
    assert offered(asked(window))[0] == ["All 4 articles"]
    window.choose_shelf(Shelf.INBOX)
    qtbot.waitUntil(lambda: window.list.model.rowCount() not in (0, 2))
    texts, chosen = offered(asked_again(window, qtbot))
    assert texts[1].endswith("articles in Inbox")
    assert chosen == "All 4 articles"


def asked_again(window: MainWindow, qtbot: QtBot) -> ExportDialog:
    for dialog in window.findChildren(ExportDialog):
        dialog.close()
    qtbot.waitUntil(lambda: not window.findChildren(ExportDialog))
    return asked(window)


def test_a_file_is_written_and_its_folder_can_be_shown(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = window.commands.exports.ask_where(Extent("", "A/B: all", None), ExportKind.JSON)
    assert (dialog.acceptMode(), dialog.defaultSuffix()) == (QFileDialog.AcceptMode.AcceptSave, "json")
    assert [one.rpartition("/")[2] for one in dialog.selectedFiles()] == ["A B all.json"]
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("mine.json")
    notice = told(workspace, qtbot, dialog.accept)
    assert (notice.text, notice.action_text) == ("Exported 6 articles", "Show in Folder")
    written = json.loads((tmp_path / "mine.json").read_text("utf-8"))
    dates = [one["saved_at"] for one in written]
    assert len(dates) == 6
    assert dates == sorted(dates, reverse=True)


def test_a_folder_is_made_in_the_one_that_is_chosen(
    window: MainWindow, workspace: Workspace, articles: list[int], tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = window.commands.exports.ask_where(Extent("", "Bees: two", articles[:2]), ExportKind.HTML)
    assert dialog.fileMode() == QFileDialog.FileMode.Directory
    assert dialog.windowTitle() == "Folder in which “Bees two” is to be made"
    dialog.close()
    for name in ("Bees two", "Bees two 2"):
        export = lambda: operations.export_articles(workspace, articles[:2], tmp_path, ExportKind.HTML, "Bees: two")  # noqa: E731
        assert told(workspace, qtbot, export).text == "Exported 2 articles"
        assert (tmp_path / name / "index.html").is_file()


def test_who_stops_it_is_left_nothing(workspace: Workspace, articles: list[int], tmp_path: Path, qtbot: QtBot) -> None:
    operations.export_articles(workspace, articles, tmp_path, ExportKind.MARKDOWN, "Bees")
    (job,) = workspace.activity.jobs
    job.cancel()
    qtbot.waitUntil(lambda: workspace.activity.jobs == () and workspace.tasks.is_idle)
    assert workspace.notices.current is None
    assert not (tmp_path / "Bees").exists()
    assert not list(tmp_path.glob(".pressmark-*"))


def test_a_place_that_is_none_is_said_and_can_be_made(
    workspace: Workspace, articles: list[int], tmp_path: Path, qtbot: QtBot
) -> None:
    place = tmp_path / "stick"
    notice = told(
        workspace, qtbot, lambda: operations.export_articles(workspace, articles, place, ExportKind.HTML, "Bees")
    )
    assert (notice.kind, notice.action_text) == (Kind.PROBLEM, "Retry")
    assert notice.text == "Bees could not be written. Choose another place for it."
    place.mkdir()
    assert notice.action is not None
    assert told(workspace, qtbot, notice.action).text == "Exported 6 articles"
    assert (place / "Bees" / "index.html").is_file()


def test_an_archive_with_nothing_in_it_has_nothing_to_export(workspace: Workspace, qtbot: QtBot) -> None:
    window = MainWindow(workspace)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.counts is not None)
    notice = told(workspace, qtbot, window.actions_by_name["export"].trigger)
    assert notice.text == "There is nothing to export yet"
