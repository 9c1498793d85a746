"""Writes articles in open formats: one module a format, each of which is given values and a place to write to.

Articles are written as they come, so that an archive of any size needs no more memory than one article, and a line for
each in what lists them all. Nothing is fetched and nothing is read from the archive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.archive.values import ExportKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import BinaryIO

    from pressmark.archive.values import ExportWords, WholeArticle

ENDINGS = {
    ExportKind.EPUB: ".epub",
    ExportKind.JSON: ".json",
    ExportKind.CSV: ".csv",
    ExportKind.BOOKMARKS: ".html",
}  # of the formats that are one file; the others are folders
WITH_BODIES = frozenset({ExportKind.HTML, ExportKind.MARKDOWN, ExportKind.EPUB, ExportKind.JSON})


def write_file(kind: ExportKind, stream: BinaryIO, articles: Iterable[WholeArticle], words: ExportWords) -> None:
    """Write articles in a format that is one file.

    Args:
        kind: one of `ENDINGS`.
        stream: at the beginning of an empty file; EPUB goes back in it.
        articles: in the order wanted, each of which may be forgotten when the next is asked for.
        words: those that are not the articles'.

    Raises:
        OSError: the stream's.
    """
    match kind:
        case ExportKind.JSON:
            from pressmark.archive.exchange.exporters.json_array import write_json

            write_json(stream, articles)
        case ExportKind.CSV:
            from pressmark.archive.exchange.exporters.csv_table import write_csv

            write_csv(stream, articles)
        case ExportKind.BOOKMARKS:
            from pressmark.archive.exchange.exporters.bookmarks import write_bookmarks

            write_bookmarks(stream, articles)
        case ExportKind.EPUB:
            from pressmark.archive.exchange.exporters.epub import write_epub

            write_epub(stream, articles, words)
        case _:
            raise ValueError(kind)


def write_folder(kind: ExportKind, folder: Path, articles: Iterable[WholeArticle], words: ExportWords) -> None:
    """Write articles in a format that is many files, into an empty folder; otherwise as `write_file`.

    Raises:
        OSError: a file could not be written.
    """
    match kind:
        case ExportKind.MARKDOWN:
            from pressmark.archive.exchange.exporters.notes import write_notes

            write_notes(folder, articles, words)
        case ExportKind.HTML:
            from pressmark.archive.exchange.exporters.site import write_site

            write_site(folder, articles, words)
        case _:
            raise ValueError(kind)
