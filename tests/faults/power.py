"""Power cuts: what a disk may hold on which only what was flushed has arrived.

Beside the real files a second state is kept: of every file the content of its last flush, of every folder the names of
its last flush. At each door two disks are made of it, the legal extremes:

- late: nothing that was not flushed has arrived, neither names nor contents;
- early: all names have arrived, renames too, but no content that was not flushed.

SQLite flushes its own files (write-ahead log, synchronous=FULL), so theirs arrive with each commit.

    python -m faults.power --saves 50
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from faults.doors import Doors

Names = dict[int, dict[str, int]]  # of each folder, by inode: the inodes of what is in it by name

NOT_OF_THE_ARCHIVE = ("cache", "ledger")
DATABASE, LOG, MEMORY = "archive.db", "archive.db-wal", "archive.db-shm"


class Disk:
    """What has arrived of one folder. Files are told by their inode, which a rename does not change."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._root = folder / "archive"
        self._contents: dict[int, bytes] = {}
        self._digests: dict[int, bytes] = {}
        self._names: dict[int, dict[str, int]] = {}
        self._folders: set[int] = set()
        self._is_committing = False
        for path in (folder, *folder.rglob("*")):  # what was there before has arrived
            self.flush(path)

    def flush(self, path: Path) -> None:
        """A file's content, or a folder's names, have arrived."""
        if path.is_dir():
            self._names[path.stat().st_ino] = _entries(path)
            self._folders |= {one.stat().st_ino for one in (path, *path.iterdir()) if one.is_dir()}
        elif path.is_file():
            inode, data = path.stat().st_ino, path.read_bytes()
            if self._contents.get(inode) != data:
                self._contents[inode], self._digests[inode] = data, hashlib.blake2b(data).digest()

    def commit(self) -> None:
        """The database is about to flush."""
        self._is_committing = True

    def catch_up(self) -> None:
        """Take in what the database flushed since."""
        database, log = self._root / DATABASE, self._root / LOG
        root = self._names.get(self._root.stat().st_ino, {}) if self._root.is_dir() else {}
        if self._is_committing and database.exists():
            self.flush(database)
            if log.exists():
                self.flush(log)
                root[LOG] = log.stat().st_ino
        if LOG in root and not log.exists() and database.exists():  # it was written back, flushed, and removed
            self.flush(database)
            del root[LOG]
        self._is_committing = False

    def states(self) -> list[tuple[str, Names]]:
        """What a start after a power cut may find, by the name of the extreme."""
        return [("late", self._names), ("early", _entries_by_inode(self._folder))]

    def digest(self, names: Names, ledger: bytes) -> bytes:
        """What tells a state from another, without writing it down."""
        digest = hashlib.blake2b(ledger)
        self._add(digest, self._folder.stat().st_ino, names, is_top=True)
        return digest.digest()

    def _add(self, digest: hashlib.blake2b, folder: int, names: Names, *, is_top: bool = False) -> None:
        digest.update(b"(")
        for name, inode in sorted(names.get(folder, {}).items()):
            if name == MEMORY or (is_top and name in NOT_OF_THE_ARCHIVE):
                continue
            digest.update(os.fsencode(name) + b"\0")
            if inode in names or inode in self._folders:
                self._add(digest, inode, names)
            else:
                digest.update(self._digests.get(inode, b"nothing"))
        digest.update(b")")

    def make(self, target: Path, names: Names) -> None:
        """Write down one of the states."""
        self._make(self._folder.stat().st_ino, target, names)

    def _make(self, folder: int, target: Path, names: Names) -> None:
        target.mkdir()
        for name, inode in names.get(folder, {}).items():
            if inode in names or inode in self._folders:
                self._make(inode, target / name, names)
            elif name != MEMORY:
                (target / name).write_bytes(self._contents.get(inode, b""))


def cut_power(
    folder: Path, before: list[list[Any]], steps: list[list[Any]], base: Path | None = None, unwatched: int = 0
) -> Any:
    """Take steps, and at each door look at what a power cut would leave.

    Args:
        folder: where all this happens.
        before: steps that were taken before.
        steps: what is done.
        base: the place that they made, which is copied.
        unwatched: so many steps are taken first without a look, for a long run is made in pieces.

    Returns:
        `doors`, `disks`: how many there were; `wrong`: lists of the name of a door and what broke the contract there.
    """
    from faults.rounds import LEDGER, in_child, look_at, read_ledger, take_steps
    from faults.steps import Place

    shutil.rmtree(folder, ignore_errors=True)
    live, found = folder / "live", folder / "found"
    folder.mkdir(parents=True)
    shutil.copytree(base, live) if base else live.mkdir()
    disk = Disk(live)
    seen: set[bytes] = set()
    wrong: list[Any] = []

    def look(door: str, extreme: str, names: Names, ledger: bytes) -> None:
        shutil.rmtree(found, ignore_errors=True)
        disk.make(found, names)
        shutil.rmtree(found / "cache", ignore_errors=True)  # may be lost whole
        (found / LEDGER).write_bytes(ledger)
        (found / "door").write_text(f"{door} {extreme}")

        def inspect() -> None:
            (folder / "wrong").write_text(json.dumps(look_at(found, before, thoroughly=len(seen) % 64 == 0)))

        if in_child(inspect):
            wrong.append([door, "the look itself failed"])
        else:
            wrong.extend(json.loads((folder / "wrong").read_text()))

    def at_door(door: str, call: str, path: str) -> None:
        disk.catch_up()
        ledger = (live / LEDGER).read_bytes()
        if ledger.count(b'["begin"') > unwatched:
            for extreme, names in disk.states():
                state = disk.digest(names, ledger)
                if state not in seen:
                    seen.add(state)
                    look(door, extreme, names, ledger)
        if call == "fsync":
            disk.flush(Path(path))
        elif call == "commit":
            disk.commit()

    def run() -> None:
        take_steps(Place(live), live, steps, Doors("kill", 0, at_door))
        (folder / "result").write_text(json.dumps([len(seen), wrong]))

    code = in_child(run)
    problems, told = read_ledger(live, _Deaf())
    if code:
        return {"wrong": [["the steps", f"ended with {code}", *problems]], "doors": 0, "disks": 0}
    disks, found_wrong = json.loads((folder / "result").read_text())
    return {"wrong": found_wrong + problems, "doors": told["doors"], "disks": disks}


class _Deaf:
    def begin(self, _step: list[Any]) -> None: ...

    def acknowledge(self, _step: list[Any]) -> None: ...


def _entries(folder: Path) -> dict[str, int]:
    return {path.name: path.lstat().st_ino for path in folder.iterdir()}


def _entries_by_inode(folder: Path) -> dict[int, dict[str, int]]:
    return {path.stat().st_ino: _entries(path) for path in (folder, *folder.rglob("*")) if path.is_dir()}


def main() -> int:
    """Save many articles, cut the power at every door, print what happened; 1 where anything was wrong."""
    from faults.rounds import make_quick
    from faults.steps import text_of

    parser = argparse.ArgumentParser(description="Cut the power at every prefix of many saves.")
    parser.add_argument("--saves", type=int, default=50)
    parser.add_argument("--unwatched", type=int, default=0, help="so many saves come first, without a look")
    options = parser.parse_args()
    saves = options.saves
    make_quick()
    steps: list[list[Any]] = []
    for number in range(saves):
        name, page = f"p{number}", "page" if number % 2 else ""
        steps += [["add", [name], ["kept"], page], ["capture", name, text_of(f"pier{number}")]]
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="pressmark-power-", dir="/dev/shm") as folder:  # made for this
        answer = cut_power(Path(folder) / "round", [], steps, unwatched=2 * options.unwatched)
    for one in answer["wrong"]:
        print(*one, sep="\n    ")  # noqa: T201  # this is the result
    counts = f"{saves} saves, {answer['doors']} doors, {answer['disks']} different disks"
    print(f"{counts}, {len(answer['wrong'])} violations, {time.monotonic() - began:.0f} s")  # noqa: T201  # likewise
    return 1 if answer["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
