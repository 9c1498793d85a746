"""Icons: one weight of the Phosphor font that QtAwesome brings, in the colours of the moment.

QtAwesome itself would load a dozen fonts and fix each icon's colour when it is made. Here one font is loaded, the
first time an icon is painted, and an icon picks its colour while it paints, so that a change of scheme needs nothing.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from pressmark.ui import theme

_FILL = 0.94  # of the square: the glyphs touch their em box


class _Glyphs(NamedTuple):
    family: str
    codes: dict[str, str]


@cache
def _glyphs() -> _Glyphs:
    found = find_spec("qtawesome")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("qtawesome")
    folder = Path(found.submodule_search_locations[0]) / "fonts"
    number = QFontDatabase.addApplicationFont(str(next(folder.glob("phosphor-[0-9]*.ttf"))))
    codes = json.loads(next(folder.glob("phosphor-charmap-*.json")).read_text("utf-8"))
    return _Glyphs(QFontDatabase.applicationFontFamilies(number)[0], codes)


def is_known(name: str) -> bool:
    """Whether the font has a glyph of this name."""
    return name in _glyphs().codes


def paint(painter: QPainter, rect: QRect, name: str, colour: QColor | str) -> None:
    """Paint a glyph in the middle of a rectangle, as large as fits.

    Raises:
        KeyError: the font has no such glyph.
    """
    glyphs = _glyphs()
    font = QFont(glyphs.family)
    font.setPixelSize(max(round(min(rect.width(), rect.height()) * _FILL), 1))
    painter.save()
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, chr(int(glyphs.codes[name], 16)))
    painter.restore()


class _GlyphEngine(QIconEngine):
    """Paints a glyph in the text colour, the accent where `is_accent`, or what the mode asks for."""

    def __init__(self, name: str, role: str, selected_role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role
        self._selected_role = selected_role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002 - Qt's signature
        now = theme.colours()
        colour = str(getattr(now, self._role))
        if mode == QIcon.Mode.Disabled:
            colour = now.disabled
        elif mode == QIcon.Mode.Selected:
            colour = str(getattr(now, self._selected_role))
        paint(painter, rect, self._name, colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._name, self._role, self._selected_role)


def icon(name: str, role: str = "text", *, selected_role: str = "accent_text") -> QIcon:
    """An icon that follows the scheme.

    Args:
        name: of the glyph.
        role: the field of `colour_sets.Colours` it is painted in.
        selected_role: the same where its row is selected; as for a menu by default.
    """
    return QIcon(_GlyphEngine(name, role, selected_role))
