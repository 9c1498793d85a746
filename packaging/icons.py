"""Draws the PNG icons from the SVG; run it after the drawing was changed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
FOLDER = Path(__file__).resolve().parents[1] / "resources" / "icons"


def main() -> int:
    """Write one PNG for each size."""
    _application = QGuiApplication(sys.argv)
    renderer = QSvgRenderer(str(FOLDER / "pressmark.svg"))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        image.save(str(FOLDER / f"pressmark-{size}.png"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
