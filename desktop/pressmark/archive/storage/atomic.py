"""Write files so that after a crash or a power cut each is there whole, in its old or its new form.

A file is written in a staging folder of the same disk, flushed and renamed to its place; then the folder there is
flushed, which makes the rename itself last. What a crash leaves behind is thus all in one place. Windows cannot flush
folders and does not need it: its renames are journalled.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "pressmark-"  # how every name in a staging folder begins that may be swept when left behind


def write(path: Path, data: bytes, staging: Path) -> None:
    """Put `data` in the file `path`, replacing what was there, making folders as needed.

    Raises:
        OSError: nothing was changed then.
    """
    write_all({path: data}, staging)


def write_all(contents: Mapping[Path, bytes], staging: Path) -> None:
    """Write many files, each one atomically; much faster than one by one.

    All are handed to the system before the first is flushed, so that the disk works through them in one go.

    Raises:
        OSError: some files may have been replaced then, each of them whole.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for path, data in contents.items():
            make_folder(path.parent)
            temporary = temporary_in(staging)
            staged.append((temporary, path))
            with temporary.open("xb") as file:
                file.write(data)
        for temporary, _ in staged:
            sync_file(temporary)
        for temporary, path in staged:
            temporary.replace(path)
    except BaseException:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
        raise
    for folder in {path.parent for path in contents}:
        sync_folder(folder)


def read(path: Path) -> bytes:
    """A file's content; for whatever is in an archive, which may come from somebody else.

    Raises:
        OSError: it cannot be read, or is no file: a pipe would be waited for until somebody writes into it.
    """
    require_file(path)
    return path.read_bytes()


def require_file(path: Path) -> None:
    """See that a path leads to a file.

    Raises:
        OSError: it does not, or to nothing.
    """
    if not path.is_file():
        path.stat()  # which says what is missing
        raise OSError(errno.EINVAL, "not a file", path)


def make_folder(path: Path) -> None:
    """Make a folder and those above it, each of them lasting.

    Raises:
        OSError: it cannot be made, or a link leads elsewhere on the way.
    """
    if path.is_dir():
        if leads_elsewhere(path):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), path)
        return
    make_folder(path.parent)
    path.mkdir(exist_ok=True)
    sync_folder(path.parent)


def leads_elsewhere(path: Path) -> bool:
    """Whether a link stands on the way to a path, so that what is done there is done to something else."""
    return path.resolve() != path


def temporary_in(staging: Path) -> Path:
    """A path in the staging folder that nobody else has; nothing is there yet."""
    make_folder(staging)
    return staging / (PREFIX + secrets.token_hex(8))


def sweep(staging: Path, before: float) -> None:
    """Delete what was left in a staging folder and last changed before a time in seconds since 1970.

    Only names that `temporary_in` gave; links are removed, not followed.
    """
    for path in staging.iterdir() if staging.is_dir() and not leads_elsewhere(staging) else ():
        if path.name.startswith(PREFIX) and path.lstat().st_mtime < before:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    """Flush a file's content to the disk."""
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Flush the names in a folder to the disk."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Flush every file and folder below `folder`, and itself."""
    for parent, _, names in os.walk(folder, topdown=False):
        for name in names:
            sync_file(Path(parent, name))
        sync_folder(Path(parent))
