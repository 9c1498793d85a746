"""Make the database again from the article folders.

A sidecar says all about its article; a snapshot's text comes from its extraction.json, so that nothing has to be parsed
again. Snapshots that no sidecar knows (their commit was cut off, or the sidecar is older) are taken in as well.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from sqlalchemy import text, update
from sqlalchemy.exc import DataError, IntegrityError
from sqlmodel import col, select

from pressmark.archive.errors import ArchiveDamaged, ArchiveMissing
from pressmark.archive.storage import (
    atomic,
    charter,
    database,
    drafts,
    folders,
    opening,
    order,
    replacement,
    rows,
    searches,
    sidecars,
    snapshots,
)
from pressmark.archive.storage.cleaning import one_line
from pressmark.archive.storage.lock import ArchiveLock
from pressmark.archive.storage.tables import (
    ArticleRow,
    ExtractionRow,
    HighlightRow,
    IncomingRow,
    QueueRow,
    RuleDueRow,
    SnapshotRow,
    TextRow,
)
from pressmark.archive.storage.tags import attach
from pressmark.archive.values import Colour, Damage, Extraction, RebuildReport, Status, Trust, Way

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from sqlmodel import Session

    from pressmark.archive.values import Progress

_UNREADABLE = (
    *(OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError),
    *(IntegrityError, DataError),  # the database's word on a value that no column takes
)

_SHOWN = ("given_title", "found_title", "site", "byline", "standfirst", "excerpt")  # on one line, without tricks


def rebuild(root: Path, now: datetime, progress: Progress | None = None) -> RebuildReport:
    """Put a database made from the folders in the place of the present one, which goes to `backups/`.

    Args:
        root: the archive's folder.
        now: the time.
        progress: called with the number of articles done and of all; what it raises ends this.

    Raises:
        ArchiveInUse: a process writes to the archive.
        ArchiveMissing: there is neither a database nor an article's folder.
        ArchiveTooNew: a newer Pressmark made the archive.
        OSError, DBAPIError: something could not be read or written; the present database is still in its place.
    """
    with contextlib.suppress(ArchiveDamaged):
        opening.look(root, may_create=False)
    lock = ArchiveLock(root)
    try:
        replacement.finish(root)
        work = Rebuild(root, now, progress)
        work.move_in()
    except BaseException:
        lock.abandon()
        raise
    lock.release()
    return RebuildReport(work.articles, work.snapshots, tuple(work.skipped))


class Rebuild:
    """One run; collects what was found on the way.

    Attributes:
        tell: what is called with the number of articles done and of all.
        articles, snapshots: how many were taken in.
        skipped: what could not be, and why.
    """

    def __init__(self, root: Path, now: datetime, progress: Progress | None = None) -> None:
        self.root, self.now = root, now
        self.tell = progress or (lambda _done, _all: None)
        self.articles = self.snapshots = 0
        self.skipped: list[Damage] = []
        self._seen: set[str] = set()  # identities and UUIDs
        self._snapshot_ids: set[int] = set()

    def move_in(self) -> None:
        """Make the database, then exchange the two."""
        if not (self.root / database.NAME).exists() and not folders.has_articles(self.root):
            raise ArchiveMissing(self.root.name)
        opening.make_database(self.root, self._fill, self.now)

    def _fill(self, session: Session) -> None:
        opening.add_archive_row(session, self.root, self.now)
        found = sorted(folders.articles(self.root))
        for done, (id, folder) in enumerate(found):
            self.tell(done, len(found))
            self.take(session, id, folder)
        self.tell(len(found), len(found))
        self.snapshots = len(self._snapshot_ids)
        self._mark_sidecars(session)
        self._take_searches(session)
        self._take_order(session)
        rows.announce(session, session.exec(select(ArticleRow.id)).all())
        use_no_id_twice(session, self.root)

    def know(self, session: Session) -> None:
        """Take notice of what the database has already, so that nothing comes in twice."""
        for identity, uuid in session.exec(select(ArticleRow.identity, ArticleRow.uuid)):
            self._seen |= {identity, uuid}
        self._snapshot_ids.update(session.exec(select(SnapshotRow.id)))

    def take(self, session: Session, id: int, folder: Path) -> None:
        """Take in all of an article or, with a word on why, nothing."""
        try:
            with session.begin_nested():
                row, taken = self._take(session, id, folder)
        except _UNREADABLE as error:
            self.skip(id, folder / folders.SIDECAR, type(error).__name__)
        else:
            self.articles += 1
            self._seen |= {row.identity, row.uuid}
            self._snapshot_ids.update(one.id for one in taken)
        session.expunge_all()

    def _take(self, session: Session, id: int, folder: Path) -> tuple[ArticleRow, list[SnapshotRow]]:
        fields = json.loads(atomic.read(folder / folders.SIDECAR))
        row = _article_row(fields, id)
        listed = [_snapshot_row(one, id) for one in fields["snapshots"]]
        highlights = [_highlight_row(one, id) for one in fields.get("highlights", ())]
        queue = _queue_row(fields.get("queue"), row)
        tags = [str(name) for name in fields["tags"]]
        if {row.identity, row.uuid} & self._seen:
            raise ValueError("twice")
        session.add(row)
        session.flush()
        attach(session, {id: tags})
        if queue is not None:
            session.add(queue)
            session.add(RuleDueRow(article_id=id))
        self._take_highlights(session, highlights)
        self._take_incoming(session, id, fields.get("incoming"))
        taken = self._take_snapshots(session, row, folder, listed)
        self._take_extractions(session, id, folder, fields.get("extractions", []))
        session.flush()
        return row, taken

    def _take_highlights(self, session: Session, listed: list[HighlightRow]) -> None:
        for row in listed:
            if session.get(HighlightRow, row.id) is not None:
                row.id = None  # type: ignore[assignment]  # the database gives it a new one
            session.add(row)
            session.flush()

    def _take_incoming(self, session: Session, id: int, fields: dict[str, str] | None) -> None:
        if not fields:
            return
        path = folders.incoming(self.root, fields["file"])
        if folders.is_incoming_name(path.name) and path.is_file():
            content_type, name = str(fields["content_type"]), str(fields["name"])
            session.add(IncomingRow(article_id=id, file=path.name, content_type=content_type, name=name))
        else:
            self.skip(id, path, "missing")

    def _take_snapshots(
        self, session: Session, article: ArticleRow, folder: Path, listed: list[SnapshotRow]
    ) -> list[SnapshotRow]:
        taken: list[SnapshotRow] = []
        here = {path.name: path for path in folders.real_folders(folder) if folders.is_snapshot_name(path.name)}
        has_current = False
        for row in listed:
            path = here.pop(row.folder, None)
            if path is None:
                self.skip(article.id, folder / row.folder, "missing")
                continue
            if row.id in self._snapshot_ids:
                row.id = None  # type: ignore[assignment]  # the database gives it a new one
            row.is_current = row.is_current and not has_current
            if row.is_current:
                has_current = True
                if row.extraction and not (folder / row.extraction).is_dir():
                    row.extraction = ""  # its loss is told below; the snapshot has a text of its own
                text = self._text_of(article.id, folder / (row.extraction or row.folder))
                session.merge(TextRow(article_id=article.id, text=text))
            session.add(row)
            session.flush()
            taken.append(row)
        return taken + self.adopt(session, article, here.values())

    def adopt(self, session: Session, article: ArticleRow, found: Iterable[Path]) -> list[SnapshotRow]:
        """Take in snapshots of an article that is there already and return them; a better one becomes current."""
        taken = []
        for path in found:
            try:
                new = _from_response(path, article)
                extraction, lead_image = _extraction_of(path)
            except _UNREADABLE as error:
                self.skip(article.id, path, type(error).__name__)
                continue
            is_current = snapshots.offer(session, self.root, article, new, extraction, lead_image)
            if is_current and article.status != Status.QUEUED:
                article.status = Status.PARTIAL if new.failure_code else Status.SAVED
                article.failure_code, article.failure_detail = new.failure_code, new.failure_detail
            taken.append(new)
        return taken

    def _take_extractions(self, session: Session, id: int, folder: Path, listed: list[dict[str, Any]]) -> None:
        here = {path.name: path for path in folders.real_folders(folder) if folders.is_extraction_name(path.name)}
        if not (here or listed):
            return
        known = set(session.exec(select(SnapshotRow.folder).where(SnapshotRow.article_id == id)))
        rows_listed = [
            {name: one[name] for name in one if name != "id"} for one in listed
        ]  # the database gives new ones
        found = [ExtractionRow.model_validate({**one, "article_id": id}) for one in rows_listed]
        for path in (folder / row.folder for row in found if row.folder not in here):
            self.skip(id, path, "missing")
        found = [row for row in found if here.pop(row.folder, None) is not None]
        for path in here.values():  # of a commit that was cut off
            try:
                found.append(_extraction_row(path, id))
            except _UNREADABLE as error:
                self.skip(id, path, type(error).__name__)
        session.add_all(row for row in found if folders.snapshot_of(row.folder) in known)

    def _take_searches(self, session: Session) -> None:
        found = searches.read(self.root)
        if found is None:
            self.skipped.append(Damage("missing", None, searches.NAME, "unreadable"))
        searches.replace_all(session, found or [])

    def _take_order(self, session: Session) -> None:
        found = order.read(self.root)
        if found is None:
            self.skipped.append(Damage("missing", None, order.NAME, "unreadable"))
            return
        rules, colours = found
        order.put_rules(session, rules)
        order.put_colours(session, colours)

    def _text_of(self, id: int, folder: Path) -> str:
        try:
            extraction, _ = _extraction_of(folder)
        except _UNREADABLE as error:
            self.skip(id, folder / folders.EXTRACTION, type(error).__name__)
            return ""
        return extraction.text if extraction else ""

    def _mark_sidecars(self, session: Session) -> None:
        """Leave due only those that no longer say what the database does."""
        ids = session.exec(select(ArticleRow.id)).all()
        for start in range(0, len(ids), sidecars.BATCH):
            written = sidecars.render(session, ids[start : start + sidecars.BATCH]).items()
            same = [id for id, data in written if atomic.read(folders.sidecar(self.root, id)) == data]
            values = {"sidecar_edition": col(ArticleRow.edition)}
            rows.run(session, update(ArticleRow).where(rows.within(ArticleRow.id, same)).values(values))
            session.expunge_all()

    def skip(self, id: int, path: Path, detail: str) -> None:
        """Note that something could not be taken in."""
        self.skipped.append(Damage("missing", id, path.relative_to(self.root).as_posix(), detail))


def _article_row(fields: dict[str, Any], id: int) -> ArticleRow:
    if fields["format"] != sidecars.FORMAT or fields["id"] != id:
        raise ValueError("not this article's sidecar")
    row = ArticleRow.model_validate({name: fields[name] for name in ArticleRow.model_fields if name in fields})
    Status(row.status), Trust(row.trust)
    if not (row.uuid and row.identity) or None in (row.saved_at.tzinfo, row.updated_at.tzinfo):
        raise ValueError("incomplete")
    for name in _SHOWN:  # anybody may have written the file
        value = getattr(row, name)
        setattr(row, name, one_line(value, len(value)))
    if not folders.is_picture_name(row.lead_image):
        row.lead_image = ""
    rows.set_sort_key(row)
    row.sidecar_edition = 0
    return row


def _snapshot_row(fields: dict[str, Any], id: int) -> SnapshotRow:
    row = SnapshotRow.model_validate({**fields, "article_id": id})
    Way(row.way)
    if row.taken_at.tzinfo is None:
        raise ValueError("incomplete")
    if not folders.is_extraction_name(row.extraction):
        row.extraction = ""
    return row


def _highlight_row(fields: dict[str, Any], id: int) -> HighlightRow:
    row = HighlightRow.model_validate({**fields, "article_id": id})
    Colour(row.colour)
    if not row.quote or None in (row.created_at.tzinfo, row.updated_at.tzinfo):
        raise ValueError("incomplete")
    return row


def _queue_row(fields: dict[str, Any] | None, article: ArticleRow) -> QueueRow | None:
    if not fields and article.status != Status.QUEUED:
        return None
    known = {"way": Way.HTTP, "queued_at": article.saved_at, **(fields or {})}
    row = QueueRow.model_validate({**known, "article_id": article.id})
    Way(row.way)
    if row.queued_at.tzinfo is None:
        raise ValueError("incomplete")
    return row


def _from_response(folder: Path, article: ArticleRow) -> SnapshotRow:
    data = atomic.read(folder / folders.RESPONSE)
    fields = json.loads(data)
    if fields["article"]["uuid"] != article.uuid:
        raise ValueError("another article's snapshot")
    digest = hashlib.sha256(data).hexdigest()
    own = {name: fields[name] for name in SnapshotRow.model_fields if name in fields}
    return _snapshot_row({**own, "folder": folder.name, "digest": digest}, article.id)


def _extraction_row(folder: Path, id: int) -> ExtractionRow:
    data = atomic.read(folder / folders.MADE)
    own = {name: one for name, one in json.loads(data).items() if name in ExtractionRow.model_fields}
    digest = hashlib.sha256(data).hexdigest()
    return ExtractionRow.model_validate({**own, "folder": folder.name, "digest": digest, "article_id": id})


def _extraction_of(folder: Path) -> tuple[Extraction | None, str]:
    path = folder / folders.EXTRACTION
    if not path.exists():
        return None, ""
    extraction, _, lead_image = drafts.read_extraction(atomic.read(path))
    return extraction, lead_image


def use_no_id_twice(session: Session, root: Path) -> None:
    """Let the next article's id be above all that were ever given, as far as anything still tells."""
    known = [id for id, _ in folders.articles(root)] + list(session.exec(select(ArticleRow.id)))
    last_id = max([_last_id(root), getattr(charter.read(root), "last_id", 0), *known])
    session.exec(text("DELETE FROM sqlite_sequence WHERE name = 'article'"))  # type: ignore[call-overload]  # plain SQL has no overload
    statement = text("INSERT INTO sqlite_sequence VALUES ('article', :last_id)")
    session.exec(statement, params={"last_id": last_id})  # type: ignore[call-overload]  # plain SQL has no overload


def _last_id(root: Path) -> int:
    """The highest id that the present database gave, if it still can tell."""
    with contextlib.suppress(sqlite3.Error, OSError), ExitStack() as scratch:
        uri = database.reading_uri(root / database.NAME, scratch)
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
            found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'article'").fetchone()
            return int(found[0]) if found else 0
    return 0
