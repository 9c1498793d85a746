"""A table of what is known of articles, for spreadsheets: a line each, without their texts.

Spreadsheets calculate what begins like a formula, and a title is whatever its page says. Such a cell gets an
apostrophe before it, so what must come back as it was is better taken along as JSON.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from pressmark.archive.values import Article, WholeArticle

COLUMNS = tuple("title url site author published saved tags read favourite words language note uuid".split())
_FORMULA = tuple("=+-@\t\r\n")


def write_csv(stream: BinaryIO, articles: Iterable[WholeArticle]) -> None:
    """Write the table: UTF-8 with a byte order mark, for Excel takes anything else for a Windows code page.

    Raises:
        OSError: the stream's.
    """
    text = io.TextIOWrapper(stream, "utf-8-sig", errors="replace", newline="")
    try:
        table = csv.writer(text)
        table.writerow(COLUMNS)
        for one in articles:
            table.writerow(map(harmless, _cells(one.article)))
        text.flush()
    finally:
        text.detach()  # the stream is not ours to close


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _cells(article: Article) -> tuple[str, ...]:
    return (
        article.title,
        article.url,
        article.site,
        article.byline,
        article.published.isoformat() if article.published else "",
        article.saved_at.isoformat(),
        "; ".join(article.tags),
        "yes" if article.is_read else "no",
        "yes" if article.is_favourite else "no",
        str(article.words),
        article.language,
        article.note,
        article.uuid,
    )
