"""Linkwarden: JSON with links in collections. Names in it are escaped as in HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.archive.exchange.importers.dates import when
from pressmark.archive.exchange.importers.documents import objects, sample, text
from pressmark.archive.exchange.importers.entries import Entry
from pressmark.archive.exchange.importers.folders import tree_of_folders
from pressmark.archive.exchange.importers.kinds import DocumentKind, Kind
from pressmark.archive.exchange.importers.markup import unescape

if TYPE_CHECKING:
    from pressmark.archive.exchange.importers.entries import Entries

LINKWARDEN = Kind("Linkwarden", "linkwarden")

_FIRST = "unorganized"  # the collection that every link begins in


def _is_export(document: object) -> bool:
    collections = document.get("collections") if isinstance(document, dict) else None
    return any("links" in one for one in sample(collections))


def _read_export(document: object, entries: Entries) -> None:
    if not isinstance(document, dict):
        return
    collections = [one | {"name": unescape(text(one, "name"))} for one in objects(document.get("collections"))]
    paths = tree_of_folders(collections)
    pinned = {str(link.get("id")) for link in objects(document.get("pinnedLinks"))}
    for one in collections:
        key = one.get("id")
        path = paths.get(key, "") if isinstance(key, str | int) else text(one, "name").replace("/", "-")
        tag = "" if path.casefold() == _FIRST else path
        for link in objects(one.get("links")):
            entries.add(
                Entry(
                    text(link, "url"),
                    unescape(text(link, "name")),
                    [*(unescape(text(label, "name")) for label in objects(link.get("tags"))), tag],
                    when(link.get("importDate")) or when(link.get("createdAt")),
                    is_favourite=str(link.get("id")) in pinned,
                    note=unescape(text(link, "description")),
                )
            )


DOCUMENT = DocumentKind(LINKWARDEN, _is_export, _read_export)
