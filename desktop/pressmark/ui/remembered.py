"""Keeps the window's size, the panes and the place in the library from one start to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray

from pressmark.archive.values import Grouping, Order, Shelf

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow, QSplitter

    from pressmark.settings import Settings
    from pressmark.ui.article_list.finder import Scope


def restore_window(settings: Settings, window: QMainWindow, splitter: QSplitter) -> None:
    """Give the window the size and panes it had; without any, leave it as it is."""
    if settings.window_geometry:
        window.restoreGeometry(_decoded(settings.window_geometry))
    if settings.window_splitter:
        splitter.restoreState(_decoded(settings.window_splitter))


def remember_window(settings: Settings, window: QMainWindow, splitter: QSplitter) -> None:
    """Keep size and panes."""
    settings.window_geometry = _encoded(window.saveGeometry())
    settings.window_splitter = _encoded(splitter.saveState())


def remember_scope(settings: Settings, scope: Scope, article_id: int | None) -> None:
    """Keep what was looked at."""
    settings.last_shelf = scope.shelf.value
    settings.last_query = scope.query
    settings.list_order = scope.order.value
    settings.list_grouping = scope.grouping.value
    settings.last_article = article_id or 0


def last_shelf(settings: Settings) -> Shelf:
    """The shelf that was open last."""
    return Shelf(settings.last_shelf) if settings.last_shelf in set(Shelf) else Shelf.INBOX


def last_order(settings: Settings) -> Order:
    """The order the list had last."""
    return Order(settings.list_order)


def last_grouping(settings: Settings) -> Grouping:
    """What stood together in the list last."""
    return Grouping(settings.list_grouping)


def _encoded(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode("ascii")


def _decoded(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode("ascii", "ignore"))
