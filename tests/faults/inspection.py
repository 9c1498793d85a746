"""The look that a person would take after an accident: does it open, is all there and found, can it be made again?"""

from __future__ import annotations

import shutil
import sqlite3
import traceback
from contextlib import closing
from typing import TYPE_CHECKING

from pressmark.archive.archive import open_archive
from pressmark.archive.errors import ArchiveError
from pressmark.archive.storage import backups, replacement
from pressmark.archive.storage.storage import open_storage, rebuild_storage

if TYPE_CHECKING:
    from pathlib import Path

    from faults.model import Model


def inspect(folder: Path, model: Model, *, thoroughly: bool = False) -> list[str]:
    """What breaks the contract in the archive at `folder`.

    Args:
        folder: the place with the archive and its cache.
        model: what it may say; knows afterwards what it does say.
        thoroughly: also make the database of a copy again and compare.
    """
    root = folder / "archive"
    try:
        with open_archive(root, cache=folder / "cache") as archive:
            storage = archive._storage
            wrong = [f"{one.kind} {one.path} {one.detail}" for one in archive.verify().damages]
            wrong += model.settle(storage)
            archive._indexer.sync()
            ids = storage.all_ids()
            seen = archive._indexer._opened().revisions()
            now = {record.id: record.revision for record in storage.index_records(ids)}
            if seen != now:
                wrong.append("the index does not have what the archive has")
            wrong += _found(archive, model)
    except ArchiveError as error:
        return [f"does not open: {error}; {_causes(error)}"]
    if (root / replacement.WAITING).exists():
        wrong.append("a replacement is still waiting")
    wrong += _backups(root)
    wrong += _strange_files(root)
    if thoroughly:
        wrong += _made_again(folder)
    return wrong


def _causes(error: BaseException | None) -> str:
    """Where the errors beneath an error came from."""
    places = []
    while error is not None:
        last = traceback.extract_tb(error.__traceback__)[-1]
        places.append(f"{type(error).__name__}({error}) at {last.filename.rsplit('/', 1)[1]}:{last.lineno}")
        error = error.__cause__
    return " from ".join(places)


def _found(archive: object, model: Model) -> list[str]:
    wrong = []
    for name, known in model.articles.items():
        (state,) = known
        if not state.text or state.is_trashed:
            continue
        word = state.text.split(". ")[0].rsplit(" ", 1)[1]
        hits = archive.find(word).hits  # type: ignore[attr-defined]  # an Archive; its import is heavy
        if name not in {archive.article(hit.id).url.rsplit("/", 1)[1] for hit in hits}:  # type: ignore[attr-defined]  # likewise
            wrong.append(f"{name} is not found by {word}")
        break  # one will do: the revisions are compared for all
    return wrong


def _backups(root: Path) -> list[str]:
    wrong = []
    for path in sorted((root / backups.FOLDER).glob("*.db")) if (root / backups.FOLDER).is_dir() else ():
        if "replaced" in path.name:
            continue  # as it was, sound or not
        try:
            with closing(sqlite3.connect(path.as_uri() + "?mode=ro&immutable=1", uri=True)) as connection:
                (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            verdict = str(error)
        if verdict != "ok":
            wrong.append(f"backup {path.name}: {verdict}")
    return wrong


def _strange_files(root: Path) -> list[str]:
    known = {
        *("archive.db", "archive.db-wal", "archive.db-shm", "archive.json", "archive.lock", "searches.json"),
        *("articles", "incoming", "backups", ".staging", ".reserve"),
    }
    return [f"strange file {path.name}" for path in root.iterdir() if path.name not in known]


def _made_again(folder: Path) -> list[str]:
    copy = folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder / "archive", copy)
    try:
        with open_storage(copy) as storage:
            before = [storage.article(id) for id in storage.all_ids()]
            texts = storage.texts(storage.all_ids())
        (copy / "archive.db").unlink()
        if not before:
            return []
        report = rebuild_storage(copy)
        with open_storage(copy) as storage:
            after = [storage.article(id) for id in storage.all_ids()]
            is_same = before == after and texts == storage.texts(storage.all_ids())
        if not is_same or report.skipped:
            different = [old.id for old, new in zip(before, after, strict=False) if old != new]
            return [f"made again it is another: {different} {report.skipped}"]
    finally:
        shutil.rmtree(copy)
    return []


def reads_when_full(folder: Path, model: Model) -> list[str]:
    """What a person cannot read while the disk is full."""
    if not any(state.exists for known in model.articles.values() for state in known):
        return []
    try:
        with open_storage(folder / "archive", read_only=True) as storage:
            for article in storage.articles(storage.all_ids()):
                storage.text(article.id)
                storage.body_html(article.id)
    except ArchiveError as error:
        return [f"cannot be read while the disk is full: {error}"]
    return []
