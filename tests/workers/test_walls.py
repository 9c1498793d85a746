"""What a worker within walls can still do, and what no more: asked of real processes and a real kernel."""

from __future__ import annotations

import ctypes
import json
import os
import platform
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from page_files import ADDRESS, data_url, illustrated, photo
from pressmark.archive.archive import open_archive
from pressmark.archive.extraction.language import language_of
from pressmark.archive.storage import atomic
from pressmark.archive.values import LocalPage, NewArticle, Status
from pressmark.workers import walls
from pressmark.workers.errors import WorkerFailure
from pressmark.workers.pool import WorkerPool
from pressmark.workers.walls import Walls

if TYPE_CHECKING:
    from collections.abc import Iterator

needs_walls = pytest.mark.skipif(walls.version() == 0, reason="this kernel has no Landlock, so there are no walls")


@pytest.fixture
def places(tmp_path: Path) -> dict[str, Path]:
    """Folders with a file in each: one to read, one to write to, and one that is the person's own."""
    made = {name: tmp_path / name for name in ("read \udcff: 1", "write", "own")}
    for folder in made.values():
        folder.mkdir()
        (folder / "file").write_text("words")
    made["read"] = made.pop("read \udcff: 1")
    return made


@pytest.fixture
def pool(places: dict[str, Path]) -> Iterator[WorkerPool]:
    made = WorkerPool(1, 20.0, 2**30, Walls((places["read"],), (places["write"],)))
    yield made
    made.close()


def read(path: str) -> str:
    return Path(path).read_text()


def write(path: str) -> int:
    return Path(path).write_text("changed")


def remove(path: str) -> None:
    Path(path).unlink()


def make_temporary() -> str:
    with tempfile.NamedTemporaryFile() as file:
        return file.name


def connect(port: int) -> None:
    socket.create_connection(("127.0.0.1", port), 5).close()


def listen() -> None:
    with closing(socket.socket()) as server:
        server.bind(("127.0.0.1", 0))


def start() -> int:
    return subprocess.run([sys.executable, "-c", ""], check=False).returncode


def make_socket(family: str, kind: int) -> None:
    socket.socket(getattr(socket, family), kind).close()


def threads_and_time() -> bool:
    """What a filter of system calls must leave alone."""
    thread = threading.Thread(target=time.sleep, args=(0.001,))
    thread.start()
    thread.join()
    return os.cpu_count() is not None and bool(os.urandom(4))


def kill_parent() -> None:
    os.kill(os.getppid(), 0)


def is_refused(pool: WorkerPool, function: object, *arguments: object) -> bool:
    assert callable(function)
    try:
        pool.run(function, *arguments)
    except WorkerFailure as error:
        return error.detail == "PermissionError"
    return False


@needs_walls
def test_only_what_is_needed_can_be_read_and_written(pool: WorkerPool, places: dict[str, Path]) -> None:
    own, readable, writable = (str(places[name] / "file") for name in ("own", "read", "write"))
    assert pool.run(read, readable) == pool.run(read, writable) == "words"
    assert pool.run(write, writable) == pool.run(write, str(places["write"] / "new")) == 7
    for function, path in ((read, own), (write, own), (remove, own), (write, readable), (remove, readable)):
        assert is_refused(pool, function, path), function
    for place in (Path.home(), Path("/etc/passwd"), Path("/proc/1/environ")):
        assert is_refused(pool, os.listdir if place.is_dir() else read, str(place))
    link = places["write"] / "link"
    link.symlink_to(own)
    assert is_refused(pool, read, str(link))


@needs_walls
def test_libraries_find_a_temporary_folder(pool: WorkerPool, places: dict[str, Path]) -> None:
    made = Path(pool.run(make_temporary))
    assert made.parent == places["write"]
    assert made.name.startswith(atomic.PREFIX)
    danish = "Den gamle havnefoged lukkede porten om aftenen og gik hjem over diget med sin hund. " * 4
    assert pool.run(language_of, "", danish) == "da"  # by a model that is unpacked to be read


@needs_walls
def test_nothing_is_run(pool: WorkerPool) -> None:
    assert is_refused(pool, start)


@pytest.mark.skipif(walls.version() < 4, reason="this kernel's Landlock knows nothing of TCP")
def test_nobody_is_reached(pool: WorkerPool) -> None:
    with closing(socket.socket()) as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        assert is_refused(pool, connect, server.getsockname()[1])
    assert is_refused(pool, listen)


@needs_walls
@pytest.mark.skipif(platform.machine() not in walls._CALLS, reason="this machine's system calls are not known here")
@pytest.mark.parametrize("family", ["AF_UNIX", "AF_INET", "AF_INET6", "AF_NETLINK"])
def test_there_are_no_new_sockets(pool: WorkerPool, family: str) -> None:
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        assert is_refused(pool, make_socket, family, int(kind))
    assert pool.run(threads_and_time)


@needs_walls
def test_a_script_from_home_opens_not_the_home(places: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(places["own"]))
    monkeypatch.setattr(sys, "path", [str(places["own"]), *sys.path])
    pool = WorkerPool(1, 20.0, 2**30, Walls((), (places["write"],)))
    assert is_refused(pool, read, str(places["own"] / "file"))
    assert pool.run(read, str(places["write"] / "file")) == "words"
    pool.close()


@pytest.mark.skipif(walls.version() < 6, reason="this kernel's Landlock knows nothing of signals")
def test_nobody_is_killed(pool: WorkerPool) -> None:
    assert is_refused(pool, kill_parent)


@needs_walls
def test_a_folder_that_is_made_anew_is_seen(pool: WorkerPool, places: dict[str, Path]) -> None:
    assert pool.run(write, str(places["write"] / "file")) == 7
    places["write"].rename(places["own"] / "moved")
    places["write"].mkdir()
    assert pool.run(write, str(places["write"] / "file")) == 7


@needs_walls
def test_a_worker_that_cannot_live_within_walls_lives_without(
    places: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHOME", sys.base_prefix)
    broken = "import pressmark.workers.walls as w; w._own_places = set; w._SYSTEM = ('/dev/null',); "
    broken += "from pressmark.workers.child import main; import sys; main(*map(int, sys.argv[1:3]), *sys.argv[3:4])"
    monkeypatch.setattr("pressmark.workers.pool.worker_command", lambda: [sys.executable, "-P", "-c", broken])
    pool = WorkerPool(1, 20.0, 2**30, Walls((), (places["write"],)))
    assert pool.walls_version > 0
    assert pool.run(json.dumps, 1) == "1"
    assert pool.walls_version == 0
    pool.close()


@needs_walls
def test_one_that_is_too_slow_is_no_reason_to_live_without(
    places: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    started = places["write"] / "started"
    slow = f"import os, pathlib, sys; first = pathlib.Path({str(started)!r}); "
    slow += "is_first = not first.exists(); first.touch(); is_first and sys.exit(); "
    slow += "from pressmark.workers.child import main; main(*map(int, sys.argv[1:3]), *sys.argv[3:4])"
    monkeypatch.setattr("pressmark.workers.pool.worker_command", lambda: [sys.executable, "-P", "-c", slow])
    pool = WorkerPool(1, 20.0, 2**30, Walls((), (places["write"],)))
    assert pool.run(json.dumps, 1) == "1"
    assert started.exists()
    assert pool.walls_version > 0
    pool.close()


@needs_walls
def test_libraries_that_lie_somewhere_else_are_missed_in_time(
    places: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    libraries = places["write"] / "libraries"
    libraries.mkdir()
    (places["own"] / "linked.py").write_text("word = 1")
    (libraries / "linked.py").symlink_to(places["own"] / "linked.py")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(libraries), os.environ.get("PYTHONPATH", "")]))
    for modules, has_walls in (("linked",), False), (("lxml.html",), True):
        pool = WorkerPool(1, 20.0, 2**30, Walls(modules=modules))
        assert pool.run(json.dumps, 1) == "1"
        assert (pool.walls_version > 0) is has_walls
        pool.close()


@needs_walls
def test_a_bundle_reaches_its_modules(places: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """PyInstaller puts them into the program itself, beside the folder with all the rest."""
    (places["own"] / "pressmark").write_text("modules")
    beginning = f"import sys; sys.frozen, sys.executable = True, {str(places['own'] / 'pressmark')!r}; "
    beginning += "from pressmark.workers.child import main; main(*map(int, sys.argv[1:3]), *sys.argv[3:4])"
    command = [sys.executable, "-P", "-c", beginning]
    monkeypatch.setattr("pressmark.workers.pool.worker_command", lambda: command)
    pool = WorkerPool(1, 20.0, 2**30, Walls())
    assert pool.run(read, str(places["own"] / "pressmark")) == "modules"
    assert is_refused(pool, read, str(places["own"] / "file"))
    assert pool.walls_version > 0
    pool.close()


@pytest.mark.parametrize("machine", ["alpha", "x86_64"])
def test_a_kernel_without_walls_is_no_failure(monkeypatch: pytest.MonkeyPatch, machine: str) -> None:
    monkeypatch.setattr("platform.machine", lambda: machine)
    monkeypatch.setattr(walls, "_CREATE_RULESET", 100_000)  # a call that no kernel has
    assert walls.version() == 0
    assert not walls.raise_around_me(Walls())


@needs_walls
@pytest.mark.parametrize("here", [1, 2, 3, 4, 5, 6, 99])
def test_each_version_is_asked_for_what_it_knows(monkeypatch: pytest.MonkeyPatch, here: int) -> None:
    asked: list[tuple[int, int, int, int]] = []

    def note(number: int, *arguments: object) -> int:
        if number == walls._CREATE_RULESET:
            attributes = ctypes.cast(arguments[0], ctypes.POINTER(walls._Ruleset)).contents  # type: ignore[arg-type]
            asked.append((arguments[1].value, attributes.files, attributes.tcp, attributes.scoped))  # type: ignore[attr-defined]
        raise OSError(22, "enough")

    monkeypatch.setattr(walls, "version", lambda: here)
    monkeypatch.setattr(walls, "_call", note)
    assert not walls.raise_around_me(Walls())
    ((size, files, tcp, scoped),) = asked
    assert files.bit_length() == {1: 13, 2: 14, 3: 15, 4: 15}.get(here, 16)
    assert (bool(tcp), bool(scoped)) == (here >= 4, here >= 6)
    assert size == {4: 16, 5: 16}.get(here, 8 if here < 4 else 24)


@needs_walls
def test_a_link_in_the_place_of_a_folder_opens_nothing(places: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "articles").symlink_to(places["own"])
    pool = WorkerPool(1, 20.0, 2**30, Walls((tmp_path / "articles",), (tmp_path / "articles",)))
    assert is_refused(pool, read, str(places["own"] / "file"))
    pool.close()


@needs_walls
def test_an_archive_parses_within_walls(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("words")
    page = LocalPage(illustrated("The tide of June", data_url(photo())).encode(), "text/html", "a.html")
    with open_archive(tmp_path / "archive", cache=tmp_path / "cache") as archive:
        archive.add([NewArticle(ADDRESS, page=page)])
        archive.save_pending()
        assert archive.article(1).status is Status.SAVED
        for hidden in (tmp_path / "secret", archive.root / "archive.db"):
            assert is_refused(archive._workers, read, str(hidden))
        assert is_refused(archive._workers, write, str(next(archive.root.rglob("extraction.json"))))
    with open_archive(tmp_path / "archive", cache=tmp_path / "cache", read_only=True) as archive:
        (tmp_path / "original").mkdir()
        archive.lay_out_original(1, tmp_path / "original")
        assert (tmp_path / "original" / "page.html").exists()
