"""The tables of `archive.db`. Rows never leave this package; see `migrations.py` for how a schema comes to be.

`article.revision` counts what the index has to know of (title, text, note), `article.edition` counts every change. The
article's sidecar is behind where `sidecar_edition` differs from `edition`, which is how none is ever forgotten.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from pressmark.archive.storage.columns import OwnName, SafeText, UtcTime
from pressmark.archive.storage.folders import (
    is_content_name,
    is_extraction_name,
    is_incoming_name,
    is_picture_name,
    is_snapshot_name,
    is_uuid,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_FLAGS = ("trashed_at", "is_read", "is_favourite", "status")  # make an index answer for every shelf on its own

_EMPTY = {"server_default": text("''")}  # what a column that was added later has in the rows before


def _text(**more: Any) -> Any:
    return Field(default="", sa_type=SafeText, **more)


def _name(is_own: "Callable[[str], bool]", **more: Any) -> Any:
    return Field(default="", sa_type=OwnName(is_own), **more)


def _time() -> Any:
    return Field(default=None, sa_type=UtcTime)


def _article(**more: Any) -> Any:
    return Field(foreign_key="article.id", ondelete="CASCADE", **more)


class ArchiveRow(SQLModel, table=True):
    """The archive itself; one row."""

    __tablename__ = "archive"

    id: int = Field(default=1, primary_key=True)
    uuid: str = _name(is_uuid)
    created_at: datetime = _time()


class ArticleRow(SQLModel, table=True):
    """One article without its text."""

    __tablename__ = "article"
    __table_args__ = (
        Index("article_by_saved", "saved_at", *_FLAGS),
        Index("article_by_published", "published", *_FLAGS),
        Index("article_by_title", "title_key", *_FLAGS),
        Index("article_by_host", "host", "language", "published", "trashed_at"),  # answers for facets on its own
        Index("article_by_byline", "byline", "trashed_at"),
        Index("article_sidecar_due", "id", sqlite_where=text("edition != sidecar_edition")),
        {"sqlite_autoincrement": True},  # ids of purged articles never come back
    )

    id: int = Field(default=None, primary_key=True)
    uuid: str = _text(unique=True)
    identity: str = _text(unique=True)
    url: str = _text()
    host: str = _text()
    trust: str = _text()
    is_local_network: bool = False
    given_title: str = _text()
    found_title: str = _text()
    title_key: str = _text()
    status: str = _text()
    failure_code: str = _text()
    failure_detail: str = _text()
    site: str = _text()
    byline: str = _text()
    standfirst: str = _text()
    excerpt: str = _text()
    language: str = _text()
    published: date | None = Field(default=None, sa_type=Date)
    words: int = 0
    quality: float = 0.0
    lead_image: str = _name(is_picture_name)
    note: str = _text()
    is_read: bool = False
    is_favourite: bool = False
    progress: float = 0.0
    trashed_at: datetime | None = _time()
    saved_at: datetime = _time()
    updated_at: datetime = _time()
    revision: int = 1
    edition: int = 1
    sidecar_edition: int = 0
    changed_from: str = _text(sa_column_kwargs=_EMPTY)  # the first snapshot, where the current text differs from its


class TextRow(SQLModel, table=True):
    """The text of an article's current snapshot."""

    __tablename__ = "article_text"

    article_id: int = _article(primary_key=True)
    text: str = _text()


class TagRow(SQLModel, table=True):
    """A tag; `key` is what makes two names the same tag."""

    __tablename__ = "tag"

    id: int = Field(default=None, primary_key=True)
    name: str = _text()
    key: str = _text(unique=True)


class ArticleTagRow(SQLModel, table=True):
    """Which article has which tag."""

    __tablename__ = "article_tag"
    __table_args__ = (Index("article_tag_by_tag", "tag_id", "article_id"),)

    article_id: int = _article(primary_key=True)
    tag_id: int = Field(foreign_key="tag.id", primary_key=True)


class HighlightRow(SQLModel, table=True):
    """A passage that the person marked; `start` and `end` are places in the article's text while it is attached."""

    __tablename__ = "highlight"
    __table_args__ = (Index("highlight_by_article", "article_id", "start"), {"sqlite_autoincrement": True})

    id: int = Field(default=None, primary_key=True)
    article_id: int = _article()
    quote: str = _text()
    prefix: str = _text()
    suffix: str = _text()
    start: int = 0
    end: int = 0
    is_attached: bool = True
    colour: str = _text()
    note: str = _text()
    created_at: datetime = _time()
    updated_at: datetime = _time()


class ReferencesRow(SQLModel, table=True):
    """The folder of the text that an article's references were read from."""

    __tablename__ = "references_read"

    article_id: int = _article(primary_key=True)
    folder: str = _text()


class ReferenceRow(SQLModel, table=True):
    """An article links to the page with this identity, whether it is in the archive or not."""

    __tablename__ = "reference"
    __table_args__ = (Index("reference_by_identity", "identity"),)

    article_id: int = _article(primary_key=True)
    identity: str = _text(primary_key=True)


class SnapshotRow(SQLModel, table=True):
    """One capture that was kept; `digest` is the SHA-256 of its response.json, which holds those of its files.

    `words` and `quality` are those of the extraction in use.
    """

    __tablename__ = "snapshot"
    __table_args__ = (
        UniqueConstraint("article_id", "folder"),
        Index("snapshot_current", "article_id", unique=True, sqlite_where=text("is_current")),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(default=None, primary_key=True)
    article_id: int = _article()
    folder: str = _name(is_snapshot_name)
    taken_at: datetime = _time()
    way: str = _text()
    final_url: str = _text()
    http_status: int | None = None
    words: int = 0
    quality: float = 0.0
    failure_code: str = _text()
    failure_detail: str = _text()
    digest: str = _text()
    is_current: bool = False
    version: int = Field(
        default=0, sa_column_kwargs={"server_default": text("0")}
    )  # of the extractor; 0: it did not say
    extraction: str = _name(
        is_extraction_name, sa_column_kwargs=_EMPTY
    )  # the folder of the extraction in use; empty for the snapshot's own


class ExtractionRow(SQLModel, table=True):
    """A snapshot's text made anew, in a folder of its own; `digest` is the SHA-256 of its made.json."""

    __tablename__ = "extraction"
    __table_args__ = (UniqueConstraint("article_id", "folder"), {"sqlite_autoincrement": True})

    id: int = Field(default=None, primary_key=True)
    article_id: int = _article()
    folder: str = _name(is_extraction_name)
    made_at: datetime = _time()
    version: int = 0
    is_by_hand: bool = False
    words: int = 0
    quality: float = 0.0
    digest: str = _text()


class DraftRow(SQLModel, table=True):
    """A snapshot or an extraction that is being made; a row left behind tells the next start what to clear away."""

    __tablename__ = "draft"

    article_id: int = _article(primary_key=True)
    folder: str = _name(is_content_name, primary_key=True)
    temporary: str = _text()


class QueueRow(SQLModel, table=True):
    """An article waiting to be captured."""

    __tablename__ = "queue"

    article_id: int = _article(primary_key=True)
    way: str = _text()
    queued_at: datetime = _time()
    not_before: datetime | None = _time()
    attempts: int = 0
    is_claimed: bool = False


class IncomingRow(SQLModel, table=True):
    """Content that the user brought, kept in `incoming/` until a whole snapshot of it exists."""

    __tablename__ = "incoming"

    article_id: int = _article(primary_key=True)
    file: str = _name(is_incoming_name, unique=True)
    content_type: str = _text()
    name: str = _text()


class OutboxRow(SQLModel, table=True):
    """What the index has not taken in yet; one row an article, the newest revision."""

    __tablename__ = "outbox"

    article_id: int = Field(primary_key=True)
    revision: int = 1
    is_deleted: bool = False


class SavedSearchRow(SQLModel, table=True):
    """A named query; `place` is its order in the sidebar."""

    __tablename__ = "saved_search"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int = Field(default=None, primary_key=True)
    name: str = _text()
    query: str = _text()
    place: int = 0


class RuleRow(SQLModel, table=True):
    """What is done to articles that a query finds; `tags` has one a line."""

    __tablename__ = "rule"

    id: int = Field(default=None, primary_key=True)
    query: str = _text()
    tags: str = _text()
    marks_read: bool = False
    marks_favourite: bool = False
    is_on: bool = True
    place: int = 0


class RuleDueRow(SQLModel, table=True):
    """A new article that the rules have not looked at yet, for its text is not in the index."""

    __tablename__ = "rule_due"

    article_id: int = _article(primary_key=True)


class TagColourRow(SQLModel, table=True):
    """The colour of a tag, by the tag's key; kept also while no article has the tag."""

    __tablename__ = "tag_colour"

    key: str = _text(primary_key=True)
    colour: str = _text()


class RemovalRow(SQLModel, table=True):
    """A purged article whose files are still to be deleted."""

    __tablename__ = "removal"

    article_id: int = Field(primary_key=True)
    incoming: str = _name(is_incoming_name)
