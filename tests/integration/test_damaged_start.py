"""A damage that is found while the window is open already: it makes room for the offer to rebuild, and comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.archive import open_archive
from pressmark.archive.values import NewArticle
from storage_steps import break_table
from whole_program import run_program

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.engine

PERSON = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pressmark.archive import archive as facade
from pressmark.ui.dialogs.crash import CrashDialog
if sys.argv[2:] == ["Rebuild from the article folders", "bug"]:
    facade.rebuild_archive = lambda *_arguments: 1 / 0
application.setQuitOnLastWindowClosed(False)
assert program.open(folder, ()) is None
first = program.window
print("a window shows", flush=True)

def look():
    box = QApplication.activeModalWidget()
    if isinstance(box, CrashDialog):
        print("ZeroDivisionError" in box.report.toPlainText(), program.window is not first, flush=True)
        application.quit()
        return
    if isinstance(box, QMessageBox):
        print("asked", sorted(one.text().replace("&", "") for one in box.buttons()), flush=True)
        wanted = sys.argv[2]
        next(one for one in box.buttons() if one.text().replace("&", "") == wanted).click()
    archive = program._archive
    if program.window is not first and archive is not None and not archive._storage._opening_check.is_due:
        print("a window shows again with", [article.url for article in archive.articles([1, 2])], flush=True)
        archive.tag([1], ["after"])
        application.quit()
        return
    timer.start(30)

timer = QTimer(application)
timer.setSingleShot(True)
timer.timeout.connect(look)
timer.start(30)
"""


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """The folder of an archive of which a page is broken that opening does not look at."""
    folder = tmp_path / "archive"
    with open_archive(folder, cache=tmp_path / "cache") as archive:
        archive.add([NewArticle(f"https://example.org/{number}") for number in range(2)])
    break_table(folder, "reference")
    return folder


def test_a_damaged_database_is_made_again_and_the_window_comes_back(damaged: Path, tmp_path: Path) -> None:
    done = run_program(PERSON, damaged, "Rebuild from the article folders")
    assert done.returncode == 0, done.stderr
    first, asked, again = done.stdout.splitlines()
    assert first == "a window shows"
    assert "Rebuild from the article folders" in asked
    assert again == "a window shows again with ['https://example.org/0', 'https://example.org/1']"
    with open_archive(damaged, cache=tmp_path / "cache") as archive:
        assert archive.article(1).tags == ("after",)


def test_who_quits_leaves_the_archive_as_it_is(damaged: Path) -> None:
    before = (damaged / "archive.db").read_bytes()
    done = run_program(PERSON, damaged, "Quit")
    assert done.returncode == 3, done.stderr
    assert (damaged / "archive.db").read_bytes() == before


def test_after_a_bug_there_is_a_window_to_end_it_with(damaged: Path) -> None:
    done = run_program(PERSON, damaged, "Rebuild from the article folders", "bug")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "True True"
