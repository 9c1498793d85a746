"""A snapshot while it is being made: a staging folder that is sealed and then renamed to its place.

What a folder holds is written down with its SHA-256 in response.json, last of all, and the row keeps the SHA-256 of
that file: so a later look can tell a file that is missing from one that changed and from one that is not ours.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from pressmark.archive.errors import StorageError
from pressmark.archive.storage import atomic, folders
from pressmark.archive.storage.cleaning import one_line, storable
from pressmark.archive.storage.faults import storage_errors
from pressmark.archive.values import Extraction, Hand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressmark.archive.storage.records import CaptureRecord, ExtractionRecord

FORMAT = 1
BYLINE_LIMIT = 500  # characters; longer ones are mistakes of a page
STANDFIRST_LIMIT = 2_000
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_SECRET = frozenset({"set-cookie", "set-cookie2"})  # a session is nothing to keep in a folder that people share
# A word, or one character of the scripts that put no spaces between words.
_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class SnapshotDraft:
    """A snapshot to be: fill its folder, then commit or discard it through the storage.

    Attributes:
        article_id: whose snapshot it will be.
        taken_at: when the capture began.
        name: the name its folder will have.
        folder: where its files go now; workers may write to it too, in `images/`.
    """

    article_id: int
    taken_at: datetime
    name: str
    folder: Path

    def write(self, name: str, data: bytes) -> Path:
        """Put a file into the snapshot; nothing needs to be flushed, the commit does.

        Args:
            name: relative, with `/`, every part plain ASCII.
            data: the content.

        Raises:
            StorageError: the name is not allowed, or the file could not be written.
        """
        parts = PurePosixPath(name).parts
        if not parts or any(_NAME.fullmatch(part) is None for part in parts) or name == folders.RESPONSE:
            raise StorageError(code="file-name")
        path = self.folder.joinpath(*parts)
        with storage_errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return path


def folder_name(taken_at: datetime, taken: set[str]) -> str:
    """The name of a snapshot's folder, different from those taken."""
    stamp = taken_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    number, name = 1, stamp
    while name in taken:
        number += 1
        name = f"{stamp}-{number}"
    return name


def seal(draft: SnapshotDraft, record: CaptureRecord, article: dict[str, Any]) -> str:
    """Write extraction.json and response.json and flush all to the disk; returns the SHA-256 of response.json.

    Raises:
        StorageError: the folder holds something that is neither a file nor a folder.
        OSError: something could not be read or written.
    """
    if record.extraction is not None:
        (draft.folder / folders.EXTRACTION).write_bytes(_extraction(record.extraction, record))
    extraction = record.extraction
    response = {
        "format": FORMAT,
        "article": article,
        "taken_at": draft.taken_at.astimezone(UTC).isoformat(),
        "way": record.way,
        "final_url": record.final_url,
        "redirects": record.redirects,
        "http_status": record.http_status,
        "content_type": record.content_type,
        "headers": [pair for pair in record.headers if pair[0].lower() not in _SECRET],
        "words": count_words(extraction.text) if extraction else 0,
        "quality": extraction.quality if extraction else 0.0,
        "failure_code": record.failure.code if record.failure else "",
        "failure_detail": record.failure.detail if record.failure else "",
        "version": record.version,
        "files": {name: digest_of(path) for name, path in files_in(draft.folder)},
    }
    data = to_json(response)
    (draft.folder / folders.RESPONSE).write_bytes(data)
    atomic.sync_tree(draft.folder)
    return hashlib.sha256(data).hexdigest()


def seal_extraction(draft: SnapshotDraft, record: ExtractionRecord, article: dict[str, Any]) -> str:
    """Do for an extraction what `seal` does for a snapshot; returns the SHA-256 of made.json.

    Raises:
        StorageError, OSError: as `seal` does.
    """
    (draft.folder / folders.EXTRACTION).write_bytes(_extraction(record.extraction, record, record.hand))
    made = {
        "format": FORMAT,
        "article": article,
        "snapshot": record.snapshot,
        "made_at": draft.taken_at.astimezone(UTC).isoformat(),
        "version": record.version,
        "is_by_hand": record.hand is not None,
        "words": count_words(record.extraction.text),
        "quality": record.extraction.quality,
        "files": {name: digest_of(path) for name, path in files_in(draft.folder)},
    }
    data = to_json(made)
    (draft.folder / folders.MADE).write_bytes(data)
    atomic.sync_tree(draft.folder)
    return hashlib.sha256(data).hexdigest()


def files_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files below a folder by their relative names, sorted.

    Raises:
        StorageError: there is a link or something stranger among them.
    """
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise StorageError(path.name, code="not-a-file")
        if path.is_dir():
            yield from ((f"{path.name}/{name}", file) for name, file in files_in(path))
        else:
            yield path.name, path


def digest_of(path: Path) -> str:
    """The SHA-256 of a file.

    Raises:
        OSError: it cannot be read, or is no file; see `atomic.read`.
    """
    atomic.require_file(path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def count_words(text: str) -> int:
    """How many words a text has; each character counts in scripts without spaces."""
    return sum(1 for _ in _WORD.finditer(text))


def facts(extraction: Extraction) -> dict[str, Any]:
    """What an article's row takes over from an extraction, cleaned and cut to size."""
    return {
        "found_title": one_line(extraction.title),
        "site": one_line(extraction.site, BYLINE_LIMIT),
        "byline": one_line(extraction.byline, BYLINE_LIMIT),
        "standfirst": one_line(extraction.standfirst, STANDFIRST_LIMIT),
        "excerpt": one_line(extraction.excerpt, STANDFIRST_LIMIT),
        "language": one_line(extraction.language, 35),  # RFC 5646 advises room for 35
        "published": extraction.published,
        "words": count_words(extraction.text),
        "quality": extraction.quality,
    }


def read_extraction(data: bytes) -> tuple[Extraction, str, str]:
    """Read an extraction.json: the extraction, the local body, the lead picture's local name.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: it is not one.
    """
    given = json.loads(data)
    texts = {name: str(given[name]) for name in _TEXTS}
    extraction = replace(
        Extraction.from_plain({**given, **texts}), quality=float(given["quality"]), html="", lead_image=""
    )
    return extraction, str(given["html"]), str(given["lead_image"])


def version_of(data: bytes) -> int:
    """The version of the extractor that made an extraction.json; 0 for one that did not say.

    Raises:
        ValueError, TypeError, AttributeError: it is none.
    """
    return int(json.loads(data).get("version", 0))


def read_making(data: bytes) -> tuple[dict[str, str], Hand]:
    """Read from an extraction.json how it was made: where each picture lies by its address, and what was wished.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: it is not one.
    """
    given = json.loads(data)
    files = {str(address): str(name) for address, name in dict(given.get("files", {})).items()}
    return files, Hand.from_plain(given.get("hand") or {})


def to_json(value: object) -> bytes:
    """JSON for people to read, always the same for the same value."""
    return storable(json.dumps(value, ensure_ascii=False, indent=1)).encode() + b"\n"


_TEXTS = ("title", "standfirst", "byline", "site", "language", "excerpt", "text", "html", "lead_image")


def _extraction(extraction: Extraction, record: CaptureRecord | ExtractionRecord, hand: Hand | None = None) -> bytes:
    """All of it, with the body and the lead picture as they are in the folder."""
    given = {name: one for name, one in extraction.to_plain().items() if name != "pictures"}
    made = {"version": record.version, "files": dict(record.files), "hand": hand.to_plain() if hand else None}
    return to_json({"format": FORMAT, **given, "lead_image": record.lead_image, **made, "html": record.html})
