"""Lists of ids: a shelf in order, a set put in order, and the sets that filters of a query stand for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, assert_never

from sqlalchemy import and_, func, or_, true
from sqlmodel import col, select

from pressmark.archive.storage import rows
from pressmark.archive.storage.cleaning import one_line, tag_key
from pressmark.archive.storage.records import (
    HasTag,
    Having,
    InLanguage,
    InState,
    OfSite,
    PublishedBetween,
    SavedBetween,
    WordsBetween,
)
from pressmark.archive.storage.tables import ArticleRow, ArticleTagRow, HighlightRow, SnapshotRow, TagRow, TextRow
from pressmark.archive.storage.tags import under
from pressmark.archive.values import UNDER_WAY, Grouping, Order, Shelf, Status

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlmodel import Session

    from pressmark.archive.storage.records import Condition

PROBLEMS = (Status.FAILED, Status.PARTIAL)


def on_shelf(session: Session, shelf: Shelf, order: Order) -> list[int]:
    """The ids on a shelf, in order."""
    ids = rows.ids_of(session, select(ArticleRow.id).where(shelf_condition(shelf)).order_by(*_by(order)))
    if shelf is not Shelf.PROBLEMS:
        return ids
    reasons = select(ArticleRow.id, ArticleRow.failure_code).where(rows.within(ArticleRow.id, ids))
    reason_of = dict(session.exec(reasons).all())
    return sorted(ids, key=lambda id: reason_of.get(id, ""))  # those with one reason stand together


def all_ids(session: Session) -> list[int]:
    """Every article, ascending."""
    return rows.ids_of(session, select(ArticleRow.id).order_by(col(ArticleRow.id)))


def addresses(session: Session) -> list[tuple[int, str, str]]:
    """Each article with its identity and the key that its title sorts by, but for the trash."""
    columns = (col(ArticleRow.id), col(ArticleRow.identity), col(ArticleRow.title_key))
    statement = select(*columns).where(shelf_condition(Shelf.ALL)).order_by(col(ArticleRow.id))
    return [(id, identity, title) for id, identity, title in rows.in_pieces(session, statement)]


def group_names(session: Session, grouping: Grouping) -> tuple[list[int], list[str]]:
    """All articles, in no order, and the group that each is in: a day where the person is, or a host without `www.`."""
    names = {Grouping.DAY: func.date(col(ArticleRow.saved_at), "localtime"), Grouping.SITE: col(ArticleRow.host)}
    statement = select(col(ArticleRow.id), names[grouping])  # in no order, for an index alone to answer
    ids, groups = [], []
    for id, name in rows.in_pieces(session, statement):
        ids.append(id)
        groups.append((name or "").removeprefix("www."))
    return ids, groups


def titled_like(session: Session, id: int, most: int) -> list[int]:
    """Articles outside the trash whose title sorts like that of one, itself among them; the oldest first."""
    key = rows.require(session, id).title_key
    has_title = (col(ArticleRow.title_key) == key) & shelf_condition(Shelf.ALL)
    return list(session.exec(select(ArticleRow.id).where(has_title).order_by(col(ArticleRow.id)).limit(most)))


def matching(session: Session, condition: Condition) -> frozenset[int]:
    """The ids of all articles, trashed ones too, that a filter lets through."""
    return frozenset(rows.ids_of(session, select(ArticleRow.id).where(_where(condition))))


def shelf_condition(shelf: Shelf) -> ColumnElement[bool]:
    """What puts an article on a shelf."""
    if shelf is Shelf.TRASH:
        return col(ArticleRow.trashed_at).is_not(None)
    kept = col(ArticleRow.trashed_at).is_(None)
    match shelf:
        case Shelf.INBOX:
            return and_(kept, col(ArticleRow.is_read).is_(False))
        case Shelf.READ:
            return and_(kept, col(ArticleRow.is_read).is_(True))
        case Shelf.FAVOURITES:
            return and_(kept, col(ArticleRow.is_favourite).is_(True))
        case Shelf.PROBLEMS:
            return and_(kept, col(ArticleRow.status).in_(PROBLEMS))
        case Shelf.ALL:
            return kept
        case _:
            assert_never(shelf)


def _by(order: Order) -> tuple[ColumnElement[Any], ...]:
    match order:
        case Order.RELEVANCE | Order.SAVED:
            return col(ArticleRow.saved_at).desc(), col(ArticleRow.id).desc()
        case Order.PUBLISHED:  # undated articles come last
            return col(ArticleRow.published).desc(), col(ArticleRow.id).desc()
        case Order.TITLE:
            return col(ArticleRow.title_key).asc(), col(ArticleRow.id).asc()
        case Order.LENGTH:
            return col(ArticleRow.words).desc(), col(ArticleRow.id).desc()
        case _:
            assert_never(order)


def _where(condition: Condition) -> ColumnElement[bool]:
    match condition:
        case HasTag(""):
            return col(ArticleRow.id).not_in(select(ArticleTagRow.article_id))
        case HasTag(name, exactly, begins):
            key = tag_key(name)
            named = col(TagRow.key) == key if exactly else under(key)
            return _tagged(or_(named, col(TagRow.key).startswith(key, autoescape=True)) if begins else named)
        case OfSite(name, begins):
            host, name = col(ArticleRow.host), one_line(name).casefold().removeprefix("www.")
            is_name = func.lower(col(ArticleRow.site)) == name
            is_host = or_(host == name, host.endswith("." + name, autoescape=True), is_name)
            if not begins:
                return is_host
            return or_(is_host, host.startswith(name, autoescape=True), host.contains("." + name, autoescape=True))
        case InState(word):
            return _in_state(word)
        case Having(word):
            return _having(word)
        case SavedBetween(since, until):
            return _between(col(ArticleRow.saved_at), since and _utc(since), until and _utc(until))
        case PublishedBetween(since, until):
            return and_(col(ArticleRow.published).is_not(None), _between(col(ArticleRow.published), since, until))
        case WordsBetween(least, most):
            return _between(col(ArticleRow.words), least, None if most is None else most + 1)
        case InLanguage(tag, begins):
            language, tag = func.lower(col(ArticleRow.language)), one_line(tag).casefold()
            return or_(language == tag, language.startswith(tag if begins else tag + "-", autoescape=True))
        case _:
            assert_never(condition)


def _tagged(named: ColumnElement[bool]) -> ColumnElement[bool]:
    tags = select(TagRow.id).where(named)
    return col(ArticleRow.id).in_(select(ArticleTagRow.article_id).where(col(ArticleTagRow.tag_id).in_(tags)))


def _in_state(word: str) -> ColumnElement[bool]:
    match word:
        case "unread" | "read":
            return col(ArticleRow.is_read).is_(word == "read")
        case "fav":
            return col(ArticleRow.is_favourite).is_(True)
        case "trash":
            return shelf_condition(Shelf.TRASH)
        case "inbox":
            return shelf_condition(Shelf.INBOX)
        case "problem":
            return col(ArticleRow.status).in_(PROBLEMS)
        case "queued":
            return col(ArticleRow.status).in_(UNDER_WAY)
        case "saved" | "partial" | "failed":
            return col(ArticleRow.status) == word
        case _:
            raise ValueError(word)


def _having(word: str) -> ColumnElement[bool]:
    snapshots = select(SnapshotRow.article_id).group_by(col(SnapshotRow.article_id))
    match word:
        case "highlight":
            return col(ArticleRow.id).in_(select(HighlightRow.article_id))
        case "note":
            return col(ArticleRow.note) != ""
        case "image":
            return col(ArticleRow.lead_image) != ""
        case "tag":
            return col(ArticleRow.id).in_(select(ArticleTagRow.article_id))
        case "text":
            return col(ArticleRow.id).in_(select(TextRow.article_id).where(TextRow.text != ""))
        case "snapshot":
            return col(ArticleRow.id).in_(snapshots)
        case "snapshot2":
            return col(ArticleRow.id).in_(snapshots.having(func.count() > 1))
        case _:
            raise ValueError(word)


def _between(column: Any, since: Any, until: Any) -> ColumnElement[bool]:
    bounds = [*([] if since is None else [column >= since]), *([] if until is None else [column < until])]
    return and_(true(), *bounds)


def _utc(time: datetime) -> datetime:
    return time.astimezone(UTC)


def outdated(session: Session, version: int) -> list[int]:
    """The articles, trashed ones left out, whose current text is of an older version of the extractor."""
    statement = (
        select(SnapshotRow.article_id)
        .join(ArticleRow, col(ArticleRow.id) == SnapshotRow.article_id)
        .where(col(SnapshotRow.is_current), SnapshotRow.version < version, col(ArticleRow.trashed_at).is_(None))
    )
    return rows.ids_of(session, statement.order_by(col(SnapshotRow.article_id)))
