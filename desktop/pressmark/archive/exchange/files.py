"""Writes the files that people take along: whole, or not at all."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from pressmark.archive.errors import DiskFull, ExchangeError
from pressmark.archive.whole_files import replace_file

if TYPE_CHECKING:
    from pathlib import Path


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
