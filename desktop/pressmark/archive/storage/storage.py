"""The door of the package: opens an archive's database and folders, and lets any thread read and change them.

Every call is one transaction of its own. Reads run side by side; changes wait for one another. What comes out are
frozen values, what goes wrong is a `StorageError`.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from pressmark.archive.errors import ArchiveDamaged, ArchiveMissing, StorageError
from pressmark.archive.storage import (
    articles,
    atomic,
    backups,
    charter,
    database,
    folders,
    migrations,
    opening,
    outbox,
    queue,
    replacement,
    reserve,
    restoring,
    states,
    tags,
)
from pressmark.archive.storage import rebuild as rebuilding
from pressmark.archive.storage.checking import OpeningCheck
from pressmark.archive.storage.faults import is_full, storage_errors
from pressmark.archive.storage.highlights import HighlightKeeper
from pressmark.archive.storage.importing import ImportKeeper
from pressmark.archive.storage.keeping import SnapshotStorage
from pressmark.archive.storage.lock import ArchiveLock
from pressmark.archive.storage.order import OrderKeeper
from pressmark.archive.storage.references import ReferenceKeeper
from pressmark.archive.storage.removal import Remover
from pressmark.archive.storage.searches import SearchKeeper
from pressmark.archive.storage.sidecars import SidecarKeeper
from pressmark.archive.storage.upkeep import Upkeep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from typing import Self

    from sqlalchemy.engine import Engine

    from pressmark.archive.storage.records import Job, NewRecord, Pending
    from pressmark.archive.values import Added, Article, Failure, Progress, RebuildReport, TagChange, VerifyReport

log = logging.getLogger(__name__)


def open_storage(
    root: Path,
    *,
    create: bool = True,
    read_only: bool = False,
    checks_later: bool = False,
    clock: Callable[[], datetime] = opening.utc_now,
    progress: Progress | None = None,
) -> Storage:
    """Open the archive in a folder.

    Args:
        root: its folder; links are followed once, here.
        create: make the archive if there is none.
        read_only: take no lock and write nothing at all to the folder; every change is refused.
        checks_later: leave the look at the database to `Storage.check`, for which every change waits.
        clock: tells the time, in UTC.
        progress: called with how much of a migration or check is done and of how much; what it raises ends this.

    Raises:
        ArchiveInUse: another process writes to it.
        ArchiveMissing: there is none and none was to be made.
        ArchiveTooNew: a newer Pressmark made it; nothing was touched.
        ArchiveDamaged: the database is not sound, not ours, or missing beside article folders.
        StorageError: it could not be read or written.
    """
    with storage_errors():
        root = opening.real_root(root)
        schema = opening.look(root, may_create=create and not read_only)
        if read_only:
            if schema < migrations.NEWEST:
                raise StorageError(str(schema), code="schema-too-old")
            if replacement.is_cut_off(root):
                raise ArchiveDamaged("cut-off")  # opening it for writing goes on with what was begun
            opened = _open_for_reading(root, clock)
        else:
            opening.make_root(root)
            open_it = partial(_open_with_lock, root, clock, progress, create=create, checks_later=checks_later)
            try:
                return open_it()
            except (OSError, DBAPIError) as error:
                if not is_full(error) or not reserve.give_up(root):
                    raise
                return open_it()
        if not checks_later:
            opened.check_or_leave(progress)
        return opened


def rebuild_storage(
    root: Path, clock: Callable[[], datetime] = opening.utc_now, progress: Progress | None = None
) -> RebuildReport:
    """Make the database again from the article folders; the present one moves to `backups/`.

    A database that still opens is opened first, so that the sidecars say everything that it knows.

    Args:
        root: the archive's folder.
        clock: tells the time, in UTC.
        progress: called with the number of articles done and of all; what it raises ends this.

    Raises:
        ArchiveInUse, ArchiveMissing, ArchiveTooNew, StorageError: nothing was changed.
    """
    with storage_errors():
        root = opening.real_root(root)
        if not root.is_dir():
            raise ArchiveMissing(root.name)
        with contextlib.suppress(ArchiveDamaged):
            _let_sidecars_say_all(root, clock, progress)
        return rebuilding.rebuild(root, clock(), progress)


def restore_storage(
    root: Path, file: Path, clock: Callable[[], datetime] = opening.utc_now, progress: Progress | None = None
) -> RebuildReport:
    """Go back to a copy of the database; what was saved since stays, and the present database moves to `backups/`.

    Where the present one is beyond opening, it is made again first: what only the sidecars know must outlive this.

    Raises:
        NotABackup: the file is no copy of this archive's database; nothing was changed.
        ArchiveInUse, ArchiveTooNew, StorageError: the archive is as it was.
    """
    with storage_errors():
        root, file = opening.real_root(root), file.resolve()
        backups.identify(file, migrations.NEWEST)
        try:
            _let_sidecars_say_all(root, clock, progress)
        except ArchiveMissing:
            pass
        except ArchiveDamaged:
            rebuilding.rebuild(root, clock(), progress)
        return restoring.restore(root, file, clock(), progress)


def _let_sidecars_say_all(root: Path, clock: Callable[[], datetime], progress: Progress | None) -> None:
    with open_storage(root, create=False, clock=clock, progress=progress) as storage:
        storage._sidecars.require_all()  # noqa: SLF001  # the same module


def _open_for_reading(root: Path, clock: Callable[[], datetime]) -> Storage:
    with ExitStack() as stack:
        engine = database.make_reading_engine(root / database.NAME, stack)
        stack.callback(engine.dispose)
        with Session(engine) as session:
            uuid = opening.read_uuid(session)
        return Storage(root, uuid, engine, None, stack.pop_all(), clock)


def _open_with_lock(
    root: Path, clock: Callable[[], datetime], progress: Progress | None, *, create: bool, checks_later: bool
) -> Storage:
    lock = ArchiveLock(root)
    try:
        storage = _open_for_writing(root, lock, clock, progress, create=create)
        if not checks_later:
            storage.check_or_leave(progress)
    except BaseException:
        lock.abandon()
        raise
    return storage


def _open_for_writing(
    root: Path, lock: ArchiveLock, clock: Callable[[], datetime], progress: Progress | None, *, create: bool
) -> Storage:
    replacement.finish(root)
    schema = opening.look(root, may_create=create)  # again, now that nobody else can change it
    if schema == 0:
        opening.found_archive(root, clock())
    elif schema < migrations.NEWEST:
        opening.migrate(root, schema, clock(), progress=progress)
    with ExitStack() as stack:
        engine = database.make_engine(root / database.NAME)
        stack.callback(engine.dispose)
        with Session(engine) as session:
            uuid = opening.read_uuid(session)
        return Storage(root, uuid, engine, lock, stack.pop_all(), clock)


class Storage(SnapshotStorage):
    """One open archive, made by `open_storage`: all of `StorageView`, and what changes it.

    Attributes:
        is_read_only: whether every change is refused with the code `read-only`.
        workshop: the folder in which all `scratch` folders are.
        searches: the saved searches.
        upkeep: what keeps the archive sound.
        order: the rules, and the colours of tags.
        highlights: the marked passages.
        references: who links to whom.
        imports: takes other programs' exports in.
    """

    def __init__(
        self,
        root: Path,
        uuid: str,
        engine: Engine,
        lock: ArchiveLock | None,
        resources: ExitStack,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(root, uuid, engine)
        self.is_read_only = lock is None
        self._lock, self._resources, self._clock = lock, resources, clock
        self.workshop = folders.staging(root) if lock else opening.place_aside(root, resources)
        is_thorough = lock is not None and lock.was_left_open
        self._opening_check = OpeningCheck(engine, self._recover, self._resume, is_thorough=is_thorough)
        self._one_writer = threading.RLock()
        self._sidecars = SidecarKeeper(root, self._reading, self._writing, is_read_only=self.is_read_only)
        self._remover = Remover(root, self._reading, self._writing, self._sidecars.lock, clock)
        self.upkeep = Upkeep(root, engine, self._sidecars, self._remover, self._reading, self._writing, clock)
        self.searches = SearchKeeper(root, self._reading, self._writing)
        self.order = OrderKeeper(root, self._reading, self._writing, self._changing)
        self.references = ReferenceKeeper(root, self._reading, self._writing)
        self.highlights = HighlightKeeper(self._reading, self._changing, clock)
        self.imports = ImportKeeper(self._reading, self._changing, self._kept, self._drop_unused_pages, clock)

    def check(self, progress: Progress | None = None) -> None:
        """Look at the database, where it was opened with `checks_later`; changes wait for its structure.

        Args:
            progress: called with how much is done and of how much; what it raises puts the rest off until the next
                start.

        Raises:
            ArchiveDamaged: it is not sound.
            Cancelled: it was put off, by `progress` or by `close`.
        """
        with storage_errors():
            self._opening_check.run(progress)

    def put_off_check(self) -> None:
        """End a `check`, or let none begin; changes that wait for it are made."""
        self._opening_check.put_off()

    def check_or_leave(self, progress: Progress | None) -> None:
        """Look at the database; where that fails, it is closed, and the lock is left to whoever took it."""
        try:
            self._opening_check.run(progress)
        except BaseException:
            self._is_open = False
            self._resources.close()
            raise

    def _recover(self) -> None:
        """Clear away what the last process could not finish."""
        if not self.is_read_only:
            with Session(database.writing(self._engine)) as session, session.begin():
                opening.recover(session, self.root)
            charter.found(self.root, self._clock())

    def _resume(self) -> None:
        """Go on with what an earlier process left: files to remove, sidecars to write."""
        if not self.is_read_only:
            self._remover.go_on()
            self._sidecars.keep_up()
            self.searches.keep_up()
            self.order.keep_up()

    def close(self) -> None:
        """Write what is due and let others open the archive; a second call does nothing."""
        if not self._is_open:
            return
        self._opening_check.put_off()
        if self._lock is not None:
            self._sidecars.close()
        self._is_open = False
        self._resources.close()
        if self._lock is not None:
            try:
                self._lock.abandon() if self._opening_check.is_due else self._lock.release()
            except OSError:
                log.exception("the lock's mark stays; the next start looks more closely")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    # saving

    def add(self, records: Sequence[NewRecord]) -> list[Added]:
        """Add articles and queue them, all in one transaction; on disk when it returns.

        An identity that is there already gives its id and `is_new=False`; it gets the tags, and leaves the trash.
        """
        with self._kept([record.page for record in records]) as files, self._changing() as session:
            return articles.add(session, records, files, self._clock())

    def enqueue(self, ids: Iterable[int], *, by_browser: bool = False) -> tuple[int, ...]:
        """Queue articles for another capture, at once; returns those that wait now (not those being captured)."""
        with self._changing() as session:
            return queue.enqueue(session, ids, self._clock(), by_browser=by_browser)

    def claim(self, ids: Iterable[int] | None = None) -> Job | None:
        """Take the next capture that is due (or the next of these articles, due or not) out of the queue."""
        with self._writing() as session:
            return queue.claim(session, self.root, self._clock(), ids)

    def release(self, id: int) -> None:
        """Put a claimed capture back."""
        with self._writing() as session:
            queue.release(session, id)

    def fail(self, id: int, failure: Failure, retry_at: datetime | None = None) -> Article:
        """End a claimed capture that brought nothing, for now (with `retry_at`) or for good.

        Raises:
            NoSuchArticle: it was purged meanwhile.
        """
        with self._changing() as session:
            queue.fail(session, id, failure, self._clock(), retry_at)
        return self.article(id)

    def finish(self, id: int) -> Article:
        """End a claimed capture that found the page unchanged.

        Raises:
            NoSuchArticle: it was purged meanwhile.
        """
        with self._changing() as session:
            queue.finish(session, id, self._clock())
        return self.article(id)

    # keeping order

    def tag(self, ids: Iterable[int], add: Sequence[str] = (), remove: Sequence[str] = ()) -> tuple[TagChange, ...]:
        """Add and remove tags; returns what really changed."""
        with self._changing() as session:
            return tags.tag(session, ids, add, remove, self._clock())

    def untag(self, changes: Iterable[TagChange]) -> None:
        """Undo what `tag` or `rename_tag` changed."""
        with self._changing() as session:
            tags.untag(session, changes, self._clock())

    def rename_tag(self, old: str, new: str) -> tuple[TagChange, ...]:
        """Rename a tag and those below it, merging with one that is there already."""
        with self._changing() as session:
            return tags.rename(session, old, new, self._clock())

    def set_read(self, ids: Iterable[int], value: bool) -> tuple[int, ...]:  # the value is the point
        """Mark as read or not; returns the ids that changed."""
        with self._changing() as session:
            return states.set_read(session, ids, self._clock(), value=value)

    def set_favourite(self, ids: Iterable[int], value: bool) -> tuple[int, ...]:  # the value is the point
        """Mark as favourite or not; returns the ids that changed."""
        with self._changing() as session:
            return states.set_favourite(session, ids, self._clock(), value=value)

    def set_title(self, id: int, title: str) -> str:
        """Give an article the person's title; an empty one brings the page's back. Returns the person's one before.

        Raises:
            NoSuchArticle: there is no such article.
        """
        with self._changing() as session:
            return articles.set_title(session, id, title, self._clock())

    def set_note(self, id: int, note: str) -> None:
        """Replace an article's note.

        Raises:
            NoSuchArticle: there is no such article.
        """
        with self._changing() as session:
            articles.set_note(session, id, note, self._clock())

    def set_progress(self, id: int, fraction: float) -> None:
        """Note how far an article was read, 0 to 1.

        Raises:
            NoSuchArticle: there is no such article.
        """
        with self._changing() as session:
            articles.set_progress(session, id, fraction, self._clock())

    def trash(self, ids: Iterable[int]) -> tuple[int, ...]:
        """Put into the trash; returns the ids that changed."""
        return self.upkeep.with_reserve(lambda: self._trash(list(ids)))

    def _trash(self, ids: Sequence[int]) -> tuple[int, ...]:
        with self._changing() as session:
            return states.trash(session, ids, self._clock())

    def restore(self, ids: Iterable[int]) -> tuple[int, ...]:
        """Take out of the trash; returns the ids that changed."""
        with self._changing() as session:
            return states.restore(session, ids, self._clock())

    def purge(self, ids: Iterable[int]) -> tuple[int, ...]:
        """Delete articles that lie in the trash for good, rows first; returns their ids."""
        return self.upkeep.purge(list(ids))

    # the index

    def outbox_done(self, entries: Iterable[Pending]) -> None:
        """Say that the index has these for good."""
        with self._writing() as session:
            outbox.done(session, entries)

    def queue_stale(self, revisions: Mapping[int, int]) -> int:
        """Put all into the outbox that differs from the revisions an index has; returns how many articles that are."""
        with self._writing() as session:
            return outbox.queue_stale(session, revisions)

    # keeping it sound

    def back_up_daily(self, progress: Progress | None = None) -> Path | None:
        """Make a verified copy of the database in `backups/`, unless the newest is younger than a day."""
        self._refuse_read_only()
        return self.upkeep.back_up_daily(progress)

    def verify(self, progress: Progress | None = None) -> VerifyReport:
        """Compare the files with the database; nothing is changed but sidecars that were due.

        Args:
            progress: called with the number of articles done and of all; what it raises ends this.
        """
        if not self.is_read_only:
            self._sidecars.write_all()
        return self.upkeep.verify(progress)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A folder for what is being taken apart, gone afterwards; what a kill leaves of it the archive sweeps away."""
        self._require_place()
        with storage_errors():
            if not self.is_read_only:
                atomic.make_folder(self.workshop)
            folder = TemporaryDirectory(prefix=atomic.PREFIX, dir=self.workshop)
        with folder as name:
            yield Path(name)

    def _require_place(self) -> None:
        if self._lock is not None and not self._lock.is_in_place():
            raise StorageError(code="place-gone")

    def _refuse_read_only(self) -> None:
        if self.is_read_only:
            raise StorageError(code="read-only")

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        self._refuse_read_only()
        if not self._is_open:
            raise StorageError(code="closed")
        self._opening_check.require()
        self._require_place()
        with storage_errors(), self._one_writer, Session(database.writing(self._engine)) as session, session.begin():
            yield session

    @contextmanager
    def _changing(self) -> Iterator[Session]:
        with self._writing() as session:
            yield session
        self._sidecars.keep_up()
