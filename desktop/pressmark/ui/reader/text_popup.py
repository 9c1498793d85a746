"""How the text came about: how far it can be trusted and why, what a person can make of it, and its snapshots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from pressmark.archive.values import Doubt, Hand, Opinion, Way
from pressmark.ui import theme
from pressmark.ui.figures import moment
from pressmark.ui.flow_layout import FlowLayout
from pressmark.ui.icons import icon
from pressmark.ui.labels import plain
from pressmark.ui.operations import describe

if TYPE_CHECKING:
    from pressmark.archive.values import Article, Extraction, Snapshot

U = theme.UNIT
WIDTH = 100 * U
MOST_HEIGHT = 60 * U  # of the list of snapshots
SOUND, SHAKY = 0.75, 0.5  # what a quality is at least to count as that
SEGMENTS = 5


class Meter(QWidget):
    """A quality from 0 to 1 as a bar of segments."""

    def __init__(self, quality: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quality = quality
        self.setAccessibleName(self.tr("Quality {n} of {most}").format(n=self.lit, most=SEGMENTS))

    @property
    def lit(self) -> int:
        """How many segments are lit."""
        return max(1, round(self._quality * SEGMENTS))

    def sizeHint(self) -> QSize:
        return QSize(SEGMENTS * 5 * U, 2 * U)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        now = theme.colours()
        colour = now.accent if self._quality >= SOUND else now.caution if self._quality >= SHAKY else now.problem
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = (self.width() - (SEGMENTS - 1) * U) / SEGMENTS
        for number in range(SEGMENTS):
            painter.setBrush(QColor(colour if number < self.lit else now.line))
            painter.drawRoundedRect(round(number * (width + U)), 0, round(width), self.height(), U / 2, U / 2)
        painter.end()


class TextPopup(QFrame):
    """Tells of one article's text and offers what can be done about it.

    Signals:
        choose_asked: the person wants to say which blocks belong to the article.
        own_asked: the text is to be as Pressmark reads it.
        reread_asked: the kept page is to be read again.
        show_asked: (folder) a snapshot is to be shown.
        compare_asked: (folder) a snapshot is to be compared with the current one.
    """

    choose_asked = Signal()
    own_asked = Signal()
    reread_asked = Signal()
    show_asked = Signal(str)
    compare_asked = Signal(str)

    def __init__(self, article: Article, extraction: Extraction | None, hand: Hand, parent: QWidget | None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "popup")
        self.setFixedWidth(theme.scaled(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * U, 4 * U, 4 * U, 4 * U)
        column.setSpacing(2 * U)
        quality = extraction.quality if extraction else 0.0
        top = QHBoxLayout()
        self.heading = _label(self._heading(quality, extraction, hand))
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        top.addWidget(self.heading, 1)
        if extraction is not None:
            top.addWidget(Meter(quality), 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(top)
        self.reasons = [_label(f"•  {text}") for text in self._reasons(article, extraction, hand)]
        for reason in self.reasons:
            column.addWidget(reason)
        if article.snapshots:
            column.addLayout(self._actions(hand))
            line = QFrame()
            line.setFrameShape(QFrame.Shape.HLine)
            line.setForegroundRole(line.palette().ColorRole.Midlight)
            column.addWidget(line)
            column.addWidget(_label(self.tr("Snapshots"), is_muted=True))
            column.addWidget(self._snapshots(article))

    def _heading(self, quality: float, extraction: Extraction | None, hand: Hand) -> str:
        if extraction is None:
            return self.tr("There is no text")
        if hand != Hand():
            return self.tr("The text is as you made it")
        if extraction.doubts or quality < SOUND:
            return self.tr("The text is doubtful") if quality < SHAKY else self.tr("The text may not be whole")
        return self.tr("The text looks whole")

    def _reasons(self, article: Article, extraction: Extraction | None, hand: Hand) -> list[str]:
        words = {
            Doubt.TOO_SHORT: self.tr("It is so short that it may be only the beginning."),
            Doubt.CUT: self.tr("It breaks off, or ends with a call to read on."),
            Doubt.WALL: self.tr("It asks to sign in, to pay, to agree, or to switch scripts on."),
            Doubt.PICTURES_MISSING: self.tr("The page showed pictures that are not here."),
            Doubt.INCOMPLETE: self.tr("The page holds text that is not here."),
            Doubt.UNSURE: self.tr("It was hard to tell the article from what is around it."),
        }
        opinions = {
            Opinion.READABILITY: self.tr("Readability’s choice of the page, not Pressmark’s."),
            Opinion.WHOLE: self.tr("All that stands on the page."),
        }
        found = [opinions[hand.opinion]] if hand.opinion in opinions else []
        found += [self.tr("You left some of it out.")] if hand.removed or hand.begins or hand.ends else []
        found += [describe(article.failure)] if article.failure else []
        return found + [words[one] for one in (extraction.doubts if extraction else ())]

    def _actions(self, hand: Hand) -> FlowLayout:
        row = FlowLayout(spacing=2 * U)
        offers = [(self.tr("Choose what belongs to it…"), self.choose_asked)]
        if hand != Hand():
            offers.append((self.tr("As Pressmark reads it"), self.own_asked))
        else:
            offers.append((self.tr("Read the page again"), self.reread_asked))
        for text, signal in offers:
            button = QPushButton(text)
            button.clicked.connect(self.close)
            button.clicked.connect(signal)
            row.addWidget(button)
        return row

    def _snapshots(self, article: Article) -> QWidget:
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(U)
        for snapshot in article.snapshots:
            rows.addWidget(self._snapshot(snapshot, is_base=snapshot.folder == article.changed_from))
        rows.addStretch()
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setAccessibleName(self.tr("Snapshots"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        for ground in (inside, area.viewport()):
            ground.setAutoFillBackground(False)
        area.setFixedHeight(min(inside.sizeHint().height() + U, MOST_HEIGHT))
        return area

    def _snapshot(self, snapshot: Snapshot, *, is_base: bool) -> QWidget:
        row_widget = QWidget()
        row = QHBoxLayout(row_widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * U)
        sign = QLabel()
        name, role = ("circle-fill", "accent") if snapshot.is_current else ("circle", "faint")
        sign.setPixmap(icon(name, role).pixmap(4 * U, 4 * U))
        row.addWidget(sign)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        when = _label(moment(snapshot.taken_at))
        facts = [way_text(snapshot.way), self.tr("%Ln words", "", snapshot.words)]
        facts += [self.tr("current")] if snapshot.is_current else []
        facts += [self.tr("the page has changed since")] if is_base else []
        texts.addWidget(when)
        texts.addWidget(_label(" · ".join(facts), is_muted=True))
        row.addLayout(texts, 1)
        if not snapshot.is_current:
            for text, signal in ((self.tr("Show"), self.show_asked), (self.tr("Compare"), self.compare_asked)):
                button = QPushButton(text)
                button.clicked.connect(self.close)
                button.clicked.connect(lambda _checked=False, signal=signal: signal.emit(snapshot.folder))
                row.addWidget(button)
        return row_widget


def way_text(way: Way) -> str:
    """How a snapshot was taken."""
    words = {
        Way.HTTP: _tr("from the web"),
        Way.BROWSER: _tr("by the browser"),
        Way.FILE: _tr("from a file"),
        Way.IMPORT: _tr("imported"),
    }
    return words[way]


def _tr(text: str) -> str:
    return QCoreApplication.translate("TextPopup", text)


def _label(text: str, *, is_muted: bool = False) -> QLabel:
    label = plain(text)
    if is_muted:
        label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
    return label
