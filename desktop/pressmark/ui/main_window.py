"""The window: puts the panes side by side and connects what one asks with what another does."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from pressmark.archive.errors import NoSuchArticle
from pressmark.archive.index.query import mend, narrowed, order_in
from pressmark.archive.values import Added, Article, Changed, Counts, Explanation, Listing, Order, SavedSearch, Shelf
from pressmark.ui import actions, keymaps, operations, remembered, theme
from pressmark.ui.article_list.delegate import Density
from pressmark.ui.article_list.empty import offer_for
from pressmark.ui.article_list.finder import Finder, Scope
from pressmark.ui.article_list.pane import ArticleListPane
from pressmark.ui.commands import Commands
from pressmark.ui.drop_overlay import DropOverlay
from pressmark.ui.failures import FailureTeller
from pressmark.ui.first_run import FirstRun
from pressmark.ui.live import LiveArchive
from pressmark.ui.search_box import SearchNote
from pressmark.ui.sidebar.model import SidebarModel
from pressmark.ui.sidebar.nodes import NodeKind
from pressmark.ui.sidebar.view import Sidebar, query_for
from pressmark.ui.status_bar import StatusBar
from pressmark.ui.tool_row import ToolRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent

    from pressmark.archive.capture.intake import Intake
    from pressmark.archive.errors import InvalidQuery
    from pressmark.ui.reader.view import ReaderView
    from pressmark.ui.workspace import Workspace

U = theme.UNIT
DEFAULT_SIZE = (1280, 820)
MINIMUM_SIZE = (640, 440)
PANES = (54 * U, 98 * U)  # sidebar, list
LEAST_PANES = (42 * U, 68 * U)
WARM_UP_MILLISECONDS = 600  # after the window shows: the web engine starts while nobody waits
LEAST_READER = 116 * U  # the other panes give way before it gets narrower
ROOM_FOR_SIDEBAR = 210 * U  # a narrower window shows it only when asked to


class MainWindow(QMainWindow):
    """One archive in one window.

    Signals:
        restore_asked: (Path) the person wants to go back to a copy of the database, for which the window must close.
    """

    restore_asked = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget | None = None,
        *,
        make_reader: Callable[[Workspace], ReaderView] | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_reader = make_reader or _make_reader
        self._reader: ReaderView | None = None
        self.workspace = workspace
        self.shown_id: int | None = None
        self._shown_words: tuple[str, ...] = ()
        self.counts: Counts | None = None
        self._wants_sidebar = True
        self._wanted = theme.scaled(PANES[0]), theme.scaled(PANES[1])  # widths of sidebar and list that the user likes
        self._was_shown = False
        self.setWindowTitle("Pressmark")
        self.setMinimumSize(*MINIMUM_SIZE)
        self.resize(*DEFAULT_SIZE)
        self.live = LiveArchive(workspace, self)
        self._failures = FailureTeller(workspace)
        self.finder = Finder(workspace, self)
        self.tools = ToolRow()
        self.note = SearchNote()
        self.list = ArticleListPane(workspace, self.finder)
        self._sidebar_model = SidebarModel(self.list.shelf_name, self)
        self.sidebar = Sidebar(workspace, self._sidebar_model)
        self._reader_place = QWidget()
        self.status = StatusBar()
        self.first_run = FirstRun()
        self._panes = QSplitter(Qt.Orientation.Horizontal)
        self._pages = QStackedWidget()
        self._ground = (
            QWidget()
        )  # of the banner: in the stack itself it would lie below the page that comes to the front
        self._build()
        self.overlay = DropOverlay(self, workspace)
        workspace.notices.attach(self._ground, is_animated=not workspace.settings.reduce_motion)
        self.commands = Commands(self)
        self.actions_by_name = actions.build(self, self.commands.handlers())
        for entry in actions.all_entries():
            if entry.is_for_list:
                self.actions_by_name[entry.name].setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                self.list.view.addAction(self.actions_by_name[entry.name])
        for pane in (self.list, self.sidebar):
            find = QShortcut(QKeySequence.StandardKey.Find, pane, self.commands.focus_search)
            find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        actions.fill(self.menuBar(), self.actions_by_name)
        self.commands.reading.watch()
        self._connect()
        self._restore()

    @property
    def reader(self) -> ReaderView:
        """The reader; made when it is first needed, for the web engine is slow to start."""
        if self._reader is None:
            self._reader = self._make_reader(self.workspace)
            self._reader.link_activated.connect(lambda url: operations.open_external(self.workspace, url, self))
            self._reader.closed.connect(self.focus_list)
            self._reader.article_shown.connect(self._order_focus)
            self._reader.action_asked.connect(lambda name: self.actions_by_name[name].trigger())
            self._reader.article_asked.connect(self.show_article)
            self._reader.search_asked.connect(self.search)
            self._reader.reread_asked.connect(self.commands.reextract)
            self._reader.purge_asked.connect(self.commands.ask_to_purge)
            column = QVBoxLayout(self._reader_place)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(self._reader)
        return self._reader

    def _order_focus(self) -> None:
        """Let the Tab key go through the reader before the status bar, which was there first."""
        last = self._reader.last_in_focus if self._reader is not None else None
        if last is not None:
            for before, after in pairwise((last, *self.status.buttons)):
                self.setTabOrder(before, after)

    # -- for the program -----------------------------------------------------------------------------------------------

    def choose_shelf(self, shelf: Shelf) -> None:
        """Show a shelf, with no search."""
        self.finder.set_shelf(shelf)

    def search(self, query: str) -> None:
        """Search the whole library, as if the query had been typed."""
        self.finder.search_everywhere(query)

    def show_article(self, id: int) -> None:
        """Show an article in the reader, and in the list where it is listed."""
        if not self.list.view.select(id):
            self.open(id)

    def show_passage(self, article_id: int, highlight_id: int) -> None:
        """Show an article at one of its highlights."""
        self.reader.go_to_passage(article_id, highlight_id)
        self.show_article(article_id)

    def save(self, intake: Intake) -> None:
        """Save what was dropped, pasted, typed or handed over; a lone article that is there already comes up."""
        if intake.exports:
            self.commands.imports.take(intake.exports)
        if intake.wishes or intake.rejected or not intake.exports:
            operations.save_wishes(self.workspace, intake.wishes, intake.rejected, self._on_added)

    def open(self, id: int) -> None:
        """Show an article in the reader as soon as it is read, with what was searched for marked."""
        self._shown_words = self.list.model.listing.words
        self._read_shown(id)

    def _read_shown(self, id: int) -> None:
        self.shown_id = id
        workspace = self.workspace
        workspace.tasks.read(
            partial(workspace.archive.article, id), self._show, self._on_open_failed, owner=self, slot="reader article"
        )

    def focus_list(self) -> None:
        """Go on in the list, at its first row if none is current."""
        view = self.list.view
        if not view.currentIndex().isValid():
            view.step(0)
        self.list.take_focus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_sidebar(self) -> None:
        """Show or hide the sidebar, whatever room there is."""
        self._wants_sidebar = not self.sidebar.isVisible()
        self.sidebar.setVisible(self._wants_sidebar)
        self.actions_by_name["sidebar"].setChecked(self._wants_sidebar)

    def arrange(self) -> None:
        """Show the panes there is room for; in the focus mode, the reader alone."""
        is_focused = self.actions_by_name["focus_mode"].isChecked()
        has_sidebar = self._wants_sidebar and not is_focused and self.width() >= ROOM_FOR_SIDEBAR
        self.sidebar.setVisible(has_sidebar)
        self._panes.setSizes(fitted(self._wanted, self.width(), has_sidebar=has_sidebar))
        for widget in (self.list, self.tools, self.status, self.menuBar()):
            widget.setVisible(not is_focused)

    # -- building ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        for number, widget in enumerate((self.sidebar, self.list, self._reader_place)):
            self._panes.addWidget(widget)
            self._panes.setStretchFactor(number, int(widget is self._reader_place))
        self._panes.setHandleWidth(1)
        for number in (1, 2):
            self._panes.setCollapsible(number, False)  # noqa: FBT003 - Qt's signature
        self.sidebar.setMinimumWidth(LEAST_PANES[0])
        self.list.setMinimumWidth(LEAST_PANES[1])
        self._reader_place.setMinimumWidth(70 * U)
        self._reader_place.setAutoFillBackground(True)
        self._reader_place.setBackgroundRole(self.palette().ColorRole.Base)
        self._panes.splitterMoved.connect(self._on_splitter_moved)
        self._pages.addWidget(self._panes)
        self._pages.addWidget(self.first_run)
        ground = QVBoxLayout(self._ground)
        ground.setContentsMargins(0, 0, 0, 0)
        ground.addWidget(self._pages)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.tools, self.note, _hairline(), self._ground, _hairline(), self.status):
            column.addWidget(widget, int(widget is self._ground))
        self.setCentralWidget(middle)

    def _connect(self) -> None:
        workspace, view = self.workspace, self.list.view
        self.live.changed.connect(self._on_changed)
        self.live.counted.connect(self._on_counted)
        self.live.coloured.connect(self._sidebar_model.set_colours)
        self.live.coloured.connect(view.set_tag_colours)
        self.live.searched.connect(self._on_searched)
        self.finder.scope_changed.connect(self._on_scope_changed)
        self.finder.refused.connect(self._on_refused)
        self.list.listed.connect(self._on_listed)
        self.list.afterthoughts.explained.connect(self._on_explained)
        self.note.query_taken.connect(self.finder.set_query)
        view.article_chosen.connect(self.open)
        view.article_opened.connect(self._on_article_opened)
        view.retry_asked.connect(lambda id: operations.retry(workspace, [id]))
        view.selection_altered.connect(self._on_selection_altered)
        view.customContextMenuRequested.connect(self._on_menu_requested)
        self.sidebar.shelf_chosen.connect(self.choose_shelf)
        self.sidebar.query_chosen.connect(self.search)
        self.sidebar.rule_asked.connect(self.commands.benches.show_rules)
        self.sidebar.tags_asked.connect(self.commands.benches.show_tags)
        self.sidebar.emptying_asked.connect(self.commands.empty_trash)
        self.sidebar.highlights_asked.connect(self.commands.benches.show_highlights)
        box = self.tools.search
        box.query_edited.connect(lambda text: self.finder.set_query(text, is_typing=True))
        box.query_entered.connect(self.finder.set_query)
        box.list_wanted.connect(self.focus_list)
        box.completion_wanted.connect(self._on_completion_wanted)
        box.save_asked.connect(self.commands.save_search)
        self.tools.add_asked.connect(self.commands.add)
        self.tools.order_chosen.connect(self._on_order_chosen)
        self.tools.grouping_chosen.connect(self.finder.set_grouping)
        self.list.bar.action_asked.connect(lambda name: self.actions_by_name[name].trigger())
        self.status.activity_asked.connect(self.commands.show_activity)
        workspace.activity.changed.connect(self._show_jobs)
        self.tools.query_made.connect(self.finder.set_query)
        self.status.problems_asked.connect(lambda: self.choose_shelf(Shelf.PROBLEMS))
        self.first_run.add_asked.connect(self.commands.add)
        self.first_run.paste_asked.connect(self.commands.paste)
        self.first_run.sample_asked.connect(self.commands.save_sample)
        self.first_run.import_asked.connect(self.commands.imports.ask)
        self.overlay.dropped.connect(self.save)
        workspace.undo.changed.connect(self._show_undo)
        workspace.settings.subscribe(self._on_setting_changed)

    def _restore(self) -> None:
        settings = self.workspace.settings
        remembered.restore_window(settings, self, self._panes)
        if settings.window_splitter:
            self._on_splitter_moved()
        for name in ("list_density", "reduce_motion", "keys"):
            self._on_setting_changed(name)
        self.finder.set_order(remembered.last_order(settings))
        self.finder.set_grouping(remembered.last_grouping(settings))
        self.finder.set_shelf(remembered.last_shelf(settings))
        if settings.last_query:
            self.finder.set_query(settings.last_query)
        self._on_scope_changed(self.finder.scope)
        self._show_undo()
        self._on_selection_altered()
        self.actions_by_name["sidebar"].setChecked(True)
        self.live.count()
        self.live.search()
        self.shown_id = settings.last_article or None

    # -- Qt ------------------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self.list.view.setFocus()
            QTimer.singleShot(0, self._start_reader)

    def closeEvent(self, event: QCloseEvent) -> None:
        settings = self.workspace.settings
        remembered.remember_window(settings, self, self._panes)
        remembered.remember_scope(settings, self.finder.scope, self.shown_id)
        self.live.stop()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.actions_by_name["focus_mode"].isChecked():
            self.actions_by_name["focus_mode"].trigger()
        elif self.finder.scope.is_search:
            self.finder.set_query("")
        else:
            self.focus_list()

    # -- what the archive and the panes say ----------------------------------------------------------------------------

    def _on_changed(self, changed: Changed) -> None:
        self.list.apply(changed)
        self._failures.tell(changed.failed)
        operations.tell_outdone(self.workspace, changed.outdone)
        operations.tell_saved(self.workspace, changed.ids)
        if self.shown_id is not None and self.shown_id in changed.ids:
            if changed.content and self._reader is not None:
                self._reader.reload_body()
            self._read_shown(self.shown_id)

    def _on_added(self, added: list[Added]) -> None:
        if len(added) == 1 and added[0].id is not None and not added[0].is_new:
            self.show_article(added[0].id)

    def _on_counted(self, counts: Counts) -> None:
        self.counts = counts
        self._failures.set_counts(counts)
        self._sidebar_model.set_counts(counts, self.live.tag_rows)
        self.tools.search.set_total(counts.shelves.get(Shelf.ALL, 0))
        self.tools.saving.set_counts(counts)
        self.status.set_counts(counts)
        self.list.bar.set_counts(counts)
        is_empty = not counts.shelves.get(Shelf.ALL, 0) and not counts.shelves.get(Shelf.TRASH, 0)
        page = self.first_run if is_empty else self._panes
        if page is not self._pages.currentWidget():
            self._pages.setCurrentWidget(page)
            if page is self._panes:
                self.list.view.setFocus()  # else Qt takes the first thing that there is, in the sidebar

    def _on_searched(self, searches: tuple[SavedSearch, ...]) -> None:
        self._sidebar_model.set_searches(searches)
        self.tools.search.set_saved(one.query for one in searches)
        self._mark_scope(self.finder.scope)

    def _on_scope_changed(self, scope: Scope) -> None:
        self.tools.search.set_text(scope.query)
        order = order_in(scope.query) or scope.order
        self.tools.set_order(order, scope.grouping, is_search=scope.is_search)
        self.note.hush()
        self._mark_scope(scope)
        self.actions_by_name["save_search"].setEnabled(scope.is_search)
        for name, is_for_trash in (("restore", True), ("purge", True), ("trash", False)):
            self.actions_by_name[name].setVisible(is_for_trash is (scope.shelf is Shelf.TRASH))

    def _mark_scope(self, scope: Scope) -> None:
        """Show in the sidebar where the user is: a row that asks just this, else the shelf."""
        kind, key = self.sidebar.chosen
        query = scope.query.strip()
        saved = {one.query for one in self._sidebar_model.searches}
        if scope.is_search and scope.shelf is Shelf.ALL and query in saved:
            self.sidebar.mark(NodeKind.SEARCH, query)
        elif kind not in {NodeKind.TAG, NodeKind.SITE} or not scope.is_search or query_for(kind, key) != query:
            self.sidebar.mark(NodeKind.SHELF, scope.shelf.value)

    def _on_completion_wanted(self, text: str, cursor: int) -> None:
        workspace = self.workspace
        workspace.tasks.read(
            partial(workspace.archive.complete, text, cursor),
            partial(self.tools.search.offer, text, cursor),
            partial(operations.report, workspace),
            owner=self,
            slot="completion",
        )

    def _on_order_chosen(self, order: Order) -> None:
        query = self.finder.scope.query
        if order_in(query) is None:
            self.finder.set_order(order)
        else:  # the query has the last word, so it is told
            self.finder.set_query(narrowed(query, f"sort:{order}"))

    def _on_refused(self, error: InvalidQuery) -> None:
        query = self.finder.scope.query
        self.note.show_mistake(error, operations.describe_mistake(query, error))
        mended = mend(query, error, today=date.today())  # noqa: DTZ011  # the user's own day is the point
        self.note.suggest(mended, offer_for(mended))

    def _on_listed(self, listing: Listing) -> None:
        self.note.show_dropped(listing.dropped)
        self.status.set_index_complete(listing.is_complete)
        if self.shown_id is not None and self.list.view.current_id is None:
            self.list.view.select(self.shown_id)

    def _on_explained(self, explanation: Explanation) -> None:
        if self.list.model.listing.dropped:
            self.note.suggest(explanation.suggestion, offer_for(explanation.suggestion))

    def _on_article_opened(self, id: int) -> None:
        self.open(id)
        self.reader.setFocus()

    def _on_selection_altered(self) -> None:
        chosen = bool(self.list.view.selectionModel().hasSelection()) or self.shown_id is not None
        for entry in actions.all_entries():
            if entry.needs_article:
                self.actions_by_name[entry.name].setEnabled(chosen)

    def _on_splitter_moved(self) -> None:
        sidebar, articles, _reader = self._panes.sizes()
        self._wanted = (sidebar or self._wanted[0], articles)

    def _show_jobs(self) -> None:
        self.status.set_jobs(self.workspace.activity.jobs)

    def _show_undo(self) -> None:
        actions.show_undo(self.actions_by_name, self.workspace.undo)

    def _on_setting_changed(self, name: str) -> None:
        settings = self.workspace.settings
        if name == "list_density":
            self.list.view.set_density(Density(settings.list_density))
            self.actions_by_name["compact"].setChecked(settings.list_density == Density.COMPACT)
        elif name == "keys":
            keymaps.apply(settings.keys, self.actions_by_name)
        elif name == "reduce_motion":
            is_animated = not settings.reduce_motion
            self.workspace.notices.set_animated(is_animated)
            self.list.view.set_animated(is_animated)
            self.tools.saving.set_animated(is_animated)

    def _on_menu_requested(self, position: QPoint) -> None:
        view = self.list.view
        if chosen := len(view.selected_ids()):
            menu = actions.context_menu(self, self.actions_by_name, chosen)
            menu.popup(view.viewport().mapToGlobal(position))

    def _start_reader(self) -> None:
        self.reader.show_article(None)
        if self.shown_id is not None:
            self.open(self.shown_id)
        QTimer.singleShot(WARM_UP_MILLISECONDS, self.reader, self.reader.warm_up)

    def _show(self, article: Article) -> None:
        self.reader.show_article(article, self._shown_words)
        self._on_selection_altered()

    def _on_open_failed(self, error: Exception) -> None:
        if not isinstance(error, NoSuchArticle):
            operations.report(self.workspace, error)
        self.shown_id = None
        self.reader.show_article(None)


def fitted(wanted: tuple[int, int], total: int, *, has_sidebar: bool) -> list[int]:
    """Widths of sidebar, list and reader: as wanted, unless the reader would get too narrow."""
    sidebar, articles = wanted if has_sidebar else (0, wanted[1])
    lack = LEAST_READER - (total - sidebar - articles)
    if lack > 0:
        cut = min(lack, max(articles - LEAST_PANES[1], 0))
        articles, lack = articles - cut, lack - cut
    if lack > 0 and has_sidebar:
        sidebar = max(sidebar - lack, LEAST_PANES[0])
    return [sidebar, articles, max(total - sidebar - articles, 0)]


def _make_reader(workspace: Workspace) -> ReaderView:
    from pressmark.ui.reader.view import ReaderView

    return ReaderView(workspace)


def _hairline() -> QWidget:
    line = QFrame()
    line.setFixedHeight(1)
    line.setAutoFillBackground(True)
    line.setBackgroundRole(line.palette().ColorRole.Midlight)
    return line
