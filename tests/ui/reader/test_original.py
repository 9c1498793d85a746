"""The page as it was, in the real engine: shown with its own files, and behind the same walls as the text."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWebEngineCore import QWebEngineScript, QWebEngineSettings

from hostile_page import ATTACKS, listening
from pressmark import resources
from pressmark.archive.capture.original import lay_out
from pressmark.archive.errors import NotReadable
from pressmark.archive.values import Article, LocalPage, NewArticle, Original
from pressmark.ui.reader.original import OriginalView
from pressmark.ui.reader.view import ReaderView

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace

engine = pytest.mark.engine

PICTURE = resources.path("icons/pressmark-64.png").read_bytes()
COPY = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/story
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--B--"

----B--
Content-Type: text/html
Content-Location: https://example.org/story

<html><head><title>A copy</title><link rel="stylesheet" href="cid:css-1@mhtml.blink"></head><body>
<p>text</p><img src="https://example.org/p.png?a=1&amp;b=2"><a href="https://example.org/p.png?a=1&amp;b=23">near</a>
<img src="https://example.org/gone.png"></body></html>
----B--
Content-Type: text/css
Content-ID: <css-1@mhtml.blink>
Content-Location: https://example.org/css/s.css

p { background: url("../p.png?a=1&b=2"); color: rgb(1, 2, 3) }
----B--
Content-Type: image/png
Content-Location: https://example.org/p.png?a=1&b=2

picture
----B--
Content-Type: application/javascript
Content-Location: https://example.org/s.js

document.title = 'run'
----B----
"""


def laid_out(snapshot: Path, target: Path) -> dict[str, str]:
    parts: dict[str, str] = lay_out(str(snapshot), "text/html", str(target))["parts"]
    return parts


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    made = tmp_path / "snapshot"
    made.mkdir()
    return made


@pytest.fixture
def target(tmp_path: Path) -> Path:
    made = tmp_path / "target"
    made.mkdir()
    return made


def test_a_full_copy_brings_its_looks_and_no_scripts(snapshot: Path, target: Path) -> None:
    (snapshot / "page.mhtml").write_bytes(COPY.replace(b"\n", b"\r\n"))
    parts = laid_out(snapshot, target)
    assert parts == {"0000": "text/css", "0001": "image/png"}
    page = (target / "page.html").read_text()
    assert '<link rel="stylesheet" href="0000">' in page
    assert '<img src="0001">' in page
    assert "https://example.org/p.png?a=1&amp;b=23" in page
    assert 'url("0001")' in (target / "0000").read_text()
    assert {one.name for one in target.iterdir()} == {"page.html", "0000", "0001"}


def test_a_page_as_it_came_is_there_without_the_rest(snapshot: Path, target: Path) -> None:
    (snapshot / "page.html.gz").write_bytes(gzip.compress("<p>Grüße".encode("cp1252")))
    found = lay_out(str(snapshot), "text/html; charset=windows-1252", str(target))
    assert found == {"parts": {}, "is_copy": False}
    assert (target / "page.html").read_text(encoding="utf-8") == "<p>Grüße"


@pytest.mark.parametrize(("name", "data"), [("page.pdf", b"x"), ("page.mhtml", b"x"), ("page.html.gz", b"x")])
def test_what_holds_no_page_is_said(snapshot: Path, target: Path, name: str, data: bytes) -> None:
    (snapshot / name).write_bytes(data)
    with pytest.raises(NotReadable):
        laid_out(snapshot, target)


@pytest.fixture
def view(workspace: Workspace, qtbot: QtBot) -> Iterator[OriginalView]:
    made = OriginalView(workspace.tasks)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    yield made
    made.forget()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)


def show(view: OriginalView, qtbot: QtBot, page: str, parts: dict[str, bytes] | None = None) -> Path:
    folder = view.new_folder()
    (folder / "page.html").write_text(page)
    for name, data in (parts or {}).items():
        (folder / name).write_bytes(data)
    with qtbot.waitSignal(view.shown, timeout=20_000):
        view.show_original(Original(folder, dict.fromkeys(parts or {}, "image/png"), is_copy=True))
    return folder


@engine
def test_a_hostile_page_reaches_nothing_and_runs_nothing(view: OriginalView, qtbot: QtBot) -> None:
    titles: list[str] = []
    view.titleChanged.connect(titles.append)
    with listening() as (port, heard):
        page = ATTACKS.format(port=port)
        show(view, qtbot, page.replace("pressmark-article:", "pressmark-original:"))
        show(view, qtbot, f"<title>second</title><p>quiet<img src='http://127.0.0.1:{port}/late.png'>")
        qtbot.waitUntil(lambda: view.title() == "second", timeout=20_000)
    assert heard == []
    assert "run" not in titles
    assert not view.page().settings().testAttribute(QWebEngineSettings.WebAttribute.JavascriptEnabled)
    assert view.page().profile().isOffTheRecord()


@engine
def test_its_pictures_come_from_its_own_files_only(view: OriginalView, qtbot: QtBot) -> None:
    page = (
        "<style>body{margin:0}img{width:100px;height:100px}</style><img src='0000'><img src='../../0000'>"
        "<img src='page.html'><img src='%2e%2e/%2e%2e/etc/passwd'><img src='pressmark-article://reader/1/'>"
    )
    show(view, qtbot, page, {"0000": PICTURE})
    widths: list[str] = []
    script = "Array.from(document.images).map(one => one.naturalWidth).join(' ')"
    view.page().runJavaScript(script, QWebEngineScript.ScriptWorldId.ApplicationWorld.value, widths.append)
    qtbot.waitUntil(lambda: bool(widths), timeout=20_000)
    assert widths == ["64 0 0 0 0"]


@engine
def test_a_page_that_is_left_is_gone_from_the_disk(view: OriginalView, qtbot: QtBot) -> None:
    folder = show(view, qtbot, "<title>first</title>")
    view.forget()
    assert not folder.exists()


@pytest.fixture
def article(archive: Archive) -> Article:
    text = "".join(
        f"<p>Paragraph {number} of a story about the sea, which is wide and cold.</p>" for number in range(30)
    )
    page = f"<html lang='en'><title>The sea</title><nav>Menu</nav><article><h1>The sea</h1>{text}</article></html>"
    (added,) = archive.add([NewArticle("https://example.org/sea", page=LocalPage(page.encode(), "text/html"))])
    assert added.id is not None
    archive.save_pending()
    return archive.article(added.id)


@engine
def test_the_reader_goes_to_the_original_and_back(workspace: Workspace, qtbot: QtBot, article: Article) -> None:
    reader = ReaderView(workspace)
    qtbot.addWidget(reader)
    reader.resize(700, 600)
    reader.show()
    with qtbot.waitSignal(reader.article_shown, timeout=20_000):
        reader.show_article(article)
    with qtbot.waitSignal(reader.original_shown, timeout=20_000):
        reader.toggle_original()
    assert reader.pages.currentWidget() is reader.original
    assert reader.original.note.isVisible()
    reader.show_article(article)  # as after a change of its tags
    assert reader.pages.currentWidget() is reader.original
    reader.toggle_original()
    assert reader.pages.currentWidget() is reader._web
    assert not reader.original.note.isVisible()
    reader.toggle_original()
    reader.show_article(None)  # before it was laid out
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    assert reader.pages.currentWidget() is reader.state
    reader.hide()
