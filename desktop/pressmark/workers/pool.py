"""A few child processes that take turns; each is killed when a function runs too long, and replaced.

Not `multiprocessing`: a script that uses the archive need not guard its main module, and no pickle comes back from a
process that has read a hostile page.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import queue
import subprocess
import sys
import threading
from math import ceil
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from pressmark.workers.child import message, read_message
from pressmark.workers.errors import WorkerDied, WorkerFailure, WorkerOutOfMemory, WorkerTimeout

if TYPE_CHECKING:
    from collections.abc import Callable

FROZEN_FLAG = "--pressmark-worker"
ORPHAN_SECONDS = 5  # how much longer a child goes on whose parent was killed and can no longer stop it
RUNS_PER_CHILD = 200  # a fresh process now and then keeps what libraries leak small


class WorkerPool:
    """Runs functions in child processes. Thread-safe; children start when first needed.

    Args:
        size: how many functions run at the same time at most.
        wall_seconds: how long one may take.
        memory_bytes: how much address space a child may have (Linux and macOS).
    """

    def __init__(self, size: int, wall_seconds: float, memory_bytes: int) -> None:
        self._wall_seconds, self._memory_bytes = wall_seconds, memory_bytes
        self._places: queue.LifoQueue[_Child | None] = queue.LifoQueue()
        for _ in range(size):
            self._places.put(None)
        self._is_closed = False

    def run(self, function: Callable[..., Any], *arguments: object) -> Any:
        """Run a function of a module and return what it returned, as it looks after a trip through JSON.

        Args:
            function: defined at the top level of an importable module.
            arguments: anything that can be pickled.

        Raises:
            WorkerFailure: it raised.
            WorkerTimeout: it took too long.
            WorkerOutOfMemory: it wanted too much memory.
            WorkerDied: the process ended, or the pool was closed.
        """
        request = pickle.dumps((function.__module__, function.__name__, arguments))
        child = self._places.get()
        try:
            child = child or self._new_child()
            answer = child.ask(request, self._wall_seconds)
        except (WorkerTimeout, WorkerDied):
            child = None  # it is gone
            raise
        finally:
            if child is not None and (child.runs >= RUNS_PER_CHILD or self._is_closed):
                child.end()
                child = None
            self._places.put(child)
        if "memory" in answer:
            raise WorkerOutOfMemory
        if "code" in answer:
            raise WorkerFailure(str(answer["code"]), str(answer["detail"]))
        return answer["value"]

    def _new_child(self) -> _Child:
        if self._is_closed:
            raise WorkerDied("closed")
        return _Child(self._memory_bytes, self._wall_seconds)

    def close(self) -> None:
        """End all children; a function that still runs ends within its time."""
        self._is_closed = True
        idle: list[_Child | None] = []
        with contextlib.suppress(queue.Empty):
            while True:
                idle.append(self._places.get_nowait())
        for child in idle:
            if child is not None:
                child.end()
            self._places.put(None)  # whoever waits for a place is told that the pool is closed


class _Child:
    def __init__(self, memory_bytes: int, wall_seconds: float) -> None:
        frozen = getattr(sys, "frozen", False)
        command = [sys.executable, FROZEN_FLAG] if frozen else [sys.executable, "-m", "pressmark.workers.child"]
        self.runs = 0
        self._process = subprocess.Popen(  # noqa: S603  # our own program
            [*command, str(memory_bytes), str(ceil(wall_seconds) + ORPHAN_SECONDS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )

    def ask(self, request: bytes, seconds: float) -> dict[str, Any]:
        self.runs += 1
        was_late = threading.Event()

        def stop() -> None:
            was_late.set()
            self._process.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            stdin, stdout = cast("BinaryIO", self._process.stdin), cast("BinaryIO", self._process.stdout)
            stdin.write(message(request))
            stdin.flush()
            reply = read_message(stdout)
            answer = None if reply is None else json.loads(reply)
        except (OSError, ValueError):
            answer = None
        finally:
            timer.cancel()
        if not isinstance(answer, dict):
            self.end()
            if was_late.is_set():
                raise WorkerTimeout(f"{seconds:g} s")
            raise WorkerDied(str(self._process.returncode))
        return answer

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what was not sent yet cannot be flushed
                    pipe.close()


def _environment() -> dict[str, str]:
    """The parent's, with the package findable however the parent found it."""
    environment = dict(os.environ)
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    return environment
