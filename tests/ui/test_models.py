"""Every model of the window keeps Qt's contract: empty, filled, changed and narrowed. A new model needs a line here."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt

import pressmark.ui
from pressmark.archive.values import (
    Colour,
    Counts,
    Highlight,
    Hits,
    Listing,
    Order,
    Rule,
    SavedSearch,
    Shelf,
    TagColour,
)
from pressmark.ui.article_list.model import ArticleListModel
from pressmark.ui.sidebar.model import SidebarModel
from pressmark.ui.workbench.highlight_list import HighlightFilter, HighlightList, Passage
from pressmark.ui.workbench.rule_list import RuleList
from pressmark.ui.workbench.tag_table import NAME, NUMBER, TagFilter, TagTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from pressmark.ui.workspace import Workspace

    Model = QAbstractItemModel
    States = Callable[[Workspace], Iterator[tuple[Model, int]]]  # the model with the rows it has to have then

TAGS = (("alps", 3), ("policy/news", 1), ("policy/telegram", 12))
COUNTS = Counts({Shelf.INBOX: 5, Shelf.ALL: 9}, tags=TAGS, sites=(("voz.us", 9),))
SEARCHES = (SavedSearch(4, "Durov", "durov", 0, 7, is_current=True),)


def passages() -> list[Passage]:
    now = datetime(2026, 1, 2, tzinfo=UTC)
    quotes = (("left at dawn", Colour.YELLOW, True), ("the storm", Colour.PINK, True), ("the sea", Colour.PINK, False))
    return [
        Passage(
            Highlight(number, 1, quote, "", "", 0, len(quote), colour, "", now, now, is_attached),
            "Ferry",
        )
        for number, (quote, colour, is_attached) in enumerate(quotes)
    ]


def articles(workspace: Workspace) -> Iterator[tuple[Model, int]]:
    model = ArticleListModel(workspace)
    yield model, 0
    found = workspace.archive.find("", order=Order.TITLE)
    model.set_listing(found)
    yield model, 6
    model.set_listing(Listing("", Hits(list(found.hits.ids)[:2]), 2))
    yield model, 2
    model.refresh()
    yield model, 2
    model.set_listing(Listing("", Hits(), 0))
    yield model, 0


def sidebar(_workspace: Workspace) -> Iterator[tuple[Model, int]]:
    model = SidebarModel(lambda shelf: shelf.value)
    yield model, 1
    model.set_counts(COUNTS)
    model.set_searches(SEARCHES)
    yield model, 4
    model.set_counts(Counts({Shelf.INBOX: 6, Shelf.ALL: 9}, tags=(("alps", 4), *TAGS[1:], ("zoo/bears", 1))))
    yield model, 3
    model.set_counts(Counts(tags=tuple((f"tag{number:03}", 1) for number in range(200))))
    model.set_colours({"tag007": TagColour.RED})
    yield model, 3
    model.set_counts(Counts())
    model.set_searches(())
    yield model, 1


def tag_table(_workspace: Workspace) -> Iterator[tuple[Model, int]]:
    model = TagTable()
    yield model, 0
    model.show_tags(TAGS, {})
    yield model, 3
    model.show_tags([(name, number + 1) for name, number in TAGS], {"alps": TagColour.RED})
    yield model, 3
    model.show_tags(TAGS[:1], {})
    yield model, 1


def tag_filter(_workspace: Workspace) -> Iterator[tuple[Model, int]]:
    table = TagTable()
    model = TagFilter(table)
    yield model, 0
    table.show_tags(TAGS, {})
    model.sort(NUMBER, Qt.SortOrder.DescendingOrder)
    yield model, 3
    model.narrow("policy", is_rare=False)
    yield model, 2
    model.narrow("policy", is_rare=True)
    yield model, 1
    table.show_tags([(name, 1) for name, _ in TAGS], {})
    model.sort(NAME)
    yield model, 2
    table.show_tags((), {})
    model.narrow("", is_rare=False)
    yield model, 0


def highlights(_workspace: Workspace) -> Iterator[tuple[Model, int]]:
    model = HighlightList()
    yield model, 0
    model.show_passages(passages())
    yield model, 3
    model.show_passages(passages()[1:])
    yield model, 2


def highlight_filter(_workspace: Workspace) -> Iterator[tuple[Model, int]]:
    source = HighlightList()
    model = HighlightFilter(source)
    yield model, 0
    source.show_passages(passages())
    yield model, 3
    model.narrow("THE", None, is_lost=False)
    yield model, 2
    model.narrow("", Colour.PINK, is_lost=True)
    yield model, 1
    source.show_passages(passages()[:2])
    yield model, 0
    model.narrow("", None, is_lost=False)
    yield model, 2


def rules(_workspace: Workspace) -> Iterator[tuple[Model, int]]:
    model = RuleList()
    yield model, 0
    model.set_rules([Rule("bees", ("nature",)), Rule("maps")])
    yield model, 2
    model.append(Rule("tides"))
    yield model, 3
    model.change(0, Rule("wasps"))
    model.remove(1)
    yield model, 2


MODELS: dict[type[Model], States] = {
    ArticleListModel: articles,
    SidebarModel: sidebar,
    TagTable: tag_table,
    TagFilter: tag_filter,
    HighlightList: highlights,
    HighlightFilter: highlight_filter,
    RuleList: rules,
}


def own_models(kind: type[Model] = QAbstractItemModel) -> Iterator[type[Model]]:
    """Every class of the window that is a model, however far below Qt's."""
    for below in kind.__subclasses__():
        if below.__module__.startswith("pressmark."):
            yield below
        yield from own_models(below)


@pytest.mark.parametrize("kind", list(MODELS), ids=lambda kind: kind.__name__)
@pytest.mark.usefixtures("articles")
def test_every_state_keeps_the_contract(
    kind: type[Model], workspace: Workspace, qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    qtmodeltester.data_display_may_return_none = True  # a row of the list that is still being fetched
    for model, rows in MODELS[kind](workspace):
        assert isinstance(model, kind)
        qtbot.waitUntil(lambda: workspace.tasks.is_idle)
        assert model.rowCount() == rows
        qtmodeltester.check(model)


def test_no_model_is_left_out() -> None:
    for module in pkgutil.walk_packages(pressmark.ui.__path__, "pressmark.ui."):
        importlib.import_module(module.name)
    assert set(own_models()) == set(MODELS)
