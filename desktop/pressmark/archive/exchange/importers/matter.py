"""Matter: a zip with a table, and the page of each article under the number that the table names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressmark.archive.exchange.importers.dates import when
from pressmark.archive.exchange.importers.documents import is_set
from pressmark.archive.exchange.importers.entries import Entry
from pressmark.archive.exchange.importers.kinds import Kind, PackageKind, TableKind
from pressmark.archive.exchange.importers.limits import MAX_DOCUMENT_BYTES
from pressmark.archive.exchange.importers.packages import BadMember
from pressmark.archive.exchange.importers.page_heads import page_head
from pressmark.archive.exchange.importers.tables import read_table
from pressmark.archive.values import PackedPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressmark.archive.exchange.importers.entries import Entries
    from pressmark.archive.exchange.importers.packages import Member
    from pressmark.archive.exchange.importers.tables import Row

MATTER = Kind("Matter", "matter")

_HISTORY = "_matter_history.csv"
_BETWEEN_TAGS = re.compile(r"[;,]")


def _is_package(members: Sequence[Member]) -> bool:
    return any(member.name.rpartition("/")[2] == _HISTORY for member in members)


def _read_package(members: Sequence[Member], entries: Entries) -> None:
    pages: dict[str, Member] = {}
    for member in members:
        name, dot, ending = member.name.rpartition("/")[2].rpartition(".")
        if dot and ending.lower() in {"html", "htm"}:
            pages[name] = member
    for member in members:
        if member.name.rpartition("/")[2] != _HISTORY:
            continue
        try:
            table = read_table(member.read(MAX_DOCUMENT_BYTES))
        except BadMember:
            table = None
        if table is None or not TABLE.columns <= set(table.columns):
            entries.skip(member.name, "entry-damaged")
            continue
        for row in table.readable_rows(member.name, entries):
            entry = _entry(row)
            page = pages.get(row.get("file id", "").strip())
            head = page_head(row["title"], [row.get("author", "")])
            entry.page = PackedPage(page.file, page.label, "text/html", head) if page else None
            entries.add(entry)


def _read_row(row: Row, entries: Entries) -> None:
    entries.add(_entry(row))


def _entry(row: Row) -> Entry:
    queued = row.get("in queue", "").strip() or row.get("saved", "").strip()
    return Entry(
        row["url"],
        row["title"],
        _BETWEEN_TAGS.split(row.get("tags", "")),
        when(row["last interaction date"]),
        is_read=is_set(row.get("read", "")) or (bool(queued) and not is_set(queued)),
        is_favourite=is_set(row.get("favorited", "")),
    )


PACKAGE = PackageKind(MATTER, _is_package, _read_package)
TABLE = TableKind(MATTER, frozenset({"title", "url", "last interaction date"}), _read_row)
