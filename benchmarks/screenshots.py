"""Writes pictures of the window in the states that people see, into the folder named on the command line.

Every picture is of the real window on a real archive of invented articles. Look at each one after a change to what it
shows. A display is not needed, but the offscreen platform has other fonts than a desktop; judge under a real one.
"""

from __future__ import annotations

import os
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QPainter
from PySide6.QtWidgets import QApplication

from pressmark import resources
from pressmark.app import make_application
from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.capture.intake import from_files
from pressmark.archive.values import Colour, NewArticle, Shelf
from pressmark.settings import Settings
from pressmark.tasks.runner import TaskRunner
from pressmark.ui import theme
from pressmark.ui.main_window import MainWindow
from pressmark.ui.notices import Notices
from pressmark.ui.reader.web import ArticleView
from pressmark.ui.workbench.frame import Workbench
from pressmark.ui.workspace import Workspace
from sample_pages import samples

if TYPE_CHECKING:
    from collections.abc import Callable

    State = Callable[[MainWindow], object]

ARTICLES = 200
SETTLE_MILLISECONDS = 900


def main(folder: Path) -> int:
    """Write all pictures, in light and dark."""
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application()
    theme.install(application, theme.Scheme.LIGHT)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        with open_archive(root / "empty", cache=root / "cache") as archive:
            photograph(application, archive, root, folder, {"first-run": lambda _window: None})
        with open_archive(root / "archive", cache=root / "cache") as archive:
            photograph(application, archive, root, folder, states(fill(archive)))
    return 0


def states(shown: int) -> dict[str, State]:
    """Every state by its name, in an order in which one leads to the next; `shown` is the article in the reader."""
    return {
        "list": lambda window: window.show_article(shown),
        "reader-highlights": lambda window: window.show_passage(shown, 1),
        "reader-selection": select_passage,
        "reader-contents": act("contents"),
        "reader-original": act("original"),
        "reader-text": act("original"),
        "search": lambda window: window.search("privacy judge"),
        "search-chips": lambda window: window.search('privacy tag:policy -"long reads" after:2024'),
        "search-completion": type_tag,
        "search-nothing": lambda window: window.search("zebrafish site:harbourpost.example"),
        "search-without": lambda window: window.search("privacy juge tag:policy"),
        "search-mistake": lambda window: window.search("is:purple bridge"),
        "narrow": narrow,
        "compact": widen,
        "problems": lambda window: window.choose_shelf(Shelf.PROBLEMS),
        "failed-save": lambda window: window.list.view.step(0),
        "trash": lambda window: window.choose_shelf(Shelf.TRASH),
        "highlights": bench("highlights"),
        "tags": bench("tags_workbench"),
        "rules": bench("rules"),
        "duplicates": bench("duplicates"),
        "insight": bench("insight"),
        "palette": act("palette"),
        "add": act("add"),
        "preferences": act("preferences"),
        "keys": act("keys"),
        "about": act("about"),
        "drop-overlay": drag_over,
    }


def fill(archive: Archive) -> int:
    """Save the sample articles and two that fail; returns the one to show."""
    chosen = list(samples(ARTICLES))
    added = archive.add([sample.wish for sample in chosen])
    archive.add([NewArticle("http://127.0.0.1:9/refused"), NewArticle("http://localhost:9/also-refused")])
    (sample,) = archive.add(from_files([resources.path("sample/sample.html")]).wishes)
    archive.save_pending()
    pairs = [(one.id, sample) for one, sample in zip(added, chosen, strict=True) if one.id is not None]
    archive.set_read([id for id, sample in pairs if sample.is_read], value=True)
    archive.set_favourite([id for id, sample in pairs if sample.is_favourite], value=True)
    if sample.id is None:
        raise RuntimeError("the sample was not saved")
    archive.tag([sample.id], add=["long reads", "libraries"])
    archive.set_note(sample.id, "For the talk in spring.")
    for words, colour in (("You remember an article", Colour.YELLOW), ("It was a promise", Colour.GREEN)):
        if (place := archive.find_passage(sample.id, words)) is not None:
            archive.highlight(sample.id, *place, colour, "Quote this" if colour is Colour.GREEN else "")
    archive.trash([pairs[-1][0]])
    archive.save_search("Policy, unread", "tag:policy is:unread")
    archive.save_search("Long this year", "words:>1000 saved:this-year")
    return sample.id


def photograph(application: QApplication, archive: Archive, root: Path, folder: Path, wanted: dict[str, State]) -> None:
    """Open a window on the archive, bring it into one state after the other, and write a picture of each."""
    for scheme in (theme.Scheme.LIGHT, theme.Scheme.DARK):
        settings = Settings(root / f"{archive.root.name}-{scheme}.json")
        settings.subscribe(partial(on_setting_changed, application, settings))
        settings.theme = scheme.value
        settings.last_shelf = Shelf.ALL.value
        tasks = TaskRunner()
        window = MainWindow(Workspace(archive, tasks, Notices(), settings))
        window.show()
        wait(2 * SETTLE_MILLISECONDS)
        for name, bring in wanted.items():
            bring(window)
            wait(SETTLE_MILLISECONDS)
            take(window, folder / f"{name}-{scheme}.png")
        window.close()
        tasks.close()


def take(window: MainWindow, file: Path) -> None:
    """Write a picture of the window with what is open over it, and close that."""
    over = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.isWindow() and one is not window]
    picture = window.grab()
    painter = QPainter(picture)
    for one in over:
        corner = one.geometry().topLeft() - window.geometry().topLeft()
        painter.drawPixmap(corner, one.grab())
    painter.end()
    picture.save(str(file))
    for one in over:
        one.close()


def act(name: str) -> State:
    """Do one of the window's actions."""
    return lambda window: window.actions_by_name[name].trigger()


def bench(name: str) -> State:
    """Open a workbench, at a place of the window where it is seen."""

    def bring(window: MainWindow) -> None:
        window.actions_by_name[name].trigger()
        for one in QApplication.topLevelWidgets():
            if isinstance(one, Workbench):
                one.move(window.pos() + QPoint(80, 60))

    return bring


def select_passage(window: MainWindow) -> None:
    """Somebody has selected a sentence."""
    view = next(iter(window.reader.findChildren(ArticleView)))
    window.activateWindow()
    view.setFocus()
    view.find_text("good one, from two or three years ago", done=lambda _number, _of: view.ask_selection())


def on_setting_changed(application: QApplication, settings: Settings, name: str) -> None:
    """Do what the program does when another scheme is chosen."""
    if name == "theme":
        theme.choose(application, theme.Scheme(settings.theme))


def type_tag(window: MainWindow) -> None:
    """Somebody is typing a tag."""
    box = window.tools.search
    window.activateWindow()
    box.edit.setFocus()
    box.clear()
    box.edit.insert("privacy tag:")
    box.query_edited.emit(box.text)


def narrow(window: MainWindow) -> None:
    """The smallest window that must be usable."""
    window.search("")
    window.resize(900, 600)


def widen(window: MainWindow) -> None:
    """The usual window with a compact list."""
    window.resize(1280, 820)
    window.workspace.settings.list_density = "compact"


def drag_over(window: MainWindow) -> None:
    """A link is held over the window."""
    window.workspace.settings.list_density = "comfortable"
    mime = QMimeData()
    mime.setUrls([QUrl(f"https://example.org/{number}") for number in range(12)])
    window._mime = mime  # type: ignore[attr-defined]  # noqa: SLF001  # Qt does not keep it alive
    where = QPointF(window.rect().center())
    copy = Qt.DropAction.CopyAction
    event = QDragEnterEvent(where.toPoint(), copy, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, event)


def wait(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots")))
