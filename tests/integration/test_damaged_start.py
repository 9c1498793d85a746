"""A damage that is found while the window is open already: it makes room for the offer to rebuild, and comes back."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.archive import open_archive
from pressmark.archive.values import NewArticle

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.engine

PERSON = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pressmark import app, paths
from pressmark.settings import Settings
from pressmark.ui import theme

application = app.make_application()
settings = Settings(paths.config_path() / "settings.json")
theme.install(application, theme.Scheme.LIGHT)
program = app.Program(application, settings)
application.setQuitOnLastWindowClosed(False)
assert program.open(Path(sys.argv[1]), ()) is None
first = program.window
print("a window shows", flush=True)

def look():
    box = QApplication.activeModalWidget()
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
code = application.exec()
program.take_down()
sys.exit(code)
"""


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """The folder of an archive of which a page is broken that opening does not look at."""
    folder = tmp_path / "archive"
    with open_archive(folder, cache=tmp_path / "cache") as archive:
        archive.add([NewArticle(f"https://example.org/{number}") for number in range(2)])
    with closing(sqlite3.connect(folder / "archive.db")) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'reference'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    data = bytearray((folder / "archive.db").read_bytes())
    data[(page - 1) * size : page * size] = b"\x05" * size
    (folder / "archive.db").write_bytes(data)
    return folder


def start(folder: Path, choice: str) -> subprocess.CompletedProcess[str]:
    places = {f"PRESSMARK_{name.upper()}": str(folder.parent / name) for name in ("cache", "config", "logs")}
    return subprocess.run(
        [sys.executable, "-c", PERSON, str(folder), choice],
        env={**os.environ, **places, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_damaged_database_is_made_again_and_the_window_comes_back(damaged: Path, tmp_path: Path) -> None:
    done = start(damaged, "Rebuild from the article folders")
    assert done.returncode == 0, done.stderr
    first, asked, again = done.stdout.splitlines()
    assert first == "a window shows"
    assert "Rebuild from the article folders" in asked
    assert again == "a window shows again with ['https://example.org/0', 'https://example.org/1']"
    with open_archive(damaged, cache=tmp_path / "cache") as archive:
        assert archive.article(1).tags == ("after",)


def test_who_quits_leaves_the_archive_as_it_is(damaged: Path) -> None:
    before = (damaged / "archive.db").read_bytes()
    done = start(damaged, "Quit")
    assert done.returncode == 3, done.stderr
    assert (damaged / "archive.db").read_bytes() == before
