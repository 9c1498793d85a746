"""Writes the files that people take along: whole, or not at all."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pressmark.archive.errors import DiskFull, ExchangeError
from pressmark.archive.whole_files import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    with writing(file):
        replace_file(file, data)


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Let what the system says while a file or a folder is written out of a block in the archive's own words.

    Raises:
        DiskFull: there is no space left.
        ExchangeError: it could not be written (`file-not-written`), or files are there already (`folder-not-empty`).
    """
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFull(place.name) from error
        code = "folder-not-empty" if error.errno == errno.ENOTEMPTY else "file-not-written"
        raise ExchangeError(place.name, code=code) from error
