"""Every article's `article.json`: all that the person added, enough to make the database again.

A change is committed first, which makes the sidecar due; then the sidecar is written and the row says which edition it
has. So whatever the moment of a crash, the next start knows which sidecars are behind and writes them.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any

from sqlalchemy import update
from sqlmodel import col, select

from pressmark.archive.errors import StorageError
from pressmark.archive.storage import atomic, folders, rows
from pressmark.archive.storage.drafts import to_json
from pressmark.archive.storage.faults import storage_errors
from pressmark.archive.storage.tables import ArticleRow, IncomingRow, QueueRow, SnapshotRow
from pressmark.archive.values import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlmodel import Session, SQLModel

log = logging.getLogger(__name__)

FORMAT = 1
BATCH = 100  # sidecars written together; up to so many are on disk when a change returns, the rest follow
_NOT_KEPT = frozenset({"sidecar_edition", "title_key"})


class SidecarKeeper:
    """Writes the sidecars that are due: a few at once in the caller's thread, many on a thread of its own.

    Args:
        root: the archive's folder.
        reading: opens a session to read with.
        writing: opens a session in a writing transaction.
    """

    def __init__(
        self,
        root: Path,
        reading: Callable[[], AbstractContextManager[Session]],
        writing: Callable[[], AbstractContextManager[Session]],
    ) -> None:
        self._root, self._reading, self._writing = root, reading, writing
        self.lock = threading.RLock()  # hold it, before any transaction, to keep article folders as they are
        self._wake = threading.Event()
        self._is_closing = False
        self._thread: threading.Thread | None = None

    def keep_up(self) -> None:
        """Write what is due after a change. Never fails: what could not be written stays due and is logged."""
        try:
            count = self._write_batch()
        except StorageError:
            log.exception("sidecars not written; they stay due")
            return
        if count == BATCH:
            self._continue()

    def write_all(self) -> None:
        """Write everything that is due.

        Raises:
            StorageError: something could not be written.
        """
        while self._write_batch() == BATCH:
            pass

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

    def _continue(self) -> None:
        with self.lock:
            if self._thread is None and not self._is_closing:
                self._thread = threading.Thread(target=self._run, name="pressmark-sidecars", daemon=True)
                self._thread.start()
        self._wake.set()

    def _run(self) -> None:
        while not self._is_closing:
            self._wake.wait()
            self._wake.clear()
            try:
                while not self._is_closing and self._write_batch() == BATCH:
                    pass
            except StorageError:
                log.exception("sidecars not written; they stay due")

    def _write_batch(self) -> int:
        with self.lock:
            with self._reading() as session:
                behind = col(ArticleRow.edition) != col(ArticleRow.sidecar_edition)
                due = session.exec(select(ArticleRow.id, ArticleRow.edition).where(behind).limit(BATCH)).all()
                contents = render(session, [id for id, _ in due])
            if due:
                files = {folders.sidecar(self._root, id): data for id, data in contents.items()}
                with storage_errors():
                    atomic.write_all(files, folders.staging(self._root))
                with self._writing() as session:
                    for id, edition in due:
                        session.exec(update(ArticleRow).where(col(ArticleRow.id) == id).values(sidecar_edition=edition))
            return len(due)


def render(session: Session, ids: Iterable[int]) -> dict[int, bytes]:
    """The sidecars as they should be; always the same for the same rows."""
    ids = list(ids)
    tags = rows.tags_of(session, ids)
    snapshots: dict[int, list[dict[str, Any]]] = {}
    found = select(SnapshotRow).where(rows.within(SnapshotRow.article_id, ids)).order_by(col(SnapshotRow.id))
    for snapshot in session.exec(found):
        snapshots.setdefault(snapshot.article_id, []).append(_dump(snapshot))
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
                "snapshots": snapshots.get(row.id, []),
                "queue": waiting.get(row.id),
                "incoming": incoming.get(row.id),
            }
        )
        for row in session.exec(select(ArticleRow).where(rows.within(ArticleRow.id, ids)))
    }


def _dump(row: SQLModel, left_out: frozenset[str] = frozenset({"article_id"})) -> dict[str, Any]:
    fields = row.model_dump(mode="json")  # in no certain order
    return {name: fields[name] for name in type(row).model_fields if name not in left_out}
