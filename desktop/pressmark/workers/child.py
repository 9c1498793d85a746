"""The worker process: reads one request after another from its standard input until that is closed.

A request is a length and a pickle (from the parent, which is trusted); an answer is a length and JSON. Whatever the
functions print goes nowhere, so that nothing can be mistaken for an answer.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import logging
import os
import pickle
import signal
import struct
import sys
import tempfile
from typing import TYPE_CHECKING, Any, BinaryIO

from pressmark.workers.walls import Walls, can_live, raise_around_me

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LENGTH = struct.Struct(">Q")
LONGEST_MESSAGE = 256 * 1024 * 1024  # bytes: a page of 50 MB, and what was made of it
READY = b"ready"  # said once by a process within walls, before it reads anything
NICENESS = 5  # the window and the disk come first


def main(memory_bytes: int, seconds: int, walls: str = "") -> None:
    """Serve requests until the parent closes the pipe or dies.

    Args:
        memory_bytes: the most address space this process may have.
        seconds: the longest a request may take should the parent be gone; while it lives it is stricter.
        walls: `Walls` as JSON; empty for none.
    """
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    logging.disable()  # what libraries say of a page's faults is page text
    _limit(memory_bytes)
    if walls:
        _raise_walls(walls)
        answers.write(message(READY))
        answers.flush()
    while (request := read_message(requests)) is not None:
        module, name, arguments = pickle.loads(request)  # noqa: S301  # from our own parent, through a private pipe
        with _alarm(seconds):
            answer = _answer(getattr(importlib.import_module(module), name), arguments)
        answers.write(answer)
        answers.flush()


def read_message(stream: BinaryIO) -> bytes | None:
    """Read one message; None at the end of the stream.

    Raises:
        ValueError: it says that it is longer than any can be; the stream is of no more use.
    """
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    if length > LONGEST_MESSAGE:
        raise ValueError("message too long")
    data = stream.read(length)
    return data if len(data) == length else None


def message(data: bytes) -> bytes:
    """A message for `read_message`."""
    return LENGTH.pack(len(data)) + data


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...]) -> bytes:
    try:
        answer = {"value": function(*arguments)}
    except MemoryError:
        answer = {"memory": True}
    except Exception as error:  # whatever it is, the parent is told
        code, detail = getattr(error, "code", "bug"), getattr(error, "detail", type(error).__name__)
        answer = {"code": str(code), "detail": str(detail)}
    try:
        return message(json.dumps(answer).encode())
    except MemoryError:
        return message(b'{"memory": true}')


@contextlib.contextmanager
def _alarm(seconds: int) -> Iterator[None]:
    """Let the system end this process after a time, even in the middle of a library's loop."""
    if sys.platform == "win32":
        yield
        return
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def _limit(memory_bytes: int) -> None:
    if sys.platform == "win32":
        return  # the parent's time limit holds there; a job object would be needed for memory
    import resource

    with contextlib.suppress(ValueError, OSError):  # a lower limit is set already
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    with contextlib.suppress(OSError):
        os.nice(NICENESS)


def _raise_walls(told: str) -> None:
    """Put up the walls; end where nothing can be done within them, before anything hostile was read."""
    inside = Walls.from_json(told)
    if inside.writable:  # libraries unpack things there; the archive sweeps away what a kill leaves of this name
        tempfile.tempdir, tempfile.template = str(inside.writable[0]), "pressmark-"
    if raise_around_me(inside) and not can_live(inside.modules):
        os._exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:4])
