"""Run by test_crashes: saves, tags and purges, and ends like a killed process at the given call to the
system or the database.

    crashing_child.py ROOT CALL

Prints a line after each step that was acknowledged, and `done` if the call was never reached.
"""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from pressmark.archive.storage.storage import open_storage
from storage_steps import add, capture, found

countdown = itertools.count(int(sys.argv[2]) - 1, -1)


def deadly(real: Any) -> Any:
    def call(*args: Any, **options: Any) -> Any:
        if next(countdown) == 0:
            os._exit(9)
        return real(*args, **options)

    return call


def say(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201  # this is how the parent hears of it


for name in ("fsync", "mkdir", "rename", "replace", "unlink", "rmdir", "open"):
    setattr(os, name, deadly(getattr(os, name)))
event.listen(Engine, "before_cursor_execute", deadly(lambda *_: None))
event.listen(Engine, "commit", deadly(lambda *_: None))

with open_storage(Path(sys.argv[1])) as storage:
    first = add(storage, "first", tags=("kept",), page=b"brought")
    say("added", first)
    storage.claim([first])
    capture(storage, first)
    say("captured", first)
    storage.tag([first], add=["later"])
    say("tagged", first)
    capture(storage, first, found("A longer story of the ferry and the harbour at dawn."))
    say("captured-again", first)
    second = add(storage, "second")
    capture(storage, second)
    storage.trash([second])
    say("trashed", second)
    storage.purge([second])
    say("purged", second)
say("done")
