"""What keeps order beside the tags of single articles: rules, the colours of tags, and making one of several."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete
from sqlmodel import col, select

from pressmark.archive.errors import StorageError
from pressmark.archive.storage import merging, rows
from pressmark.archive.storage.beside import FileBeside, log
from pressmark.archive.storage.cleaning import clean_tag, storable, tag_key
from pressmark.archive.storage.tables import ArticleRow, OutboxRow, RuleDueRow, RuleRow, TagColourRow
from pressmark.archive.values import UNDER_WAY, Rule, TagColour

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlmodel import Session

    from pressmark.archive.values import Merged

NAME = "order.json"
FORMAT = 1


class OrderKeeper:
    """Keeps the rules and colours of one archive. Thread-safe.

    Args:
        root: the archive's folder.
        reading: opens a session to read with.
        writing: opens a session in a writing transaction; only one at a time.
        changing: likewise, for what the articles' sidecars say.
    """

    def __init__(
        self,
        root: Path,
        reading: Callable[[], AbstractContextManager[Session]],
        writing: Callable[[], AbstractContextManager[Session]],
        changing: Callable[[], AbstractContextManager[Session]],
    ) -> None:
        self._file = FileBeside(root, NAME, FORMAT)
        self._reading, self._writing, self._changing = reading, writing, changing

    def rules(self) -> tuple[Rule, ...]:
        """Every rule, in the order in which they are applied."""
        with self._reading() as session:
            return _rules(session)

    def set_rules(self, rules: Sequence[Rule]) -> tuple[Rule, ...]:
        """Make these the rules; returns those before."""
        with self._writing() as session:
            before = _rules(session)
            put_rules(session, rules)
        self.keep_up()
        return before

    def colours(self) -> dict[str, TagColour]:
        """The colours of tags, by `tag_key`."""
        with self._reading() as session:
            return _colours(session)

    def set_colour(self, tag: str, colour: TagColour | None) -> TagColour | None:
        """Give a tag a colour, or none; returns the one before."""
        key = tag_key(tag)
        with self._writing() as session:
            before = _colours(session).get(key)
            put_colours(session, {key: colour})
        self.keep_up()
        return before

    def due(self, ids: Iterable[int] | None = None) -> list[int]:
        """The articles that rules have not looked at yet."""
        with self._reading() as session:
            found = session.exec(select(RuleDueRow.article_id).order_by(col(RuleDueRow.article_id))).all()
        return list(found) if ids is None else sorted(set(found) & set(ids))

    def ready(self) -> list[int]:
        """Those of the due articles that are saved, or have failed, and stand in the index as they are now.

        It is asked after every commit of the index, while thousands may be due that an import has queued.
        """
        statement = (
            select(RuleDueRow.article_id)
            .join(ArticleRow, col(ArticleRow.id) == RuleDueRow.article_id)
            .join(OutboxRow, col(OutboxRow.article_id) == RuleDueRow.article_id, isouter=True)
            .where(col(ArticleRow.status).not_in(UNDER_WAY))
            .where(col(OutboxRow.article_id).is_(None))
            .order_by(col(RuleDueRow.article_id))
        )
        with self._reading() as session:
            return list(session.exec(statement))

    def looked_at(self, ids: Iterable[int]) -> None:
        """Note that rules have been applied to these."""
        with self._writing() as session:
            rows.run(session, delete(RuleDueRow).where(rows.within(RuleDueRow.article_id, ids)))

    def merge(self, keep: int, others: Iterable[int]) -> Merged:
        """Make one of several articles: tags, notes and the earliest date come to one, the others go to the trash.

        Raises:
            NoSuchArticle: there is no such article.
        """
        with self._changing() as session:
            return merging.merge(session, keep, others, datetime.now(UTC))

    def unmerge(self, merged: Merged) -> None:
        """Undo what `merge` did."""
        with self._changing() as session:
            merging.unmerge(session, merged, datetime.now(UTC))

    def keep_up(self) -> None:
        """Write the file where it does not say what the database does. Never fails."""
        try:
            with self._reading() as session:
                rules, colours = _rules(session), _colours(session)
        except StorageError:
            log.exception("%s not written beside the database; tried again at the next start", NAME)
        else:
            self._file.write({"rules": [_fields(rule) for rule in rules], "tag_colours": colours})


def read(root: Path) -> tuple[list[Rule], dict[str, TagColour]] | None:
    """What the file says; None for one that cannot be understood."""
    fields = FileBeside(root, NAME, FORMAT).read()
    try:
        if fields is None:
            return None
        rules = [_rule(one) for one in fields.get("rules", ())]
        return rules, {tag_key(tag): TagColour(colour) for tag, colour in fields.get("tag_colours", {}).items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def put_rules(session: Session, rules: Sequence[Rule]) -> None:
    """Make these the rules."""
    session.exec(delete(RuleRow))
    session.add_all(
        RuleRow(
            query=storable(rule.query),
            tags="\n".join(tag for tag in map(clean_tag, rule.tags) if tag),
            marks_read=rule.marks_read,
            marks_favourite=rule.marks_favourite,
            is_on=rule.is_on,
            place=place,
        )
        for place, rule in enumerate(rules)
    )
    session.flush()


def put_colours(session: Session, colours: Mapping[str, TagColour | None]) -> None:
    """Give tags, by their keys, colours or none."""
    for key, colour in colours.items():
        session.exec(delete(TagColourRow).where(col(TagColourRow.key) == key))
        if colour is not None and key:
            session.add(TagColourRow(key=key, colour=colour))
    session.flush()


def _rules(session: Session) -> tuple[Rule, ...]:
    found = session.exec(select(RuleRow).order_by(col(RuleRow.place), col(RuleRow.id)))
    return tuple(
        Rule(row.query, tuple(filter(None, row.tags.split("\n"))), row.marks_read, row.marks_favourite, row.is_on)
        for row in found
    )


def _colours(session: Session) -> dict[str, TagColour]:
    known = {colour.value for colour in TagColour}
    found = session.exec(select(TagColourRow).order_by(TagColourRow.key))
    return {row.key: TagColour(row.colour) for row in found if row.colour in known}


def _fields(rule: Rule) -> dict[str, Any]:
    return {
        "query": rule.query,
        "tags": list(rule.tags),
        "marks_read": rule.marks_read,
        "marks_favourite": rule.marks_favourite,
        "is_on": rule.is_on,
    }


def _rule(fields: dict[str, Any]) -> Rule:
    return Rule(
        str(fields["query"]),
        tuple(str(tag) for tag in fields["tags"]),
        marks_read=bool(fields["marks_read"]),
        marks_favourite=bool(fields["marks_favourite"]),
        is_on=bool(fields["is_on"]),
    )
