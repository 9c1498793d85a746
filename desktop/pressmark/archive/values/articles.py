"""Articles and their pages, on the way into the archive and in it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pressmark.archive.values.shaping import Chosen

_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ku ps sd ug ur yi".split())


def is_written_right_to_left(language: str) -> bool:
    """Whether a language, named as BCP 47 does, is written so."""
    return language.partition("-")[0].lower() in _RIGHT_TO_LEFT


class Status(StrEnum):
    """How far the saving of an article is."""

    QUEUED = "queued"
    CAPTURING = "capturing"
    SAVED = "saved"
    PARTIAL = "partial"  # the page is kept, but the text or some pictures are not; `Article.failure` says what
    FAILED = "failed"  # nothing could be kept but the address; `Article.failure` says why


UNDER_WAY = (Status.QUEUED, Status.CAPTURING)  # nothing can be said yet of what becomes of it


class Way(StrEnum):
    """How a capture was made."""

    HTTP = "http"
    BROWSER = "browser"
    FILE = "file"
    IMPORT = "import"  # in the queue: an import asks, whether or not a page came along

    @property
    def is_brought(self) -> bool:
        """Whether the person brought the page, so that it is somebody's word what its address says."""
        return self in (Way.FILE, Way.IMPORT)


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


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something is not whole: an `ArchiveError`'s code and detail, storable."""

    code: str
    detail: str = ""

    @property
    def may_pass(self) -> bool:
        """Whether the same try may go better another time."""
        return self.code not in {"private-address", "no-address"}


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
    needs_browser: bool = False  # the person says so; a page of their own needs none
    trust: Trust = Trust.USER  # who named the address; where a page comes with it, always the page


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
    version: int = 0  # of the extractor that made the text in use; 0 where it did not say
    extraction: str = ""  # the folder of that text where it was made anew; empty for the one of the capture
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """A snapshot's page as it was, laid out in a folder: `page.html`, and the numbered files that it names."""

    folder: Path
    parts: dict[str, str]  # the media type of each numbered file
    is_copy: bool  # with style sheets and pictures; else the page alone
    pages: int = 0  # of a PDF, whose pages are its parts; there may be more than parts


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
    changed_from: str = ""  # the folder of the first snapshot, where the current text is another one
    way: Way | None = None  # how the current snapshot was captured

    @property
    def is_right_to_left(self) -> bool:
        """Whether its language is written so."""
        return is_written_right_to_left(self.language)


@dataclass(frozen=True, slots=True)
class Page:
    """A decoded web page, the input of extraction. `url` is the final address, used to resolve links."""

    url: str
    html: str
    content_type: str = "text/html"


class Doubt(StrEnum):
    """A reason why an extraction may not be the whole article and nothing else."""

    TOO_SHORT = "too-short"  # so few words that they may be only the beginning
    CUT = "cut"  # it breaks off, or ends with a call to read on
    WALL = "wall"  # what is there asks to sign in, to pay, to agree or to switch scripts on
    PICTURES_MISSING = "pictures-missing"  # the page showed pictures with the text that are not here
    INCOMPLETE = "incomplete"  # the page's structured data, or its other pages, hold text that is not here
    UNSURE = "unsure"  # the judge could not tell the article from what is around it


class Source(StrEnum):
    """Where a fact about a page comes from."""

    JSON_LD = "json-ld"
    OPEN_GRAPH = "open-graph"
    META = "meta"
    MICRODATA = "microdata"
    PAGE = "page"  # what readers see
    ADDRESS = "address"
    TEXT = "text"  # found out from the article's text
    RULE = "rule"  # a rule that the person gave for the site


@dataclass(frozen=True, slots=True)
class Extraction:
    """The readable form of a page. `html` and `text` say the same thing.

    In `html`, pictures carry the absolute address they are to be fetched from; `pictures` lists those addresses in
    order, the lead picture first. A later step points them to local files or drops them.

    `published` and `modified` are days in the page's own zone; `published_at` and `modified_at` are the same with hour
    and zone, where the page states both. `canonical_url` is empty unless it lies on the page's own site. `sources`
    says of each field that was found where it comes from. `doubts` are the reasons for a low `quality`.
    """

    title: str
    standfirst: str = ""
    byline: str = ""
    site: str = ""
    published: date | None = None
    language: str = ""
    excerpt: str = ""
    html: str = ""
    text: str = ""
    lead_image: str = ""
    pictures: tuple[str, ...] = ()
    quality: float = 0.0
    canonical_url: str = ""
    keywords: tuple[str, ...] = ()
    published_at: datetime | None = None
    modified: date | None = None
    modified_at: datetime | None = None
    section: str = ""
    licence: str = ""  # the address or the name of the terms
    sources: dict[str, Source] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """All fields as JSON can carry them."""
        given = asdict(self)
        for name in ("published", "modified", "published_at", "modified_at"):
            given[name] = given[name].isoformat() if given[name] else None
        return given

    @classmethod
    def from_plain(cls, given: Mapping[str, Any]) -> Self:
        """Make what `to_plain` described; names of another version are passed over.

        Raises:
            ValueError, TypeError: it describes no extraction.
        """
        known: dict[str, Any] = {one.name: given[one.name] for one in fields(cls) if one.name in given}
        for name, kind in (
            ("published", date),
            ("modified", date),
            ("published_at", datetime),
            ("modified_at", datetime),
        ):
            known[name] = kind.fromisoformat(known[name]) if known.get(name) else None
        for name in ("pictures", "keywords"):
            known[name] = tuple(map(str, known.get(name, ())))
        known["doubts"] = tuple(Doubt(one) for one in known.get("doubts", ()))
        known["sources"] = {str(name): Source(one) for name, one in dict(known.get("sources", {})).items()}
        return cls(**known)


@dataclass(frozen=True, slots=True)
class Changed:
    """Tells listeners what may have changed; `ids` are the articles it concerns, none where it concerns no article."""

    ids: frozenset[int] = frozenset()
    counts: bool = True  # shelves, tags or sites may have other numbers
    membership: bool = True  # articles were added, removed or moved between shelves
    content: bool = False  # text, title or pictures changed: an open reader should reload
    searches: bool = False  # the saved searches themselves were changed
    index: bool = False  # the index took something in: a search may find more
    failed: tuple[tuple[int, Failure], ...] = ()  # captures that failed just now, and are not tried again by themselves
    outdone: tuple[Chosen, ...] = ()  # captures just made that are no better than what was there, which stays


@dataclass(frozen=True, slots=True)
class Damage:
    """One finding of `Archive.verify`."""

    kind: str  # "missing", "changed" or "orphaned" file; "database"
    article_id: int | None
    path: str  # relative to the archive
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """What `Archive.repair` did about one damage."""

    damage: Damage
    remedy: str  # "rewritten", "queued" for another capture, "taken-in", or "left" as it is


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


@dataclass(frozen=True, slots=True)
class Backup:
    """A kept copy of the database; pages and pictures are not in it."""

    file: Path
    made_at: datetime
    reason: str  # `daily`, `replaced` by a restore or a rebuild, `schema-5` before a migration, `before-repair`
    articles: int  # outside the trash
    bytes: int


@dataclass(frozen=True, slots=True)
class ArchiveFacts:
    """How much an archive holds, and what it takes on the disk."""

    articles: int  # trashed ones too
    snapshots: int
    database_bytes: int
    file_bytes: int
    index_bytes: int
    copies: int  # of the database, in `backups/`
    sqlite: str  # version
    landlock: int = 0  # version of what stands around those who read pages; 0 for none
