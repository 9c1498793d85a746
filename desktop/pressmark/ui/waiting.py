"""Waits for what must be done before there is a window, in a little one that says how far it is and offers to stop."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QProgressDialog

from pressmark.ui.labels import plain
from pressmark.ui.pace import Pace
from pressmark.ui.progress import told

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressmark.archive.values import Progress
    from pressmark.tasks.runner import TaskRunner

T = TypeVar("T")

PATIENCE_MILLISECONDS = 700  # until it shows: an archive is mostly open by then


def wait_for(
    tasks: TaskRunner, title: str, work: Callable[[Progress], T], clock: Callable[[], float] = time.monotonic
) -> T:
    """Do work away from the GUI thread, which goes on with its events, and return the result.

    Args:
        tasks: runs it.
        title: what it is, in words for people.
        work: does it, and calls what it is given with how much is done and of how much; that raises `Cancelled` once
            the person has had enough.
        clock: seconds from any moment on, never going back.

    Raises:
        Exception: what the work raises.
    """
    box = QProgressDialog()
    box.setWindowTitle("Pressmark")
    box.setLabel(plain(title, wraps=False))
    box.setCancelButtonText(QCoreApplication.translate("waiting", "Stop"))
    box.setAutoClose(False)
    box.setAutoReset(False)
    box.setRange(0, 0)
    box.setMinimumDuration(PATIENCE_MILLISECONDS)
    pace = Pace(clock)
    results: list[T] = []
    errors: list[Exception] = []
    loop = QEventLoop()
    is_cancelled = False

    def cancel() -> None:
        nonlocal is_cancelled
        is_cancelled = True

    def tell(done: int, total: int) -> None:
        box.setRange(0, total)
        box.setValue(done)
        pace.note(done, total)
        text = "\n".join(part for part in (title, pace.words_left()) if part)
        if text != box.labelText():
            box.setLabelText(text)

    def on_done(result: T) -> None:
        results.append(result)
        loop.quit()

    def on_failed(error: Exception) -> None:
        errors.append(error)
        loop.quit()

    box.canceled.connect(cancel)
    tasks.labour(partial(work, told(tasks, tell, lambda: is_cancelled)), on_done, on_failed)
    loop.exec()
    box.canceled.disconnect(cancel)
    box.close()
    box.deleteLater()
    if errors:
        raise errors[0]
    return results[0]
