"""A later start talks to the window that is open, over a real socket."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtNetwork import QLocalSocket

from pressmark.archive.values import LocalPage, NewArticle
from pressmark.instance import InstanceServer, hand_over, server_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
