"""The passages that the person marked. They follow their words into every newer text, and none is ever dropped.

A highlight whose words are gone stays, detached, with its quote and note; a later text may have them again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from pressmark.archive.errors import NoSuchHighlight, NoSuchPassage
from pressmark.archive.storage import anchoring, rows
from pressmark.archive.storage.cleaning import storable
from pressmark.archive.storage.tables import ArticleRow, HighlightRow, TextRow
from pressmark.archive.values import Colour, Highlight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from sqlmodel import Session

NOTE_LIMIT = 100_000  # characters
QUOTE_LIMIT = 100_000  # characters


class HighlightKeeper:
    """Keeps the highlights of one archive. Thread-safe.

    Args:
        reading: opens a session to read with.
        changing: opens a session in a writing transaction, after which due sidecars are written.
        clock: tells the time, in UTC.
    """

    def __init__(
        self,
        reading: Callable[[], AbstractContextManager[Session]],
        changing: Callable[[], AbstractContextManager[Session]],
        clock: Callable[[], datetime],
    ) -> None:
        self._reading, self._changing, self._clock = reading, changing, clock

    def of(self, article_id: int) -> tuple[Highlight, ...]:
        """The highlights of an article, in the order of its text; detached ones last."""
        with self._reading() as session:
            return tuple(_value(row) for row in of_article(session, article_id))

    def all(self, articles: Iterable[int] | None = None) -> tuple[Highlight, ...]:
        """The highlights of these articles, or of all, the newest first."""
        statement = select(HighlightRow).order_by(col(HighlightRow.created_at).desc(), col(HighlightRow.id).desc())
        if articles is not None:
            statement = statement.where(rows.within(HighlightRow.article_id, articles))
        with self._reading() as session:
            return tuple(_value(row) for row in session.exec(statement))

    def add(self, article_id: int, start: int, end: int, colour: Colour, note: str) -> Highlight:
        """Mark the passage of an article's text from `start` up to `end`.

        Raises:
            NoSuchArticle: there is no such article.
            NoSuchPassage: the places are not in its text, or hold nothing but blanks.
        """
        now = self._clock()
        with self._changing() as session:
            rows.require(session, article_id)
            kept = session.get(TextRow, article_id)
            try:
                found = anchoring.quote(kept.text if kept else "", start, min(end, start + QUOTE_LIMIT))
            except ValueError as error:
                raise NoSuchPassage(str(article_id)) from error
            row = HighlightRow(
                article_id=article_id,
                quote=found.exact,
                prefix=found.prefix,
                suffix=found.suffix,
                start=found.start,
                end=found.start + len(found.exact),
                colour=colour,
                note=storable(note)[:NOTE_LIMIT],
                created_at=now,
                updated_at=now,
            )
            session.add(row)
            rows.touch(session, [article_id], now, is_indexed=True)
            return _value(row)

    def change(self, id: int, colour: Colour | None, note: str | None) -> Highlight:
        """Give a highlight another colour or note; returns what it was.

        Raises:
            NoSuchHighlight: there is none of this id.
        """
        now = self._clock()
        with self._changing() as session:
            row = _require(session, id)
            before = _value(row)
            row.colour = row.colour if colour is None else colour
            row.note = row.note if note is None else storable(note)[:NOTE_LIMIT]
            row.updated_at = now
            rows.touch(session, [row.article_id], now, is_indexed=note is not None)
            return before

    def remove(self, ids: Iterable[int]) -> tuple[Highlight, ...]:
        """Take highlights away; returns them for `restore`."""
        with self._changing() as session:
            gone = remove(session, ids)
            rows.touch(session, {one.article_id for one in gone}, self._clock(), is_indexed=True)
            return gone

    def restore(self, highlights: Iterable[Highlight]) -> tuple[Highlight, ...]:
        """Put removed highlights back, as far as their articles are there; returns those that came back."""
        with self._changing() as session:
            back = restore(session, highlights)
            rows.touch(session, {one.article_id for one in back}, self._clock(), is_indexed=True)
            return back


def of_article(session: Session, article_id: int) -> list[HighlightRow]:
    """The rows of an article, in the order of its text; detached ones last."""
    return list(
        session.exec(
            select(HighlightRow)
            .where(HighlightRow.article_id == article_id)
            .order_by(col(HighlightRow.is_attached).desc(), col(HighlightRow.start), col(HighlightRow.id))
        )
    )


def add_all(session: Session, new: Sequence[HighlightRow]) -> tuple[Highlight, ...]:
    """Add rows, and find their words in the texts of their articles as far as there are any."""
    articles = {row.article_id for row in new}
    texts = dict(
        session.exec(select(TextRow.article_id, TextRow.text).where(rows.within(TextRow.article_id, articles))).all()
    )
    for row in new:
        _attach(row, texts.get(row.article_id, ""))
    rows.add_many(session, HighlightRow, new)
    return tuple(_value(row) for row in new)


def restore(session: Session, highlights: Iterable[Highlight]) -> tuple[Highlight, ...]:
    """Put removed highlights back, as far as their articles are there; returns those that came back."""
    wanted = {one.id: one for one in highlights}
    articles = {one.article_id for one in wanted.values()}
    here = set(session.exec(select(ArticleRow.id).where(rows.within(ArticleRow.id, articles))))
    kept = set(session.exec(select(HighlightRow.id).where(rows.within(HighlightRow.id, wanted))))
    back = [one for one in wanted.values() if one.article_id in here and one.id not in kept]
    return add_all(
        session, [HighlightRow(**{name: getattr(one, name) for name in HighlightRow.model_fields}) for one in back]
    )


def remove(session: Session, ids: Iterable[int]) -> tuple[Highlight, ...]:
    """Take highlights away; returns those that were there."""
    found = list(session.exec(select(HighlightRow).where(rows.within(HighlightRow.id, ids))))
    gone = tuple(_value(row) for row in found)
    for row in found:
        session.delete(row)
    return gone


def texts_of(session: Session, articles: Iterable[int]) -> dict[int, str]:
    """All that the highlights of each article say, passages and notes; articles without any are left out."""
    found: dict[int, list[str]] = {}
    of_these = rows.within(HighlightRow.article_id, articles)
    columns = col(HighlightRow.article_id), col(HighlightRow.quote), col(HighlightRow.note)
    for id, quote, note in session.exec(select(*columns).where(of_these).order_by(col(HighlightRow.id))):
        found.setdefault(id, []).extend(text for text in (quote, note) if text)
    return {id: "\n\n".join(texts) for id, texts in found.items()}


def follow(session: Session, article_id: int, text: str) -> None:
    """Find the highlights of an article in its new text; those that are not in it are detached."""
    for row in of_article(session, article_id):
        _attach(row, text)


def _attach(row: HighlightRow, text: str) -> None:
    place = anchoring.find(text, anchoring.Quote(row.quote, row.prefix, row.suffix, row.start))
    row.is_attached = place is not None
    if place is not None:
        row.start, row.end = place
        if not (row.prefix or row.suffix):  # it came as words alone; from now on it is told from the like of it
            found = anchoring.quote(text, *place)
            row.prefix, row.suffix = found.prefix, found.suffix


def _require(session: Session, id: int) -> HighlightRow:
    row = session.get(HighlightRow, id)
    if row is None:
        raise NoSuchHighlight(str(id))
    return row


def _value(row: HighlightRow) -> Highlight:
    fields = {name: getattr(row, name) for name in HighlightRow.model_fields}
    return Highlight(**{**fields, "colour": Colour(row.colour)})
