"""What the command palette of a window offers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from pressmark.archive.errors import ArchiveError
from pressmark.archive.values import Shelf
from pressmark.ui import actions
from pressmark.ui.figures import grouped
from pressmark.ui.palette import Offer
from pressmark.ui.sidebar.delegate import SHELF_ICONS
from pressmark.ui.sidebar.nodes import NodeKind
from pressmark.ui.sidebar.view import query_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pressmark.archive.values import Article
    from pressmark.ui.main_window import MainWindow

MOST_ARTICLES = 8
LIFT = 0.2  # of what is done often over tags of the same name
NEVER_OFFERED = frozenset({"palette", "select", "page_down", "page_up"})  # keys for a place, not things to do


def of_window(window: MainWindow) -> tuple[Offer, ...]:
    """Actions that make sense now, places of the library, saved searches and tags."""
    return (*_actions(window), *_places(window), *_searches(window), *_tags(window))


def find_articles(window: MainWindow, typed: str, done: Callable[[Iterable[Offer]], None]) -> None:
    """Look for articles whose title has what was typed."""
    archive = window.workspace.archive
    words = " ".join(f'"{word}"' for part in typed.split() if (word := part.replace('"', "")))

    def work() -> list[Article]:
        try:
            listing = archive.find(f"title:({words})" if words else "", typing=True, limit=MOST_ARTICLES)
        except ArchiveError:  # while typing, an odd query finds nothing
            return []
        return archive.articles([hit.id for hit in listing.hits]) if not listing.dropped else []

    def show(articles: list[Article]) -> None:
        kind = _tr("Article")
        done(Offer(one.title, one.site or kind, "article", partial(window.show_article, one.id)) for one in articles)

    window.workspace.tasks.read(work, show, owner=window, slot="palette articles")


def _actions(window: MainWindow) -> Iterator[Offer]:
    for title, entries in actions.MENUS:
        menu = actions.plain(title)
        for entry in entries:
            if entry is None or entry.name in NEVER_OFFERED:
                continue
            action = window.actions_by_name[entry.name]
            if action.isEnabled() and action.isVisible():
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                icon_name = entry.icon_name or "caret-right"
                yield Offer(actions.plain(action.text()), keys or menu, icon_name, action.trigger, LIFT)


def _places(window: MainWindow) -> Iterator[Offer]:
    for shelf in Shelf:
        name = window.list.shelf_name(shelf)
        yield Offer(name, _tr("Library"), SHELF_ICONS[shelf.value], partial(window.choose_shelf, shelf), LIFT / 2)


def _searches(window: MainWindow) -> Iterator[Offer]:
    for search in window.sidebar.searches:
        number = grouped(search.count) if search.count is not None else ""
        yield Offer(search.name, number or _tr("Search"), "bookmark-simple", partial(window.search, search.query))


def _tags(window: MainWindow) -> Iterator[Offer]:
    for tag, number in window.counts.tags if window.counts else ():
        yield Offer(tag, grouped(number), "hash", partial(window.search, query_for(NodeKind.TAG, tag)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("offers", text)
