"""The whole program opens an article: with all that the window of a test lacks, like what listens to the system."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.archive import open_archive
from pressmark.archive.values import LocalPage, NewArticle
from whole_program import run_program

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.engine

PERSON = """
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
QCoreApplication.sendEvent(application, QFileOpenEvent(QUrl("pressmark:search?q=ferry")))
assert program.open(folder, ()) is None
window = program.window
print("searched for", window.finder.scope.query, flush=True)

def go_on(id):
    print("shown", id, flush=True)
    QCoreApplication.sendEvent(application, QFileOpenEvent(QUrl("pressmark:search?q=gulls")))
    print("searched for", window.finder.scope.query, flush=True)
    window.close()

window.reader.article_shown.connect(go_on)
window.show_article(1)
"""


def test_an_article_opens_while_the_system_is_listened_to(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    page = b"<title>The ferry</title><article><h1>The ferry</h1>" + b"<p>The gulls followed it for an hour.</p>" * 30
    with open_archive(folder, cache=tmp_path / "cache") as archive:
        archive.add([NewArticle("https://example.org/ferry", page=LocalPage(page, "text/html"))])
        archive.save_pending()
    done = run_program(PERSON, folder)
    assert done.stdout.splitlines() == ["searched for ferry", "shown 1", "searched for gulls"], done.stderr
    assert done.returncode == 0, done.stderr
