"""Reads tables (CSV): whatever separates, however lines end, and past a quote that was never closed."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING

from pressmark.archive.charset import decode
from pressmark.archive.exchange.importers.limits import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_DOCUMENT_BYTES,
    MAX_MENDS,
    MAX_READ_AGAIN,
)
from pressmark.archive.urls import is_public_scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressmark.archive.exchange.importers.entries import Entries

Row = dict[str, str]
"""The cells of a line by their columns' names, which are in lower case; what a short line lacks is empty."""

_SEPARATORS = ",;\t"
_END = "\x00"  # a line of its own behind the last one; no decoded text has it
_HEADER = 20_000  # characters that the names of the columns may take


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose columns are known and whose lines are still to be read."""

    columns: tuple[str, ...]
    text: str
    separator: str
    has_header: bool = True  # else the columns are named for what is in the first line

    def rows(self) -> Iterator[Row | int]:
        """The lines in order, empty ones left out; of one that cannot be read, its number."""
        csv.field_size_limit(MAX_DOCUMENT_BYTES)  # the module's own limit would end the reading, ours costs a line
        lines = io.StringIO(self.text, newline="").readlines()
        start = 0
        is_header = self.has_header
        for _try in range(min(MAX_MENDS, 1 + MAX_READ_AGAIN // max(1, len(self.text)))):
            at = start
            reader = csv.reader(chain(islice(lines, start, None), [_END]), delimiter=self.separator)
            broken = -1
            try:
                for cells in reader:
                    if cells == [_END]:
                        return
                    if cells and cells[-1].endswith(_END):
                        broken = at
                    elif any(cells):
                        if not is_header:
                            yield self._row(cells, at + 1)
                        is_header = False
                    at = start + reader.line_num
            except csv.Error:
                broken = at
            if broken < 0:
                return
            yield broken + 1
            start = broken + 1

    def readable_rows(self, name: str, entries: Entries) -> Iterator[Row]:
        """The lines that can be read; the others are skipped, by the file's `name` and their number."""
        for row in self.rows():
            if isinstance(row, int):
                entries.skip(f"{name}: {row}", "entry-damaged")
            else:
                yield row

    def _row(self, cells: list[str], line: int) -> Row | int:
        if any(len(cell) > MAX_CELL for cell in cells):
            return line
        row: Row = {}
        for column, cell in zip_longest(self.columns, cells[: len(self.columns)], fillvalue=""):
            row.setdefault(column, cell)  # of two columns of one name the first
        return row


def read_table(data: bytes) -> Table | None:
    """A table with the names of its columns; None for what has none.

    One without names whose first line has an address has one column with a name, `url`.
    """
    text = decode(data, "text/plain; charset=utf-8").lstrip("\ufeff")
    head = text.lstrip()[:_HEADER]
    tried = [(separator, _cells(head, separator)) for separator in _SEPARATORS]
    separator, cells = max(tried, key=lambda one: len(one[1]))
    has_header = not any(map(is_public_scheme, cells))
    columns = tuple(_name(cell) if has_header else "url" * is_public_scheme(cell) for cell in cells)
    return Table(columns, text, separator, has_header) if columns and len(columns) <= MAX_COLUMNS else None


def _cells(head: str, separator: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(head, newline=""), delimiter=separator), [])
    except csv.Error:
        return []


def _name(cell: str) -> str:
    return " ".join(cell.casefold().replace("_", " ").split())
