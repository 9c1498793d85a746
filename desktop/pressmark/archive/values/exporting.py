"""Articles on their way to other programs, in open formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressmark.archive.values.articles import Article, Extraction
    from pressmark.archive.values.highlights import Highlight


class ExportKind(StrEnum):
    """The open formats that articles are taken along in."""

    HTML = "html"  # a folder of pages
    MARKDOWN = "markdown"  # a folder of notes
    EPUB = "epub"
    JSON = "json"  # all that is known
    CSV = "csv"
    BOOKMARKS = "bookmarks"


@dataclass(frozen=True, slots=True)
class WholeArticle:
    """One article on its way out, with as much of it as the format has room for."""

    article: Article
    extraction: Extraction | None = None  # with a clean body, its pictures at images/<name>
    text: str = ""
    marked_html: str = ""  # the body with the highlights in it
    highlights: tuple[Highlight, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)  # by what the body calls them

    @property
    def html(self) -> str:
        """The clean body; empty where there is none."""
        return self.extraction.html if self.extraction else ""


@dataclass(frozen=True, slots=True)
class ExportWords:
    """The few words of an export that are not the articles', in the person's language, and how figures are written."""

    title: str = "Articles"  # of all of it
    articles: str = "Articles: {n}"
    saved: str = "Saved {date}"
    note: str = "Note"
    highlights: str = "Highlights"
    contents: str = "Contents"
    back: str = "All articles"
    format_date: Callable[[date], str] = date.isoformat
    format_number: Callable[[int], str] = "{:,}".format


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    articles: int
    failed: tuple[int, ...] = ()  # those of which something could not be read, or has no place in the format
