"""Marking passages in the real page: with the mouse and by key, with notes, and taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QToolButton

from pressmark.archive.values import Colour, Highlight, LocalPage, NewArticle
from pressmark.ui.reader.note_popup import NotePopup
from pressmark.ui.reader.view import ReaderView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from pressmark.ui.reader.marking_bar import MarkingBar
    from pressmark.ui.workspace import Workspace

pytestmark = pytest.mark.engine

PAGE = (
    "<html lang='en'><title>The ferry</title><article><h1>The ferry</h1>"
    "<p>The old <b>ferry</b> left the harbour at dawn. The gulls followed it for an hour.</p>"
    + "".join(f"<p>On day {number} nobody on board spoke of the storm that was to come.</p>" for number in range(40))
    + "</article></html>"
)


class Reading:
    """A reader with one article open."""

    def __init__(self, workspace: Workspace, qtbot: QtBot) -> None:
        self.workspace, self.qtbot, self.archive = workspace, qtbot, workspace.archive
        (added,) = self.archive.add(
            [NewArticle("https://example.org/ferry", page=LocalPage(PAGE.encode(), "text/html"))]
        )
        assert added.id is not None
        self.archive.save_pending()
        self.id = added.id
        self.view = ReaderView(workspace)
        self.view.resize(760, 620)
        qtbot.addWidget(self.view)
        self.view.show()
        self._unsubscribe = self.archive.subscribe(lambda _change: workspace.tasks.post(self._reload))
        with qtbot.waitSignal(self.view.article_shown, timeout=20_000):
            self.view.show_article(self.archive.article(self.id))
        assert self.view._web is not None
        self.web, self.marker = self.view._web, self.view.marker
        self.view.activateWindow()
        self.web.setFocus()  # without it a page tells of no selection
        qtbot.waitUntil(lambda: self.ask("return document.hasFocus()") is True)

    def close(self) -> None:
        self._unsubscribe()
        self.view.hide()

    def _reload(self) -> None:
        self.view.reload_body()
        self.view.show_article(self.archive.article(self.id))

    def ask(self, script: str) -> object:
        answers: list[object] = []
        self.web._run(script, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def place_of(self, selector: str) -> QPoint:
        answer = self.ask(
            f"const box = document.querySelector('{selector}').getBoundingClientRect();"
            "return JSON.stringify([box.left + box.width / 2, box.top + box.height / 2]);"
        )
        left, top = json.loads(str(answer))
        return QPoint(round(left), round(top))

    def width_of(self, selector: str) -> float:
        return float(str(self.ask(f"return document.querySelector('{selector}').getBoundingClientRect().width")))

    def select(self, words: str) -> None:
        """Select words of one paragraph, as a mouse would."""
        self.ask(
            "for (const p of document.querySelectorAll('.body p')) for (const node of p.childNodes) {"
            f" const at = node.nodeType === 3 ? node.data.indexOf('{words}') : -1; if (at < 0) continue;"
            f" getSelection().setBaseAndExtent(node, at, node, at + {len(words)}); return 1; }} return 0;"
        )

    def highlights(self) -> tuple[Highlight, ...]:
        return self.archive.highlights(self.id)

    def press(self, bar: MarkingBar, name: str) -> None:
        button = next(one for one in bar.findChildren(QToolButton) if name in (one.objectName(), one.accessibleName()))
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def note(self) -> NotePopup:
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), NotePopup))
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, NotePopup)
        return popup


@pytest.fixture
def reading(workspace: Workspace, qtbot: QtBot) -> Iterator[Reading]:
    made = Reading(workspace, qtbot)
    yield made
    made.close()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)


def test_a_word_is_marked_with_the_mouse(reading: Reading, qtbot: QtBot) -> None:
    target = reading.web.focusProxy()
    place, half = reading.place_of(".body b"), QPoint(round(reading.width_of(".body b") / 2), 0)
    qtbot.mousePress(target, Qt.MouseButton.LeftButton, pos=place - half)
    qtbot.mouseMove(target, place)
    qtbot.mouseMove(target, place + half)
    qtbot.waitUntil(lambda: reading.web.selectedText() == "ferry")
    qtbot.mouseRelease(target, Qt.MouseButton.LeftButton, pos=place + half)
    qtbot.waitUntil(reading.marker.selection_bar.isVisible, timeout=10_000)
    reading.press(reading.marker.selection_bar, "Highlight in green")
    qtbot.waitUntil(lambda: len(reading.highlights()) == 1)
    (one,) = reading.highlights()
    assert (one.quote, one.colour) == ("ferry", Colour.GREEN)
    assert reading.archive.text(reading.id)[one.start : one.end] == "ferry"
    qtbot.waitUntil(lambda: reading.ask("return document.querySelectorAll('mark.passage.green').length") == 1)
    assert not reading.marker.selection_bar.isVisible()


def test_the_right_one_of_equal_passages_is_marked(reading: Reading, qtbot: QtBot) -> None:
    reading.select("day 7 nobody on board spoke")
    reading.marker.highlight_selection()
    qtbot.waitUntil(lambda: len(reading.highlights()) == 1)
    (one,) = reading.highlights()
    assert one.start == reading.archive.text(reading.id).index("day 7 nobody")


def test_marking_moves_nothing(reading: Reading, qtbot: QtBot) -> None:
    reading.web.scroll_to(0.5)
    qtbot.waitUntil(lambda: reading.web.fraction() == pytest.approx(0.5, abs=0.01))
    reading.ask("window.was = document.querySelector('.body p:last-child'); return 1")
    before = reading.web.page().scrollPosition().y()
    reading.select("day 30 nobody")
    reading.marker.highlight_selection()
    qtbot.waitUntil(lambda: reading.ask("return document.querySelectorAll('mark.passage').length") == 1)
    assert reading.web.page().scrollPosition().y() == before
    assert reading.ask("return window.was === document.querySelector('.body p:last-child')") is True


def test_a_highlight_is_recoloured_annotated_removed_and_brought_back(reading: Reading, qtbot: QtBot) -> None:
    start = reading.archive.text(reading.id).index("harbour")
    reading.archive.highlight(reading.id, start, start + 7)
    qtbot.waitUntil(lambda: reading.ask("return document.querySelectorAll('mark.passage').length") == 1)

    def point() -> None:
        qtbot.mouseClick(reading.web.focusProxy(), Qt.MouseButton.LeftButton, pos=reading.place_of("mark.passage"))
        qtbot.waitUntil(reading.marker.highlight_bar.isVisible, timeout=10_000)

    point()
    reading.press(reading.marker.highlight_bar, "Highlight in pink")
    qtbot.waitUntil(lambda: [one.colour for one in reading.highlights()] == [Colour.PINK])
    point()
    reading.press(reading.marker.highlight_bar, "note")
    popup = reading.note()
    popup.edit.setPlainText("of Esbjerg")
    qtbot.keyClick(popup.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: [one.note for one in reading.highlights()] == ["of Esbjerg"])
    qtbot.waitUntil(lambda: reading.ask("return document.querySelectorAll('mark.noted').length") == 1)
    point()
    reading.press(reading.marker.highlight_bar, "remove")
    undo = reading.workspace.undo
    qtbot.waitUntil(lambda: undo.undo_text == "Removed the highlight")
    assert reading.highlights() == ()
    undo.undo()
    qtbot.waitUntil(lambda: len(reading.highlights()) == 1)
    undo.redo()
    qtbot.waitUntil(lambda: reading.highlights() == ())


def test_esc_gives_a_note_up(reading: Reading, qtbot: QtBot) -> None:
    reading.marker.write_note()
    popup = reading.note()
    popup.edit.setPlainText("never mind")
    qtbot.keyClick(popup.edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert reading.archive.article(reading.id).note == ""


def test_a_note_on_the_article_shows_above_its_text_and_is_text(reading: Reading, qtbot: QtBot) -> None:
    reading.marker.write_note()
    popup = reading.note()
    popup.edit.setPlainText("<b>Ask</b> the captain")
    with qtbot.waitSignal(reading.view.article_shown, timeout=20_000):
        popup.close()
    assert reading.archive.article(reading.id).note == "<b>Ask</b> the captain"
    assert reading.ask("return document.querySelector('header .note').textContent") == "<b>Ask</b> the captain"
    qtbot.mouseClick(reading.web.focusProxy(), Qt.MouseButton.LeftButton, pos=reading.place_of("header .note"))
    assert reading.note().edit.toPlainText() == "<b>Ask</b> the captain"
    reading.note().close()


def test_a_quote_is_copied_with_its_source_and_a_link_to_it(reading: Reading, qtbot: QtBot) -> None:
    reading.select("left the harbour at dawn")
    qtbot.waitUntil(reading.marker.selection_bar.isVisible, timeout=10_000)
    reading.press(reading.marker.selection_bar, "quote")
    assert QApplication.clipboard().text() == (
        "“left the harbour at dawn”\n— The ferry, example.org\nhttps://example.org/ferry#:~:text=left%20the%20harbour%20at%20dawn"
    )


def test_selected_words_become_a_tag_of_the_article(reading: Reading, qtbot: QtBot) -> None:
    marker, undo = reading.marker, reading.workspace.undo

    def select(words: str) -> QToolButton:
        reading.select(words)
        qtbot.waitUntil(lambda: marker._selection is not None and marker._selection.text == words)
        button = marker.selection_bar.findChild(QToolButton, "tag")
        assert isinstance(button, QToolButton)
        return button

    assert not select("On day 1 nobody on board spoke of the storm that was to come.").isEnabled()
    assert select("harbour at dawn. ").isEnabled()
    with qtbot.waitSignal(reading.view.article_shown, timeout=20_000):
        reading.press(marker.selection_bar, "tag")
    assert undo.undo_text == "Tagged “harbour at dawn”"
    assert reading.archive.article(reading.id).tags == ("harbour at dawn",)
    assert not marker.selection_bar.isVisible()
    select("harbour at dawn")
    with qtbot.waitSignal(reading.workspace.notices.shown) as shown:
        reading.press(marker.selection_bar, "tag")
    assert shown.args is not None
    assert shown.args[0].text == "The article has the tag “harbour at dawn” already"
    undo.undo()
    qtbot.waitUntil(lambda: reading.archive.article(reading.id).tags == ())


def test_a_passage_is_chosen_and_marked_by_keys_alone(reading: Reading, qtbot: QtBot) -> None:
    page, marker = reading.web.focusProxy(), reading.marker

    def chosen(words: str) -> None:
        qtbot.waitUntil(lambda: reading.web.selectedText() == words and marker.selection_bar.isVisible())

    marker.highlight_selection()
    chosen("The old ferry left the harbour at dawn.")
    assert marker.selection_bar.hint.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Down)
    chosen("The gulls followed it for an hour.")
    qtbot.keyClick(page, Qt.Key.Key_Down)
    chosen("On day 0 nobody on board spoke of the storm that was to come.")
    qtbot.keyClick(page, Qt.Key.Key_Up)
    chosen("The gulls followed it for an hour.")
    qtbot.keyClick(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    chosen("On day 0 nobody on board spoke of the storm that was to come.")
    qtbot.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    chosen("On day 0 nobody on board spoke of the storm that was to come")
    qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(reading.highlights()) == 1)
    assert reading.highlights()[0].quote == "On day 0 nobody on board spoke of the storm that was to come"
    assert not reading.web.is_choosing


def test_keys_choose_from_what_is_in_sight_and_bring_the_rest_into_it(reading: Reading, qtbot: QtBot) -> None:
    reading.web.scroll_to(0.5)
    qtbot.waitUntil(lambda: reading.web.fraction() == pytest.approx(0.5, abs=0.01))
    reading.marker.highlight_selection()
    qtbot.waitUntil(reading.marker.selection_bar.isVisible)
    first = reading.web.selectedText()
    assert int(first.split()[2]) > 5
    for _ in range(12):
        words = reading.web.selectedText()
        qtbot.keyClick(reading.web.focusProxy(), Qt.Key.Key_Down)
        qtbot.waitUntil(lambda words=words: reading.web.selectedText() not in ("", words))
    bottom = "return getSelection().getRangeAt(0).getBoundingClientRect().bottom"
    qtbot.waitUntil(lambda: 0 < float(str(reading.ask(bottom))) < reading.web.height())
    qtbot.keyClick(reading.web.focusProxy(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not reading.marker.selection_bar.isVisible())
    assert reading.highlights() == ()


def test_keys_reach_a_highlight_and_change_it(reading: Reading, qtbot: QtBot) -> None:
    page, marker, archive = reading.web.focusProxy(), reading.marker, reading.archive
    ids = []
    for words in ("left the harbour", "On day 1 nobody", "On day 30 nobody"):
        place = archive.find_passage(reading.id, words)
        assert place is not None
        ids.append(archive.highlight(reading.id, *place, Colour.YELLOW).id)
    qtbot.waitUntil(lambda: reading.ask("return document.querySelectorAll('mark.passage').length") == 3)

    def at(number: int) -> None:
        qtbot.waitUntil(lambda: marker.highlight_bar.isVisible() and marker._highlight is not None)
        assert marker._highlight is not None
        assert marker._highlight.id == ids[number]
        assert reading.ask("return document.querySelector('mark.chosen').dataset.highlight") == str(ids[number])

    def colours() -> list[Colour]:
        return [one.colour for one in sorted(reading.highlights(), key=lambda one: one.id)]

    marker.step_highlight(1)
    at(0)
    assert marker.highlight_bar.hint.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: colours() == [Colour.BLUE, Colour.YELLOW, Colour.YELLOW])
    qtbot.waitUntil(lambda: reading.ask("return document.querySelectorAll('mark.blue').length") == 1)
    marker.step_highlight(1)
    at(1)
    marker.step_highlight(1)
    at(2)
    marker.step_highlight(1)  # there is none after it
    at(2)
    marker.write_note()
    note = reading.note()
    note.edit.setPlainText("The last one")
    note.close()
    qtbot.waitUntil(lambda: [one.note for one in reading.highlights() if one.note] == ["The last one"])
    marker.step_highlight(-1)
    at(1)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not marker.highlight_bar.isVisible()
    qtbot.waitUntil(lambda: reading.ask("return document.querySelectorAll('mark.chosen').length") == 0)
    marker.step_highlight(-1)
    at(0)
    qtbot.keyClick(page, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(reading.highlights()) == 2)


def test_delete_is_for_the_highlight_only_while_its_bar_shows(reading: Reading, qtbot: QtBot) -> None:
    trashed: list[bool] = []
    trash = QShortcut(QKeySequence("Del"), reading.view, lambda: trashed.append(True))
    place = reading.archive.find_passage(reading.id, "left the harbour")
    assert place is not None
    reading.archive.highlight(reading.id, *place, Colour.GREEN)
    qtbot.waitUntil(lambda: reading.ask("return document.querySelectorAll('mark.passage').length") == 1)
    page = reading.web.focusProxy()
    reading.marker.step_highlight(1)
    qtbot.waitUntil(reading.marker.highlight_bar.isVisible)
    qtbot.keyClick(page, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: reading.highlights() == ())
    assert trashed == []
    qtbot.keyClick(page, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: trashed == [True])
    assert trash.isEnabled()


def test_a_chosen_passage_takes_its_colour_from_a_key(reading: Reading, qtbot: QtBot) -> None:
    reading.marker.highlight_selection()
    qtbot.waitUntil(reading.marker.selection_bar.isVisible)
    qtbot.keyClick(reading.web.focusProxy(), Qt.Key.Key_4)
    qtbot.waitUntil(lambda: [one.colour for one in reading.highlights()] == [Colour.PINK])


def test_where_nothing_is_marked_that_is_said(reading: Reading, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reading.workspace.notices.shown) as shown:
        reading.marker.step_highlight(-1)
    assert shown.args is not None
    assert shown.args[0].text == "This article has no highlights"


def test_the_text_takes_the_focus_that_came_before_it(workspace: Workspace, qtbot: QtBot) -> None:
    page = LocalPage(PAGE.encode(), "text/html")
    (added,) = workspace.archive.add([NewArticle("https://example.org/ferry", page=page)])
    assert added.id is not None
    workspace.archive.save_pending()
    view = ReaderView(workspace)
    qtbot.addWidget(view)
    view.show()
    view.activateWindow()
    view.warm_up()
    with qtbot.waitSignal(view.article_shown, timeout=20_000):
        view.show_article(workspace.archive.article(added.id))
        view.setFocus()  # as Enter does, which does not wait for the text
    assert view._web is not None
    web = view._web
    qtbot.waitUntil(lambda: view.focusWidget() in (web, web.focusProxy()))
    view.hide()
    qtbot.waitUntil(lambda: workspace.tasks.is_idle)
