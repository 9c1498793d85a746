"""What is kept, and what becomes of it: articles with all that belongs to them, changes, damages and reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path


class Status(StrEnum):
    """How far the saving of an article is."""

    QUEUED = "queued"
    CAPTURING = "capturing"
    SAVED = "saved"
    PARTIAL = "partial"  # the page is kept, but the text or some pictures are not; `Article.failure` says what
    FAILED = "failed"  # nothing could be kept but the address; `Article.failure` says why


class Way(StrEnum):
    """How a capture was made."""

    HTTP = "http"
    BROWSER = "browser"
    FILE = "file"
    IMPORT = "import"


class Trust(StrEnum):
    """Who named an address, which decides whether it may lie on a private network."""

    USER = "user"  # typed, pasted or dropped by the person
    PAGE = "page"  # named by a page or a redirect


class Shelf(StrEnum):
    """The fixed parts of the library in the sidebar. All but TRASH leave trashed articles out."""

    INBOX = "inbox"
    ALL = "all"
    FAVOURITES = "favourites"
    READ = "read"
    PROBLEMS = "problems"
    TRASH = "trash"


class Order(StrEnum):
    """Order of a listing. RELEVANCE falls back to SAVED where a query has no words to rank by."""

    RELEVANCE = "relevance"
    SAVED = "saved"
    PUBLISHED = "published"
    TITLE = "title"
    LENGTH = "length"  # the longest first


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something is not whole: an `ArchiveError`'s code and detail, storable."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LocalPage:
    """A page that the user brought as a file or as text, instead of an address to fetch."""

    data: bytes
    content_type: str  # text/html, text/plain, application/pdf, multipart/related or application/x-webarchive
    name: str = ""  # the file's name, for a title of last resort


@dataclass(frozen=True, slots=True)
class NewArticle:
    """A wish to save. Either `url` is an http(s) address, or `page` holds the content itself.

    With `page`, `url` is where it came from as far as known (http(s) or `file:`), else empty.
    """

    url: str
    title: str = ""
    tags: tuple[str, ...] = ()
    page: LocalPage | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one `NewArticle`, in the order given. `id` is None only where `failure` is set."""

    url: str
    id: int | None
    is_new: bool
    failure: Failure | None = None
    was_in_trash: bool = False  # the article lay there, and was taken out


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One capture that was kept. Its folder never changes after it was written."""

    id: int
    folder: str  # name of the folder below the article's, like 20240924T101500Z
    taken_at: datetime
    way: Way
    final_url: str
    http_status: int | None
    words: int
    quality: float  # 0 (nothing readable) to 1
    is_current: bool


@dataclass(frozen=True, slots=True)
class Article:
    """Everything a list or the reader's header shows of one article; text and pages are read apart."""

    id: int
    uuid: str
    url: str  # as given, or the page's address for a file
    title: str  # never empty: the title, else the address
    status: Status
    saved_at: datetime
    updated_at: datetime
    site: str = ""
    byline: str = ""
    standfirst: str = ""
    excerpt: str = ""
    language: str = ""  # BCP 47, for example "en-US"; empty where unknown
    published: date | None = None
    words: int = 0
    quality: float = 0.0
    is_read: bool = False
    is_favourite: bool = False
    progress: float = 0.0  # 0 to 1, how far it was read
    trashed_at: datetime | None = None
    failure: Failure | None = None
    tags: tuple[str, ...] = ()
    note: str = ""
    lead_image: Path | None = None  # absolute path of a picture inside the archive
    snapshots: tuple[Snapshot, ...] = ()  # newest first; filled by `Archive.article`, empty in listings
    is_local_network: bool = False  # the address lies on a private network


@dataclass(frozen=True, slots=True)
class TagChange:
    """What changed in one article's tags; enough to undo it."""

    id: int
    added: tuple[str, ...]
    removed: tuple[str, ...]


class Colour(StrEnum):
    """The colours of highlights."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"


@dataclass(frozen=True, slots=True)
class Highlight:
    """A quoted passage of an article, with what stood around it.

    `start` and `end` are places in the article's text; they are those of long ago while `is_attached` is False, because
    a newer text has nothing like the quote.
    """

    id: int
    article_id: int
    quote: str
    prefix: str
    suffix: str
    start: int
    end: int
    colour: Colour
    note: str
    created_at: datetime
    updated_at: datetime
    is_attached: bool = True


@dataclass(frozen=True, slots=True)
class Counts:
    """Live numbers for the sidebar and the status bar; shelves as in `Shelf`."""

    shelves: dict[Shelf, int] = field(default_factory=dict)
    tags: tuple[
        tuple[str, int], ...
    ] = ()  # tag with its own number of articles, sorted by name; parents are implied by "/"
    sites: tuple[tuple[str, int], ...] = ()  # most frequent first
    queued: int = 0
    capturing: int = 0


@dataclass(frozen=True, slots=True)
class Changed:
    """Tells listeners what may have changed; `ids` are the articles it concerns, none where it concerns no article."""

    ids: frozenset[int] = frozenset()
    counts: bool = True  # shelves, tags or sites may have other numbers
    membership: bool = True  # articles were added, removed or moved between shelves
    content: bool = False  # text, title or pictures changed: an open reader should reload
    searches: bool = False  # the saved searches themselves were changed
    index: bool = False  # the index took something in: a search may find more
    failed: tuple[tuple[int, Failure], ...] = ()  # captures that have just failed


@dataclass(frozen=True, slots=True)
class Damage:
    """One finding of `Archive.verify`."""

    kind: str  # "missing", "changed" or "orphaned" file; "database"
    article_id: int | None
    path: str  # relative to the archive
    detail: str = ""


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """The result of `Archive.verify`; clean when `damages` is empty."""

    articles: int
    snapshots: int
    files: int
    damages: tuple[Damage, ...] = ()


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """The result of rebuilding the database from the article folders."""

    articles: int
    snapshots: int
    skipped: tuple[Damage, ...] = ()  # folders that could not be read, left where they are
