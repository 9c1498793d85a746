"""Writes a file or a folder outside the archive: it is there whole, in its old or its new form.

The folder may be shared with people who would like to know or to change what is written: so the new content lies under
a name that nobody can guess, in a file that was made for it and is no link to anything else.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

OWNER_ONLY = 0o600
AS_USUAL = 0o666  # less what the person's umask takes away

_AT_ONCE = 8  # calls that wait for the disk
_BATCH = 256  # of them between two words about how far it is

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
    with whole_file(file, mode) as stream:
        stream.write(data)


@contextmanager
def whole_file(file: Path, mode: int = AS_USUAL) -> Iterator[BinaryIO]:
    """Give a stream whose content takes the place of a file at the end, once it is on disk; see `replace_file`.

    Raises:
        OSError: nothing was replaced, and nothing else is left; likewise where the block raises.
    """
    part = _part_beside(file)
    try:
        with os.fdopen(os.open(part, _NEW_FILE, mode), "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def whole_folder(folder: Path, tick: Callable[[], None] = lambda: None) -> Iterator[Path]:
    """Give an empty folder that takes its place at the end, once all that was put into it is on disk.

    Args:
        folder: where; nothing may be there but an empty folder.
        tick: called now and then while the content goes to the disk; what it raises ends this.

    Raises:
        OSError: there is no such folder, or it is as it was, and nothing else is left; likewise where the block raises.
    """
    part = _part_beside(folder)
    try:
        part.mkdir()
        yield part
        _flush_tree(part, tick)
        if folder.is_dir():
            folder.rmdir()  # fails where it is not empty; some systems rename to no folder that is there
        part.rename(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def _part_beside(place: Path) -> Path:
    return place.with_name(f".pressmark-{secrets.token_hex(8)}.part")  # not its name: it may be as long as may be


def _flush_tree(folder: Path, tick: Callable[[], None]) -> None:
    """Flush every file and folder below a folder, and itself; several at once, for a disk answers them in one go."""
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        batch: list[Path] = []
        for parent, _, names in os.walk(folder, topdown=False):
            batch += [*(Path(parent, name) for name in names), Path(parent)]
            if len(batch) >= _BATCH or parent == str(folder):
                list(threads.map(_flush, batch))
                batch.clear()
                tick()


def _flush(path: Path) -> None:
    is_folder = path.is_dir()
    if is_folder and sys.platform == "win32":  # which cannot flush folders
        return
    descriptor = os.open(path, (os.O_RDONLY if is_folder else os.O_RDWR) | getattr(os, "O_NOFOLLOW", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
