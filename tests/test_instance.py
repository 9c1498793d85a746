"""A later start talks to the window that is open, over a real socket."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtNetwork import QLocalSocket

from pressmark import exports, instance
from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.errors import ArchiveError, ArchiveInUse, DiskFull
from pressmark.archive.values import LocalPage, NewArticle
from pressmark.instance import ExportRequest, InstanceServer, hand_over, open_or_hand_over, server_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


LATER_START = """
import json, sys
from pathlib import Path
from pressmark.archive.values import LocalPage, NewArticle
from pressmark.instance import hand_over
wishes = [
    NewArticle("https://example.org/\u00fc", "Title", ("a", "b/c")),
    NewArticle("", page=LocalPage(bytes([0, 255]) * 90_000, "text/html", "page.html")),
]
print(json.dumps(hand_over(Path(sys.argv[1]), wishes, show_window=True)))
"""


@pytest.fixture
def server(tmp_path: Path, qtbot: QtBot) -> Iterator[InstanceServer]:  # noqa: ARG001  # Qt must be there
    made = InstanceServer(tmp_path)
    assert made.listen()
    yield made
    made.close()


def test_wishes_arrive_whole_and_are_answered(server: InstanceServer, tmp_path: Path, qtbot: QtBot) -> None:
    arrived: list[NewArticle] = []
    shown: list[bool] = []
    server.show_asked.connect(lambda: shown.append(True))

    def take(given: list[NewArticle], answer: object) -> None:
        arrived.extend(given)
        assert callable(answer)
        answer([{"id": 7}])

    server.wishes_arrived.connect(take)
    command = [sys.executable, "-c", LATER_START, str(tmp_path)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    qtbot.waitUntil(lambda: child.poll() is not None, timeout=30_000)
    output, _errors = child.communicate()
    assert json.loads(output) == [{"id": 7}]
    assert arrived == [
        NewArticle("https://example.org/ü", "Title", ("a", "b/c")),
        NewArticle("", page=LocalPage(b"\x00\xff" * 90_000, "text/html", "page.html")),
    ]
    assert shown == [True]


EXPORT_START = """
import json, sys
from pathlib import Path
from pressmark.instance import ExportRequest, hand_over
asked = ExportRequest((Path(sys.argv[1]) / "a \u00fc.zip",), ("a", "b/c"), True)
print(json.dumps(hand_over(Path(sys.argv[1]), (), show_window=False, export=asked)))
"""


@pytest.mark.parametrize("is_known", [True, False])
def test_an_export_arrives_and_an_older_window_knows_nothing_of_it(
    server: InstanceServer, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, is_known: bool
) -> None:
    arrived: list[object] = []
    server.export_arrived.connect(lambda asked, answer: (arrived.append(asked), answer([{"new": [1]}])))
    server.wishes_arrived.connect(lambda wishes, answer: (arrived.append(wishes), answer([])))
    if not is_known:
        real = instance._read_message
        monkeypatch.setattr(instance, "_read_message", lambda line: (*real(line)[:2], None))
    command = [sys.executable, "-c", EXPORT_START, str(tmp_path)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    qtbot.waitUntil(lambda: child.poll() is not None, timeout=30_000)
    reply = json.loads(child.communicate()[0])
    if is_known:
        assert arrived == [ExportRequest((tmp_path / "a \u00fc.zip",), ("a", "b/c"), with_feeds=True)]
        assert exports.answered(reply) == {"new": [1]}
    else:
        assert arrived == [[]]
        with pytest.raises(ArchiveInUse):
            exports.answered(reply)


def test_why_a_window_took_nothing_in_is_told() -> None:
    for result, code in ((DiskFull(), "disk-full"), (ValueError("x"), "bug")):
        with pytest.raises(ArchiveError) as raised:
            exports.answered(exports.answer(None, result))
        assert raised.value.code == code


def test_where_no_window_is_open_nobody_answers(tmp_path: Path) -> None:
    assert hand_over(tmp_path / "elsewhere", [], show_window=True) is None


@pytest.mark.parametrize("line", [b"nonsense\n", b"[]\n", b'{"show": 1}\n', b'{"show": 1, "wishes": [{"url": 1}]}\n'])
def test_what_is_not_ours_is_dropped(server: InstanceServer, tmp_path: Path, qtbot: QtBot, line: bytes) -> None:
    got: list[object] = []
    server.wishes_arrived.connect(lambda given, _answer: got.append(given))
    socket = QLocalSocket()
    socket.connectToServer(server_name(tmp_path))
    socket.write(line)
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=5_000)
    assert got == []


def test_every_path_to_a_folder_has_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert server_name(tmp_path / "link") == server_name(tmp_path / "real")
    assert server_name(tmp_path) != server_name(tmp_path / "real")


OPENING_START = """
import json, sys
from pathlib import Path
from pressmark.archive.archive import open_archive
from pressmark.archive.errors import ArchiveInUse
from pressmark.instance import open_or_hand_over
folder = Path(sys.argv[1])
def open_it():
    try:
        return open_archive(folder, cache=folder / "cache")
    except ArchiveInUse:
        print("in use", flush=True)
        raise
print(json.dumps(open_or_hand_over(folder, open_it, [], show_window=True)))
"""


def test_a_window_that_is_just_starting_is_waited_for(tmp_path: Path, qtbot: QtBot) -> None:
    """Two quick clicks on the icon: the first has the archive's lock already, but does not listen yet."""
    server = InstanceServer(tmp_path)
    server.wishes_arrived.connect(lambda _given, answer: answer([{"id": 7}]))
    command = [sys.executable, "-c", OPENING_START, str(tmp_path)]
    with (
        open_archive(tmp_path, cache=tmp_path / "cache"),
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child,
    ):
        assert child.stdout is not None
        assert child.stdout.readline() == "in use\n"
        assert server.listen()
        qtbot.waitUntil(lambda: child.poll() is not None, timeout=30_000)
        assert json.loads(child.stdout.readlines()[-1]) == [{"id": 7}]
    server.close()


def test_a_command_that_is_about_to_end_is_waited_for(tmp_path: Path) -> None:
    first = open_archive(tmp_path, cache=tmp_path / "cache")

    def open_it() -> Archive:
        try:
            return open_archive(tmp_path, cache=tmp_path / "cache")
        except ArchiveInUse:
            first.close()
            raise

    found = open_or_hand_over(tmp_path, open_it, [], show_window=False)
    assert isinstance(found, Archive)
    found.close()


def test_an_archive_that_stays_in_use_is_not_waited_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instance, "PATIENCE_SECONDS", 0.0)
    with open_archive(tmp_path, cache=tmp_path / "cache"), pytest.raises(ArchiveInUse):
        open_or_hand_over(tmp_path, lambda: open_archive(tmp_path, cache=tmp_path / "cache"), [], show_window=False)


@pytest.fixture
def short_path() -> Iterator[Path]:
    """A folder whose path leaves room for a socket's name, which no system takes at any length."""
    with tempfile.TemporaryDirectory(prefix="pm", dir=None if sys.platform == "win32" else "/tmp") as name:  # noqa: S108  # made safely
        yield Path(name)


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe has no folder")
def test_nobody_can_lie_in_wait_where_others_may_write(
    tmp_path: Path, short_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private, shared, temporary = short_path / "private", short_path / "shared", short_path / "temporary"
    for folder, mode in ((private, 0o700), (shared, 0o777), (temporary, 0o777)):
        folder.mkdir()
        folder.chmod(mode)
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(private))
    assert Path(server_name(tmp_path)).parent == private
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(shared))
    ours = temporary / f"pressmark-{os.getuid()}"
    assert Path(server_name(tmp_path)).parent == ours
    assert ours.stat().st_mode & 0o077 == 0
    ours.chmod(0o755)  # as if another user had made it first
    assert server_name(tmp_path) == ""
    assert hand_over(tmp_path, [], show_window=True) is None
    assert not InstanceServer(tmp_path).listen()
    ours.rmdir()
    ours.symlink_to(private)
    assert server_name(tmp_path) == ""
