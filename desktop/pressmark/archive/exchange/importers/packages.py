"""The files of an export that lie together: in a zip, or in the folder that it was unpacked to.

A name is a label, to be compared and shown; nothing is ever written by it. zipfile only reads the list of a zip; the
content is inflated here, so that no zip can say one size and have another.
"""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from pressmark.archive.errors import ExchangeError
from pressmark.archive.exchange.importers.limits import (
    MAX_DEPTH,
    MAX_DIRECTORY_BYTES,
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    RATIO_FLOOR,
)

_LOCAL_HEADER = struct.Struct("<4s22xHH")
_LOCAL_MAGIC = b"PK\x03\x04"
_ENCRYPTED = 0x1


class BadMember(Exception):  # never crosses the border of the package
    """A file of the export cannot be read."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a member lies in its zip, and what it should be once it is inflated."""

    offset: int
    packed: int
    size: int
    crc: int
    is_deflated: bool
    can_be_read: bool  # it is packed in a way that we know, and is no bomb


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an export."""

    file: Path  # the zip, or the file itself
    name: str  # with slashes
    size: int
    place: _Place | None = None  # None for a file in a folder

    @property
    def label(self) -> str:
        """What the page is found by in `file`; empty where it is the file itself."""
        return self.name if self.place else ""

    def read(self, most: int) -> bytes:
        """Its content.

        Raises:
            BadMember: it is damaged, packed in a way that is not known, or larger than `most` bytes.
        """
        if self.size > most or (self.place is not None and not self.place.can_be_read):
            raise BadMember(self.name)
        try:
            with self.file.open("rb") as stream:
                if self.place is not None:
                    return _inflated(stream, self.place)
                data = stream.read(most + 1)
        except (OSError, ValueError, zlib.error, struct.error) as error:
            raise BadMember(self.name) from error
        if len(data) > most:
            raise BadMember(self.name)
        return data


def is_zip(file: Path) -> bool:
    """Whether a file says at its beginning that it is a zip."""
    try:
        with file.open("rb") as stream:
            return stream.read(4) in {_LOCAL_MAGIC, b"PK\x05\x06"}
    except OSError:
        return False


def members(file: Path) -> tuple[Member, ...]:
    """The files in a zip or a folder; links and devices are left out.

    Raises:
        ExchangeError: `export-damaged`, `export-unreadable`, `export-locked` or `export-too-large`.
    """
    try:
        return _in_folder(file) if file.is_dir() else _in_zip(file)[0]
    except OSError as error:
        raise ExchangeError(file.name, code="export-unreadable") from error


def member_named(file: Path, name: str) -> Member | None:
    """One file of an export by its `label`; of two with one name the last.

    Raises:
        ExchangeError: as `members` does.
    """
    try:
        if name:
            return _in_zip(file)[1].get(name)
        facts = file.lstat()
        return Member(file, file.name, facts.st_size) if stat.S_ISREG(facts.st_mode) else None
    except OSError as error:
        raise ExchangeError(file.name, code="export-unreadable") from error


def _in_zip(file: Path) -> tuple[tuple[Member, ...], dict[str, Member]]:
    facts = file.stat()
    return _listed(file, facts.st_mtime_ns, facts.st_size)


@lru_cache(maxsize=2)  # every page that is unpacked asks for the list again
def _listed(file: Path, _changed: int, _size: int) -> tuple[tuple[Member, ...], dict[str, Member]]:
    try:
        with _Bounded(file) as stream, zipfile.ZipFile(stream) as opened:
            infos = opened.infolist()
    except (OSError, ExchangeError):
        raise
    except Exception as error:  # zipfile meets broken files with exceptions of many types
        raise ExchangeError(file.name, code="export-damaged") from error
    if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_UNPACKED_BYTES:
        raise ExchangeError(file.name, code="export-too-large")
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise ExchangeError(file.name, code="export-locked")
    found = tuple(_member(file, info) for info in infos if _is_file(info))
    return found, {member.name: member for member in found}


def _is_file(info: zipfile.ZipInfo) -> bool:
    mode = info.external_attr >> 16
    return not info.is_dir() and (stat.S_ISREG(mode) or not stat.S_IFMT(mode))


def _member(file: Path, info: zipfile.ZipInfo) -> Member:
    is_deflated = info.compress_type == zipfile.ZIP_DEFLATED
    is_known = is_deflated or info.compress_type == zipfile.ZIP_STORED
    is_bomb = info.file_size > RATIO_FLOOR and info.file_size > MAX_RATIO * info.compress_size
    place = _Place(
        info.header_offset, info.compress_size, info.file_size, info.CRC, is_deflated, is_known and not is_bomb
    )
    return Member(file, info.filename.replace("\\", "/"), info.file_size, place)


def _inflated(stream: BinaryIO, place: _Place) -> bytes:
    if place.packed > place.size + place.size // 1_000 + 1_000:  # more than deflate adds to what it cannot make smaller
        raise ValueError("not what it says")
    stream.seek(place.offset)
    magic, name, extra = _LOCAL_HEADER.unpack(stream.read(_LOCAL_HEADER.size))
    if magic != _LOCAL_MAGIC:
        raise ValueError("not there")
    stream.seek(name + extra, os.SEEK_CUR)
    data = stream.read(place.packed)
    if place.is_deflated:
        data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, place.size + 1)
    if len(data) != place.size or zlib.crc32(data) != place.crc:
        raise ValueError("not what it was")
    return data


def _in_folder(folder: Path) -> tuple[Member, ...]:
    """Those files of a folder, and of a few folders in it, that are files and no links to elsewhere."""
    found: list[Member] = []
    waiting = [(folder, "", 0)]
    while waiting:
        place, prefix, depth = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                name = f"{prefix}{entry.name}"
                if entry.is_dir(follow_symlinks=False) and depth < MAX_DEPTH:
                    waiting.append((Path(entry.path), f"{name}/", depth + 1))
                elif entry.is_file(follow_symlinks=False):
                    found.append(Member(Path(entry.path), name, entry.stat(follow_symlinks=False).st_size))
                if len(found) + len(waiting) > MAX_MEMBERS:
                    raise ExchangeError(folder.name, code="export-too-large")
    return tuple(sorted(found, key=lambda member: member.name))


class _Bounded(io.FileIO):
    """A file of which nothing is read in one go that is longer than the list of a zip may be."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MAX_DIRECTORY_BYTES:
            raise ExchangeError(Path(str(self.name)).name, code="export-too-large")
        return super().read(size)
