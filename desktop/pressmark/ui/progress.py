"""Brings the progress of long work to the GUI thread, not more often than anybody can see, and ends the work."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from pressmark.archive.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressmark.archive.values import Progress
    from pressmark.tasks.runner import TaskRunner

TELL_SECONDS = 0.1  # between two words about how far it is


def told(tasks: TaskRunner, tell: Progress, is_cancelled: Callable[[], bool]) -> Progress:
    """Return what long work is to call.

    Args:
        tasks: of the window.
        tell: shows on the GUI thread how much is done and of how much.
        is_cancelled: whether the person has had enough; then the work's next word raises `Cancelled` in it.
    """
    told_at = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal told_at
        if is_cancelled():
            raise Cancelled
        if time.monotonic() - told_at >= TELL_SECONDS:
            told_at = time.monotonic()
            tasks.post(partial(tell, done, total))

    return progress
