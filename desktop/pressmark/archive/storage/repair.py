"""Mend what `verify` finds: never by deleting, and what a file said that is replaced stays in `backups/`.

A sidecar is written anew from the database. A snapshot that lost a file or was changed is captured again, beside it.
Snapshots and articles that no row knows are taken in. Everything else is left for a person to look at.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sqlalchemy import update
from sqlmodel import col, select

from pressmark.archive.storage import atomic, backups, folders, queue, rows
from pressmark.archive.storage.rebuild import Rebuild
from pressmark.archive.storage.tables import ArticleRow, SnapshotRow
from pressmark.archive.urls import is_public_scheme
from pressmark.archive.values import Repair, Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlmodel import Session

    from pressmark.archive.values import Damage


def repair(session: Session, root: Path, damages: Sequence[Damage], now: datetime) -> tuple[Repair, ...]:
    """Do about each damage what can be done; the caller commits and has the sidecars written.

    Raises:
        OSError: a file could not be moved.
    """
    taker = Rebuild(root, now)
    taker.know(session)
    return tuple(Repair(damage, _mend(session, root, damage, taker, now)) for damage in damages)


def _mend(session: Session, root: Path, damage: Damage, taker: Rebuild, now: datetime) -> str:
    path = root / PurePosixPath(damage.path)
    if damage.article_id is not None and path == folders.sidecar(root, damage.article_id):
        return _rewrite_sidecar(session, root, damage.article_id, path, now)
    if damage.kind == "orphaned":
        return _take_in(session, root, damage, path, taker, now)
    if damage.article_id is not None:
        return _capture_again(session, damage.article_id, PurePosixPath(damage.path), now)
    return "left"


def _rewrite_sidecar(session: Session, root: Path, id: int, path: Path, now: datetime) -> str:
    if path.is_symlink() or path.is_dir() or atomic.leads_elsewhere(path.parent):
        return "left"
    if path.exists():
        aside = root / backups.FOLDER / backups.name_for(f"article-{id}", now).replace(".db", ".json")
        atomic.make_folder(aside.parent)
        path.rename(aside)
    rows.run(session, update(ArticleRow).where(col(ArticleRow.id) == id).values(sidecar_edition=0))
    return "rewritten"


def _take_in(session: Session, root: Path, damage: Damage, path: Path, taker: Rebuild, now: datetime) -> str:
    if path.is_symlink() or not path.is_dir():
        return "left"
    before = taker.articles, len(taker.skipped)
    if damage.article_id is not None:
        if path.parent != folders.article(root, damage.article_id) or not folders.is_snapshot_name(path.name):
            return "left"
        taker.adopt(session, rows.require(session, damage.article_id), [path])
        taken = [damage.article_id]
    elif dict(folders.articles(root)).get(id := _number(path.name)) == path:
        taker.take(session, id, path)
        taken = [id]
    else:
        return "left"
    if len(taker.skipped) > before[1]:
        return "left"
    rows.touch(session, taken, now, is_indexed=True)
    return "taken-in"


def _capture_again(session: Session, id: int, path: PurePosixPath, now: datetime) -> str:
    article = rows.require(session, id)
    is_current = SnapshotRow.article_id == id, col(SnapshotRow.is_current)
    current = session.exec(select(SnapshotRow.folder).where(*is_current)).first()
    if current not in path.parts or not is_public_scheme(article.url) or article.trashed_at is not None:
        return "left"
    if article.status == Status.QUEUED:
        return "queued"
    return "queued" if queue.enqueue(session, [id], now) else "left"


def _number(name: str) -> int:
    return int(name) if name.isascii() and name.isdecimal() and len(name) < 19 else 0
