"""Work that takes from seconds to minutes: away from the GUI thread, with its progress shown and a way to end it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from pressmark.archive.errors import Cancelled
from pressmark.ui.operations.changing import report
from pressmark.ui.progress import told

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressmark.archive.values import Progress
    from pressmark.ui.activity import Job
    from pressmark.ui.workspace import Workspace

T = TypeVar("T")

PATIENCE_MILLISECONDS = 700  # for what nobody asked for and is mostly over by then


def labour(
    workspace: Workspace,
    title: str,
    work: Callable[[Progress], T],
    done: Callable[[T], None],
    failed: Callable[[Exception], None] | None = None,
    *,
    is_asked_for: bool = True,
    is_counted: bool = False,
) -> Job:
    """Do long work.

    Args:
        workspace: of the window.
        title: what it is, in words for people.
        work: does it, and calls what it is given with how much is done and of how much; that raises `Cancelled`.
        done: gets the result.
        failed: gets the exception, also where the work was ended; by default it is told, with another try.
        is_asked_for: whether it is to be seen at once.
        is_counted: what is done of it are things that people count, like articles.
    """
    patience = 0 if is_asked_for else PATIENCE_MILLISECONDS
    job = workspace.activity.begin(title, 0, patience=patience, is_counted=is_counted)
    progress = told(workspace.tasks, job.advance, lambda: job.is_cancelled)

    def on_done(result: T) -> None:
        job.end()
        done(result)

    def on_failed(error: Exception) -> None:
        job.end()
        if failed is not None:
            failed(error)
        elif not isinstance(error, Cancelled):
            report(workspace, error, again)

    def again() -> None:
        labour(workspace, title, work, done, is_asked_for=is_asked_for, is_counted=is_counted)

    workspace.tasks.labour(partial(work, progress), on_done, on_failed)
    return job
