from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.errors import InvalidQuery
from pressmark.archive.values import Changed, Order, Shelf
from pressmark.ui.article_list.finder import Answer, Finder
from pressmark.ui.article_list.pane import ArticleListPane
from pressmark.ui.live import LiveArchive, merged

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace


@pytest.fixture
def finder(workspace: Workspace, articles: list[int]) -> Finder:  # noqa: ARG001 - they are in the archive
    return Finder(workspace)


def ids(found: object) -> list[int]:
    return [hit.id for hit in found.args[0].listing.hits]  # type: ignore[attr-defined] # a signal blocker


def test_finds_a_shelf_in_order(finder: Finder, articles: list[int], qtbot: QtBot) -> None:
    finder.set_order(Order.TITLE)
    with qtbot.waitSignal(finder.found) as found:
        finder.set_shelf(Shelf.FAVOURITES)
    assert ids(found) == [articles[3]]
    assert found.args[0].is_refresh is False


def test_only_the_last_of_many_keys_is_answered(finder: Finder, articles: list[int], qtbot: QtBot) -> None:
    queries: list[str] = []
    finder.found.connect(lambda answer: queries.append(answer.listing.query))
    for end in range(1, len("tag:tools") + 1):
        finder.set_query("tag:tools"[:end], is_typing=True)
    with qtbot.waitSignal(finder.found) as found:
        pass
    assert queries == ["tag:tools"]
    assert sorted(ids(found)) == articles[1:3]


def test_the_same_question_again_is_a_refresh(
    finder: Finder, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(finder.found):
        finder.set_shelf(Shelf.READ)
    archive.set_read(articles[:1], value=True)
    with qtbot.waitSignal(finder.found) as found:
        finder.refresh()
    assert found.args[0].is_refresh is True
    assert sorted(ids(found)) == sorted([articles[0], articles[4]])


def test_another_shelf_ends_the_search_and_everywhere_keeps_it(finder: Finder) -> None:
    finder.set_query("tools")
    assert finder.scope.is_search
    finder.set_shelf(Shelf.READ)
    assert (finder.scope.shelf, finder.scope.query) == (Shelf.READ, "")
    finder.search_everywhere("tools")
    assert (finder.scope.shelf, finder.scope.query) == (Shelf.ALL, "tools")


def test_a_mistake_is_told_with_its_place(finder: Finder, qtbot: QtBot) -> None:
    with qtbot.waitSignal(finder.refused) as refused:
        finder.set_query("after:yesterdayish")
    assert isinstance(refused.args[0], InvalidQuery)


def test_the_pane_says_what_shows_and_why_nothing_does(workspace: Workspace, finder: Finder, qtbot: QtBot) -> None:
    pane = ArticleListPane(workspace, finder)
    qtbot.addWidget(pane)
    pane.show()
    with qtbot.waitSignal(pane.listed):
        finder.set_shelf(Shelf.ALL)
    assert (pane._heading.text(), pane._count.text()) == ("All articles", "6")
    assert pane.view.isVisible()
    with qtbot.waitSignal(pane.listed):
        finder.set_query("tag:nonesuch")
    assert not pane.view.isVisible()
    assert pane._empty.isVisible()


def test_the_list_follows_the_archive(
    workspace: Workspace, finder: Finder, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    pane = ArticleListPane(workspace, finder)
    qtbot.addWidget(pane)
    live = LiveArchive(workspace)
    live.changed.connect(pane.apply)
    with qtbot.waitSignal(pane.listed):
        finder.set_shelf(Shelf.INBOX)
    with qtbot.waitSignals([pane.listed, live.counted]):
        archive.trash(articles[:2])
    assert sorted(pane.model.ids) == sorted([articles[2], articles[3], articles[5]])
    live.stop()
    archive.restore(articles[:2])
    with qtbot.assertNotEmitted(live.changed, wait=200):
        pass


def test_changes_are_gathered_without_losing_any() -> None:
    first = Changed(frozenset({1}), counts=False, membership=False, content=True)
    second = Changed(frozenset({2}), counts=True, membership=False)
    assert merged(first, second) == Changed(frozenset({1, 2}), counts=True, membership=False, content=True)


def test_news_of_the_index_keep_what_else_changed() -> None:
    saved = Changed(frozenset({1}), content=True)
    indexed = Changed(counts=False, membership=False, index=True)
    for both in (merged(saved, indexed), merged(indexed, saved)):
        assert both == Changed(frozenset({1}), content=True, index=True)


def test_what_is_asked_meanwhile_is_asked_next_and_the_late_answer_is_dropped(finder: Finder, qtbot: QtBot) -> None:
    queries: list[str] = []
    finder.found.connect(lambda answer: queries.append(answer.listing.query))
    finder.set_query("tag:to", is_typing=True)
    finder._ask()  # under way now
    finder.set_query("tag:tool", is_typing=True)
    finder._ask()
    finder.set_query("tag:tools", is_typing=True)
    with qtbot.waitSignal(finder.found):
        pass
    assert queries == ["tag:tools"]


def test_a_change_while_the_question_is_under_way_asks_it_again(
    finder: Finder, workspace: Workspace, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    answers: list[Answer] = []
    finder.found.connect(answers.append)
    finder.set_shelf(Shelf.READ)
    finder._ask()
    archive.set_read(articles[:1], value=True)
    finder._ask()
    qtbot.waitUntil(lambda: len(answers) >= 2 and workspace.tasks.is_idle)
    assert answers[-1].is_refresh
    assert sorted(answers[-1].listing.hits.ids) == sorted([articles[0], articles[4]])


def test_enter_ends_the_typing(finder: Finder, qtbot: QtBot) -> None:
    with qtbot.waitSignal(finder.found):
        finder.set_query("is:unr", is_typing=True)
    with qtbot.waitSignal(finder.refused) as refused:
        finder.set_query("is:unr")
    assert refused.args[0].position == 3


def test_the_first_screen_comes_with_the_answer(finder: Finder, articles: list[int], qtbot: QtBot) -> None:
    with qtbot.waitSignal(finder.found) as found:
        finder.set_query("tag:tools")
    assert {row.article.id for row in found.args[0].rows} == set(articles[1:3])
