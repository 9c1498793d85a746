"""The index's folder: whose it is, which files belong to it, and whether they are the ones that were written.

The folder is in the cache and private to its user, but caches are copied, cleared and cut off by full disks. So a
manifest names the archive, the format and every segment file with size and SHA-256, and is itself led by the digest of
its own text. It takes the place of Whoosh's table of contents, which is a pickle. What does not fit is damage, and the
index is built anew; nothing here is worth repairing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressmark.archive.errors import IndexDamaged

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMAT = 10  # of files, schema and analysis: any change that would find something else is a new number
MANIFEST = "manifest"
ASIDE = ".damaged"
LOCK = "MAIN_WRITELOCK"
WORKSHOP = "workshop"  # where segments are made before the manifest names them
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """One segment: its name, number of documents, numbers of the deleted ones, and file name to (size, SHA-256)."""

    segid: str
    count: int
    deleted: tuple[int, ...]
    files: dict[str, tuple[int, str]]

    @property
    def alive(self) -> int:
        """How many documents are not deleted."""
        return self.count - len(self.deleted)

    def without(self, numbers: Iterable[int]) -> SegmentEntry:
        """Return the entry with more documents deleted."""
        return replace(self, deleted=tuple(sorted({*self.deleted, *numbers})))

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> SegmentEntry:
        """Read one from JSON.

        Raises:
            ValueError, TypeError, KeyError, AttributeError: it is none, or names a file outside the folder.
        """
        entry = cls(
            segid=str(value["segid"]),
            count=int(value["count"]),
            deleted=tuple(int(number) for number in value["deleted"]),
            files={str(name): (int(size), str(digest)) for name, (size, digest) in value["files"].items()},
        )
        if not entry.segid.isalnum() or any(Path(name).name != name for name in entry.files):
            raise ValueError("name")
        return entry


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the folder holds after a commit. `stemmers` are those of all languages that were ever indexed."""

    archive_id: str
    generation: int = 0
    stemmers: tuple[str, ...] = ()
    segments: tuple[SegmentEntry, ...] = ()
    format: int = field(default=FORMAT)


def make_private(folder: Path) -> None:
    """Create the folder for its user's eyes only; an existing one is made so.

    Raises:
        OSError: it could not be made.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)


def read_manifest(folder: Path, archive_id: str) -> Manifest | None:
    """Read the manifest; None where the folder is empty or absent.

    Raises:
        IndexDamaged: it is not the manifest of this archive's index in this format, or names files that are not there
            in full. `detail` is `manifest`, `archive`, `format` or `file`.
    """
    path = folder / MANIFEST
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        if folder.is_dir() and any(one.name not in {LOCK, WORKSHOP} for one in folder.iterdir()):
            raise IndexDamaged("manifest") from None
        return None
    except OSError as error:
        raise IndexDamaged("manifest") from error
    digest, _, text = data.partition(b"\n")
    if hashlib.sha256(text).hexdigest().encode() != digest:
        raise IndexDamaged("manifest")
    try:
        manifest = _from_json(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise IndexDamaged("manifest") from error
    if manifest.format != FORMAT:
        raise IndexDamaged("format")
    if manifest.archive_id != archive_id:
        raise IndexDamaged("archive")
    for segment in manifest.segments:
        for name, (size, _) in segment.files.items():
            _expect_size(folder, name, size)
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest in one step, after everything it names is on disk.

    Raises:
        OSError: it could not be written; the old one stands.
    """
    text = json.dumps(asdict(manifest), separators=(",", ":")).encode()
    temporary = folder / f"{MANIFEST}.new"
    with temporary.open("wb") as file:
        file.write(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / MANIFEST)


def describe(folder: Path, names: list[str]) -> dict[str, tuple[int, str]]:
    """Flush files to disk and return their sizes and digests.

    Raises:
        OSError: a file could not be read or flushed.
    """
    found: dict[str, tuple[int, str]] = {}
    for name in names:
        with (folder / name).open("rb+") as file:
            os.fsync(file.fileno())
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        found[name] = ((folder / name).stat().st_size, digest)
    return found


def check_digests(folder: Path, manifest: Manifest) -> None:
    """Read every file of the index and compare its digest. Slow for a large index; for the background.

    Raises:
        IndexDamaged: a file is not as it was written.
    """
    for segment in manifest.segments:
        for name, (size, digest) in segment.files.items():
            _expect_size(folder, name, size)
            try:
                with (folder / name).open("rb") as file:
                    found = hashlib.file_digest(file, "sha256").hexdigest()
            except OSError as error:
                raise IndexDamaged("file") from error
            if found != digest:
                raise IndexDamaged("digest")


def take_over(folder: Path, workplace: Path, names: Iterable[str]) -> None:
    """Move the files of a segment from where it was made to where the manifest can name them.

    Raises:
        OSError: a file could not be moved; the manifest does not name it.
    """
    for name in names:
        (workplace / name).replace(folder / name)
    shutil.rmtree(workplace, ignore_errors=True)


def sweep(folder: Path, manifest: Manifest, in_use: Iterable[SegmentEntry] = ()) -> None:
    """Remove what the manifest does not name: old segments, and what an interrupted commit left.

    Args:
        folder: the index's.
        manifest: the present one.
        in_use: segments that are read just now all the same; a later commit removes them.
    """
    kept = (*manifest.segments, *in_use)
    wanted = {MANIFEST, LOCK, WORKSHOP, *(name for segment in kept for name in segment.files)}
    for path in folder.iterdir():
        if path.name in wanted:
            continue
        try:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
        except OSError:  # still mapped by a search on Windows: the next commit tries again
            continue


def quarantine(folder: Path) -> Path | None:
    """Move the index aside so that a new one can begin, and return where it is; None where there was none.

    Only the last one is kept, for whoever wants to know what happened. The index must be closed.

    Raises:
        IndexDamaged: it could be neither moved nor removed.
    """
    if not folder.exists():
        return None
    aside = folder.with_name(folder.name + ASIDE)
    try:
        if aside.exists():
            shutil.rmtree(aside)
        folder.replace(aside)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        if folder.exists() and any(one.name != LOCK for one in folder.iterdir()):
            raise IndexDamaged("quarantine") from None
        return None
    return aside


def _from_json(value: dict[str, Any]) -> Manifest:
    segments = tuple(map(SegmentEntry.from_json, value["segments"]))
    stemmers = tuple(str(name) for name in value["stemmers"])
    return Manifest(str(value["archive_id"]), int(value["generation"]), stemmers, segments, int(value["format"]))


def _expect_size(folder: Path, name: str, size: int) -> None:
    try:
        is_whole = (folder / name).stat().st_size == size
    except OSError as error:
        raise IndexDamaged("file") from error
    if not is_whole:
        raise IndexDamaged("file")
