"""Compare every file with what the database knows of it: missing, changed and orphaned are told apart.

Nothing is ever deleted or repaired here. Links are reported, not followed.
"""

from __future__ import annotations

import errno
import hashlib
import json
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from pressmark.archive.storage import atomic, database, drafts, folders, rows, sidecars
from pressmark.archive.storage.tables import ArticleRow, ExtractionRow, IncomingRow, RemovalRow, SnapshotRow
from pressmark.archive.values import Damage, VerifyReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlalchemy.engine import Engine

    from pressmark.archive.values import Progress

    Settled = Callable[[int], AbstractContextManager[bool]]
    Finding = tuple[str, Path, str]  # kind, path, detail


_LOOKS = 3  # at a sidecar that is changed between them, before it counts as one that cannot be written


@dataclass(frozen=True, slots=True)
class Expected:
    """What the database says lies in one article's folder."""

    id: int
    sidecar: bytes
    snapshots: dict[str, str]  # digest of response.json by folder
    extractions: dict[str, str]  # digest of made.json by folder
    incoming: str
    is_due: bool  # the sidecar has still to be written


def verify(root: Path, engine: Engine, settled: Settled, progress: Progress | None) -> VerifyReport:
    """Check the database, every article's files, and what belongs to none.

    Args:
        root: the archive's folder.
        engine: of its database.
        settled: what keeps article folders as they are, with an article's sidecar up to date, if that can be written
            here; entered only to look again at what seemed wrong, for it may have been changed between the two looks.
        progress: called with the number of articles done and of all, which is 0 while the database itself is checked;
            what it raises ends this.
    """
    look = (lambda *_parts: progress(0, 0)) if progress is not None else None
    with engine.connect() as connection:
        try:
            faults = database.find_broken_structure(connection, look)
            faults = faults or database.find_contradictions(connection, look)
        except DBAPIError as error:
            faults = [str(getattr(error.orig, "sqlite_errorname", "unreadable"))]
    damages = [Damage("database", None, database.NAME, fault) for fault in faults]
    with Session(engine) as session:
        ids = list(session.exec(select(ArticleRow.id).order_by(col(ArticleRow.id))))
    files = kept = done = 0
    for start in range(0, len(ids), sidecars.BATCH):
        batch = ids[start : start + sidecars.BATCH]
        found, snapshots, count = _check_batch(root, engine, settled, batch)
        damages += found
        kept += snapshots
        files += count
        done += len(batch)
        if progress is not None:
            progress(done, len(ids))
    with settled(0), Session(engine) as session:
        damages += strangers(session, root)
    return VerifyReport(len(ids), kept, files, tuple(damages))


def check_some(
    root: Path, engine: Engine, settled: Settled, after: int, limit: int
) -> tuple[int | None, tuple[Damage, ...]]:
    """Check the files of the next articles above an id; their last one's id (None where none is left), and findings."""
    with Session(engine) as session:
        statement = select(ArticleRow.id).where(col(ArticleRow.id) > after).order_by(col(ArticleRow.id)).limit(limit)
        ids = list(session.exec(statement))
    found, _, _ = _check_batch(root, engine, settled, ids)
    return (ids[-1] if len(ids) == limit else None), tuple(found)


def _check_batch(root: Path, engine: Engine, settled: Settled, ids: list[int]) -> tuple[list[Damage], int, int]:
    with Session(engine) as session:
        expectations = expect(session, ids)
    damages: list[Damage] = []
    snapshots = files = 0
    for expected in expectations:
        found, count = check_article(root, expected)
        if found:
            found = _look_again(root, engine, settled, expected.id)
        damages += found
        snapshots += len(expected.snapshots)
        files += count
    return damages, snapshots, files


def _look_again(root: Path, engine: Engine, settled: Settled, id: int) -> list[Damage]:
    """What is wrong with an article for certain: not that a change was just being written down."""
    found: list[Damage] = []
    for _ in range(_LOOKS):
        with settled(id) as is_written_here, Session(engine) as session:
            again = expect(session, [id])
            found = [damage for one in again for damage in check_article(root, one)[0]]
        if not any(one.is_due for one in again):
            return found
    if is_written_here:
        return found
    behind = folders.sidecar(root, id).relative_to(root).as_posix()  # no damage: the database knows that it is
    return [damage for damage in found if damage.path != behind]


def expect(session: Session, ids: Iterable[int]) -> list[Expected]:
    """What is expected of these articles; those that are gone are left out."""
    ids = list(ids)
    snapshots: dict[int, dict[str, str]] = {}
    statement = select(SnapshotRow.article_id, SnapshotRow.folder, SnapshotRow.digest)
    for id, folder, digest in session.exec(statement.where(rows.within(SnapshotRow.article_id, ids))):
        snapshots.setdefault(id, {})[folder] = digest
    made: dict[int, dict[str, str]] = {}
    anew = select(ExtractionRow.article_id, ExtractionRow.folder, ExtractionRow.digest)
    for id, folder, digest in session.exec(anew.where(rows.within(ExtractionRow.article_id, ids))):
        made.setdefault(id, {})[folder] = digest
    files = select(IncomingRow.article_id, IncomingRow.file).where(rows.within(IncomingRow.article_id, ids))
    incoming = dict(session.exec(files).all())
    is_due = col(ArticleRow.edition) != col(ArticleRow.sidecar_edition)
    due = set(session.exec(select(ArticleRow.id).where(is_due, rows.within(ArticleRow.id, ids))))
    return [
        Expected(id, sidecar, snapshots.get(id, {}), made.get(id, {}), incoming.get(id, ""), id in due)
        for id, sidecar in sorted(sidecars.render(session, ids).items())
    ]


def check_article(root: Path, expected: Expected) -> tuple[list[Damage], int]:
    """Look at one article's files; returns what is wrong and how many files were looked at."""
    folder = folders.article(root, expected.id)
    sidecar = folder / folders.SIDECAR
    findings = list(_compare(sidecar, hashlib.sha256(expected.sidecar).hexdigest()))
    count = 1
    for listing, parts in ((folders.RESPONSE, expected.snapshots), (folders.MADE, expected.extractions)):
        for name, digest in parts.items():
            found, files = _check_folder(folder / name, listing, digest)
            findings += found
            count += files
    if expected.incoming:
        count += 1
        path = folders.incoming(root, expected.incoming)
        findings += [] if path.is_file() else [("missing", path, "")]
    known = {sidecar.name, *expected.snapshots, *expected.extractions}
    unknown = [path for path in _entries(folder) if path.name not in known]
    findings += [_orphan(path) for path in unknown]
    return [
        Damage(kind, expected.id, path.relative_to(root).as_posix(), detail) for kind, path, detail in findings
    ], count


def _check_folder(folder: Path, listing: str, digest: str) -> tuple[list[Finding], int]:
    """Compare a folder with the file in it that lists what it holds."""
    if not folder.is_dir() or folder.is_symlink():
        return [("missing", folder, "")], 0
    response = folder / listing
    findings = list(_compare(response, digest))
    listed = {folder / name: digest for name, digest in _listed(response).items()}
    for path, file_digest in listed.items():
        findings += _compare(path, file_digest)
    findings += [_orphan(path) for path in _strangers(folder, {response, *listed})]
    return findings, len(listed) + 1


def strangers(session: Session, root: Path) -> list[Damage]:
    """What lies in `articles/` and `incoming/` and belongs to no article."""
    ids = set(session.exec(select(ArticleRow.id)))
    being_removed = set(session.exec(select(RemovalRow.article_id)))
    found = []
    for shelf in _entries(root / folders.ARTICLES):
        if not shelf.is_dir() or shelf.is_symlink():
            found.append(shelf)
            continue
        for path in _entries(shelf):
            id = int(path.name) if path.name.isascii() and path.name.isdecimal() else 0
            is_ours = folders.article(root, id) == path and path.is_dir() and not path.is_symlink()
            if not is_ours or id not in ids | being_removed:
                found.append(path)
    files = set(session.exec(select(IncomingRow.file)))
    known = {*files, *(path.name for path in _entries(root / folders.INCOMING) if _is_left_over(path))}
    found += [path for path in _entries(root / folders.INCOMING) if path.name not in known]
    return [Damage("orphaned", None, path.relative_to(root).as_posix()) for path in found]


def _compare(path: Path, digest: str) -> Iterator[Finding]:
    if path.is_symlink():
        yield "changed", path, "link"
        return
    try:
        if drafts.digest_of(path) != digest:
            yield "changed", path, ""
    except (FileNotFoundError, NotADirectoryError):
        yield "missing", path, ""
    except OSError as error:
        yield "changed", path, errno.errorcode.get(error.errno or 0, type(error).__name__)


def _orphan(path: Path) -> Finding:
    return "orphaned", path, "link" if path.is_symlink() else ""


def _listed(response: Path) -> dict[str, str]:
    try:
        files = json.loads(atomic.read(response))["files"]
        return {str(name): str(digest) for name, digest in files.items() if _stays_within(str(name))}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _stays_within(name: str) -> bool:
    """Whether a name that a file of the archive lists can be one in its folder."""
    path = PurePosixPath(name)
    return "\0" not in name and not path.is_absolute() and ".." not in path.parts


def _strangers(folder: Path, known: set[Path]) -> Iterator[Path]:
    for path in _entries(folder):
        if path.is_dir() and not path.is_symlink():
            yield from _strangers(path, known)
        elif path not in known:
            yield path


def _is_left_over(path: Path) -> bool:
    return folders.is_incoming_name(path.name) and path.is_file()  # of a save that was cut off before its row


def _entries(folder: Path) -> list[Path]:
    if not folder.is_dir() or folder.is_symlink():
        return []
    return sorted(path for path in folder.iterdir() if not folders.is_litter(path.name))
