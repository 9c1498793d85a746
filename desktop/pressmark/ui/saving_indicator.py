"""The ring in the tool row that turns while pages are being saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pressmark.ui import theme
from pressmark.ui.figures import grouped

if TYPE_CHECKING:
    from pressmark.archive.values import Counts

U = theme.UNIT
FRAME_MILLISECONDS = 40
DEGREES_A_FRAME = 10


class SavingIndicator(QWidget):
    """A ring and the number of pages that are left; nothing while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_animated = True
        self._left = 0
        self._angle = 0
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MILLISECONDS)
        self._timer.timeout.connect(self._on_tick)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self.tr("{n} left").format(n=grouped(self._left))

    def set_animated(self, value: bool) -> None:
        """Whether it turns."""
        self._is_animated = value
        self._turn()

    def set_counts(self, counts: Counts) -> None:
        """Turn while something is queued or being captured."""
        self._left = counts.queued + counts.capturing
        self.setVisible(self._left > 0)
        self.setAccessibleName(self.text)
        self.setToolTip(self.tr("Pages that are still being saved"))
        self.updateGeometry()
        self.update()
        self._turn()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text) + 8 * U, max(metrics.height(), 5 * U))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        now = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = 3.5 * U
        ring = QRectF(U, (self.height() - side) / 2, side, side)
        painter.setPen(QPen(QColor(now.outline), 2))
        painter.drawEllipse(ring)
        pen = QPen(QColor(now.accent), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(ring, -self._angle * 16, 100 * 16)
        painter.setPen(QColor(now.muted))
        painter.drawText(self.rect().adjusted(6 * U, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text)
        painter.end()

    def _turn(self) -> None:
        if not self._left or not self._is_animated:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def _on_tick(self) -> None:
        self._angle = (self._angle + DEGREES_A_FRAME) % 360
        self.update()
