"""`archive.json`: which archive a folder is, kept outside the database so that it outlives one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pressmark.archive.storage import atomic, folders
from pressmark.archive.storage.uuid7 import uuid7

if TYPE_CHECKING:
    from pathlib import Path

NAME = "archive.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Charter:
    """What never changes about an archive, and the highest id among purged articles, so that none is used twice."""

    uuid: str
    created_at: str
    last_id: int = 0


def found(root: Path, now: datetime, uuid: str = "") -> Charter:
    """The archive's charter; a new one is written where there is none that can be read, or none of this `uuid`."""
    charter = read(root)
    if charter is None or (uuid and charter.uuid != uuid):
        charter = Charter(uuid or uuid7(), now.astimezone(UTC).isoformat())
        _write(root, charter)
    return charter


def read(root: Path) -> Charter | None:
    """The charter, or None where there is none that can be read."""
    try:
        fields = json.loads(atomic.read(root / NAME))
        datetime.fromisoformat(fields["created_at"])
        if not folders.is_uuid(str(fields["uuid"])):
            return None
        return Charter(str(fields["uuid"]), str(fields["created_at"]), int(fields["last_id"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def note_last_id(root: Path, id: int, now: datetime) -> None:
    """Note, before its folder goes, that an id has been used."""
    charter = found(root, now)
    if id > charter.last_id:
        _write(root, replace(charter, last_id=id))


def _write(root: Path, charter: Charter) -> None:
    data = json.dumps({"format": FORMAT, **asdict(charter)}, indent=1).encode() + b"\n"
    atomic.write(root / NAME, data, folders.staging(root))
