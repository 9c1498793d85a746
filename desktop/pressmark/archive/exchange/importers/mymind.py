"""mymind: a table of cards, of which those with an address are articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.archive.exchange.importers.dates import when
from pressmark.archive.exchange.importers.entries import Entry
from pressmark.archive.exchange.importers.kinds import Kind, TableKind
from pressmark.archive.values import ImportedHighlight

if TYPE_CHECKING:
    from pressmark.archive.exchange.importers.entries import Entries
    from pressmark.archive.exchange.importers.tables import Row

MYMIND = Kind("mymind", "mymind")

_SNIPPET = "content"  # a card that is a passage of a page


def _read_row(row: Row, entries: Entries) -> None:
    is_snippet = row["type"].strip().lower() == _SNIPPET
    entries.add(
        Entry(
            row["url"],
            (row["title"] or row["content"]) if not row["url"].strip() else row["title"],
            row["tags"].split(","),
            when(row["created"]),
            note=row["note"],
            highlights=[ImportedHighlight(row["content"])] if is_snippet else [],
        )
    )


TABLE = TableKind(MYMIND, frozenset({"id", "type", "title", "url", "content", "note", "tags", "created"}), _read_row)
