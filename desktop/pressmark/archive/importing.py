"""The part of the archive's door through which other programs' exports come in, and go again by Undo."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING

from pressmark.archive.errors import ArchiveError, Cancelled, InvalidUrl, StorageError
from pressmark.archive.exchange import importers
from pressmark.archive.fragments import whole_page
from pressmark.archive.urls import identity_or_empty
from pressmark.archive.values import Changed, Failure, Imported, ImportPlan, PackedPage, Skipped
from pressmark.archive.wishes import record_of_export

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pressmark.archive.saver import Saver
    from pressmark.archive.storage.records import ImportRecord
    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Export, ImportedArticle, LocalPage, Progress

log = logging.getLogger(__name__)

BATCH = 250  # articles of one transaction: about a tenth of a second, for which other changes wait
BATCH_BYTES = 32 * 1024**2  # of pages, which a batch holds in memory
PIECE = 500  # articles that are undone in one transaction


class Importing(ABC):
    """What an `Archive` does with exports. Thread-safe."""

    _storage: Storage
    _saver: Saver

    @abstractmethod
    def _notify(self, changed: Changed, *, is_urgent: bool = True) -> None: ...

    @abstractmethod
    def _refuse_read_only(self) -> None: ...

    def read_export(self, files: Sequence[Path], progress: Progress | None = None) -> Export | None:
        """Read another program's export; None for files of no kind that is known. Nothing is taken in.

        Args:
            files: all of one export, as the program gave it.
            progress: called with how many entries were read; what it raises ends this.

        Raises:
            ExchangeError: a file cannot be read.
        """
        return importers.read_export(files, progress)

    def plan_import(self, export: Export) -> ImportPlan:
        """Return what `import_articles` would do; nothing is changed."""
        identities = (identity_or_empty(one.url) for one in export.articles)
        return plan(export, self._storage.imports.known(filter(None, identities)))

    def import_articles(
        self, export: Export, *, tags: Sequence[str] = (), with_feeds: bool = False, progress: Progress | None = None
    ) -> Imported:
        """Take an export in: add what is new, and give what is there what it has not got yet.

        New articles are queued, newest first, and captured once nothing else waits; of those with a page nothing is
        fetched. A title counts as found, so that a capture may replace it. An article that is there gets tags, the
        earlier date, the mark of a favourite, highlights whose words it has not, and the note below its own; it leaves
        the trash, and where it has no text, the page is queued. Its title stays, and whether it is read.

        It is done in batches, each of them whole. What ended early, or was killed, is completed by importing the same
        again: what is there already is not changed a second time.

        Args:
            export: what `read_export` returned.
            tags: given to all of its articles.
            with_feeds: take in what a subscription brought, too.
            progress: called with how many articles are done and of how many; where it raises `Cancelled`, or the disk
                is full, what was taken in so far is returned, with the `failure`. What else it raises ends this as
                well, and what was taken in stays.

        Raises:
            DiskFull, StorageError: nothing was taken in.
        """
        self._refuse_read_only()
        wanted = [one for one in export.articles if with_feeds or not one.is_from_feed]
        began = datetime.now(UTC)
        wanted.sort(key=lambda one: one.saved_at or began, reverse=True)
        skipped: list[Skipped] = []
        parts: list[Imported] = []
        failure: Failure | None = None
        try:
            for done, batch in _in_batches(self._records(wanted, tags, skipped)):
                if progress is not None:
                    progress(done, len(wanted))
                parts.append(self._storage.imports.take_in(batch, began))
                self._saver.wake()
                self._notify(_changed(parts[-1]), is_urgent=False)
            if progress is not None:
                progress(len(wanted), len(wanted))
        except Cancelled as error:
            failure = Failure(error.code, error.detail)
        except StorageError as error:
            if not parts:
                raise
            log.exception("an import ended early")
            failure = Failure(error.code, error.detail)
        return replace(_sum(parts), skipped=(*export.skipped, *skipped), failure=failure)

    def undo_import(self, imported: Imported) -> None:
        """Undo an import: what was new goes to the trash, what was there is as it was before.

        What was changed again since stays, as far as it does not contradict; so does a text that was captured since.

        Raises:
            StorageError: some of it was not undone; it can be asked for again.
        """
        for piece in imported.pieces(PIECE):
            self._storage.imports.undo(piece)
            self._notify(_changed(piece), is_urgent=False)

    def redo_import(self, imported: Imported) -> Imported:
        """Do again what `undo_import` undid; returns what undoes that again.

        A page that had been queued for an article that was there, and was taken back before it was captured, comes
        with the next import only.

        Raises:
            StorageError: some of it was not done; it can be asked for again.
        """
        for piece in imported.pieces(PIECE):
            self._storage.imports.redo(piece)
            self._notify(_changed(piece), is_urgent=False)
        self._saver.wake()
        return imported

    def _records(
        self, wanted: Sequence[ImportedArticle], tags: Sequence[str], skipped: list[Skipped]
    ) -> Iterator[ImportRecord]:
        """What is to be kept of articles, with those pages that can be of use; what has no address is skipped."""
        for start in range(0, len(wanted), BATCH):
            records = []
            for one in wanted[start : start + BATCH]:
                try:
                    records.append((one, record_of_export(one, tags)))
                except InvalidUrl as error:
                    skipped.append(Skipped(one.title or one.url, error.code, error.detail))
            useful = self._storage.imports.without_text(record.identity for one, record in records if one.page)
            for one, record in records:
                yield replace(record, page=_page_of(one)) if record.identity in useful else record


def plan(export: Export, known: Mapping[str, bool] | None = None) -> ImportPlan:
    """What taking an export in would do.

    Args:
        export: what was read.
        known: the identities of those of its articles that are there, each with whether it lies in the trash;
            by default none is.
    """
    known = known or {}
    named = {name: one for one in reversed(export.articles) if (name := identity_or_empty(one.url))}
    new = [one for name, one in named.items() if name not in known]
    return ImportPlan(
        new=len(new),
        known=len(named) - len(new),
        from_feeds=sum(one.is_from_feed for one in new),
        with_text=sum(one.page is not None for one in new),
        from_trash=sum(known.get(name, False) for name in named),
    )


def _page_of(article: ImportedArticle) -> LocalPage | None:
    page = article.page
    try:
        given = importers.unpack(page) if isinstance(page, PackedPage) else page
    except ArchiveError as error:
        log.warning("a page of an export cannot be read, and is fetched instead: %s", error.code)
        return None
    return given and whole_page(given, article.title)


def _in_batches(records: Iterable[ImportRecord]) -> Iterator[tuple[int, list[ImportRecord]]]:
    """Records in parts for one transaction each, with how many came before; each has every identity once."""
    done, size = 0, 0
    batch: dict[str, ImportRecord] = {}
    for record in records:
        if len(batch) >= BATCH or size >= BATCH_BYTES or record.identity in batch:
            yield done, list(batch.values())
            done += len(batch)
            batch, size = {}, 0
        batch[record.identity] = record
        size += len(record.page.data) if record.page is not None else 0
    if batch:
        yield done, list(batch.values())


def _sum(parts: Sequence[Imported]) -> Imported:
    new = dict.fromkeys(chain.from_iterable(one.new for one in parts))
    known = dict.fromkeys(chain.from_iterable(one.known for one in parts))
    return Imported(
        new=tuple(new),
        known=tuple(id for id in known if id not in new),
        tags=tuple(chain.from_iterable(one.tags for one in parts)),
        highlights=tuple(chain.from_iterable(one.highlights for one in parts)),
        changes=tuple(chain.from_iterable(one.changes for one in parts)),
    )


def _changed(part: Imported) -> Changed:
    marked = {one.article_id for one in part.highlights}
    tagged, changed = {one.id for one in part.tags}, {one.id for one in part.changes}
    return Changed(frozenset(marked | tagged | changed | set(part.new)), content=bool(marked))
