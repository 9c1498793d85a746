"""Raindrop.io: the table that it exports, and the smaller one that it takes in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressmark.archive.exchange.importers.dates import when
from pressmark.archive.exchange.importers.documents import is_set
from pressmark.archive.exchange.importers.entries import Entry
from pressmark.archive.exchange.importers.folders import folder_tag
from pressmark.archive.exchange.importers.kinds import Kind, TableKind
from pressmark.archive.values import Colour, ImportedHighlight

if TYPE_CHECKING:
    from pressmark.archive.exchange.importers.entries import Entries
    from pressmark.archive.exchange.importers.tables import Row

RAINDROP = Kind("Raindrop.io", "raindrop")

_FIELD = re.compile(r"(?:^|\n)(Highlight|Note|Color):", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n\s*\n")
_COLOURS = {colour.value: colour for colour in Colour} | {"red": Colour.PINK, "orange": Colour.YELLOW}


def _read_row(row: Row, entries: Entries) -> None:
    entries.add(
        Entry(
            row["url"],
            row.get("title", ""),
            [*row["tags"].split(","), folder_tag(row.get("folder", ""))],
            when(row["created"]),
            is_favourite=is_set(row.get("favorite", "")),
            note=row.get("note", ""),
            highlights=_highlights(row.get("highlights", "")),
        )
    )


def _highlights(written: str) -> list[ImportedHighlight]:
    """The highlights of a cell: `Highlight:`, with `Note:` and `Color:` behind it; or texts and blank lines."""
    written = written.replace("\r\n", "\n")
    if _FIELD.search(written) is None:
        return [ImportedHighlight(quote) for quote in _BLANK_LINES.split(written)]
    found: list[dict[str, str]] = []
    pieces = _FIELD.split(written)
    for name, value in zip(pieces[1::2], pieces[2::2], strict=True):
        if name.lower() == "highlight":
            found.append({})
        if found:
            found[-1].setdefault(name.lower(), value.strip())
    return [
        ImportedHighlight(one["highlight"], one.get("note", ""), _COLOURS.get(one.get("color", "").lower()))
        for one in found
    ]


TABLE = TableKind(RAINDROP, frozenset({"url", "folder", "tags", "created"}), _read_row)
TABLE_OF_ONE_FOLDER = TableKind(
    RAINDROP, frozenset({"url", "excerpt", "tags", "created", "cover", "favorite"}), _read_row
)
