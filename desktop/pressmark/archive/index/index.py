"""The index as the rest of the archive sees it: changes go in, ids of articles come out.

    Index.open(folder, archive_id) -> apply(changes) · merge() · search(query, limit, within) · check() · close()

Searching, applying and merging may go on at once: a search keeps the view it began with. Every odd thing about the
files, and every error of what reads them, is `IndexDamaged`; the remedy is always the same, `quarantine` and a rebuild.
"""

from __future__ import annotations

import errno
import shutil
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from pressmark.archive.errors import ArchiveError, DiskFull, IndexDamaged, SearchError
from pressmark.archive.index.building import build_segment, merge_segments
from pressmark.archive.index.documents import Found, IndexChange, IndexDocument
from pressmark.archive.index.folder import (
    WORKSHOP,
    Manifest,
    SegmentEntry,
    check_digests,
    make_private,
    quarantine,
    read_manifest,
    sweep,
    take_over,
    write_manifest,
)
from pressmark.archive.index.merge import plan
from pressmark.archive.index.search import Asked, search
from pressmark.archive.index.view import View
from pressmark.archive.index.vocabulary import Vocabulary
from pressmark.archive.index.writer import FolderIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from pressmark.archive.index.query.tree import Query

__all__ = ["Found", "Index", "IndexChange", "IndexDocument", "Vocabulary", "quarantine"]

_T = TypeVar("_T")


class Run(Protocol):
    """Runs a function somewhere and returns its answer, which is JSON."""

    def __call__(self, function: Callable[..., Any], *arguments: object) -> Any: ...


def here(function: Callable[..., Any], *arguments: object) -> Any:
    """Run a function in this process."""
    return function(*arguments)


class Index:
    """The full-text index of one archive. Make it with `Index.open`. Thread-safe."""

    def __init__(self, folder: Path, view: View, *, is_read_only: bool) -> None:
        self._folder = folder
        self._view: View | None = view
        self._is_read_only = is_read_only
        self._writing = threading.Lock()
        self._merging = threading.Lock()
        self._merged: list[SegmentEntry] = []  # what a merge reads: a commit may drop these, but not their files

    @classmethod
    def open(cls, folder: Path, archive_id: str, *, read_only: bool = False) -> Index:
        """Open the index in a folder; an empty or absent folder is an empty index.

        Raises:
            IndexDamaged: it cannot be read, or is not the index of this archive.
        """
        with _any_failure_is_damage():
            if not read_only:
                make_private(folder)
                shutil.rmtree(folder / WORKSHOP, ignore_errors=True)
            manifest = read_manifest(folder, archive_id) or Manifest(archive_id)
            return cls(folder, View(folder, manifest), is_read_only=read_only)

    def close(self) -> None:
        """Let go of the files. Waits for a commit that is being made; a search that is under way still ends well."""
        with self._writing:
            self._view = None

    def apply(self, changes: Sequence[IndexChange], run: Run = here) -> None:
        """Take in changes, in one commit that is on disk and visible when this returns.

        Applying changes again does nothing: one that is not newer than what the index has is passed over, but an
        article can be removed at the revision that it has.

        Args:
            changes: of different articles or of one.
            run: runs a function of the top level of a module; in another process, if that pays for so many.

        Raises:
            IndexDamaged: the index cannot be read or written; it has not changed.
            DiskFull: there is no space left; it has not changed.
            SearchError: another process writes it (`index-in-use`), or it was opened for reading only (`read-only`).
        """
        if self._is_read_only:
            raise SearchError(code="read-only")
        with _any_failure_is_damage():
            newest: dict[int, IndexChange] = {}
            for change in changes:
                known = newest.get(change.article_id)
                if known is None or change.revision >= known.revision:
                    newest[change.article_id] = change
            held = self._current().places(newest)
            added = [
                (id, change.revision, change.document)
                for id, change in newest.items()
                if change.document is not None and (id not in held or change.revision > held[id][1])
            ]
            built = run(build_segment, self._folder / WORKSHOP, added) if added else None
            with self._writing:
                self._take_in(newest, [id for id, *_ in added], built)

    def _take_in(self, newest: dict[int, IndexChange], order: list[int], built: dict[str, Any] | None) -> None:
        """Commit what has become of articles; another commit may have come between since the segment was built."""
        view = self._current()
        held = view.places(newest)
        added = {id: number for number, id in enumerate(order)}
        dead, late = [], []
        for id, change in newest.items():
            number, revision = held.get(id, (-1, -1))
            if id in added and revision >= change.revision:
                late.append(added[id])
            elif number >= 0 and (id in added or (change.document is None and revision <= change.revision)):
                dead.append(number)
        segments = view.without(dead)
        stemmers = set(view.manifest.stemmers)
        if built is not None:
            entry = SegmentEntry.from_json(built["entry"])
            take_over(self._folder, Path(built["place"]), entry.files)
            segments.append(entry.without(late))
            stemmers |= set(built["stemmers"])
        if dead or built is not None:
            self._commit(segments, stemmers)

    def merge(self, run: Run = here, *, is_thorough: bool = False) -> bool:
        """Make one segment of some that are small or mostly deleted; False where none needs it.

        Searching and applying go on meanwhile. Call it until it is False, after a while of applying.

        Args:
            run: as for `apply`.
            is_thorough: leave as few segments as can be, as after an import.

        Raises:
            IndexDamaged, DiskFull, SearchError: as for `apply`.
        """
        if self._is_read_only or not self._merging.acquire(blocking=False):
            return False
        try:
            with _any_failure_is_damage():
                with self._writing:  # a commit in between would remove the files of what it drops
                    entries = self._current().manifest.segments
                    sizes = [(one.alive, one.count) for one in entries]
                    before = [entries[index] for index in plan(sizes, is_thorough=is_thorough)]
                    self._merged = before
                if not before:
                    return False
                made = run(merge_segments, self._folder, self._folder / WORKSHOP, before)
                with self._writing:
                    self._merged = []
                    self._replace(before, SegmentEntry.from_json(made["entry"]), Path(made["place"]))
                return True
        finally:
            self._merged = []
            self._merging.release()

    def _replace(self, before: list[SegmentEntry], merged: SegmentEntry, place: Path) -> None:
        """Commit a merged segment in the place of those it was made of, without what was deleted meanwhile."""
        view = self._current()
        now = {one.segid: one for one in view.manifest.segments}
        gone: list[int] = []
        base = 0
        for one in before:
            then = set(one.deleted)
            kept = [number for number in range(one.count) if number not in then]
            dead = set(now[one.segid].deleted) if one.segid in now else set(kept)
            gone.extend(base + index for index, number in enumerate(kept) if number in dead)
            base += len(kept)
        take_over(self._folder, place, merged.files)
        names = {one.segid for one in before}
        others = [one for one in view.manifest.segments if one.segid not in names]
        self._commit([*others, merged.without(gone)], view.manifest.stemmers)

    def _commit(self, segments: Iterable[SegmentEntry], stemmers: Iterable[str]) -> None:
        before = self._current()
        lock = FolderIndex(self._folder).lock("WRITELOCK")
        if not lock.acquire():
            raise SearchError(code="index-in-use")
        try:
            manifest = Manifest(
                before.manifest.archive_id,
                before.manifest.generation + 1,
                tuple(sorted(stemmers)),
                tuple(one for one in segments if one.alive),
            )
            write_manifest(self._folder, manifest)
            self._view = View(self._folder, manifest, before)
            sweep(self._folder, manifest, self._merged)
        finally:
            lock.release()

    def search(
        self,
        query: Query,
        limit: int | None = None,
        within: frozenset[int] | None = None,
        order: Sequence[int] | None = None,
    ) -> Found:
        """Find articles, best first.

        Args:
            query: without filters; see `query.resolve`.
            limit: how many hits at most; None is all.
            within: the only articles that may be found; None is all.
            order: all articles in the order wanted, if that is not best first; others are counted, but are no hits.

        Raises:
            IndexDamaged: the index cannot be read.
            InvalidQuery: `too-common`; see `Evaluation`.
        """
        with _any_failure_is_damage():
            return search(self._current(), query, Asked(limit, within, order))

    def ask(self, question: Callable[[Vocabulary], _T]) -> _T:
        """Let a question look at the words that the index knows; its own errors count as damage.

        Raises:
            IndexDamaged: the index cannot be read.
        """
        with _any_failure_is_damage():
            return question(Vocabulary(self._current()))

    def document_count(self) -> int:
        """Return how many articles the index has."""
        return self._current().count

    def revisions(self) -> dict[int, int]:
        """Return the revision of every article that the index has, to find what it misses."""
        return {article_id: revision for article_id, (_, revision) in self._current().places().items()}

    def segment_count(self) -> int:
        """Return in how many segments the articles are."""
        return len(self._current().parts)

    def check(self) -> None:
        """Compare every file with the digest it was written with. Slow for a large index.

        Raises:
            IndexDamaged: a file has changed.
        """
        while True:
            manifest = self._current().manifest
            try:
                return check_digests(self._folder, manifest)
            except IndexDamaged:
                if manifest is self._current().manifest:  # else a commit has removed files meanwhile
                    raise

    def _current(self) -> View:
        if self._view is None:
            raise SearchError(code="index-closed")
        return self._view


@contextmanager
def _any_failure_is_damage() -> Iterator[None]:
    try:
        yield
    except ArchiveError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFull from error
        raise IndexDamaged(type(error).__name__) from error
