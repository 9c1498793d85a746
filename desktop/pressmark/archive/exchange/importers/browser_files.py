"""Bookmarks as JSON: Firefox's copies, and the file `Bookmarks` of Chromium and what is made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.archive.exchange.importers.dates import since_1601, when
from pressmark.archive.exchange.importers.documents import objects, text
from pressmark.archive.exchange.importers.entries import Entry
from pressmark.archive.exchange.importers.folders import nested
from pressmark.archive.exchange.importers.kinds import DocumentKind, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressmark.archive.exchange.importers.documents import Object
    from pressmark.archive.exchange.importers.entries import Entries

FIREFOX = Kind("Firefox", "firefox")
CHROMIUM = Kind("", "bookmarks")

_TAGS_OF_FIREFOX = "tagsFolder"  # holds every bookmark that has tags once more, in a folder for each
_TAGS_GUID = "tags________"


def _is_firefox(document: object) -> bool:
    return isinstance(document, dict) and "children" in document and not document.keys().isdisjoint({"guid", "root"})


def _read_firefox(document: object, entries: Entries) -> None:
    if not isinstance(document, dict):
        return
    for top in objects(document.get("children")):  # the folders that Firefox made
        if top.get("root") == _TAGS_OF_FIREFOX or top.get("guid") == _TAGS_GUID:
            continue
        for one, path in _leaves(top, "title"):
            if "uri" in one:
                tags = [*text(one, "tags").split(","), path]
                entries.add(Entry(text(one, "uri"), text(one, "title"), tags, when(one.get("dateAdded"))))


def _is_chromium(document: object) -> bool:
    roots = document.get("roots") if isinstance(document, dict) else None
    return isinstance(roots, dict) and any(isinstance(root, dict) and "children" in root for root in roots.values())


def _read_chromium(document: object, entries: Entries) -> None:
    roots = document.get("roots") if isinstance(document, dict) else None
    for root in objects(list(roots.values())) if isinstance(roots, dict) else []:
        for one, path in _leaves(root, "name"):
            if "url" in one:
                entries.add(Entry(text(one, "url"), text(one, "name"), [path], since_1601(one.get("date_added"))))


def _leaves(root: Object, name: str) -> Iterator[tuple[Object, str]]:
    """What lies in a folder and in those below, in order, with its folder as a tag; the folder itself gives none."""
    waiting = [(child, "") for child in reversed(objects(root.get("children")))]
    while waiting:
        one, path = waiting.pop()
        if "children" in one:
            below = nested(path, text(one, name))
            waiting.extend((child, below) for child in reversed(objects(one.get("children"))))
        else:
            yield one, path


FIREFOX_DOCUMENT = DocumentKind(FIREFOX, _is_firefox, _read_firefox)
CHROMIUM_DOCUMENT = DocumentKind(CHROMIUM, _is_chromium, _read_chromium)
