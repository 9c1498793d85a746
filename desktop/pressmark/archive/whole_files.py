"""Replaces a file outside the archive: it is there whole, in its old or its new form.

The folder may be shared with people who would like to know or to change what is written: so the new content lies under
a name that nobody can guess, in a file that was made for it and is no link to anything else.
"""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

OWNER_ONLY = 0o600
AS_USUAL = 0o666  # less what the person's umask takes away

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def keep_file(file: Path, data: bytes, mode: int = AS_USUAL) -> None:
    """Do what `replace_file` does in a folder of the program's own, which is made where there is none.

    Raises:
        OSError: likewise.
    """
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    replace_file(file, data, mode)


def replace_file(file: Path, data: bytes, mode: int = AS_USUAL) -> None:
    """Put `data` into a file; one that was there before is replaced once the new one is on disk.

    Args:
        file: where; a link in its place is replaced, not followed.
        data: the whole content.
        mode: who may do what with the file, before the umask.

    Raises:
        OSError: nothing was replaced, and nothing else is left.
    """
    part = file.with_name(f".pressmark-{secrets.token_hex(8)}.part")  # not the file's name: it may be as long as may be
    try:
        with os.fdopen(os.open(part, _NEW_FILE, mode), "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
