"""Starts the program as a person does, where something is missing or wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pressmark.cli import command_first

if TYPE_CHECKING:
    from pathlib import Path


def start(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    bare.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-m", "pressmark", *arguments],
        env=bare | {"HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_it_says_so_in_one_line(tmp_path: Path) -> None:
    ended = start(tmp_path)
    assert ended.returncode == 2
    assert ended.stderr == "pressmark: There is no display. The commands work without one; see pressmark --help\n"


@pytest.mark.parametrize(
    ("argument", "complaint"),
    [
        pytest.param("serach", "serach is no command, address or file", id="a mistyped command"),
        pytest.param("--fullscreen", "unrecognized arguments: --fullscreen", id="an unknown option"),
    ],
)
def test_what_makes_no_sense_opens_no_window(tmp_path: Path, argument: str, complaint: str) -> None:
    ended = start(tmp_path, argument)
    assert ended.returncode == 2
    assert ended.stderr == f"pressmark: {complaint}; see pressmark --help\n"


def test_a_command_may_follow_the_archive(tmp_path: Path) -> None:
    ended = start(tmp_path, "--archive", str(tmp_path / "none"), "search", "a")
    assert ended.returncode == 3
    assert ended.stderr.startswith("pressmark: There is no archive")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(["--archive", "d", "search", "-x"], ["search", "--archive", "d", "-x"], id="two words"),
        pytest.param(["--archive=d", "verify"], ["verify", "--archive=d"], id="one word"),
        pytest.param(["--archive", "search"], ["--archive", "search"], id="a folder with a command's name"),
        pytest.param(["--archive", "d", "page.html"], ["--archive", "d", "page.html"], id="for the window"),
        pytest.param([], [], id="nothing"),
    ],
)
def test_the_command_goes_first(given: list[str], expected: list[str]) -> None:
    assert command_first(given) == expected
