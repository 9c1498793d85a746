"""Reads the links of texts that are new, behind everything else, so that who cites an article can be said at once.

The files are read and the addresses understood in a worker process: a hundred thousand texts take minutes, in which the
window would not be as live as it should.
"""

from __future__ import annotations

import json
import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from pressmark.archive.citing import cited
from pressmark.archive.errors import ArchiveError
from pressmark.workers.errors import WorkerError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressmark.archive.storage.storage import Storage
    from pressmark.workers.pool import WorkerPool

log = logging.getLogger(__name__)

PIECE = 200  # articles whose links are read in one go: some tenths of a second
PAUSE_SECONDS = 0.3  # between two pieces, for whoever else wants to write
QUIET_SECONDS = 2.0  # after the last word of something new, for an import to go first


class LinkReader:
    """Keeps the references of one archive complete.

    Args:
        storage: of the archive.
        workers: read the files.
    """

    def __init__(self, storage: Storage, workers: WorkerPool) -> None:
        self._storage, self._workers = storage, workers
        self._wake, self._is_stopping = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    def read_some(self, after: int = 0) -> int:
        """Read the links of some articles that are new; returns what to begin the next piece after, 0 at the end.

        Raises:
            StorageError: they could not be written.
        """
        found = self._storage.references.unread(after, PIECE)
        if found:
            links = self._links_in([str(file) for _, _, file in found])
            self._storage.references.put((id, name, some) for (id, name, _), some in zip(found, links, strict=True))
        return found[-1][0] if len(found) == PIECE else 0

    def start(self) -> None:
        """Read behind from now on."""
        if self._thread is None:
            self._wake.set()
            self._thread = threading.Thread(target=self._follow, name="pressmark-links", daemon=True)
            self._thread.start()

    def wake(self) -> None:
        """Say that there may be new texts."""
        self._wake.set()

    def stop(self) -> None:
        """End after the piece in hand."""
        self._is_stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()

    def _follow(self) -> None:
        while not self._is_stopping.is_set():
            self._wake.wait()
            while self._wake.is_set() and not self._is_stopping.is_set():
                self._wake.clear()
                self._is_stopping.wait(QUIET_SECONDS)
            try:
                after = 0
                while not self._is_stopping.is_set() and (after := self.read_some(after)):
                    self._is_stopping.wait(PAUSE_SECONDS)
            except ArchiveError:
                if not self._is_stopping.is_set():
                    log.exception("links not read; tried again with the next text")

    def _links_in(self, files: Sequence[str]) -> list[list[str]]:
        """Ask a worker; here, if it fails, one file at a time."""
        try:
            found: list[list[str]] = self._workers.run(links_in, files)
        except WorkerError as error:
            if not self._is_stopping.is_set():
                log.warning("links read without a worker: %s", error)
            return links_in(files)
        return found


def links_in(files: Sequence[str]) -> list[list[str]]:
    """Return the identities of the pages that each of some extractions links to; none for one that cannot be read."""
    return [list(cited(_body(Path(file)), "")) for file in files]


def _body(file: Path) -> str:
    try:
        body = json.loads(file.read_bytes())["html"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return body if isinstance(body, str) else ""
