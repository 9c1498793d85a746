"""Finds out what holds the GUI thread up: how late its beats are, and where every thread was when one was late.

Usage, around anything that runs an event loop: `with StallTracer() as tracer: ...; print(tracer.report("typing"))`.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

BEAT_MILLISECONDS = 5
LATE_SECONDS = 0.025  # after which the threads are looked at, and again and again until the next beat
SHOWN_FRAMES = 7
SHOWN_LOOKS = 3
IDLE = ("threading.py", "thread.py", "selectors.py", "queue.py", "stalls.py")  # innermost where a thread waits


@dataclass(frozen=True, slots=True)
class Stall:
    """One late beat: by how many milliseconds, and what the threads were seen doing (most recent call first)."""

    milliseconds: float
    looks: tuple[str, ...]


class StallTracer:
    """Beats on the GUI thread while it is entered, and looks at all threads while a beat is late.

    Whoever looks needs the lock of Python's itself, so what holds that for long is seen as it lets go: on that very
    line. (`faulthandler` needs no lock, but reads what other threads are changing, and crashes.)

    Attributes:
        gaps: how late every beat came, in milliseconds.
        own: how much the GUI thread itself computed before each, which a busy machine makes no longer.
    """

    def __init__(self, *, is_looking: bool = True) -> None:
        self.gaps: list[float] = []
        self.own: list[float] = []
        self._computed = time.thread_time()
        self._stalls: list[Stall] = []
        self._looks: list[str] = []
        self._main = threading.get_ident()
        self._last = 0.0
        self._is_over = threading.Event()
        self._watch = threading.Thread(target=self._look_on, daemon=True) if is_looking else None
        self._timer = QTimer()
        self._timer.setInterval(BEAT_MILLISECONDS)
        self._timer.timeout.connect(self._beat)

    def __enter__(self) -> Self:
        self._last = time.perf_counter()
        self._timer.start()
        if self._watch is not None:
            self._watch.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.stop()
        self._is_over.set()
        if self._watch is not None:
            self._watch.join()

    def report(self, what: str, most: int = 3) -> str:
        """Say how long the longest stalls were since the last report, and what was going on in them."""
        worst = sorted(self.gaps, reverse=True)[:most]
        own = sorted(self.own, reverse=True)[:most]
        lines = [
            (
                f"    longest stalls, {what}: {', '.join(f'{one:.0f}' for one in worst)} ms;"
                f" most computed at a time: {', '.join(f'{one:.0f}' for one in own)} ms"
            )
        ]
        for stall in sorted(self._stalls, key=lambda one: -one.milliseconds)[:most]:
            lines.append(f"        {stall.milliseconds:.0f} ms, seen {len(stall.looks)} times:")
            for look in list(dict.fromkeys(stall.looks))[:SHOWN_LOOKS]:
                lines += [f"            {line}" for line in look.splitlines()]
        self.forget()
        return "\n".join(lines)

    def forget(self) -> None:
        """Leave out of the next report what was until now."""
        self.gaps.clear()
        self.own.clear()
        self._stalls.clear()

    def _beat(self) -> None:
        now, computed = time.perf_counter(), time.thread_time()
        self.own.append((computed - self._computed) * 1000)
        self._computed = computed
        late = max(0.0, (now - self._last) * 1000 - BEAT_MILLISECONDS)
        self.gaps.append(late)
        looks, self._looks = self._looks, []
        if looks:
            self._stalls.append(Stall(late, tuple(looks)))
        self._last = time.perf_counter()

    def _look_on(self) -> None:
        while not self._is_over.wait(BEAT_MILLISECONDS / 1000):
            if time.perf_counter() - self._last > LATE_SECONDS:
                names = {one.ident: one.name for one in threading.enumerate()}
                self._looks.append("\n".join(self._busy(sys._current_frames(), names)))  # noqa: SLF001 - as documented

    def _busy(self, frames: dict[int, FrameType], names: dict[int | None, str]) -> Iterator[str]:
        """What the threads do that do not just wait."""
        for ident, frame in frames.items():
            found = traceback.StackSummary.extract(traceback.walk_stack(frame), lookup_lines=False)
            stack = [f"{one.filename.rpartition('/')[2]}:{one.lineno} {one.name}" for one in found]
            if ident == self._main or not stack[0].startswith(IDLE):
                name = "gui" if ident == self._main else names.get(ident, "?").removeprefix("pressmark-")
                yield f"{name}: {' < '.join(stack[:SHOWN_FRAMES])}"
