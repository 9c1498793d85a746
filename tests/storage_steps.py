"""Steps that tests of the storage take again and again."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pressmark.archive.storage import database
from pressmark.archive.storage.records import CaptureRecord, NewRecord
from pressmark.archive.values import Extraction, Failure, LocalPage, Way

if TYPE_CHECKING:
    from pathlib import Path

    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Article

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that goes on by one second with every look, unless it is set."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def wish(name: str, *, title: str = "", tags: tuple[str, ...] = (), page: bytes | None = None) -> NewRecord:
    url = f"https://www.example.org/{name}"
    local = None if page is None else LocalPage(page, "text/plain", f"{name}.txt")
    return NewRecord(url, url, title=title, tags=tags, page=local)


def add(storage: Storage, name: str, *, title: str = "", tags: tuple[str, ...] = (), page: bytes | None = None) -> int:
    (added,) = storage.add([wish(name, title=title, tags=tags, page=page)])
    assert added.id is not None
    return added.id


def found(text: str = "A ferry left the harbour at dawn.", **more: object) -> Extraction:
    facts = {"title": "The ferry", "language": "en", "quality": 0.9, "excerpt": text[:40], **more}
    return Extraction(text=text, html=f"<p>{text}</p>", **facts)  # type: ignore[arg-type]  # tests know the fields


def capture(
    storage: Storage,
    id: int,
    extraction: Extraction | None = None,
    *,
    taken_at: datetime = START,
    failure: str = "",
    page: bytes = b"\x1f\x8b the page as it came",
) -> Article:
    draft = storage.begin_snapshot(id, taken_at)
    draft.write("page.html.gz", page)
    draft.write("images/abc.png", b"a picture")
    extraction = None if failure == "no-text" else extraction or found()
    record = CaptureRecord(
        Way.HTTP,
        f"https://www.example.org/final/{id}",
        200,
        headers=(("ETag", '"1"'), ("Set-Cookie", "session=1")),
        extraction=extraction,
        html=extraction.html if extraction else "",
        lead_image="images/abc.png" if extraction else "",
        failure=Failure(failure) if failure else None,
    )
    return storage.commit_snapshot(draft, record)


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file below a folder with its digest."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def break_table(root: Path, name: str) -> None:
    """Overwrite the first page of a table, which opening does not look at."""
    path = root / database.NAME
    data = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    data[(page - 1) * size : page * size] = b"\x05" * size
    path.write_bytes(data)
