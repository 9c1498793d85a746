"""What every widget is handed: the archive with the ways to call it and to tell how that went."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pressmark.ui.activity import Activity
from pressmark.ui.undo import UndoStack

if TYPE_CHECKING:
    from pressmark.archive.archive import Archive
    from pressmark.settings import Settings
    from pressmark.tasks.runner import TaskRunner
    from pressmark.ui.notices import Notices


@dataclass(frozen=True, slots=True)
class Workspace:
    """One open archive and the services of its window. Call the archive through `tasks` only, for it may block."""

    archive: Archive
    tasks: TaskRunner
    notices: Notices
    settings: Settings
    undo: UndoStack = field(default_factory=UndoStack)
    activity: Activity = field(default_factory=Activity)
