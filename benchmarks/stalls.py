"""Finds out what holds the GUI thread up: how late its beats are, and where every thread was when one was late.

Usage, around anything that runs an event loop: `with StallTracer() as tracer: ...; print(tracer.report("typing"))`.
"""

from __future__ import annotations

import faulthandler
import os
import tempfile
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Iterable

BEAT_MILLISECONDS = 5
LATE_SECONDS = 0.025  # after which the threads are looked at, and again and again until the next beat
SHOWN_FRAMES = 7
IDLE = ("threading.py", "thread.py", "selectors.py", "queue.py", "connection.py")  # innermost where a thread waits


@dataclass(frozen=True, slots=True)
class Stall:
    """One late beat: by how many milliseconds, and what the threads were seen doing (most recent call first)."""

    milliseconds: float
    looks: tuple[str, ...]


class StallTracer:
    """Beats on the GUI thread while it is entered.

    `faulthandler` looks at the threads from a thread that needs no lock of Python's, so it also sees what holds that
    lock. (`sys._current_frames` would wait for the very thing that it is to find.)

    Attributes:
        gaps: how late every beat came, in milliseconds.
    """

    def __init__(self, *, is_looking: bool = True) -> None:
        self.gaps: list[float] = []
        self._is_looking = is_looking
        self._stalls: list[Stall] = []
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the tracer
        self._main = f"0x{threading.get_ident():016x}"
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setInterval(BEAT_MILLISECONDS)
        self._timer.timeout.connect(self._beat)

    def __enter__(self) -> Self:
        self._last = time.perf_counter()
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.stop()
        faulthandler.cancel_dump_traceback_later()
        self._file.close()

    def report(self, what: str, most: int = 3) -> str:
        """Say how long the longest stalls were since the last report, and what was going on in them."""
        worst = sorted(self.gaps, reverse=True)[:most]
        lines = [f"    longest stalls, {what}: {', '.join(f'{one:.0f}' for one in worst)} ms"]
        for stall in sorted(self._stalls, key=lambda one: -one.milliseconds)[:most] if self._is_looking else ():
            lines.append(f"        {stall.milliseconds:.0f} ms, seen {len(stall.looks)} times:")
            for look in _distinct(stall.looks):
                lines += [f"            {line}" for line in look.splitlines()]
        self.forget()
        return "\n".join(lines)

    def forget(self) -> None:
        """Leave out of the next report what was until now."""
        self.gaps.clear()
        self._stalls.clear()

    def _beat(self) -> None:
        now = time.perf_counter()
        late = max(0.0, (now - self._last) * 1000 - BEAT_MILLISECONDS)
        self.gaps.append(late)
        if self._is_looking:
            faulthandler.cancel_dump_traceback_later()
            if os.lseek(self._file.fileno(), 0, os.SEEK_CUR):
                self._stalls.append(Stall(late, tuple(self._looks())))
            faulthandler.dump_traceback_later(LATE_SECONDS, repeat=True, file=self._file)
        self._last = time.perf_counter()

    def _looks(self) -> Iterable[str]:
        self._file.seek(0)
        text = self._file.read().decode("utf-8", "replace")
        self._file.seek(0)
        self._file.truncate()
        return ["\n".join(self._busy(look)) for look in text.split("Timeout (")[1:]]

    def _busy(self, look: str) -> Iterable[str]:
        """What the threads do that do not just wait."""
        for thread in look.split("\n\n"):
            head, _, rest = thread.partition("(most recent call first):\n")
            frames = [_short(line) for line in rest.splitlines() if line.startswith("  File ")]
            is_gui = self._main in head
            if frames and (is_gui or not frames[0].startswith(IDLE)):
                name = "gui" if is_gui else head.rpartition("Thread ")[2].split()[0][-6:]
                yield f"{name}: {' < '.join(frames[:SHOWN_FRAMES])}"


def _short(line: str) -> str:
    """`File "/a/b/model.py", line 7 in rows` as `model.py:7 rows`."""
    path, _, rest = line.removeprefix('  File "').partition('", line ')
    number, _, name = rest.partition(" in ")
    return f"{path.rpartition('/')[2]}:{number} {name}"


def _distinct(looks: Iterable[str]) -> list[str]:
    found = list(dict.fromkeys(looks))
    return found[:3]
