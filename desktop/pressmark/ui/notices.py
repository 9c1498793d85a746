"""The one banner of the window: says what happened, and offers to take it back or to try again."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPropertyAnimation, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from pressmark.ui import colour_sets, icons, theme
from pressmark.ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable

SHOWN_MILLISECONDS = 6_000
SHOWN_WHILE_OTHERS_WAIT_MILLISECONDS = 2_500
FADE_MILLISECONDS = 120
MARGIN = theme.UNIT * 4
MAX_WIDTH = 150 * theme.UNIT
MAX_WAITING = 5  # more would be news of long ago
STEP = "step"  # the topic of what was just done or undone


class Kind(Enum):
    """What a notice is about, which decides its sign and whether it leaves by itself."""

    DONE = auto()
    PROBLEM = auto()  # stays until it is closed or another waits


@dataclass(frozen=True, slots=True)
class Notice:
    """One message in plain text, with at most one thing to do about it.

    Attributes:
        text: what it says.
        kind: what it is about.
        action_text: what can be done; empty for nothing.
        action: does it.
        topic: of a notice that may come to say more, see `Notices.amend`; empty for one that stays as it is.
        facts: what it was made of.
        later: what it says once that is done which it says has begun; empty where it speaks of no beginning.
    """

    text: str
    kind: Kind = Kind.DONE
    action_text: str = ""
    action: Callable[[], None] | None = None
    topic: str = ""
    facts: tuple[Any, ...] = ()
    later: str = ""


class Notices(QObject):
    """Takes notices from anywhere on the GUI thread and shows them one at a time in its banner.

    Signals:
        shown: a notice came into sight.
    """

    shown = Signal(Notice)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Notice] = deque(maxlen=MAX_WAITING)
        self._current: Notice | None = None
        self._banner: Banner | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)

    @property
    def current(self) -> Notice | None:
        """The notice that is in sight."""
        return self._current

    def attach(self, window: QWidget, *, is_animated: bool = True) -> None:
        """Show the notices at the bottom of this widget."""
        self._banner = Banner(window, is_animated=is_animated)
        self._banner.closed.connect(self.dismiss)
        self._banner.destroyed.connect(self._on_banner_gone)
        self._banner.action_chosen.connect(self._on_action_chosen)
        if self._current is not None:
            self._banner.present(self._current)

    def set_animated(self, value: bool) -> None:
        """Whether the banner may fade."""
        if self._banner is not None:
            self._banner.is_animated = value

    def show(
        self,
        text: str,
        action_text: str = "",
        action: Callable[[], None] | None = None,
        *,
        facts: tuple[Any, ...] = (),
        later: str = "",
    ) -> None:
        """Say that something was done, or has begun."""
        self._enqueue(Notice(text, Kind.DONE, action_text, action, facts=facts, later=later))

    def show_problem(self, text: str, action_text: str = "", action: Callable[[], None] | None = None) -> None:
        """Say that something went wrong."""
        self._enqueue(Notice(text, Kind.PROBLEM, action_text, action))

    def show_step(
        self,
        text: str,
        action_text: str,
        action: Callable[[], None],
        *,
        facts: tuple[Any, ...] = (),
        later: str = "",
    ) -> None:
        """Say what was just done or undone, in place of what was before: to wait for that would be to lag behind."""
        notice = Notice(text, Kind.DONE, action_text, action, STEP, facts, later)
        self._waiting = deque((one for one in self._waiting if one.topic != STEP), MAX_WAITING)
        if self._current is not None and self._current.topic == STEP:
            self._present(notice)
        else:
            self._enqueue(notice)

    def amend(self, topic: str, make: Callable[[tuple[Any, ...]], Notice]) -> None:
        """Let the notice of a topic say more, where it is shown or waits; else show it as a new one.

        Args:
            topic: of the notice.
            make: makes the new notice, from the facts of the one before.
        """
        current = self._current
        if current is not None and current.topic == topic:
            self._current = make(current.facts)
            if self._banner is not None:
                self._banner.present(self._current)
            self.shown.emit(self._current)
            return
        for place, notice in enumerate(self._waiting):
            if notice.topic == topic:
                self._waiting[place] = make(notice.facts)
                return
        self._enqueue(make(()))

    def end(self, notice: Notice, *, is_well: bool) -> None:
        """Say for a moment that what a notice says has begun is done; does nothing where it is not in sight any more.

        Args:
            notice: which.
            is_well: whether it went well; where it did not, the notice only goes, for that is said elsewhere.
        """
        if notice is not self._current:
            return
        if not is_well:
            self.dismiss()
            return
        self._present(replace(notice, text=notice.later, facts=(), later=""))
        self._timer.start(SHOWN_WHILE_OTHERS_WAIT_MILLISECONDS)

    def dismiss(self) -> None:
        """Put the current notice away; the next one follows."""
        self._timer.stop()
        self._current = None
        if self._waiting:
            self._present(self._waiting.popleft())
        elif self._banner is not None:
            self._banner.leave()

    def _enqueue(self, notice: Notice) -> None:
        if self._current is None:
            self._present(notice)
        elif self._current.text == notice.text:
            self._present(notice)  # the same again: the newer one's action counts
        else:
            self._waiting.append(notice)
            if not self._timer.isActive() or self._timer.remainingTime() > SHOWN_WHILE_OTHERS_WAIT_MILLISECONDS:
                self._timer.start(SHOWN_WHILE_OTHERS_WAIT_MILLISECONDS)

    def _present(self, notice: Notice) -> None:
        self._current = notice
        self._timer.stop()
        if self._waiting:
            self._timer.start(SHOWN_WHILE_OTHERS_WAIT_MILLISECONDS)
        elif notice.kind is Kind.DONE:
            self._timer.start(SHOWN_MILLISECONDS)
        if self._banner is not None:
            self._banner.present(notice)
        self.shown.emit(notice)

    def _on_banner_gone(self) -> None:
        self._banner = None

    def _on_action_chosen(self) -> None:
        action = self._current.action if self._current else None
        self.dismiss()
        if action is not None:
            action()


class Banner(QFrame):
    """The strip at the bottom of a widget that shows one notice.

    Signals:
        closed: the user put it away.
        action_chosen: the user wants what the notice offers.
    """

    closed = Signal()
    action_chosen = Signal()

    def __init__(self, window: QWidget, *, is_animated: bool) -> None:
        super().__init__(window)
        self.is_animated = is_animated
        self.setAccessibleName(self.tr("Notice"))
        self._window = window
        self._kind = Kind.DONE
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._action = QPushButton()
        self._action.setFlat(True)
        self._action.setCursor(Qt.CursorShape.PointingHandCursor)
        self._action.clicked.connect(self.action_chosen)
        self._close = QToolButton()
        self._close.setIcon(icon("x", "banner_text"))
        self._close.setToolTip(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close"))
        self._close.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.UNIT * 11, theme.UNIT * 2, theme.UNIT * 2, theme.UNIT * 2)
        row.setSpacing(theme.UNIT * 2)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(effect)
        self._fade = QPropertyAnimation(effect, b"opacity", self)
        self._fade.setDuration(FADE_MILLISECONDS)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.finished.connect(self._on_fade_finished)
        self._restyle()
        window.installEventFilter(self)
        self.hide()

    def present(self, notice: Notice) -> None:
        """Show a notice in place of the one before."""
        self._kind = notice.kind
        self._text.setText(notice.text)
        self._action.setText(notice.action_text)
        self._action.setVisible(bool(notice.action_text))
        self._place()
        was_visible = self.isVisible()
        self.show()
        self.raise_()
        self._run_fade(0.0 if not was_visible else 1.0, 1.0)

    def leave(self) -> None:
        """Go out of sight."""
        if self.isVisible():
            self._run_fade(1.0, 0.0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._restyle()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        now = theme.colours()
        painter = QPainter(self)
        side = theme.UNIT * 5
        rect = QRect(theme.UNIT * 4, (self.height() - side) // 2, side, side)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            rect.moveRight(self.width() - theme.UNIT * 4)
        if self._kind is Kind.PROBLEM:
            icons.paint(painter, rect, "warning-circle", colour_sets.DARK.problem)
        else:
            icons.paint(painter, rect, "check-circle", now.banner_action)
        painter.end()

    def _run_fade(self, start: float, end: float) -> None:
        self._fade.stop()
        self._fade.setStartValue(start)
        self._fade.setEndValue(end)
        self._fade.setDuration(FADE_MILLISECONDS if self.is_animated and start != end else 0)
        self._fade.start()

    def _on_fade_finished(self) -> None:
        if self._fade.endValue() == 0.0:
            self.hide()

    def _place(self) -> None:
        window = self._window
        line = self._text.fontMetrics().horizontalAdvance(self._text.text())  # a label that wraps asks for less
        wanted = self.sizeHint().width() - self._text.sizeHint().width() + line + theme.UNIT
        width = min(theme.scaled(MAX_WIDTH), window.width() - 2 * MARGIN, max(wanted, 90 * theme.UNIT))
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        self.setGeometry((window.width() - width) // 2, window.height() - height - MARGIN * 2, width, height)

    def _restyle(self) -> None:
        now = theme.colours()
        lighter = theme.mix(now.banner, now.banner_text, 0.16).name()
        sheet = f"""
Banner {{ background: {now.banner}; border-radius: {theme.RADIUS}px; }}
Banner QLabel {{ color: {now.banner_text}; background: transparent; }}
Banner QPushButton {{ color: {now.banner_action}; background: transparent; border: 0; font-weight: 600; }}
Banner QPushButton:hover, Banner QToolButton:hover {{ background: {lighter}; }}
Banner QPushButton:focus {{ border: 2px solid {now.banner_action}; }}
"""
        if sheet != self.styleSheet():  # setting it sends PaletteChange again
            self.setStyleSheet(sheet)
