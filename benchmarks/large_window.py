"""Measures how a window with a large archive feels: typing, and the longest stalls. Judges nothing.

Usage: large_window.py FOLDER [TITLES] [--look], with a folder that large_archive.py made. Keys are real key events in
the search field. Key to painted rows ends when the rows of that very query, snippets included, are on the screen. With
--look it says what the threads were doing in the longest stalls.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.values import Order, Shelf
from pressmark.ui import operations
from pressmark.ui.sidebar.nodes import NodeKind
from pressmark.ui.sidebar.view import query_for
from rested_memory import rest_factor
from run import Window, rest, show
from stalls import StallTracer

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressmark.ui.article_list.finder import Answer
    from pressmark.ui.main_window import MainWindow

PATIENCE_MILLISECONDS = 10_000
PAUSE_MILLISECONDS = 60  # between two keys of somebody who types fast
REST_MILLISECONDS = 900  # for facets, completion and counts, which come later
SEED = 5


class Painted(QObject):
    """Waits until the rows that answer a query are on the screen."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._viewport = window.list.view.viewport()
        self._loop = QEventLoop()
        self._is_answered = False
        self._query = ""
        window.finder.found.connect(self._on_found)
        window.finder.refused.connect(lambda _error: self._loop.quit())
        self._viewport.installEventFilter(self)

    def after(self, act: Callable[[], object], query: str) -> float:
        """Do something that searches, and return the milliseconds until what it found is painted."""
        self._query, self._is_answered = query, False
        began = time.perf_counter()
        act()
        QTimer.singleShot(PATIENCE_MILLISECONDS, self._loop, self._loop.quit)
        self._loop.exec()
        return (time.perf_counter() - began) * 1000

    def eventFilter(self, _watched: object, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Notice the paint that shows the answer."""
        if self._is_answered and event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._loop, self._loop.quit)  # once this paint is done
        return False

    def _on_found(self, answer: Answer) -> None:
        if answer.listing.query == self._query:
            self._is_answered = True
            if not answer.listing.hits:  # no row is painted
                QTimer.singleShot(0, self._loop, self._loop.quit)


def main(folder: Path, typed: int, *, is_looking: bool) -> int:
    """Run every measurement in turn."""
    cache = folder.with_name(folder.name + "-cache")
    print(f"of the machine itself, what is done first after a rest may take {rest_factor():.0f} times as long")
    with tempfile.TemporaryDirectory() as name:
        os.environ.update({f"PRESSMARK_{part}": str(Path(name) / part.lower()) for part in ("CONFIG", "LOGS")})
        began = time.perf_counter()
        with open_archive(folder, cache=cache) as archive:
            print(f"archive open: {time.perf_counter() - began:.2f} s")
            archive.start_saving()
            with Window(archive, Path(name)) as shown, StallTracer(is_looking=is_looking) as tracer:
                measure(archive, shown.window, typed, tracer)
    return 0


def measure(archive: Archive, window: MainWindow, typed: int, tracer: StallTracer) -> None:
    """Type, and then do everything else that shows other rows, while the stalls of the GUI thread are noted."""
    painted = Painted(window)

    def stalls(what: str) -> None:
        print(tracer.report(what), flush=True)

    rest(2_000)
    tracer.forget()
    ids = list(archive.find("", Shelf.ALL, Order.TITLE).hits.ids)
    titles = [one.title for one in archive.articles(random.Random(SEED).sample(ids, typed))]
    print(f"{len(ids):,} articles")
    window.activateWindow()
    window.choose_shelf(Shelf.ALL)
    rest(REST_MILLISECONDS)
    tracer.forget()
    edit = window.tools.search.edit
    edit.setFocus()
    keys: list[float] = []
    busy: list[float] = []
    for title in titles:
        edit.clear()
        window.tools.search.clear()
        rest(REST_MILLISECONDS)
        for letter in title:
            wanted = edit.text() + letter
            began = time.thread_time()
            keys.append(painted.after(partial(QTest.keyClicks, edit, letter), wanted))
            busy.append((time.thread_time() - began) * 1000)
            rest(PAUSE_MILLISECONDS)
    show("key to painted rows", keys)
    show("    of which the GUI thread computes", busy)
    stalls("typing titles")
    for title in titles[:5]:
        window.tools.search.clear()
        for letter in title:
            QTest.keyClicks(edit, letter)
            rest(PAUSE_MILLISECONDS)
        rest(REST_MILLISECONDS)
    stalls("typing without waiting for rows")
    window.tools.search.clear()
    rest(REST_MILLISECONDS)
    tracer.forget()
    view = window.list.view
    for _ in range(150):
        where = QPointF(view.viewport().rect().center())
        none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        wheel = QWheelEvent(
            where, view.viewport().mapToGlobal(where), QPoint(), QPoint(0, -360), none,
            Qt.KeyboardModifier.NoModifier, phase, False,  # noqa: FBT003  # Qt's signature
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), wheel)
        rest(16)
    stalls("scrolling")
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    rest(REST_MILLISECONDS)
    stalls("jumping to the middle")
    switched = []
    for shelf in (Shelf.INBOX, Shelf.FAVOURITES, Shelf.READ, Shelf.TRASH, Shelf.ALL):
        rest(REST_MILLISECONDS)
        switched.append(painted.after(partial(window.choose_shelf, shelf), ""))
    show("shelf to painted rows", switched)
    stalls("switching shelves")
    counts = archive.counts()
    rest(PAUSE_MILLISECONDS)
    tracer.forget()  # that was this thread's own
    queries = [query_for(NodeKind.TAG, name) for name, _ in counts.tags[:6]]
    queries += [query_for(NodeKind.SITE, name) for name, _ in counts.sites[:4]]
    switched = []
    for query in queries:
        rest(REST_MILLISECONDS)
        switched.append(painted.after(partial(window.search, query), query))
    show("tag or site to painted rows", switched)
    stalls("switching tags and sites")
    window.choose_shelf(Shelf.ALL)
    rest(REST_MILLISECONDS)
    view.selectAll()
    rest(REST_MILLISECONDS)
    stalls("selecting all")
    view.clearSelection()
    view.step(0)
    rest(REST_MILLISECONDS)
    operations.change_tags(window.workspace, [window.list.model.ids[3]], add=["measured"])
    rest(1_500)
    operations.change_tags(window.workspace, [window.list.model.ids[3]], remove=["measured"])
    rest(1_500)
    stalls("tagging one article")
    for order in (Order.TITLE, Order.PUBLISHED, Order.RELEVANCE):
        window.finder.set_order(order)
        rest(REST_MILLISECONDS)
    stalls("changing the order")


if __name__ == "__main__":
    plain = [one for one in sys.argv[1:] if one != "--look"]
    titles = int(plain[1]) if len(plain) > 1 else 8
    sys.exit(main(Path(plain[0]).resolve(), titles, is_looking="--look" in sys.argv))
