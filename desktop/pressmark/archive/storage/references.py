"""Which pages every article links to, so that it can be said who cites whom.

Nothing here was made by a person: it is read from the articles' texts, a while after they were saved or chosen anew.
So no sidecar keeps it, and a database that was made again reads it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, type_coerce
from sqlmodel import col, select

from pressmark.archive.storage import articles, folders, rows
from pressmark.archive.storage.cleaning import storable
from pressmark.archive.storage.columns import OwnName
from pressmark.archive.storage.tables import ArticleRow, ReferenceRow, ReferencesRow, SnapshotRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlmodel import Session

    from pressmark.archive.values import Article

MOST_CITING = 500


class ReferenceKeeper:
    """Keeps the references of one archive. Thread-safe.

    Args:
        root: the archive's folder.
        reading: opens a session to read with.
        writing: opens a session in a writing transaction.
    """

    def __init__(
        self,
        root: Path,
        reading: Callable[[], AbstractContextManager[Session]],
        writing: Callable[[], AbstractContextManager[Session]],
    ) -> None:
        self._root, self._reading, self._writing = root, reading, writing

    def by_identity(self, identities: Iterable[str]) -> dict[str, Article]:
        """The articles with these identities that are not in the trash."""
        wanted = rows.within(ArticleRow.identity, map(storable, identities))
        statement = select(ArticleRow.identity, ArticleRow.id).where(wanted, col(ArticleRow.trashed_at).is_(None))
        with self._reading() as session:
            ids = dict(session.exec(statement).all())
            found = {one.id: one for one in articles.get_many(session, self._root, list(ids.values()))}
        return {identity: found[id] for identity, id in ids.items() if id in found}

    def citing(self, id: int) -> list[Article]:
        """The articles that link to one, as far as their texts were read; the newest first."""
        with self._reading() as session:
            own = rows.require(session, id).identity
            statement = (
                select(ReferenceRow.article_id)
                .join(ArticleRow, col(ArticleRow.id) == col(ReferenceRow.article_id))
                .where(
                    ReferenceRow.identity == own, ReferenceRow.article_id != id, col(ArticleRow.trashed_at).is_(None)
                )
                .order_by(col(ArticleRow.saved_at).desc())
                .limit(MOST_CITING)
            )
            return articles.get_many(session, self._root, list(session.exec(statement)))

    def unread(self, after: int, limit: int) -> list[tuple[int, str, Path]]:
        """Articles whose text was not read, with ids above one: the id, the folder of the text, and its file."""
        either = func.coalesce(func.nullif(SnapshotRow.extraction, ""), SnapshotRow.folder)
        folder = type_coerce(either, OwnName(folders.is_content_name))
        statement = (
            select(SnapshotRow.article_id, folder)
            .join(ReferencesRow, col(ReferencesRow.article_id) == col(SnapshotRow.article_id), isouter=True)
            .where(
                col(SnapshotRow.is_current),
                col(SnapshotRow.article_id) > after,
                func.coalesce(ReferencesRow.folder, "") != folder,
            )
            .order_by(col(SnapshotRow.article_id))
            .limit(limit)
        )
        with self._reading() as session:
            found = session.exec(statement).all()
        return [(id, name, folders.article(self._root, id) / name / folders.EXTRACTION) for id, name in found]

    def put(self, read: Iterable[tuple[int, str, Iterable[str]]]) -> None:
        """Note which identities articles link to: the id, the folder of the text, and the identities."""
        read = tuple(read)
        ids = [id for id, *_ in read]
        with self._writing() as session:
            here = set(session.exec(select(ArticleRow.id).where(rows.within(ArticleRow.id, ids))))
            for table in (ReferenceRow, ReferencesRow):
                session.execute(delete(table).where(rows.within(table.article_id, ids)))
            done = [{"article_id": id, "folder": folder} for id, folder, _ in read if id in here]
            found = [
                {"article_id": id, "identity": one}
                for id, _, identities in read
                if id in here
                for one in set(map(storable, identities))
            ]
            for table, new in ((ReferencesRow, done), (ReferenceRow, found)):
                if new:
                    session.execute(insert(table), new)
