"""Ways to break the program on purpose: a harness that does not notice them proves nothing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pressmark.archive.storage import atomic, database, outbox, removal, replacement, reserve
from pressmark.archive.storage.storage import Storage
from pressmark.archive.storage.upkeep import Upkeep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def _nothing(*_arguments: Any) -> None:
    pass


@contextmanager
def _rows_before_files(_self: Storage, draft: Path, final: Path) -> Iterator[None]:
    yield
    atomic.make_folder(final.parent)
    draft.rename(final)
    atomic.sync_folder(final.parent)


@contextmanager
def _moved_without_a_flush(_self: Storage, draft: Path, final: Path) -> Iterator[None]:
    atomic.make_folder(final.parent)
    draft.rename(final)
    yield


def _files_before_rows() -> None:
    purge = Storage.purge

    def early(self: Storage, ids: Any) -> tuple[int, ...]:
        for id in ids:
            removal.remove_files(self.root, id, "")
        return purge(self, ids)

    Storage.purge = early  # type: ignore[method-assign]  # that is the point


def _outbox_before_index() -> None:
    read = Storage.outbox

    def forgetful(self: Storage, limit: int) -> Any:
        entries = read(self, limit)
        with self._writing() as session:
            outbox.done(session, entries)
        return entries

    Storage.outbox = forgetful  # type: ignore[method-assign]  # likewise
    Storage.queue_stale = lambda *_: 0  # type: ignore[method-assign]  # what would mend it


def _database_thrown_away_first() -> None:
    def rash(root: Path, made: Path, _now: Any) -> None:
        for end in ("-wal", "-shm", ""):
            (root / (database.NAME + end)).unlink(missing_ok=True)
        made.replace(root / database.NAME)

    replacement.replace = rash


def _set(owner: Any, name: str, value: Any) -> Callable[[], None]:
    return lambda: setattr(owner, name, value)


BREAKS: dict[str, Callable[[], None]] = {
    "rows before files": _set(Storage, "_moved", _rows_before_files),
    "files before rows": _files_before_rows,
    "outbox before index": _outbox_before_index,
    "database thrown away first": _database_thrown_away_first,
    "folders not flushed": _set(atomic, "sync_folder", _nothing),
    "one folder not flushed": _set(Storage, "_moved", _moved_without_a_flush),
    "snapshots not flushed": _set(atomic, "sync_tree", _nothing),
    "reserve kept": _set(reserve, "give_up", lambda _root: False),
    "reserve kept while open": _set(Upkeep, "with_reserve", lambda _self, work: work()),
    "files not flushed": _set(atomic, "sync_file", _nothing),
}
