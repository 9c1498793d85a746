"""A few child processes that take turns; each is killed when a function runs too long, and replaced.

Not `multiprocessing`: a script that uses the archive need not guard its main module, and no pickle comes back from a
process that has read a hostile page.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import pickle
import queue
import subprocess
import sys
import threading
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from pressmark.workers.child import READY, message, read_message
from pressmark.workers.errors import WorkerDied, WorkerFailure, WorkerOutOfMemory, WorkerTimeout
from pressmark.workers.walls import version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pressmark.workers.walls import Walls

log = logging.getLogger(__name__)

FROZEN_FLAG = "--pressmark-worker"
ORPHAN_SECONDS = 5  # how much longer a child goes on whose parent was killed and can no longer stop it
TRIES_WITHIN_WALLS = 2  # that one was too slow on a busy machine is no reason to go without
RUNS_PER_CHILD = 200  # a fresh process now and then keeps what libraries leak small


class WorkerPool:
    """Runs functions in child processes. Thread-safe; children start when first needed.

    Args:
        size: how many functions run at the same time at most.
        wall_seconds: how long one may take.
        memory_bytes: how much address space a child may have (Linux and macOS).
        walls: what a child may reach (Linux, where the kernel has Landlock); None lets it reach everything.
    """

    def __init__(self, size: int, wall_seconds: float, memory_bytes: int, walls: Walls | None = None) -> None:
        self._walls = walls
        self._wall_seconds, self._memory_bytes = wall_seconds, memory_bytes
        self._places: queue.LifoQueue[_Child | None] = queue.LifoQueue()
        for _ in range(size):
            self._places.put(None)
        self._is_closed = False
        self._running: set[_Child] = set()
        self._changing = threading.Lock()

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
        is_sound = False
        try:
            if child is None or not child.is_alive or not child.is_at_home:
                child = self._new_child(child)
            child = self._settled(child)
            with self._changing:
                self._running.add(child)
            answer = child.ask(request, self._wall_seconds)
            is_sound = child.runs < RUNS_PER_CHILD and not self._is_closed
        finally:
            if child is not None:
                with self._changing:
                    self._running.discard(child)
                if not is_sound:
                    child.end()
            self._places.put(child if is_sound else None)
        if "memory" in answer:
            raise WorkerOutOfMemory
        if "code" in answer:
            raise WorkerFailure(str(answer["code"]), str(answer["detail"]))
        return answer["value"]

    @property
    def walls_version(self) -> int:
        """The version of Landlock around the children, as far as those show that were started; 0 for none."""
        return version() if self._walls is not None else 0

    def stop_running(self) -> None:
        """Kill the children that work: nobody waits for their answers. The pool goes on with new ones."""
        with self._changing:
            for child in self._running:
                child.kill()

    def _settled(self, child: _Child) -> _Child:
        """A child that can take requests within the walls, or without them where none can live there."""
        for tries_left in reversed(range(TRIES_WITHIN_WALLS)):
            if child.is_ready(self._wall_seconds):
                break
            if not tries_left:  # nothing hostile was there yet, so nobody else can have done it
                log.warning("workers cannot live within walls here")
                self._walls = None
            child = self._new_child(child)
        return child

    def _new_child(self, dead: _Child | None) -> _Child:
        if dead is not None:
            dead.end()
        if self._is_closed:
            raise WorkerDied("closed")
        return _Child(self._memory_bytes, self._wall_seconds, self._walls)

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
    def __init__(self, memory_bytes: int, wall_seconds: float, walls: Walls | None) -> None:
        self.runs = 0
        self._walls, self._ground = walls, walls.stand_on() if walls else ()
        limits = [str(memory_bytes), str(ceil(wall_seconds) + ORPHAN_SECONDS), walls.to_json() if walls else ""]
        self._process = subprocess.Popen(  # noqa: S603  # our own program
            [*worker_command(), *limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_environment(),
        )

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    @property
    def is_at_home(self) -> bool:
        """Whether the folders that it may reach are still the ones that they were when it started."""
        return self._walls is None or self._walls.stand_on() == self._ground

    def kill(self) -> None:
        self._process.kill()

    def is_ready(self, seconds: float) -> bool:
        """Wait until a new process within walls says that it can live there; False where it cannot."""
        if self._walls is None or self.runs:
            return True
        stdout = cast("BinaryIO", self._process.stdout)
        with self._time_limit(seconds), contextlib.suppress(OSError, ValueError):
            return read_message(stdout) == READY
        return False

    def ask(self, request: bytes, seconds: float) -> dict[str, Any]:
        self.runs += 1
        with self._time_limit(seconds) as was_late:
            try:
                stdin, stdout = cast("BinaryIO", self._process.stdin), cast("BinaryIO", self._process.stdout)
                stdin.write(message(request))
                stdin.flush()
                reply = read_message(stdout)
                answer = None if reply is None else json.loads(reply)
            except (OSError, ValueError, RecursionError):
                answer = None
        if was_late.is_set():
            raise WorkerTimeout(f"{seconds:g} s")
        if not isinstance(answer, dict):
            self.end()
            raise WorkerDied(str(self._process.returncode))
        return answer

    @contextlib.contextmanager
    def _time_limit(self, seconds: float) -> Iterator[threading.Event]:
        was_late = threading.Event()

        def stop() -> None:
            was_late.set()
            self._process.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            yield was_late
        finally:
            timer.cancel()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what was not sent yet cannot be flushed
                    pipe.close()


def worker_command() -> list[str]:
    """What starts a worker."""
    frozen = getattr(sys, "frozen", False)
    module = ["-P", "-m", "pressmark.workers.child"]  # -P: nothing is imported from where we happen to stand
    return [sys.executable, *([FROZEN_FLAG] if frozen else module)]


def child_environment() -> dict[str, str]:
    """The parent's, with the package findable however the parent found it."""
    environment = dict(os.environ)
    here = str(Path.cwd()) if sys.flags.safe_path is False else ""  # what `python -m` put first
    known = [path for place, path in enumerate(sys.path) if path and not (place == 0 and path == here)]
    environment["PYTHONPATH"] = os.pathsep.join([*known, str(Path(__file__).parents[2])])
    return environment
