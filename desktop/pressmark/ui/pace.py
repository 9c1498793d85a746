"""How long work will take yet, judged by how it went of late: said smoothly, and only once it can be told."""

from __future__ import annotations

import math
import time
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Callable

LEAST_SECONDS = 4.0  # before anything is said
LEAST_SHARE = 0.03  # of the work, likewise
RECENT_SECONDS = 30.0  # what went before says little about what comes
CALM_SECONDS = 6.0  # in which two thirds of a surprise are told
MOST_SECONDS = 24 * 3600.0  # what takes longer is anybody's guess
MINUTE, HOUR = 60.0, 3600.0


class Pace:
    """Watches one piece of work; only for one thread.

    Args:
        clock: seconds from any moment on, never going back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.forget()

    def forget(self) -> None:
        """Begin anew: what comes is other work."""
        self._marks: deque[tuple[float, int]] = deque()  # when how much was done
        self._first: tuple[float, int] | None = None
        self._total = 0
        self._end: float | None = None  # when it will be over, as last told
        self._told_at = 0.0

    def note(self, done: int, total: int) -> None:
        """Take down how much is done; more work may come while it goes on, but less done is another piece of work.

        Args:
            done: how much.
            total: of how much; 0 where nobody knows.
        """
        if total <= 0 or (self._marks and done < self._marks[-1][1]):
            self.forget()
        self._total = total
        if total > 0 and (not self._marks or done > self._marks[-1][1]):
            self._marks.append((self._clock(), done))
            self._first = self._first or self._marks[0]

    def seconds_left(self) -> float | None:
        """How long it will take yet; None where that cannot be told. The more often it is asked, the smoother."""
        now = self._clock()
        while len(self._marks) > 1 and self._marks[1][0] <= now - RECENT_SECONDS:
            self._marks.popleft()
        if self._first is None:
            return None
        (begun, before), (since, had), (_when, done) = self._first, self._marks[0], self._marks[-1]
        is_early = now - begun < LEAST_SECONDS or done - before < LEAST_SHARE * self._total
        if is_early or done == had:  # or it stands still
            self._end = None
            return None
        end = now + (self._total - done) * (now - since) / (done - had)
        if self._end is None:
            self._end = end
        else:
            self._end += (end - self._end) * (1 - math.exp((self._told_at - now) / CALM_SECONDS))
        self._told_at = now
        left = max(self._end - now, 0.0)
        return left if left <= MOST_SECONDS else None

    def words_left(self) -> str:
        """What `seconds_left` says, for people; empty where that cannot be told."""
        left = self.seconds_left()
        return "" if left is None else time_left(left)


def time_left(seconds: float) -> str:
    """A time in words, as roughly as it can be known."""
    translate = QCoreApplication.translate
    if seconds < MINUTE:
        return translate("pace", "less than a minute left")
    if seconds < 10 * MINUTE:
        return translate("pace", "about %Ln min left", None, round(seconds / MINUTE))
    if seconds < 1.5 * HOUR:
        return translate("pace", "about %Ln min left", None, 5 * round(seconds / MINUTE / 5))
    return translate("pace", "about %Ln h left", None, round(seconds / HOUR))
