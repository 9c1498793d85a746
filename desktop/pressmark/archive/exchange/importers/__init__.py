"""Reads the exports of other programs: one module a format, each of which turns entries into `ImportedArticle`s.

Files come from anywhere. They are read within limits, a bad entry is skipped with its reason, and nothing is written.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from pressmark.archive.errors import ExchangeError
from pressmark.archive.exchange.importers.any_table import TABLE_OF_LINKS
from pressmark.archive.exchange.importers.entries import Entries
from pressmark.archive.exchange.importers.limits import MAX_HEAD_BYTES, MAX_MEMBERS, MAX_PAGE_BYTES
from pressmark.archive.exchange.importers.packages import BadMember, is_zip, member_named
from pressmark.archive.exchange.importers.reading import looks_like_export, one_kind, read_file
from pressmark.archive.values import LocalPage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pressmark.archive.values import Export, PackedPage
    from pressmark.archive.values.progress import Progress

__all__ = ["may_be_export", "read_export", "unpack"]

_IN_FOLDERS = re.compile(r"part_\d+\.csv|metadata_\d+_to_\d+\.json|_matter_history\.csv|ril_export\.html")


def read_export(files: Sequence[Path], progress: Progress | None = None) -> Export | None:
    """Read the files of one export: zips, tables (csv), JSON, HTML, or a folder that a zip was unpacked to.

    Args:
        files: all of one export; one that is none beside others that are is skipped as `unknown-type`.
        progress: hears how many entries were read; what it raises ends the reading.

    Returns:
        None where no file is of a kind that is known.

    Raises:
        ExchangeError: `export-damaged`, `export-locked`, `export-unreadable` or `export-too-large`, with the name of
            the file.
    """
    entries = Entries(files[0].name if files else "", progress)
    known = []
    for file in files:
        kind = read_file(file, entries)
        if kind is None:
            entries.skip(file.name, "unknown-type")
        else:
            known.append(kind)
    kind = one_kind(known)
    if kind is None or (kind is TABLE_OF_LINKS and not len(entries)):  # a table with a column of postal addresses
        return None
    return entries.export(kind.source, kind.name)


def unpack(page: PackedPage) -> LocalPage:
    """Read a page that lies inside an export.

    Raises:
        ExchangeError: `export-damaged`, `export-locked`, `export-unreadable` or `export-too-large`, with the name of
            the page or of the export; the page is not there (any more), or not as the export says.
    """
    name = (page.name or page.file.name).rpartition("/")[2]
    member = member_named(page.file, page.name)
    if member is None:
        raise ExchangeError(name, code="export-damaged")
    if member.size > MAX_PAGE_BYTES:
        raise ExchangeError(name, code="export-too-large")
    try:
        data = member.read(MAX_PAGE_BYTES)
    except BadMember as error:
        raise ExchangeError(name, code="export-damaged") from error
    return LocalPage(page.head.encode() + data, page.content_type, name)


def may_be_export(path: Path) -> bool:
    """Whether a file or a folder may be an export, by its name and its beginning. A saved page never is."""
    try:
        if path.is_dir():
            if (path / "data.json").is_file() and (path / "bookmarks").is_dir():
                return True
            return any(_IN_FOLDERS.fullmatch(one.name) for one in islice(path.iterdir(), MAX_MEMBERS))
        if not path.is_file():
            return False
        if path.suffix.lower() == ".zip":
            return is_zip(path)
        with path.open("rb") as stream:
            return looks_like_export(path.name, stream.read(MAX_HEAD_BYTES))
    except (OSError, ValueError):
        return False
