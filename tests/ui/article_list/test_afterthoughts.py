from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from pressmark.archive.errors import InvalidQuery
from pressmark.archive.values import (
    Cause,
    Explanation,
    Facet,
    Facets,
    Hits,
    Listing,
    LocalPage,
    NewArticle,
    Order,
    Shelf,
)
from pressmark.ui import colour_sets, theme
from pressmark.ui.article_list.afterthoughts import Afterthoughts
from pressmark.ui.article_list.empty import EmptyState, offer_for, reason_for
from pressmark.ui.article_list.facet_bar import FacetBar, useful
from pressmark.ui.article_list.finder import Finder, Scope
from pressmark.ui.article_list.pane import ArticleListPane

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace

FACETS = Facets(
    tags=tuple(Facet(f"tag {number}", f'tag:"tag {number}"', 9 - number) for number in range(8)),
    sites=(Facet("voz.us", "site:voz.us", 10), Facet("b.example", "site:b.example", 2)),
    years=(Facet("2024", "published:2024", 4),),
)


def test_what_all_have_or_was_asked_for_narrows_nothing() -> None:
    narrowing = useful(FACETS, 10, 'durov published:2024 -tag:"tag 1"')
    assert [facet.name for facet in narrowing["tags"]] == ["tag 0", *(f"tag {number}" for number in range(2, 8))]
    assert [facet.name for facet in narrowing["sites"]] == ["b.example"]
    assert narrowing["years"] == narrowing["languages"] == []


def test_the_first_of_each_kind_show_as_far_as_they_fit(qtbot: QtBot) -> None:
    bar = FacetBar()
    qtbot.addWidget(bar)
    bar.resize(1_000, bar.height())
    bar.show_facets(FACETS, 10, "durov")
    bar.show()
    assert bar.names[:4] == ["tag 0  9", "b.example  2", "2024  4", "tag 1  8"]
    chips = [chip for chip in bar.findChildren(QToolButton) if chip.text()]
    assert all(chip.isVisible() for chip in chips)
    bar.resize(230, bar.height())
    seen = [chip.isVisible() for chip in chips]
    assert seen == sorted(seen, reverse=True)
    assert not seen[-1]
    buttons = [button for button in bar.findChildren(QToolButton) if button.isVisible()]
    assert all(button.geometry().right() <= 230 for button in buttons)
    with qtbot.waitSignal(bar.chosen) as chosen:
        qtbot.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    assert chosen.args == ['tag:"tag 0"']


def test_the_menu_holds_every_facet_by_kind(qtbot: QtBot) -> None:
    bar = FacetBar()
    qtbot.addWidget(bar)
    bar.show_facets(replace(FACETS, languages=(Facet("de", "lang:de", 3),)), 10, "durov")
    menu = bar.menu()
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts == [
        *("Tags", *(f"tag {number}\t{9 - number}" for number in range(8))),
        *("Sites", "b.example\t2", "Published", "2024\t4", "Languages", "Deutsch\t3"),
    ]
    with qtbot.waitSignal(bar.chosen) as chosen:
        menu.actions()[-1].trigger()
    assert chosen.args == ["lang:de"]


def test_an_answer_without_facets_has_no_chips(qtbot: QtBot) -> None:
    bar = FacetBar()
    qtbot.addWidget(bar)
    bar.show()
    bar.show_facets(FACETS, 10, "durov")
    bar.clear()
    assert not bar.isVisible()
    assert bar.names == []
    bar.show_facets(FACETS, 10, "durov")
    assert bar.isVisible()
    bar.show_facets(Facets(), 10, "durov")
    assert not bar.isVisible()


def test_one_question_waits_for_another(
    workspace: Workspace, archive: Archive, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, asked = threading.Event(), []

    def facets(listing: Listing) -> Facets:
        asked.append(listing.query)
        gate.wait(30)
        return Facets()

    monkeypatch.setattr(archive, "facets", facets)
    thoughts = Afterthoughts(workspace)
    for query in "abc":
        thoughts.look(Scope(query=query), Listing(query, Hits([1]), 1))
        thoughts._timer.stop()
        thoughts._ask()
    qtbot.waitUntil(lambda: asked == ["a"])
    gate.set()
    qtbot.waitUntil(lambda: asked == ["a", "c"] and workspace.tasks.is_idle)


@pytest.mark.parametrize(
    ("cause", "text"),
    [
        (Cause(0, 3, "xyz", 0, 4), "Nothing has “xyz”."),
        (Cause(0, 8, "tag:work", 12, 1_204), "Without “tag:work” there are 1,204."),
        (Cause(0, 6, "-durov", 0, 3, is_negated=True), "Without “-durov” there are 3."),
        (Cause(0, 10, '"old maps"', 0, 3), 'Nothing has "old maps".'),
        (Cause(0, 9, "is:unread", 5, 0), "“is:unread” leaves nothing."),
        (Cause(0, 90, "x" * 90, 0, 0), f"Nothing has “{'x' * 39}…”."),
    ],
)
def test_a_reason_is_one_sentence(cause: Cause, text: str) -> None:
    assert reason_for(cause) == text


def test_the_empty_state_says_where_it_looked_and_what_is_elsewhere(qtbot: QtBot) -> None:
    empty = EmptyState()
    qtbot.addWidget(empty)
    empty.show()

    def texts() -> list[str]:
        return [one.text() for kind in (QLabel, QPushButton) for one in empty.findChildren(kind) if one.isVisible()]

    empty.show_scope(Scope(Shelf.INBOX, "durov"), "Inbox")
    assert texts() == ["Nothing found in Inbox", "Try fewer words, or look in all articles.", "Search all articles"]
    empty.show_explanation(Explanation((Cause(0, 5, "durov", 0, 128),), elsewhere=1_204))
    assert texts()[1:] == ["Nothing in Inbox has “durov”.", "Search all articles: 1,204 found"]
    empty.show_explanation(Explanation((Cause(0, 5, "durov", 0, 128),)))
    assert texts()[1:] == ["Nothing in Inbox has “durov”."]
    empty.show_scope(Scope(Shelf.ALL, "durov"), "All articles")
    assert texts() == ["Nothing found", "Try fewer words."]


def test_the_empty_state_explains_and_suggests(qtbot: QtBot) -> None:
    empty = EmptyState()
    qtbot.addWidget(empty)
    empty.show()
    empty.show_scope(Scope(Shelf.ALL, "telegrm <b>"))
    empty.show_explanation(Explanation((Cause(0, 7, "telegrm <b>", 0, 0),), "telegram & co", 3))
    assert "Nothing has “telegrm <b>”." in [label.text() for label in empty.findChildren(QLabel)]
    assert {label.textFormat() for label in empty.findChildren(QLabel)} == {Qt.TextFormat.PlainText}
    button = next(one for one in empty.findChildren(QPushButton) if one.text() == "Did you mean “telegram && co”?")
    with qtbot.waitSignal(empty.query_taken) as taken:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert taken.args == ["telegram & co"]
    empty.show_scope(Scope(Shelf.ALL, "other"))
    assert not button.isVisible()
    assert offer_for("") == ""


@pytest.fixture
def pane(workspace: Workspace, archive: Archive, qtbot: QtBot) -> ArticleListPane:
    for name, tags in (("a", ("bees",)), ("b", ("bees", "france")), ("c", ())):
        page = LocalPage(
            f"<title>{name}</title><article>{'<p>Telegram and the harbour.</p>' * 9}".encode(), "text/html"
        )
        archive.add([NewArticle(f"https://{name}.example/1", tags=tags, page=page)])
    archive.save_pending()
    finder = Finder(workspace)
    made = ArticleListPane(workspace, finder)
    finder.setParent(made)
    made.resize(600, 600)
    qtbot.addWidget(made)
    made.show()
    finder.set_order(Order.TITLE)
    finder.search_everywhere("harbour")
    return made


def test_facets_of_an_answer_narrow_it(pane: ArticleListPane, qtbot: QtBot) -> None:
    bar = pane.findChildren(FacetBar)[0]
    qtbot.waitUntil(lambda: "bees  2" in bar.names)
    chip = next(one for one in bar.findChildren(QToolButton) if one.text() == "bees  2")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 2)
    qtbot.waitUntil(lambda: "france  1" in bar.names and "bees  2" not in bar.names)


def test_an_empty_answer_is_explained_and_a_newer_one_is_not_spoken_over(pane: ArticleListPane, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: pane.model.rowCount() == 3)
    pane._finder.set_query("telegran")
    with qtbot.waitSignal(pane.afterthoughts.explained) as told:
        pass
    assert told.args[0].suggestion == "telegram"
    told_later: list[Explanation] = []
    pane.afterthoughts.explained.connect(told_later.append)
    pane._finder.set_query("nonesuch")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 0)
    pane._finder.set_query("harbour")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 3)
    with qtbot.waitSignal(pane.afterthoughts.made_up):
        pass
    assert told_later == []


def test_the_chips_follow_the_scheme(qtbot: QtBot, qapp: QApplication) -> None:
    theme.choose(qapp, theme.Scheme.DARK)
    bar = FacetBar()
    qtbot.addWidget(bar)
    bar.show()
    bar.show_facets(FACETS, 10, "durov")
    assert colour_sets.DARK.surface in bar.styleSheet()
    theme.choose(qapp, theme.Scheme.LIGHT)
    assert colour_sets.LIGHT.surface in bar.styleSheet()


def test_a_query_with_a_mistake_has_no_facets(pane: ArticleListPane, qtbot: QtBot) -> None:
    bar = pane.findChildren(FacetBar)[0]
    qtbot.waitUntil(lambda: bar.names != [])
    with qtbot.waitSignal(pane._finder.refused):
        pane._finder.set_query("harbour is:purple")
    assert bar.names == []
    assert bar.isHidden()


def test_an_empty_answer_is_not_the_answer_to_a_mistake(pane: ArticleListPane, qtbot: QtBot) -> None:
    empty = pane.findChildren(EmptyState)[0]
    pane._finder.set_query("nonesuch")
    qtbot.waitUntil(empty.isVisible)
    with qtbot.waitSignal(pane._finder.refused):
        pane._finder.set_query("harbour is:purple")
    assert "Not searched" in [one.text() for one in empty.findChildren(QLabel)]
    assert not any(one.isVisible() for one in empty.findChildren(QPushButton))


def test_what_is_under_way_comes_to_nothing_after_a_mistake(
    pane: ArticleListPane, workspace: Workspace, qtbot: QtBot
) -> None:
    bar = pane.findChildren(FacetBar)[0]
    qtbot.waitUntil(lambda: bar.names != [])
    pane.afterthoughts._ask()
    pane._finder.refused.emit(InvalidQuery("bad-date", 0))
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
    assert bar.names == []


def test_what_asks_for_nothing_yet_says_so_and_has_no_facets(pane: ArticleListPane, qtbot: QtBot) -> None:
    def heading() -> str:
        return pane.findChildren(QLabel)[0].text()

    bar = pane.findChildren(FacetBar)[0]
    qtbot.waitUntil(lambda: bar.names != [])
    pane._finder.set_query("tag:", is_typing=True)
    qtbot.waitUntil(lambda: heading() == "All articles, nothing to search for yet")
    assert bar.names == []
    assert pane.model.rowCount() == 3
    pane._finder.set_query("harbour", is_typing=True)
    qtbot.waitUntil(lambda: heading() == "Found in All articles")
