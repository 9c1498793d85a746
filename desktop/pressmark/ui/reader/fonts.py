"""The fonts to read in that are offered by name, wherever one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontDatabase

if TYPE_CHECKING:
    from collections.abc import Container

HYPERLEGIBLE = (  # made to be told apart, letter by letter; the first that is installed is offered
    "Atkinson Hyperlegible Next",
    "Atkinson Hyperlegible",
    "Lexend",
    "OpenDyslexic",
)


def offered(installed: Container[str] | None = None) -> list[tuple[str, str]]:
    """What the fonts are called and what the settings call them.

    Args:
        installed: the families there are; by default those of this computer.
    """
    translate = QCoreApplication.translate
    families = QFontDatabase.families() if installed is None else installed
    fonts = [
        (translate("fonts", "Serif"), "serif"),
        (translate("fonts", "Sans"), "sans"),
        (translate("fonts", "Mono"), "mono"),
    ]
    if hyperlegible := next((name for name in HYPERLEGIBLE if name in families), ""):
        fonts.append((translate("fonts", "Hyperlegible"), hyperlegible))
    return fonts
