"""Takes other programs' exports in, a batch of articles in each transaction; nothing of an article that is there goes.

A batch takes some twenty statements, however many articles it has. Whatever was taken in once changes nothing when it
comes again, so an import that ended early is completed by another one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, update
from sqlmodel import col, select

from pressmark.archive.storage import articles, highlights, rows, states, tags
from pressmark.archive.storage.cleaning import clean_tag, one_line, storable, tag_key
from pressmark.archive.storage.tables import ArticleRow, HighlightRow, IncomingRow, QueueRow, RuleDueRow
from pressmark.archive.storage.uuid7 import uuid7
from pressmark.archive.values import (
    ArticleChange,
    Colour,
    Imported,
    Status,
    TagChange,
    Trust,
    Waiting,
    Way,
    quote_key,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from sqlmodel import Session

    from pressmark.archive.storage.records import ImportRecord
    from pressmark.archive.values import LocalPage


class ImportKeeper:
    """Takes exports into one archive. Thread-safe.

    Args:
        reading: opens a session to read with.
        changing: opens a session in a writing transaction, after which due sidecars are written.
        kept: has pages in `incoming/`, and gives the files' names by the place of their page.
        drop_unused: deletes those of some files in `incoming/` that no row speaks of.
        clock: tells the time, in UTC.
    """

    def __init__(
        self,
        reading: Callable[[], AbstractContextManager[Session]],
        changing: Callable[[], AbstractContextManager[Session]],
        kept: Callable[[Sequence[LocalPage | None]], AbstractContextManager[dict[int, str]]],
        drop_unused: Callable[[Iterable[str]], None],
        clock: Callable[[], datetime],
    ) -> None:
        self._reading, self._changing, self._clock = reading, changing, clock
        self._kept, self._drop_unused = kept, drop_unused

    def known(self, identities: Iterable[str]) -> dict[str, bool]:
        """Those identities that articles have, each with whether that article lies in the trash."""
        with self._reading() as session:
            ids = articles.known(session, identities)
            trashed = rows.within(ArticleRow.id, ids.values()) & col(ArticleRow.trashed_at).is_not(None)
            gone = set(session.exec(select(ArticleRow.id).where(trashed)))
        return {identity: id in gone for identity, id in ids.items()}

    def without_text(self, identities: Iterable[str]) -> frozenset[str]:
        """Those identities that no article has, or one that a page could help to a text."""
        wanted = set(identities)
        with self._reading() as session:
            ids = articles.known(session, wanted)
            helped = _helped(session, ids.values())
        return frozenset(one for one in wanted if one not in ids or ids[one] in helped)

    def take_in(self, records: Sequence[ImportRecord], queued_at: datetime) -> Imported:
        """Add articles and queue them, and join those that are there, all in one transaction; on disk when it returns.

        Args:
            records: what to take in, each identity once.
            queued_at: when the import began; its articles are captured in the order in which they came.

        Raises:
            DiskFull, StorageError: nothing was taken in.
        """
        with self._kept([record.page for record in records]) as files, self._changing() as session:
            return take_in(session, records, files, queued_at, self._clock())

    def undo(self, imported: Imported) -> None:
        """Put what was new into the trash, and give what was there back what it was; see `Importing.undo_import`."""
        with self._changing() as session:
            files = undo(session, imported, self._clock())
        self._drop_unused(files)

    def redo(self, imported: Imported) -> None:
        """Do again what `undo` undid."""
        with self._changing() as session:
            redo(session, imported, self._clock())


# on sessions in a writing transaction


def take_in(
    session: Session, records: Sequence[ImportRecord], files: Mapping[int, str], queued_at: datetime, now: datetime
) -> Imported:
    """Do what `ImportKeeper.take_in` says; `files` are the names of the pages' files by the place of their record."""
    ids = articles.known(session, [record.identity for record in records])
    old = {ids[name]: place for place, record in enumerate(records) if (name := storable(record.identity)) in ids}
    places = _add(session, records, set(range(len(records))) - set(old.values()), queued_at, now)
    helped = _helped(session, [id for id, place in old.items() if records[place].page is not None])
    waiting = _queue(session, helped, queued_at)
    for id, place in (*places.items(), *((id, old[id]) for id in helped)):
        if (page := records[place].page) is not None:
            articles.attach_page(session, id, page, files[place])
    joined = _join(session, {id: records[place] for id, place in old.items()}, waiting, now)
    rows.announce(session, places)
    return replace(joined, new=tuple(places))


def undo(session: Session, imported: Imported, now: datetime) -> list[str]:
    """Do what `ImportKeeper.undo` says; returns the files of pages that nothing waits for any more."""
    states.trash(session, imported.new, now)
    gone = highlights.remove(session, [one.id for one in imported.highlights])
    tags.detach(session, {one.id: one.added for one in imported.tags})
    here = _rows_of(session, [one.id for one in imported.changes])
    changes = [one for one in imported.changes if one.id in here]
    _set(session, (_turned(here[one.id], one, 1, 0, here[one.id].trashed_at or one.trashed_at) for one in changes))
    files = _unqueue(session, {one.id: one.waiting for one in changes if one.waiting is not None}, here)
    _touch(session, imported, {one.article_id for one in gone}, now)
    return files


def redo(session: Session, imported: Imported, now: datetime) -> None:
    """Do what `ImportKeeper.redo` says."""
    states.restore(session, imported.new, now)
    back = highlights.restore(session, imported.highlights)
    here = _rows_of(session, {one.id for one in imported.changes} | {one.id for one in imported.tags})
    tags.attach(session, {one.id: one.added for one in imported.tags if one.id in here})
    changes = [one for one in imported.changes if one.id in here]
    _set(
        session,
        (_turned(here[one.id], one, 0, 1, None if one.trashed_at else here[one.id].trashed_at) for one in changes),
    )
    _touch(session, imported, {one.article_id for one in back}, now)


def _add(
    session: Session, records: Sequence[ImportRecord], places: Iterable[int], queued_at: datetime, now: datetime
) -> dict[int, int]:
    """Add the articles of some records and queue them; returns the place of each one's record by its id."""
    new = {place: _new_row(records[place], now) for place in sorted(places)}
    rows.add_many(session, ArticleRow, list(new.values()))
    found = {row.id: place for place, row in new.items()}
    for id in found:
        session.add(QueueRow(article_id=id, way=Way.IMPORT, queued_at=queued_at))
        session.add(RuleDueRow(article_id=id))
    tags.attach(session, {id: records[place].tags for id, place in found.items()})
    highlights.add_all(session, [one for id, place in found.items() for one in _marks(id, records[place], set(), now)])
    return found


def _new_row(record: ImportRecord, now: datetime) -> ArticleRow:
    url = storable(record.url)
    row = ArticleRow(
        uuid=uuid7(int(now.timestamp() * 1000)),
        identity=storable(record.identity),
        url=url,
        host=articles.host(url),
        trust=Trust.PAGE,  # the file names the address; nobody reads thousands of them
        is_local_network=record.is_local_network,
        found_title=one_line(record.title),
        status=Status.QUEUED,
        note=_joined("", record.note),
        is_read=record.is_read,
        is_favourite=record.is_favourite,
        progress=min(1.0, max(0.0, record.progress)),
        saved_at=min(record.saved_at or now, now),
        updated_at=now,
    )
    rows.set_sort_key(row)
    return row


def _join(
    session: Session, records: Mapping[int, ImportRecord], waiting: Mapping[int, Waiting], now: datetime
) -> Imported:
    """Give articles that are there what records have more; returns all of it but what is new."""
    here = _rows_of(session, records)
    marked = _quotes(session, records)
    names = rows.tags_of(session, records)
    came = [one for id, record in records.items() for one in _marks(id, record, marked.get(id, set()), now)]
    more = {id: _more(record.tags, names.get(id, ())) for id, record in records.items()}
    tags.attach(session, more)
    found = (_change(here[id], record, waiting.get(id)) for id, record in records.items())
    changes = [one for one in found if one is not None]
    _set(session, (_turned(here[one.id], one, 0, 1, None) for one in changes))
    joined = Imported(
        known=tuple(records),
        tags=tuple(TagChange(id, added, ()) for id, added in more.items() if added),
        highlights=highlights.add_all(session, came),
        changes=tuple(changes),
    )
    _touch(session, joined, {one.article_id for one in joined.highlights}, now)
    return joined


def _change(row: ArticleRow, record: ImportRecord, waiting: Waiting | None) -> ArticleChange | None:
    """What a record changes of an article; None for nothing."""
    saved_at = min(row.saved_at, record.saved_at or row.saved_at)
    is_favourite = row.is_favourite or record.is_favourite
    note = _joined(row.note, record.note)
    before = row.saved_at, row.is_favourite, row.note, None
    if (saved_at, is_favourite, note, row.trashed_at) == before and waiting is None:
        return None
    dates, marks, notes = (row.saved_at, saved_at), (row.is_favourite, is_favourite), (row.note, note)
    return ArticleChange(row.id, dates, marks, notes, row.trashed_at, waiting)


def _turned(row: ArticleRow, change: ArticleChange, now: int, then: int, trashed_at: datetime | None) -> dict[str, Any]:
    """What an article is to be; of what it no longer is as the change says (at `now`), it stays what it is."""
    return {
        "changed": row.id,
        "saved_at": change.saved_at[then] if row.saved_at == change.saved_at[now] else row.saved_at,
        "is_favourite": change.is_favourite[then] if row.is_favourite == change.is_favourite[now] else row.is_favourite,
        "note": change.note[then] if row.note == change.note[now] else row.note,
        "trashed_at": trashed_at,
    }


def _set(session: Session, values: Iterable[dict[str, Any]]) -> None:
    """Write what `_turned` says, in one statement; the rows that the session has loaded do not follow."""
    if found := list(values):
        session.connection().execute(
            update(ArticleRow.__table__).where(col(ArticleRow.id) == bindparam("changed")),  # type: ignore[attr-defined]  # SQLModel makes it
            found,
        )


def _joined(note: str, other: str) -> str:
    other = storable(other).strip()[: articles.NOTE_LIMIT]
    if other in note or len(note) + len(other) > articles.NOTE_LIMIT:
        return note
    return f"{note.rstrip()}\n\n{other}" if note.strip() else other


def _more(wanted: Iterable[str], there: Iterable[str]) -> tuple[str, ...]:
    """Those of some tags that are not there, each once."""
    seen = {tag_key(name) for name in there}
    found = {tag_key(name): clean_tag(name) for name in reversed(tuple(wanted))}  # of two spellings the first
    return tuple(name for key, name in reversed(found.items()) if key and key not in seen)


def _marks(id: int, record: ImportRecord, seen: set[str], now: datetime) -> Iterator[HighlightRow]:
    """The highlights that an article does not have yet. Their places are found once there is a text."""
    for one in record.highlights:
        quote = storable(one.quote).strip()[: highlights.QUOTE_LIMIT]
        if (letters := quote_key(quote)) and letters not in seen:
            seen.add(letters)
            yield HighlightRow(
                article_id=id,
                quote=quote,
                is_attached=False,
                colour=one.colour or Colour.YELLOW,
                note=storable(one.note).strip()[: highlights.NOTE_LIMIT],
                created_at=min(one.created_at or record.saved_at or now, now),
                updated_at=now,
            )


def _quotes(session: Session, ids: Iterable[int]) -> dict[int, set[str]]:
    """The letters of what is marked in each article."""
    found: dict[int, set[str]] = {}
    columns = col(HighlightRow.article_id), col(HighlightRow.quote)
    for id, quote in session.exec(select(*columns).where(rows.within(HighlightRow.article_id, ids))):
        found.setdefault(id, set()).add(quote_key(quote))
    return found


def _helped(session: Session, ids: Iterable[int]) -> list[int]:
    """Those of some articles that a page could help: without a text, a page that waits, and a capture under way."""
    statement = (
        select(ArticleRow.id)
        .join(IncomingRow, col(IncomingRow.article_id) == ArticleRow.id, isouter=True)
        .join(QueueRow, col(QueueRow.article_id) == ArticleRow.id, isouter=True)
        .where(rows.within(ArticleRow.id, ids), ArticleRow.words == 0, col(IncomingRow.article_id).is_(None))
        .where(col(QueueRow.is_claimed).is_not(True))
        .order_by(col(ArticleRow.id))
    )
    return list(session.exec(statement))


def _queue(session: Session, ids: Sequence[int], queued_at: datetime) -> dict[int, Waiting]:
    """Queue articles for the pages that came along; returns how far their saving was."""
    here = _rows_of(session, ids)
    queued = {
        row.article_id: row for row in session.exec(select(QueueRow).where(rows.within(QueueRow.article_id, ids)))
    }
    found = {}
    for id, article in here.items():
        row = queued.get(id)
        found[id] = Waiting(Status(article.status), rows.failure_of(article), Way(row.way) if row else None)
        if row is None:
            session.add(QueueRow(article_id=id, way=Way.IMPORT, queued_at=queued_at))
        else:
            row.way, row.not_before = Way.IMPORT, None
        article.status, article.failure_code, article.failure_detail = Status.QUEUED, "", ""
    return found


def _unqueue(session: Session, waiting: Mapping[int, Waiting], here: Mapping[int, ArticleRow]) -> list[str]:
    """Undo `_queue`, as far as nobody has begun to capture the pages; returns their files."""
    still = (rows.within(QueueRow.article_id, waiting), QueueRow.way == Way.IMPORT, col(QueueRow.is_claimed).is_(False))
    queued = {row.article_id: row for row in session.exec(select(QueueRow).where(*still))}
    files = []
    for brought in session.exec(select(IncomingRow).where(rows.within(IncomingRow.article_id, queued))).all():
        files.append(brought.file)
        session.delete(brought)
    for id, row in queued.items():
        article, before = here[id], waiting[id]
        if before.way is None:
            session.delete(row)
        else:
            row.way = before.way
        article.status = before.status
        article.failure_code = before.failure.code if before.failure else ""
        article.failure_detail = before.failure.detail if before.failure else ""
    return files


def _rows_of(session: Session, ids: Iterable[int]) -> dict[int, ArticleRow]:
    return {row.id: row for row in session.exec(select(ArticleRow).where(rows.within(ArticleRow.id, ids)))}


def _touch(session: Session, imported: Imported, marked: set[int], now: datetime) -> None:
    """Have sidecars and index follow what changed in articles that were there."""
    said = {one.id for one in imported.changes if one.note[0] != one.note[1] or one.saved_at[0] != one.saved_at[1]}
    all_changed = {one.id for one in imported.changes} | {one.id for one in imported.tags} | marked
    rows.touch(session, said | marked, now, is_indexed=True)
    rows.touch(session, all_changed - said - marked, now, is_indexed=False)
