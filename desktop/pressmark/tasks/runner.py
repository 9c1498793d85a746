"""Runs work away from the GUI thread and brings the result back to it: the only place where threads meet Qt.

Three lanes: reads run side by side, writes one after another on a single thread, and what takes minutes one after
another on a third, so that neither waits for it. A result reaches the GUI thread through
one queued signal that the runner owns; that of a task that was cancelled, overtaken in its slot, or whose owner is gone
never arrives. (QRunnables that own their signals lost results in PySide6; that is why there are none.)
"""

from __future__ import annotations

import sys
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

READERS = 4  # threads; reads mostly wait for the disk
SWITCH_SECONDS = 0.0002  # how long a thread may keep Python from the GUI thread that wants it; Python's own is 5 ms


class Task:
    """One piece of work on its way; only for the GUI thread."""

    def __init__(self) -> None:
        self.is_cancelled = False

    def cancel(self) -> None:
        """Forget the result; work that has not begun is not begun."""
        self.is_cancelled = True


class TaskRunner(QObject):
    """Runs tasks; to be made and used on the GUI thread, except for `post`.

    Signals:
        crashed: (exception) a task failed and nobody had asked to be told.

    Args:
        parent: the Qt parent.
        readers: runs reads; threads of its own by default.
        writer: runs writes; it must run one at a time, in order.
    """

    crashed = Signal(object)
    _delivered = Signal(object)

    def __init__(
        self, parent: QObject | None = None, *, readers: Executor | None = None, writer: Executor | None = None
    ) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH_SECONDS)
        self._readers = readers or ThreadPoolExecutor(READERS, "pressmark-read")
        self._writer = writer or ThreadPoolExecutor(1, "pressmark-write")
        self._labourer = ThreadPoolExecutor(1, "pressmark-labour")
        self._slots: dict[str, Task] = {}
        self._open = 0
        self._is_closed = False
        self._delivered.connect(self._on_delivered, Qt.ConnectionType.QueuedConnection)

    @property
    def is_idle(self) -> bool:
        """Whether every task has delivered or was dropped."""
        return self._open == 0

    def read(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        *,
        owner: QObject | None = None,
        slot: str = "",
    ) -> Task:
        """Run work that changes nothing, beside other reads.

        Args:
            work: runs on another thread; must not touch Qt widgets.
            done: gets the result, on the GUI thread.
            failed: gets the exception, on the GUI thread; without it `crashed` tells.
            owner: when this object is deleted, the result is dropped.
            slot: a newer task in the same slot makes this one stale.
        """
        return self._submit(self._readers, work, done, failed, owner, slot)

    def write(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        *,
        owner: QObject | None = None,
        slot: str = "",
    ) -> Task:
        """Run work that changes something, after all earlier writes. It is carried out even when its result is stale.

        The arguments are those of `read`.
        """
        return self._submit(self._writer, work, done, failed, owner, slot)

    def labour(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Task:
        """Run work that may take minutes; whoever starts it sees to it that it can be ended, for `close` waits for it.

        The arguments are those of `read`.
        """
        return self._submit(self._labourer, work, done, failed, None, "")

    def post(self, function: Callable[[], None]) -> None:
        """Run a function on the GUI thread soon; may be called from any thread."""
        if not self._is_closed:
            self._delivered.emit(function)

    def close(self) -> None:
        """Let writes end, drop everything else; nothing is delivered afterwards, and reads are dropped unread."""
        self._is_closed = True
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._labourer.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)

    def _submit(
        self,
        lane: Executor,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
        owner: QObject | None,
        slot: str,
    ) -> Task:
        task = Task()
        may_skip = lane is not self._writer
        if self._is_closed and may_skip:  # a timer of the window's last moments; nobody will see the answer
            task.is_cancelled = True
            return task
        if slot:
            if (older := self._slots.get(slot)) is not None:
                older.is_cancelled = True
            self._slots[slot] = task
        self._open += 1

        def deliver(callback: Callable[[], None]) -> None:
            def finish() -> None:
                self._open -= 1
                if slot and self._slots.get(slot) is task:
                    del self._slots[slot]
                if not task.is_cancelled and (owner is None or shiboken6.isValid(owner)):
                    callback()

            self.post(finish)

        def run() -> None:
            if may_skip and task.is_cancelled:
                deliver(lambda: None)
                return
            try:
                result = work()
            except Exception as error:  # handed to whoever asked, or to the crash dialog
                caught = error
                deliver(lambda: failed(caught) if failed else self.crashed.emit(caught))
            else:
                deliver(lambda: done(result) if done else None)

        lane.submit(run)
        return task

    def _on_delivered(self, callback: Callable[[], None]) -> None:
        if not self._is_closed:
            callback()
