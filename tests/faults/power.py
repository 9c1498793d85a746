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

DATABASE, LOG, MEMORY = "archive.db", "archive.db-wal", "archive.db-shm"


class Disk:
    """What has arrived of one folder. Files are told by their inode, which a rename does not change."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._root = folder / "archive"
        self._contents: dict[int, bytes] = {}
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
            self._contents[path.stat().st_ino] = path.read_bytes()

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

    def make(self, target: Path, *, is_early: bool) -> None:
        """Write down what a start after the power cut finds."""
        names = _entries_by_inode(self._folder) if is_early else self._names
        self._make(self._folder.stat().st_ino, target, names)

    def _make(self, folder: int, target: Path, names: dict[int, dict[str, int]]) -> None:
        target.mkdir()
        for name, inode in names.get(folder, {}).items():
            if inode in names or inode in self._folders:
                self._make(inode, target / name, names)
            elif name != MEMORY:
                (target / name).write_bytes(self._contents.get(inode, b""))


def cut_power(folder: Path, before: list[list[Any]], steps: list[list[Any]], base: Path | None = None) -> Any:
    """Take steps, and at each door look at what a power cut would leave.

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

    def at_door(door: str, call: str, path: str) -> None:
        disk.catch_up()
        for is_early in (False, True):
            shutil.rmtree(found, ignore_errors=True)
            disk.make(found, is_early=is_early)
            shutil.rmtree(found / "cache", ignore_errors=True)  # may be lost whole
            ledger = (live / LEDGER).read_bytes()
            (found / LEDGER).write_bytes(ledger)
            state = _digest(found)
            if state in seen:
                continue
            seen.add(state)
            (found / "door").write_text(f"{door} {'early' if is_early else 'late'}")

            def look() -> None:
                (folder / "wrong").write_text(json.dumps(look_at(found, before, thoroughly=len(seen) % 64 == 0)))

            if in_child(look):
                wrong.append([door, "the look itself failed"])
            else:
                wrong.extend(json.loads((folder / "wrong").read_text()))
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


def _digest(folder: Path) -> bytes:
    digest = hashlib.blake2b()
    for path in sorted(folder.rglob("*")):
        digest.update(os.fsencode(path.relative_to(folder)) + b"\0")
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.digest()


def main() -> int:
    """Save many articles, cut the power at every door, print what happened; 1 where anything was wrong."""
    from faults.rounds import make_quick
    from faults.steps import text_of

    parser = argparse.ArgumentParser(description="Cut the power at every prefix of many saves.")
    parser.add_argument("--saves", type=int, default=50)
    saves = parser.parse_args().saves
    make_quick()
    steps: list[list[Any]] = []
    for number in range(saves):
        name, page = f"p{number}", "page" if number % 2 else ""
        steps += [["add", [name], ["kept"], page], ["capture", name, text_of(f"pier{number}")]]
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="pressmark-power-", dir="/dev/shm") as folder:  # made for this
        answer = cut_power(Path(folder) / "round", [], steps)
    for one in answer["wrong"]:
        print(*one, sep="\n    ")  # noqa: T201  # this is the result
    counts = f"{saves} saves, {answer['doors']} doors, {answer['disks']} different disks"
    print(f"{counts}, {len(answer['wrong'])} violations, {time.monotonic() - began:.0f} s")  # noqa: T201  # likewise
    return 1 if answer["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
