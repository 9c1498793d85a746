"""The part of the storage that takes snapshots in, and texts made anew of them: files first, then rows."""

from __future__ import annotations

import logging
import shutil
from abc import abstractmethod
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlmodel import select

from pressmark.archive.errors import StorageError
from pressmark.archive.storage import articles, atomic, drafts, extractions, folders, rows, snapshots
from pressmark.archive.storage.faults import storage_errors
from pressmark.archive.storage.tables import DraftRow, IncomingRow
from pressmark.archive.storage.view import StorageView
from pressmark.archive.values import Chosen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from sqlmodel import Session

    from pressmark.archive.storage.drafts import SnapshotDraft
    from pressmark.archive.storage.records import CaptureRecord, ExtractionRecord
    from pressmark.archive.storage.sidecars import SidecarKeeper
    from pressmark.archive.values import Article, LocalPage

log = logging.getLogger(__name__)


class SnapshotStorage(StorageView):
    """What a `Storage` does with snapshots."""

    _sidecars: SidecarKeeper
    _clock: Callable[[], datetime]

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Session]: ...

    @abstractmethod
    def _refuse_read_only(self) -> None: ...

    @abstractmethod
    def _changing(self) -> AbstractContextManager[Session]: ...

    def begin_snapshot(self, id: int, taken_at: datetime) -> SnapshotDraft:
        """Make a staging folder for a snapshot, to be committed or discarded.

        Raises:
            NoSuchArticle: there is no such article.
        """
        self._require_place()
        with storage_errors():
            temporary = atomic.temporary_in(folders.staging(self.root))
            with self._writing() as session:
                draft = snapshots.begin(session, self.root, id, taken_at, temporary)
            temporary.mkdir()
        return draft

    def commit_snapshot(self, draft: SnapshotDraft, record: CaptureRecord) -> Article:
        """Make a draft a snapshot and end the capture; when it returns, all of it survives a power cut.

        The files come first, then the rows. A capture that is worse than the current snapshot is kept but does not
        become current. After an error the draft is still there, to be discarded.

        Raises:
            NoSuchArticle: the article was purged meanwhile.
            DiskFull, StorageError: nothing was changed.
        """
        article = self.article(draft.article_id)
        with storage_errors():
            digest = drafts.seal(draft, record, {"id": article.id, "uuid": article.uuid, "url": article.url})
            final = folders.article(self.root, draft.article_id) / draft.name
            with self._sidecars.lock, self._moved(draft.folder, final), self._writing() as session:
                incoming = session.get(IncomingRow, article.id)
                file = incoming.file if incoming else ""
                snapshots.commit(session, self.root, draft, record, digest, self._clock())
        self._drop_unused_pages([file] if file else [])
        self._sidecars.keep_up()
        return self.article(article.id)

    def begin_extraction(self, id: int, snapshot: str) -> SnapshotDraft:
        """Make a staging folder for a snapshot's text made anew, to be committed or discarded.

        Raises:
            NoSuchArticle, StorageError: there is no such article or snapshot.
        """
        self._require_place()
        with storage_errors():
            temporary = atomic.temporary_in(folders.staging(self.root))
            with self._writing() as session:
                draft = extractions.begin(session, self.root, id, snapshot, self._clock(), temporary)
            temporary.mkdir()
        return draft

    def commit_extraction(self, draft: SnapshotDraft, record: ExtractionRecord) -> Chosen:
        """Keep a text made anew beside its snapshot, and show it from now on; returns what was shown before.

        Raises:
            NoSuchArticle: the article was purged meanwhile.
            DiskFull, StorageError: nothing was changed.
        """
        article = self.article(draft.article_id)
        with storage_errors():
            digest = drafts.seal_extraction(draft, record, {"id": article.id, "uuid": article.uuid, "url": article.url})
            final = folders.article(self.root, article.id) / draft.name
            with self._sidecars.lock, self._moved(draft.folder, final), self._writing() as session:
                extractions.keep(session, draft, record, digest)
                chosen = Chosen(article.id, record.snapshot, draft.name)
                before = extractions.use(session, self.root, chosen, self._clock())
        self._sidecars.keep_up()
        return before

    def use(self, chosen: Chosen) -> Chosen:
        """Show this text of this snapshot from now on; returns what was shown before.

        Raises:
            NoSuchArticle, StorageError: there is no such article or snapshot, or it cannot be read.
        """
        with self._changing() as session, storage_errors():
            return extractions.use(session, self.root, chosen, self._clock())

    def set_version(self, id: int, version: int) -> None:
        """Note that a version of the extractor makes the text that is in use, too."""
        with self._changing() as session:
            snapshots.set_version(session, id, version, self._clock())

    def discard(self, draft: SnapshotDraft) -> None:
        """Throw a draft away."""
        with storage_errors():
            shutil.rmtree(draft.folder, ignore_errors=True)
            with self._writing() as session:
                if row := session.get(DraftRow, (draft.article_id, draft.name)):
                    session.delete(row)

    @contextmanager
    def _moved(self, draft: Path, final: Path) -> Iterator[None]:
        """Have a draft in its final place; back where it was if the block fails."""
        atomic.make_folder(final.parent)
        draft.rename(final)
        try:
            atomic.sync_folder(final.parent)
            yield
        except BaseException:
            final.rename(draft)
            raise

    @contextmanager
    def _kept(self, pages: Sequence[LocalPage | None]) -> Iterator[dict[int, str]]:
        """Have what the person brought in `incoming/` before any row speaks of it; what none speaks of then goes again.

        Gives the files' names by the place of their page.
        """
        self._refuse_read_only()
        self._require_place()
        with storage_errors():
            files = articles.keep_pages(self.root, pages)
        try:
            yield files
        finally:
            self._drop_unused_pages(files.values())

    def _drop_unused_pages(self, files: Iterable[str]) -> None:
        files = set(files)
        if not files:
            return
        try:
            with self._reading() as session:
                used = set(session.exec(select(IncomingRow.file).where(rows.within(IncomingRow.file, files))))
            with storage_errors():
                for name in files - used:
                    folders.incoming(self.root, name).unlink(missing_ok=True)
        except StorageError:
            log.warning("files of pages that are not needed stay in the folder for incoming ones", exc_info=True)
