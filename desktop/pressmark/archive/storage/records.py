"""What storage takes in and gives out besides `archive.values`: plain, frozen, free of SQL."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pressmark.archive.values import Trust, Way

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from pathlib import Path

    from pressmark.archive.values import Extraction, Failure, Hand, ImportedHighlight, LocalPage


@dataclass(frozen=True, slots=True)
class NewRecord:
    """An article to be added and queued. `identity` decides whether it is there already."""

    url: str
    identity: str
    title: str = ""  # given by the person; no capture replaces it
    tags: tuple[str, ...] = ()
    page: LocalPage | None = None
    way: Way | None = None  # by default FILE with a page, else HTTP
    trust: Trust = Trust.USER
    is_local_network: bool = False


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """An article of another program's export, to be added and queued, or to be joined with the one that is there."""

    url: str
    identity: str
    title: str = ""  # as found there; a capture may replace it
    tags: tuple[str, ...] = ()
    saved_at: datetime | None = None
    is_read: bool = False
    is_favourite: bool = False
    progress: float = 0.0
    note: str = ""
    highlights: tuple[ImportedHighlight, ...] = ()
    page: LocalPage | None = None
    is_local_network: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """A capture that has been claimed: to be ended by `commit_snapshot`, `finish`, `fail` or `release`."""

    article_id: int
    url: str
    way: Way
    trust: Trust
    attempts: int  # this one included
    page: Path | None = None  # the content that the user brought
    content_type: str = ""
    name: str = ""  # the file's name where the content came from
    is_asked: bool = False  # by the person, now; else the queue goes on by itself
    sign_ins_since: datetime | None = None  # which sign-ins may serve it: those made since; None is none


@dataclass(frozen=True, slots=True)
class CaptureRecord:
    """What a capture found, to be committed with the files of its draft.

    Without `extraction` only the raw bytes were kept, and `failure` must say why; with both, the text is there but
    something else is not whole.
    """

    way: Way
    final_url: str
    http_status: int | None = None
    redirects: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    content_type: str = ""  # as received, with its charset
    extraction: Extraction | None = None
    html: str = ""  # the clean body, its pictures pointing to images/<name>
    lead_image: str = ""  # images/<name>
    failure: Failure | None = None
    version: int = 0  # of the extractor
    files: Mapping[str, str] = field(default_factory=dict)  # images/<name> of each picture's address


@dataclass(frozen=True, slots=True)
class ExtractionRecord:
    """A snapshot's text made anew, to be committed with the files of its draft."""

    snapshot: str  # its folder's name
    extraction: Extraction
    html: str
    lead_image: str
    version: int
    files: Mapping[str, str]
    hand: Hand | None = None  # what the person wished of it


@dataclass(frozen=True, slots=True)
class Pending:
    """Something that the index has still to take in, or (deleted) to forget."""

    article_id: int
    revision: int
    is_deleted: bool


@dataclass(frozen=True, slots=True)
class IndexRecord:
    """All that the index needs of one article."""

    id: int
    revision: int
    title: str
    standfirst: str
    text: str
    byline: str
    site: str
    url: str
    note: str
    highlights: str  # the passages and the notes on them, a blank line between
    language: str
    saved_at: datetime
    published: date | None


@dataclass(frozen=True, slots=True)
class Said:
    """What a passage for a hit may be taken from: the texts of one article."""

    id: int
    language: str
    text: str
    note: str
    highlights: str  # as in an `IndexRecord`


@dataclass(frozen=True, slots=True)
class Makeup:
    """What a set of articles has: names with how many articles have them, the most frequent first."""

    tags: tuple[tuple[str, int], ...]
    sites: tuple[tuple[str, int], ...]
    years: tuple[tuple[str, int], ...]  # of publication
    languages: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class HasTag:
    """With the tag or, unless `exactly`, with one below it. An empty name: without any tag.

    `begins`: or with a tag that begins like this, as in the two classes below.
    """

    name: str
    exactly: bool = False
    begins: bool = False


@dataclass(frozen=True, slots=True)
class OfSite:
    """From this host or one below it (`voz.us` covers `www.voz.us`), or from a site of this name."""

    name: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class InState:
    """`unread`, `read`, `fav`, `trash`, `inbox`, `queued`, `saved`, `partial`, `failed` or `problem`."""

    word: str


@dataclass(frozen=True, slots=True)
class Having:
    """`highlight`, `note`, `image`, `tag`, `text`, `snapshot` or `snapshot2`."""

    word: str


@dataclass(frozen=True, slots=True)
class SavedBetween:
    """Saved at `since` or later and before `until`; None is open."""

    since: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class PublishedBetween:
    """Published on `since` or later and before `until`; None is open, but a date must be known."""

    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class WordsBetween:
    """At least and at most so many words; None is open."""

    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class InLanguage:
    """In a language, any of its regions included: `en` covers `en-US`."""

    tag: str
    begins: bool = False


Condition = HasTag | OfSite | InState | Having | SavedBetween | PublishedBetween | WordsBetween | InLanguage
