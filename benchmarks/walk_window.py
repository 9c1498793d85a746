"""The program as it is, which also says where things are on the screen: `walks.py` starts it and points there.

Each line of the standard input is a question, each line of the standard output its answer, both in JSON. Nothing here
touches anything: whatever happens in the window comes through the X server.
"""

from __future__ import annotations

import json
import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QMenuBar, QWidget

from pressmark.app import run_window
from pressmark.ui.article_list.view import ArticleListView
from pressmark.ui.reader.web import ArticleView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WHERE_WORDS_ARE = """
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const at = walker.currentNode.data.indexOf(%s);
  if (at < 0) continue;
  const range = document.createRange();
  range.setStart(walker.currentNode, at);
  range.setEnd(walker.currentNode, at + %d);
  const box = range.getBoundingClientRect();
  return JSON.stringify([box.left, box.top, box.width, box.height]);
}
return '';
"""


class Guide(QObject):
    """Answers on the GUI thread what another thread reads.

    Signals:
        asked: (question) a line came.
    """

    asked = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self._on_asked)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self.asked.emit(json.loads(line))

    def _on_asked(self, question: dict[str, str]) -> None:
        match question:
            case {"picture": file}:
                print(json.dumps(QGuiApplication.primaryScreen().grabWindow(0).save(file)), flush=True)
            case {"words": words}:
                find_words(words, tell)
            case {"place": name}:
                tell(next(places(name), None))


def tell(place: QRect | None) -> None:
    """Answer with a place of the screen, or null: left, top, width, height."""
    print(json.dumps(place.getRect() if place is not None else None), flush=True)


def places(name: str) -> Iterator[QRect]:
    """Where something shows that is called so, or begins so: what lies over others first."""
    over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    everything = [one for one in QApplication.allWidgets() if one.isVisible() and one.isEnabled()]
    above = [one for one in everything if over is not None and (one is over or over.isAncestorOf(one))]
    found = [(text, box) for one in (*above, *everything) for text, box in named(one) if text.startswith(name)]
    yield from (box for text, box in found if text == name)
    yield from (box for _text, box in found)


def named(widget: QWidget) -> Iterator[tuple[str, QRect]]:
    """What a widget, and all that shows in it, is called, and where it is on the screen."""
    if isinstance(widget, QMenu | QMenuBar):
        for action in widget.actions():
            if action.isEnabled():
                yield action.text().replace("&", ""), on_screen(widget, widget.actionGeometry(action))
    elif isinstance(widget, QAbstractItemView):
        for box, text in shown_rows(widget):
            yield text, on_screen(widget.viewport(), box)
    text = getattr(widget, "text", None)
    for one in (widget.accessibleName(), widget.toolTip(), text() if callable(text) else ""):
        if isinstance(one, str):
            yield one.replace("&", ""), on_screen(widget, widget.rect())


def shown_rows(view: QAbstractItemView) -> Iterator[tuple[QRect, str]]:
    """The rows that show, each with its place and its text."""
    last, at = -1, QPoint(view.viewport().width() // 2, 1)
    for y in range(1, view.viewport().height(), 4):
        at.setY(y)
        index = view.indexAt(at)
        if index.isValid() and view.visualRect(index).top() != last:
            last = view.visualRect(index).top()
            article = view._model.article_at(index) if isinstance(view, ArticleListView) else None  # noqa: SLF001 - only reads
            yield view.visualRect(index), article.title if article is not None else str(index.data() or "")


def find_words(words: str, answered: Callable[[QRect | None], None]) -> None:
    """Where the reader shows some words that stand in one piece."""
    views = [one for one in QApplication.allWidgets() if isinstance(one, ArticleView) and one.isVisible()]
    if not views:
        answered(None)
        return
    view = views[0]

    def read(answer: object) -> None:
        sides = json.loads(str(answer)) if answer else None
        answered(on_screen(view, QRect(*(round(side * view.zoomFactor()) for side in sides))) if sides else None)

    view._run(WHERE_WORDS_ARE % (json.dumps(words), len(words)), read)  # noqa: SLF001 - only reads


def on_screen(widget: QWidget, box: QRect) -> QRect:
    """A place of a widget as one of the screen."""
    return QRect(widget.mapToGlobal(box.topLeft()), box.size())


if __name__ == "__main__":
    guide = Guide()
    sys.exit(run_window(sys.argv[1:]))
