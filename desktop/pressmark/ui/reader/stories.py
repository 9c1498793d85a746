"""The stories below the end of an article: copies of it, and those that tell of the same.

They are looked for once the text shows and the reading has begun, so that walking through the list waits for nothing;
an answer that comes when another article is open is dropped.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from pressmark.archive.errors import NoSuchArticle
from pressmark.archive.urls import display_host
from pressmark.ui import operations
from pressmark.ui.figures import long_day

if TYPE_CHECKING:
    from pressmark.archive.archive import Archive
    from pressmark.archive.values import Article, NearDuplicate
    from pressmark.ui.reader.web import ArticleView
    from pressmark.ui.workspace import Workspace

REST_MILLISECONDS = 300
MOST = 6  # of each kind


class Stories(QObject):
    """Looks for the stories of one reader, and puts them into its page.

    Signals:
        article_asked: (id) one of them was clicked.
    """

    article_asked = Signal(int)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._web: ArticleView | None = None
        self._id = 0  # whose are wanted; 0 for none
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MILLISECONDS)
        self._timer.timeout.connect(self._ask)

    def attach(self, web: ArticleView) -> None:
        """Say which view shows the articles."""
        self._web = web
        web.acted.connect(self._on_acted)

    def look(self, article: Article) -> None:
        """Look for the stories of an article whose text shows."""
        self._id = article.id
        self._timer.start()

    def drop(self) -> None:
        """Another page is about to show: what comes now belongs to none."""
        self._id = 0
        self._timer.stop()

    def _ask(self) -> None:
        id, workspace = self._id, self._workspace
        workspace.tasks.read(
            partial(_look_for, workspace.archive, id),
            partial(self._show, id),
            self._on_failed,
            owner=self,
            slot="reader stories",
        )

    def _show(self, id: int, found: tuple[list[NearDuplicate], list[Article]]) -> None:
        if id != self._id or self._web is None:
            return
        copies, related = found
        groups = (
            (self.tr("Copies of this story"), [self._story(one.article, one.share) for one in copies]),
            (self.tr("Related"), [self._story(one) for one in related]),
        )
        self._web.show_stories([{"name": name, "stories": stories} for name, stories in groups if stories])

    def _story(self, article: Article, share: float = 0.0) -> dict[str, Any]:
        place = display_host(article.url) or article.site or self.tr("File")
        facts = [place, long_day(article.published or article.saved_at.astimezone().date())]
        if share:
            facts.append(self.tr("{n} % the same").replace("{n}", str(round(100 * share))))
        return {"id": f"{article.id:x}", "title": article.title, "facts": " · ".join(facts)}

    def _on_acted(self, verb: str, name: str) -> None:
        if verb == "story":
            self.article_asked.emit(int(name, 16))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, NoSuchArticle):  # it was deleted meanwhile
            operations.report(self._workspace, error)


def _look_for(archive: Archive, id: int) -> tuple[list[NearDuplicate], list[Article]]:
    """Copies, and other stories that are like it."""
    copies = archive.near_duplicates(id)
    own = {one.article.id for one in copies}
    related = [one for one in archive.related(id, MOST + len(copies)) if one.id not in own]
    return copies[:MOST], related[:MOST]
