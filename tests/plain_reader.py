"""A reader without the web engine, for tests of the window around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel

from pressmark.ui.reader.speech import Speech

if TYPE_CHECKING:
    from pressmark.archive.values import Article
    from pressmark.ui.workspace import Workspace


class PlainReader(QLabel):
    """Shows titles."""

    link_activated = Signal(str)
    closed = Signal()
    action_asked = Signal(str)
    search_asked = Signal(str)
    reread_asked = Signal(list)
    purge_asked = Signal(list)
    article_asked = Signal(int)
    article_shown = Signal(int)
    last_in_focus = None

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.workspace = workspace
        self.speech = Speech(self, lambda _parent: None)

    def show_article(self, article: Article | None, words: tuple[str, ...] = ()) -> None:
        self.words = words
        self.setText(article.title if article else "")

    def warm_up(self) -> None:
        self.is_warm = True

    def page_down(self) -> bool:
        return False

    def page_up(self) -> None: ...

    def step_hit(self, by: int) -> None: ...

    def reload_body(self) -> None: ...

    def leave(self) -> None: ...

    def resize_text(self, step: int) -> None: ...
