from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt

from pressmark.archive.values import Counts, SavedSearch, Shelf, TagColour
from pressmark.ui.article_list.model import MIME_IDS
from pressmark.ui.sidebar.delegate import SidebarDelegate, chevron_rect
from pressmark.ui.sidebar.model import Role, SidebarModel
from pressmark.ui.sidebar.nodes import SITES_SHOWN, NodeKind, build, tag_rows
from pressmark.ui.sidebar.view import Sidebar, query_for

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace

COUNTS = Counts(
    shelves={Shelf.INBOX: 5, Shelf.ALL: 12_408, Shelf.PROBLEMS: 2},
    tags=(("france", 3), ("policy/privacy", 4), ("policy", 1), ("policy/telegram/durov", 2)),
    sites=(("voz.us", 9), ("example.org", 3)),
)
SEARCHES = (
    SavedSearch(4, "Unread on Durov", "durov is:unread", 0, 7, is_current=True),
    SavedSearch(9, "<b>tags</b>", "tag:none", 1),
)


@pytest.fixture
def model(qtmodeltester: ModelTester) -> SidebarModel:
    made = SidebarModel(lambda shelf: shelf.value.title())
    made.set_counts(COUNTS)
    made.set_searches(SEARCHES)
    qtmodeltester.check(made)
    return made


@pytest.fixture
def sidebar(model: SidebarModel, workspace: Workspace, qtbot: QtBot) -> Sidebar:
    made = Sidebar(workspace, model)
    made.resize(220, 700)
    qtbot.addWidget(made)
    made.show()
    return made


def click(sidebar: Sidebar, qtbot: QtBot, index: QModelIndex, where: QPoint | None = None) -> None:
    assert index.isValid()
    spot = where or sidebar.visualRect(index).center()
    qtbot.mouseClick(sidebar.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def names(counts: Counts) -> dict[str, list[str]]:
    return {
        section.key: [row.name for row in section.children]
        for section in build(counts, tag_rows(counts.tags).nodes, SEARCHES, str, str)
    }


def test_problems_show_only_where_there_are_some() -> None:
    assert "problems" in names(COUNTS)["library"]
    assert "problems" not in names(Counts(shelves={Shelf.ALL: 1}))["library"]


def test_highlights_show_where_there_are_some_and_open_their_list(
    sidebar: Sidebar, model: SidebarModel, qtbot: QtBot
) -> None:
    assert not model.index_of(NodeKind.HIGHLIGHTS, "highlights").isValid()
    model.set_counts(replace(COUNTS, highlights=20_000))
    row = model.index_of(NodeKind.HIGHLIGHTS, "highlights")
    assert (row.data(), row.data(Role.COUNT)) == ("Highlights", 20_000)
    sidebar.mark(NodeKind.SHELF, "all")
    chosen = sidebar.chosen
    with qtbot.waitSignal(sidebar.highlights_asked), qtbot.assertNotEmitted(sidebar.query_chosen):
        click(sidebar, qtbot, row)
    assert sidebar.chosen == chosen
    assert sidebar.currentIndex().data(Role.KEY) == "all"
    with qtbot.assertNotEmitted(sidebar.highlights_asked), qtbot.assertNotEmitted(sidebar.shelf_chosen):
        sidebar.setCurrentIndex(row)  # as the arrow keys do
    with qtbot.waitSignal(sidebar.highlights_asked):
        qtbot.keyClick(sidebar, Qt.Key.Key_Return)


def test_hundreds_of_tags_are_shown_and_found(sidebar: Sidebar, model: SidebarModel, qtbot: QtBot) -> None:
    def counted(number: int) -> Counts:
        tags = tuple((f"tag{one:04}/below", number) for one in range(120))
        return replace(COUNTS, tags=tags)

    model.set_counts(counted(1))
    last = model.index_of(NodeKind.TAG, "tag0119/below")
    sidebar.setExpanded(last.parent(), True)  # noqa: FBT003 - Qt's signature
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_counts(counted(2))
    assert last.data(Role.COUNT) == 2
    assert model.index_of(NodeKind.TAG, "tag0119/below") == last
    model.set_counts(replace(counted(2), tags=counted(2).tags[60:]))  # so many fewer that all is made anew
    last = model.index_of(NodeKind.TAG, "tag0119/below")
    assert sidebar.isExpanded(last.parent())
    assert not model.index_of(NodeKind.TAG, "tag0001").isValid()
    sidebar.mark(NodeKind.TAG, "tag0119/below")
    assert sidebar.currentIndex() == last


def test_sections_without_rows_are_left_out() -> None:
    assert [section.key for section in build(Counts(), (), (), str, str)] == ["library"]


def test_a_tag_counts_what_lies_below_it() -> None:
    sections = {section.key: section for section in build(COUNTS, tag_rows(COUNTS.tags).nodes, SEARCHES, str, str)}
    policy = sections["tags"].children[1]
    assert (policy.key, policy.count) == ("policy", 7)
    telegram = policy.children[1]
    assert (telegram.key, telegram.name, telegram.count) == ("policy/telegram", "telegram", 2)
    assert telegram.children[0].key == "policy/telegram/durov"


def test_only_the_most_frequent_sites_show() -> None:
    sites = tuple((f"s{number}.example", 100 - number) for number in range(40))
    assert len(names(Counts(sites=sites))["sites"]) == SITES_SHOWN


def test_other_numbers_keep_the_rows(model: SidebarModel, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    inbox = model.index_of(NodeKind.SHELF, "inbox")
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.set_counts(Counts({**COUNTS.shelves, Shelf.INBOX: 4}, COUNTS.tags, COUNTS.sites))
    assert inbox.data(Role.COUNT) == 4
    france = model.index_of(NodeKind.TAG, "france")
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsRemoved):
        model.set_counts(Counts(COUNTS.shelves, COUNTS.tags[1:], COUNTS.sites))
    assert france.data(Role.COUNT) is None  # an index from before finds nothing, rather than something else
    assert inbox.data(Role.COUNT) == 5
    qtmodeltester.check(model)


def test_articles_can_be_dropped_where_it_means_something(model: SidebarModel, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setData(MIME_IDS, b"3,7")
    tag = model.index_of(NodeKind.TAG, "policy")
    with qtbot.waitSignal(model.articles_dropped) as dropped:
        assert model.dropMimeData(mime, Qt.DropAction.CopyAction, -1, -1, tag)
    assert dropped.args == [(3, 7), NodeKind.TAG, "policy"]
    for kind, key in ((NodeKind.SHELF, "all"), (NodeKind.SITE, "voz.us"), (NodeKind.SECTION, "tags")):
        assert not model.dropMimeData(mime, Qt.DropAction.CopyAction, -1, -1, model.index_of(kind, key))
    other = QMimeData()
    other.setText("https://example.org")
    assert not model.canDropMimeData(other, Qt.DropAction.CopyAction, -1, -1, tag)


def test_choosing_a_shelf_and_a_tag(sidebar: Sidebar, model: SidebarModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sidebar.shelf_chosen) as chosen:
        click(sidebar, qtbot, model.index_of(NodeKind.SHELF, "favourites"))
    assert chosen.args == [Shelf.FAVOURITES]
    with qtbot.waitSignal(sidebar.query_chosen) as asked:
        click(sidebar, qtbot, model.index_of(NodeKind.TAG, "policy"))
    assert asked.args == ["tag:policy"]
    assert sidebar.chosen == (NodeKind.TAG, "policy")


def test_marking_what_shows_asks_for_nothing(sidebar: Sidebar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(sidebar.shelf_chosen), qtbot.assertNotEmitted(sidebar.query_chosen):
        sidebar.mark(NodeKind.SHELF, "read")
        sidebar.mark(NodeKind.SITE, "voz.us")
        sidebar.mark(NodeKind.TAG, "nonesuch")
    assert not sidebar.currentIndex().isValid()


def test_everything_stands_on_the_other_side_from_right_to_left(
    sidebar: Sidebar, model: SidebarModel, qtbot: QtBot
) -> None:
    policy = model.index_of(NodeKind.TAG, "policy")

    def columns() -> set[int]:
        image = sidebar.viewport().grab(sidebar.visualRect(policy)).toImage()
        rows = range(3, image.height() - 3)
        return {x for x in range(image.width()) if any(image.pixel(x, y) != image.pixel(1, 1) for y in rows)}

    as_ever = columns()
    sidebar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    width = sidebar.visualRect(policy).width()
    assert abs(max(columns()) - (width - min(as_ever))) < 6
    click(sidebar, qtbot, policy, chevron_rect(sidebar.visualRect(policy), 0, Qt.LayoutDirection.RightToLeft).center())
    assert sidebar.isExpanded(policy)


def test_a_tag_unfolds_at_its_arrow_and_stays_so(sidebar: Sidebar, model: SidebarModel, qtbot: QtBot) -> None:
    policy = model.index_of(NodeKind.TAG, "policy")
    assert not sidebar.isExpanded(policy)
    with qtbot.assertNotEmitted(sidebar.query_chosen):
        click(sidebar, qtbot, policy, chevron_rect(sidebar.visualRect(policy), 0).center())
    assert sidebar.isExpanded(policy)
    model.set_counts(Counts(COUNTS.shelves, (*COUNTS.tags, ("zebra", 1)), COUNTS.sites))
    assert sidebar.isExpanded(model.index_of(NodeKind.TAG, "policy"))


def test_a_section_folds_with_a_click_and_stays_so(sidebar: Sidebar, model: SidebarModel, qtbot: QtBot) -> None:
    click(sidebar, qtbot, model.index_of(NodeKind.SECTION, "tags"))
    model.set_counts(Counts(COUNTS.shelves, (*COUNTS.tags, ("zebra", 1)), COUNTS.sites))
    assert not sidebar.isExpanded(model.index_of(NodeKind.SECTION, "tags"))
    assert sidebar.isExpanded(model.index_of(NodeKind.SECTION, "library"))


def test_renaming_a_tag_renames_it_in_the_archive(
    sidebar: Sidebar, model: SidebarModel, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    model.set_counts(archive.counts())
    tools = model.index_of(NodeKind.TAG, "tools")
    assert tools.flags() & Qt.ItemFlag.ItemIsEditable
    assert model.setData(tools, "tools/paper")
    qtbot.waitUntil(lambda: archive.article(articles[2]).tags == ("tools/paper",))
    assert not model.setData(tools, "  ")
    assert not model.index_of(NodeKind.SHELF, "inbox").flags() & Qt.ItemFlag.ItemIsEditable
    assert sidebar.isVisible()


@pytest.mark.parametrize(
    ("key", "happened"),
    [
        (Shelf.TRASH, lambda article: article.trashed_at is not None),
        (Shelf.FAVOURITES, lambda article: article.is_favourite),
        (Shelf.READ, lambda article: article.is_read),
    ],
)
def test_dropping_articles_on_a_shelf_puts_them_there(
    sidebar: Sidebar,
    model: SidebarModel,
    archive: Archive,
    articles: list[int],
    qtbot: QtBot,
    key: Shelf,
    happened: object,
) -> None:
    model.articles_dropped.emit((articles[0],), NodeKind.SHELF, key.value)
    assert callable(happened)
    qtbot.waitUntil(lambda: happened(archive.article(articles[0])))
    assert sidebar.isVisible()


@pytest.mark.parametrize(
    ("kind", "key", "query"),
    [
        (NodeKind.TAG, "policy/telegram", "tag:policy/telegram"),
        (NodeKind.TAG, "long reads", 'tag:"long reads"'),
        (NodeKind.TAG, "c++", 'tag:"c++"'),
        (NodeKind.SITE, "voz.us", "site:voz.us"),
        (NodeKind.SEARCH, 'a "b c" -d', 'a "b c" -d'),
    ],
)
def test_a_query_is_quoted_only_where_it_must_be(kind: NodeKind, key: str, query: str) -> None:
    assert query_for(kind, key) == query


def test_a_saved_search_shows_its_number_and_asks_its_query(
    sidebar: Sidebar, model: SidebarModel, qtbot: QtBot
) -> None:
    index = model.index_of(NodeKind.SEARCH, "durov is:unread")
    assert (index.data(), index.data(Role.COUNT)) == ("Unread on Durov", 7)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "<qt>durov is:unread</qt>"
    with qtbot.waitSignal(sidebar.query_chosen) as asked:
        click(sidebar, qtbot, index)
    assert asked.args == ["durov is:unread"]


def test_a_saved_search_is_renamed_in_place(model: SidebarModel, qtbot: QtBot) -> None:
    index = model.index_of(NodeKind.SEARCH, "tag:none")
    with qtbot.waitSignal(model.search_renamed) as renamed:
        assert model.setData(index, " Untagged ")
    assert renamed.args == [9, "Untagged"]
    with qtbot.assertNotEmitted(model.search_renamed):
        assert not model.setData(index, "  ")


def test_another_number_of_a_search_keeps_the_rows(model: SidebarModel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_searches((replace(SEARCHES[0], count=8), SEARCHES[1]))
    assert model.index_of(NodeKind.SEARCH, "durov is:unread").data(Role.COUNT) == 8
    with qtbot.waitSignal(model.modelReset):
        model.set_searches(SEARCHES[::-1])


def test_every_query_of_the_sidebar_is_understood(archive: Archive) -> None:
    added = archive.add([])
    assert added == []
    for key in ("long reads", "c++", "a:b", "(x)", "-minus", "AND", "policy/telegram", "ü"):
        archive.find(query_for(NodeKind.TAG, key))


@pytest.mark.parametrize(
    ("tag", "target", "new"),
    [
        ("france", (NodeKind.TAG, "policy"), "policy/france"),
        ("policy/privacy", (NodeKind.TAG, "france"), "france/privacy"),
        ("policy/privacy", (NodeKind.SECTION, "tags"), "privacy"),
        ("policy/privacy", (NodeKind.TAG, "policy"), None),  # it is there already
        ("policy", (NodeKind.TAG, "policy/telegram"), None),  # below itself
        ("policy", (NodeKind.TAG, "policy"), None),
        ("france", (NodeKind.SECTION, "tags"), None),
        ("france", (NodeKind.SHELF, "trash"), None),
    ],
)
def test_a_tag_is_dragged_below_another(
    tag: str, target: tuple[NodeKind, str], new: str | None, model: SidebarModel, qtbot: QtBot
) -> None:
    index = model.index_of(NodeKind.TAG, tag)
    assert index.flags() & Qt.ItemFlag.ItemIsDragEnabled
    mime = model.mimeData([index])
    with qtbot.waitSignal(model.tag_renamed, raising=False, timeout=1) as renamed:
        taken = model.dropMimeData(mime, Qt.DropAction.LinkAction, -1, -1, model.index_of(*target))
    assert taken is (new is not None)
    assert (list(renamed.args) if renamed.args else None) == ([tag, new] if new else None)


def test_a_tag_shows_its_colour(model: SidebarModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.dataChanged):
        model.set_colours({"policy": TagColour.RED})
    assert model.index_of(NodeKind.TAG, "policy").data(Role.COLOUR) == TagColour.RED
    assert model.index_of(NodeKind.TAG, "france").data(Role.COLOUR) is None
    assert model.index_of(NodeKind.SITE, "voz.us").data(Role.COLOUR) is None


@pytest.mark.parametrize(
    "tags",
    [
        (("france", 3), ("policy/telegram/durov", 2)),
        (("alps", 1), *COUNTS.tags, ("zoo/bears", 2)),
        (("france", 3), ("france/paris", 1), ("policy", 1), ("policy/news", 1), ("policy/privacy", 4)),
        (),
        tuple((f"new{number:03}", 1) for number in range(100)),
    ],
)
def test_tags_come_and_go_row_by_row(
    tags: tuple[tuple[str, int], ...], model: SidebarModel, qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    qtmodeltester.check(model)
    with qtbot.waitSignal(model.modelReset, timeout=1, raising=False) as reset:
        model.set_counts(replace(COUNTS, tags=tags))
    assert reset.signal_triggered is (len(tags) >= 50)
    fresh = SidebarModel(lambda shelf: shelf.value.title())
    fresh.set_searches(SEARCHES)
    fresh.set_counts(replace(COUNTS, tags=tags))

    def rows(one: SidebarModel) -> list[tuple[object, ...]]:
        return [(i.data(Role.KEY), i.data(Role.COUNT), i.row(), i.parent().data(Role.KEY)) for i in one.walk()]

    assert rows(model) == rows(fresh)
    model.set_counts(COUNTS)
    assert len(rows(model)) > len(COUNTS.tags)


class Measured(SidebarDelegate):
    """Counts how often a row is measured."""

    times = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        self.times += 1
        return super().sizeHint(option, index)


def test_a_new_tag_has_no_other_measured(sidebar: Sidebar, model: SidebarModel, qtbot: QtBot) -> None:
    tags = tuple((f"tag{number:03}", 1) for number in range(300))
    model.set_counts(replace(COUNTS, tags=tags))
    delegate = Measured(sidebar)
    sidebar.setItemDelegate(delegate)
    bottom = sidebar.verticalScrollBar().maximum()
    assert bottom > 0
    delegate.times = 0
    model.set_counts(replace(COUNTS, tags=(*tags, ("zoo", 1))))
    qtbot.waitUntil(lambda: sidebar.verticalScrollBar().maximum() > bottom)
    assert delegate.times < 50
    assert sidebar.isExpanded(model.index_of(NodeKind.SECTION, "tags"))


def test_a_leaf_that_gets_rows_below_it_folds(sidebar: Sidebar, model: SidebarModel) -> None:
    france = model.index_of(NodeKind.TAG, "france")
    assert model.flags(france) & Qt.ItemFlag.ItemNeverHasChildren
    model.set_counts(replace(COUNTS, tags=(*COUNTS.tags, ("france/paris", 1))))
    france = model.index_of(NodeKind.TAG, "france")
    assert not model.flags(france) & Qt.ItemFlag.ItemNeverHasChildren
    sidebar.setExpanded(france, True)  # noqa: FBT003 - Qt's signature
    assert sidebar.indexBelow(france) == model.index_of(NodeKind.TAG, "france/paris")
    model.set_counts(COUNTS)
    assert model.flags(model.index_of(NodeKind.TAG, "france")) & Qt.ItemFlag.ItemNeverHasChildren
