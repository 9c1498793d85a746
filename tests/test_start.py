"""Starts the program as a person does, where something is missing or wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pressmark.archive.archive import open_archive
from pressmark.cli import command_first


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


def test_a_damaged_archive_is_one_line_and_the_rest_is_in_the_log(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    open_archive(archive, cache=tmp_path / "cache").close()
    database = bytearray((archive / "archive.db").read_bytes())
    database[12_288:20_480] = bytes(range(256)) * 32
    (archive / "archive.db").write_bytes(database)
    ended = start(tmp_path, "verify", "--archive", str(archive))
    assert ended.returncode == 3
    assert ended.stderr.startswith("pressmark: The archive's database is damaged")
    assert ended.stderr.count("\n") == 1
    assert "database damaged" in (tmp_path / "logs" / "pressmark.log").read_text()


@pytest.mark.skipif(sys.platform != "linux", reason="only there is a device that is always full")
def test_output_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    open_archive(archive, cache=tmp_path / "cache").close()
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "pressmark", "verify", "--json", "--archive", str(archive)]
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert ended.stderr == "pressmark: the output cannot be written: No space left on device\n"


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
