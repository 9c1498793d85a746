"""Writes the files that people take along: whole, or not at all."""

from __future__ import annotations

import errno
import re
from typing import TYPE_CHECKING

from pressmark.archive.errors import DiskFull, ExchangeError
from pressmark.archive.urls import clean_text
from pressmark.archive.whole_files import replace_file

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_NAME = 80  # characters of a title in the name of a file
MOST_BYTES = 200  # likewise; file systems take 255, with what stands behind it
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)", re.IGNORECASE)  # Windows opens those instead


def file_name(title: str, suffix: str) -> str:
    """A name for the file of an article that every system takes.

    Args:
        title: from wherever; nothing of it can lead to another folder or look like another kind of file.
        suffix: what the name ends with, with its dot.
    """
    name = clean_text(_NOT_IN_NAMES.sub(" ", title))[:LONGEST_NAME]
    name = name.encode("utf-8")[:MOST_BYTES].decode("utf-8", "ignore").strip(" .")
    name = _DEVICE.sub(r"\g<0>_", name, count=1) if _DEVICE.match(name) else name
    return f"{name or 'article'}{suffix}"


def write_text(file: Path, text: str) -> None:
    """Write a UTF-8 file, as `write_bytes` does."""
    write_bytes(file, text.encode("utf-8"))


def write_bytes(file: Path, data: bytes) -> None:
    """Write a file; one that was there before is replaced once the new one is on disk.

    Raises:
        DiskFull: there is no space left; nothing was replaced.
        ExchangeError: it could not be written, likewise.
    """
    try:
        replace_file(file, data)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFull(file.name) from error
        raise ExchangeError(file.name, code="file-not-written") from error
