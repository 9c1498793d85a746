"""The browser process as seen from outside: started when first needed, killed when idle and when over its limits.

Messages are those of the parsing workers, with JSON in both directions.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from pressmark.workers.child import LENGTH, LONGEST_MESSAGE, message
from pressmark.workers.errors import WorkerDied, WorkerOutOfMemory, WorkerTimeout
from pressmark.workers.pool import child_environment

FROZEN_FLAG = "--pressmark-browser"
START_SECONDS = 30.0  # a slow disk reads 200 MB of web engine
IDLE_SECONDS = 60.0
MOST_BYTES = 2 * 1024**3  # resident, of the process with all its children (Linux)
WATCH_SECONDS = 1.0


class BrowserProcess:
    """One browser at most. Belongs to one event loop, and to one who asks at a time.

    Args:
        port: where on this machine the relay listens that is its only way out.
        is_shown: it is asked for a window to sign in, and not for pages.

    Attributes:
        was_ready: it has started at least once, so it can be started here at all.
    """

    was_ready = False

    def __init__(self, port: int, *, is_shown: bool = False) -> None:
        self._port, self._is_shown = port, is_shown
        self._process: asyncio.subprocess.Process | None = None
        self._idle: asyncio.TimerHandle | None = None

    @property
    def is_running(self) -> bool:
        """Whether there is a process now."""
        return self._process is not None and self._process.returncode is None

    async def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Send a request and wait for its answer.

        Raises:
            WorkerTimeout, WorkerOutOfMemory: a limit was passed, and the process killed.
            WorkerDied: it ended without an answer, or cannot be started at all.
        """
        if self._idle is not None:
            self._idle.cancel()
        process = self._process if self.is_running else None
        try:
            if process is None:
                process = await self._start()
            async with asyncio.timeout(seconds):
                return await self._answer(process, request)
        except TimeoutError as error:
            await self.close()
            raise WorkerTimeout(f"{seconds:g} s") from error
        except BaseException:
            await self.close()
            raise
        finally:
            if self.is_running:
                self._idle = asyncio.get_running_loop().call_later(IDLE_SECONDS, self._kill)

    async def close(self) -> None:
        """End the process, if there is one."""
        if self._idle is not None:
            self._idle.cancel()
        self._kill()
        process, self._process = self._process, None
        if process is not None:
            await process.wait()

    async def _start(self) -> asyncio.subprocess.Process:
        platform = {} if self._is_shown else {"QT_QPA_PLATFORM": "offscreen"}
        try:
            self._process = await asyncio.create_subprocess_exec(
                *command(),
                "sign-in" if self._is_shown else "render",
                str(self._port),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env={**child_environment(), **platform},
                start_new_session=True,  # so that its children can be found, and killed with it
            )
        except OSError as error:
            raise WorkerDied(str(error.strerror)) from error
        try:
            async with asyncio.timeout(START_SECONDS):
                await _read(self._process)  # it says that it is ready
        except TimeoutError as error:
            raise WorkerDied("no start") from error
        self.was_ready = True
        return self._process

    async def _answer(self, process: asyncio.subprocess.Process, request: dict[str, Any]) -> dict[str, Any]:
        if process.stdin is None:
            raise WorkerDied
        with contextlib.suppress(ConnectionError):  # the answer that does not come says it
            process.stdin.write(message(json.dumps(request).encode()))
            await process.stdin.drain()
        answer = asyncio.ensure_future(_read(process))
        try:
            while not answer.done():
                await asyncio.wait({answer}, timeout=WATCH_SECONDS)
                if not answer.done() and resident_bytes(process.pid) > MOST_BYTES:
                    raise WorkerOutOfMemory
            return answer.result()
        finally:
            answer.cancel()

    def _kill(self) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            if sys.platform == "win32":
                process.kill()  # its children end when their pipe to it does
            else:
                os.killpg(process.pid, signal.SIGKILL)


def command() -> list[str]:
    """How the browser is started: from the bundle as the program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FROZEN_FLAG]
    return [sys.executable, "-P", "-m", "pressmark.workers.browser.child"]


def resident_bytes(group: int) -> int:
    """The memory of all processes of a group; 0 where the system does not say."""
    pages = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):  # it ended meanwhile
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[2]) == group:
                pages += int(fields[21])
    return pages * (os.sysconf("SC_PAGE_SIZE") if pages else 0)


async def _read(process: asyncio.subprocess.Process) -> dict[str, Any]:
    stream = process.stdout
    try:
        length = LENGTH.unpack(await stream.readexactly(LENGTH.size))[0] if stream else 0
        answer = json.loads(await stream.readexactly(length)) if stream and length <= LONGEST_MESSAGE else None
    except (EOFError, OSError, ValueError, RecursionError) as error:
        raise WorkerDied from error
    if not isinstance(answer, dict):
        raise WorkerDied
    return answer
