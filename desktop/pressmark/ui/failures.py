"""When it is said that pages could not be saved: at once, or, where hundreds are on their way, in one go at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.ui import operations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressmark.archive.values import Counts, Failure
    from pressmark.ui.workspace import Workspace

MANY = 20  # captures on their way: nobody waits for a certain one, and of an import's dead links each would be news


class FailureTeller:
    """Tells of failed captures in the banner; until it does, their number is in the status bar."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._left = 0
        self._untold: list[tuple[int, Failure]] = []

    def tell(self, failed: Sequence[tuple[int, Failure]]) -> None:
        """Say that these have failed, now or later."""
        self._untold += failed
        self._tell_unless_many()

    def set_counts(self, counts: Counts) -> None:
        """Learn how many captures are on their way."""
        self._left = counts.queued + counts.capturing
        self._tell_unless_many()

    def _tell_unless_many(self) -> None:
        if self._untold and self._left < MANY:
            failed, self._untold = self._untold, []
            operations.tell_failed(self._workspace, failed)
