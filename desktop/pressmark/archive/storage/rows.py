"""From rows to values, and the few statements that every topic needs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import false, func, text, update
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import col, select

from pressmark.archive.errors import NoSuchArticle
from pressmark.archive.storage import folders
from pressmark.archive.storage.cleaning import sort_key
from pressmark.archive.storage.tables import ArticleRow, ArticleTagRow, HighlightRow, OutboxRow, SnapshotRow, TagRow
from pressmark.archive.urls import without_tracking
from pressmark.archive.values import Article, Failure, Snapshot, Status, Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import ColumnElement, Executable
    from sqlalchemy.sql.dml import UpdateBase
    from sqlmodel import Session
    from sqlmodel.sql.expression import SelectOfScalar

GREATEST_ID = 2**63 - 1  # that SQLite can hold


def within(column: Any, values: Iterable[int] | Iterable[str]) -> ColumnElement[bool]:
    """The condition that a column is one of many values; one parameter however many there are."""
    members = func.json_each(json.dumps(list(set(values)))).table_valued("value")
    return col(column).in_(select(members.c.value))


def run(session: Session, statement: UpdateBase) -> None:
    """Change many rows at once, without looking for those that the session has loaded."""
    session.exec(statement, execution_options={"synchronize_session": False})


def ids_of(session: Session, statement: SelectOfScalar[int]) -> list[int]:
    """The ids that a statement finds, in its order, however many.

    SQLite puts them into one text, which takes a fifth of the time that as many rows take, and the window need not wait
    for it: a row is made under the lock that all Python code shares.
    """
    found = statement.subquery()  # whose order a concatenation keeps: SQLite drops it for other sums only
    text = session.exec(select(func.group_concat(found.c[0], " "))).one()
    return [int(one) for one in text.split()] if text else []


def in_pieces(session: Session, statement: Executable, size: int = 1_000) -> Iterator[Any]:
    """The rows of a statement that finds very many: as SQLite has them, in pieces, so that other threads get a turn."""
    cursor = session.connection().execute(statement).cursor
    while cursor is not None and (piece := cursor.fetchmany(size)):
        yield from piece


def add_many(
    session: Session, table: type[ArticleRow | HighlightRow], new: Sequence[ArticleRow | HighlightRow]
) -> None:
    """Add rows in one statement, those without one with ids that were never used, in their order.

    Left to the database, each row is a statement of its own, for nothing else tells which id is whose.
    """
    name = str(table.__tablename__)
    last = session.exec(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), params={"name": name}).first()  # type: ignore[call-overload]  # plain SQL has no overload
    next_id = 1 + max([last[0] if last else 0, *(row.id or 0 for row in new)])
    for row in new:
        if not row.id:
            row.id, next_id = next_id, next_id + 1
    session.add_all(new)
    session.flush()


def require(session: Session, id: int) -> ArticleRow:
    """The row of an article.

    Raises:
        NoSuchArticle: there is none.
    """
    row = session.get(ArticleRow, id) if abs(id) <= GREATEST_ID else None
    if row is None:
        raise NoSuchArticle(str(id))
    return row


def touch(session: Session, ids: Iterable[int], now: datetime, *, is_indexed: bool) -> None:
    """Note that articles changed, so that their sidecars and (if asked) the index follow."""
    ids = sorted(set(ids))
    if not ids:
        return
    values: dict[str, Any] = {"edition": col(ArticleRow.edition) + 1, "updated_at": now}
    if is_indexed:
        values["revision"] = col(ArticleRow.revision) + 1
    session.flush()
    run(session, update(ArticleRow).where(within(ArticleRow.id, ids)).values(values))
    if is_indexed:
        announce(session, ids)
    session.expire_all()


def change(
    session: Session, ids: Iterable[int], now: datetime, differs: ColumnElement[bool], values: dict[str, Any]
) -> tuple[int, ...]:
    """Set columns of those articles among some that differ, so that their sidecars follow; returns which they were."""
    statement = select(ArticleRow.id).where(within(ArticleRow.id, ids), differs).order_by(col(ArticleRow.id))
    changed = tuple(ids_of(session, statement))
    run(session, update(ArticleRow).where(within(ArticleRow.id, changed)).values(values))
    touch(session, changed, now, is_indexed=False)
    return changed


def announce(session: Session, ids: Iterable[int]) -> None:
    """Put the articles' present revisions into the outbox."""
    session.flush()
    current = select(ArticleRow.id, ArticleRow.revision, false()).where(
        within(ArticleRow.id, ids)
    )  # a column of the answer
    statement = insert(OutboxRow).from_select(["article_id", "revision", "is_deleted"], current)
    new = statement.excluded
    session.exec(
        statement.on_conflict_do_update(
            index_elements=["article_id"], set_={"revision": new.revision, "is_deleted": new.is_deleted}
        )
    )


def tags_of(session: Session, ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The names of each article's tags, sorted; articles without tags are left out."""
    found: dict[int, list[str]] = {}
    statement = (
        select(ArticleTagRow.article_id, TagRow.name)
        .join(TagRow, col(TagRow.id) == ArticleTagRow.tag_id)
        .where(within(ArticleTagRow.article_id, ids))
        .order_by(TagRow.key)
    )
    for id, name in session.exec(statement):
        found.setdefault(id, []).append(name)
    return {id: tuple(names) for id, names in found.items()}


def failure_of(row: ArticleRow | SnapshotRow) -> Failure | None:
    """The failure that a row speaks of."""
    return Failure(row.failure_code, row.failure_detail) if row.failure_code else None


def shown_title(row: ArticleRow) -> str:
    """The person's title, else the page's, else the address; never empty."""
    return row.given_title or row.found_title or without_tracking(row.url) or row.identity


def set_sort_key(row: ArticleRow) -> None:
    """To be called after a title was set."""
    row.title_key = sort_key(shown_title(row))


def to_snapshot(row: SnapshotRow) -> Snapshot:
    """The value of a snapshot's row."""
    return Snapshot(
        id=row.id,
        folder=row.folder,
        taken_at=row.taken_at,
        way=Way(row.way),
        final_url=row.final_url,
        http_status=row.http_status,
        words=row.words,
        quality=row.quality,
        is_current=row.is_current,
        version=row.version,
        extraction=row.extraction,
        failure=failure_of(row),
    )


def to_article(
    root: Path,
    row: ArticleRow,
    tags: tuple[str, ...],
    current: tuple[str, str] | None,
    snapshots: tuple[Snapshot, ...] = (),
) -> Article:
    """The value of an article's row; `current` is the folder of its current snapshot, and how that was captured."""
    return Article(
        id=row.id,
        uuid=row.uuid,
        url=row.url,
        title=shown_title(row),
        status=Status(row.status),
        saved_at=row.saved_at,
        updated_at=row.updated_at,
        site=row.site,
        byline=row.byline,
        standfirst=row.standfirst,
        excerpt=row.excerpt,
        language=row.language,
        published=row.published,
        words=row.words,
        quality=row.quality,
        is_read=row.is_read,
        is_favourite=row.is_favourite,
        progress=row.progress,
        trashed_at=row.trashed_at,
        failure=failure_of(row),
        tags=tags,
        note=row.note,
        lead_image=folders.article(root, row.id) / current[0] / row.lead_image if current and row.lead_image else None,
        snapshots=snapshots,
        is_local_network=row.is_local_network,
        changed_from=row.changed_from,
        way=Way(current[1]) if current else None,
    )
