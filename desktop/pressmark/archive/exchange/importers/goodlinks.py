"""GoodLinks: JSON whose dates are seconds with a fraction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.archive.exchange.importers.dates import when
from pressmark.archive.exchange.importers.documents import is_set, objects, sample, text, texts
from pressmark.archive.exchange.importers.entries import Entry
from pressmark.archive.exchange.importers.kinds import DocumentKind, Kind
from pressmark.archive.values import ImportedHighlight

if TYPE_CHECKING:
    from pressmark.archive.exchange.importers.entries import Entries

GOODLINKS = Kind("GoodLinks", "goodlinks")


def _is_export(document: object) -> bool:
    return any({"url", "addedAt"} <= one.keys() for one in sample(document))


def _read_export(document: object, entries: Entries) -> None:
    for one in objects(document):
        marks = objects(one.get("highlights"))
        entries.add(
            Entry(
                text(one, "url"),
                text(one, "title"),
                texts(one.get("tags")),
                when(one.get("addedAt")),
                is_read=when(one.get("readAt")) is not None if "readAt" in one else None,
                is_favourite=is_set(one.get("starred")),
                highlights=[ImportedHighlight(text(mark, "content", "text"), text(mark, "note")) for mark in marks],
            )
        )


DOCUMENT = DocumentKind(GOODLINKS, _is_export, _read_export)
