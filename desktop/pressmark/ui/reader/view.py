"""The reader: a calm row of tools over the text, or what is to be said while there is none."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from pressmark.archive.values import NewArticle
from pressmark.ui import operations, theme
from pressmark.ui.figures import long_day
from pressmark.ui.reader import provenance
from pressmark.ui.reader.contents_popup import ContentsPopup
from pressmark.ui.reader.document import PAPERS, Labels, ReaderStyle, reader_document
from pressmark.ui.reader.find_bar import FindBar
from pressmark.ui.reader.hit_bar import HitBar
from pressmark.ui.reader.link_label import LinkLabel
from pressmark.ui.reader.marker import Marker
from pressmark.ui.reader.original_pane import OriginalPane
from pressmark.ui.reader.printing import Printing
from pressmark.ui.reader.reviser import Reviser
from pressmark.ui.reader.sources import Sources
from pressmark.ui.reader.speech import Speech
from pressmark.ui.reader.states import StatePage
from pressmark.ui.reader.stories import Stories
from pressmark.ui.reader.style_popup import StylePopup
from pressmark.ui.reader.tools import ReaderTools
from pressmark.ui.reader.trash_bar import TrashBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressmark.archive.values import Article
    from pressmark.ui.reader.web import ArticleView
    from pressmark.ui.workspace import Workspace

FINISHED = 0.98  # an article read so far begins at its beginning again


class ReaderView(QWidget):
    """Shows one article.

    Signals:
        link_activated: (address) a link in the text was clicked.
        action_asked: (name) one of the window's actions is wanted for the open article.
        article_asked: (id) another article is to be opened.
        article_shown: (id) its text is on the screen.
        original_shown: (id) the page as it was is on the screen.
        search_asked: (text) this is to be searched for.
        reread_asked: (ids) kept pages are to be read again.
        purge_asked: (ids) articles are to be deleted for good.
        closed: the person is done reading.
    """

    link_activated = Signal(str)
    action_asked = Signal(str)
    article_asked = Signal(int)
    article_shown = Signal(int)
    original_shown = Signal(int)
    search_asked = Signal(str)
    reread_asked = Signal(list)
    purge_asked = Signal(list)
    closed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._article: Article | None = None
        self.marker = Marker(workspace, self)
        self.marker.search_asked.connect(self.search_asked)
        self.speech = Speech(self)
        self.sources = Sources(workspace, self)
        self.sources.article_chosen.connect(self.article_asked)
        self.sources.link_chosen.connect(self.link_activated)
        self.printing = Printing(workspace, self)
        self.stories = Stories(workspace, self)
        self.stories.article_asked.connect(self.article_asked)
        self.reviser = Reviser(workspace, self, self._style)
        self.reviser.sheet.link_activated.connect(self.link_activated)
        self.reviser.reread_asked.connect(self.reread_asked)
        self.reviser.sheet_wanted.connect(self._on_sheet_wanted)
        self.reviser.sheet_left.connect(self._show_page)
        self._shown: Article | None = None  # whose text the page has: for a moment it may still be the one before
        self._loading: Article | None = None  # whose text the page gets
        self._body = ""
        self._words: tuple[str, ...] = ()
        self._hit_count = 0
        self._place: float | None = None  # where the reader was, when the page is only made anew
        self._wanted_passage = (0, 0)  # article and highlight that are to be gone to when the article shows
        self._web: ArticleView | None = None
        self.original = OriginalPane(workspace)
        self.original.link_activated.connect(self.link_activated)
        self.original.link_pointed.connect(self._on_link_pointed)
        self.original.shown.connect(self._on_original_shown)
        self.original.failed.connect(self._on_original_failed)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self.state = StatePage()
        self.state.retry_asked.connect(lambda: self._with_article(lambda one: operations.try_again(workspace, one)))
        self.state.browser_asked.connect(
            lambda: self._with_article(lambda one: operations.open_external(workspace, one.url, self))
        )
        self.state.sign_in_asked.connect(lambda: self.action_asked.emit("sign_in"))
        self.trash_bar = TrashBar()
        self.trash_bar.restore_asked.connect(
            lambda: self._with_article(lambda one: operations.restore(workspace, [one.id]))
        )
        self.trash_bar.purge_asked.connect(lambda: self._with_article(lambda one: self.purge_asked.emit([one.id])))
        self.find_bar = FindBar()
        self.find_bar.find_asked.connect(self._on_find_asked)
        self.find_bar.closed.connect(self.setFocus)
        self.hits = HitBar()
        self.hits.hit_asked.connect(self._on_hit_asked)
        self.tools = ReaderTools(self.hits)
        self.tools.action_asked.connect(self.action_asked)
        self.tools.popup_asked.connect(self._on_popup_asked)
        self.pages = QStackedWidget()
        self.link_label = LinkLabel(self.pages)
        self.pages.addWidget(self.state)
        self.pages.addWidget(self.reviser.sheet)
        self.pages.addWidget(self.original)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.tools, self.trash_bar, self.find_bar, self.pages):
            column.addWidget(widget, int(widget is self.pages))
        self.original.escaped.connect(self._pass_escape_on)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.find_in_page)
        workspace.settings.subscribe(self._on_setting_changed)
        self._show_tools()

    # -- for the window ------------------------------------------------------------------------------------------------

    @property
    def article(self) -> Article | None:
        """What is open."""
        return self._article

    @property
    def last_in_focus(self) -> QWidget | None:
        """Where the Tab key comes last: the engine's own part of what shows the text, once there was one."""
        return self._web.focusProxy() if self._web is not None else None

    def warm_up(self) -> None:
        """Start the web engine before it is needed, so that the first article opens at once."""
        self._engine()

    def show_article(self, article: Article | None, words: tuple[str, ...] = ()) -> None:
        """Show an article, or nothing; the text of the one that is open already is loaded only if it changed.

        Args:
            article: what to show.
            words: what was searched for, to be marked, and to go to where it is first said.
        """
        before, self._article = self._article, article
        words_before, self._words = self._words, words
        self.marker.set_article(article)
        self.reviser.set_article(article)
        if before is None or article is None or before.id != article.id:
            self.original.leave()
            self.speech.stop()
        self._show_tools()
        if article is None or not article.words:
            self.hits.start(0)
            if article is None:
                self.state.show_nothing()
            else:
                self.state.show_article(article)
            if self.original.article_id is None:
                self.pages.setCurrentWidget(self.state)
        elif before is None or _text_of(before) != _text_of(article) or words != words_before:
            stays = before is not None and before.id == article.id and words == words_before and self._web is not None
            self._place = self._web.fraction() if stays and self._web is not None else None
            self._read_body(partial(self._on_body_read, article))

    def reload_body(self) -> None:
        """Take up what changed in the text of the open article, with nothing moving that did not change."""
        if self._article is not None and self._article.words:
            self._read_body(partial(self._on_body_reread, self._article.id))

    def toggle_original(self) -> None:
        """Show the page as it was, or go back to the text."""
        article = self._article
        if article is None:
            return
        if self.original.article_id is not None:
            self.original.leave()
            self._show_page()
            return
        self.reviser.leave()
        self.original.show_page(article)

    def go_to_passage(self, article_id: int, highlight_id: int) -> None:
        """Bring a highlight into sight, as soon as its article shows."""
        if self._web is not None and self._shown is not None and self._shown.id == article_id:
            self._web.go_to_passage(highlight_id)
        else:
            self._wanted_passage = (article_id, highlight_id)

    def open_text_popup(self) -> None:
        """Tell how the text came about."""
        if self._article is not None:
            self.reviser.open_popup(self.tools.buttons["text"])

    def find_in_page(self) -> None:
        """Open the bar that finds words in the article."""
        if self._article is not None and self._article.words:
            self.find_bar.show()
            self.find_bar.edit.setFocus()
            self.find_bar.edit.selectAll()

    def show_contents(self) -> None:
        """List the headings, to jump to one."""
        if (web := self._shown_text()) is not None:
            web.ask_contents(self._on_contents)

    def show_sources(self) -> None:
        """List what the article cites, and what cites it."""
        if self._article is not None:
            self.sources.open(self._article, partial(self.tools.open_under, "sources"))

    def toggle_picture(self) -> None:
        """Show the picture in sight large, or small again."""
        if (web := self._shown_text()) is not None:
            web.toggle_picture()

    def toggle_speech(self) -> None:
        """Read the article aloud, or be silent."""
        article, workspace = self._article, self._workspace
        if self.speech.is_speaking:
            self.speech.stop()
        elif article is not None:
            workspace.tasks.read(
                partial(workspace.archive.text, article.id),
                lambda text: self.speech.say(f"{article.title}.\n{text}", article.language),
                partial(operations.report, workspace),
                owner=self,
                slot="reader speech",
            )

    def print_article(self) -> None:
        """Print the article."""
        self._with_text(self.printing.print_article)

    def save_pdf(self) -> None:
        """Write the article to a PDF."""
        self._with_text(self.printing.save_pdf)

    def page_down(self) -> bool:
        """Scroll by a page; False where the end was reached already."""
        web = self._shown_text()
        if web is None or web.is_at_end():
            return False
        web.press(Qt.Key.Key_PageDown)
        return True

    def page_up(self) -> None:
        """Scroll back by a page."""
        if self._web is not None:
            self._web.press(Qt.Key.Key_PageUp)

    def step_hit(self, by: int) -> None:
        """Go to the next place that a search found, or with a negative number to one before."""
        self.hits.step(by)

    def resize_text(self, step: int) -> None:
        """Make the text larger or smaller; 0 brings the usual size back."""
        settings = self._workspace.settings
        default = type(settings).reader_size.default
        settings.reader_size = settings.reader_size + step if step else default

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        (self.pages.currentWidget() or self.state).setFocus(reason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange and self._workspace.settings.reader_theme == "system":
            self._restyle()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _pass_escape_on(self) -> None:
        """Let the window know of Esc, which the engine keeps to itself, unlike other keys that no page wants."""
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.sendEvent(self, event)

    def _with_text(self, then: Callable[[ArticleView], None]) -> None:
        """Do something with the text of the open article, whatever is looked at."""
        article, web = self._article, self._web
        if article is not None and article.words and web is not None and self._shown is not None:
            if self._shown.id == article.id:
                then(web)
        elif article is not None:
            self._workspace.notices.show_problem(self.tr("This article has no text to print"))

    def _shown_text(self) -> ArticleView | None:
        """The view of the text, where that is what is looked at."""
        return self._web if self.pages.currentWidget() is self._web else None

    def _engine(self) -> ArticleView:
        if self._web is None:
            from pressmark.ui.reader.web import ArticleView

            web = self._web = ArticleView(self._workspace.tasks, self)
            web.link_activated.connect(self.link_activated)
            web.link_pointed.connect(self._on_link_pointed)
            web.save_asked.connect(self._save_link)
            web.shown.connect(self._on_shown)
            web.scrolled_to.connect(self._on_scrolled_to)
            web.search_asked.connect(self.search_asked)
            self.marker.attach(web)
            web.escaped.connect(self._pass_escape_on)
            self.stories.attach(web)
            self.pages.addWidget(web)
        return self._web

    def _on_original_shown(self, id: int) -> None:
        self.find_bar.hide()
        self.pages.setCurrentWidget(self.original)
        self.original.setFocus()
        self._show_tools()
        self.original_shown.emit(id)

    def _on_original_failed(self, error: Exception) -> None:
        operations.report(self._workspace, error)

    def _on_sheet_wanted(self) -> None:
        self.original.leave()
        self.find_bar.hide()
        self._show_tools()
        self.pages.setCurrentWidget(self.reviser.sheet)
        self.reviser.sheet.web.setFocus()

    def _show_page(self) -> None:
        """Show the article's own text, or what is said in its place."""
        self._show_tools()
        has_text = self._article is not None and self._article.words
        self.pages.setCurrentWidget(self._web if self._web is not None and has_text else self.state)
        self.setFocus()

    def _on_contents(self, current: int, headings: list[tuple[int, str]]) -> None:
        web, article = self._web, self._article
        if web is None or article is None:
            return
        if not headings:
            self._workspace.notices.show(self.tr("This article has no headings"))
            return
        popup = ContentsPopup(article.title, headings, current, self)
        popup.chosen.connect(web.go_to_heading)
        self.tools.open_under("contents", popup)

    def _on_body_read(self, article: Article, found: tuple[str, int]) -> None:
        if self._article is None or self._article.id != article.id:
            return
        self._body, self._hit_count = found
        self._load()

    def _on_body_reread(self, id: int, found: tuple[str, int]) -> None:
        if self._web is not None and self._shown is not None and self._shown.id == id:
            self._body, self._hit_count = found
            self._web.replace_body(self._body)

    def _read_body(self, done: Callable[[tuple[str, int]], None]) -> None:
        article, workspace = self._article, self._workspace
        if article is not None:
            workspace.tasks.read(
                partial(workspace.archive.body_with_hits, article.id, self._words),
                done,
                partial(operations.report, workspace),
                owner=self,
                slot="reader body",
            )

    def _load(self) -> None:
        article, style = self._article, self._style()
        if article is None:
            return
        labels = Labels(self.tr("{n} min"), provenance.saved_line(article))
        page = reader_document(
            article, self._body, style, labels, notice=provenance.notice(article), format_date=long_day
        )
        picture = partial(self._workspace.archive.picture, article.id)
        self.stories.drop()
        self._loading = article
        web = self._engine()
        web.resize(self.pages.size())  # while it is hidden nobody else does, and places depend on the width
        web.show_document(page, picture, PAPERS[style.theme].paper)

    def _restyle(self) -> None:
        if self._article is not None and self._article.words and self._body and self._web is not None:
            self._place = self._web.fraction()
            self._load()

    def _style(self) -> ReaderStyle:
        settings = self._workspace.settings
        name = settings.reader_theme
        if name == "system":
            name = "dark" if theme.is_dark() else "light"
            name = f"more-{name}" if theme.has_more_contrast() else name
        return ReaderStyle(
            name,
            settings.reader_font,
            settings.reader_size,
            settings.reader_line_height,
            settings.reader_width,
        )

    def _on_shown(self) -> None:
        article, web, self._shown = self._article, self._web, self._loading
        if article is None or web is None or self._loading is None or self._loading.id != article.id:
            return  # what is wanted by now is on its way
        self._shown = article
        if self.original.article_id is None and self.reviser.sheet.isHidden():
            focus = self.window().focusWidget()
            was_waited_for = focus is not None and (focus is self.state or self.state.isAncestorOf(focus))
            self.pages.setCurrentWidget(web)
            if was_waited_for:
                web.setFocus()
        wanted, self._wanted_passage = self._wanted_passage, (0, 0)
        if self._place is not None:
            web.scroll_to(self._place)
        elif wanted[0] == article.id:
            web.go_to_passage(wanted[1])
        elif self._hit_count:
            self.hits.start(self._hit_count)
        else:
            self.hits.start(0)
            web.scroll_to(article.progress if article.progress < FINISHED else 0.0)
        self.stories.look(article)
        self.article_shown.emit(article.id)

    def _on_scrolled_to(self, fraction: float) -> None:
        article, workspace = self._shown, self._workspace
        if article is None or abs(fraction - article.progress) < 0.01:
            return
        set_progress = partial(workspace.archive.set_progress, article.id, fraction)
        workspace.tasks.write(set_progress, None, partial(operations.report, workspace), slot="reader progress")

    def _on_hit_asked(self, number: int) -> None:
        if self._web is not None:
            self._web.go_to_hit(number)

    def _on_find_asked(self, text: str, backwards: bool) -> None:  # a signal's argument
        if self._web is not None:
            self._web.find_text(text, backwards=backwards, done=self.find_bar.show_count)

    def _on_setting_changed(self, name: str) -> None:
        if name.startswith("reader_"):
            QTimer.singleShot(0, self, self._restyle)

    def _with_article(self, then: object) -> None:
        if self._article is not None and callable(then):
            then(self._article)

    def _on_link_pointed(self, address: str) -> None:
        self.link_label.show_link(address)

    def _save_link(self, address: str) -> None:
        if self._article is not None:
            wish = NewArticle(address, trust=self._workspace.archive.trust_in_link(self._article, address))
            operations.save_wishes(self._workspace, [wish])

    def _on_popup_asked(self, name: str) -> None:
        if name == "text":
            self.reviser.open_popup(self.tools.buttons[name])
        elif name == "contents":
            self.show_contents()
        elif name == "sources":
            self.show_sources()
        else:
            self.tools.open_under(name, StylePopup(self._workspace.settings, self))

    def _show_tools(self) -> None:
        if self.trash_bar.isAncestorOf(QApplication.focusWidget() or self):
            self.setFocus()  # or Qt gives it to the first link of the text where the bar goes
        self.trash_bar.show_article(self._article)
        self.tools.show_state(self._article, is_original=self.original.article_id is not None)


def _text_of(article: Article) -> tuple[object, ...]:
    """What makes the page of an article another one."""
    return (
        article.id,
        article.title,
        article.standfirst,
        article.words,
        article.tags,
        article.note,
        article.failure,
        article.status,
        tuple((one.folder, one.extraction) for one in article.snapshots if one.is_current),
    )
