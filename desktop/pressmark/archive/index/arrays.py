"""Files of named number arrays: how the index keeps its data, so that reading a file can only ever give numbers.

Layout: eight bytes of magic, the length of a JSON directory (eight bytes, little-endian), the directory (name to type,
offset and count), then the arrays, each at a multiple of eight. Everything is checked against the file's size before an
array is handed out, and the arrays are mapped, not read: what a search does not touch is never loaded.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Array = np.ndarray[Any, np.dtype[Any]]

_MAGIC = b"PMARRAY1"
_TYPES: dict[str, np.dtype[Any]] = {
    "u1": np.dtype("<u1"),
    "u2": np.dtype("<u2"),
    "u4": np.dtype("<u4"),
    "u8": np.dtype("<u8"),
}
_ALIGNMENT = 8
_LONGEST_DIRECTORY = 1 << 20


class Malformed(Exception):
    """A file is not what it claims to be."""


def narrow(values: Array) -> Array:
    """Return whole, non-negative numbers in the narrowest type that holds them all."""
    highest = int(values.max()) if values.size else 0
    name = next((name for name in ("u1", "u2", "u4") if highest < 1 << 8 * _TYPES[name].itemsize), "u8")
    return values.astype(_TYPES[name])


def write_arrays(file: BinaryIO, arrays: Mapping[str, Array]) -> None:
    """Write unsigned arrays to an open file."""
    directory: dict[str, list[str | int]] = {}
    place = 0
    for name, values in arrays.items():
        directory[name] = [values.dtype.str.lstrip("<|"), place, values.size]
        place += -(-values.nbytes // _ALIGNMENT) * _ALIGNMENT
    head = json.dumps(directory).encode()
    head += b" " * (-len(head) % _ALIGNMENT)
    file.write(_MAGIC + len(head).to_bytes(8, "little") + head)
    for values in arrays.values():
        data = np.ascontiguousarray(values).tobytes()
        file.write(data)
        file.write(b"\0" * (-len(data) % _ALIGNMENT))


def map_arrays(path: Path) -> dict[str, Array]:
    """Map the arrays of a file.

    Raises:
        Malformed: the file is cut off, or not one of these.
        OSError: the file could not be read.
    """
    size = path.stat().st_size
    start = len(_MAGIC) + 8
    if size < start:
        raise Malformed("too short")
    whole = np.memmap(path, dtype=np.uint8, mode="r")
    length = int.from_bytes(whole[len(_MAGIC) : start].tobytes(), "little")
    if whole[: len(_MAGIC)].tobytes() != _MAGIC or length > min(size - start, _LONGEST_DIRECTORY):
        raise Malformed("no directory")
    try:
        directory = json.loads(whole[start : start + length].tobytes())
        return {
            name: _slice(whole, start + length, kind, offset, count)
            for name, (kind, offset, count) in directory.items()
        }
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise Malformed("bad directory") from error


def _slice(whole: Array, base: int, kind: str, offset: int, count: int) -> Array:
    dtype = _TYPES[kind]
    first, last = base + offset, base + offset + count * dtype.itemsize
    if offset < 0 or count < 0 or offset % _ALIGNMENT or last > whole.size:
        raise Malformed("array outside the file")
    return np.asarray(whole[first:last].view(dtype))
