"""The bodies that are shown, told and exported: clean whatever the archive's files say.

A body was cleaned when it was made; but an archive may come from somebody else, and a file can be edited. One that is
not just what the cleaner writes is cleaned when it is read. Only a worker parses it, for nobody knows what it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pressmark.archive.errors import NotReadable, StorageError
from pressmark.archive.extraction.clean import clean_local, is_clean_local
from pressmark.archive.redoing import run_in_worker
from pressmark.archive.storage.folders import EXTRACTION

if TYPE_CHECKING:
    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Extraction
    from pressmark.workers.pool import WorkerPool


class Bodies:
    """Reads the bodies of one archive. Thread-safe.

    Args:
        storage: the open archive's storage.
        workers: where what is not clean is parsed.
    """

    def __init__(self, storage: Storage, workers: WorkerPool) -> None:
        self._storage, self._workers = storage, workers

    def extraction(self, id: int, snapshot: str = "") -> Extraction | None:
        """Return an extraction with a clean body; None where there is none.

        Raises:
            NoSuchArticle: there is no such article.
            StorageError: there is no such snapshot, the file cannot be read, or its body cannot be cleaned.
        """
        found = self._storage.extraction(id, snapshot)
        if found is None or is_clean_local(found.html):
            return found
        try:
            return replace(found, html=run_in_worker(self._workers, clean_local, found.html))
        except NotReadable as error:
            raise StorageError(EXTRACTION, code="file-damaged") from error

    def html(self, id: int, snapshot: str = "") -> str:
        """Return a clean body, its pictures at images/<name>; empty where there is none.

        Raises:
            NoSuchArticle, StorageError: as `extraction` does.
        """
        found = self.extraction(id, snapshot)
        return found.html if found else ""
