"""The half of the storage that only looks: every call is one read of its own, and many run side by side."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlmodel import Session

from pressmark.archive.errors import NotABackup, StorageError
from pressmark.archive.storage import (
    articles,
    backups,
    content,
    counts,
    database,
    facets,
    insight,
    listing,
    migrations,
    outbox,
    rows,
)
from pressmark.archive.storage.faults import storage_errors
from pressmark.archive.storage.naming import NAMES
from pressmark.archive.values import Order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import Any

    from sqlalchemy.engine import Engine

    from pressmark.archive.storage.naming import NameKind
    from pressmark.archive.storage.records import Condition, IndexRecord, Makeup, Pending, Said
    from pressmark.archive.values import (
        Article,
        Counts,
        Extraction,
        Grouping,
        Hand,
        Insight,
        Progress,
        Selection,
        Shelf,
    )


class StorageView(ABC):
    """Looks into one open archive. Thread-safe. Calls on many ids pass over those that do not exist.

    Attributes:
        root: the archive's folder, without links.
        id: the archive's UUID.
        sqlite_version: of the library that reads it.
    """

    def __init__(self, root: Path, uuid: str, engine: Engine) -> None:
        self.root, self.id = root, uuid
        self._engine = engine
        self._is_open = True
        self.sqlite_version = database.VERSION

    def article(self, id: int) -> Article:
        """One article with its snapshots.

        Raises:
            NoSuchArticle: there is none.
        """
        with self._reading() as session:
            return articles.get(session, self.root, id)

    def articles(self, ids: Sequence[int]) -> list[Article]:
        """Articles in the order asked, without their snapshots."""
        with self._reading() as session:
            return articles.get_many(session, self.root, ids)

    def all_ids(self) -> list[int]:
        """Every article's id, trashed ones too, ascending."""
        with self._reading() as session:
            return listing.all_ids(session)

    def shelf(self, shelf: Shelf, order: Order = Order.SAVED) -> list[int]:
        """The ids on a shelf, in order."""
        with self._reading() as session:
            return listing.on_shelf(session, shelf, order)

    def group_names(self, grouping: Grouping) -> tuple[list[int], list[str]]:
        """All articles, in no order, and the name of the group that each is in."""
        with self._reading() as session:
            return listing.group_names(session, grouping)

    def matching(self, condition: Condition) -> frozenset[int]:
        """The ids of all articles, trashed ones too, that a filter lets through.

        Raises:
            ValueError: the filter has a word that is not documented at its class.
        """
        with self._reading() as session:
            return listing.matching(session, condition)

    def counts(self) -> Counts:
        """The numbers beside shelves, tags and sites."""
        with self._reading() as session:
            return counts.count(session)

    def insight(self) -> Insight:
        """The archive over time."""
        with self._reading() as session:
            return insight.look(session)

    def snapshot_count(self) -> int:
        """How many snapshots there are."""
        with self._reading() as session:
            return counts.snapshots(session)

    def selection(self, ids: Iterable[int]) -> Selection:
        """What these articles have in common."""
        with self._reading() as session:
            return counts.select_from(session, ids)

    def addresses(self) -> list[tuple[int, str, str]]:
        """Each article's id, identity and the key that its title sorts by, but for the trash."""
        with self._reading() as session:
            return listing.addresses(session)

    def titled_like(self, id: int, most: int = 40) -> list[Article]:
        """Articles outside the trash with the title of one, itself among them; the oldest first, and not all of many.

        Raises:
            NoSuchArticle: there is none.
        """
        with self._reading() as session:
            return articles.get_many(session, self.root, listing.titled_like(session, id, most))

    def keywords(self, id: int) -> tuple[str, ...]:
        """What the page itself says it is about.

        Raises:
            NoSuchArticle: there is no such article.
            StorageError: the file cannot be read.
        """
        with storage_errors():
            return content.keywords(self.snapshot_folder(id))

    def make_up(self, ids: Iterable[int], most: int) -> Makeup:
        """What these articles have, at most so many of each kind."""
        with self._reading() as session:
            return facets.make_up(session, ids, most)

    def names(self, kind: NameKind) -> list[tuple[str, int]]:
        """All tags, sites, languages or authors with how many articles have them, in no order."""
        with self._reading() as session:
            return NAMES[kind](session)

    def text(self, id: int) -> str:
        """An article's text; empty where it has none.

        Raises:
            NoSuchArticle: there is no such article.
        """
        with self._reading() as session:
            rows.require(session, id)
            return content.texts(session, [id]).get(id, "")

    def texts(self, ids: Iterable[int]) -> dict[int, str]:
        """The texts of those articles that have one."""
        with self._reading() as session:
            return content.texts(session, ids)

    def snapshot_folder(self, id: int, snapshot: str = "") -> Path | None:
        """The folder of a snapshot of this name, or of an article's current one.

        Raises:
            NoSuchArticle: there is no such article.
            StorageError: `no-such-snapshot`.
        """
        with self._reading() as session:
            found = content.chosen_folders(session, self.root, id, snapshot)
        return found[0] if found else None

    def extraction_folder(self, id: int, snapshot: str = "") -> Path | None:
        """The folder of the extraction in use, of a snapshot of this name or of the current one.

        Raises:
            NoSuchArticle: there is no such article.
            StorageError: `no-such-snapshot`.
        """
        with self._reading() as session:
            found = content.chosen_folders(session, self.root, id, snapshot)
        return found[1] if found else None

    def extraction(self, id: int, snapshot: str = "") -> Extraction | None:
        """The extraction in use, its body's pictures at images/<name>; None where there is no text.

        Raises:
            NoSuchArticle: there is no such article.
            StorageError: there is no such snapshot, or the file cannot be read.
        """
        with storage_errors():
            return content.extraction(self.extraction_folder(id, snapshot))

    def making(self, id: int) -> tuple[dict[str, str], Hand]:
        """How the extraction in use was made: where each picture lies by its address, and what was wished of it.

        Raises:
            NoSuchArticle: there is no such article.
            StorageError: the file cannot be read.
        """
        with storage_errors():
            return content.making(self.extraction_folder(id))

    def own_files(self, id: int) -> dict[str, str]:
        """Where each picture of the current snapshot lies by its address: images/<name>.

        Raises:
            NoSuchArticle: there is no such article.
            StorageError: the file cannot be read.
        """
        with storage_errors():
            return content.making(self.snapshot_folder(id))[0]

    def outdated(self, version: int) -> list[int]:
        """The articles whose text an older version of the extractor made, ascending."""
        with self._reading() as session:
            return listing.outdated(session, version)

    def body_html(self, id: int, snapshot: str = "") -> str:
        """The clean body, its pictures at images/<name>; empty where there is none.

        Raises:
            NoSuchArticle: there is no such article.
            StorageError: there is no such snapshot, or the file cannot be read.
        """
        found = self.extraction(id, snapshot)
        return found.html if found else ""

    def picture(self, id: int, name: str, snapshot: str = "") -> bytes:
        """A picture of a snapshot, by default of the current one.

        Raises:
            NoSuchArticle: there is no such article.
            StorageError: there is no such picture, or it cannot be read.
        """
        with storage_errors():
            return content.picture(self.snapshot_folder(id, snapshot), name)

    def response(self, id: int, snapshot: str = "") -> dict[str, Any]:
        """What a snapshot's response.json says (headers, redirects, files); empty without a snapshot.

        Raises:
            NoSuchArticle: there is no such article.
            StorageError: the file cannot be read.
        """
        with storage_errors():
            return content.response(self.snapshot_folder(id, snapshot))

    def outbox(self, limit: int) -> list[Pending]:
        """What the index has still to take in."""
        with self._reading() as session:
            return outbox.pending(session, limit)

    def outbox_of(self, ids: Iterable[int]) -> list[Pending]:
        """What of these articles the index has still to take in."""
        with self._reading() as session:
            return outbox.pending_of(session, ids)

    def outbox_size(self) -> int:
        """How much the index has still to take in."""
        with self._reading() as session:
            return outbox.size(session)

    def said(self, ids: Iterable[int]) -> list[Said]:
        """What these articles say, in no order."""
        with self._reading() as session:
            return content.said(session, ids)

    def index_records(self, ids: Iterable[int]) -> list[IndexRecord]:
        """What the index needs of these articles, by id."""
        with self._reading() as session:
            return outbox.index_records(session, ids)

    def back_up(self, target: Path, progress: Progress | None = None) -> Path:
        """Make a verified copy of the database outside the archive: a file of that name, or a new one in a folder.

        Raises:
            NotABackup: there is a file of that name already, and it is no copy of this archive's database.
            ArchiveDamaged: the copy is not sound, so neither is the database.
        """
        with storage_errors():
            if target.is_dir():
                target /= backups.name_for("pressmark", datetime.now(UTC))
            if target.exists() and backups.identify(target, migrations.NEWEST)[0] != self.id:
                raise NotABackup("other-archive")
            backups.back_up(self._engine, target.resolve(), target.resolve().parent, progress)
            return target

    @abstractmethod
    def _require_place(self) -> None:
        """Refuse where the archive's folder is not where it was.

        Raises:
            StorageError: `place-gone`.
        """

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        if not self._is_open:
            raise StorageError(code="closed")
        self._require_place()
        with storage_errors(), Session(self._engine) as session:
            yield session
