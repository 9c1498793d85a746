from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog

from pressmark.archive.values import TagColour
from pressmark.ui.live import LiveArchive
from pressmark.ui.workbench.tag_table import NAME, NUMBER, TagFilter, TagTable
from pressmark.ui.workbench.tags import TagsWorkbench

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace

TAGS = (("a", 3), ("B/c", 1), ("d", 12), ("é", 1))


def shown(proxy: TagFilter) -> list[str]:
    return [str(proxy.index(row, NAME).data()) for row in range(proxy.rowCount())]


@pytest.mark.parametrize(
    ("text", "is_rare", "expected"),
    [("", False, ["a", "B/c", "d", "é"]), ("b/", False, ["B/c"]), ("", True, ["B/c", "é"]), ("x", False, [])],
)
def test_the_table_is_narrowed(text: str, is_rare: bool, expected: list[str], qtmodeltester: ModelTester) -> None:
    table = TagTable()
    proxy = TagFilter(table)
    table.show_tags(TAGS, {})
    qtmodeltester.check(table)
    proxy.sort(NAME)
    proxy.narrow(text, is_rare=is_rare)
    assert shown(proxy) == expected


def test_numbers_sort_as_numbers() -> None:
    table = TagTable()
    proxy = TagFilter(table)
    table.show_tags(TAGS, {})
    proxy.sort(NUMBER, Qt.SortOrder.DescendingOrder)
    assert shown(proxy) == ["d", "a", "B/c", "é"]


def test_other_numbers_keep_the_rows(qtbot: QtBot) -> None:
    table = TagTable()
    table.show_tags(TAGS, {})
    with qtbot.assertNotEmitted(table.modelReset), qtbot.waitSignal(table.dataChanged):
        table.show_tags([(name, number + 1) for name, number in TAGS], {"a": TagColour.RED})
    assert table.index(0, NUMBER).data() == "4"


@pytest.fixture
def bench(workspace: Workspace, articles: list[int], qtbot: QtBot) -> Iterator[TagsWorkbench]:
    assert articles
    live = LiveArchive(workspace)
    made = TagsWorkbench(workspace, live, ())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.table.rowCount() == 3)
    yield made
    live.stop()


def tags(archive: Archive) -> list[str]:
    return [name for name, _ in archive.counts().tags]


def test_a_tag_is_renamed_in_place(bench: TagsWorkbench, archive: Archive, qtbot: QtBot) -> None:
    assert bench.table.setData(bench.table.index(0, NAME), " past/ ")
    qtbot.waitUntil(lambda: tags(archive) == ["nature/insects", "past", "tools"])
    qtbot.waitUntil(lambda: bench.table.tag_at(1) == "past")
    assert not bench.table.setData(bench.table.index(0, NAME), " / ")


def test_selected_tags_are_merged(bench: TagsWorkbench, archive: Archive, qtbot: QtBot) -> None:
    assert not any(button.isEnabled() for button in bench._for_several)
    bench.select(["history", "tools"])
    assert bench.chosen == ["history", "tools"]
    bench._ask_merge()
    (dialog,) = bench.findChildren(QInputDialog)
    dialog.setTextValue("craft/")
    dialog.accept()
    qtbot.waitUntil(lambda: tags(archive) == ["craft", "nature/insects"])


def test_selected_tags_are_deleted_by_key(bench: TagsWorkbench, archive: Archive, qtbot: QtBot) -> None:
    bench.activateWindow()
    bench.view.setFocus()
    bench.select(["history", "tools"])
    qtbot.keyClick(bench.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: tags(archive) == ["nature/insects"])


def test_a_colour_shows_where_it_was_chosen(bench: TagsWorkbench, archive: Archive, qtbot: QtBot) -> None:
    bench.select(["history", "tools"])
    bench._fill_colours()
    names = {action.text(): action for action in bench._colour_menu.actions()}
    assert names["None"].isChecked()
    names["Teal"].trigger()
    qtbot.waitUntil(lambda: set(archive.tag_colours()) == {"history", "tools"})
    qtbot.waitUntil(lambda: len(bench._colours) == 2)
    bench._fill_colours()
    assert [action.text() for action in bench._colour_menu.actions() if action.isChecked()] == ["Teal"]


def test_articles_of_tags_are_asked_for(bench: TagsWorkbench, archive: Archive, qtbot: QtBot) -> None:
    bench.select(["history", "nature/insects"])
    with qtbot.waitSignal(bench.query_chosen) as asked:
        bench._show_articles()
    assert asked.args is not None
    assert archive.find(asked.args[0]).total == 2
