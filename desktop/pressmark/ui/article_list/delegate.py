"""Paints one article of the list; looks everything up in the model and the theme, decides nothing.

A row has a fixed number of lines, so that all rows are equally high and 100,000 of them need no measuring: the title
takes one or two, the small print one, tags and badges one if there are any, and the snippet what is left. Only the
first row of a group is higher, by the heading over it.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pressmark.archive.values import Article, Snippet, Status, Way
from pressmark.ui import icons, theme
from pressmark.ui.article_list.heading import SIDE, below_heading, paint_heading
from pressmark.ui.article_list.model import Role
from pressmark.ui.article_list.paragraph import is_right_to_left, lay_out, starting_near_mark
from pressmark.ui.article_list.wording import small_print, source_text, state_text

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

    from pressmark.archive.values import TagColour
    from pressmark.ui.article_list.heading import Heading
    from pressmark.ui.article_list.paragraph import Paragraph
    from pressmark.ui.article_list.thumbnails import Thumbnails
    from pressmark.ui.colour_sets import Colours

    Marks = tuple[tuple[int, int], ...]

U = theme.UNIT
THUMBNAIL = {"comfortable": U * 18, "compact": U * 9}
NARROW = U * 68  # rows narrower than this have no thumbnail
WAY_SIGNS: dict[Way | None, str] = {  # said in words by the tool tip
    Way.BROWSER: "browser",
    Way.FILE: "file-text",
    Way.IMPORT: "file-text",
}
TITLE_LINES = 2
REST_LINES = 2


class Density(StrEnum):
    """How much of an article a row shows."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class Chip(NamedTuple):
    """A badge or a tag as it is painted."""

    text: str
    ground: str
    colour: str
    icon_name: str = ""


class ArticleDelegate(QStyledItemDelegate):
    """Paints rows of an `ArticleListModel`.

    Signals:
        retry_asked: (article id) the user clicked on "Try again" in a row that failed.
    """

    retry_asked = Signal(int)

    def __init__(self, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.density = Density.COMFORTABLE
        self.tag_colours: dict[str, TagColour] = {}  # by the tag in lower case
        self.phase = 0.0  # of the bar that says "saving", 0 to 1

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(U * 50, self.row_height(option.font))

    def row_height(self, font: QFont) -> int:
        """Height of every row, in logical pixels."""
        title, small = _line(self._title_font(font)), _line(theme.smaller(font))
        if self.density is Density.COMPACT:
            return title + small + U * 5
        return title * TITLE_LINES + small + _line(font) * REST_LINES + U * 8

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = theme.colours()
        heading: Heading | None = index.data(Role.HEADING)
        if heading is not None:
            option = paint_heading(painter, option, heading)
        self._paint_ground(painter, option, now)
        article: Article | None = index.data(Role.ARTICLE)
        if article is None:
            self._paint_blank(painter, option, now)
        elif self.density is Density.COMPACT:
            self._paint_compact(painter, option, article, index.data(Role.TITLE_MARKS) or (), now)
        else:
            marks = index.data(Role.TITLE_MARKS) or ()
            self._paint_comfortable(painter, option, article, marks, index.data(Role.SNIPPET), now)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            article: Article | None = index.data(Role.ARTICLE)
            if index.data(Role.HEADING) is not None:
                option = below_heading(option)
            if article is not None and self.is_on_retry(option, article, event.position().toPoint()):
                self.retry_asked.emit(article.id)
                return True
        return super().editorEvent(event, model, option, index)

    def is_on_retry(self, option: QStyleOptionViewItem, article: Article, position: QPoint) -> bool:
        """Whether a point of the row is on its "Try again"."""
        if not _may_be_tried(article) or self.density is Density.COMPACT:
            return False
        return self._retry_rect(self._text_rect(option, article), option.font).contains(position)

    # -- ground ------------------------------------------------------------------------------------------------------

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, now: Colours) -> None:
        state, rect = option.state, option.rect
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(now.surface))
        tile = QRectF(rect).adjusted(U * 1.5, U * 0.5, -U * 1.5, -U * 0.5)
        if is_selected:
            focused = option.widget is not None and option.widget.hasFocus()
            painter.setBrush(QColor(now.accent_soft if focused else now.selected))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(tile, theme.RADIUS, theme.RADIUS)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(now.hover))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(tile, theme.RADIUS, theme.RADIUS)
        else:
            painter.fillRect(rect.left() + SIDE, rect.bottom(), rect.width() - 2 * SIDE, 1, QColor(now.line))
        by_keyboard = bool(state & QStyle.StateFlag.State_KeyboardFocusChange) or not is_selected
        if state & QStyle.StateFlag.State_HasFocus and by_keyboard:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.drawRoundedRect(tile.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)

    def _paint_blank(self, painter: QPainter, option: QStyleOptionViewItem, now: Colours) -> None:
        """Grey bars in the place of text that is being fetched: the row keeps its shape while one scrolls."""
        rect = option.rect.adjusted(SIDE, U * 4, -SIDE, -U * 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.selected))
        for top, share in ((0, 0.7), (U * 6, 0.4)):
            painter.drawRoundedRect(rect.left(), rect.top() + top, int(rect.width() * share), U * 3, U, U)

    # -- the two densities -------------------------------------------------------------------------------------------

    def _paint_comfortable(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        article: Article,
        marks: Marks,
        snippet: Snippet | None,
        now: Colours,
    ) -> None:
        text = self._text_rect(option, article)
        self._paint_thumbnail(painter, option, article)
        font = option.font
        title = self._lay_out_title(article, marks, font, text.width(), TITLE_LINES, now)
        title.paint(painter, text.left(), text.top(), now.muted if article.is_read else now.text)
        small = theme.smaller(font)
        top = text.top() + round(title.height) + U // 2
        self._paint_small_print(painter, QRect(text.left(), top, text.width(), _line(small)), article, small, now)
        top += _line(small) + U // 2
        rest = QRect(text.left(), top, text.width(), text.bottom() + 1 - top)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_rest(painter, rest, article, snippet, font, is_selected=is_selected)

    def _paint_rest(
        self,
        painter: QPainter,
        rect: QRect,
        article: Article,
        snippet: Snippet | None,
        font: QFont,
        *,
        is_selected: bool,
    ) -> None:
        now = theme.colours()
        state = state_text(article)
        chips = self._chips(article, now, is_selected=is_selected)
        has_foot = bool(chips) or article.status is Status.FAILED
        lines = max(rect.height() // _line(font) - int(has_foot), 1)
        if state:
            self._paint_state(painter, rect, article, state, font, min(lines, 2))
        elif snippet is not None and snippet.text:
            text, marks = starting_near_mark(
                snippet.text, snippet.marks, lines * rect.width() // QFontMetrics(font).averageCharWidth()
            )
            if source := source_text(snippet.source):
                text = source + text
                marks = tuple((start + len(source), end + len(source)) for start, end in marks)
            shown = lay_out(
                text,
                font,
                rect.width(),
                lines,
                marks=marks,
                mark_colours=(now.mark, now.text),
                line_height=_line(font),
            )
            shown.paint(painter, rect.left(), rect.top(), now.muted)
        elif excerpt := article.standfirst or article.excerpt:
            shown = lay_out(excerpt, font, rect.width(), lines, line_height=_line(font))
            shown.paint(painter, rect.left(), rect.top(), now.muted)
        small = theme.smaller(font)
        foot = QRect(rect.left(), rect.bottom() + 1 - _chip_height(small), rect.width(), _chip_height(small))
        if _may_be_tried(article):
            retry = self._retry_rect(rect, font)
            ground = now.surface if is_selected else now.accent_soft
            chip = Chip(self.tr("Try again"), ground, now.accent, "arrow-clockwise")
            _paint_chip(painter, retry, chip, small)
            used = (retry.width() + U) if not is_right_to_left(article.title) else 0
            foot.setLeft(foot.left() + used)
        _paint_chips(painter, foot, chips, small, from_right=is_right_to_left(article.title))

    def _lay_out_title(
        self, article: Article, marks: Marks, font: QFont, width: int, lines: int, now: Colours
    ) -> Paragraph:
        return lay_out(
            article.title,
            self._title_font(font, article),
            width,
            lines,
            marks=marks,
            mark_colours=(now.mark, now.text),
            line_height=_line(self._title_font(font)),
        )

    def _paint_compact(
        self, painter: QPainter, option: QStyleOptionViewItem, article: Article, marks: Marks, now: Colours
    ) -> None:
        text = self._text_rect(option, article)
        self._paint_thumbnail(painter, option, article)
        height = _line(self._title_font(option.font))
        title = self._lay_out_title(article, marks, option.font, text.width(), 1, now)
        title.paint(painter, text.left(), text.top(), now.muted if article.is_read else now.text)
        small = theme.smaller(option.font)
        below = QRect(text.left(), text.top() + height + U // 2, text.width(), _line(small))
        if state := state_text(article):
            self._paint_state(painter, below, article, state, small, 1)
        else:
            self._paint_small_print(painter, below, article, small, now)

    # -- parts -------------------------------------------------------------------------------------------------------

    def _paint_small_print(self, painter: QPainter, rect: QRect, article: Article, font: QFont, now: Colours) -> None:
        rtl = is_right_to_left(article.title)
        metrics = QFontMetrics(font)
        signs = [(WAY_SIGNS[article.way], now.faint)] if article.way in WAY_SIGNS else []
        if article.is_favourite:
            signs.insert(0, ("star-fill", now.star))
        marks_width = U * 5 * len(signs)
        shows_progress = 0.0 < article.progress < 1.0 and not article.is_read
        progress_width = U * 10 if shows_progress else 0
        room = rect.width() - marks_width - progress_width
        today = date.today()  # noqa: DTZ011 - the user's own day is the point
        text = metrics.elidedText(small_print(article, today), Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(text)
        painter.setFont(font)
        painter.setPen(QColor(now.faint if article.is_read else now.muted))
        start = rect.right() + 1 - width if rtl else rect.left()
        painter.drawText(QRect(start, rect.top(), width + 1, rect.height()), Qt.AlignmentFlag.AlignVCenter, text)
        side, gap = U * 3, U * 2
        after = start - gap if rtl else start + width + gap
        for name, colour in signs:
            sign = QRect(after - side if rtl else after, rect.center().y() - side // 2, side, side + 1)
            icons.paint(painter, sign, name, colour)
            after += -(side + gap) if rtl else side + gap
        if shows_progress:
            bar = QRectF(after - U * 8 if rtl else after, rect.center().y(), U * 8, 3)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.line))
            painter.drawRoundedRect(bar, 1.5, 1.5)
            done = QRectF(bar)
            done.setWidth(max(bar.width() * article.progress, 3))
            if rtl:
                done.moveRight(bar.right())
            painter.setBrush(QColor(now.accent))
            painter.drawRoundedRect(done, 1.5, 1.5)

    def _paint_state(
        self, painter: QPainter, rect: QRect, article: Article, text: str, font: QFont, lines: int
    ) -> None:
        now = theme.colours()
        name, colour = {
            Status.FAILED: ("warning-circle", now.problem),
            Status.PARTIAL: ("warning-circle", now.caution),
            Status.CAPTURING: ("download-simple", now.accent),
        }.get(article.status, ("clock", now.muted))
        side, gap = U * 4, U + U // 2
        height = _line(font)
        icons.paint(painter, QRect(rect.left(), rect.top() + (height - side) // 2, side, side), name, colour)
        shown = lay_out(text, font, rect.width() - side - gap, lines, line_height=height)
        shown.paint(painter, rect.left() + side + gap, rect.top(), colour)
        if article.status is Status.CAPTURING:
            left = rect.left() + side + gap + QFontMetrics(font).horizontalAdvance(text) + U * 2
            width = min(rect.right() - left, U * 30)
            self._paint_bar(painter, QRect(left, rect.top() + height // 2, width, 3), now)

    def _paint_bar(self, painter: QPainter, rect: QRect, now: Colours) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.line))
        painter.drawRoundedRect(rect, 1.5, 1.5)
        painter.save()
        painter.setClipRect(rect)
        painter.setBrush(QColor(now.accent))
        length = rect.width() * 0.35
        left = rect.left() - length + (rect.width() + length) * self.phase
        painter.drawRoundedRect(QRectF(left, rect.top(), length, rect.height()), 1.5, 1.5)
        painter.restore()

    def _paint_thumbnail(self, painter: QPainter, option: QStyleOptionViewItem, article: Article) -> None:
        rect = self._thumbnail_rect(option, article)
        if rect.isNull() or article.lead_image is None:
            return
        ratio = painter.device().devicePixelRatioF()
        picture = self._thumbnails.get(article.lead_image, rect.width(), ratio, U * 1.5)
        if picture is not None:
            painter.setOpacity(0.7 if article.is_read else 1.0)
            painter.drawPixmap(rect, picture)
            painter.setOpacity(1.0)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.colours().selected))
            painter.drawRoundedRect(rect, U * 1.5, U * 1.5)

    def _chips(self, article: Article, now: Colours, *, is_selected: bool) -> list[Chip]:
        ground = theme.mix(now.accent_soft, now.text, 0.09).name() if is_selected else now.chip
        chips = []
        if article.status is Status.PARTIAL and article.words:
            chips.append(Chip(self.tr("Partly saved"), now.caution_soft, now.caution, "warning-circle"))
        if article.changed_from:
            chips.append(Chip(self.tr("Changed since you saved it"), ground, now.chip_text, "clock-counter-clockwise"))
        if article.is_local_network:
            chips.append(Chip(self.tr("Local network"), ground, now.chip_text, "house-line"))
        return chips + [self._tag_chip(tag, ground, now) for tag in article.tags]

    def _tag_chip(self, tag: str, ground: str, now: Colours) -> Chip:
        own = self.tag_colours.get(tag.casefold())
        if own is None:
            return Chip(tag, ground, now.chip_text)
        shade = theme.tag_shade(own)
        return Chip(tag, theme.mix(now.surface, shade, 0.13).name(), shade)

    # -- geometry ----------------------------------------------------------------------------------------------------

    def _content_rect(self, option: QStyleOptionViewItem) -> QRect:
        top = U * 2 if self.density is Density.COMPACT else U * 3
        return option.rect.adjusted(SIDE, top, -SIDE, -top)

    def _thumbnail_rect(self, option: QStyleOptionViewItem, article: Article) -> QRect:
        side = THUMBNAIL[self.density.value]
        content = self._content_rect(option)
        if article.lead_image is None or option.rect.width() < NARROW:
            return QRect()
        ratio = option.widget.devicePixelRatioF() if option.widget is not None else 1.0
        if self._thumbnails.is_broken(article.lead_image, side, ratio):
            return QRect()
        top = content.top() + (content.height() - side) // 2 if self.density is Density.COMPACT else content.top() + U
        return QRect(content.right() + 1 - side, top, side, side)

    def _text_rect(self, option: QStyleOptionViewItem, article: Article) -> QRect:
        content = self._content_rect(option)
        thumbnail = self._thumbnail_rect(option, article)
        return content if thumbnail.isNull() else content.adjusted(0, 0, -(thumbnail.width() + U * 4), 0)

    def _retry_rect(self, rect: QRect, font: QFont) -> QRect:
        small = theme.smaller(font)
        width = QFontMetrics(small).horizontalAdvance(self.tr("Try again")) + _chip_margins(small, has_icon=True)
        return QRect(rect.left(), rect.bottom() + 1 - _chip_height(small), width, _chip_height(small))

    def _title_font(self, font: QFont, article: Article | None = None) -> QFont:
        title = theme.smaller(font, -0.5)
        title.setWeight(QFont.Weight.Medium if article is not None and article.is_read else QFont.Weight.Bold)
        return title


def _line(font: QFont) -> int:
    return QFontMetrics(font).height() + 1


def _chip_height(font: QFont) -> int:
    return QFontMetrics(font).height() + 2


def _chip_margins(font: QFont, *, has_icon: bool) -> int:
    """The room that a chip takes beside its text."""
    return U * 4 + (_chip_height(font) - 1 if has_icon else 0)


def _paint_chip(painter: QPainter, rect: QRect, chip: Chip, font: QFont) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(chip.ground))
    painter.drawRoundedRect(rect, U + 1, U + 1)
    inner = rect.adjusted(U * 2, 0, -U * 2 + 2, 0)
    if chip.icon_name:
        side = rect.height() - U
        icons.paint(painter, QRect(inner.left() - 1, rect.top() + U // 2, side, side), chip.icon_name, chip.colour)
        inner.setLeft(inner.left() + side + U - 1)
    painter.setFont(font)
    painter.setPen(QColor(chip.colour))
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute  # where the icon is
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | left, chip.text)


def _paint_chips(painter: QPainter, rect: QRect, chips: list[Chip], font: QFont, *, from_right: bool) -> None:
    """As many chips as fit; the others become "+3"."""
    metrics = QFontMetrics(font)
    used = 0
    for number, chip in enumerate(chips):
        more = f"+{len(chips) - number}"
        is_last = number == len(chips) - 1
        room = rect.width() - used - (0 if is_last else metrics.horizontalAdvance(more) + U * 4)
        fits = room >= U * 12
        shown = chip if fits else Chip(more, "transparent", chip.colour)
        extra = _chip_margins(font, has_icon=bool(shown.icon_name))
        text = metrics.elidedText(shown.text, Qt.TextElideMode.ElideMiddle, min(room - extra, U * 40)) if fits else more
        width = metrics.horizontalAdvance(text) + extra
        left = rect.right() + 1 - used - width if from_right else rect.left() + used
        _paint_chip(painter, QRect(left, rect.top(), width, rect.height()), shown._replace(text=text), font)
        used += width + U
        if not fits:
            return


def _may_be_tried(article: Article) -> bool:
    return article.status is Status.FAILED and (article.failure is None or article.failure.may_pass)
