"""What other programs' exports hold, on its way into the archive, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from pressmark.archive.values.articles import Failure, LocalPage, Status, Way
    from pressmark.archive.values.highlights import Colour, Highlight
    from pressmark.archive.values.order import TagChange


@dataclass(frozen=True, slots=True)
class PackedPage:
    """A page inside an export, which is unpacked only when its article is taken in."""

    file: Path  # the zip file; the page itself where the export was unpacked to a folder
    name: str  # of the page in the zip; a label, never a path on the disk; empty in a folder
    content_type: str
    head: str = ""  # HTML that comes before the page, for what it does not say of itself


@dataclass(frozen=True, slots=True)
class ImportedHighlight:
    """A passage that was marked in another program: its words, no place."""

    quote: str
    note: str = ""
    colour: Colour | None = None  # None where the export knows none
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """An article as another program's export describes it.

    With `page`, its text came along and nothing is fetched.
    """

    url: str  # http(s)
    title: str = ""  # empty where the export only repeats the address
    tags: tuple[str, ...] = ()
    saved_at: datetime | None = None
    is_read: bool = False
    is_favourite: bool = False
    progress: float = 0.0  # 0 to 1
    note: str = ""
    highlights: tuple[ImportedHighlight, ...] = ()
    page: LocalPage | PackedPage | None = None
    is_from_feed: bool = False  # a subscription brought it, nobody chose it


@dataclass(frozen=True, slots=True)
class Skipped:
    """An entry of an export that cannot be taken in, and why.

    Codes: those of `InvalidUrl` and of `capture.intake.Rejected`; `no-address` for an entry without one, `deleted` for
    one that the person had deleted there, `entry-damaged` for one that cannot be read.
    """

    name: str  # its title or address, or which entry of which file it is
    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """What the files of an export hold. `entries` = articles + `merged` + skipped."""

    source: str  # the program's own name, like "Pocket"; empty where only the kind of file is known
    kind: str  # what it is for people who script, like "pocket" or "bookmarks"
    articles: tuple[ImportedArticle, ...]  # one for each address
    skipped: tuple[Skipped, ...] = ()
    entries: int = 0
    merged: int = 0  # entries that went into another one with the same address


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What taking in an export would do."""

    new: int
    known: int  # are in the archive, trash included, and would get what the export adds
    from_feeds: int  # of the new ones
    with_text: int  # of the new ones; the others' pages would be fetched
    from_trash: int = 0  # of the known ones: would leave the trash


@dataclass(frozen=True, slots=True)
class Waiting:
    """How far the saving of an article was before a page was queued for it."""

    status: Status
    failure: Failure | None
    way: Way | None  # in which it waited already; None where it waited for nothing


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """What an import changed of an article that was there: what it was, and what it is."""

    id: int
    saved_at: tuple[datetime, datetime]
    is_favourite: tuple[bool, bool]
    note: tuple[str, str]
    trashed_at: datetime | None = None  # where it lay in the trash, which it left
    waiting: Waiting | None = None  # where a page was queued


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an export, and all that it takes to undo it."""

    new: tuple[int, ...] = ()
    known: tuple[int, ...] = ()  # were there before, whether or not the import added to them
    skipped: tuple[Skipped, ...] = ()
    tags: tuple[TagChange, ...] = ()  # of articles that were there
    highlights: tuple[Highlight, ...] = ()  # that came to articles that were there
    changes: tuple[ArticleChange, ...] = ()
    failure: Failure | None = None  # why it ended early: `cancelled`, or what could not be written

    @property
    def is_whole(self) -> bool:
        """Whether all of the export was taken in. Where it was not, importing it again takes in the rest."""
        return self.failure is None

    def pieces(self, size: int) -> Iterator[Imported]:
        """What it takes to undo it, in parts with at most `size` of each kind; the order of them does not matter."""
        longest = max(map(len, (self.new, self.tags, self.highlights, self.changes)))
        for start in range(0, longest, size):
            part = slice(start, start + size)
            yield Imported(
                new=self.new[part],
                tags=self.tags[part],
                highlights=self.highlights[part],
                changes=self.changes[part],
            )
