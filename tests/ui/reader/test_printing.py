"""The article as a PDF, from the real page: readable on paper whatever the theme, and told when it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from pressmark.archive.values import LocalPage, NewArticle
from pressmark.ui.notices import Kind
from pressmark.ui.reader.view import ReaderView

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from pressmark.ui.workspace import Workspace

PAGE = (
    "<html lang='en'><title>The ferry</title><article><h1>The ferry</h1>"
    + "".join(f"<p>On day {number} nobody on board spoke of the storm that was to come.</p>" for number in range(90))
    + "</article></html>"
)


@pytest.fixture
def reader(workspace: Workspace, qtbot: QtBot) -> Iterator[ReaderView]:
    wish = NewArticle("https://example.org/ferry", page=LocalPage(PAGE.encode(), "text/html"))
    (added,) = workspace.archive.add([wish])
    assert added.id is not None
    workspace.archive.save_pending()
    workspace.settings.reader_theme = "dark"
    view = ReaderView(workspace)
    view.resize(700, 500)
    qtbot.addWidget(view)
    view.show()
    with qtbot.waitSignal(view.article_shown, timeout=20_000):
        view.show_article(workspace.archive.article(added.id))
    yield view
    view.hide()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)


@pytest.mark.engine
def test_a_pdf_has_all_of_the_text_dark_on_white(
    reader: ReaderView, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    assert reader._web is not None
    file = tmp_path / "ferry.pdf"
    with qtbot.waitSignal(workspace.notices.shown, timeout=20_000):
        reader.printing.write_pdf(reader._web, file)
    document = pypdfium2.PdfDocument(file)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    assert len(document) > 1
    assert "On day 89 nobody" in text
    assert "https://example.org/ferry" in text
    pixels = document[0].render().to_numpy()
    assert tuple(pixels[2, 2][:3]) == (255, 255, 255)
    assert pixels.min() < 60
    document.close()


@pytest.mark.engine
def test_a_pdf_that_cannot_be_written_is_told(
    reader: ReaderView, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    assert reader._web is not None
    with qtbot.waitSignal(workspace.notices.shown, timeout=20_000):
        reader.printing.write_pdf(reader._web, tmp_path / "nowhere" / "ferry.pdf")
    assert workspace.notices.current is not None
    assert workspace.notices.current.kind is Kind.PROBLEM
    assert workspace.notices.current.action is not None
