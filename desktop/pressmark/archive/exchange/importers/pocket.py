"""Pocket: the tables of its last exports with highlights and lists beside them, `ril_export.html`, and API dumps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressmark.archive.exchange.importers.dates import when
from pressmark.archive.exchange.importers.documents import is_set, objects, sample, text
from pressmark.archive.exchange.importers.entries import Entry
from pressmark.archive.exchange.importers.folders import folder_name
from pressmark.archive.exchange.importers.kinds import DocumentKind, Kind, TableKind
from pressmark.archive.exchange.importers.markup import Tag, tokens
from pressmark.archive.values import ImportedHighlight

if TYPE_CHECKING:
    from pressmark.archive.exchange.importers.documents import Object
    from pressmark.archive.exchange.importers.entries import Entries
    from pressmark.archive.exchange.importers.tables import Row

POCKET = Kind("Pocket", "pocket")

_BETWEEN_TAGS = re.compile(r"[|,]")
_DELETED = "2"
_TITLE = re.compile(r"<title>\s*Pocket Export\s*</title>", re.IGNORECASE)
_LINK = re.compile(r"<li>\s*<a\s+href=[^<>]{1,9000}\stime_added=", re.IGNORECASE)


def _read_row(row: Row, entries: Entries) -> None:
    entries.add(
        Entry(
            row["url"],
            row["title"],
            row["tags"].split("|"),
            when(row["time added"]),
            is_read=_is_archived(row["status"]),
        )
    )


def _is_archived(status: str) -> bool | None:
    return {"archive": True, "unread": False}.get(status.strip().lower())


def _is_highlights(document: object) -> bool:
    return any("url" in one and "title" in one and _quotes(one) for one in sample(document))


def _quotes(one: Object) -> list[Object]:
    return [mark for mark in objects(one.get("highlights")) if "quote" in mark]


def _read_highlights(document: object, entries: Entries) -> None:
    for one in objects(document):
        marks = list(map(_highlight, _quotes(one)))
        entries.add_aside(Entry(text(one, "url"), text(one, "title"), highlights=marks))


def _is_list(document: object) -> bool:
    return isinstance(document, dict) and {"slug", "title", "items"} <= document.keys()


def _read_list(document: object, entries: Entries) -> None:
    if isinstance(document, dict):
        name = folder_name(text(document, "title"))
        for one in objects(document.get("items")):
            entry = Entry(text(one, "url"), text(one, "title"), [name], note=text(one, "note"))
            entry.saved_at = when(document.get("createdAt"))
            entries.add_aside(entry)


def _is_dump(document: object) -> bool:
    listed = document.get("list") if isinstance(document, dict) else None
    return isinstance(listed, dict) and any("given_url" in one for one in sample(list(listed.values())))


def _read_dump(document: object, entries: Entries) -> None:
    listed = document.get("list") if isinstance(document, dict) else None
    for one in objects(list(listed.values())) if isinstance(listed, dict) else []:
        title, status = text(one, "resolved_title", "given_title"), str(one.get("status"))
        if status == _DELETED:
            entries.skip(title or text(one, "given_url"), "deleted")
            continue
        tags, marks = one.get("tags"), objects(one.get("annotations"))
        entries.add(
            Entry(
                text(one, "given_url", "resolved_url"),
                title,
                [str(tag) for tag in tags] if isinstance(tags, dict) else [],
                when(one.get("time_added")),
                is_read=status == "1",
                is_favourite=is_set(one.get("favorite")),
                highlights=map(_highlight, marks),
            )
        )


def _highlight(mark: Object) -> ImportedHighlight:
    return ImportedHighlight(text(mark, "quote"), created_at=when(mark.get("created_at")))


def is_old_export(head: str) -> bool:
    """Whether a page begins like `ril_export.html`."""
    return _TITLE.search(head) is not None and _LINK.search(head) is not None


def read_old_export(page: str, entries: Entries) -> None:
    """Take the links of `ril_export.html`: first those to read, below a second heading those that were read."""
    heading: list[str] | None = None
    title: list[str] | None = None
    link: dict[str, str] = {}
    is_read = False
    for token in tokens(page):
        if isinstance(token, str):
            for collected in (heading, title):
                if collected is not None:
                    collected.append(token)
        elif token.name == "h1":
            if token.is_end and heading is not None:
                is_read = "archive" in "".join(heading).lower()
            heading = None if token.is_end else []
        elif token.name in {"a", "li", "ul"}:
            if title is not None:
                entries.add(_linked(link, "".join(title), is_read=is_read))
            title, link = ([], token.attributes) if _is_link(token) else (None, {})


def _is_link(token: Tag) -> bool:
    return token.name == "a" and not token.is_end


def _linked(link: dict[str, str], title: str, *, is_read: bool) -> Entry:
    tags = _BETWEEN_TAGS.split(link.get("tags", ""))
    return Entry(link.get("href", ""), title, tags, when(link.get("time_added")), is_read=is_read)


TABLE = TableKind(POCKET, frozenset({"url", "title", "time added", "tags", "status"}), _read_row)
DOCUMENTS = (
    DocumentKind(POCKET, _is_highlights, _read_highlights),
    DocumentKind(POCKET, _is_list, _read_list),
    DocumentKind(POCKET, _is_dump, _read_dump),
)
