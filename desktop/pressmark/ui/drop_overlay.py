"""Lies over the whole window while something is dragged above it: says what it is, and takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from pressmark.ui import icons, theme
from pressmark.ui.article_list.model import MIME_IDS
from pressmark.ui.intake import is_promising, reservation, summary, understand

if TYPE_CHECKING:
    from pressmark.archive.capture.intake import Intake
    from pressmark.ui.workspace import Workspace

U = theme.UNIT


class DropOverlay(QWidget):
    """Turns the whole of a window into a place to drop on, over every widget in it.

    Signals:
        dropped: (Intake) something was dropped and understood.
    """

    dropped = Signal(object)

    def __init__(self, window: QWidget, workspace: Workspace) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._heading = ""
        self._reservation = ""
        self._icon = "download-simple"
        self._is_welcome = True
        self._is_over = False
        self.setAcceptDrops(True)
        self.hide()
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @property
    def text(self) -> str:
        """What it says."""
        return self._heading

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._window:
            return False
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        elif isinstance(event, QDragEnterEvent):  # the move that follows comes to us, the topmost
            return self._welcome(event)
        elif isinstance(event, QDragLeaveEvent):
            QTimer.singleShot(0, self._hide_unless_over)
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self.dropEvent(event)
            return True
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._is_over = True
        event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._is_over = False
        self.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._is_over = False
        self.hide()
        understand(self._workspace, event.mimeData(), self.dropped.emit)

    def show_intake(self, intake: Intake) -> None:
        """Say what was understood."""
        self._heading = summary(intake)
        self._is_welcome = bool(intake.wishes or intake.exports)
        self._icon = "archive-tray" if intake.exports else "download-simple"
        self._reservation = reservation(intake) if self._is_welcome else ""
        self.setAccessibleName(self._heading)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        now = theme.colours()
        colour = now.accent if self._is_welcome else now.muted
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(now.window)
        veil.setAlphaF(0.88)
        painter.fillRect(self.rect(), veil)
        pen = QPen(QColor(colour), 2, Qt.PenStyle.DashLine)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        soft = QColor(now.accent_soft if self._is_welcome else now.selected)
        soft.setAlphaF(0.55)
        painter.setBrush(soft)
        inset = 4 * U
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 2 * U, 2 * U)
        middle = self.rect().center()
        side = 14 * U
        glyph = QRect(middle.x() - side // 2, middle.y() - side - 2 * U, side, side)
        icons.paint(painter, glyph, self._icon if self._is_welcome else "prohibit", colour)
        heading = QFont(theme.smaller(self.font(), -6))
        heading.setBold(True)
        painter.setFont(heading)
        painter.setPen(QColor(now.text))
        box = QRect(inset, middle.y() + 2 * U, self.width() - 2 * inset, painter.fontMetrics().height())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._heading)
        painter.setFont(self.font())
        painter.setPen(QColor(now.muted))
        below = QRect(inset, box.bottom() + 2 * U, box.width(), painter.fontMetrics().height())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._reservation)
        painter.end()

    def _welcome(self, event: QDragEnterEvent) -> bool:
        mime: QMimeData = event.mimeData()
        if mime.hasFormat(MIME_IDS) or not is_promising(mime):
            return False
        self._heading, self._icon = self.tr("Drop to save"), "download-simple"
        self._reservation = ""
        self._is_welcome = True
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        understand(self._workspace, mime, self.show_intake, owner=self, slot="drag")
        event.acceptProposedAction()
        return True

    def _hide_unless_over(self) -> None:
        if not self._is_over:
            self.hide()
