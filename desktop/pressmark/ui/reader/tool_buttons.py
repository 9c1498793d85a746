"""The buttons of the reader's row of tools."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QToolButton

from pressmark.ui import theme
from pressmark.ui.icons import icon

U = theme.UNIT
ICON = 5 * U


def tool(name: str, text: str) -> QToolButton:
    """A button with an icon; the text is its tool tip and its name."""
    button = QToolButton()
    button.setIcon(icon(name, "muted"))
    button.setIconSize(QSize(ICON, ICON))
    button.setToolTip(text)
    button.setAccessibleName(text)
    return button


def divider() -> QFrame:
    """A hairline between two groups of buttons."""
    line = QFrame()
    line.setFixedSize(1, 5 * U)
    line.setAutoFillBackground(True)
    line.setBackgroundRole(line.palette().ColorRole.Midlight)
    return line
