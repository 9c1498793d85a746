"""wallabag: JSON of its second version and of its first, with the texts; and its table."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pressmark.archive.exchange.importers.dates import when
from pressmark.archive.exchange.importers.documents import is_set, objects, sample, text, texts
from pressmark.archive.exchange.importers.entries import Entry
from pressmark.archive.exchange.importers.kinds import DocumentKind, Kind, TableKind
from pressmark.archive.exchange.importers.page_heads import page_head
from pressmark.archive.urls import without_surrogates
from pressmark.archive.values import ImportedHighlight, LocalPage

if TYPE_CHECKING:
    from pressmark.archive.exchange.importers.documents import Object
    from pressmark.archive.exchange.importers.entries import Entries
    from pressmark.archive.exchange.importers.tables import Row

WALLABAG = Kind("wallabag", "wallabag")

_NO_TEXT = re.compile(r"\s*+(?:<p>\s*+)?(?:wallabag can.t retrieve contents|\[unable to retrieve full-text content\])")
_NO_TITLE = frozenset(  # what the first version called what it could not fetch
    "Untitled|Sans titre|Sin título|Ohne Titel|Bez názvu|Senza titolo|Bez tytułu|Sem título|Fără titlu|Без названия"
    "|No title found".casefold().split("|")
)


def _is_export(document: object) -> bool:
    return any("url" in one and ("is_archived" in one or "is_read" in one) for one in sample(document))


def _read_export(document: object, entries: Entries) -> None:
    for one in objects(document):
        title = text(one, "title")
        tags = one.get("tags")
        entries.add(
            Entry(
                text(one, "url", "given_url", "origin_url"),
                "" if title.strip().casefold() in _NO_TITLE else title,
                tags.split(",") if isinstance(tags, str) else _labels(tags),
                when(one.get("created_at")),
                is_read=is_set(one.get("is_archived")) or is_set(one.get("is_read")),
                is_favourite=is_set(one.get("is_starred")) or is_set(one.get("is_fav")),
                highlights=[
                    ImportedHighlight(text(mark, "quote"), text(mark, "text"), created_at=when(mark.get("created_at")))
                    for mark in objects(one.get("annotations"))
                ],
                page=_page(one, title),
            )
        )


def _labels(tags: object) -> list[str]:
    return [*texts(tags), *(text(tag, "label", "slug") for tag in objects(tags))]


def _page(one: Object, title: str) -> LocalPage | None:
    """The text with what is known of it, as a page; None where it was never fetched."""
    content = text(one, "content")
    if not content.strip() or _NO_TEXT.match(content):
        return None
    head = page_head(title, texts(one.get("published_by")), one.get("published_at"), text(one, "language"))
    return LocalPage((head + without_surrogates(content)).encode(), "text/html")


def _read_row(row: Row, entries: Entries) -> None:
    one: Object = {"content": row["content"], "language": row.get("language", "")}
    title = row["title"]
    saved_at = _twelve_hours(row["creation date"])
    entries.add(Entry(row["url"], title, row["tags"].split(","), saved_at, page=_page(one, title)))


def _twelve_hours(written: str) -> datetime | None:
    """The day, and an hour that may be half a day too early: the table does not say which half it means."""
    try:
        found = datetime.strptime(written.strip(), "%d/%m/%Y %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return when(written)
    return when(found.isoformat())


TABLE = TableKind(WALLABAG, frozenset({"title", "url", "content", "tags", "creation date"}), _read_row)
DOCUMENT = DocumentKind(WALLABAG, _is_export, _read_export)
