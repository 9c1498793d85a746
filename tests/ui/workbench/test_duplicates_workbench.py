from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from pressmark.archive.values import NewArticle
from pressmark.ui import operations
from pressmark.ui.workbench.duplicates import DuplicatesWorkbench

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace


@pytest.fixture
def twins(archive: Archive) -> tuple[int, int]:
    one, two = archive.add(
        [
            NewArticle("https://example.org/a", "<b>Twin</b>", ("old",)),
            NewArticle("https://m.example.org/a", "Its variant", ("new",)),
        ]
    )
    assert one.id is not None
    assert two.id is not None
    return one.id, two.id


@pytest.fixture
def bench(workspace: Workspace, twins: tuple[int, int], qtbot: QtBot) -> DuplicatesWorkbench:
    assert twins
    made = DuplicatesWorkbench(workspace, ())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.groups.count() == 1)
    return made


def test_twins_stand_side_by_side_and_are_merged(
    bench: DuplicatesWorkbench, workspace: Workspace, archive: Archive, twins: tuple[int, int], qtbot: QtBot
) -> None:
    assert bench.kept == twins[0]
    assert "<b>Twin</b>" in [label.text() for label in bench.findChildren(QLabel)]
    bench._choices.button(twins[1]).click()
    bench.merge.click()
    qtbot.waitUntil(lambda: archive.article(twins[1]).tags == ("new", "old"))
    assert archive.article(twins[0]).trashed_at is not None
    assert bench.groups.count() == 0
    assert not bench.merge.isEnabled()
    qtbot.waitUntil(lambda: workspace.undo.undo_text == "Merged 2 articles")
    workspace.undo.undo()
    qtbot.waitUntil(lambda: archive.article(twins[0]).trashed_at is None)


def test_what_is_kept_apart_leaves_the_list_only(
    bench: DuplicatesWorkbench, archive: Archive, twins: tuple[int, int]
) -> None:
    bench.leave.click()
    assert bench.groups.count() == 0
    assert bench.state.text().startswith("No duplicates")
    assert all(archive.article(id).trashed_at is None for id in twins)


def test_one_is_read(bench: DuplicatesWorkbench, twins: tuple[int, int], qtbot: QtBot) -> None:
    with qtbot.waitSignal(bench.article_chosen) as chosen:
        bench.open_one.click()
    assert chosen.args == [twins[0]]


def test_the_search_is_an_activity_that_ends(bench: DuplicatesWorkbench, workspace: Workspace, qtbot: QtBot) -> None:
    assert workspace.activity.jobs == ()
    bench._find()
    assert len(workspace.activity.jobs) == 1
    qtbot.keyClick(bench, Qt.Key.Key_Escape)
    assert not bench.isVisible()
    assert workspace.activity.jobs == ()


def test_the_search_says_how_far_it_is(
    bench: DuplicatesWorkbench, workspace: Workspace, archive: Archive, qtbot: QtBot
) -> None:
    archive.add([NewArticle(f"https://example.org/{number}", "The very same long title") for number in range(3)])
    seen: list[str] = []
    workspace.activity.changed.connect(lambda: seen.extend(job.count for job in workspace.activity.jobs))
    bench._find()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle and workspace.activity.jobs == ())
    assert "3 of 3" in seen


def test_a_merger_that_fails_offers_another_try(workspace: Workspace, twins: tuple[int, int], qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.notices.shown):
        operations.merge_articles(workspace, 99, twins)
    notice = workspace.notices.current
    assert notice is not None
    assert notice.action_text == "Retry"
    assert workspace.undo.undo_text == ""
