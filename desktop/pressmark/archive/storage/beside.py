"""A small file beside the database that says what belongs to no article, so that a new database loses nothing of it.

The rows are committed first. A crash before the file follows is mended at the next start, which writes it again.
"""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

from pressmark.archive.errors import StorageError
from pressmark.archive.storage import atomic, folders
from pressmark.archive.storage.drafts import to_json
from pressmark.archive.storage.faults import storage_errors

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)


class FileBeside:
    """One such file.

    Args:
        root: the archive's folder.
        name: of the file.
        version: the number that says how it is to be understood.
    """

    def __init__(self, root: Path, name: str, version: int) -> None:
        self._root, self._path, self._format = root, root / name, version

    def read(self) -> dict[str, Any] | None:
        """What it says; nothing where there is none, None where it cannot be understood."""
        if not self._path.exists():
            return {}
        try:
            fields = json.loads(atomic.read(self._path))
            return dict(fields) if fields["format"] == self._format else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, fields: dict[str, Any]) -> None:
        """Have it say this, unless it does; none is made only to say nothing. Never fails.

        One that cannot be understood is kept under another name.
        """
        data = to_json({"format": self._format, **fields})
        path = self._path
        try:
            with storage_errors():
                present = atomic.read(path) if path.is_file() else None
                if data != present and (any(fields.values()) or present is not None):
                    if present is not None and self.read() is None:
                        path.replace(path.with_name(f"unreadable-{path.name}"))
                    atomic.write(path, data, folders.staging(self._root))
        except StorageError:
            log.exception("%s not written beside the database; tried again at the next start", path.name)
