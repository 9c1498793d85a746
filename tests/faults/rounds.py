"""One round: a forked process takes steps until something happens to it; another looks at what it left.

The process that forks has loaded everything and has one thread only, so a round takes a tenth of a second. For deaths
one process is enough: what a process leaves that is killed is what its files hold at that moment, so they are copied at
every door, and each copy is looked at.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from faults.breaks import BREAKS
from faults.doors import KILLED, Bug, Doors
from faults.inspection import inspect
from faults.model import Model
from faults.power import cut_power
from faults.steps import Place, make_old, perform, try_to
from pressmark.archive.errors import ArchiveError
from pressmark.archive.storage import database, reserve

if TYPE_CHECKING:
    from collections.abc import Callable

LEDGER = "ledger"


def in_child(work: Callable[[], object], seconds: float = 0.0) -> int:
    """Run something in a forked process; returns how it ended.

    Args:
        work: what to run.
        seconds: when to kill it; never, by default.
    """
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException:
            traceback.print_exc(file=sys.stderr)
        finally:
            sys.stderr.flush()
            os._exit(code)
    if seconds:
        time.sleep(seconds)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def take_steps(
    place: Place, ledger_folder: Path, steps: list[list[Any]], doors: Doors | None, *, may_escape: bool = False
) -> None:
    """Take steps and write down, where no door is watched, what was begun, done and not done."""
    ledger = os.open(ledger_folder / LEDGER, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(word: str, step: list[Any], more: str = "") -> None:
        os.write(ledger, json.dumps([word, step, more]).encode() + b"\n")

    if doors is not None:
        doors.arm()
    for step in steps:
        note("begin", step)
        try:
            failure = try_to(place, step)
        except BaseException as error:
            if not (may_escape and _is_bug(error)):
                note("escaped", step, f"{type(error).__name__}: {error}")
                raise
            failure = "bug"
        note("failed" if failure else "done", step, failure)
    try:
        place.close()
    except ArchiveError as error:
        note("failed", ["close"], str(error))
    except Bug:
        note("failed", ["close"], "bug")
    if doors is not None:
        note("doors", [len(doors.seen)], doors.reached)
    os.close(ledger)


def _is_bug(error: BaseException) -> bool:
    while error is not None:
        if isinstance(error, Bug):
            return True
        error = error.__cause__ or error.__context__  # type: ignore[assignment]  # the loop ends at None
    return False


def read_ledger(folder: Path, model: Model) -> tuple[list[str], dict[str, Any]]:
    """Tell a model what was heard; returns what must not have happened, and what the doors said."""
    wrong: list[str] = []
    told: dict[str, Any] = {}
    path = folder / LEDGER
    for line in path.read_text().splitlines() if path.exists() else ():
        word, step, more = json.loads(line)
        if word == "begin":
            model.begin(step)
        elif word == "done":
            model.acknowledge(step)
        elif word == "escaped":
            wrong.append(f"{step[0]} let out {more}")
        elif word == "doors":
            told = {"doors": step[0], "reached": more}
    path.unlink(missing_ok=True)
    return wrong, told


def one_round(
    base: Path, folder: Path, before: list[list[Any]], steps: list[list[Any]], action: str, at: int
) -> dict[str, Any]:
    """Copy a prepared place, take steps with one fault, and look.

    Returns:
        `wrong`: what broke the contract; `doors`: how many there were where the end was reached; `reached`: the name
        of the door of the fault.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(base, folder)
    model = Model()
    for step in before:
        model.acknowledge(step)
    code = in_child(
        lambda: take_steps(Place(folder), folder, steps, Doors(action, at), may_escape=action == "exception")
    )
    wrong, told = read_ledger(folder, model)
    if code not in (0, KILLED):
        wrong.append(f"ended with {code}")

    def look() -> None:
        found = inspect(folder, model, thoroughly=at % 16 == 0)
        (folder / "wrong").write_text(json.dumps(found))

    if in_child(look) == 0:
        wrong += json.loads((folder / "wrong").read_text())
    else:
        wrong.append("the look itself failed")
    return {"wrong": wrong, **told}


def full_disk(
    base: Path, folder: Path, before: list[list[Any]], steps: list[list[Any]], *, is_open: bool
) -> dict[str, Any]:
    """Copy a prepared place, take steps on a disk that is full until the reserve is given back, and look.

    Args:
        base: the prepared place, with a reserve.
        folder: where the copy goes.
        before: what was done there.
        steps: all of them are to be done.
        is_open: whether the disk becomes full while the archive is open, or was so before.

    Returns:
        `wrong`: what broke the contract, or was not done.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(base, folder)
    place, kept = Place(folder), folder / "archive" / reserve.NAME
    model = Model()
    for step in before:
        model.acknowledge(step)

    def work() -> None:
        if is_open:
            perform(place, ["open"])
        take_steps(place, folder, steps, Doors("no-space", 0, until=kept))

    wrong = [] if kept.exists() else ["there was no reserve"]
    code = in_child(work)
    lines = [json.loads(line) for line in (folder / LEDGER).read_text().splitlines()]
    wrong += [f"{step[0]} was not done: {more}" for word, step, more in lines if word == "failed"]
    wrong += read_ledger(folder, model)[0]
    wrong += [f"ended with {code}"] if code else []
    wrong += ["the reserve is still there"] if kept.exists() else []
    in_child(lambda: (folder / "wrong").write_text(json.dumps(inspect(folder, model))))
    return {"wrong": wrong + json.loads((folder / "wrong").read_text())}


def deaths(base: Path, folder: Path, before: list[list[Any]], steps: list[list[Any]]) -> dict[str, Any]:
    """Copy a prepared place, take steps, and look at what a death at each door would leave.

    Returns:
        `doors`: how many there were; `wrong`: lists of the name of a door and what broke the contract there.
    """
    shutil.rmtree(folder, ignore_errors=True)
    live = folder / "live"
    shutil.copytree(base, live)
    seen: set[str] = set()

    def keep(door: str, _call: str, _path: str) -> None:
        state = _fingerprint(live)
        if state not in seen:
            seen.add(state)
            copy = folder / f"{len(seen)}"
            shutil.copytree(live, copy)
            (copy / "door").write_text(door)

    def look() -> None:
        wrong = []
        for number in range(1, len(list(folder.iterdir()))):
            wrong += look_at(folder / str(number), before, thoroughly=number % 16 == 0)
        (live / "wrong").write_text(json.dumps(wrong))

    doors = Doors("kill", 0, keep)
    code = in_child(lambda: take_steps(Place(live), live, steps, doors))
    wrong, told = read_ledger(live, Model())
    if code or in_child(look):
        wrong.append(f"ended with {code}")
    return {"wrong": wrong + json.loads((live / "wrong").read_text()), "doors": told.get("doors", 0)}


def look_at(place: Path, before: list[list[Any]], *, thoroughly: bool) -> list[list[str]]:
    """Inspect what one death left and clear it away; an entry with the door and what is wrong, or none."""
    model = Model()
    for step in before:
        model.acknowledge(step)
    found, _ = read_ledger(place, model)
    found += inspect(place, model, thoroughly=thoroughly)
    door = (place / "door").read_text()
    shutil.rmtree(place)
    return [[door, *found]] if found else []


def _fingerprint(folder: Path) -> str:
    digest = hashlib.blake2b()
    for path in sorted(folder.rglob("*")):
        digest.update(f"{path.relative_to(folder)} {path.lstat().st_mode}\0".encode())
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


def prepare(folder: Path, steps: list[list[Any]]) -> None:
    """Make the place that rounds start from, once."""

    def work() -> None:
        place = Place(folder)
        if steps and steps[0][0] == "old":  # the other steps say what is in it
            make_old(place.root, steps[0][1])
            return
        for step in steps:
            perform(place, step)
        place.close()

    folder.mkdir(parents=True)
    if in_child(work):
        raise RuntimeError("not prepared")


def make_quick() -> None:
    """Have everything loaded before the first fork, and flush nothing.

    The death of a process loses nothing that the system was told; what a power cut loses is another test's matter.
    """
    os.fsync = lambda _descriptor: None
    reserve.BYTES = 0
    database._engine = _with_one_memory(database._engine)
    event.listen(Engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    with tempfile.TemporaryDirectory(prefix="pressmark-faults-") as folder:
        place = Place(Path(folder))
        steps = [["add", ["a"], ["t"], "page"], ["capture", "a", "A ferry at dawn."], ["search", "ferry"], ["back-up"]]
        model = Model()
        for step in steps:
            perform(place, step)
            model.acknowledge(step)
        place.close()
        inspect(place.folder, model, thoroughly=True)
    if threading.active_count() > 1:
        raise RuntimeError("a process with threads cannot be forked")
    gc.collect()
    gc.freeze()


def _with_one_memory(make: Callable[[Any], Engine]) -> Callable[[Any], Engine]:
    """Let all engines know what any of them has compiled: an archive opened anew compiles every statement anew."""
    first = make(lambda: None)

    def make_alike(connect: Any) -> Engine:
        engine = make(connect)
        engine.dialect = engine.pool._dialect = first.dialect
        engine._compiled_cache = first._compiled_cache
        return engine

    return make_alike


_WAYS: dict[str, Callable[..., object]] = {
    "round": one_round,
    "deaths": deaths,
    "prepare": prepare,
    "power": cut_power,
    "full-disk": full_disk,
}


def serve() -> None:
    """Answer requests on standard input, one line of JSON each; an argument names what is to be broken first."""
    make_quick()
    for name in sys.argv[1:]:
        BREAKS[name]()
    for line in sys.stdin:
        request = json.loads(line)
        what = request.pop("what")
        for key in ("base", "folder"):
            if key in request:
                request[key] = Path(request[key])
        answer = _WAYS[what](**request)
        print(json.dumps(answer), flush=True)  # noqa: T201  # this is the answer


if __name__ == "__main__":
    serve()
