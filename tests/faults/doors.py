"""The doors through which a process touches the disk, and what can happen at each: nothing is in the program itself.

Every call of the system that changes a file, every statement and commit of the database is a door, numbered in the
order of use and named, like `17 fsync archive/.staging/pressmark-1f`. Unless armed, the calls are the real ones.
"""

from __future__ import annotations

import builtins
import errno
import io
import itertools
import os
import sqlite3
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import event
from sqlalchemy.engine import Engine

if TYPE_CHECKING:
    from collections.abc import Callable

ACTIONS = ("kill", "no-space", "io-error", "exception", "delay")
KILLED = 9
DELAY = 0.005  # seconds: long enough for another thread to come in between
_CALLS = ("fsync", "mkdir", "rename", "replace", "unlink", "rmdir", "open", "utime", "ftruncate", "link", "symlink")


class Bug(Exception):
    """What nobody expected."""


class Doors:
    """Counts every door of this process and acts at one of them.

    Args:
        action: one of `ACTIONS`.
        at: the number of the door, from 1; 0 is all of them.
        on_death: called instead of dying, so that one process can show what many would leave; gets the door's name,
            the call and the path.
        until: a file; nothing happens once it is gone. To read or to remove something is then never hindered.
    """

    def __init__(
        self,
        action: str,
        at: int,
        on_death: Callable[[str, str, str], None] | None = None,
        until: Path | None = None,
    ) -> None:
        self._action, self._at, self._on_death, self._until = action, at, on_death, until
        self._call = self._path = ""
        self._is_busy = False
        self._numbers = itertools.count(1)
        self.seen: list[str] = []
        self.reached = ""

    def arm(self) -> None:
        """From now on every door is watched; there is no way back in this process."""
        for name in _CALLS:
            setattr(os, name, self._watched(name, getattr(os, name)))
        io.open = self._watched_open(io.open)  # type: ignore[assignment]  # pathlib opens through this one
        builtins.open = self._watched_open(builtins.open)  # type: ignore[assignment]  # and libraries through that
        event.listen(Engine, "before_cursor_execute", self._on_statement)
        event.listen(Engine, "commit", lambda _connection: self.pass_through("commit", "", is_sql=True))

    def pass_through(self, call: str, what: str, *, is_sql: bool = False) -> bool:
        """Do what is to happen at this door; True where it is to be done in the middle of a write."""
        if self._is_busy:
            return False
        number = next(self._numbers)
        name = f"{number} {call} {'/'.join(what.split('/')[-3:])}"
        self.seen.append(name)
        if self._at not in (0, number):
            return False
        needs_no_room = call in ("unlink", "rmdir", "read") or what == "BEGIN"
        if self._until is not None and (needs_no_room or not self._until.exists()):
            return False
        self.reached, self._call, self._path = name, call, what
        if call == "write":
            return True
        self._act(is_sql=is_sql)
        return False

    def _act(self, *, is_sql: bool) -> None:
        if self._action == "kill" and self._on_death is not None:
            self._is_busy = True
            self._on_death(self.reached, self._call, self._path)
            self._is_busy = False
        elif self._action == "kill":
            os._exit(KILLED)
        elif self._action == "delay":
            time.sleep(DELAY)
        elif self._action == "exception":
            raise Bug(self.reached)
        elif is_sql:
            error = sqlite3.OperationalError("injected")
            is_full = self._action == "no-space"
            error.sqlite_errorcode = sqlite3.SQLITE_FULL if is_full else sqlite3.SQLITE_IOERR
            error.sqlite_errorname = "SQLITE_FULL" if is_full else "SQLITE_IOERR"
            raise error
        else:
            number = errno.ENOSPC if self._action == "no-space" else errno.EIO
            raise OSError(number, os.strerror(number))

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            self.pass_through(name, _where(arguments))
            return real(*arguments, **options)

        return call

    def _watched_open(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
            if isinstance(file, int):
                return real(file, mode, *arguments, **options)
            is_read = set(mode) <= set("rbt")
            if is_read and self._action not in ("io-error", "kill"):
                return real(file, mode, *arguments, **options)
            self.pass_through("read" if is_read else "create", _where((file,)))
            opened = real(file, mode, *arguments, **options)
            return _HalfWriter(opened, self) if mode in ("xb", "wb") and isinstance(file, Path) else opened

        return call

    def _on_statement(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        words = " ".join(statement.split()[:4])
        is_read = statement.lstrip().startswith(("SELECT", "PRAGMA"))
        if not is_read:
            self.pass_through("sql", words, is_sql=True)


class _HalfWriter:
    """A file of which a write can end in the middle."""

    def __init__(self, file: Any, doors: Doors) -> None:
        self._file, self._doors = file, doors

    def write(self, data: bytes) -> int:
        if self._doors.pass_through("write", _where((self._file.name,))):
            half = len(data) // 2
            self._file.write(data[:half])
            self._file.flush()
            self._doors._act(is_sql=False)
            return half + int(self._file.write(data[half:]))
        return int(self._file.write(data))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def _where(arguments: tuple[Any, ...]) -> str:
    first = arguments[0]
    if isinstance(first, int) and sys.platform == "linux":
        return str(Path(f"/proc/self/fd/{first}").readlink())
    return os.fspath(first) if isinstance(first, (str, os.PathLike)) else ""
