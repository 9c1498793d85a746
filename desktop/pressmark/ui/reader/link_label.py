"""Says at the reader's lower edge where a link leads: the real host first, whatever the link itself says."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from pressmark.archive.urls import display_host
from pressmark.ui import theme

U = theme.UNIT


class LinkLabel(QLabel):
    """Lies over the widget it is a child of, and lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pane = parent
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.ToolTipBase)
        self.setForegroundRole(self.palette().ColorRole.ToolTipText)
        self.setFont(theme.smaller(self.font()))
        self.setContentsMargins(2 * U, U, 2 * U, U)
        self.hide()

    def show_link(self, address: str) -> None:
        """Show an address, or with an empty one nothing."""
        if not address:
            self.hide()
            return
        most = self._pane.width() * 3 // 4
        self.setText(self.fontMetrics().elidedText(where_to(address), Qt.TextElideMode.ElideRight, most))
        self.adjustSize()
        is_mirrored = self._pane.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.move(self._pane.width() - self.width() if is_mirrored else 0, self._pane.height() - self.height())
        self.show()
        self.raise_()


def where_to(address: str) -> str:
    """An address with its host first, as people may be shown it."""
    host = display_host(address)
    if not host:
        return address
    rest = address.partition("//")[2].partition("/")[2]
    return f"{host} / {rest}" if rest else host
