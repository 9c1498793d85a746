from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pressmark.archive.values import Colour, LocalPage, NewArticle
from pressmark.ui import operations
from pressmark.ui.live import LiveArchive
from pressmark.ui.notices import Kind
from pressmark.ui.workbench.highlight_list import HighlightList
from pressmark.ui.workbench.highlights import HighlightsWorkbench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace

PAGE = "<html><title>{title}</title><article><h1>{title}</h1><p>The {title} left at dawn.</p>" + "<p>Sea.</p>" * 20


@pytest.fixture
def ids(archive: Archive) -> list[int]:
    """Three highlights, the newest last: two on the ferry (yellow; pink with a note), one on the barge (green)."""
    pages = [LocalPage(PAGE.format(title=title).encode(), "text/html") for title in ("ferry", "<b>barge</b>")]
    added = archive.add([NewArticle(f"https://example.org/{n}", page=page) for n, page in enumerate(pages)])
    archive.save_pending()
    ferry, barge = (one.id for one in added if one.id is not None)
    made = []
    for article, words, colour, note in (
        (ferry, "left at dawn", Colour.YELLOW, ""),
        (ferry, "dawn", Colour.PINK, "which *day*?"),
        (barge, "left at", Colour.GREEN, ""),
    ):
        place = archive.find_passage(article, words)
        assert place is not None
        made.append(archive.highlight(article, *place, colour, note).id)
    return made


@pytest.fixture
def bench(workspace: Workspace, ids: list[int], qtbot: QtBot) -> Iterator[HighlightsWorkbench]:
    live = LiveArchive(workspace)
    made = HighlightsWorkbench(workspace, live, ())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.list.rowCount() == len(ids))
    yield made
    live.stop()


def test_the_newest_comes_first(bench: HighlightsWorkbench, ids: list[int], qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(bench.list)
    assert bench.chosen == ids[::-1]
    assert bench.list.index(0).data() == "left at (<b>barge</b>)"


def test_it_is_narrowed_by_words_colour_and_what_lost_its_place(bench: HighlightsWorkbench, ids: list[int]) -> None:
    bench.search.setText("DAY")
    assert bench.chosen == [ids[1]]
    bench.search.setText("ferry")
    assert bench.chosen == [ids[1], ids[0]]
    bench.colours.setCurrentIndex(bench.colours.findData(Colour.YELLOW))
    assert bench.chosen == [ids[0]]
    bench.lost.setChecked(True)
    assert bench.chosen == []
    assert not bench._copy.isEnabled()


def test_a_row_leads_to_its_passage(bench: HighlightsWorkbench, archive: Archive, ids: list[int], qtbot: QtBot) -> None:
    bench.view.setCurrentIndex(bench._filter.index(1, 0))
    with qtbot.waitSignal(bench.passage_chosen) as asked:
        qtbot.keyClick(bench.view, Qt.Key.Key_Return)
    article = next(one.article_id for one in archive.all_highlights() if one.id == ids[1])
    assert asked.args == [article, ids[1]]


def test_what_is_removed_goes_and_comes_back(
    bench: HighlightsWorkbench, workspace: Workspace, ids: list[int], qtbot: QtBot
) -> None:
    bench.view.setCurrentIndex(bench._filter.index(0, 0))
    bench.view.setFocus()
    qtbot.keyClick(bench.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: bench.list.rowCount() == 2)
    workspace.undo.undo()
    qtbot.waitUntil(lambda: bench.chosen == ids[::-1])


def test_they_are_copied_as_markdown(bench: HighlightsWorkbench, qtbot: QtBot) -> None:
    qtbot.mouseClick(bench._copy, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "barge" in QApplication.clipboard().text())
    assert QApplication.clipboard().text() == (
        "## \\<b>barge\\</b>\n\n<https://example.org/1>\n\n> left at\n\n"
        "## ferry\n\n<https://example.org/0>\n\n> left at dawn\n\n> dawn\n\nwhich \\*day\\*?\n"
    )


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_left(
    workspace: Workspace, ids: list[int], tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "highlights.md"
    operations.export_highlights(workspace, ids, target)
    qtbot.waitUntil(target.exists)
    assert target.read_text(encoding="utf-8").startswith("## ")
    target.unlink()
    target.mkdir()
    operations.export_highlights(workspace, ids, target)
    qtbot.waitUntil(lambda: workspace.notices.current is not None and workspace.notices.current.kind is Kind.PROBLEM)
    assert sorted(path.name for path in tmp_path.glob("highlights*")) == ["highlights.md"]


def test_an_empty_list_is_a_good_model(qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(HighlightList())
