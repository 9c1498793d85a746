from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog, QMenu, QMessageBox, QWidget

from plain_reader import PlainReader
from pressmark.archive.capture.intake import from_text
from pressmark.archive.values import LocalPage, NewArticle, Order, Shelf, Status
from pressmark.ui import operations
from pressmark.ui.main_window import LEAST_PANES, LEAST_READER, MainWindow, fitted
from pressmark.ui.notices import Banner
from pressmark.ui.sidebar.model import Role
from pressmark.ui.sidebar.nodes import NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from pressmark.archive.archive import Archive
    from pressmark.ui.workspace import Workspace


def make(workspace: Workspace, qtbot: QtBot) -> MainWindow:
    window = MainWindow(workspace, make_reader=PlainReader)  # type: ignore[arg-type] # it has what the window needs
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.counts is not None and workspace.tasks.is_idle)
    return window


@pytest.fixture
def window(workspace: Workspace, articles: list[int], qtbot: QtBot) -> Iterator[MainWindow]:  # noqa: ARG001 - they are in the archive
    made = make(workspace, qtbot)
    made.finder.set_order(Order.TITLE)
    made.choose_shelf(Shelf.ALL)
    qtbot.waitUntil(lambda: made.list.model.rowCount() == 6)
    yield made
    made.close()


def shown(window: MainWindow) -> str:
    reader = window.reader
    assert isinstance(reader, PlainReader)
    return str(reader.text())


def press(qtbot: QtBot, window: QWidget, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(window, key, *modifiers)


def test_the_reader_waits_until_the_window_shows(workspace: Workspace, qtbot: QtBot) -> None:
    made: list[PlainReader] = []

    def make_reader(given: Workspace) -> PlainReader:
        made.append(PlainReader(given))
        return made[0]

    window = MainWindow(workspace, make_reader=make_reader)  # type: ignore[arg-type] # likewise
    qtbot.addWidget(window)
    assert made == []
    window.show()
    qtbot.waitUntil(lambda: len(made) == 1)
    window.close()


def test_walking_through_the_list_fills_the_reader(window: MainWindow, qtbot: QtBot) -> None:
    view = window.list.view
    press(qtbot, view, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: shown(window) == "A history of the index card")
    press(qtbot, view, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: shown(window) == "Bees of Jutland")
    press(qtbot, view, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: shown(window) == "A history of the index card")


def test_space_goes_on_to_the_next_article_at_the_end(window: MainWindow, qtbot: QtBot) -> None:
    window.list.view.step(1)
    press(qtbot, window.list.view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: shown(window) == "Bees of Jutland")


def test_the_reader_can_ask_for_actions_and_searches(
    window: MainWindow, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    window.show_article(articles[2])
    qtbot.waitUntil(lambda: shown(window) == "Paper maps")
    window.reader.action_asked.emit("favourite")
    qtbot.waitUntil(lambda: archive.article(articles[2]).is_favourite)
    window.reader.search_asked.emit("tag:history")
    qtbot.waitUntil(lambda: window.list.model.rowCount() == 1)


def test_an_article_that_leaves_makes_room_for_the_next(
    window: MainWindow, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    window.list.view.step(1)
    press(qtbot, window.list.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: window.list.model.rowCount() == 5)
    qtbot.waitUntil(lambda: shown(window) == "Bees of Jutland")
    assert archive.article(articles[1]).trashed_at is not None
    press(qtbot, window.list.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.list.model.rowCount() == 6)


def test_keys_change_every_selected_article(
    window: MainWindow, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    view = window.list.view
    view.selectAll()
    press(qtbot, view, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: all(article.is_favourite for article in archive.articles(articles)))
    press(qtbot, view, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: not any(article.is_favourite for article in archive.articles(articles)))


def test_letters_in_the_search_field_are_letters(
    window: MainWindow, archive: Archive, articles: list[int], qtbot: QtBot
) -> None:
    window.list.view.step(1)
    press(qtbot, window.list.view, Qt.Key.Key_Slash)
    edit = window.tools.search.edit
    qtbot.waitUntil(edit.hasFocus)
    qtbot.keyClicks(edit, "tag:tools")
    qtbot.waitUntil(lambda: window.list.model.rowCount() == 2)
    assert edit.text() == "tag:tools"
    assert not any(article.trashed_at for article in archive.articles(articles))
    press(qtbot, edit, Qt.Key.Key_Down)
    qtbot.waitUntil(window.list.view.hasFocus)
    press(qtbot, window.list.view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.list.model.rowCount() == 6)


def test_a_tag_is_completed_from_the_archive(window: MainWindow, qtbot: QtBot) -> None:
    box = window.tools.search
    box.edit.setFocus()
    qtbot.waitUntil(box.edit.hasFocus)
    qtbot.keyClicks(box.edit, "tag:too")
    qtbot.waitUntil(lambda: box.offers.labels == ["tools"])
    qtbot.keyClick(box.edit, Qt.Key.Key_Tab)
    assert box.text == "tag:tools "
    qtbot.waitUntil(lambda: window.list.model.rowCount() == 2)
    assert not box.offers.isVisible()


def test_a_tag_in_the_sidebar_writes_its_query(window: MainWindow, qtbot: QtBot) -> None:
    window.sidebar.query_chosen.emit("tag:tools")
    qtbot.waitUntil(lambda: window.list.model.rowCount() == 2)
    assert window.tools.search.text == "tag:tools"
    window.finder.set_query("")
    assert window.sidebar.chosen == (NodeKind.SHELF, "all")


def test_a_search_is_saved_counted_chosen_and_deleted(window: MainWindow, archive: Archive, qtbot: QtBot) -> None:
    window.search("tag:tools")
    window.actions_by_name["save_search"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(QInputDialog)))
    (dialog,) = window.findChildren(QInputDialog)
    dialog.setTextValue("Handy things")
    dialog.accept()
    qtbot.waitUntil(lambda: window.sidebar.chosen == (NodeKind.SEARCH, "tag:tools"))
    qtbot.waitUntil(lambda: window.sidebar.currentIndex().data(Role.COUNT) == 2)
    window.choose_shelf(Shelf.ALL)
    qtbot.waitUntil(lambda: window.list.model.rowCount() == 6)
    (search,) = archive.saved_searches()
    archive.set_read([hit.id for hit in archive.find("").hits], value=True)
    window.sidebar.query_chosen.emit(search.query)
    qtbot.waitUntil(lambda: window.list.model.rowCount() == 2)
    operations.delete_saved_search(window.workspace, search.id)
    qtbot.waitUntil(lambda: window.sidebar.chosen == (NodeKind.SHELF, "all"))
    assert archive.saved_searches() == ()
    window.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: window.sidebar.chosen == (NodeKind.SEARCH, "tag:tools"))


def test_a_mistake_shows_under_the_field_and_the_rows_stay(window: MainWindow, qtbot: QtBot) -> None:
    window.finder.set_query("after:yesterdayish")
    qtbot.waitUntil(window.note.isVisible)
    assert "not a date" in window.note.text
    assert window.list.model.rowCount() == 6
    window.finder.set_query("")
    assert not window.note.isVisible()


def test_the_order_button_follows_the_query_and_the_query_the_button(window: MainWindow, qtbot: QtBot) -> None:
    def order() -> str:
        return window.tools._sort.text()

    window.search("sort:length is:unread")
    assert order() == "Longest"
    window.tools._orders[Order.PUBLISHED].trigger()
    assert (window.tools.search.text, order()) == ("is:unread sort:published", "Newest published")
    window.finder.set_query("is:unread")
    assert order() == "Title"
    window.tools._orders[Order.SAVED].trigger()
    assert (window.tools.search.text, order()) == ("is:unread", "Newest saved")
    qtbot.waitUntil(lambda: window.workspace.tasks.is_idle)


def test_what_is_related_is_searched_for_and_a_story_of_the_reader_opens(
    window: MainWindow, articles: list[int], qtbot: QtBot
) -> None:
    window.show_article(articles[2])
    qtbot.waitUntil(lambda: shown(window) == "Paper maps")
    window.reader.article_asked.emit(articles[3])
    qtbot.waitUntil(lambda: shown(window) == "Tide tables")
    assert window.list.view.selected_ids() == [articles[3]]
    window.actions_by_name["find_related"].trigger()
    assert window.tools.search.text == f"near:{articles[3]}"
    assert window.finder.scope.shelf is Shelf.ALL
    qtbot.waitUntil(lambda: window.workspace.tasks.is_idle)


def test_saving_many_articles_again_is_asked_first(window: MainWindow, archive: Archive, qtbot: QtBot) -> None:
    archive.pause_saving()
    archive.add([NewArticle(f"https://many.example/{number}") for number in range(15)])
    qtbot.waitUntil(lambda: window.list.model.rowCount() == 21)
    window.list.view.selectAll()
    window.actions_by_name["save_again"].trigger()
    (question,) = window.findChildren(QMessageBox)
    assert question.text() == "Save 21 articles again?"
    assert window.workspace.notices.current is None
    question.reject()
    window.actions_by_name["save_by_browser"].trigger()
    question = window.findChildren(QMessageBox)[-1]
    next(one for one in question.buttons() if one.text() == "Save Again").click()
    qtbot.waitUntil(lambda: window.workspace.notices.current is not None)
    assert window.workspace.notices.current.text == "Saving 21 articles again"  # type: ignore[union-attr] # it waited


def test_pasting_saves_and_the_row_is_there_at_once(window: MainWindow, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("https://new.example/story")
    press(qtbot, window.list.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.list.model.rowCount() == 7)
    notice = window.workspace.notices.current
    assert notice is not None
    assert notice.text == "Saving 1 article"


def test_an_address_that_is_there_brings_its_article_up(window: MainWindow, articles: list[int], qtbot: QtBot) -> None:
    window.save(from_text("https://site0.example/4?utm_source=x#top"))
    qtbot.waitUntil(lambda: shown(window) == "Lighthouses")
    assert window.list.view.selected_ids() == [articles[4]]


def test_an_empty_archive_invites_and_the_first_article_ends_that(
    workspace: Workspace, archive: Archive, qtbot: QtBot
) -> None:
    window = make(workspace, qtbot)
    assert window.first_run.isVisible()
    window.first_run.sample_asked.emit()
    qtbot.waitUntil(lambda: not window.first_run.isVisible())
    qtbot.waitUntil(lambda: window.focusWidget() is window.list.view)
    banner = window.findChild(Banner)
    assert banner is not None
    assert banner.isVisible()
    around = banner.parentWidget()
    assert around is not None
    on_top = around.childAt(banner.geometry().center())
    assert on_top is banner or banner.isAncestorOf(on_top)  # not below the page that came to the front
    assert archive.counts().shelves[Shelf.ALL] == 1
    window.close()


def test_place_and_size_are_remembered(
    window: MainWindow, workspace: Workspace, articles: list[int], qtbot: QtBot
) -> None:
    window.resize(780, 600)
    window.choose_shelf(Shelf.FAVOURITES)
    qtbot.waitUntil(lambda: window.list.model.rowCount() == 1)
    window.list.view.step(1)
    qtbot.waitUntil(lambda: shown(window) == "Tide tables")
    window.close()
    again = make(workspace, qtbot)
    assert (again.size(), again.finder.scope) == (window.size(), window.finder.scope)
    qtbot.waitUntil(lambda: shown(again) == "Tide tables")
    assert again.shown_id == articles[3]
    again.close()


def test_focus_mode_leaves_the_reader_alone_and_escape_ends_it(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window.list.view, Qt.Key.Key_F11)
    assert not window.list.isVisible()
    assert not window.sidebar.isVisible()
    assert window.reader.isVisible()
    assert window.reader.hasFocus()  # else Space would press what happens to be next
    press(qtbot, window, Qt.Key.Key_Escape)
    assert window.list.isVisible()
    assert window.list.view.hasFocus()


def test_a_narrow_window_does_without_the_sidebar(window: MainWindow) -> None:
    window.resize(760, 600)
    assert not window.sidebar.isVisible()
    window.resize(1280, 820)
    assert window.sidebar.isVisible()


@pytest.mark.parametrize("total", [700, 900, 1280, 2560])
@pytest.mark.parametrize("has_sidebar", [True, False])
def test_the_panes_give_way_to_the_reader(total: int, *, has_sidebar: bool) -> None:
    sidebar, articles, reader = fitted((216, 392), total, has_sidebar=has_sidebar)
    assert sidebar + articles + reader == total
    assert articles >= LEAST_PANES[1]
    assert (sidebar == 0) is (not has_sidebar)
    if total >= 1280:
        assert (articles, reader >= LEAST_READER) == (392, True)


@pytest.mark.parametrize("name", ["add", "preferences", "keys", "about"])
def test_every_dialog_opens_and_goes(window: MainWindow, qtbot: QtBot, name: str) -> None:
    window.actions_by_name[name].trigger()
    dialog = window.findChild(QDialog)
    assert isinstance(dialog, QDialog)
    assert dialog.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: window.findChild(QDialog) is None)


def test_f2_renames_the_article_and_undo_gives_its_title_back(
    window: MainWindow, archive: Archive, qtbot: QtBot
) -> None:
    window.list.view.step(1)
    id = window.list.view.current_id
    assert id is not None
    before = archive.article(id).title
    press(qtbot, window.list.view, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: bool(window.findChildren(QInputDialog)))
    (dialog,) = window.findChildren(QInputDialog)
    assert dialog.textValue() == before
    dialog.setTextValue("Bees & <b>birds</b>")
    dialog.accept()
    qtbot.waitUntil(lambda: archive.article(id).title == "Bees & <b>birds</b>")
    qtbot.waitUntil(window.actions_by_name["undo"].isEnabled)
    window.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: archive.article(id).title == before)


def test_paused_saving_waits_and_says_so(workspace: Workspace, archive: Archive, qtbot: QtBot) -> None:
    window = make(workspace, qtbot)
    window.actions_by_name["pause"].trigger()
    archive.start_saving()
    (added,) = archive.add([NewArticle("", page=LocalPage(b"<p>a page " * 80, "text/html", "a.html"))])
    assert added.id is not None
    qtbot.waitUntil(lambda: window.status.text == "Saving is paused, 1 left")
    assert archive.article(added.id).status is Status.QUEUED
    window.actions_by_name["pause"].trigger()
    qtbot.waitUntil(lambda: archive.article(added.id).status is not Status.QUEUED, timeout=30_000)
    qtbot.waitUntil(lambda: "paused" not in window.status.text)


def test_the_menu_over_the_list_says_over_how_many(window: MainWindow, qtbot: QtBot) -> None:
    def texts() -> list[str]:
        window._on_menu_requested(window.list.view.visualRect(window.list.model.index(0)).center())
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        found = [one.text() for one in menu.actions()]
        with qtbot.waitSignal(menu.destroyed):
            menu.close()
        return found

    window.list.view.step(0)
    alone = texts()
    assert alone[0] == window.actions_by_name["open"].text()
    window.list.view.selectAll()
    assert texts() == ["6 articles", "", *alone]
    window.list.view.clearSelection()
    window._on_menu_requested(window.list.view.rect().center())
    assert QApplication.activePopupWidget() is None


def test_reading_aloud_is_offered_only_with_a_voice(window: MainWindow) -> None:
    action = window.actions_by_name["speak"]
    window.commands.reading.show_voice()
    assert not action.isEnabled()
    assert "No Voice" in action.text()


def test_keys_reach_what_an_empty_list_offers(window: MainWindow, qtbot: QtBot) -> None:
    window.choose_shelf(Shelf.TRASH)
    window.finder.set_query("lighthouses")
    offer = window.list._empty._button
    qtbot.waitUntil(offer.isVisible)
    window.focus_list()
    assert window.focusWidget() is offer
    qtbot.keyClick(offer, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.finder.scope.shelf is Shelf.ALL and window.list.model.rowCount() == 1)
    assert window.focusWidget() is window.list.view
    window.choose_shelf(Shelf.TRASH)
    qtbot.waitUntil(lambda: window.list.model.rowCount() == 0)
    assert window.focusWidget() is window.list._empty
    window.finder.set_query("lighthouses")
    qtbot.waitUntil(lambda: "1 found" in offer.text())
    assert window.focusWidget() is offer
