from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStyleOptionViewItem

from pressmark.archive.values import Failure, Grouping, Hits, Listing, Order, Shelf, Status
from pressmark.ui import theme
from pressmark.ui.article_list.delegate import ArticleDelegate, Density
from pressmark.ui.article_list.heading import below_heading, heading_height
from pressmark.ui.article_list.model import ArticleListModel, Role, Row
from pressmark.ui.article_list.thumbnails import load_thumbnail
from pressmark.ui.article_list.view import MOST_RANGES, ArticleListView

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace


@pytest.fixture
def view(workspace: Workspace, archive: Archive, articles: list[int], qtbot: QtBot) -> ArticleListView:  # noqa: ARG001 - they are in the archive
    model = ArticleListModel(workspace)
    made = ArticleListView(model, workspace)
    model.setParent(made)
    made.resize(380, 700)
    qtbot.addWidget(made)
    made.show_listing(archive.find("", order=Order.TITLE), is_refresh=False)
    made.show()
    qtbot.waitUntil(lambda: model.index(0).data() is not None)
    return made


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="90" height="90" fill="red"/></svg>'
BMP = QImage(90, 90, QImage.Format.Format_RGB32)


def test_a_row_shows_pictures_of_the_formats_that_are_kept_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "drawing.png").write_bytes(SVG)
    assert BMP.save(str(tmp_path / "a.bmp"))
    (tmp_path / "map.png").write_bytes((tmp_path / "a.bmp").read_bytes())
    assert BMP.save(str(tmp_path / "good.png"))
    assert load_thumbnail(tmp_path / "good.png", 44).width() == 44
    (tmp_path / "linked.png").symlink_to(tmp_path / "good.png")
    for name in ("drawing.png", "map.png", "linked.png"):
        assert load_thumbnail(tmp_path / name, 44).isNull()


def listing_of(ids: list[int]) -> Listing:
    return Listing("", Hits(ids), len(ids))


def test_steps_through_the_rows_and_stops_at_the_ends(view: ArticleListView, qtbot: QtBot) -> None:
    ids = list(view.model().ids)
    with qtbot.waitSignal(view.article_chosen) as chosen:
        view.step(1)
    assert chosen.args == [ids[0]]
    view.step(1)
    assert view.current_id == ids[1]
    view.step(-9)
    assert view.current_id == ids[0]
    view.step(99)
    assert view.current_id == ids[-1]


def test_a_click_chooses_a_row_that_the_focus_has_made_current_before(view: ArticleListView, qtbot: QtBot) -> None:
    index = view.model().index(0)
    view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
    with qtbot.waitSignal(view.article_chosen) as chosen:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    assert chosen.args == [view.model().ids[0]]
    with qtbot.assertNotEmitted(view.article_chosen):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def test_enter_opens(view: ArticleListView, qtbot: QtBot) -> None:
    view.step(0)
    with qtbot.waitSignal(view.article_opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [view.current_id]


def test_selection_and_place_survive_a_refresh_that_moves_the_rows(view: ArticleListView) -> None:
    ids = list(view.model().ids)
    view.select(ids[2])
    view.selectionModel().select(view.model().index(4), view.selectionModel().SelectionFlag.Select)
    view.show_listing(listing_of(list(reversed(ids))), is_refresh=True)
    assert view.current_id == ids[2]
    assert sorted(view.selected_ids()) == sorted([ids[2], ids[4]])


def test_a_selection_of_very_many_rows_survives_or_is_let_go(view: ArticleListView) -> None:
    ids = list(range(1_000, 101_000))
    view.show_listing(listing_of(ids), is_refresh=False)
    view.selectAll()
    view.show_listing(listing_of(ids[::-1]), is_refresh=True)
    assert view.selected_ids() == ids[::-1]
    view.show_listing(listing_of(ids[::3]), is_refresh=True)
    assert view.selected_ids() == ids[::3]
    view.show_listing(listing_of(ids), is_refresh=True)  # every third row: more ranges than Qt keeps quickly
    assert len(ids) // 3 > MOST_RANGES
    assert view.selected_ids() == []


def test_the_neighbour_takes_over_when_the_current_row_leaves(view: ArticleListView, qtbot: QtBot) -> None:
    ids = list(view.model().ids)
    view.select(ids[2])
    with qtbot.waitSignal(view.article_chosen) as chosen:
        view.show_listing(listing_of([*ids[:2], *ids[3:]]), is_refresh=True)
    assert chosen.args == [ids[3]]
    assert view.selected_ids() == [ids[3]]


def test_another_question_opens_no_article_by_itself(view: ArticleListView, qtbot: QtBot) -> None:
    ids = list(view.model().ids)
    view.select(ids[2])
    with qtbot.assertNotEmitted(view.article_chosen):
        view.show_listing(listing_of(ids[3:]), is_refresh=False)
    assert view.current_id is None
    assert view.verticalScrollBar().value() == 0


def test_a_row_is_selected_and_released_by_itself(view: ArticleListView) -> None:
    view.step(0)
    view.toggle_current()
    assert view.selected_ids() == []
    view.toggle_current()
    assert view.selected_ids() == [view.current_id]


def test_letters_are_commands_not_a_search_for_titles(view: ArticleListView, qtbot: QtBot) -> None:
    view.step(0)
    before = view.current_id
    qtbot.keyClick(view, Qt.Key.Key_P)
    assert view.current_id == before


@pytest.mark.parametrize("density", list(Density))
def test_matches_in_titles_are_marked(view: ArticleListView, density: Density) -> None:
    view.set_density(density)

    def marked_pixels() -> int:
        image = view.viewport().grab(view.visualRect(view.model().index(0))).toImage()
        places = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return sum(image.pixelColor(x, y).name() == theme.colours().mark for x, y in places)

    model = view.model()
    (row,) = [one for one in model._rows.values() if one.article.id == model.ids[0]]
    assert marked_pixels() == 0
    model._rows[row.article.id] = replace(row, title_marks=((0, 4),))
    assert marked_pixels() > 100


def test_compact_rows_are_lower(view: ArticleListView, qtbot: QtBot) -> None:
    def height() -> int:
        return view.visualRect(view.model().index(0)).height()

    before = height()
    view.set_density(Density.COMPACT)
    qtbot.waitUntil(lambda: height() < before)
    assert view.density is Density.COMPACT


def test_try_again_is_a_button_in_the_row_of_what_failed(view: ArticleListView, qtbot: QtBot) -> None:
    from dataclasses import replace

    model = view.model()
    assert isinstance(model, ArticleListModel)
    index = model.index(1)
    article = index.data(Role.ARTICLE)
    failed = replace(article, status=Status.FAILED, failure=Failure("http-404", "404"))
    model._rows[article.id] = Row(failed, None)
    delegate = view.itemDelegate()
    assert isinstance(delegate, ArticleDelegate)
    option = QStyleOptionViewItem()
    option.rect, option.font = view.visualRect(index), view.font()
    option.widget = view
    row = option.rect
    spots = [
        QPoint(x, y)
        for x in range(row.left(), row.right(), 8)
        for y in range(row.top(), row.bottom(), 4)
        if delegate.is_on_retry(option, failed, QPoint(x, y))
    ]
    assert spots
    assert not delegate.is_on_retry(option, article, spots[0])
    hopeless = replace(failed, failure=Failure("private-address"))
    assert not any(delegate.is_on_retry(option, hopeless, spot) for spot in spots)
    with qtbot.waitSignal(view.retry_asked) as asked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spots[len(spots) // 2])
    assert asked.args == [article.id]


def test_a_shelf_without_rows_has_nothing_current(view: ArticleListView, archive: Archive) -> None:
    view.select(next(iter(view.model().ids)))
    view.show_listing(archive.find("", Shelf.TRASH), is_refresh=True)
    view.step(1)
    assert view.current_id is None
    assert view.selected_ids() == []


def heights(view: ArticleListView) -> list[int]:
    return [view.rowHeight(row) for row in range(len(view.model().ids))]


def test_the_first_row_of_a_group_has_a_heading_and_is_as_much_higher(
    view: ArticleListView, archive: Archive, qtbot: QtBot
) -> None:
    height = view.rowHeight(0)
    view.show_listing(archive.find("", order=Order.TITLE, grouping=Grouping.SITE), is_refresh=True)
    model = view.model()
    more = heading_height(view.font())
    assert heights(view) == [height + more, height, height, height + more, height, height]
    headings = [model.index(row).data(Role.HEADING) for row in range(6)]
    assert [(one.name, one.count) if one else None for one in headings] == [
        ("site0.example", "3"),
        None,
        None,
        ("site1.example", "3"),
        None,
        None,
    ]
    qtbot.waitUntil(lambda: model.index(3).data() is not None)
    said = model.index(3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("site1.example, 3: " + model.index(3).data())
    assert view.verticalScrollBar().maximum() == max(0, 6 * height + 2 * more - view.viewport().height())
    view.set_density(Density.COMPACT)
    assert heights(view)[0] - heights(view)[1] == more
    view.set_density(Density.COMFORTABLE)
    view.show_listing(archive.find("", order=Order.TITLE), is_refresh=True)
    assert heights(view) == [height] * 6
    assert model.index(0).data(Role.HEADING) is None


def test_lower_rows_leave_nothing_to_scroll_to_below_the_last(view: ArticleListView) -> None:
    view.resize(400, 200)
    view.set_density(Density.COMPACT)
    assert view.verticalScrollBar().maximum() == sum(heights(view)) - view.viewport().height() > 0


def test_rows_in_the_same_order_get_their_headings_too(view: ArticleListView, archive: Archive) -> None:
    view.show_listing(archive.find("", order=Order.SAVED), is_refresh=True)
    before = heights(view)
    view.show_listing(archive.find("", order=Order.SAVED, grouping=Grouping.DAY), is_refresh=True)
    assert [after - was for after, was in zip(heights(view), before, strict=True)] == [
        heading_height(view.font()),
        *[0] * 5,
    ]
    assert view.model().index(0).data(Role.HEADING).name == "Today"


def test_where_no_row_moved_no_room_is_made_again(view: ArticleListView, archive: Archive) -> None:
    view.show_listing(archive.find("", order=Order.TITLE, grouping=Grouping.SITE), is_refresh=True)
    high = heights(view)
    view.verticalHeader().resizeSection(0, 99)  # as nobody does, to see whether it stays
    view.show_listing(archive.find("", order=Order.TITLE, grouping=Grouping.SITE), is_refresh=True)
    assert view.rowHeight(0) == 99
    view.show_listing(archive.find("", order=Order.SAVED, grouping=Grouping.SITE), is_refresh=True)
    assert heights(view) == high


def test_a_heading_shows_above_its_row(view: ArticleListView, archive: Archive, qtbot: QtBot) -> None:
    first = view.model().index(0)
    row = view.grab(view.visualRect(first)).toImage()
    view.show_listing(archive.find("", order=Order.TITLE, grouping=Grouping.SITE), is_refresh=True)
    view.select(view.model().ids[1])  # the pointer's and the focus' marks are elsewhere then, as before
    qtbot.waitUntil(lambda: first.data() is not None)
    more = heading_height(view.font())
    headed = view.grab(view.visualRect(first)).toImage()
    heading = headed.copy(0, 0, headed.width(), more)
    ground = theme.colours().surface
    dots = [heading.pixelColor(x, y).name() for x in range(heading.width()) for y in range(heading.height())]
    assert set(dots) - {ground}
    assert headed.height() == row.height() + more


def test_try_again_is_below_the_heading(view: ArticleListView, archive: Archive, qtbot: QtBot) -> None:
    view.show_listing(archive.find("", order=Order.TITLE, grouping=Grouping.SITE), is_refresh=True)
    model = view.model()
    assert isinstance(model, ArticleListModel)
    index = model.index(0)
    qtbot.waitUntil(lambda: index.data() is not None)
    article = index.data(Role.ARTICLE)
    model._rows[article.id] = Row(replace(article, status=Status.FAILED, failure=Failure("http-404", "404")), None)
    option = QStyleOptionViewItem()
    option.rect, option.font, option.widget = view.visualRect(index), view.font(), view
    delegate = view.itemDelegate()
    assert isinstance(delegate, ArticleDelegate)
    below = below_heading(option)
    failed = index.data(Role.ARTICLE)
    spot = next(
        QPoint(x, y)
        for y in range(below.rect.bottom(), below.rect.top(), -4)
        for x in range(below.rect.left(), below.rect.right(), 8)
        if delegate.is_on_retry(below, failed, QPoint(x, y))
    )
    with qtbot.waitSignal(view.retry_asked) as asked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert asked.args == [article.id]
