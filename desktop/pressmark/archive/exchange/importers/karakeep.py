"""Karakeep (once Hoarder): JSON with bookmarks and the lists that they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.archive.exchange.importers.dates import when
from pressmark.archive.exchange.importers.documents import objects, sample, text, texts
from pressmark.archive.exchange.importers.entries import Entry
from pressmark.archive.exchange.importers.folders import tree_of_folders
from pressmark.archive.exchange.importers.kinds import DocumentKind, Kind

if TYPE_CHECKING:
    from pressmark.archive.exchange.importers.entries import Entries

KARAKEEP = Kind("Karakeep", "karakeep")


def _is_export(document: object) -> bool:
    bookmarks = document.get("bookmarks") if isinstance(document, dict) else None
    return any("content" in one and "createdAt" in one for one in sample(bookmarks))


def _read_export(document: object, entries: Entries) -> None:
    if not isinstance(document, dict):
        return
    paths = tree_of_folders(objects(document.get("lists")))
    for one in objects(document.get("bookmarks")):
        content = one.get("content")
        link = content if isinstance(content, dict) else {}
        entries.add(
            Entry(
                text(link, "url", "sourceUrl"),
                text(one, "title") or text(link, "title", "text"),
                [*texts(one.get("tags")), *(paths.get(key, "") for key in texts(one.get("lists")))],
                when(one.get("createdAt")),
                is_read=one["archived"] is True if "archived" in one else None,
                note=text(one, "note"),
            )
        )


DOCUMENT = DocumentKind(KARAKEEP, _is_export, _read_export)
