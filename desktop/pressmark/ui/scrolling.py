"""A place that scrolls where the screen has no room for it: dialogs stay usable with large text and long words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStyle, QWidget

from pressmark.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

LEAST_HEIGHT = 40 * theme.UNIT
SHARE_OF_SCREEN = 0.95, 0.78  # width and height; the rest is for the edge and the buttons of the dialog


class Scrolling(QScrollArea):
    """As large as what it holds wants to be, up to a share of the screen.

    Args:
        inside: what it holds.
        parent: the dialog.
        tallest: its height at most, in logical pixels, where the screen has room for more.
        width: what it takes where the screen has as much; by default what it holds says so, in which long lines wrap.
    """

    def __init__(
        self, inside: QWidget, parent: QWidget | None = None, *, tallest: int | None = None, width: int | None = None
    ) -> None:
        super().__init__(parent)
        self._tallest, self._width = tallest, width
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the focus, and it follows that
        self.viewport().setAutoFillBackground(False)
        self.setWidget(inside)

    def setWidget(self, inside: QWidget) -> None:
        super().setWidget(inside)
        inside.setAutoFillBackground(False)  # it lies on the dialog, not on paper
        self.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.updateGeometry()  # only what is shown has its style, and with it its size
        top = self.window()
        top.resize(top.sizeHint())  # `adjustSize` takes two thirds of the screen at most

    def sizeHint(self) -> QSize:
        page = self.widget()
        inside = page.sizeHint() if page is not None else QSize()
        if page is not None and self._width is not None:
            inside = QSize(self._width, page.heightForWidth(self._width))
        room = self.screen().availableGeometry()
        width, height = int(room.width() * SHARE_OF_SCREEN[0]), int(room.height() * SHARE_OF_SCREEN[1])
        height = min(height, self._tallest or height)
        bar = max(self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent), 4 * theme.UNIT)
        more = QSize(bar if inside.height() > height else 0, bar if inside.width() > width else 0)
        return (inside + more).boundedTo(QSize(width, height))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), min(self.sizeHint().height(), LEAST_HEIGHT))
