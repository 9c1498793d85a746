"""Read articles, add new ones, and set the fields that belong to the person."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlmodel import col, select

from pressmark.archive.errors import InvalidUrl
from pressmark.archive.storage import atomic, folders, rows, states
from pressmark.archive.storage.cleaning import one_line, storable
from pressmark.archive.storage.tables import ArticleRow, IncomingRow, QueueRow, RuleDueRow, SnapshotRow
from pressmark.archive.storage.tags import attach, tag
from pressmark.archive.storage.uuid7 import uuid7
from pressmark.archive.urls import host_of
from pressmark.archive.values import Added, Article, Status, Trust, Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlmodel import Session

    from pressmark.archive.storage.records import NewRecord
    from pressmark.archive.values import LocalPage

NOTE_LIMIT = 1_000_000  # characters; a note is written by hand


def get(session: Session, root: Path, id: int) -> Article:
    """One article with its snapshots, newest first.

    Raises:
        NoSuchArticle: there is none.
    """
    row = rows.require(session, id)
    found = session.exec(
        select(SnapshotRow)
        .where(SnapshotRow.article_id == id)
        .order_by(col(SnapshotRow.taken_at).desc(), col(SnapshotRow.id).desc())
    )
    snapshots = tuple(rows.to_snapshot(one) for one in found)
    current = next(((one.folder, one.way) for one in snapshots if one.is_current), None)
    return rows.to_article(root, row, rows.tags_of(session, [id]).get(id, ()), current, snapshots)


def get_many(session: Session, root: Path, ids: Sequence[int]) -> list[Article]:
    """Articles in the order asked, missing ones left out."""
    tags = rows.tags_of(session, ids)
    statement = (
        select(ArticleRow, SnapshotRow.folder, SnapshotRow.way)
        .join(SnapshotRow, (col(SnapshotRow.article_id) == ArticleRow.id) & col(SnapshotRow.is_current), isouter=True)
        .where(rows.within(ArticleRow.id, ids))
    )
    found = {
        row.id: rows.to_article(root, row, tags.get(row.id, ()), (folder, way) if folder else None)
        for row, folder, way in session.exec(statement)
    }
    return [found[id] for id in ids if id in found]


def keep_pages(root: Path, pages: Sequence[LocalPage | None]) -> dict[int, str]:
    """Write what the user brought to `incoming/`, before any row speaks of it.

    Returns:
        the files' names by the place of their page.
    """
    brought = {place: page for place, page in enumerate(pages) if page is not None}
    names = {place: secrets.token_hex(16) for place in brought}
    contents = {folders.incoming(root, names[place]): page.data for place, page in brought.items()}
    atomic.write_all(contents, folders.staging(root))
    return names


def add(session: Session, records: Sequence[NewRecord], files: Mapping[int, str], now: datetime) -> list[Added]:
    """Add and queue articles, one for each identity.

    An article that is there already stays as it is, with four exceptions: it gets the record's tags too, it leaves the
    trash, its address is a person's word once a person named it, and where it could not be captured whole and the
    record brings a page, the page is queued.

    Args:
        session: in a writing transaction.
        records: the wishes.
        files: the names of the pages' files, from `keep_pages`; a file that stays unused has no row in the end.
        now: when they were saved.
    """
    ids = known(session, [record.identity for record in records])
    restored = states.restore(session, ids.values(), now)
    new: dict[int, ArticleRow] = {}
    firsts: dict[str, int] = {}
    for place, record in enumerate(records):
        identity = storable(record.identity)
        if identity not in ids and firsts.setdefault(identity, place) == place:
            new[place] = _new_row(record, now)
    session.add_all(new.values())
    session.flush()
    for place, row in new.items():
        ids[row.identity] = row.id
        session.add(QueueRow(article_id=row.id, way=_way(records[place]), queued_at=now))
        session.add(RuleDueRow(article_id=row.id))
        if page := records[place].page:
            attach_page(session, row.id, page, files[place])
    attach(session, {row.id: records[place].tags for place, row in new.items()})
    for place, record in enumerate(records):
        if place not in new and record.page is None and record.trust == Trust.USER:
            id = ids[storable(record.identity)]
            rows.change(session, [id], now, col(ArticleRow.trust) != Trust.USER, {"trust": Trust.USER})
        if place not in new and record.tags:
            tag(session, [ids[storable(record.identity)]], record.tags, (), now)
    rows.announce(session, [row.id for row in new.values()])

    added = []
    for place, record in enumerate(records):
        id = ids[storable(record.identity)]
        if place not in new and record.page:
            _revive(session, id, record, files[place], now)
        added.append(Added(record.url, id, place in new, was_in_trash=id in restored))
    return added


def set_title(session: Session, id: int, title: str, now: datetime) -> str:
    """Give an article the person's own title; an empty one brings the page's back. Returns the person's one before."""
    row = rows.require(session, id)
    before, row.given_title = row.given_title, one_line(title)
    rows.set_sort_key(row)
    rows.touch(session, [id], now, is_indexed=True)
    return before


def set_note(session: Session, id: int, note: str, now: datetime) -> None:
    """Replace an article's note."""
    rows.require(session, id).note = storable(note)[:NOTE_LIMIT]
    rows.touch(session, [id], now, is_indexed=True)


def set_progress(session: Session, id: int, fraction: float, now: datetime) -> None:
    """Note how far the article was read, 0 to 1."""
    rows.require(session, id).progress = min(1.0, max(0.0, fraction))
    rows.touch(session, [id], now, is_indexed=False)


def known(session: Session, identities: Iterable[str]) -> dict[str, int]:
    """The ids of the articles with these identities, trashed ones too."""
    wanted = rows.within(ArticleRow.identity, map(storable, identities))
    return dict(session.exec(select(ArticleRow.identity, ArticleRow.id).where(wanted)).all())


def _new_row(record: NewRecord, now: datetime) -> ArticleRow:
    url = storable(record.url)
    row = ArticleRow(
        uuid=uuid7(int(now.timestamp() * 1000)),
        identity=storable(record.identity),
        url=url,
        host=host(url),
        trust=record.trust,
        is_local_network=record.is_local_network,
        given_title=one_line(record.title),
        found_title=one_line(record.page.name) if record.page else "",
        status=Status.QUEUED,
        saved_at=now,
        updated_at=now,
    )
    rows.set_sort_key(row)
    return row


def attach_page(session: Session, id: int, page: LocalPage, file: str) -> None:
    """Note that an article is to be captured from a file in `incoming/`."""
    content_type, name = one_line(page.content_type), one_line(page.name)
    session.add(IncomingRow(article_id=id, file=file, content_type=content_type, name=name))


def _revive(session: Session, id: int, record: NewRecord, file: str, now: datetime) -> None:
    current = select(SnapshotRow.failure_code).where(SnapshotRow.article_id == id, col(SnapshotRow.is_current))
    is_whole = session.exec(current).first() == ""
    queued = session.get(QueueRow, id)
    has_page = session.get(IncomingRow, id) is not None
    if record.page is None or is_whole or has_page or (queued and queued.is_claimed):
        return
    if queued is None:
        session.add(QueueRow(article_id=id, way=_way(record), queued_at=now))
    else:
        queued.way, queued.not_before = _way(record), None
    row = rows.require(session, id)
    row.status, row.failure_code, row.failure_detail = Status.QUEUED, "", ""
    attach_page(session, id, record.page, file)
    rows.touch(session, [id], now, is_indexed=False)


def _way(record: NewRecord) -> Way:
    return record.way or (Way.FILE if record.page else Way.HTTP)


def host(url: str) -> str:
    """The host of an address; empty for one that is no web address."""
    try:
        return host_of(url)
    except InvalidUrl:  # a file's address, or none
        return ""
