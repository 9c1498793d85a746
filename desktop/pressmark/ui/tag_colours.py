"""The colours that tags may have, as a menu to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QActionGroup, QColor, QIcon, QPainter, QPixmap

from pressmark.archive.values import TagColour
from pressmark.ui import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu

SIDE = 4 * theme.UNIT


def names() -> dict[TagColour, str]:
    """What the colours are called."""
    translate = QCoreApplication.translate
    return {
        TagColour.RED: translate("tag_colours", "Red"),
        TagColour.ORANGE: translate("tag_colours", "Orange"),
        TagColour.YELLOW: translate("tag_colours", "Yellow"),
        TagColour.GREEN: translate("tag_colours", "Green"),
        TagColour.TEAL: translate("tag_colours", "Teal"),
        TagColour.BLUE: translate("tag_colours", "Blue"),
        TagColour.PURPLE: translate("tag_colours", "Purple"),
        TagColour.PINK: translate("tag_colours", "Pink"),
    }


def add_colours(menu: QMenu, chosen: TagColour | None, choose: Callable[[TagColour | None], object]) -> None:
    """Offer all colours, and none, in a menu."""
    group = QActionGroup(menu)
    none = QCoreApplication.translate("tag_colours", "None")
    for colour, name in ((None, none), *names().items()):
        action = menu.addAction(dot(colour), name)
        action.setCheckable(True)
        action.setChecked(colour == chosen)
        action.triggered.connect(lambda _checked=False, colour=colour: choose(colour))
        group.addAction(action)


def dot(colour: TagColour | None) -> QIcon:
    """A round patch of a colour; a ring for none."""
    ratio = 2
    picture = QPixmap(SIDE * ratio, SIDE * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(theme.colours().faint) if colour is None else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if colour is None else QColor(theme.tag_shade(colour)))
    painter.drawEllipse(QRectF(3, 3, SIDE - 6, SIDE - 6))
    painter.end()
    return QIcon(picture)
