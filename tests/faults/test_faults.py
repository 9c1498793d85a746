"""At every door of every operation the process dies, the power goes, the disk is full or fails, or a bug strikes.

By default every door kills, and some of them fail otherwise; `make faults` tries everything everywhere.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pytest

from faults.steps import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).parents[1]
EVERYTHING = os.environ.get("PRESSMARK_FAULTS") == "all"
STRIDE = {"no-space": 25, "io-error": 30, "exception": 40, "delay": 90}  # every so many doors are tried

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="rounds are forked")

Steps = list[list[Any]]
FIRST: Steps = [["add", ["a", "b"], ["kept"], "page"], ["capture", "a", text_of("dawn")], ["index"]]
MANY = [f"m{number}" for number in range(8)]
KNOWN = ["a", "b", "c"]
UNDONE = {  # what an import into this leaves once it is undone, and what is there once that is undone
    "a": {"tags": ["kept"], "note": "Mine", "is_favourite": False},
    "b": {"tags": ["kept"], "note": "", "is_favourite": False, "is_trashed": True},
    "c": {"tags": [], "note": "", "is_favourite": False},
    **{name: {"is_trashed": True} for name in MANY},
}
_TAKEN = {"tags": ["kept", "there"], "note": "Theirs", "is_favourite": True, "is_trashed": False}
REDONE = {**dict.fromkeys(("b", "c", *MANY), _TAKEN), "a": {**_TAKEN, "note": "Mine\n\nTheirs"}}
OLD: Steps = [
    ["old", "schema-1"],
    ["add", ["ferry"], ["policy/telegram", "Sea"]],
    ["capture", "ferry", "A ferry left the harbour at dawn."],
    ["note", "ferry", "Read again\nin spring"],
    ["read", "ferry", True],
    ["favourite", "ferry", True],
    ["add", ["gone", "brought"], []],
    ["trash", ["brought"]],
]
# what is there before, and what is done while the fault strikes
OPERATIONS: dict[str, tuple[Steps, Steps]] = {
    "save": (
        [],
        [
            ["add", ["a"], ["kept"], "page"],
            ["capture", "a", text_of("dawn")],
            ["capture", "a", text_of("noon and after")],
        ],
    ),
    "import": (FIRST, [["add", MANY, ["imported"], "page"], ["add", [*MANY[:3], "n"], ["again"]]]),
    "export": (
        [*FIRST, ["add", ["c"], []], ["note", "a", "Mine"], ["trash", ["b"]]],
        [
            ["import", KNOWN + MANY[:2], ["kept", "there"], "Theirs", "page"],
            ["undo-import", KNOWN + MANY[:2], UNDONE],
            ["redo-import", KNOWN + MANY[:2], REDONE],
            ["import", [*MANY[:3], *KNOWN], ["there"], "Theirs"],
        ],
    ),
    "index": (FIRST, [["index"], ["note", "a", "noted"], ["index"], ["search", "dawn"]]),
    "merge": (
        [*FIRST, *[step for name in "cdefghij" for step in (["add", [name], []], ["index"])]],
        [["add", ["k"], []], ["index"], ["reindex"]],
    ),
    "migrate": (OLD, [["open"], ["tag", ["ferry"], ["new"], []]]),
    "tags": (FIRST, [["tag", ["a", "b"], ["new", "x/y"], ["kept"]], ["read", "a", True], ["keep-search", "boats"]]),
    "backup": (
        [*FIRST, *[["back-up-daily", day] for day in range(10, 20)]],
        [["back-up-daily", 40], ["back-up"], ["back-up"]],
    ),
    "restore": ([*FIRST, ["back-up"]], [["restore-copy"], ["open"]]),
    "rebuild": (FIRST, [["rebuild"], ["open"]]),
    "trash": (FIRST, [["trash", ["a", "b"]], ["restore", ["b"]], ["add", ["a"], ["again"]]]),
    "purge": ([*FIRST, ["trash", ["a", "b"]]], [["purge", ["a", "b"]], ["add", ["a"], []]]),
    "empty": ([*FIRST, ["keep-reserve"]], [["trash", ["a"]], ["purge", ["a"]]]),
}


class Rounds:
    """The process that forks the rounds; `breaks` names what is broken in it."""

    def __init__(self, *breaks: str) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(TESTS)])}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "faults.rounds", *breaks],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )

    def ask(self, what: str, **request: Any) -> Any:
        stdin: IO[str] | None = self._process.stdin
        stdout: IO[str] | None = self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps({"what": what, **request}, default=str) + "\n")
        stdin.flush()
        return json.loads(stdout.readline())

    def run(self, what: str, folder: Path, operation: str, **more: Any) -> Any:
        before, steps = OPERATIONS[operation]
        self.ask("prepare", folder=folder / "base", steps=before)
        return self.ask(what, base=folder / "base", folder=folder / "round", before=before, steps=steps, **more)

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="module")
def rounds() -> Iterator[Rounds]:
    running = Rounds()
    yield running
    running.close()


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder in memory, where there is one: inodes are not used again there, and nothing waits for a disk."""
    place = Path("/dev/shm")  # noqa: S108  # made by the system for this
    with tempfile.TemporaryDirectory(prefix="pressmark-", dir=place if place.is_dir() else None) as folder:
        yield Path(folder)


@pytest.mark.slow
@pytest.mark.parametrize("operation", OPERATIONS)
def test_death_at_any_door_loses_nothing(memory: Path, rounds: Rounds, operation: str) -> None:
    answer = rounds.run("deaths", memory, operation)
    assert answer["wrong"] == []
    assert answer["doors"] > 30  # else no door was seen


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="what a descriptor is of is asked of /proc")
@pytest.mark.parametrize("operation", OPERATIONS if EVERYTHING else ["save", "purge", "restore", "export"])
def test_a_power_cut_at_any_door_loses_nothing(memory: Path, rounds: Rounds, operation: str) -> None:
    answer = rounds.run("power", memory, operation)
    assert answer["wrong"] == []
    assert answer["disks"] > 10


@pytest.mark.slow
@pytest.mark.parametrize("action", STRIDE)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_failure_at_a_door_loses_nothing(memory: Path, rounds: Rounds, operation: str, action: str) -> None:
    before, steps = OPERATIONS[operation]
    base, folder = memory / "base", memory / "round"
    rounds.ask("prepare", folder=base, steps=before)
    stride = 1 if EVERYTHING else STRIDE[action]
    at = 1 + zlib.crc32(operation.encode()) % stride
    while True:
        answer = rounds.ask("round", base=base, folder=folder, before=before, steps=steps, action=action, at=at)
        assert answer["wrong"] == [], f"{operation}: {action} at {at} {answer.get('reached')}"
        if answer["doors"] < at:
            break
        at += stride


@pytest.mark.slow
@pytest.mark.parametrize("is_open", [True, False])
def test_a_full_disk_can_be_emptied(memory: Path, rounds: Rounds, *, is_open: bool) -> None:
    assert rounds.run("full-disk", memory, "empty", is_open=is_open)["wrong"] == []


BROKEN = {
    "rows before files": ("deaths", "save"),
    "files before rows": ("deaths", "purge"),
    "outbox before index": ("deaths", "index"),
    "database thrown away first": ("deaths", "restore"),
    "folders not flushed": ("power", "trash"),
    "one folder not flushed": ("power", "save"),
    "snapshots not flushed": ("power", "save"),
    "files not flushed": ("power", "trash"),
    "reserve kept": ("full-disk", "empty"),
    "reserve kept while open": ("full-disk", "empty"),
}


DEFAULT = ["rows before files", "folders not flushed", "reserve kept", "reserve kept while open"]


@pytest.mark.slow
@pytest.mark.parametrize("name", BROKEN if EVERYTHING else DEFAULT)
def test_a_broken_program_is_noticed(memory: Path, name: str) -> None:
    what, operation = BROKEN[name]
    rounds = Rounds(name)
    more = {"is_open": "open" in name} if what == "full-disk" else {}
    answer = rounds.run(what, memory, operation, **more)
    rounds.close()
    assert answer["wrong"]


@pytest.mark.slow
def test_a_small_storm(memory: Path) -> None:
    """`make storm` runs it for as long as one likes."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(TESTS)]), "TMPDIR": str(memory)}
    command = [sys.executable, "-m", "faults.storm", "--rounds", "8", "--seed", "7"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout
    assert "8 rounds, 0 violations" in done.stdout
