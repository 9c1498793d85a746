"""Walls around a worker that reads hostile pages: what it may not do even when a library in it has been taken over.

On Linux by Landlock, which any process may put around itself: files can be read below a few folders, written below
fewer, and nothing can be run, nor reached by TCP. A filter of system calls sees to what Landlock knows nothing of: no
socket can be made, so neither UDP nor the session's own services, which would run anything for whoever asks, are
reached. The calls are the kernel's own, so no library is needed. Where the kernel has none of it, or less, there are no
walls, or fewer; the limits of time and memory hold everywhere.
"""

from __future__ import annotations

import ctypes
import errno
import importlib
import json
import os
import platform
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # on all of these machines
_MACHINES = {"x86_64", "i686", "aarch64", "armv7l", "riscv64", "ppc64le", "s390x", "loongarch64"}
_VERSION = 1  # asks for the version instead of making a ruleset
_PATH_BENEATH = 1
_NO_NEW_PRIVILEGES = 38

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _REMOVE_DIR, _REMOVE_FILE = (1 << bit for bit in range(6))
_MAKE_DIR, _MAKE_REG, _TRUNCATE = 1 << 7, 1 << 8, 1 << 14
_READ = _READ_FILE | _READ_DIR
_WRITE = _READ | _WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _TRUNCATE
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE  # rights that a file itself can have
_KNOWN_FILES = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 5: 0xFFFF}  # what a version can forbid, from this one on
_TCP = 0b11  # bind and connect, from version 4 on
_OTHERS = 0b11  # signals, and sockets without a file, of processes outside: from version 6 on

_REAL_FOLDER = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)  # an archive may bring a link in its place
_SECCOMP, _FILTER = 22, 2  # of prctl
# Of each machine: its name among filters, the calls that make or use a socket, or go round a filter (io_uring), and the
# least number of calls in another numbering.
_CALLS = {
    "x86_64": (0xC000_003E, (41, 42, 425), 0x4000_0000),
    "aarch64": (0xC000_00B7, (198, 203, 425), 0xFFFF_FFFF),
}
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF_0000, 0x0005_0000 | errno.EPERM

_SYSTEM = (  # what Python and its libraries read of any system; nothing of a person's
    *("/usr", "/lib", "/lib32", "/lib64", "/nix/store", "/gnu/store", "/sys/devices/system/cpu"),
    *("/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types", "/proc/cpuinfo", "/proc/meminfo", "/dev/urandom"),
)


@dataclass(frozen=True, slots=True)
class Walls:
    """What a worker may reach besides Python and its libraries: folders, with all below them.

    Attributes:
        readable: what can be read.
        writable: what can be read and written.
        modules: must be importable inside, or the worker cannot live there.
    """

    readable: tuple[Path, ...] = ()
    writable: tuple[Path, ...] = ()
    modules: tuple[str, ...] = ()

    def to_json(self) -> str:
        """All of it, in ASCII whatever the folders' names are."""
        return json.dumps([[str(one) for one in part] for part in (self.readable, self.writable, self.modules)])

    @classmethod
    def from_json(cls, told: str) -> Self:
        """What `to_json` told."""
        readable, writable, modules = json.loads(told)
        return cls(tuple(map(Path, readable)), tuple(map(Path, writable)), tuple(modules))

    def stand_on(self) -> tuple[tuple[int, int], ...]:
        """Which folders these are just now: one that was made anew is another, and nobody within walls sees it."""
        return tuple(_identity(one) for one in (*self.readable, *self.writable))


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("tcp", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("value", ctypes.c_uint32))


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("first", ctypes.POINTER(_Instruction)))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """The version of Landlock here; 0 for none."""
    if sys.platform != "linux" or platform.machine() not in _MACHINES:
        return 0
    try:
        return max(0, _call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION)))
    except OSError:
        return 0


def raise_around_me(walls: Walls) -> bool:
    """Put walls around this process, for good, with all that it will ever start; False where there can be none.

    To be called before there are threads, which would stay outside.
    """
    here = version()
    if here == 0:
        return False
    files = _KNOWN_FILES[max(known for known in _KNOWN_FILES if known <= here)]
    wanted = _Ruleset(files, _TCP if here >= 4 else 0, _OTHERS if here >= 6 else 0)
    size = 8 if here < 4 else 16 if here < 6 else 24  # older kernels know a shorter one
    ruleset = -1
    try:
        ruleset = _call(_CREATE_RULESET, ctypes.byref(wanted), ctypes.c_size_t(size), ctypes.c_uint32(0))
        _allow(ruleset, [*_SYSTEM, *_own_places()], _READ & files)
        _allow(ruleset, walls.readable, _READ & files, _REAL_FOLDER)
        _allow(ruleset, walls.writable, _WRITE & files, _REAL_FOLDER)
        _allow(ruleset, [os.devnull], (_READ_FILE | _WRITE_FILE) & files)
        if _library().prctl(_NO_NEW_PRIVILEGES, *(ctypes.c_ulong(one) for one in (1, 0, 0, 0))):
            return False
        _call(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0))
        _refuse_sockets()
    except (OSError, AttributeError):
        return False
    finally:
        if ruleset >= 0:
            os.close(ruleset)
    return True


def _refuse_sockets() -> None:
    """Let no new socket be made from now on, where this machine's calls are known here and the kernel agrees."""
    if platform.machine() not in _CALLS:
        return
    machine, calls, others = _CALLS[platform.machine()]
    refuse = len(calls) + 2  # instructions between the first comparison and the one that refuses
    program = [
        _Instruction(_LOAD, 0, 0, 4),  # which machine's numbering this call is in
        _Instruction(_IF_EQUAL, 0, refuse + 1, machine),
        _Instruction(_LOAD, 0, 0, 0),  # which call
        _Instruction(_IF_AT_LEAST, refuse - 1, 0, others),
        *(_Instruction(_IF_EQUAL, refuse - 2 - place, 0, call) for place, call in enumerate(calls)),
        _Instruction(_RETURN, 0, 0, _ALLOW),
        _Instruction(_RETURN, 0, 0, _REFUSE),
    ]
    array = (_Instruction * len(program))(*program)
    _library().prctl(_SECCOMP, ctypes.c_ulong(_FILTER), ctypes.byref(_Filter(len(program), array)))


def can_live(modules: Iterable[str]) -> bool:
    """Whether this process still reaches what it is made of: a library may be a link to somewhere else."""
    try:
        for path in map(Path, _library_places()):
            if path.is_dir():
                next(path.iterdir(), None)
            elif path.is_file():
                path.open("rb").close()
        for name in modules:
            importlib.import_module(name)
    except (OSError, ImportError):
        return False
    return True


def _identity(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return found.st_dev, found.st_ino


def _own_places() -> set[str]:
    package = Path(__file__).resolve().parents[1]
    bundle = {sys.executable, getattr(sys, "_MEIPASS", "")} if getattr(sys, "frozen", False) else set()  # PyInstaller's
    return {sys.prefix, sys.base_prefix, sys.exec_prefix, str(package), *_library_places(), *bundle} - {""}


def _library_places() -> list[str]:
    """Where modules are looked for; not the home folder, from which somebody may have started a script."""
    home = Path(os.environ.get("HOME") or "/")
    found = (Path(one).absolute() for one in sys.path if one)
    return [str(one) for one in found if one != home and one not in home.parents]


def _allow(ruleset: int, places: Iterable[str | Path], rights: int, how: int = 0) -> None:
    for place in map(Path, places):
        try:
            folder = os.open(place, os.O_PATH | os.O_CLOEXEC | how)
        except OSError:  # there is none here
            continue
        try:
            allowed = rights if place.is_dir() else rights & _OF_FILES
            rule = _Beneath(allowed, folder)
            _call(_ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(_PATH_BENEATH), ctypes.byref(rule), ctypes.c_uint32(0))
        finally:
            os.close(folder)


def _call(number: int, *arguments: object) -> int:
    """Ask the kernel.

    Raises:
        OSError: it says no.
    """
    answer = int(_library().syscall(ctypes.c_long(number), *arguments))
    if answer < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return answer


def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
