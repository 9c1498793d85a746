"""Any other table in which a column has addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressmark.archive.exchange.importers.dates import when
from pressmark.archive.exchange.importers.documents import is_set
from pressmark.archive.exchange.importers.entries import Entry
from pressmark.archive.exchange.importers.folders import folder_tag
from pressmark.archive.exchange.importers.kinds import Kind, TableKind

if TYPE_CHECKING:
    from pressmark.archive.exchange.importers.entries import Entries
    from pressmark.archive.exchange.importers.tables import Row

TABLE_OF_LINKS = Kind("", "table")

_ADDRESSES = ("url", "link", "href", "uri", "address", "web address", "page url", "source url")
_TITLES = ("title", "name", "headline")
_TAGS = ("tags", "labels", "keywords", "categories", "category", "tag")
_FOLDERS = ("folder", "collection", "list")
_DATES = (
    *("date", "created", "created at", "added", "added at", "date added", "saved", "saved at", "time added"),
    *("timestamp", "time", "add date", "date created"),
)
_NOTES = ("note", "notes", "comment", "comments", "description")
_FAVOURITES = ("favorite", "favourite", "starred", "is favorite", "is starred", "is favourite")
_READ = ("archived", "is archived", "read", "is read")
_SECRETS = (
    *("password", "passwort", "kennwort", "mot de passe", "contraseña", "login password", "pwd"),
    *("otpauth", "otpurl", "totp"),
)
_BETWEEN_TAGS = re.compile(r"[,;|]")


def has_secrets(columns: frozenset[str]) -> bool:
    """Whether a table keeps passwords: Safari's export has one beside the bookmarks, and it is no list of articles."""
    return not columns.isdisjoint(_SECRETS)


def _first(row: Row, names: tuple[str, ...]) -> str:
    return next((row[name] for name in names if row.get(name, "").strip()), "")


def _read_row(row: Row, entries: Entries) -> None:
    read = _first(row, _READ)
    entries.add(
        Entry(
            _first(row, _ADDRESSES),
            _first(row, _TITLES),
            [*_BETWEEN_TAGS.split(_first(row, _TAGS)), folder_tag(_first(row, _FOLDERS))],
            when(_first(row, _DATES)),
            is_read=is_set(read) if read else None,
            is_favourite=is_set(_first(row, _FAVOURITES)),
            note=_first(row, _NOTES),
        )
    )


TABLES = tuple(TableKind(TABLE_OF_LINKS, frozenset({name}), _read_row) for name in _ADDRESSES)
