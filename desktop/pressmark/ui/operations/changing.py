"""How a change of the archive is made: off the GUI thread, told in the banner, taken back and done again.

A change of many articles is made in pieces, one write each, so that whatever else wants to write gets its turn and the
person sees how far it is. The pieces are one step for Undo, which may come while they still run.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QCoreApplication

from pressmark import words
from pressmark.archive.errors import ArchiveError
from pressmark.archive.values import Failure
from pressmark.ui.operations import packed
from pressmark.ui.operations.packed import Packed
from pressmark.ui.undo import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pressmark.ui.activity import Job
    from pressmark.ui.workspace import Workspace

T = TypeVar("T")

PIECE = packed.SIZE  # articles changed in one write: about a tenth of a second


def tr(text: str, n: int = -1) -> str:
    """A text of these modules in the user's language; `%Ln` is the number."""
    return QCoreApplication.translate("operations", text, None, n)


def describe(error: ArchiveError | Failure) -> str:
    """A failure in words for people."""
    failure = Failure(error.code, error.detail) if isinstance(error, ArchiveError) else error
    return words.describe(failure, lambda text: QCoreApplication.translate("words", text))


def report(workspace: Workspace, error: Exception, again: Callable[[], None] | None = None) -> None:
    """Say that something failed; what is not an expected failure is a bug and goes where bugs go."""
    if isinstance(error, ArchiveError):
        workspace.notices.show_problem(describe(error), tr("Retry") if again else "", again)
    else:
        workspace.tasks.crashed.emit(error)


def write(workspace: Workspace, work: Callable[[], T], done: Callable[[T], None]) -> None:
    """Write something that Undo has nothing to do with; a failure offers another try."""

    def failed(error: Exception) -> None:
        report(workspace, error, lambda: write(workspace, work, done))

    workspace.tasks.write(work, done, failed)


def change(
    workspace: Workspace,
    do: Callable[[], tuple[T, ...]],
    undo: Callable[[tuple[T, ...]], object],
    text: Callable[[Sequence[T]], str],
) -> None:
    """Make a change.

    Args:
        workspace: of the window.
        do: makes it, and returns what `undo` needs; nothing where nothing changed.
        undo: takes it back.
        text: says what was done.
    """
    _Change(workspace, [do], [1], undo, text).make()


def change_each(
    workspace: Workspace,
    ids: Iterable[int],
    do: Callable[[Sequence[int]], tuple[T, ...]],
    undo: Callable[[tuple[T, ...]], object],
    text: Callable[[Sequence[T]], str],
) -> None:
    """Make a change to any number of articles, likewise; `do` and `undo` get some of them at a time."""
    pieces = tuple(_pieces(tuple(ids)))
    _Change(workspace, [partial(do, some) for some in pieces], [len(some) for some in pieces], undo, text).make()


def change_one_by_one(
    workspace: Workspace,
    ids: Iterable[int],
    do: Callable[[Sequence[int]], tuple[T, ...]],
    undo: Callable[[tuple[T, ...]], object],
    text: Callable[[Sequence[T]], str],
) -> None:
    """Make a change that takes a while with each article, likewise; `do` gets one at a time."""
    parts = [partial(do, [id]) for id in ids]
    _Change(workspace, parts, [1] * len(parts), undo, text).make()


def remember(
    workspace: Workspace,
    changed: tuple[T, ...],
    do: Callable[[tuple[T, ...]], tuple[T, ...]],
    undo: Callable[[tuple[T, ...]], object],
    text: str,
    later: str = "",
) -> None:
    """Tell of a change that was made already, so that Undo takes it back and Redo (with `do`) makes it again.

    Args:
        workspace: of the window.
        changed: what `undo` needs.
        do: makes the change again.
        undo: takes it back.
        text: says what was done.
        later: says it once what has begun with it is done, too; see `Notice`.
    """
    pieces = [changed[start : start + PIECE] for start in range(0, len(changed), PIECE)]
    parts, sizes = [partial(do, some) for some in pieces], [len(some) for some in pieces]
    _Change(workspace, parts, sizes, undo, lambda _done: text).have_made(changed, later)


class _Change(Generic[T]):
    """One change with what of it stands just now: making adds to that, taking back takes away from its end."""

    def __init__(
        self,
        workspace: Workspace,
        parts: Sequence[Callable[[], tuple[T, ...]]],
        sizes: Sequence[int],  # of the parts, in articles
        undo: Callable[[tuple[T, ...]], object],
        text: Callable[[Sequence[T]], str],
    ) -> None:
        self._workspace, self._parts, self._take_back, self._text = workspace, parts, undo, text
        self._sizes = sizes
        self._changed: Packed[T] = Packed()
        self._step: Step | None = None
        self._run = 0  # a newer run ends an older one after the part in hand

    def make(self, first: int = 0) -> None:
        """Do it, from a certain part on."""
        self._run += 1
        left = self._sizes[first:]
        self._make(first, self._run, self._begin(tr("Changing articles"), len(left), sum(left)))

    def have_made(self, changed: tuple[T, ...], later: str) -> None:
        """Take what was done elsewhere for done here."""
        self._changed = Packed(changed)
        self._remember()
        self._end_making(None, facts=changed, later=later)

    def _remember(self) -> None:
        self._step = Step(self._text(self._changed), self._undo, self.make)
        self._workspace.undo.push(self._step)

    def _make(self, number: int, run: int, job: Job | None) -> None:
        if number == len(self._parts):
            self._end_making(job)
            return

        def work() -> Packed[T]:
            return Packed(self._parts[number]())

        def done(changed: Packed[T]) -> None:
            self._changed = self._changed + changed
            if changed and self._step is None:
                self._remember()
            if job is not None:
                job.advance(job.done + self._sizes[number])
            if run == self._run and not (job and job.is_cancelled):
                self._make(number + 1, run, job)
            else:
                self._end_making(job, is_told=run == self._run)

        def failed(error: Exception) -> None:
            _end(job)
            if self._step is not None and not self._changed:
                self._workspace.undo.put_back(self._step)
            report(self._workspace, error, lambda: self.make(number))

        self._workspace.tasks.write(work, done, failed)

    def _end_making(self, job: Job | None, *, is_told: bool = True, facts: tuple[T, ...] = (), later: str = "") -> None:
        _end(job)
        if self._step is not None and is_told:
            step, workspace = self._step, self._workspace
            workspace.undo.rename(step, self._text(self._changed))
            undo = partial(workspace.undo.take_back, step)
            workspace.notices.show_step(step.text, tr("Undo"), undo, facts=facts, later=later)

    def _undo(self) -> None:
        self._run += 1
        run = self._run

        def begin(_none: None) -> None:  # by now all that an interrupted run wrote is known
            self._unmake(run, self._begin(tr("Taking back"), self._changed.pieces, len(self._changed)))

        self._workspace.tasks.write(lambda: None, begin)

    def _unmake(self, run: int, job: Job | None) -> None:
        changed = self._changed
        if not changed.pieces or run != self._run:
            _end(job)
            if run == self._run:
                self._tell_undone()
            return

        def done(_result: object) -> None:
            self._changed = changed.without_last()
            if job is not None:
                job.advance(job.done + len(changed) - len(self._changed))
            self._unmake(run, job)

        def failed(error: Exception) -> None:
            _end(job)
            if (step := self._step) is not None:
                self._workspace.undo.put_back(step)
                report(self._workspace, error, lambda: self._workspace.undo.take_back(step))

        self._workspace.tasks.write(lambda: self._take_back(changed.piece(changed.pieces - 1)), done, failed)

    def _tell_undone(self) -> None:
        if (step := self._step) is not None:
            undo = self._workspace.undo
            text = tr("Undone: {what}").replace("{what}", step.text)
            self._workspace.notices.show_step(text, tr("Redo"), lambda: undo.do_again(step))

    def _begin(self, title: str, parts: int, articles: int) -> Job | None:
        return self._workspace.activity.begin(title, articles, is_counted=True) if parts > 1 else None


def _end(job: Job | None) -> None:
    if job is not None:
        job.end()


def _pieces(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + PIECE] for start in range(0, len(ids), PIECE))
