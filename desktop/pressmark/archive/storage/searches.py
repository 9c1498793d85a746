"""The searches that the person keeps, in the order of the sidebar.

They belong to no article, so a file beside the database says them too; making the database again takes them from there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlmodel import col, select

from pressmark.archive.errors import NoSuchSearch, StorageError
from pressmark.archive.storage.beside import FileBeside, log
from pressmark.archive.storage.cleaning import one_line
from pressmark.archive.storage.tables import SavedSearchRow
from pressmark.archive.values import SavedSearch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlmodel import Session

NAME = "searches.json"
FORMAT = 1
NAME_LIMIT = 200  # characters
NAMELESS = "…"


class SearchKeeper:
    """Keeps the saved searches of one archive. Thread-safe.

    Args:
        root: the archive's folder.
        reading: opens a session to read with.
        writing: opens a session in a writing transaction; only one at a time.
    """

    def __init__(
        self,
        root: Path,
        reading: Callable[[], AbstractContextManager[Session]],
        writing: Callable[[], AbstractContextManager[Session]],
    ) -> None:
        self._file, self._reading, self._writing = FileBeside(root, NAME, FORMAT), reading, writing

    def all(self) -> tuple[SavedSearch, ...]:
        """Every saved search, in order."""
        with self._reading() as session:
            return _values(_rows(session))

    def save(self, name: str, query: str) -> SavedSearch:
        """Keep a query under a name, by default itself, at the end."""
        with self._writing() as session:
            rows = _rows(session)
            row = SavedSearchRow(name=_name(name, query), query=query, place=len(rows))
            session.add(row)
            session.flush()
            kept = _values([*rows, row])
        self._write(kept)
        return kept[-1]

    def change(self, id: int, *, name: str | None = None, query: str | None = None) -> SavedSearch:
        """Give a search another name or query; returns what it was.

        Raises:
            NoSuchSearch: there is none of this id.
        """
        with self._writing() as session:
            rows = _rows(session)
            row = _find(rows, id)
            before = _values(rows)[row.place]
            row.query = row.query if query is None else query
            row.name = row.name if name is None else _name(name, row.query)
            kept = _values(rows)
        self._write(kept)
        return before

    def delete(self, id: int) -> SavedSearch:
        """Forget a search; returns it for `restore`.

        Raises:
            NoSuchSearch: there is none of this id.
        """
        with self._writing() as session:
            rows = _rows(session)
            row = _find(rows, id)
            gone = _values(rows)[row.place]
            session.delete(row)
            kept = _number([one for one in rows if one is not row])
        self._write(kept)
        return gone

    def restore(self, search: SavedSearch) -> None:
        """Put a deleted search back to its place; does nothing where its id is in use."""
        with self._writing() as session:
            rows = _rows(session)
            if any(row.id == search.id for row in rows):
                return
            row = SavedSearchRow(id=search.id, name=search.name, query=search.query)
            session.add(row)
            rows.insert(search.place, row)
            kept = _number(rows)
        self._write(kept)

    def arrange(self, ids: Sequence[int]) -> tuple[int, ...]:
        """Put these searches first, in this order, the others after them; returns the order that was."""
        with self._writing() as session:
            rows = _rows(session)
            before = tuple(row.id for row in rows)
            wanted = {id: place for place, id in enumerate(dict.fromkeys(ids))}
            kept = _number(sorted(rows, key=lambda row: wanted.get(row.id, len(wanted))))
        self._write(kept)
        return before

    def keep_up(self) -> None:
        """Write the file where it does not say what the database does. Never fails."""
        try:
            self._write(self.all())
        except StorageError:
            log.exception("saved searches not written beside the database; tried again at the next start")

    def _write(self, searches: tuple[SavedSearch, ...]) -> None:
        self._file.write({"searches": [_fields(one) for one in searches]})


def read(root: Path) -> list[SavedSearchRow] | None:
    """What the file says, in order; nothing without one, None for one that cannot be understood."""
    fields = FileBeside(root, NAME, FORMAT).read()
    try:
        if fields is None:
            return None
        found = {int(one["id"]): (str(one["name"]), str(one["query"])) for one in fields.get("searches", ())}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return [
        SavedSearchRow(id=id, name=_name(name, query), query=query, place=place)
        for place, (id, (name, query)) in enumerate(found.items())
    ]


def replace_all(session: Session, rows: Sequence[SavedSearchRow]) -> None:
    """Make these the saved searches."""
    session.exec(delete(SavedSearchRow))
    session.add_all(rows)
    session.flush()


def _rows(session: Session) -> list[SavedSearchRow]:
    return list(session.exec(select(SavedSearchRow).order_by(col(SavedSearchRow.place), col(SavedSearchRow.id))))


def _find(rows: Sequence[SavedSearchRow], id: int) -> SavedSearchRow:
    for row in rows:
        if row.id == id:
            return row
    raise NoSuchSearch(str(id))


def _number(rows: Sequence[SavedSearchRow]) -> tuple[SavedSearch, ...]:
    for place, row in enumerate(rows):
        row.place = place
    return _values(rows)


def _values(rows: Sequence[SavedSearchRow]) -> tuple[SavedSearch, ...]:
    return tuple(SavedSearch(row.id, row.name, row.query, place) for place, row in enumerate(rows))


def _fields(search: SavedSearch) -> dict[str, int | str]:
    return {"id": search.id, "name": search.name, "query": search.query}


def _name(name: str, query: str) -> str:
    return one_line(name, NAME_LIMIT) or one_line(query, NAME_LIMIT) or NAMELESS  # or nobody could click on it
