"""What the reader does about snapshots: shows an earlier one, compares two, lets a person choose what the text is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QToolButton, QWidget

from pressmark.archive.urls import is_public_scheme
from pressmark.archive.values import Chosen, Hand, Opinion
from pressmark.ui import operations, theme
from pressmark.ui.figures import long_day, moment
from pressmark.ui.reader.comparison import comparison_html
from pressmark.ui.reader.document import PAPERS, Labels, ReaderStyle, plain_document, reader_document
from pressmark.ui.reader.sheet import Sheet
from pressmark.ui.reader.text_popup import TextPopup

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressmark.archive.values import Article, Comparison, Extraction
    from pressmark.ui.workspace import Workspace

U = theme.UNIT


class Reviser(QObject):
    """Works on the article that is open; what it shows is on its sheet.

    Signals:
        sheet_wanted: the sheet has something to show.
        sheet_left: the article's own text is wanted again.
        reread_asked: (ids) kept pages are to be read again.
    """

    sheet_wanted = Signal()
    sheet_left = Signal()
    reread_asked = Signal(list)

    def __init__(self, workspace: Workspace, pane: QWidget, style: Callable[[], ReaderStyle]) -> None:
        super().__init__(pane)
        self._workspace, self._pane, self._style = workspace, pane, style
        self._article: Article | None = None
        self._hand: Hand | None = None  # what is being chosen; None while nothing is
        self.popup: TextPopup | None = None
        self.sheet = Sheet(workspace.tasks, pane)
        self.sheet.hide()
        self.sheet.closed.connect(self.leave)
        self.sheet.shown.connect(self._on_shown)
        self.sheet.acted.connect(self._on_acted)

    def set_article(self, article: Article | None) -> None:
        """Another article is open, or the same one changed: then its sheet is of no more use."""
        before, self._article = self._article, article
        if before is None or article is None or _state(before) != _state(article):
            self.leave()

    def leave(self) -> None:
        """Go back to the text."""
        self._hand = None
        if not self.sheet.isHidden():
            self.sheet.hide()
            self.sheet_left.emit()

    def open_popup(self, button: QToolButton) -> None:
        """Tell how the text came about, under a button."""
        if (article := self._article) is not None:
            archive = self._workspace.archive
            self._read(
                lambda: (archive.extraction(article.id), archive.hand(article.id)),
                partial(self._show_popup, article, button),
            )

    def show_snapshot(self, folder: str) -> None:
        """Show a snapshot that is not the current one."""
        if (article := self._article) is not None:
            archive = self._workspace.archive
            self._read(lambda: archive.extraction(article.id, folder), partial(self._on_snapshot, article, folder))

    def compare(self, old: str, new: str = "") -> None:
        """Show what is different between two snapshots; the newer one is the current one if none is named."""
        article = self._article
        if article is None:
            return
        new = new or next((one.folder for one in article.snapshots if one.is_current), "")
        taken = {one.folder: one.taken_at for one in article.snapshots}
        old, new = sorted((old, new), key=lambda folder: taken[folder])
        archive = self._workspace.archive
        self._read(lambda: archive.compare(article.id, old, new), partial(self._on_compared, article, old, new))

    def choose(self, opinion: Opinion | None = None) -> None:
        """Let the person say which blocks of the page are the article's; by another opinion, from its whole text."""
        if (article := self._article) is not None:
            archive = self._workspace.archive

            def work() -> tuple[Hand, str]:
                hand = archive.hand(article.id) if opinion is None else Hand(opinion)
                return hand, archive.blocks_html(article.id, hand.opinion)

            self._read(work, partial(self._on_blocks, article))

    # -- inside --------------------------------------------------------------------------------------------------------

    def _read(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        workspace = self._workspace
        workspace.tasks.read(work, done, partial(operations.report, workspace), owner=self, slot="reader revising")

    def _show_popup(self, article: Article, button: QToolButton, found: tuple[Extraction | None, Hand]) -> None:
        workspace, (extraction, hand) = self._workspace, found
        popup = self.popup = TextPopup(article, extraction, hand, self._pane)
        popup.choose_asked.connect(self.choose)
        popup.own_asked.connect(lambda: operations.shape(workspace, article.id, Hand()))
        popup.reread_asked.connect(lambda: self.reread_asked.emit([article.id]))
        popup.show_asked.connect(self.show_snapshot)
        popup.compare_asked.connect(self.compare)
        popup.destroyed.connect(lambda: setattr(self, "popup", None))
        popup.adjustSize()
        popup.move(button.mapToGlobal(QPoint(button.width() - popup.width(), button.height() + U)))
        popup.show()

    def _on_snapshot(self, article: Article, folder: str, found: Extraction | None) -> None:
        if not self._is_open(article):
            return
        snapshot = next(one for one in article.snapshots if one.folder == folder)
        chosen = Chosen(article.id, folder, snapshot.extraction)
        text = self.tr("Snapshot of {date}, not the current one").format(date=moment(snapshot.taken_at))
        self.sheet.set_bar(
            text,
            [
                (self.tr("Compare"), lambda: self.compare(folder)),
                (self.tr("Use this one"), lambda: operations.use(self._workspace, chosen)),
            ],
        )
        then = article
        if found is not None:
            then = replace(
                article,
                title=found.title,
                standfirst=found.standfirst,
                byline=found.byline,
                published=found.published,
                words=snapshot.words,
                tags=(),
                note="",
            )
        body = found.html if found else ""
        page = self._document(then, body)
        self._show(page, partial(self._workspace.archive.picture, article.id, snapshot=folder))

    def _on_compared(self, article: Article, old: str, new: str, comparison: Comparison) -> None:
        if not self._is_open(article):
            return
        names = {one.folder: moment(one.taken_at) for one in article.snapshots}
        self.sheet.set_bar("", [], self._pickers(article, old, new))
        dates = self.tr("{old} → {new}").format(old=names[old], new=names[new])
        page = plain_document(article, comparison_html(article.title, dates, comparison), self._style())
        archive = self._workspace.archive

        def picture(name: str) -> bytes:
            was = name.removeprefix("old-")
            return archive.picture(article.id, was, new if was == name else old)

        self._show(page, picture)

    def _pickers(self, article: Article, old: str, new: str) -> QWidget:
        """Two boxes to choose other snapshots to compare."""
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * U)
        boxes = (QComboBox(), QComboBox())
        for box, chosen, name in zip(boxes, (old, new), (self.tr("Older"), self.tr("Newer")), strict=True):
            box.setAccessibleName(name)
            for snapshot in article.snapshots:
                box.addItem(moment(snapshot.taken_at), snapshot.folder)
            box.setCurrentIndex(box.findData(chosen))
            box.activated.connect(lambda _place: self.compare(*(str(one.currentData()) for one in boxes)))
        row.addWidget(QLabel(self.tr("Compare")))
        row.addWidget(boxes[0])
        row.addWidget(QLabel("→"))
        row.addWidget(boxes[1])
        return widget

    def _on_blocks(self, article: Article, found: tuple[Hand, str]) -> None:
        if not self._is_open(article):
            return
        hand, body = found
        self._hand = hand
        opinions = QComboBox()
        opinions.setAccessibleName(self.tr("Whose choice of the page"))
        for opinion, text in (
            (Opinion.OURS, self.tr("Pressmark’s choice")),
            (Opinion.READABILITY, self.tr("Readability’s choice")),
            (Opinion.WHOLE, self.tr("The whole page")),
        ):
            opinions.addItem(text, opinion)
        opinions.setCurrentIndex(opinions.findData(hand.opinion))
        opinions.activated.connect(lambda _place: self.choose(Opinion(opinions.currentData())))
        for_site = QCheckBox(self.tr("Also for this site"))
        for_site.setToolTip(self.tr("Later pages of the site are read in the same way. The rules lie in site-rules."))
        for_site.setVisible(is_public_scheme(article.url))
        more = QWidget()
        row = QHBoxLayout(more)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3 * U)
        row.addWidget(opinions)
        row.addWidget(for_site)
        self.sheet.set_bar(
            self.tr("Point at what does not belong to the article"),
            [(self.tr("Use this text"), lambda: self._finish(is_for_site=for_site.isChecked()))],
            more,
        )
        page = self._document(article, body)
        self._show(page, partial(self._workspace.archive.picture, article.id))

    def _finish(self, *, is_for_site: bool) -> None:
        if self._article is not None and self._hand is not None:
            operations.shape(self._workspace, self._article.id, self._hand, is_for_site=is_for_site)

    def _on_acted(self, verb: str, name: str) -> None:
        hand = self._hand
        if hand is None:
            return
        if verb == "drop":
            hand = replace(hand, removed=hand.removed ^ {name})
        elif verb == "begin":
            hand = replace(hand, begins="" if hand.begins == name else name)
        elif verb == "end":
            hand = replace(hand, ends="" if hand.ends == name else name)
        self._hand = hand
        self.sheet.web.show_shape(hand)

    def _document(self, article: Article, body: str) -> str:
        labels = Labels(self.tr("{n} min"), self.tr("Saved {date}"))
        return reader_document(article, body, self._style(), labels, format_date=long_day)

    def _show(self, page: str, picture: Callable[[str], bytes]) -> None:
        self.sheet.show_page(page, picture, PAPERS[self._style().theme].paper)

    def _on_shown(self) -> None:
        if self._hand is not None:
            verbs = (("drop", self.tr("Leave out")), ("begin", self.tr("Begins here")), ("end", self.tr("Ends here")))
            self.sheet.web.frame_blocks(verbs)
            self.sheet.web.show_shape(self._hand)
        self.sheet.show()
        self.sheet_wanted.emit()

    def _is_open(self, article: Article) -> bool:
        return self._article is not None and self._article.id == article.id


def _state(article: Article) -> tuple[object, ...]:
    """What makes a sheet about an article outdated."""
    return article.id, tuple((one.folder, one.extraction, one.is_current) for one in article.snapshots)
