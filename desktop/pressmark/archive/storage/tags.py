"""Tag, untag and rename, each reported as changes that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, literal, update
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
    here = _here(session, ids)
    known = {row.key: row for row in session.exec(select(TagRow).where(rows.within(TagRow.key, {*to_add, *to_remove})))}
    have = {key: _having(session, row.id, here) for key, row in known.items()}
    added = {name: here - have.get(key, frozenset()) for key, name in to_add.items()}
    removed = {known[key].name: have[key] for key in to_remove if key in known and key not in to_add}
    sets: dict[tuple[tuple[str, ...], tuple[str, ...]], list[int]] = {}
    for id in sorted(here):  # few sets of names, however many articles: each is made once
        plus = tuple(name for name, some in added.items() if id in some)
        minus = tuple(name for name, some in removed.items() if id in some)
        if plus or minus:
            sets.setdefault((plus, minus), []).append(id)
    changes = sorted(
        (TagChange(id, plus, minus) for (plus, minus), some in sets.items() for id in some), key=lambda one: one.id
    )
    _apply(session, sets, now)
    return tuple(changes)


def untag(session: Session, changes: Iterable[TagChange], now: datetime) -> None:
    """Undo changes; what was changed again since then stays as far as it does not contradict."""
    sets: dict[tuple[tuple[str, ...], tuple[str, ...]], list[int]] = {}
    for change in changes:
        if change.added or change.removed:
            sets.setdefault((change.removed, change.added), []).append(change.id)
    _apply(session, sets, now)


def rename(session: Session, old: str, new: str, now: datetime) -> tuple[TagChange, ...]:
    """Rename a tag and those below it; where an article has the new one already, the two become one.

    Where the new name lies below the old, only the tag itself goes there: what is below it stays below it. Does nothing
    if either name is empty once cleaned. The new names get the colours of the old where they have none.
    """
    old_key, new = tag_key(old), clean_tag(new)
    if not old_key or not new:
        return ()
    is_moved = col(TagRow.key) == old_key if tag_key(new).startswith(f"{old_key}/") else under(old_key)
    found = session.exec(select(TagRow).where(is_moved).order_by(TagRow.key)).all()
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
    """Give articles tags, each its own, by name; they exist. A few statements, however many articles."""
    wanted = {id: _by_key(some) for id, some in names.items()}
    if not any(wanted.values()):
        return
    ids = _tag_ids(session, {key: name for some in wanted.values() for key, name in some.items()})
    pairs = [{"article_id": id, "tag_id": ids[key]} for id, some in wanted.items() for key in some]
    session.exec(insert(ArticleTagRow).prefix_with("OR IGNORE"), params=pairs)


def detach(session: Session, names: Mapping[int, Iterable[str]]) -> None:
    """Take tags from articles, from each its own, by name. A few statements, however many articles."""
    wanted = {id: _by_key(some) for id, some in names.items()}
    keys = {key for some in wanted.values() for key in some}
    ids = dict(session.exec(select(TagRow.key, TagRow.id).where(rows.within(TagRow.key, keys))).all())
    pairs = [{"article": id, "tag": ids[key]} for id, some in wanted.items() for key in some if key in ids]
    if pairs:
        is_pair = (col(ArticleTagRow.article_id) == bindparam("article")) & (
            col(ArticleTagRow.tag_id) == bindparam("tag")
        )
        session.connection().execute(delete(ArticleTagRow).where(is_pair), pairs)
        drop_unused(session)


def drop_unused(session: Session) -> None:
    """Forget tags that no article has."""
    is_used = select(ArticleTagRow.tag_id).where(ArticleTagRow.tag_id == TagRow.id).exists()
    session.exec(delete(TagRow).where(~is_used))


def _apply(
    session: Session, sets: Mapping[tuple[tuple[str, ...], tuple[str, ...]], Sequence[int]], now: datetime
) -> None:
    """Change articles: by the tags to add and those to take off, which articles; those that are gone are left out."""
    minus = {tag_key(name) for _, names in sets for name in names}
    gone = dict(session.exec(select(TagRow.key, TagRow.id).where(rows.within(TagRow.key, minus))).all())
    for (_, names), ids in sets.items():
        tags = [gone[key] for key in map(tag_key, names) if key in gone]
        of_those = rows.within(ArticleTagRow.article_id, ids)
        for tag_id in tags:  # one at a time, so that the index of the tag is used
            rows.run(session, delete(ArticleTagRow).where(col(ArticleTagRow.tag_id) == tag_id, of_those))
    if minus:
        drop_unused(session)
    new = _tag_ids(session, _by_key(name for names, _ in sets for name in names))
    for (names, _), ids in sets.items():
        for key in _by_key(names):
            pairs = select(ArticleRow.id, literal(new[key])).where(rows.within(ArticleRow.id, ids))
            rows.run(
                session, insert(ArticleTagRow).prefix_with("OR IGNORE").from_select(["article_id", "tag_id"], pairs)
            )
    if new:
        drop_unused(session)  # a new one, where the articles were gone
    rows.touch(session, [id for ids in sets.values() for id in ids], now, is_indexed=False)


def _here(session: Session, ids: Iterable[int]) -> frozenset[int]:
    """Those of some articles that exist."""
    return frozenset(rows.ids_of(session, select(ArticleRow.id).where(rows.within(ArticleRow.id, ids))))


def _having(session: Session, tag_id: int, ids: Iterable[int]) -> frozenset[int]:
    """Those of some articles that have a tag."""
    of_those = rows.within(ArticleTagRow.article_id, ids)
    return frozenset(
        rows.ids_of(session, select(ArticleTagRow.article_id).where(ArticleTagRow.tag_id == tag_id, of_those))
    )


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
        for id, key in rows.in_pieces(session, have.where(rows.within(ArticleTagRow.tag_id, targets))):
            there.setdefault(id, set()).add(key)
    of_each: dict[int, tuple[int, ...]] = {}
    for id, number in rows.in_pieces(session, pairs):
        of_each[id] = (*of_each.get(id, ()), number)
    known: dict[tuple[tuple[int, ...], frozenset[str]], tuple[tuple[str, ...], tuple[str, ...]]] = {}
    changes = []
    for id, numbers in of_each.items():
        case = (numbers, frozenset(there.get(id, ())))  # few, however many articles
        if case not in known:
            added = {keys[one]: names[one][1] for one in reversed(numbers) if keys[one] not in case[1]}
            known[case] = tuple(reversed(added.values())), tuple(names[one][0] for one in numbers)
        changes.append(TagChange(id, *known[case]))
    return tuple(changes)


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
