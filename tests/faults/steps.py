"""Steps of a person or of the program, as plain lists, so that two processes can speak of them."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from faults.model import url_of
from pressmark.archive import importing
from pressmark.archive.archive import open_archive
from pressmark.archive.errors import ArchiveError
from pressmark.archive.storage.storage import rebuild_storage, restore_storage
from pressmark.archive.values import Export, ImportedArticle, ImportedHighlight, LocalPage
from storage_steps import capture, found, wish

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressmark.archive.archive import Archive
    from pressmark.archive.storage.storage import Storage
    from pressmark.archive.values import Imported

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass
class Place:
    """Where one archive, its cache and its copies are; opens it again when a step has closed it."""

    folder: Path
    opened: Archive | None = None
    imported: Imported | None = None  # what the last import can be undone with

    @property
    def root(self) -> Path:
        return self.folder / "archive"

    @property
    def archive(self) -> Archive:
        if self.opened is None:
            self.opened = open_archive(self.root, cache=self.folder / "cache")
        return self.opened

    def close(self) -> None:
        if self.opened is not None:
            opened, self.opened = self.opened, None
            opened.close()


def text_of(word: str) -> str:
    """A text that can be told from every other and found."""
    return f"A ferry left the harbour at {word}. " * 4


def make_old(root: Path, name: str) -> None:
    """Put an archive there as an earlier program left it."""
    kept = Path(__file__).parents[1] / "old_archives" / name
    shutil.copytree(kept, root)
    with closing(sqlite3.connect(root / "archive.db")) as connection:
        connection.executescript(kept.with_suffix(".sql").read_text(encoding="utf-8"))


def perform(place: Place, step: list[Any]) -> None:
    """Do one step: what, and to which articles by their names."""
    kind, *rest = step
    if kind in _ON_A_CLOSED_ONE:
        place.close()
        _ON_A_CLOSED_ONE[kind](place)
    elif kind in _ON_ARTICLES:
        storage = place.archive._storage
        ids = {article.url: article.id for article in storage.articles(storage.all_ids())}
        names = rest[0] if isinstance(rest[0], list) else [rest[0]]
        known = [ids[url_of(name)] for name in names if url_of(name) in ids]
        if known:
            _ON_ARTICLES[kind](storage, known, *rest[1:])
    else:
        _ON_ALL[kind](place, *rest)


def _add(place: Place, names: list[str], tags: list[str], page: str = "") -> None:
    local = page.encode() or None
    place.archive._storage.add([wish(name, tags=tuple(tags), page=local) for name in names])


def _import(place: Place, names: list[str], tags: list[str], note: str, page: str = "") -> None:
    importing.BATCH = importing.PIECE = 3
    local = LocalPage(page.encode(), "text/plain", "page.txt") if page else None
    mark = (ImportedHighlight("A ferry left", "marked"),)
    articles = [
        ImportedArticle(url_of(name), tags=tuple(tags), note=note, is_favourite=True, highlights=mark, page=local)
        for name in names
    ]
    place.imported = None
    place.imported = place.archive.import_articles(Export("A program", "test", tuple(articles)))
    if place.imported.failure is not None:
        raise ArchiveError(code=place.imported.failure.code)


def _undo_import(place: Place, _names: list[str], _fields: object) -> None:
    place.archive.undo_import(_last(place))


def _redo_import(place: Place, _names: list[str], _fields: object) -> None:
    place.archive.redo_import(_last(place))


def _last(place: Place) -> Imported:
    if place.imported is None:
        raise ArchiveError(code="nothing-imported")
    return place.imported


def _capture(storage: Storage, ids: list[int], text: str) -> None:
    storage.claim(ids)
    capture(storage, ids[0], found(text))


def _back_up_daily(place: Place, day: int) -> None:
    storage = place.archive._storage
    storage.upkeep._clock = lambda: START + timedelta(days=day)
    storage.back_up_daily()


_ON_A_CLOSED_ONE: dict[str, Callable[[Place], object]] = {
    "close": lambda _: None,
    "rebuild": lambda place: rebuild_storage(place.root),
    "restore-copy": lambda place: restore_storage(place.root, place.folder / "copy.db"),
}
_ON_ARTICLES: dict[str, Callable[..., object]] = {
    "capture": _capture,
    "tag": lambda storage, ids, add, remove: storage.tag(ids, add, remove),
    "trash": lambda storage, ids: storage.trash(ids),
    "restore": lambda storage, ids: storage.restore(ids),
    "purge": lambda storage, ids: storage.purge(ids),
    "note": lambda storage, ids, note: storage.set_note(ids[0], note),
    "title": lambda storage, ids, title: storage.set_title(ids[0], title),
    "read": lambda storage, ids, value: storage.set_read(ids, value),
    "favourite": lambda storage, ids, value: storage.set_favourite(ids, value),
}
_ON_ALL: dict[str, Callable[..., object]] = {
    "open": lambda place: place.archive,
    "add": _add,
    "import": _import,
    "undo-import": _undo_import,
    "redo-import": _redo_import,
    "index": lambda place: place.archive._indexer.sync(),
    "reindex": lambda place: place.archive.reindex(),
    "keep-reserve": lambda place: place.archive._storage.upkeep.keep_reserve(),
    "search": lambda place, query: place.archive.find(query),
    "keep-search": lambda place, query: place.archive.save_search(query, query),
    "back-up-daily": _back_up_daily,
    "back-up": lambda place: place.archive.back_up(place.folder / "copy.db"),
}


def try_to(place: Place, step: list[Any]) -> str:
    """Do one step; returns how an expected failure is called, or nothing."""
    try:
        perform(place, step)
    except ArchiveError as error:
        return str(error)
    return ""
