"""Every article's `article.json`: all that the person added, enough to make the database again.

A change is committed first, which makes the sidecar due; then the sidecar is written and the row says which edition it
has. So whatever the moment of a crash, the next start knows which sidecars are behind and writes them.
"""

from __future__ import annotations

import logging
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import update
from sqlmodel import col, select

from pressmark.archive.errors import StorageError
from pressmark.archive.storage import atomic, folders, rows
from pressmark.archive.storage.drafts import to_json
from pressmark.archive.storage.tables import (
    ArticleRow,
    ExtractionRow,
    HighlightRow,
    IncomingRow,
    QueueRow,
    SnapshotRow,
)
from pressmark.archive.values import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlmodel import Session, SQLModel

_OfArticle = TypeVar("_OfArticle", SnapshotRow, ExtractionRow, HighlightRow)

log = logging.getLogger(__name__)

FORMAT = 1
BATCH = 100  # sidecars written together; up to so many are on disk when a change returns, the rest follow
QUIET_SECONDS = 0.5  # without a change, before the rest follows
MOST_SECONDS = 20.0  # that it waits for that
PAUSES = 1.0  # between the writes behind, against the time that each took
_NOT_KEPT = frozenset({"sidecar_edition", "title_key"})


class SidecarKeeper:
    """Writes the sidecars that are due: a few at once in the caller's thread, many on a thread of its own.

    Args:
        root: the archive's folder.
        reading: opens a session to read with.
        writing: opens a session in a writing transaction.
        is_read_only: whether nothing may be written.
    """

    def __init__(
        self,
        root: Path,
        reading: Callable[[], AbstractContextManager[Session]],
        writing: Callable[[], AbstractContextManager[Session]],
        *,
        is_read_only: bool,
    ) -> None:
        self._root, self._reading, self._writing, self._is_read_only = root, reading, writing, is_read_only
        self.lock = threading.RLock()  # hold it, before any transaction, to keep article folders as they are
        self._starting = threading.Lock()
        self._wake = threading.Event()
        self._is_closing = False
        self._thread: threading.Thread | None = None

    @contextmanager
    def settled(self, id: int) -> Iterator[bool]:
        """Keep article folders as they are, with the sidecar of one article written if it was due and can be.

        Yields:
            whether it could be written here; where nothing may be, it is for another process or a later start to do.
        """
        with self.lock:
            if not self._is_read_only:
                try:
                    self._write_batch(id - 1)
                except StorageError:
                    log.exception("sidecars not written; they stay due")
            yield not self._is_read_only

    def keep_up(self) -> None:
        """Write what is due after a change. Never fails: what could not be written stays due and is logged."""
        try:
            is_much = self._is_much_due()
            if not is_much:
                self._write_batch()
        except StorageError:
            log.exception("sidecars not written; they stay due")
            return
        if is_much:
            self._continue()

    def write_all(self) -> None:
        """Write everything that is due; what cannot be written stays due and is logged.

        Raises:
            StorageError: the database cannot be read or written.
        """
        last: int | None = 0
        while last is not None:
            last = self._write_batch(last)

    def require_all(self) -> None:
        """Write everything that is due, before something relies on the sidecars alone.

        Raises:
            StorageError: some are still due (`sidecars-behind`), or the database cannot be read or written.
        """
        self.write_all()
        with self._reading() as session:
            due = session.exec(select(ArticleRow.id).where(col(ArticleRow.edition) != col(ArticleRow.sidecar_edition)))
            if (first := due.first()) is not None:
                raise StorageError(str(first), code="sidecars-behind")

    def close(self) -> None:
        """Stop the thread and write what is left. Never fails."""
        self._is_closing = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
        try:
            self.write_all()
        except StorageError:
            log.exception("sidecars not written; they stay due")

    def _is_much_due(self) -> bool:
        with self._reading() as session:
            is_due = col(ArticleRow.edition) != col(ArticleRow.sidecar_edition)
            due = select(ArticleRow.id).where(is_due).order_by(col(ArticleRow.id)).offset(BATCH).limit(1)
            return session.exec(due).first() is not None

    def _continue(self) -> None:
        with self._starting:  # not `lock`: whoever changes something does not wait for files
            if self._thread is None and not self._is_closing:
                self._thread = threading.Thread(target=self._run, name="pressmark-sidecars", daemon=True)
                self._thread.start()
        self._wake.set()

    def _run(self) -> None:
        while not self._is_closing:
            self._wake.wait()
            self._wait_for_quiet()
            try:
                last: int | None = 0
                while last is not None and not self._is_closing:
                    began = time.monotonic()
                    last = self._write_batch(last)
                    self._wake.wait(PAUSES * (time.monotonic() - began))  # half of the time belongs to the window
                    if self._wake.is_set():
                        self._wait_for_quiet()
                        last = 0  # what was changed again lies before
            except StorageError:
                log.exception("sidecars not written; they stay due")

    def _wait_for_quiet(self) -> None:
        """Let a change of very many articles end first: it comes in pieces, and both want the disk."""
        until = time.monotonic() + MOST_SECONDS
        while self._wake.is_set() and not self._is_closing and time.monotonic() < until:
            self._wake.clear()
            self._wake.wait(QUIET_SECONDS)
        self._wake.clear()

    def _write_batch(self, after: int = 0) -> int | None:
        """Write the next that are due above an id; returns the last id where there may be more, else None."""
        with self.lock:
            with self._reading() as session:
                id, edition = col(ArticleRow.id), col(ArticleRow.edition)
                is_due = (edition != col(ArticleRow.sidecar_edition)) & (id > after)
                due = dict(
                    session.exec(
                        select(ArticleRow.id, ArticleRow.edition).where(is_due).order_by(id).limit(BATCH)
                    ).all()
                )
                contents = render(session, due)
            written = self._write_files(contents)
            if written:
                with self._writing() as session:
                    for now in {due[one] for one in written}:
                        same = [one for one in written if due[one] == now]
                        rows.run(
                            session,
                            update(ArticleRow).where(rows.within(ArticleRow.id, same)).values(sidecar_edition=now),
                        )
            return max(due) if len(due) == BATCH else None

    def _write_files(self, contents: dict[int, bytes]) -> list[int]:
        """Write sidecars, all at once or, where one of them fails, each by itself; returns whose were written."""
        staging = folders.staging(self._root)
        files = {id: folders.sidecar(self._root, id) for id in contents}
        try:
            atomic.write_all({files[id]: data for id, data in contents.items()}, staging)
        except OSError:
            written = []
            for id, data in contents.items():
                try:
                    atomic.write(files[id], data, staging)
                    written.append(id)
                except OSError:
                    log.exception("sidecar of article %d not written; it stays due", id)
            return written
        return list(contents)


def render(session: Session, ids: Iterable[int]) -> dict[int, bytes]:
    """The sidecars as they should be; always the same for the same rows."""
    ids = list(ids)
    tags = rows.tags_of(session, ids)
    snapshots = _grouped(session, SnapshotRow, ids)
    highlights = _grouped(session, HighlightRow, ids)
    extractions = _grouped(session, ExtractionRow, ids)
    queued = session.exec(select(QueueRow).where(rows.within(QueueRow.article_id, ids)))
    waiting = {row.article_id: {"way": row.way, "queued_at": _dump(row)["queued_at"]} for row in queued}
    brought = session.exec(select(IncomingRow).where(rows.within(IncomingRow.article_id, ids)))
    incoming = {row.article_id: _dump(row) for row in brought}
    return {
        row.id: to_json(
            {
                "format": FORMAT,
                "title": rows.shown_title(row),
                **_dump(row, _NOT_KEPT),
                "status": Status.QUEUED if row.status == Status.CAPTURING else row.status,
                "tags": tags.get(row.id, ()),
                **({"highlights": highlights[row.id]} if row.id in highlights else {}),  # else as it was before them
                "snapshots": snapshots.get(row.id, []),
                **({"extractions": extractions[row.id]} if row.id in extractions else {}),
                "queue": waiting.get(row.id),
                "incoming": incoming.get(row.id),
            }
        )
        for row in session.exec(select(ArticleRow).where(rows.within(ArticleRow.id, ids)))
    }


def _grouped(session: Session, table: type[_OfArticle], ids: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    """What these articles have in a table, by article, as it was made."""
    found: dict[int, list[dict[str, Any]]] = {}
    for row in session.exec(select(table).where(rows.within(table.article_id, ids)).order_by(col(table.id))):
        found.setdefault(row.article_id, []).append(_dump(row))
    return found


def _dump(row: SQLModel, left_out: frozenset[str] = frozenset({"article_id"})) -> dict[str, Any]:
    fields = row.model_dump(mode="json")  # in no certain order
    return {name: fields[name] for name in type(row).model_fields if name not in left_out}
