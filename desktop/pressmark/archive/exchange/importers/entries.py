"""Gathers what the files of an export hold: one article for each address, and a reason for all that cannot be one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pressmark.archive.errors import ExchangeError, InvalidUrl
from pressmark.archive.exchange.importers.limits import (
    MAX_ENTRIES,
    MAX_HIGHLIGHTS,
    MAX_NAME,
    MAX_PROSE,
    MAX_TAG,
    MAX_TAGS,
    MAX_TITLE,
)
from pressmark.archive.urls import clean_text, identity, identity_or_empty, parse_url, without_surrogates
from pressmark.archive.values import Export, ImportedArticle, ImportedHighlight, Skipped, quote_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressmark.archive.values import LocalPage, PackedPage
    from pressmark.archive.values.progress import Progress

_EACH = 200  # entries between two words about how far it is
_LAST = datetime.max.replace(tzinfo=UTC)  # what has no date was saved when it is imported
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_ENDS = re.compile("\r\n?")


def prose(text: str) -> str:
    """A text of several lines as it can be kept: without controls and lone surrogates."""
    text = _LINE_ENDS.sub("\n", text[:MAX_PROSE])
    return without_surrogates(_UNPRINTABLE.sub("", text)).strip()


@dataclass(slots=True)
class Entry:
    """One entry of an export, as its file says it; `Entries` cleans it."""

    url: str
    title: str = ""
    tags: Iterable[str] = ()
    saved_at: datetime | None = None
    is_read: bool | None = None  # None where the export does not say
    is_favourite: bool = False
    progress: float = 0.0
    note: str = ""
    highlights: Iterable[ImportedHighlight] = ()
    page: LocalPage | PackedPage | None = None
    is_from_feed: bool = False


@dataclass(slots=True)
class _Found:
    """An article while more of its entries may come."""

    url: str
    title: str = ""
    tags: dict[str, str] = field(default_factory=dict)  # as compared, as written
    saved_at: datetime | None = None
    is_read: bool | None = None
    is_favourite: bool = False
    progress: float = 0.0
    notes: dict[str, None] = field(default_factory=dict)  # in order
    highlights: dict[str, ImportedHighlight] = field(default_factory=dict)  # by their words without blanks
    page: LocalPage | PackedPage | None = None
    is_from_feed: bool = True

    def take(self, entry: Entry, title: str) -> None:
        """Unite with what another entry of the same address says."""
        self.title = self.title or title
        for tag in entry.tags:
            name = clean_text(tag[: 4 * MAX_TAG])[:MAX_TAG].strip(" /")
            if name and len(self.tags) < MAX_TAGS:
                self.tags.setdefault(name.casefold(), name)
        dates = [date for date in (self.saved_at, entry.saved_at) if date is not None]
        self.saved_at = min(dates, default=None)
        states = [state for state in (self.is_read, entry.is_read) if state is not None]
        self.is_read = all(states) if states else None
        self.is_favourite |= entry.is_favourite
        if 0.0 <= entry.progress <= 1.0:  # NaN is not
            self.progress = max(self.progress, entry.progress)
        if note := prose(entry.note):
            self.notes.setdefault(note)
        for highlight in entry.highlights:
            self._mark(highlight)
        self.page = self.page or entry.page
        self.is_from_feed &= entry.is_from_feed

    def _mark(self, highlight: ImportedHighlight) -> None:
        quote, note = prose(highlight.quote), prose(highlight.note)
        key = quote_key(quote)
        before = self.highlights.get(key)
        if not quote or (before is None and len(self.highlights) >= MAX_HIGHLIGHTS):
            return
        if before is not None and before.note:
            is_more = note not in before.note and len(before.note) + len(note) < MAX_PROSE
            note = f"{before.note}\n\n{note}" if is_more else before.note
        colour = highlight.colour if before is None else before.colour or highlight.colour
        created = highlight.created_at if before is None else before.created_at or highlight.created_at
        self.highlights[key] = ImportedHighlight(quote if before is None else before.quote, note, colour, created)

    def article(self) -> ImportedArticle:
        """What it has become."""
        return ImportedArticle(
            url=self.url,
            title=self.title,
            tags=tuple(self.tags.values()),
            saved_at=self.saved_at,
            is_read=bool(self.is_read),
            is_favourite=self.is_favourite,
            progress=self.progress,
            note="\n\n".join(self.notes)[:MAX_PROSE],
            highlights=tuple(self.highlights.values()),
            page=self.page,
            is_from_feed=self.is_from_feed,
        )


class Entries:
    """The entries of one export.

    Args:
        name: of the file, for errors.
        progress: hears how many entries were read; what it raises ends the reading.
    """

    def __init__(self, name: str, progress: Progress | None = None) -> None:
        self.is_newest_first = False  # where the file has no dates, but an order
        self._name = name
        self._progress = progress
        self._found: dict[str, _Found] = {}
        self._asides: list[Entry] = []
        self._skipped: list[Skipped] = []
        self._count = 0
        self._merged = 0

    def __len__(self) -> int:
        """How many articles there are by now."""
        return len(self._found)

    def add(self, entry: Entry) -> None:
        """Take an entry in.

        Raises:
            ExchangeError: `export-too-large`, there are more than can be.
        """
        self._counted()
        url = entry.url.strip()
        if not url:
            self._skip(entry.title, "no-address")
            return
        try:
            address, key = parse_url(url), identity(url)
        except InvalidUrl as error:
            self._skip(entry.title or url, error.code, error.detail)
            return
        if key in self._found:
            self._merged += 1
        found = self._found.setdefault(key, _Found(address))
        found.take(entry, _title(entry.title, url, key))

    def add_aside(self, entry: Entry) -> None:
        """Take in what another file says about an article: no entry of its own, unless nothing else names it."""
        if len(self._asides) >= MAX_ENTRIES:
            raise ExchangeError(self._name, code="export-too-large")
        self._asides.append(entry)

    def skip(self, name: str, code: str, detail: str = "") -> None:
        """Remember an entry that cannot be taken in.

        Raises:
            ExchangeError: as `add` does.
        """
        self._counted()
        self._skip(name, code, detail)

    def export(self, source: str, kind: str) -> Export:
        """All that was gathered, in the order in which it was saved."""
        for aside in self._asides:
            key = identity_or_empty(aside.url)
            if key in self._found:
                self._found[key].take(aside, "")
            else:
                self.add(aside)
        self._asides.clear()
        articles = [found.article() for found in self._found.values()]
        if self.is_newest_first:
            articles.reverse()
        articles.sort(key=lambda article: article.saved_at or _LAST)
        return Export(source, kind, tuple(articles), tuple(self._skipped), self._count, self._merged)

    def tell(self) -> None:
        """Say how far it is."""
        if self._progress is not None:
            self._progress(self._count, 0)

    def _counted(self) -> None:
        if self._count >= MAX_ENTRIES:
            raise ExchangeError(self._name, code="export-too-large")
        if self._count % _EACH == 0:
            self.tell()
        self._count += 1

    def _skip(self, name: str, code: str, detail: str = "") -> None:
        self._skipped.append(Skipped(clean_text(name[: 4 * MAX_NAME])[:MAX_NAME], code, detail))


def _title(title: str, url: str, key: str) -> str:
    """The title; empty where it only says the address again."""
    title = clean_text(title[: 4 * MAX_TITLE])[:MAX_TITLE].rstrip()
    is_address = title == url or (" " not in title and identity_or_empty(title) == key)
    return "" if is_address else title
