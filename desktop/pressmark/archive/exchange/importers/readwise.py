"""Readwise Reader's table of all documents. What a feed brought is in it, too, and says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressmark.archive.exchange.importers.dates import when
from pressmark.archive.exchange.importers.documents import fraction
from pressmark.archive.exchange.importers.entries import Entry
from pressmark.archive.exchange.importers.kinds import Kind, TableKind

if TYPE_CHECKING:
    from pressmark.archive.exchange.importers.entries import Entries
    from pressmark.archive.exchange.importers.tables import Row

READWISE = Kind("Readwise Reader", "readwise")

_FAVOURITE = "favorite"
_TAG = re.compile(  # one that is never closed takes the rest with it, so that nothing is read again and again
    r"'((?:[^'\\]|\\.)*+)'|\"((?:[^\"\\]|\\.)*+)\"|['\"].*", re.DOTALL
)
_ESCAPED = re.compile(r"\\(.)")


def _read_row(row: Row, entries: Entries) -> None:
    tags = _tags(row["document tags"])
    place = row["location"].strip().lower()
    entries.add(
        Entry(
            row["url"],
            row["title"],
            [tag for tag in tags if tag != _FAVOURITE],
            when(row["saved date"]),
            is_read=place == "archive",
            is_favourite=_FAVOURITE in tags,
            progress=fraction(row.get("reading progress", "")),
            is_from_feed=place == "feed",
        )
    )


def _tags(written: str) -> list[str]:
    """The tags, which are a list as Python writes it."""
    return [_ESCAPED.sub(r"\1", single or double) for single, double in _TAG.findall(written)]


TABLE = TableKind(READWISE, frozenset({"title", "url", "document tags", "saved date", "location"}), _read_row)
