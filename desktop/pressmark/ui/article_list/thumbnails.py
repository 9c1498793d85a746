"""Small pictures for the rows: decoded off the GUI thread, at the size they show, and only so many of them kept."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPixmap

from pressmark.archive.capture.sniff import magic_type

if TYPE_CHECKING:
    from pathlib import Path

    from pressmark.tasks.runner import TaskRunner

KEPT = 300  # a few screens; about 25 kB each
ALLOCATION_MEGABYTES = 128  # a decoded picture past this is not shown
MAX_LOADING = 24  # rows scrolled past quickly are asked for again when they stay


_FORMATS = {"image/png": b"png", "image/jpeg": b"jpeg", "image/gif": b"gif", "image/webp": b"webp"}


def load_thumbnail(path: Path, pixels: int) -> QImage:
    """A square cut from the middle of a picture, `pixels` wide; a null image where the file can't be decoded.

    An archive may come from somebody else. So only the formats that Pressmark keeps meet their decoders here: Qt has
    many more, and SVG among them reads other files.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        kind = magic_type(file.read(16))
    if kind not in _FORMATS or path.is_symlink():
        return QImage()
    reader = QImageReader(str(path), _FORMATS[kind])
    reader.setAutoDetectImageFormat(False)  # Qt's signature
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        scaled = size.scaled(QSize(pixels, pixels), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        reader.setScaledSize(scaled)  # decoders of JPEG skip most of the work
    image = reader.read()
    if image.isNull():
        return image
    image = image.scaled(
        pixels,
        pixels,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    left, top = (image.width() - pixels) // 2, (image.height() - pixels) // 2
    return image.copy(QRect(left, top, pixels, pixels))


def rounded(image: QImage, radius: float) -> QPixmap:
    """The image with round corners."""
    picture = QPixmap(image.size())
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(0, 0, image.width(), image.height(), radius, radius)
    painter.setClipPath(path)
    painter.drawImage(0, 0, image)
    painter.end()
    return picture


class Thumbnails(QObject):
    """Hands out pictures that are ready and fetches the others.

    Signals:
        arrived: a picture that was asked for is ready.
    """

    arrived = Signal()

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._ready: OrderedDict[tuple[Path, int], QPixmap | None] = OrderedDict()
        self._loading: set[tuple[Path, int]] = set()
        QImageReader.setAllocationLimit(ALLOCATION_MEGABYTES)

    def __len__(self) -> int:
        return len(self._ready)

    def get(self, path: Path, side: int, ratio: float, radius: float) -> QPixmap | None:
        """The picture `side` logical pixels wide, or None while it loads.

        Args:
            path: the picture's file.
            side: width and height in logical pixels.
            ratio: device pixels for one logical pixel.
            radius: of the corners, in logical pixels.
        """
        key = (path, round(side * ratio))
        if key in self._ready:
            self._ready.move_to_end(key)
            return self._ready[key]
        if key not in self._loading and len(self._loading) < MAX_LOADING:
            self._loading.add(key)
            self._tasks.read(
                lambda: load_thumbnail(*key),
                lambda image: self._keep(key, image, ratio, radius),
                lambda _error: self._keep(key, QImage(), ratio, radius),
                owner=self,
            )
        return None

    def is_broken(self, path: Path, side: int, ratio: float) -> bool:
        """Whether the file turned out to hold no picture, so that no room is left for it."""
        key = (path, round(side * ratio))
        return key in self._ready and self._ready[key] is None

    def _keep(self, key: tuple[Path, int], image: QImage, ratio: float, radius: float) -> None:
        self._loading.discard(key)
        picture = None
        if not image.isNull():
            picture = rounded(image, radius * ratio)
            picture.setDevicePixelRatio(ratio)
        self._ready[key] = picture
        while len(self._ready) > KEPT:
            self._ready.popitem(last=False)
        self.arrived.emit()
