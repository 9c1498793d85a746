"""What the workers that parse may reach of an archive, where the system can put walls around them."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from pressmark import resources
from pressmark.archive.storage import atomic, folders
from pressmark.workers.walls import Walls

if TYPE_CHECKING:
    from pressmark.archive.storage.storage import Storage

COMPILED = "lxml.html"  # has parts in Python and parts for the machine, and whoever parses imports it


def walls_of(storage: Storage) -> Walls:
    """What those who parse may reach: pages to read, and a place for what they make of them."""
    readable = folders.of_pages(storage.root)
    if not storage.is_read_only:
        with contextlib.suppress(OSError):  # made later, they are behind a worker's walls until another takes its place
            for folder in (*readable, storage.workshop):
                atomic.make_folder(folder)
    return Walls((*readable, resources.ROOT), (storage.workshop,), (COMPILED,))
