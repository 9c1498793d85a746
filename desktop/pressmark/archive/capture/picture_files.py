"""Judging pictures from the web, in a child process: a decoder must never meet hostile bytes beside the archive.

Only formats that the reader shows are read. What decodes whole, is of a sane size and holds nothing else is kept byte
for byte, since encoding again costs quality; everything else is encoded anew, and so rid of what was hidden in it.
SVG is never taken: it is a program, not a picture.
"""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageOps, UnidentifiedImageError

from pressmark.archive.capture.limits import (
    MAX_ANIMATION_PIXELS,
    MAX_FRAMES,
    MAX_PICTURE_PIXELS,
    MAX_PICTURE_SIDE,
    MIN_PICTURE_BOX,
    MIN_PICTURE_SIDE,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

JPEG_QUALITY = 88

_EXTENSIONS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}
_READ = (*_EXTENSIONS, "AVIF")  # AVIF is read but not kept: few programs show it


class Unusable(Exception):
    """A picture is dropped; its one argument says why."""


@dataclass(frozen=True, slots=True)
class _Made:
    data: bytes
    extension: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class _Result:
    index: int
    name: str = ""
    width: int = 0
    height: int = 0
    reason: str = ""


def normalise_pictures(staging: str, target: str, names: Sequence[str]) -> list[dict[str, Any]]:
    """Check staged pictures and write the good ones under the SHA-256 of their bytes. Runs in a worker.

    Args:
        staging: the folder with the bytes as fetched.
        target: an existing folder for the results; two equal pictures become one file.
        names: file names in `staging`.

    Returns:
        For each name, in order: `index` (its place in `names`), `name` (the file in `target`, empty if dropped),
        `width`, `height` in pixels, and `reason` why it was dropped: `missing`, `not-a-picture`, `tiny`,
        `too-many-pixels`, `damaged`; empty if kept.
    """
    return [asdict(_normalise(index, Path(staging) / name, Path(target))) for index, name in enumerate(names)]


def _normalise(index: int, source: Path, target: Path) -> _Result:
    try:
        data = source.read_bytes()
    except OSError:
        return _Result(index, reason="missing")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of odd metadata, which is not kept or does no harm
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            made = _clean(data)
    except Unusable as error:
        return _Result(index, reason=str(error))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return _Result(index, reason="too-many-pixels")
    except UnidentifiedImageError:
        return _Result(index, reason="not-a-picture")
    except Exception:  # decoders meet hostile bytes with exceptions of any type, and each means the same here
        return _Result(index, reason="damaged")
    name = f"{hashlib.sha256(made.data).hexdigest()}.{made.extension}"
    (target / name).write_bytes(made.data)
    return _Result(index, name, made.width, made.height)


def _clean(data: bytes) -> _Made:
    Image.MAX_IMAGE_PIXELS = MAX_PICTURE_PIXELS
    with Image.open(io.BytesIO(data), formats=_READ) as picture:
        width, height = picture.size
        if width * height > MAX_PICTURE_PIXELS:
            raise Unusable("too-many-pixels")
        if min(width, height) < MIN_PICTURE_SIDE or max(width, height) < MIN_PICTURE_BOX:
            raise Unusable("tiny")
        frames = getattr(picture, "n_frames", 1)
        picture.seek(0)
        picture.load()  # the whole of it: a cut file fails here
        is_small = max(width, height) <= MAX_PICTURE_SIDE
        is_calm = frames <= MAX_FRAMES and frames * width * height <= MAX_ANIMATION_PIXELS
        extension = _EXTENSIONS.get(picture.format or "")
        if extension and is_small and is_calm and _length_of(data, extension) == len(data):
            return _Made(data, extension, width, height)
        return _encoded(picture)


def _encoded(picture: Image.Image) -> _Made:
    """The first frame, upright, at most `MAX_PICTURE_SIDE` long, without metadata."""
    is_drawn = picture.format in ("PNG", "GIF")
    still = ImageOps.exif_transpose(picture)
    has_alpha = still.has_transparency_data
    still = still.convert("RGBA" if has_alpha else "RGB")
    still.thumbnail((MAX_PICTURE_SIDE, MAX_PICTURE_SIDE))
    bare = Image.frombytes(still.mode, still.size, still.tobytes())
    result = io.BytesIO()
    if is_drawn or has_alpha:
        bare.save(result, "PNG")
        return _Made(result.getvalue(), "png", *bare.size)
    bare.save(result, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return _Made(result.getvalue(), "jpg", *bare.size)


def _length_of(data: bytes, extension: str) -> int:
    """Where the picture itself ends, 0 if that cannot be seen; bytes behind it would be a second file in disguise."""
    if extension == "png":
        return _png_length(data)
    if extension == "webp":
        return 8 + int(struct.unpack("<I", data[4:8])[0])
    mark = b"\xff\xd9" if extension == "jpg" else b"\x3b"
    return len(data) if data.endswith(mark) else 0


def _png_length(data: bytes) -> int:
    at = 8
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        at += 12 + int(length)
        if kind == b"IEND":
            return at
    return 0
