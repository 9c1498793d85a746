"""Going back to a backup from the window: it closes, and opens again on what was restored, or on what was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.archive import kept_backups, open_archive
from pressmark.archive.values import NewArticle
from whole_program import run_program

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.engine

PERSON = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pressmark.ui.dialogs.crash import CrashDialog
from pressmark.ui.dialogs.restore import RestoreDialog
application.setQuitOnLastWindowClosed(False)
if sys.argv[2] == "tray":
    QSystemTrayIcon.isSystemTrayAvailable = staticmethod(lambda: True)
    settings.keep_in_tray = True
assert program.open(folder, ()) is None
first = program.window
if sys.argv[2] == "tray":
    first.show_article(2)
first.actions_by_name["restore_backup"].trigger()

if sys.argv[2] == "bug":
    from pressmark.archive import archive as facade
    facade.restore_archive = lambda *_arguments: 1 / 0

def look():
    for dialog in first_dialogs():
        if dialog.list.topLevelItemCount():
            if sys.argv[2] in ("newest", "bug", "tray"):
                dialog.restore.click()
            else:
                dialog._choose(Path(sys.argv[2]))
    archive = program._archive
    if program.window is not first and archive is not None:
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, CrashDialog):
                told = "ZeroDivisionError" in dialog.report.toPlainText()
                print(told, program.window.isVisible(), application.quitOnLastWindowClosed(), flush=True)
                application.quit()
                return
        if sys.argv[2] == "tray" and not application.quitOnLastWindowClosed():
            print(program._settings.last_article, flush=True)
            application.quit()
            return
        notice = program._workspace.notices.current
        if notice is not None:
            print(notice.text, "|", archive.article(1).tags, archive.article(2).url, flush=True)
            application.quit()
            return
    timer.start(30)

def first_dialogs():
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, RestoreDialog) and one.isVisible()]

timer = QTimer(application)
timer.setSingleShot(True)
timer.timeout.connect(look)
timer.start(30)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive with a backup from before a tag went and an article came."""
    root = tmp_path / "archive"
    with open_archive(root, cache=tmp_path / "cache") as archive:
        archive.add([NewArticle("https://example.org/first", tags=("kept",))])
        archive.back_up_daily()
        archive.tag([1], (), ["kept"])
        archive.add([NewArticle("https://example.org/second")])
    return root


def test_the_window_comes_back_on_what_was_restored(folder: Path) -> None:
    done = run_program(PERSON, folder, "newest")
    assert done.returncode == 0, done.stderr
    assert done.stdout == (
        "Restored; what was there before is among the backups now | ('kept',) https://example.org/second\n"
    )
    assert [(one.reason, one.articles) for one in kept_backups(folder)] == [("replaced", 2), ("daily", 1)]


def test_the_window_comes_back_on_what_was_there_where_it_fails(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_bytes(b"Dear reader, this is no database. " * 200)
    done = run_program(PERSON, folder, str(tmp_path / "letter.db"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("| () https://example.org/second\n")
    assert "backup" in done.stdout
    assert [one.reason for one in kept_backups(folder)] == ["daily"]


def test_the_window_comes_back_even_after_a_bug(folder: Path) -> None:
    done = run_program(PERSON, folder, "bug")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "True True True\n"


def test_a_window_that_is_kept_in_the_tray_closes_for_it_all_the_same(folder: Path) -> None:
    done = run_program(PERSON, folder, "tray")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "2\n"  # what it showed was noted when it closed; and the next one is kept again
