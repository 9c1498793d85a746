"""Marks passages of the open article: shows the bar where something is selected or a highlight was clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication

from pressmark.archive.values import Colour
from pressmark.ui import operations
from pressmark.ui.reader.marking_bar import MarkingBar
from pressmark.ui.reader.note_popup import NotePopup
from pressmark.ui.reader.selection import COLOUR_KEYS
from pressmark.ui.suggestions import tag_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pressmark.archive.values import Article, Highlight
    from pressmark.ui.reader.selection import Pointed, SelectedPassage
    from pressmark.ui.reader.web import ArticleView
    from pressmark.ui.workspace import Workspace


class Marker(QObject):
    """Works over one reader.

    Signals:
        search_asked: (text) this passage is to be searched for.

    Args:
        workspace: of the window.
        pane: the reader, which the bars lie over.
    """

    search_asked = Signal(str)

    def __init__(self, workspace: Workspace, pane: QWidget) -> None:
        super().__init__(pane)
        self._workspace, self._pane = workspace, pane
        self._web: ArticleView | None = None
        self._article: Article | None = None
        self._selection: SelectedPassage | None = None
        self._highlight: Highlight | None = None
        self._wanted: Colour | None = None  # a key asked to highlight, before the page told what is selected
        self._last = Colour.YELLOW
        self.selection_bar = MarkingBar(
            (
                ("note", "note-pencil", self.tr("Highlight with a note (N)")),
                ("copy", "copy", self.tr("Copy")),
                ("quote", "quotes", self.tr("Copy as a quote with its source")),
                ("search", "magnifying-glass", self.tr("Search for this")),
                ("tag", "tag", self.tr("Tag the article with this")),
            ),
            pane,
        )
        self._hint = self.tr("↑ ↓ another sentence · Shift+arrows widen · H highlights · N with a note · Esc")
        self._highlight_hint = self.tr("G next · Shift+G previous · 1–4 colours · N note · Del removes · Esc")
        self.highlight_bar = MarkingBar(
            (
                ("note", "note-pencil", self.tr("Note on the highlight")),
                ("quote", "quotes", self.tr("Copy as a quote with its source")),
                ("remove", "trash", self.tr("Remove the highlight")),
            ),
            pane,
        )
        self.selection_bar.colour_chosen.connect(self._on_colour_chosen)
        self.selection_bar.action_asked.connect(self._on_selection_action)
        self.highlight_bar.colour_chosen.connect(self._on_recoloured)
        self.highlight_bar.action_asked.connect(self._on_highlight_action)

    def attach(self, web: ArticleView) -> None:
        """Listen to the view that shows the articles."""
        self._web = web
        web.selected.connect(self._on_selected)
        web.pointed.connect(self._on_pointed)
        web.marking_asked.connect(self.highlight_selection)
        web.passage_key_pressed.connect(self._on_passage_key)
        web.no_passage.connect(self._on_no_passage)
        web.page().scrollPositionChanged.connect(self.hide)

    def set_article(self, article: Article | None) -> None:
        """Say what is open."""
        if article is None or self._article is None or article.id != self._article.id:
            self._selection = self._highlight = None
            self.hide()
        self._article = article

    def hide(self, _reason: object = None) -> None:
        """Take the bars away."""
        self.selection_bar.hide()
        if self.highlight_bar.isVisible() and self._web is not None:
            self._web.leave_passage()
        self.highlight_bar.hide()

    def highlight_selection(self) -> None:
        """Mark what is selected, in the colour that was chosen last; where nothing is, let keys choose a passage."""
        if self._web is not None and self._web.isVisible():
            self._wanted = self._last
            self._web.ask_selection()

    def write_note(self) -> None:
        """Write on the selected passage, or else on the article."""
        if self._selection is not None:
            self._on_selection_action("note")
        elif self._highlight is not None and self.highlight_bar.isVisible():
            self._on_highlight_action("note")
        elif self._article is not None:
            self._write_article_note(QRect(self._pane.width() // 3, self._pane.height() // 5, 0, 0))

    def step_highlight(self, step: int) -> None:
        """Go to the next highlight, or with -1 to the one before, from where keys change it."""
        if self._web is not None and self._web.isVisible():
            self._forget()
            self._highlight = None
            self._web.step_passage(step)

    # -- a selection ---------------------------------------------------------------------------------------------------

    def _on_selected(self, selection: SelectedPassage | None) -> None:
        self._selection, wanted, self._wanted = selection, self._wanted, None
        self.hide()
        if selection is None:
            if wanted is not None and self._web is not None:
                self._web.choose_passage()
            return
        if wanted is not None:
            self._on_colour_chosen(wanted)
        else:
            by_keys = self._web is not None and self._web.is_choosing
            self.selection_bar.offer("tag", is_possible=bool(tag_of(selection.text)))
            self.selection_bar.show_at(self._on_pane(selection.box), hint=self._hint if by_keys else "")

    def _on_colour_chosen(self, colour: Colour) -> None:
        self._last = colour
        self._mark(colour)

    def _mark(self, colour: Colour, note: str = "") -> None:
        article, selection = self._article, self._selection
        if article is not None and selection is not None:
            operations.highlight(self._workspace, article, selection.text, selection.letters, colour, note)
            self._forget()

    def _on_selection_action(self, name: str) -> None:
        article, selection = self._article, self._selection
        if article is None or selection is None:
            return
        if name == "note":
            self.hide()
            popup = NotePopup("", self._pane)
            popup.written.connect(lambda text: self._mark(self._last, text))
            popup.open_at(self._below(selection.box))
            return
        if name == "copy":
            QGuiApplication.clipboard().setText(selection.text)
        elif name == "quote":
            operations.copy_quote(self._workspace, article, selection.text)
        elif name == "tag":
            self._tag(article, tag_of(selection.text))
        else:
            self.search_asked.emit(f'"{" ".join(selection.text.replace(chr(34), " ").split())}"')
        self._forget()

    def _tag(self, article: Article, tag: str) -> None:
        if tag.casefold() in {one.casefold() for one in article.tags}:
            self._workspace.notices.show(self.tr("The article has the tag “{tag}” already").replace("{tag}", tag))
        else:
            operations.change_tags(self._workspace, [article.id], add=[tag])

    def _forget(self) -> None:
        self._selection = None
        self.hide()
        if self._web is not None:
            self._web.forget_selection()

    # -- a highlight ---------------------------------------------------------------------------------------------------

    def _on_pointed(self, pointed: Pointed) -> None:
        article = self._article
        if article is None:
            return
        if pointed.id == 0:
            self._write_article_note(pointed.box)
            return

        def show(found: tuple[Highlight, ...]) -> None:
            self._highlight = next((one for one in found if one.id == pointed.id), None)
            if self._highlight is not None and self._web is not None:
                hint = self._highlight_hint if pointed.is_by_key else ""
                self.highlight_bar.show_at(self._on_pane(pointed.box), self._highlight.colour, hint)
                self._web.has_passage = True
                self._place = pointed.box

        workspace = self._workspace
        workspace.tasks.read(
            lambda: workspace.archive.highlights(article.id),
            show,
            lambda error: operations.report(workspace, error),
            owner=self,
            slot="highlight",
        )

    def _on_passage_key(self, key: Qt.Key) -> None:
        if key == Qt.Key.Key_Escape:
            self.hide()
            if self._web is not None:
                self._web.leave_passage()
        elif key == Qt.Key.Key_Delete:
            self._on_highlight_action("remove")
        else:
            colour = list(Colour)[COLOUR_KEYS.index(key)]
            (self._on_colour_chosen if self._selection is not None else self._on_recoloured)(colour)

    def _on_no_passage(self) -> None:
        self._workspace.notices.show(self.tr("This article has no highlights"))

    def _on_recoloured(self, colour: Colour) -> None:
        self.hide()
        if self._highlight is not None and colour is not self._highlight.colour:
            self._last = colour
            operations.recolour(self._workspace, self._highlight.id, colour)

    def _on_highlight_action(self, name: str) -> None:
        article, highlight, workspace = self._article, self._highlight, self._workspace
        self.hide()
        if article is None or highlight is None:
            return
        if name == "note":
            popup = NotePopup(highlight.note, self._pane)
            popup.written.connect(lambda text: operations.annotate(workspace, highlight.id, text))
            popup.open_at(self._below(self._place))
        elif name == "quote":
            operations.copy_quote(workspace, article, highlight.quote)
        else:
            operations.remove_highlights(workspace, [highlight.id])

    # -- the article's note --------------------------------------------------------------------------------------------

    def _write_article_note(self, box: QRect) -> None:
        article, workspace = self._article, self._workspace
        if article is not None:
            popup = NotePopup(article.note, self._pane)
            popup.written.connect(lambda text: operations.set_note(workspace, article, text))
            popup.open_at(self._below(box))

    def _on_pane(self, box: QRect) -> QRect:
        return box if self._web is None else QRect(self._web.mapTo(self._pane, box.topLeft()), box.size())

    def _below(self, box: QRect) -> QPoint:
        place = self._on_pane(box)
        return self._pane.mapToGlobal(QPoint(place.left(), place.bottom() + 8))
