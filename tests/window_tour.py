"""A tour through everything that the window shows, for tests that look at each widget: words, sizes, names.

The archive holds one article with text, highlights and a source, some that wait, and one that failed, so that no page
of the window stays empty.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from pressmark import resources
from pressmark.archive.capture.intake import from_files
from pressmark.archive.values import (
    Colour,
    Export,
    Failure,
    ImportedArticle,
    ImportPlan,
    NewArticle,
    Outcome,
    Redone,
    Rule,
    Shelf,
    Skipped,
)
from pressmark.ui import ways_in
from pressmark.ui.activity_view import ActivityView
from pressmark.ui.dialogs.about import AboutDialog
from pressmark.ui.dialogs.add import AddDialog
from pressmark.ui.dialogs.crash import CrashDialog
from pressmark.ui.dialogs.exporting import ExportDialog
from pressmark.ui.dialogs.importing import ImportDialog
from pressmark.ui.dialogs.keys import KeysDialog
from pressmark.ui.dialogs.preferences import PreferencesDialog
from pressmark.ui.dialogs.redone import RedoneDialog
from pressmark.ui.dialogs.restore import RestoreDialog
from pressmark.ui.main_window import MainWindow
from pressmark.ui.operations.importing import Found
from pressmark.ui.palette import Palette
from pressmark.ui.reader.contents_popup import ContentsPopup
from pressmark.ui.reader.note_popup import NotePopup
from pressmark.ui.reader.sources import SourcesPopup
from pressmark.ui.reader.style_popup import StylePopup
from pressmark.ui.reader.text_popup import TextPopup
from pressmark.ui.sidebar.nodes import NodeKind
from pressmark.ui.tag_editor import TagEditor
from pressmark.ui.workbench.frame import Workbench

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from pressmark.ui.workspace import Workspace

SMALL_LAPTOP = (1280, 800)


class Stop(NamedTuple):
    """A place of the tour: what it is called, how to get there, and what widget is open then."""

    name: str
    go: Callable[[MainWindow], object]
    shows: type[QWidget] | None = None


def fill(workspace: Workspace) -> int:
    """Make the archive of the tour; returns the article with everything."""
    archive = workspace.archive
    (sample,) = archive.add(from_files([resources.path("sample/sample.html")]).wishes)
    (again,) = archive.add(from_files([resources.path("sample/sample.html")]).wishes)
    archive.save_pending()
    assert sample.id is not None
    assert again.id == sample.id
    archive.add([NewArticle("http://127.0.0.1:9/refused", "Refused at the door", ("policy/telegram",))])
    archive.save_pending()
    titles = ("Bees of Jutland", "Paper maps", "مكتبة")
    archive.add(
        [NewArticle(f"https://site{number}.example/", title, ("tools",)) for number, title in enumerate(titles)]
    )
    (gone,) = archive.add([NewArticle("https://gone.example/", "Gone")])
    assert gone.id is not None
    archive.trash([gone.id])
    archive.tag([sample.id], add=["long reads", "libraries"])
    archive.set_note(sample.id, "For the talk.")
    for words, colour in (("You remember an article", Colour.YELLOW), ("It was a promise", Colour.GREEN)):
        place = archive.find_passage(sample.id, words)
        assert place is not None
        archive.highlight(sample.id, *place, colour, "Quote this")
    archive.save_search("Unread tools", "tag:tools is:unread")
    archive.back_up_daily()
    archive.set_rules([Rule("site:site0.example", ("tools",))])
    return sample.id


def _act(window: MainWindow, name: str) -> None:
    window.actions_by_name[name].trigger()


def _ask_about_import(window: MainWindow) -> None:
    dialog = ImportDialog(IMPORT, parent=window)
    dialog.open()
    dialog.reasons.button.click()


def _list_menu(window: MainWindow) -> None:
    window.list.view.step(1)
    window._on_menu_requested(QPoint(10, 10))


def _sidebar_menu(window: MainWindow, kind: NodeKind) -> None:
    sidebar, model = window.sidebar, window._sidebar_model
    for item in model._by_number.values():
        if item.node.kind is kind:
            index = model.createIndex(item.row, 0, item.number)
            sidebar.scrollTo(index)
            sidebar._on_menu_requested(sidebar.visualRect(index).center())
            return


REDONE = (
    Redone(1, "A shelf of your own", Outcome.TAKEN, (5, 900), share_changed=0.5),
    Redone(2, "Refused at the door", Outcome.FAILED, failure=Failure("no-text")),
)
IMPORT = Found(
    (Path("reader.csv"),),
    Export(
        "Readwise Reader",
        "readwise",
        tuple(ImportedArticle(f"https://site{number}.example/", f"Story {number}") for number in range(9)),
        (Skipped("A word", "no-link"), Skipped("javascript:void(0)", "invalid-url", "scheme")),
        entries=14,
        merged=3,
    ),
    ImportPlan(new=7, known=2, from_feeds=3, with_text=2),
    tags=4,
    highlights=12,
    notes=5,
    favourites=6,
    read=7,
    feeds_with_text=0,
    latest=tuple(ImportedArticle(f"https://site{number}.example/", f"Story {number}") for number in range(4)),
)
STOPS = (
    *(Stop(f"shelf {shelf.value}", lambda window, shelf=shelf: window.choose_shelf(shelf)) for shelf in Shelf),
    Stop("facets", lambda window: window.search("tag:tools")),
    Stop("nothing found", lambda window: window.search("zebrafish site:site0.example")),
    Stop("mistake", lambda window: window.search("is:purple bridge")),
    Stop("left out", lambda window: window.search("promise articel tag:libraries")),
    Stop("all", lambda window: window.choose_shelf(Shelf.ALL)),
    Stop("list menu", _list_menu, QMenu),
    Stop("filters", lambda window: window.tools._open_filters(), QMenu),
    Stop("tag menu", lambda window: _sidebar_menu(window, NodeKind.TAG), QMenu),
    Stop("search menu", lambda window: _sidebar_menu(window, NodeKind.SEARCH), QMenu),
    Stop("failed", lambda window: window.search("site:127.0.0.1")),
    Stop("failed article", lambda window: window.list.view.step(1)),
    Stop("tag editor", lambda window: _act(window, "tags"), TagEditor),
    Stop("palette", lambda window: _act(window, "palette"), Palette),
    Stop("add", lambda window: _act(window, "add"), AddDialog),
    Stop("import", _ask_about_import, ImportDialog),
    Stop("export", lambda window: _act(window, "export"), ExportDialog),
    Stop("preferences", lambda window: _act(window, "preferences"), PreferencesDialog),
    Stop("keys", lambda window: _act(window, "keys"), KeysDialog),
    Stop("about", lambda window: _act(window, "about"), AboutDialog),
    Stop("restore", lambda window: _act(window, "restore_backup"), RestoreDialog),
    Stop("activity", lambda window: _act(window, "activity"), ActivityView),
    Stop("crash", lambda window: CrashDialog("Pressmark 0.1.0\n", window).open(), CrashDialog),
    Stop("read anew", lambda window: RedoneDialog(REDONE, window).open(), RedoneDialog),
    Stop("in the trash", lambda window: window.choose_shelf(Shelf.TRASH)),
    Stop("article in the trash", lambda window: window.list.view.step(0)),
    Stop("trash for good", lambda window: window.commands.ask_to_purge([1, 2]), QDialog),
    Stop("link offered", lambda window: ways_in.follow(window, f"pressmark:save?url=example.org/{'a-page/' * 20}")),
    Stop("rename", lambda window: _act(window, "rename"), QDialog),
    *(
        Stop(name, lambda window, name=name: _act(window, name), Workbench)
        for name in ("highlights", "tags_workbench", "rules", "duplicates", "insight")
    ),
)
READER_STOPS = (
    Stop("contents", lambda window: _act(window, "contents"), ContentsPopup),
    Stop("sources", lambda window: _act(window, "sources"), SourcesPopup),
    Stop("text", lambda window: _act(window, "text"), TextPopup),
    Stop("style", lambda window: window.reader._on_popup_asked("style"), StylePopup),
    Stop("note", lambda window: _act(window, "note"), NotePopup),
    Stop("find", lambda window: window.reader.find_in_page()),
    Stop("original", lambda window: _act(window, "original")),
)


def go_round(window: MainWindow, workspace: Workspace, qtbot: QtBot, stops: tuple[Stop, ...]) -> Iterator[Stop]:
    """Bring the window from one stop to the next."""
    for stop in stops:
        stop.go(window)
        shows = stop.shows
        if shows is not None:
            qtbot.waitUntil(lambda shows=shows: any(isinstance(one, shows) for one in _visible()), timeout=30_000)
        for _ in range(2):  # an answer may ask for more, once it is shown
            qtbot.waitUntil(lambda: workspace.tasks.is_idle, timeout=30_000)
            settle()
        yield stop
        for one in QApplication.topLevelWidgets():
            if one is not window and one.isVisible():
                one.close()
        QApplication.sendPostedEvents()


def open_window(workspace: Workspace, qtbot: QtBot) -> MainWindow:
    """The window on a small laptop, with all its numbers."""
    window = MainWindow(workspace)
    qtbot.addWidget(window)
    window.resize(*SMALL_LAPTOP)
    window.show()
    qtbot.waitUntil(lambda: window.counts is not None and workspace.tasks.is_idle, timeout=30_000)
    return window


def go_everywhere(window: MainWindow, workspace: Workspace, article: int, qtbot: QtBot) -> Iterator[Stop]:
    """Go to every place of the window, at last to those of an article that is open; then close it."""
    yield from go_round(window, workspace, qtbot, STOPS)
    read(window, article, qtbot)
    yield from go_round(window, workspace, qtbot, READER_STOPS)
    window.close()


def read(window: MainWindow, article: int, qtbot: QtBot) -> None:
    """Open an article, and wait until its text is what the reader shows."""
    window.show_article(article)
    reader = window.reader

    def is_there() -> bool:
        return reader._shown_text() is not None and reader._shown is not None and reader._shown.id == article

    qtbot.waitUntil(is_there, timeout=30_000)


def settle() -> None:
    """Let what came be laid out, and laid out again where that changed heights."""
    for _ in range(3):
        QApplication.processEvents()


def shown_widgets() -> list[QWidget]:
    """All widgets that can be seen just now."""
    return [one for one in _visible() if one.window().isVisible()]


def is_of_the_engine(widget: QWidget) -> bool:
    """Whether a widget is a page of the web engine, which speaks and shows its focus for itself."""
    return isinstance(widget, QWebEngineView) or isinstance(widget.parentWidget(), QWebEngineView)


def _visible() -> list[QWidget]:
    return [one for one in QApplication.allWidgets() if one.isVisible()]
