"""The door to the core: one folder of saved articles, for the window, the command line and scripts alike.

    with open_archive(Path("~/Documents/Pressmark").expanduser()) as archive:
        archive.add([NewArticle("https://example.org/story")])
        archive.save_pending()
        print(archive.find("story").total)

`Archive` only delegates: the storage keeps, the saver captures, the indexer makes findable; what can be asked is
in `finding`. Every call may wait for the disk, so none belongs on a thread that must stay live.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Self

import platformdirs

from pressmark.archive import facts
from pressmark.archive.bodies import Bodies
from pressmark.archive.citing import Citing
from pressmark.archive.completing import KnownNames
from pressmark.archive.errors import ArchiveError, StorageError
from pressmark.archive.exporting import Exporting
from pressmark.archive.finding import Finding
from pressmark.archive.guarding import Guarding
from pressmark.archive.importing import Importing
from pressmark.archive.indexer import Indexer
from pressmark.archive.marking import Marking
from pressmark.archive.ordering import Ordering
from pressmark.archive.origin import Origin
from pressmark.archive.originals import lay_out_original
from pressmark.archive.reach import walls_of
from pressmark.archive.reading_links import LinkReader
from pressmark.archive.redoing import Redoer
from pressmark.archive.revising import Revising
from pressmark.archive.saved_searches import SavedSearchCounts
from pressmark.archive.saver import Saver
from pressmark.archive.scrubbing import Scrubber
from pressmark.archive.shelves import Shelves
from pressmark.archive.sign_ins import SignIns
from pressmark.archive.signing_in import SigningIn
from pressmark.archive.sources import Sources
from pressmark.archive.storage import restoring
from pressmark.archive.storage.faults import storage_errors
from pressmark.archive.storage.storage import open_storage, rebuild_storage, restore_storage
from pressmark.archive.storage.uuid7 import made_at
from pressmark.archive.values import Added, Changed, Failure, Original, Trust
from pressmark.archive.wishes import record_of
from pressmark.workers.pool import WorkerPool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from pressmark.archive.capture.full_copies import FullCopies
    from pressmark.archive.sign_ins import SignIn
    from pressmark.archive.storage.records import NewRecord
    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import (
        ArchiveFacts,
        Article,
        Backup,
        Chosen,
        NewArticle,
        Progress,
        RebuildReport,
        TagChange,
    )

log = logging.getLogger(__name__)

WORKERS = 2  # processes that parse; more would not help while the captures wait for the network
WORKER_SECONDS = 30.0
WORKER_BYTES = 1024**3


def open_archive(
    path: Path,
    *,
    cache: Path | None = None,
    create: bool = True,
    read_only: bool = False,
    checks_later: bool = False,
    has_browser: bool = False,
    sign_ins: Path | None = None,
    known: Path | None = None,
    progress: Progress | None = None,
) -> Archive:
    """Open the archive in a folder.

    Args:
        path: the archive's folder.
        cache: where the index goes, in a folder named after the archive; by default the platform's cache folder.
        create: make the archive if there is none.
        read_only: take no lock and write nothing, so that it can be open elsewhere.
        checks_later: leave the look at the database to `Archive.check`, for which every change waits.
        has_browser: render pages that need it in a process with a web engine; where there is none, the article says
            so. Without, no such process is ever started.
        sign_ins: the file, outside the archive, that keeps what says to sites who the person is; None keeps nothing.
        known: the file, outside the archive, that remembers which archives were opened here; what came along with one
            from elsewhere leads to no private network. By default it lies in the cache.
        progress: called with how much of a migration or check is done and of how much (0 where nobody knows); what it
            raises ends this.

    Raises:
        ArchiveInUse: another process writes to it.
        ArchiveMissing: there is none and none was to be made.
        ArchiveTooNew: a newer Pressmark made it; nothing was touched.
        ArchiveDamaged: the database is not sound, or missing beside article folders; `rebuild_archive` may help.
        StorageError: it could not be read or written.
    """
    storage = open_storage(path, create=create, read_only=read_only, checks_later=checks_later, progress=progress)
    caches = cache or platformdirs.user_cache_path("pressmark", appauthor=False)
    place = caches / storage.id
    known = known or caches / "known-archives.json"
    origin = Origin(known, storage.id, storage.upkeep.last_id, was_here=place.exists())
    return Archive(storage, place / "index", SignIns(sign_ins), origin, has_browser=has_browser)


def rebuild_archive(path: Path, progress: Progress | None = None) -> RebuildReport:
    """Make the database again from the article folders; the present one moves to `backups/`.

    Args:
        path: the archive's folder.
        progress: called with the number of articles done and of all; what it raises ends this.

    Raises:
        ArchiveInUse, ArchiveMissing, ArchiveTooNew, StorageError: nothing was changed.
    """
    return rebuild_storage(path, progress=progress)


def kept_backups(path: Path) -> list[Backup]:
    """Return the kept copies of the database that the archive in a folder can go back to, the youngest first.

    Raises:
        StorageError: the folder cannot be read.
    """
    with storage_errors():
        return restoring.kept(path)


def restore_archive(path: Path, file: Path, progress: Progress | None = None) -> RebuildReport:
    """Go back to a copy of the database; what was saved since stays, and the present database moves to `backups/`.

    Args:
        path: the archive's folder.
        file: the copy.
        progress: called with how much is done and of how much; what it raises ends this.

    Raises:
        NotABackup: the file is no copy of this archive's database.
        ArchiveInUse, ArchiveTooNew, StorageError: nothing was changed.
    """
    return restore_storage(path, file, progress=progress)


class Archive(Finding, Ordering, Marking, Revising, Guarding, Citing, Importing, Exporting):
    """One open archive, made by `open_archive`. Thread-safe; close it, or use it as a context manager.

    Attributes:
        root: the archive's folder.
        id: the archive's UUID.
        is_read_only: whether every change is refused.
    """

    def __init__(
        self, storage: Storage, index_folder: Path, sign_ins: SignIns, origin: Origin, *, has_browser: bool = False
    ) -> None:
        self.root = storage.root
        self.id = storage.id
        self.is_read_only = storage.is_read_only
        self._storage = storage
        self._index_folder = index_folder
        self._scrubber = Scrubber(storage, index_folder.parent)
        self._workers = WorkerPool(WORKERS, WORKER_SECONDS, WORKER_BYTES, walls_of(storage))
        self._links = LinkReader(storage, self._workers)
        self._indexer = Indexer(storage, index_folder, self._on_indexed)
        self._sources = Sources(storage, self._indexer, Shelves(storage), KnownNames(storage))
        self._search_counts = SavedSearchCounts(self._sources)
        self._redoer = Redoer(storage, self._workers)
        self._bodies = Bodies(storage, self._workers)
        self._saver = Saver(storage, self._workers, self._on_captured, sign_ins, origin, has_browser=has_browser)
        self._sign_ins, self._signing_in, self._origin = sign_ins, SigningIn(sign_ins), origin
        self._listeners: list[Callable[[Changed], None]] = []
        self._listening = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the background, close everything; captures under way go back to the queue."""
        self._scrubber.stop()
        self._storage.put_off_check()  # whoever waits for it can end
        self._links.stop()
        self._saver.stop()
        self._workers.close()
        self._indexer.close()
        self._storage.close()

    def subscribe(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Call `listener` after every change, on whatever thread made it; returns what ends that."""
        with self._listening:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._listening:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return unsubscribe

    # saving

    def add(self, wishes: Sequence[NewArticle]) -> list[Added]:
        """Put wishes on disk and queue them; whatever happens after it returns, no address is lost.

        Returns:
            One `Added` for each wish, in order. An address that is there already gives its article with
            `is_new=False`; it gets the wish's tags, and leaves the trash. A wish that cannot be understood has a
            `failure`.

        Raises:
            DiskFull, StorageError: nothing was added.
        """
        records: dict[int, NewRecord] = {}
        results: dict[int, Added] = {}
        for place, wish in enumerate(wishes):
            try:
                records[place] = record_of(wish, self._workers)
            except ArchiveError as error:
                results[place] = Added(wish.url, None, is_new=False, failure=Failure(error.code, error.detail))
        with self._saver.claiming:
            for place, added in zip(records, self._storage.add(list(records.values())), strict=True):
                results[place] = replace(added, url=wishes[place].url or added.url)
            pointed_at = {results[place].id: record for place, record in records.items() if record.page is None}
            self._origin.name(id for id, record in pointed_at.items() if id is not None and record.trust == Trust.USER)
            for one in results.values():
                if one.id in pointed_at and one.id is not None and one.is_new:
                    self._saver.asked(one.id)
        self._saver.wake()
        self._notify(Changed(frozenset(one.id for one in results.values() if one.id is not None)))
        return [results[place] for place in range(len(wishes))]

    def retry(self, ids: Iterable[int], *, by_browser: bool = False) -> None:
        """Capture again: what failed gets another try, what is saved gets a new snapshot.

        Whoever asks for an article has seen its site, but not the rest of an address that came in a file or with the
        archive. So such an address is asked as the person only where they signed in to the site after it came, as its
        failure tells them to; a sign-in from before must not be lent to whatever a file names.

        Args:
            ids: the articles.
            by_browser: render the pages, whatever plain requests would bring.

        Raises:
            StorageError: nothing was queued.
        """
        with self._saver.claiming:
            queued = self._storage.enqueue(ids, by_browser=by_browser)
            for article in self._storage.articles(queued):
                self._saver.forgive(article.url)
                # when it came, not when it was saved first: that may be what an export or a merged article says
                self._saver.asked(article.id, max(article.saved_at, made_at(article.uuid), self._origin.came_at))
        self._saver.wake()
        self._notify(Changed(frozenset(queued)))

    def start_saving(self) -> None:
        """Capture and index in the background from now on.

        Raises:
            StorageError: the archive was opened for reading only.
        """
        self._refuse_read_only()
        self._indexer.start()
        self._saver.start()
        self._links.start()

    def pause_saving(self) -> None:
        """Begin no further capture; those under way end."""
        self._saver.pause()

    def resume_saving(self) -> None:
        """Go on after `pause_saving`."""
        self._saver.resume()

    def copy_in_full(self, copies: FullCopies) -> None:
        """Say of which pages a full copy is to be kept beside the text; by default, of those that need the browser."""
        self._saver.copy_in_full(copies)

    # signing in

    def sign_in(self, url: str, labels: Mapping[str, str]) -> bool:
        """Show a window in which the person signs in to a site, and wait for it; see `SigningIn.run`.

        Raises:
            InvalidUrl, NotReadable, StorageError: there is no sign-in.
        """
        return self._signing_in.run(url, labels)

    def stop_signing_in(self) -> None:
        """Close the window of `sign_in`, if one is open."""
        self._signing_in.stop()

    def signed_in(self) -> list[SignIn]:
        """The sites that the person is signed in to."""
        return self._sign_ins.all()

    def sign_out(self, site: str) -> None:
        """Forget the cookies of a site.

        Raises:
            StorageError: they could not be taken from the disk.
        """
        self._sign_ins.forget(site)

    def save_pending(self, ids: Iterable[int] | None = None) -> None:
        """Capture what is queued (of these articles), for scripts; returns when each was tried once.

        Raises:
            StorageError: the archive was opened for reading only.
        """
        self._refuse_read_only()
        self._saver.save_pending(ids)
        self._indexer.sync()
        self.apply_rules_to_new()

    # looking

    def article(self, id: int) -> Article:
        """Return one article with its snapshots.

        Raises:
            NoSuchArticle: there is none.
        """
        return self._storage.article(id)

    def lay_out_original(self, id: int, target: Path) -> Original:
        """Write the page of an article's current snapshot to a folder, so that it can be shown as it was.

        Raises:
            NotReadable: there is none (`no-original`), or it cannot be read.
            NoSuchArticle, StorageError: likewise.
        """
        return lay_out_original(self._storage, self._workers, id, target)

    def articles(self, ids: Sequence[int]) -> list[Article]:
        """Return articles in the order asked, without their snapshots; ids that do not exist are left out."""
        return self._storage.articles(ids)

    def text(self, id: int) -> str:
        """Return an article's text; empty where it has none.

        Raises:
            NoSuchArticle: there is no such article.
        """
        return self._storage.text(id)

    # keeping order

    def tag(self, ids: Iterable[int], add: Sequence[str] = (), remove: Sequence[str] = ()) -> tuple[TagChange, ...]:
        """Add and remove tags; returns what really changed, for `untag`."""
        return self._told(self._storage.tag(ids, add, remove))

    def untag(self, changes: Sequence[TagChange]) -> None:
        """Undo what `tag` or `rename_tag` returned."""
        self._storage.untag(changes)
        self._told(tuple(changes))

    def rename_tag(self, old: str, new: str) -> tuple[TagChange, ...]:
        """Rename a tag and those below it, merging with one that is there already."""
        return self._told(self._storage.rename_tag(old, new))

    def set_read(self, ids: Iterable[int], value: bool) -> tuple[int, ...]:  # the value is the point
        """Mark as read or not; returns the ids that changed."""
        return self._moved(self._storage.set_read(ids, value))

    def set_favourite(self, ids: Iterable[int], value: bool) -> tuple[int, ...]:  # likewise
        """Mark as favourite or not; returns the ids that changed."""
        return self._moved(self._storage.set_favourite(ids, value))

    def trash(self, ids: Iterable[int]) -> tuple[int, ...]:
        """Put into the trash, which keeps it for 30 days; returns the ids that changed."""
        return self._moved(self._storage.trash(ids))

    def restore(self, ids: Iterable[int]) -> tuple[int, ...]:
        """Take out of the trash; returns the ids that changed."""
        return self._moved(self._storage.restore(ids))

    def purge(self, ids: Iterable[int]) -> tuple[int, ...]:
        """Delete articles that lie in the trash for good, with all their files; returns which."""
        return self._moved(self._storage.purge(ids))

    def set_title(self, id: int, title: str) -> str:
        """Give an article another title; an empty one brings the page's back. Returns what the person had given it.

        Raises:
            NoSuchArticle: there is no such article.
        """
        before = self._storage.set_title(id, title)
        self._to_index()
        self._notify(Changed(frozenset({id}), counts=False, membership=False, content=True))
        return before

    def set_note(self, id: int, note: str) -> None:
        """Replace an article's note.

        Raises:
            NoSuchArticle: there is no such article.
        """
        self._storage.set_note(id, note)
        self._to_index()
        self._notify(Changed(frozenset({id}), counts=False, membership=False))

    def set_progress(self, id: int, fraction: float) -> None:
        """Note how far an article was read, 0 to 1.

        Raises:
            NoSuchArticle: there is no such article.
        """
        self._storage.set_progress(id, fraction)
        self._notify(Changed(frozenset({id}), counts=False, membership=False))

    # keeping it sound

    def facts(self, is_wanted: Callable[[], bool] = lambda: True) -> ArchiveFacts:
        """Return how much there is and what it takes on the disk; ends early once `is_wanted` says no."""
        found = facts.gather(self._storage, self._index_folder, is_wanted)
        return replace(found, landlock=self._workers.walls_version)

    def reindex(self, progress: Progress | None = None) -> int:
        """Build the index anew; returns the number of articles in it.

        Raises:
            StorageError: the archive was opened for reading only, or cannot be read.
        """
        self._refuse_read_only()
        return self._indexer.reindex(progress)

    def _refuse_read_only(self) -> None:
        if self.is_read_only:
            raise StorageError(code="read-only")

    # telling

    def _on_captured(self, id: int, failure: Failure | None, outdone: Chosen | None = None) -> None:
        failed = ((id, failure),) if failure else ()
        self._notify(Changed(frozenset({id}), content=True, failed=failed, outdone=(outdone,) if outdone else ()))

    def _to_index(self) -> None:
        self._indexer.changed()

    def _on_indexed(self) -> None:
        self.apply_rules_to_new()
        self._links.wake()
        self._notify(Changed(counts=False, membership=False, index=True))

    def _told(self, changes: tuple[TagChange, ...]) -> tuple[TagChange, ...]:
        self._moved(tuple(change.id for change in changes))
        return changes

    def _moved(self, ids: tuple[int, ...]) -> tuple[int, ...]:
        if ids:
            self._notify(Changed(frozenset(ids)))
        return ids

    def _notify(self, changed: Changed, *, is_urgent: bool = True) -> None:
        if changed.ids:
            self._indexer.changed(changed.ids if is_urgent else ())
        self._sources.changed(changed)
        self._search_counts.changed(changed)
        with self._listening:
            listeners = list(self._listeners)
        for listener in listeners:
            try:
                listener(changed)
            except Exception:
                log.exception("a listener failed")  # the others and the change itself must not suffer
