"""The web view of the reader: shows one document, keeps the place, finds words, and lets drops pass to the window."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import shiboken6
from PySide6.QtCore import QChildEvent, QCoreApplication, QEvent, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWebEngineCore import (
    QWebEngineFindTextResult,
    QWebEngineLoadingInfo,
    QWebEnginePage,
    QWebEngineScript,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from pressmark import resources
from pressmark.ui.icons import icon
from pressmark.ui.reader.engine import ArticlePage, is_escape, is_outside, make_profile
from pressmark.ui.reader.scheme import ArticleHandler, register_schemes
from pressmark.ui.reader.selection import COLOUR_KEYS, PASSAGE_KEYS, pointed_of, selection_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pressmark.archive.values import Hand
    from pressmark.tasks.runner import TaskRunner

SELECT_MILLISECONDS = 150  # after the last change of the selection, before it is told
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}  # of what is chosen by keys
END = 4  # pixels: so near it counts as there
SETTLE_MILLISECONDS = 600  # after the last scrolling, before the place is told


class ArticleView(QWebEngineView):
    """Shows one document at a time.

    Signals:
        link_activated: (address) a link that leads out was clicked.
        link_pointed: (address) the mouse or the keyboard is on a link that leads out; empty where it is on none.
        escaped: Esc was pressed, and nothing lay over the page.
        save_asked: (address) the page behind a link is to be saved.
        shown: the document is loaded.
        scrolled_to: (fraction) how much of the document is behind the reader, after scrolling came to rest.
        search_asked: (text) the selected text is to be searched in the archive.
        selected: (SelectedPassage or None) what is selected now, once the selecting has come to rest.
        marking_asked: Enter was pressed on a passage that was chosen by keys.
        pointed: (Pointed) a highlight or the note was clicked, or keys went to a highlight.
        passage_key_pressed: (Qt.Key) one of `PASSAGE_KEYS`, while keys are for a highlight or a chosen passage.
        no_passage: there is no highlight to go to.
        acted: (verb, name) something was clicked that `frame_blocks` or `show_stories` put into the page.
    """

    link_activated = Signal(str)
    link_pointed = Signal(str)
    save_asked = Signal(str)
    escaped = Signal()
    shown = Signal()
    scrolled_to = Signal(float)
    search_asked = Signal(str)
    selected = Signal(object)
    marking_asked = Signal()
    pointed = Signal(object)
    passage_key_pressed = Signal(object)
    no_passage = Signal()
    acted = Signal(str, str)

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        register_schemes()
        self._handler = ArticleHandler(tasks)
        profile = make_profile(self._handler, QApplication.instance())  # it must outlive its page
        self._handler.setParent(profile)
        self._page = ArticlePage(profile, self)
        self.destroyed.connect(profile.deleteLater)
        self.setPage(self._page)
        self.setAcceptDrops(False)  # Qt's signature
        self._address = QUrl()
        self._overtaken: list[QUrl] = []  # what was being loaded when something else was to be shown
        self._page.link_activated.connect(self.link_activated)
        self._page.link_pointed.connect(self.link_pointed)
        self._page.acted.connect(self.acted)
        self._page.loadingChanged.connect(self._on_loading_changed)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE_MILLISECONDS)
        self._settled.timeout.connect(self._on_settled)
        self._page.scrollPositionChanged.connect(self._on_scrolled)
        self._is_loading = False
        self._beyond = 0.0  # the height of what stands below the document's own end
        self.is_choosing = False  # a passage, by keys
        self.has_passage = False  # a highlight has its bar, so that keys are for it
        self._passage = 0  # the highlight that keys went to last
        self._pointing = QTimer(self)  # the page scrolls to it first
        self._pointing.setSingleShot(True)
        self._pointing.setInterval(SELECT_MILLISECONDS)
        self._pointing.timeout.connect(lambda: self._ask(f"placeOfPassage({self._passage})", self._on_reached))
        self._selecting = QTimer(self)
        self._selecting.setSingleShot(True)
        self._selecting.setInterval(SELECT_MILLISECONDS)
        self._selecting.timeout.connect(self._on_selecting_rested)
        self._page.selectionChanged.connect(self._selecting.start)

    def show_document(self, page: str, picture: Callable[[str], bytes] | None, background: str) -> None:
        """Load a document.

        Args:
            page: the HTML.
            picture: returns the bytes of a picture by its name, on another thread.
            background: a colour to show until it is painted, so that dark pages do not flash.
        """
        self.settle()
        self._page.setBackgroundColor(QColor(background))
        self.is_choosing = self.has_passage = False
        self._passage = 0
        if self._is_loading:
            self._overtaken.append(self._address)
        self._is_loading, self._beyond = True, 0.0
        self._address = self._handler.offer(page, picture)
        self._page.load(self._address)

    def fraction(self) -> float:
        """How much of the document is above the lower edge, 0 to 1; 0 at its very top. Stories do not count."""
        height, viewport = self._page.contentsSize().height(), self.height() / max(self.zoomFactor(), 0.1)
        top = self._page.scrollPosition().y()
        room = height - self._beyond - viewport
        if top <= 1 or room <= 0:
            return 0.0
        return min(1.0, top / room)

    def scroll_to(self, fraction: float) -> None:
        """Go to a place as `fraction` tells it."""
        room = f"document.documentElement.scrollHeight - {self._beyond} - innerHeight"
        self._run(f"scrollTo(0, {min(max(fraction, 0.0), 1.0)} * ({room}))")

    def go_to_hit(self, number: int) -> None:
        """Bring a marked hit into the middle, and mark it as the current one; they count from 1."""
        self._run(
            "for (const one of document.querySelectorAll('mark.current')) one.classList.remove('current');"
            f"const hit = document.getElementById('hit-{int(number)}');"
            "if (hit) { hit.classList.add('current'); hit.scrollIntoView({block: 'center'}); }"
        )

    def go_to_passage(self, id: int) -> None:
        """Bring a highlight into the middle; keys go on from it."""
        self._passage = id
        self._ask(f"goToPassage({int(id)})")

    def ask_contents(self, answered: Callable[[int, list[tuple[int, str]]], None]) -> None:
        """Ask for the headings: which of them is being read (-1 before the first), and the level and words of each."""

        def read(answer: object) -> None:
            current, *found = json.loads(str(answer)) if answer else (-1,)
            answered(current, [(level, words) for level, words in found])

        self._ask("contents()", read)

    def go_to_heading(self, place: int) -> None:
        """Bring a heading to the top; -1 for the beginning."""
        self._ask(f"goToHeading({int(place)})")

    def toggle_picture(self) -> None:
        """Show the picture in sight large, or small again."""
        self._ask("openPictureInSight()")
        self.setFocus()

    def replace_body(self, html: str) -> None:
        """Show another body of the same article in place; what did not change does not move."""
        self._ask(f"replaceBody({json.dumps(html)})")

    def frame_blocks(self, verbs: Sequence[tuple[str, str]]) -> None:
        """Give each block of the body a frame with tools, pairs of a verb and its name for people."""
        self._run(f"{resources.text('reader/shaping.js')} frameBlocks({json.dumps(verbs)});")

    def show_shape(self, hand: Hand) -> None:
        """Show which of the framed blocks are left out."""
        arguments = ", ".join(json.dumps(one) for one in (sorted(hand.removed), hand.begins, hand.ends))
        self._run(f"{resources.text('reader/shaping.js')} showShape({arguments});")

    def show_stories(self, groups: Sequence[Mapping[str, object]]) -> None:
        """Put groups of stories below the end of the document, each with a `name` and `stories`.

        A story has an `id` in hexadecimal digits, a `title` and `facts`; a click on it is told by `acted`.
        """

        def measure(height: object) -> None:
            if shiboken6.isValid(self) and isinstance(height, (int, float)):
                self._beyond = float(height)

        direction = "rtl" if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else "ltr"
        call = f"showStories({json.dumps(groups)}, {json.dumps(direction)})"
        self._run(f"{resources.text('reader/stories.js')} return {call};", measure)

    def ask_selection(self) -> None:
        """Tell now, with `selected`, what is selected."""
        self._selecting.stop()
        self._on_selecting_rested()

    def choose_passage(self, step: int = 0, *, by_paragraph: bool = False) -> None:
        """Select a sentence, from where keys choose others: arrows without a caret.

        Args:
            step: 1 for the next one, -1 for the one before, 0 for the first in sight.
            by_paragraph: go by paragraphs instead.
        """
        self.setFocus()  # without it a page tells of no selection
        self.is_choosing = True
        call = f"choose({int(step)}, {json.dumps(by_paragraph)})"
        script = f"{resources.text('reader/page.js')} {resources.text('reader/choosing.js')} return {call};"
        self._run(script, lambda _is_any: self._selecting.start())

    def step_passage(self, step: int) -> None:
        """Go to the highlight after the last one, or with -1 to the one before; `pointed` tells which."""

        def told(answer: object) -> None:
            self._passage = int(answer) if isinstance(answer, (int, float)) else 0
            self.has_passage = self._passage > 0  # from now on, or a key that comes early would be for the window
            if self.has_passage:
                self._pointing.start()
            else:
                self.no_passage.emit()

        self.setFocus()
        self._ask(f"stepPassage({self._passage}, {int(step)})", told)

    def leave_passage(self) -> None:
        """Take the frame from the highlight that keys went to; from there they go on."""
        self.has_passage = False
        self._pointing.stop()
        self._ask("leavePassage()")

    def forget_selection(self) -> None:
        """Select nothing."""
        self.is_choosing = False
        self._run("getSelection().removeAllRanges();")

    def settle(self) -> None:
        """Tell the place now, if it changed, instead of after the scrolling has come to rest."""
        if self._settled.isActive():
            self._settled.stop()
            self._on_settled()

    def is_at_end(self) -> bool:
        """Whether there is nothing below."""
        height, top = self._page.contentsSize().height(), self._page.scrollPosition().y()
        return top + self.height() / max(self.zoomFactor(), 0.1) >= height - END

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in the page, as for paging."""
        target = self.focusProxy() or self
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.postEvent(target, QKeyEvent(kind, key, modifiers))

    def find_text(self, text: str, *, backwards: bool = False, done: Callable[[int, int], None] | None = None) -> None:
        """Find a text and mark it; an empty one takes the marks away.

        Args:
            text: as written in the page, upper and lower case alike.
            backwards: look before the place of the last one.
            done: gets the number of the active match and how many there are.
        """

        def on_found(result: QWebEngineFindTextResult) -> None:
            if done is not None:
                done(result.activeMatch(), result.numberOfMatches())

        flag = QWebEnginePage.FindFlag.FindBackward if backwards else QWebEnginePage.FindFlag(0)
        self._page.findText(text, flag, on_found)

    def _run(self, script: str, answered: Callable[[object], None] | None = None) -> None:
        """Run a script of ours in a world of its own: scripts of the page are off, and would not see it."""
        world = QWebEngineScript.ScriptWorldId.ApplicationWorld.value

        def told(answer: object) -> None:
            if answered is not None and shiboken6.isValid(self):  # a page tells what it was asked even while it goes
                answered(answer)

        self._page.runJavaScript(f"(() => {{ {script} }})()", world, told)

    def _ask(self, call: str, answered: Callable[[object], None] | None = None) -> None:
        """Call a function of `page.js`."""
        self._run(f"{resources.text('reader/page.js')} return {call};", answered)

    def _on_selecting_rested(self) -> None:
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._selecting.start()
        else:
            self._ask("selection()", self._on_selection)

    def _on_selection(self, answer: object) -> None:
        selection = selection_of(answer, self.zoomFactor())
        self.is_choosing = self.is_choosing and selection is not None
        self.selected.emit(selection)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self.is_choosing = False
        elif self._is_passage_key(event):
            if event.type() == QEvent.Type.KeyPress:
                self.passage_key_pressed.emit(Qt.Key(cast("QKeyEvent", event).key()))
            event.accept()  # or the window takes it for a key of its own
            return True
        elif self.is_choosing and event.type() == QEvent.Type.KeyPress and self._choose_by(cast("QKeyEvent", event)):
            return True
        elif event.type() == QEvent.Type.MouseButtonRelease:
            click = cast("QMouseEvent", event)
            if click.button() == Qt.MouseButton.LeftButton:
                place = click.position() / self.zoomFactor()
                self._ask(f"pointedAt({place.x()}, {place.y()})", self._on_pointed)
        elif is_escape(event):
            self._ask("closeLeaf()", lambda was_open: None if was_open else self.escaped.emit())
            return True
        return super().eventFilter(watched, event)

    def _is_passage_key(self, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        key = cast("QKeyEvent", event)
        is_plain = not key.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return is_plain and key.key() in (PASSAGE_KEYS if self.has_passage else COLOUR_KEYS if self.is_choosing else ())

    def _choose_by(self, event: QKeyEvent) -> bool:
        """Take a key that chooses or marks a passage; Chromium itself widens it by Shift and arrows."""
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in STEPS and modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
            self.choose_passage(STEPS[key], by_paragraph=modifiers == Qt.KeyboardModifier.ControlModifier)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.marking_asked.emit()
        elif key == Qt.Key.Key_Escape:
            self.forget_selection()
        else:
            return False
        return True

    def _on_pointed(self, answer: object) -> None:
        if (found := pointed_of(answer, self.zoomFactor())) is not None:
            self.pointed.emit(found)

    def _on_reached(self, answer: object) -> None:
        if (found := pointed_of(answer, self.zoomFactor())) is not None:
            self.pointed.emit(replace(found, is_by_key=True))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        selected = self.selectedText().strip()
        request = self.lastContextMenuRequest()
        link = request.linkUrl() if request is not None else QUrl()
        if selected:
            copy = menu.addAction(icon("copy"), self.tr("Copy"))
            copy.triggered.connect(lambda: self.triggerPageAction(QWebEnginePage.WebAction.Copy))
            search = menu.addAction(icon("magnifying-glass"), self.tr("Search this"))
            search.triggered.connect(lambda: self.search_asked.emit(selected))
        if is_outside(link.toString()):
            open_link = menu.addAction(icon("arrow-square-out"), self.tr("Open link"))
            open_link.triggered.connect(lambda: self.link_activated.emit(link.toString()))
            if link.scheme() != "mailto":
                save = menu.addAction(icon("plus"), self.tr("Save this link too"))
                save.triggered.connect(lambda: self.save_asked.emit(link.toString()))
            copy_link = menu.addAction(icon("link"), self.tr("Copy link"))
            copy_link.triggered.connect(lambda: QApplication.clipboard().setText(link.toString()))
        if menu.isEmpty():
            select = menu.addAction(self.tr("Select all"))
            select.triggered.connect(lambda: self.triggerPageAction(QWebEnginePage.WebAction.SelectAll))
        menu.popup(event.globalPos())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.settle()  # it may be the last moment: nothing can be written once the window is gone

    def childEvent(self, event: QChildEvent) -> None:
        super().childEvent(event)
        self._adopt_children()

    def _adopt_children(self) -> None:
        for child in self.findChildren(QWidget):
            child.setAcceptDrops(False)  # the window takes drops wherever they fall
            child.installEventFilter(self)  # the engine keeps clicks to itself; again is the same as once

    def _on_loading_changed(self, info: QWebEngineLoadingInfo) -> None:
        if info.status() is QWebEngineLoadingInfo.LoadStatus.LoadStartedStatus:
            return
        if info.url() in self._overtaken:
            self._page.load(self._address)  # the engine forgets what it is told to load while it loads another
            return
        self._is_loading = False
        self._overtaken.clear()
        self._adopt_children()  # made only when the first page is shown
        self._ask(f"watch({json.dumps(self.tr('Note'))}, {json.dumps(self.tr('Go to the note'))})")
        self.shown.emit()  # even where Qt calls it unfinished: a page before it tried to go elsewhere, and was not let

    def _on_scrolled(self) -> None:
        if not self._is_loading:
            self._settled.start()

    def _on_settled(self) -> None:
        self.scrolled_to.emit(self.fraction())
