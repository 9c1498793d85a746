"""Instapaper: a table, newest first, whose folder says the state or is one folder of the person's own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pressmark.archive.exchange.importers.dates import when
from pressmark.archive.exchange.importers.documents import texts
from pressmark.archive.exchange.importers.entries import Entry
from pressmark.archive.exchange.importers.folders import folder_name
from pressmark.archive.exchange.importers.kinds import Kind, TableKind

if TYPE_CHECKING:
    from pressmark.archive.exchange.importers.entries import Entries
    from pressmark.archive.exchange.importers.tables import Row

INSTAPAPER = Kind("Instapaper", "instapaper")


def _read_row(row: Row, entries: Entries) -> None:
    folder = row["folder"].strip()
    state = folder.lower()
    is_own = state not in {"unread", "archive", "starred", ""}
    entries.add(
        Entry(
            row["url"],
            row["title"],
            [*_tags(row.get("tags", "")), *([folder_name(folder)] if is_own else [])],
            when(row.get("timestamp", "")),
            is_read={"archive": True, "unread": False}.get(state),
            is_favourite=state == "starred",
            note=row["selection"],
        )
    )


def _tags(written: str) -> list[str]:
    """The tags, which are a JSON list inside the table."""
    try:
        return texts(json.loads(written))
    except (ValueError, RecursionError):
        return written.strip("[] ").split(",")


TABLE = TableKind(INSTAPAPER, frozenset({"url", "title", "selection", "folder"}), _read_row, is_newest_first=True)
