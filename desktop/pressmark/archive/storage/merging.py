"""Make one article of several that are the same story: nothing the person did to any of them is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlmodel import select

from pressmark.archive.errors import NoSuchArticle
from pressmark.archive.storage import content, highlights, rows, states, tags
from pressmark.archive.storage.tables import HighlightRow
from pressmark.archive.values import Merged, TagChange

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlmodel import Session


def merge(session: Session, keep: int, others: Iterable[int], now: datetime) -> Merged:
    """Bring tags, notes, highlights, marks and the earliest date of articles to one; the others go to the trash.

    Raises:
        NoSuchArticle: one of them does not exist.
    """
    others = sorted(set(others) - {keep})
    one, rest = rows.require(session, keep), [rows.require(session, id) for id in others]
    before = Merged(keep, (), (), (), one.note, one.saved_at, one.is_read, one.is_favourite)
    names = [name for some in rows.tags_of(session, others).values() for name in some]
    notes = list(dict.fromkeys(note for row in (one, *rest) if (note := row.note.strip())))
    one.note = "\n\n".join(notes)
    one.saved_at = min(row.saved_at for row in (one, *rest))
    one.is_read = any(row.is_read for row in (one, *rest))
    one.is_favourite = any(row.is_favourite for row in (one, *rest))
    rows.touch(session, [keep], now, is_indexed=True)
    moved = _move_highlights(session, dict.fromkeys(others, keep))
    added = [name for change in tags.tag(session, [keep], names, (), now) for name in change.added]
    gone = states.trash(session, others, now)
    return replace(before, gone=gone, tags=tuple(added), highlights=moved)


def unmerge(session: Session, merged: Merged, now: datetime) -> None:
    """Undo a merger; does nothing to an article that is gone for good."""
    states.restore(session, merged.gone, now)
    try:
        one = rows.require(session, merged.kept)
    except NoSuchArticle:
        return
    one.note, one.saved_at = merged.note, merged.saved_at
    one.is_read, one.is_favourite = merged.is_read, merged.is_favourite
    rows.touch(session, [merged.kept], now, is_indexed=True)
    tags.untag(session, [TagChange(merged.kept, merged.tags, ())], now)
    homes = dict(merged.highlights)
    for row in session.exec(select(HighlightRow).where(rows.within(HighlightRow.id, homes))):
        row.article_id = homes[row.id]
    session.flush()
    _follow(session, {merged.kept, *homes.values()})
    rows.touch(session, set(homes.values()), now, is_indexed=False)


def _move_highlights(session: Session, homes: dict[int, int]) -> tuple[tuple[int, int], ...]:
    """Have the highlights of articles in others; returns which were moved, with where they come from."""
    found = session.exec(select(HighlightRow).where(rows.within(HighlightRow.article_id, homes))).all()
    moved = tuple((row.id, row.article_id) for row in found)
    for row in found:
        row.article_id = homes[row.article_id]
    session.flush()
    _follow(session, set(homes.values()))
    return moved


def _follow(session: Session, ids: Iterable[int]) -> None:
    """Have highlights find their words in the article that they are in now."""
    texts = content.texts(session, list(ids))
    for id, text in texts.items():
        highlights.follow(session, id, text)
