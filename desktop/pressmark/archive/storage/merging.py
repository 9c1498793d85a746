"""Make one article of several that are the same story: nothing the person did to any of them is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.archive.errors import NoSuchArticle
from pressmark.archive.storage import rows, states, tags
from pressmark.archive.values import Merged, TagChange

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlmodel import Session


def merge(session: Session, keep: int, others: Iterable[int], now: datetime) -> Merged:
    """Bring tags, notes, marks and the earliest date of several articles to one; the others go to the trash.

    Raises:
        NoSuchArticle: one of them does not exist.
    """
    others = sorted(set(others) - {keep})
    one, rest = rows.require(session, keep), [rows.require(session, id) for id in others]
    before = Merged(keep, (), (), one.note, one.saved_at, one.is_read, one.is_favourite)
    names = [name for some in rows.tags_of(session, others).values() for name in some]
    notes = list(dict.fromkeys(note for row in (one, *rest) if (note := row.note.strip())))
    one.note = "\n\n".join(notes)
    one.saved_at = min(row.saved_at for row in (one, *rest))
    one.is_read = any(row.is_read for row in (one, *rest))
    one.is_favourite = any(row.is_favourite for row in (one, *rest))
    rows.touch(session, [keep], now, is_indexed=True)
    added = [name for change in tags.tag(session, [keep], names, (), now) for name in change.added]
    gone = states.trash(session, others, now)
    return Merged(
        keep, gone, tuple(added), before.note, before.saved_at, is_read=before.is_read, is_favourite=before.is_favourite
    )


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
