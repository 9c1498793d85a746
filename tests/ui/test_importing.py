"""Exports of other programs in the window: from every way in to the dialog, and from there into the list."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from threading import Event
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from exports import pocket, pocket_of
from pressmark.adding import understand
from pressmark.archive.capture.intake import Intake
from pressmark.archive.errors import Cancelled, DiskFull
from pressmark.archive.storage import database
from pressmark.archive.values import NewArticle, Shelf
from pressmark.ui import operations, ways_in
from pressmark.ui.dialogs.add import AddDialog
from pressmark.ui.dialogs.importing import ImportDialog
from pressmark.ui.main_window import MainWindow
from pressmark.ui.notices import Kind
from pressmark.ui.operations import importing
from shown_notices import said

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.archive.values import Export
    from pressmark.ui.operations.importing import Found
    from pressmark.ui.workspace import Workspace

pytestmark = pytest.mark.gui

T = TypeVar("T", bound=QWidget)


@pytest.fixture
def window(workspace: Workspace, qtbot: QtBot) -> MainWindow:
    workspace.settings.last_shelf = Shelf.ALL.value
    made = MainWindow(workspace)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.counts is not None)
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An export of three articles."""
    return pocket_of(tmp_path / "part_000000.csv", 3)


def dialogs(kind: type[T]) -> list[T]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]


def shown_dialog(qtbot: QtBot) -> ImportDialog:
    qtbot.waitUntil(lambda: len(dialogs(ImportDialog)) == 1)
    return dialogs(ImportDialog)[0]


def dropped(file: Path) -> QMimeData:
    """What a file manager drops: the address, and as text the same again."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    mime.setText(file.as_uri())
    return mime


def drop(window: MainWindow, file: Path) -> None:
    from pressmark.ui.intake import understand as understand_mime

    understand_mime(window.workspace, dropped(file), window.overlay.dropped.emit)


def hand_over(window: MainWindow, file: Path) -> None:
    """A later start names it."""
    wishes = ways_in.for_open_window(understand([str(file)], with_exports=True), ["pressmark:search?q=story"])
    rest = ways_in.take_from_later_start(window, [*wishes, NewArticle("https://other.example/")])
    assert [one.url for one in rest] == ["https://other.example/"]


WAYS_IN: dict[str, Callable[[MainWindow, Path], object]] = {
    "dropped": drop,
    "opened": lambda window, file: ways_in.open_target(
        window, lambda names: understand(names, with_exports=True), str(file)
    ),
    "handed over": hand_over,
    "saved": lambda window, file: window.save(understand([str(file)], with_exports=True)),
}


@pytest.mark.parametrize("way", list(WAYS_IN))
def test_every_way_in_leads_to_the_dialog_and_changes_nothing_yet(
    way: str, window: MainWindow, archive: Archive, file: Path, qtbot: QtBot
) -> None:
    WAYS_IN[way](window, file)
    dialog = shown_dialog(qtbot)
    assert dialog.windowTitle() == "Import from Pocket"
    assert dialog.accessibleDescription() == "3 new · 0 already here · 0 left out"
    dialog.reject()
    qtbot.waitUntil(lambda: window.workspace.tasks.is_idle)
    assert archive.counts().shelves.get(Shelf.ALL, 0) == 0
    assert window.workspace.notices.current is None


def test_the_menu_asks_for_files_and_their_articles_stand_in_the_list(
    window: MainWindow, archive: Archive, file: Path, qtbot: QtBot
) -> None:
    assert window.first_run.isVisible()
    window.first_run.import_asked.emit()
    qtbot.waitUntil(lambda: len(dialogs(QFileDialog)) == 1)
    (chooser,) = dialogs(QFileDialog)
    other = pocket(file.with_name("part_000001.csv"), [("One more", "https://more.example/", "")])
    chooser.setDirectory(str(file.parent))
    chooser.filesSelected.emit([str(file), str(other)])
    chooser.close()
    dialog = shown_dialog(qtbot)
    dialog.tags.setText("old shelf")
    dialog.go.click()
    qtbot.waitUntil(lambda: window.list.model.rowCount() == 4)
    assert window.workspace.notices.current is not None
    assert window.workspace.notices.current.text == "Imported 4 articles from Pocket"
    assert archive.find('tag:"old shelf"').total == 4
    assert archive.find("tag:pocketed").total == 3
    assert not window.first_run.isVisible()
    qtbot.waitUntil(lambda: window.status.text == "Saving 1 of 4")
    window.workspace.undo.undo()
    qtbot.waitUntil(lambda: window.list.model.rowCount() == 0)
    assert window.workspace.undo.redo_text == "Imported 4 articles from Pocket"
    window.workspace.undo.redo()
    qtbot.waitUntil(lambda: window.list.model.rowCount() == 4)


def test_what_only_looks_like_an_export_is_saved_as_a_file(
    window: MainWindow, archive: Archive, tmp_path: Path, qtbot: QtBot
) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><p>Some words that were kept.</p></body></html>")
    window.save(Intake(exports=(page,)))
    qtbot.waitUntil(lambda: archive.counts().shelves.get(Shelf.ALL, 0) == 1)
    assert dialogs(ImportDialog) == []


def test_links_beside_an_export_are_saved(window: MainWindow, archive: Archive, file: Path, qtbot: QtBot) -> None:
    window.save(Intake((NewArticle("https://beside.example/"),), exports=(file,)))
    shown_dialog(qtbot).reject()
    qtbot.waitUntil(lambda: archive.find("site:beside.example").total == 1)


def test_pages_and_lists_of_links_are_no_exports(tmp_path: Path) -> None:
    page, links = tmp_path / "page.html", tmp_path / "links.txt"
    page.write_text("<!doctype html><title>A page</title><p>Some words that were kept.</p>")
    links.write_text("https://a.example/\nhttps://b.example/\n")
    found = understand([str(page), str(links)], with_exports=True)
    assert found.exports == ()
    assert len(found.wishes) == 3


def test_the_latest_articles_that_somebody_chose_say_what_is_in_it(
    workspace: Workspace, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = read(workspace, file)
    late = replace(export.articles[0], url="https://feed.example/", is_from_feed=True)
    late = replace(late, saved_at=datetime(2026, 1, 1, tzinfo=UTC))
    mixed = replace(export, articles=(late, *export.articles))
    monkeypatch.setattr(type(workspace.archive), "read_export", lambda *_about: mixed)
    found: list[Found] = []
    operations.look_into(workspace, [file], found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert [one.title for one in found[0].latest] == ["Story 0", "Story 1", "Story 2", late.title]
    assert (found[0].tags, found[0].plan.new, found[0].plan.from_feeds) == (1, 4, 1)


def test_what_is_chosen_and_is_none_is_said(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "accounts.csv"
    file.write_text("day,sum\n2024-01-01,3\n")
    window.commands.imports.look_into([file])
    qtbot.waitUntil(lambda: window.workspace.notices.current is not None)
    assert window.workspace.notices.current is not None
    assert window.workspace.notices.current.text == "“accounts.csv” is no export that Pressmark can read"


def test_files_that_fall_into_the_dialog_that_adds_are_imported(
    window: MainWindow, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page = tmp_path / "page.html"
    page.write_text("<title>A page</title><p>Some words that were kept.</p>")
    window.commands.add()
    (add,) = dialogs(AddDialog)
    add.text.setPlainText(f"{file.as_uri()}\n{page.as_uri()}\n")
    qtbot.waitUntil(add.save.isEnabled)
    assert add.note.text() == "Import from “part_000000.csv” · Save “page.html”"
    add.accept()
    assert shown_dialog(qtbot).windowTitle() == "Import from Pocket"
    shown_dialog(qtbot).reject()
    qtbot.waitUntil(lambda: window.workspace.archive.counts().shelves.get(Shelf.ALL, 0) == 1)


def test_the_overlay_says_that_it_would_import(window: MainWindow, file: Path) -> None:
    window.overlay.show_intake(Intake(exports=(file,)))
    assert window.overlay.text == "Import from “part_000000.csv”"
    window.overlay.show_intake(Intake((NewArticle("https://a.example/"),), exports=(file, file)))
    assert window.overlay.text == "Import from 2 files · Save this link"


def read(workspace: Workspace, file: Path) -> Export:
    export = workspace.archive.read_export([file])
    assert export is not None
    return export


def test_what_became_of_it_is_counted(workspace: Workspace, archive: Archive, tmp_path: Path, qtbot: QtBot) -> None:
    archive.add([NewArticle("https://known.example/")])
    rows = [("New", "https://new.example/", "a"), ("Known", "https://known.example/", "b"), ("x", "javascript:x", "")]
    export = read(workspace, pocket(tmp_path / "part_000000.csv", rows))
    first = said(workspace, qtbot, lambda: operations.import_export(workspace, export))
    assert first == "Imported 1 article from Pocket · 1 was here already · 1 left out"
    again = said(workspace, qtbot, lambda: operations.import_export(workspace, replace(export, skipped=())))
    assert again == "Nothing new from Pocket · 2 were here already"
    assert workspace.undo.undo_text == first
    tagged = said(workspace, qtbot, lambda: operations.import_export(workspace, replace(export, skipped=()), ["old"]))
    assert tagged == "Added to 2 articles that were here"
    assert said(workspace, qtbot, workspace.undo.undo) == f"Undone: {tagged}"
    assert archive.find("tag:old").total == 0
    nameless = replace(export, source="", skipped=export.skipped * 2)
    assert said(workspace, qtbot, lambda: operations.import_export(workspace, nameless)) == (
        "Nothing new in this file · 2 were here already · 2 left out"
    )


def test_what_is_stopped_at_once_changes_nothing(
    workspace: Workspace, archive: Archive, file: Path, qtbot: QtBot
) -> None:
    export, may_begin = read(workspace, file), Event()
    workspace.tasks.labour(lambda: may_begin.wait(20))  # both wait for it
    operations.import_export(workspace, export)
    operations.look_into(workspace, [file], pytest.fail)
    assert [job.title for job in workspace.activity.jobs] == ["Importing from Pocket", "Reading part_000000.csv"]
    workspace.activity.cancel_all()
    may_begin.set()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    assert (workspace.activity.jobs, workspace.notices.current, workspace.undo.undo_text) == ((), None, "")
    assert archive.counts().shelves.get(Shelf.ALL, 0) == 0


def test_what_was_taken_in_before_it_was_stopped_can_be_undone(
    workspace: Workspace, archive: Archive, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "SIZE", 100)  # Undo gets three parts
    export = read(workspace, pocket_of(tmp_path / "part_000000.csv", 600))
    taken_in = archive._storage.imports.take_in
    calls = []

    def stopped_at_second(*about: object) -> object:
        calls.append(about)
        if len(calls) == 2:
            raise Cancelled
        return taken_in(*about)  # type: ignore[arg-type]  # as it was called

    with monkeypatch.context() as broken:
        broken.setattr(archive._storage.imports, "take_in", stopped_at_second)
        text = said(workspace, qtbot, lambda: operations.import_export(workspace, export))
    assert text == "Imported 250 articles from Pocket · stopped before the end"
    assert archive.counts().shelves[Shelf.ALL] == 250
    workspace.undo.undo()
    qtbot.waitUntil(lambda: workspace.undo.redo_text == text and workspace.tasks.is_idle)
    assert archive.counts().shelves.get(Shelf.ALL, 0) == 0
    workspace.undo.redo()
    qtbot.waitUntil(lambda: workspace.undo.undo_text == text and workspace.tasks.is_idle)
    assert archive.counts().shelves[Shelf.ALL] == 250


def test_a_disk_that_fills_up_is_said_and_the_rest_comes_later(
    workspace: Workspace, archive: Archive, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = read(workspace, pocket_of(tmp_path / "part_000000.csv", 300))
    writing, calls = database.writing, []

    def full_at_second(engine: object) -> object:
        calls.append(engine)
        if len(calls) > 1:
            raise DiskFull
        return writing(engine)  # type: ignore[arg-type]  # as it was called

    with monkeypatch.context() as broken:
        broken.setattr(database, "writing", full_at_second)
        operations.import_export(workspace, export)
        qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    assert workspace.undo.undo_text == "Imported 250 articles from Pocket · stopped before the end"
    workspace.notices.dismiss()
    notice = workspace.notices.current
    assert notice is not None
    assert (notice.kind, notice.action_text) == (Kind.PROBLEM, "Retry")
    assert notice.text.startswith("The disk is full")
    assert notice.action is not None
    notice.action()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle and archive.counts().shelves[Shelf.ALL] == 300)
