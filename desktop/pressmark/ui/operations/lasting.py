"""Work that takes from seconds to minutes: away from the GUI thread, with its progress shown and a way to end it."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from pressmark.archive.errors import Cancelled
from pressmark.ui.operations.changing import report

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressmark.ui.activity import Job
    from pressmark.ui.workspace import Workspace

    Progress = Callable[[int, int], None]

T = TypeVar("T")

TELL_SECONDS = 0.1  # between two words about how far it is
PATIENCE_MILLISECONDS = 700  # for what nobody asked for and is mostly over by then


def labour(
    workspace: Workspace,
    title: str,
    work: Callable[[Progress], T],
    done: Callable[[T], None],
    failed: Callable[[Exception], None] | None = None,
    *,
    is_asked_for: bool = True,
) -> Job:
    """Do long work.

    Args:
        workspace: of the window.
        title: what it is, in words for people.
        work: does it, and calls what it is given with how much is done and of how much; that raises `Cancelled`.
        done: gets the result.
        failed: gets the exception, unless the work was ended; by default it is told.
        is_asked_for: whether it is to be seen at once.
    """
    job = workspace.activity.begin(title, 0, patience=0 if is_asked_for else PATIENCE_MILLISECONDS)
    told_at = 0.0

    def progress(parts: int, total: int) -> None:
        nonlocal told_at
        if job.is_cancelled:
            raise Cancelled
        if time.monotonic() - told_at >= TELL_SECONDS:
            told_at = time.monotonic()
            workspace.tasks.post(partial(job.advance, parts, total))

    def on_done(result: T) -> None:
        job.end()
        done(result)

    def on_failed(error: Exception) -> None:
        job.end()
        if failed is not None:
            failed(error)
        elif not isinstance(error, Cancelled):
            report(workspace, error)

    workspace.tasks.labour(partial(work, progress), on_done, on_failed)
    return job
