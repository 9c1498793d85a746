from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from pressmark.archive.values import Hits, Listing, LocalPage, NewArticle, Order, Shelf, SnippetSource, Way
from pressmark.ui.article_list.model import KEPT_PAGES, PAGE, ArticleListModel, Role, Row, ids_in, rows_of
from pressmark.ui.article_list.wording import source_text

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace


@pytest.fixture
def model(workspace: Workspace, qtmodeltester: ModelTester) -> ArticleListModel:
    made = ArticleListModel(workspace)
    qtmodeltester.check(made)
    return made


def titles(model: ArticleListModel) -> list[str | None]:
    return [model.index(row).data() for row in range(model.rowCount())]


def test_rows_come_from_the_archive(
    model: ArticleListModel, archive: Archive, articles: list[int], qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    model.set_listing(archive.find("", order=Order.TITLE))
    assert titles(model) == [None] * len(articles)  # asked for, not there yet
    qtbot.waitUntil(lambda: None not in titles(model))
    assert titles(model)[:2] == ["A history of the index card", "Bees of Jutland"]
    assert model.index(0).data(Role.ARTICLE).tags == ("history", "tools")
    qtmodeltester.check(model)


def test_a_row_tells_of_an_unusual_way_of_saving(
    model: ArticleListModel, archive: Archive, articles: list[int]
) -> None:
    first, second = archive.articles(articles[:2])
    rows = [Row(replace(first, way=Way.BROWSER), None), Row(replace(second, way=Way.HTTP), None)]
    model.set_listing(Listing("", Hits(articles[:2]), 2), rows)
    assert model.index(0).data(Qt.ItemDataRole.ToolTipRole) == "Saved with the browser"
    assert model.index(1).data(Qt.ItemDataRole.ToolTipRole) is None


def test_rows_of_many_articles_are_found(model: ArticleListModel) -> None:
    model.set_listing(Listing("", Hits(range(200_000, 100_000, -1)), 100_000))
    assert model.row_of(200_000) == 0
    assert model.row_of(5) is None
    assert model.rows_of(array("q", [100_001, 200_000, 7])).tolist() == [0, 99_999]
    model.set_listing(Listing("", Hits(), 0))
    assert model.row_of(200_000) is None


def test_100_000_rows_are_only_ids_until_they_show(model: ArticleListModel, qtbot: QtBot, articles: list[int]) -> None:
    model.set_listing(Listing("", Hits([*articles, *range(1000, 101_000)]), 100_006))
    assert model.rowCount() == 100_006
    with qtbot.waitSignal(model.arrived):
        model.index(0).data()
    assert model.index(0).data() is not None
    assert len(model._rows) == len(articles)  # one page was read, of which these exist


def test_pages_far_away_are_forgotten(workspace: Workspace, qtbot: QtBot, articles: list[int]) -> None:
    model = ArticleListModel(workspace)
    hits = Hits([*articles, *range(1000, 1000 + PAGE * (KEPT_PAGES + 2))])
    model.set_listing(Listing("", hits, len(hits)))
    for page in range(KEPT_PAGES + 2):
        with qtbot.waitSignal(model.arrived):
            model.index(page * PAGE).data()
    assert len(model._pages) == KEPT_PAGES
    assert model._rows == {}


def test_a_changed_article_is_read_again(
    model: ArticleListModel, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    model.set_listing(archive.find("", order=Order.TITLE))
    qtbot.waitUntil(lambda: None not in titles(model))
    archive.tag(articles[:1], add=["bees"])
    with qtbot.waitSignal(model.dataChanged):
        model.refresh(frozenset(articles[:1]))
    article = model.article_at(model.index_of(articles[0]))
    assert article is not None
    assert article.tags == ("bees", "nature/insects")


def test_the_same_answer_again_changes_nothing(
    model: ArticleListModel, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    model.set_listing(archive.find("", order=Order.SAVED))
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_listing(archive.find("", order=Order.SAVED))
    with qtbot.waitSignal(model.modelReset):
        model.set_listing(archive.find("", Shelf.READ))
    assert list(model.ids) == articles[4:5]


def test_rows_are_dragged_as_links_and_as_ids(
    model: ArticleListModel, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    model.set_listing(archive.find("", order=Order.TITLE))
    qtbot.waitUntil(lambda: None not in titles(model))
    mime = model.mimeData([model.index_of(articles[0]), model.index_of(articles[2])])
    assert ids_in(mime) == (articles[0], articles[2])
    assert [url.toString() for url in mime.urls()] == ["https://site0.example/0", "https://site0.example/2"]
    assert mime.text().splitlines() == ["https://site0.example/0", "https://site0.example/2"]
    assert model.flags(model.index(0)) & Qt.ItemFlag.ItemIsDragEnabled


def test_ids_of_something_else_are_none(model: ArticleListModel) -> None:
    mime = model.mimeData([])
    mime.setText("https://example.org")
    assert ids_in(mime) == ()


def test_titles_are_marked_and_a_note_says_that_it_is_one(
    model: ArticleListModel, archive: Archive, qtbot: QtBot
) -> None:
    page = LocalPage(f"<title>Harbours</title><article>{'<p>The ferry left at dawn.</p>' * 9}".encode(), "text/html")
    (added,) = archive.add([NewArticle("https://example.org/1", page=page)])
    archive.save_pending()
    assert added.id is not None
    archive.set_note(added.id, "Call the pilot of the harbour back")
    listing = archive.find("harbour")
    model.set_listing(listing, rows_of(archive, listing, listing.hits.ids))
    assert model.index(0).data(Role.TITLE_MARKS) == ((0, 8),)
    listing = archive.find("pilot")
    model.set_listing(listing, rows_of(archive, listing, listing.hits.ids))
    snippet = model.index(0).data(Role.SNIPPET)
    assert (snippet.text, snippet.source) == ("Call the pilot of the harbour back", SnippetSource.NOTE)
    assert source_text(snippet.source) == "Note: "
    assert model.index(0).data(Role.TITLE_MARKS) == ()
    assert source_text(SnippetSource.TEXT) == ""
    qtbot.waitUntil(lambda: model._workspace.tasks.is_idle)
