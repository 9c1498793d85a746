"""One process writes: a lock that the operating system gives back even when the process is killed.

The lock file holds the owner's process id while the archive is open and is emptied at the end, so an id that is still
there when the lock could be had means that the last owner never finished.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from typing import TYPE_CHECKING

from pressmark.archive.errors import ArchiveInUse

if TYPE_CHECKING:
    from pathlib import Path

NAME = "archive.lock"


class ArchiveLock:
    """The right to write to an archive, held from construction to `release`.

    Attributes:
        was_left_open: whether the last owner ended without releasing it.

    Raises:
        ArchiveInUse: another process, or this one, holds it; `detail` is the process id where known.
        OSError: the file cannot be written, or is a link to another.
    """

    def __init__(self, root: Path) -> None:
        self._path = root / NAME
        self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            self._take()
        except BaseException:
            os.close(self._descriptor)
            raise

    def is_in_place(self) -> bool:
        """Whether the archive's folder still is where it was: not unplugged, unmounted, renamed or replaced.

        The file that is held open is compared with what the path leads to now. (A folder's own number would not do:
        some network file systems give another one when they please, but not to what is open.)
        """
        try:
            return os.path.samestat(os.fstat(self._descriptor), self._path.lstat())
        except OSError:
            return False

    def release(self) -> None:
        """Give the lock back and note that all was finished."""
        try:
            self._write("")
        finally:
            os.close(self._descriptor)

    def abandon(self) -> None:
        """Give the lock back, leaving the mark that the work was not finished."""
        os.close(self._descriptor)

    def _take(self) -> None:
        if not stat.S_ISREG(os.fstat(self._descriptor).st_mode):  # a pipe would be waited for
            raise OSError(errno.EINVAL, "not a file", self._path)
        try:
            _acquire(self._descriptor)
        except OSError as error:
            raise ArchiveInUse(_owner(self._descriptor)) from error
        self.was_left_open = bool(_owner(self._descriptor))
        self._write(str(os.getpid()))

    def _write(self, text: str) -> None:
        os.ftruncate(self._descriptor, 0)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, text.encode("ascii"))
        os.fsync(self._descriptor)


def _owner(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    text = os.read(descriptor, 32).decode("ascii", "replace").strip()
    return text if text.isdecimal() else "?" * bool(text)


if sys.platform == "win32":
    import msvcrt

    _FAR_AWAY = 1 << 30  # a locked byte cannot be read, so it must not be one of the id's

    def _acquire(descriptor: int) -> None:
        os.lseek(descriptor, _FAR_AWAY, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _acquire(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
