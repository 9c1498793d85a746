"""Every operation that changes the archive, while nothing can be written: it says why, and can be tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.errors import DiskFull
from pressmark.archive.storage import database
from pressmark.archive.values import Colour, NewArticle, Rule, TagColour
from pressmark.ui import operations
from pressmark.ui.notices import Kind
from storage_steps import capture, found

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace

    Operation = Callable[[Workspace, list[int]], None]

TEXT = "A ferry left the harbour at dawn. Nobody on board spoke of the storm that was to come."

OPERATIONS: dict[str, Operation] = {
    "trash": lambda workspace, ids: operations.trash(workspace, ids[:2]),
    "restore": lambda workspace, ids: operations.restore(workspace, ids[5:]),
    "set_read": lambda workspace, ids: operations.set_read(workspace, ids, value=True),
    "set_favourite": lambda workspace, ids: operations.set_favourite(workspace, ids, value=True),
    "change_tags": lambda workspace, ids: operations.change_tags(workspace, ids, add=["new"]),
    "rename_tag": lambda workspace, _ids: operations.rename_tag(workspace, "tools", "devices"),
    "merge_tags": lambda workspace, _ids: operations.merge_tags(workspace, ["tools", "history"], "devices"),
    "remove_tags": lambda workspace, _ids: operations.remove_tags(workspace, ["tools"]),
    "colour_tag": lambda workspace, _ids: operations.colour_tag(workspace, "tools", TagColour.RED),
    "save_search": lambda workspace, _ids: operations.save_search(workspace, "bees", "Bees"),
    "rename_saved_search": lambda workspace, _ids: operations.rename_saved_search(workspace, 1, "Other"),
    "delete_saved_search": lambda workspace, _ids: operations.delete_saved_search(workspace, 1),
    "arrange_saved_searches": lambda workspace, _ids: operations.arrange_saved_searches(workspace, [2, 1]),
    "rename_article": lambda workspace, ids: operations.rename_article(
        workspace, workspace.archive.article(ids[0]), "Another title"
    ),
    "set_note": lambda workspace, ids: operations.set_note(workspace, workspace.archive.article(ids[0]), "A note"),
    "highlight": lambda workspace, ids: operations.highlight(
        workspace, workspace.archive.article(ids[0]), "the harbour", 11, Colour.YELLOW
    ),
    "recolour": lambda workspace, _ids: operations.recolour(workspace, 1, Colour.PINK),
    "annotate": lambda workspace, _ids: operations.annotate(workspace, 1, "of 1953"),
    "remove_highlights": lambda workspace, _ids: operations.remove_highlights(workspace, [1]),
    "merge_articles": lambda workspace, ids: operations.merge_articles(workspace, ids[0], ids[1:2]),
    "set_rules": lambda workspace, _ids: operations.set_rules(workspace, [Rule("bees", ("nature",))]),
    "apply_rule": lambda workspace, ids: operations.apply_rule(workspace, Rule("bees", ("insects",)), ids[:1]),
    "save_wishes": lambda workspace, _ids: operations.save_wishes(workspace, [NewArticle("https://new.example/")]),
}
WITHOUT_UNDO: dict[str, Operation] = {
    "purge": lambda workspace, ids: operations.purge(workspace, ids[5:]),
    "retry": lambda workspace, ids: operations.retry(workspace, ids[1:2]),
}


@pytest.fixture
def ids(archive: Archive, articles: list[int]) -> list[int]:
    """Six articles: the first has a text with a highlight, the last lies in the trash; and two saved searches."""
    capture(archive._storage, articles[0], found(TEXT))
    archive.highlight(articles[0], 2, 7)
    archive.trash(articles[5:])
    archive.save_search("One", "bees")
    archive.save_search("Two", "maps")
    return articles


@pytest.mark.parametrize("name", [*OPERATIONS, *WITHOUT_UNDO])
def test_a_failure_is_said_and_can_be_tried_again(
    name: str, workspace: Workspace, ids: list[int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_engine: object) -> object:
        raise DiskFull

    with monkeypatch.context() as broken:
        broken.setattr(database, "writing", refuse)
        with qtbot.waitSignal(workspace.notices.shown):
            (OPERATIONS | WITHOUT_UNDO)[name](workspace, ids)
        qtbot.waitUntil(lambda: workspace.tasks.is_idle)
        notice = workspace.notices.current
        assert notice is not None
        assert (notice.kind, notice.action_text) == (Kind.PROBLEM, "Retry")
        assert notice.text.startswith("The disk is full")
        assert workspace.undo.undo_text == ""
        assert workspace.activity.jobs == ()
    assert notice.action is not None
    workspace.notices.dismiss()
    notice.action()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    assert workspace.notices.current is None or workspace.notices.current.kind is not Kind.PROBLEM
    assert bool(workspace.undo.undo_text) == (name in OPERATIONS)


@pytest.mark.parametrize("name", list(OPERATIONS))
def test_an_undo_that_fails_can_be_tried_again(
    name: str, workspace: Workspace, ids: list[int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_engine: object) -> object:
        raise DiskFull

    with qtbot.waitSignal(workspace.notices.shown):
        OPERATIONS[name](workspace, ids)
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    done = workspace.undo.undo_text
    assert done
    workspace.notices.dismiss()
    with monkeypatch.context() as broken:
        broken.setattr(database, "writing", refuse)
        workspace.undo.undo()
        qtbot.waitUntil(lambda: workspace.tasks.is_idle)
        assert workspace.undo.undo_text == done
        assert workspace.notices.current is not None
        assert workspace.notices.current.kind is Kind.PROBLEM
    workspace.undo.undo()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle and workspace.undo.undo_text == "")
    assert workspace.undo.redo_text == done
