"""Knows the formats, and reads the files of an export with those that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.archive.charset import decode
from pressmark.archive.errors import ExchangeError
from pressmark.archive.exchange.importers import (
    any_table,
    bookmarks,
    browser_files,
    goodlinks,
    instapaper,
    karakeep,
    linkwarden,
    matter,
    mymind,
    omnivore,
    pinboard,
    pocket,
    raindrop,
    readeck,
    readwise,
    wallabag,
)
from pressmark.archive.exchange.importers.documents import parse
from pressmark.archive.exchange.importers.kinds import Kind
from pressmark.archive.exchange.importers.limits import MAX_DOCUMENT_BYTES, MAX_DOCUMENTS_BYTES, MAX_HEAD_BYTES
from pressmark.archive.exchange.importers.packages import BadMember, is_zip, members
from pressmark.archive.exchange.importers.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pressmark.archive.exchange.importers.entries import Entries
    from pressmark.archive.exchange.importers.kinds import DocumentKind, PackageKind, TableKind
    from pressmark.archive.exchange.importers.packages import Member
    from pressmark.archive.exchange.importers.tables import Table

_PACKAGES: tuple[PackageKind, ...] = (omnivore.PACKAGE, matter.PACKAGE, readeck.PACKAGE)
_TABLES: tuple[TableKind, ...] = (  # the first that fits counts
    pocket.TABLE,
    instapaper.TABLE,
    omnivore.TABLE,
    raindrop.TABLE,
    raindrop.TABLE_OF_ONE_FOLDER,
    readwise.TABLE,
    wallabag.TABLE,
    matter.TABLE,
    mymind.TABLE,
    *any_table.TABLES,
)
_DOCUMENTS: tuple[DocumentKind, ...] = (
    *pocket.DOCUMENTS,
    omnivore.DOCUMENT,
    wallabag.DOCUMENT,
    karakeep.DOCUMENT,
    linkwarden.DOCUMENT,
    pinboard.DOCUMENT,
    goodlinks.DOCUMENT,
    browser_files.FIREFOX_DOCUMENT,
    browser_files.CHROMIUM_DOCUMENT,
)

_TABLE_ENDINGS = (".csv", ".tsv")
_PAGE_ENDINGS = (".html", ".htm")
_IN_PAGES = (b"netscape-bookmark-file", b"pocket export")
_CHROMIUM = "Bookmarks"  # the file in the browser's own folder has no ending


class _Damaged(Exception):  # never crosses the border of the package
    """A file that says to be of a kind is not."""


def read_file(file: Path, entries: Entries) -> Kind | None:
    """Read a file or a folder; None where it is no export.

    Raises:
        ExchangeError: it is or says that it is one, and cannot be read.
    """
    entries.tell()
    try:
        is_folder, is_there = file.is_dir(), file.is_dir() or file.is_file()  # devices and pipes may never end
    except OSError as error:
        raise ExchangeError(file.name, code="export-unreadable") from error
    if not is_there:
        raise ExchangeError(file.name, code="export-unreadable")
    if is_folder or is_zip(file):
        return _read_package(members(file), entries)
    if not _may_be_read(file.name):
        if file.suffix.lower() == ".zip":
            raise ExchangeError(file.name, code="export-damaged")
        return None
    try:
        with file.open("rb") as stream:
            if file.suffix.lower() in _PAGE_ENDINGS and _kind_of_page(stream.read(MAX_HEAD_BYTES)) is None:
                return None
            stream.seek(0)
            data = stream.read(MAX_DOCUMENT_BYTES + 1)
    except (OSError, ValueError) as error:
        raise ExchangeError(file.name, code="export-unreadable") from error
    if len(data) > MAX_DOCUMENT_BYTES:
        raise ExchangeError(file.name, code="export-too-large")
    try:
        return _read_data(file.name, data, entries)
    except _Damaged as error:
        raise ExchangeError(file.name, code="export-damaged") from error


def looks_like_export(name: str, head: bytes) -> bool:
    """Whether a file may be an export, by its name and its first bytes."""
    ending = _ending(name)
    if ending in _PAGE_ENDINGS:
        return _kind_of_page(head) is not None
    if ending in _TABLE_ENDINGS:
        table = read_table(head)
        return table is not None and _kind_of_table(table) is not None
    return _may_be_read(name) and decode(head, "text/plain; charset=utf-8").lstrip("\ufeff \t\r\n")[:1] in {"{", "["}


def _read_package(found: Sequence[Member], entries: Entries) -> Kind | None:
    for package in _PACKAGES:
        if package.knows(found):
            package.read(found, entries)
            return package.kind
    return _read_each(found, entries)


def _read_each(found: Sequence[Member], entries: Entries) -> Kind | None:
    """Read files that only lie beside each other."""
    known: list[Kind] = []
    damaged: list[str] = []
    strange: list[str] = []
    room = MAX_DOCUMENTS_BYTES
    for member in found:
        if not _may_be_read(member.name):
            continue
        entries.tell()
        room -= member.size
        if room < 0:
            raise ExchangeError(member.file.name, code="export-too-large")
        try:
            kind = _read_data(member.name, member.read(MAX_DOCUMENT_BYTES), entries)
        except (BadMember, _Damaged):
            damaged.append(member.name)
            continue
        if kind is None:
            strange.append(member.name)
        else:
            known.append(kind)
    if damaged and not known:
        raise ExchangeError(damaged[0].rpartition("/")[2], code="export-damaged")
    for name in damaged:
        entries.skip(name, "entry-damaged")
    for name in strange if known else ():
        entries.skip(name, "unknown-type")
    return one_kind(known)


def one_kind(kinds: Sequence[Kind]) -> Kind | None:
    """What several files are together; None where there are none."""
    if not kinds:
        return None
    return kinds[0] if len(set(kinds)) == 1 else Kind("", "several")


def _read_data(name: str, data: bytes, entries: Entries) -> Kind | None:
    ending = _ending(name)
    if ending in _TABLE_ENDINGS:
        table = read_table(data)
        return None if table is None else _read_lines(name, table, entries)
    if ending in _PAGE_ENDINGS:
        return _read_page(data, entries)
    try:
        document = parse(data)
    except ValueError as error:
        raise _Damaged(name) from error
    del data
    for kind in _DOCUMENTS:
        if kind.knows(document):
            kind.read(document, entries)
            return kind.kind
    return None


def _read_lines(name: str, table: Table, entries: Entries) -> Kind | None:
    kind = _kind_of_table(table)
    if kind is None:
        return None
    entries.is_newest_first |= kind.is_newest_first
    for row in table.readable_rows(name, entries):
        kind.read(row, entries)
    return kind.kind


def _read_page(data: bytes, entries: Entries) -> Kind | None:
    kind = _kind_of_page(data[:MAX_HEAD_BYTES])
    if kind is pocket.POCKET:
        pocket.read_old_export(_as_text(data), entries)
    elif kind is not None:
        bookmarks.read_bookmarks(_as_text(data), entries)
    return kind


def _kind_of_table(table: Table) -> TableKind | None:
    columns = frozenset(table.columns)
    if any_table.has_secrets(columns):
        return None
    return next((kind for kind in _TABLES if kind.columns <= columns), None)


def _kind_of_page(head: bytes) -> Kind | None:
    small = head.lower()
    if not any(word in small for word in _IN_PAGES) and b"\0" not in head:  # spares a look at the encoding of others
        return None
    text = _as_text(head).lstrip("\ufeff")
    if bookmarks.are_bookmarks(text):
        return bookmarks.kind_of(text)
    return pocket.POCKET if pocket.is_old_export(text) else None


def _as_text(data: bytes) -> str:
    return decode(data, "text/html; charset=utf-8")


def _may_be_read(name: str) -> bool:
    return _ending(name) in {*_TABLE_ENDINGS, *_PAGE_ENDINGS, ".json"} or name.rpartition("/")[2] == _CHROMIUM


def _ending(name: str) -> str:
    return name[name.rfind(".") :].lower() if "." in name else ""
