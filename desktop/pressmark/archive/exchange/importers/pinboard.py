"""Pinboard's JSON. Its tags have blanks between them, and its titles are called descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.archive.exchange.importers.dates import when
from pressmark.archive.exchange.importers.documents import is_set, objects, sample, text
from pressmark.archive.exchange.importers.entries import Entry
from pressmark.archive.exchange.importers.kinds import DocumentKind, Kind

if TYPE_CHECKING:
    from pressmark.archive.exchange.importers.entries import Entries

PINBOARD = Kind("Pinboard", "pinboard")


def _is_export(document: object) -> bool:
    return any({"href", "description"} <= one.keys() for one in sample(document))


def _read_export(document: object, entries: Entries) -> None:
    for one in objects(document):
        entries.add(
            Entry(
                text(one, "href"),
                text(one, "description"),
                text(one, "tags").split(),
                when(one.get("time")),
                is_read=not is_set(one["toread"]) if "toread" in one else None,
                note=text(one, "extended"),
            )
        )


DOCUMENT = DocumentKind(PINBOARD, _is_export, _read_export)
