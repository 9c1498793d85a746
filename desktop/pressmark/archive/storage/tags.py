"""Tag, untag and rename, each reported as changes that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, literal, update
from sqlmodel import col, select

from pressmark.archive.storage import rows
from pressmark.archive.storage.cleaning import clean_tag, tag_key
from pressmark.archive.storage.tables import ArticleRow, ArticleTagRow, TagColourRow, TagRow
from pressmark.archive.values import TagChange

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlmodel import Session


def tag(
    session: Session, ids: Iterable[int], add: Sequence[str], remove: Sequence[str], now: datetime
) -> tuple[TagChange, ...]:
    """Add and remove tags; a tag both added and removed is added. Only real changes are returned."""
    to_add, to_remove = _by_key(add), _by_key(remove)
    changes = []
    for id, before in _present(session, ids).items():
        removed = tuple(before[key] for key in to_remove if key in before and key not in to_add)
        added = tuple(name for key, name in to_add.items() if key not in before)
        changes.append(TagChange(id, added, removed))
    return _apply(session, changes, now)


def untag(session: Session, changes: Iterable[TagChange], now: datetime) -> None:
    """Undo changes; what was changed again since then stays as far as it does not contradict."""
    undone = [TagChange(change.id, change.removed, change.added) for change in changes]
    present = _present(session, [change.id for change in undone])
    _apply(session, [change for change in undone if change.id in present], now)


def rename(session: Session, old: str, new: str, now: datetime) -> tuple[TagChange, ...]:
    """Rename a tag and those below it; where an article has the new one already, the two become one.

    Does nothing if either name is empty once cleaned. The new names get the colours of the old where they have none.
    """
    old_key, new = tag_key(old), clean_tag(new)
    if not old_key or not new:
        return ()
    found = session.exec(select(TagRow).where(under(old_key)).order_by(TagRow.key)).all()
    names = {row.id: (row.name, after) for row in found if (after := _renamed(row, old_key, new)) != row.name}
    keys = {id: tag_key(after) for id, (_, after) in names.items()}
    others = select(TagRow.key, TagRow.id).where(rows.within(TagRow.key, keys.values()), col(TagRow.id).not_in(names))
    targets = dict(session.exec(others).all())
    _pass_colours_on(session, {tag_key(before): tag_key(after) for before, after in names.values()})
    changes = _what_moves(session, names, set(targets.values()), keys)
    moved = {id: targets.setdefault(key, id) for id, key in keys.items()}
    kept = [id for id, target in moved.items() if id == target]
    for id in kept:  # out of the way first: one may get the name that another gives up
        _name(session, id, "", f"//{id}")
    for id in kept:
        _name(session, id, names[id][1], keys[id])
    for id, target in moved.items():
        if id != target:
            articles = select(ArticleTagRow.article_id, literal(target)).where(ArticleTagRow.tag_id == id)
            merged = insert(ArticleTagRow).prefix_with("OR IGNORE").from_select(["article_id", "tag_id"], articles)
            rows.run(session, merged)
            rows.run(session, delete(ArticleTagRow).where(col(ArticleTagRow.tag_id) == id))
    drop_unused(session)
    rows.touch(session, [change.id for change in changes], now, is_indexed=False)
    return changes


def under(key: str) -> ColumnElement[bool]:
    """The condition that a tag is this one or below it; "0" is the character after "/"."""
    return (col(TagRow.key) == key) | ((col(TagRow.key) > key + "/") & (col(TagRow.key) < key + "0"))


def attach(session: Session, names: Mapping[int, Iterable[str]]) -> None:
    """Give articles that have none of them tags, by name."""
    wanted = {id: _by_key(some) for id, some in names.items()}
    ids = _tag_ids(session, {key: name for some in wanted.values() for key, name in some.items()})
    pairs = [{"article_id": id, "tag_id": ids[key]} for id, some in wanted.items() for key in some]
    if pairs:
        session.exec(insert(ArticleTagRow), params=pairs)


def drop_unused(session: Session) -> None:
    """Forget tags that no article has."""
    session.exec(delete(TagRow).where(col(TagRow.id).not_in(select(ArticleTagRow.tag_id))))


def _apply(session: Session, changes: Sequence[TagChange], now: datetime) -> tuple[TagChange, ...]:
    real = tuple(change for change in changes if change.added or change.removed)
    keys = {tag_key(name) for change in real for name in change.removed}
    ids = dict(session.exec(select(TagRow.key, TagRow.id).where(rows.within(TagRow.key, keys))).all())
    gone: dict[int, list[int]] = {}
    for change in real:
        for name in change.removed:
            if (tag_id := ids.get(tag_key(name))) is not None:
                gone.setdefault(tag_id, []).append(change.id)
    for tag_id, articles in gone.items():
        of_those = rows.within(ArticleTagRow.article_id, articles)
        rows.run(session, delete(ArticleTagRow).where(col(ArticleTagRow.tag_id) == tag_id, of_those))
    drop_unused(session)
    present = _present(session, [change.id for change in real])
    attach(
        session,
        {change.id: [name for name in change.added if tag_key(name) not in present[change.id]] for change in real},
    )
    rows.touch(session, [change.id for change in real], now, is_indexed=False)
    return real


def _present(session: Session, ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """For each article that exists, its tags by key."""
    ids = sorted(set(ids))
    found = session.exec(select(ArticleRow.id).where(rows.within(ArticleRow.id, ids)))
    tags = rows.tags_of(session, ids)
    return {id: {tag_key(name): name for name in tags.get(id, ())} for id in found}


def _tag_ids(session: Session, names: Mapping[str, str]) -> dict[str, int]:
    ids = dict(session.exec(select(TagRow.key, TagRow.id).where(rows.within(TagRow.key, names))).all())
    new = [TagRow(name=name, key=key) for key, name in names.items() if key not in ids]
    session.add_all(new)
    session.flush()
    return ids | {row.key: row.id for row in new}


def _by_key(names: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in map(clean_tag, names):
        if name:
            found.setdefault(tag_key(name), name)  # of two spellings the first
    return found


def _what_moves(
    session: Session, names: Mapping[int, tuple[str, str]], targets: set[int], keys: Mapping[int, str]
) -> tuple[TagChange, ...]:
    article, tag_id = col(ArticleTagRow.article_id), col(ArticleTagRow.tag_id)
    pairs = select(article, tag_id).where(rows.within(ArticleTagRow.tag_id, names)).order_by(article, tag_id)
    there: dict[int, set[str]] = {}
    if targets:
        have = select(ArticleTagRow.article_id, TagRow.key).join(TagRow, col(TagRow.id) == ArticleTagRow.tag_id)
        for id, key in session.exec(have.where(rows.within(ArticleTagRow.tag_id, targets))):
            there.setdefault(id, set()).add(key)
    added: dict[int, dict[str, str]] = {}
    removed: dict[int, list[str]] = {}
    for id, number in session.exec(pairs):
        before, after = names[number]
        removed.setdefault(id, []).append(before)
        new = added.setdefault(id, {})
        if keys[number] not in there.get(id, ()):
            new.setdefault(keys[number], after)
    return tuple(TagChange(id, tuple(added[id].values()), tuple(some)) for id, some in removed.items())


def _pass_colours_on(session: Session, keys: Mapping[str, str]) -> None:
    coloured = dict(
        session.exec(
            select(TagColourRow.key, TagColourRow.colour).where(rows.within(TagColourRow.key, [*keys, *keys.values()]))
        ).all()
    )
    new = {after: coloured[before] for before, after in keys.items() if before in coloured and after not in coloured}
    session.add_all(TagColourRow(key=key, colour=colour) for key, colour in new.items())
    session.flush()


def _name(session: Session, id: int, name: str, key: str) -> None:
    rows.run(session, update(TagRow).where(col(TagRow.id) == id).values(name=name, key=key))


def _renamed(row: TagRow, old_key: str, new: str) -> str:
    depth = old_key.count("/") + 1
    return clean_tag("/".join([new, *row.name.split("/")[depth:]]))
