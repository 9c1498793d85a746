"""What the questions of the search box are put to, in one hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressmark.archive.completing import KnownNames
    from pressmark.archive.indexer import Indexer
    from pressmark.archive.shelves import Shelves
    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Changed


@dataclass(frozen=True, slots=True)
class Sources:
    """All of one archive that answers: filters by the storage, words by the indexer, the rest from memory."""

    storage: Storage
    indexer: Indexer
    shelves: Shelves
    names: KnownNames

    def changed(self, change: Changed) -> None:
        """Forget what a change may have made untrue."""
        self.shelves.changed(change)
        self.names.changed(change)
