"""The command line beside an open window: two real processes and one archive."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pressmark.instance import hand_over

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.gui

STORY = "<html><title>The tide mill</title><h1>The tide mill</h1>" + "<p>The sea turned it twice a day.</p>" * 40


@pytest.fixture
def archive_folder(tmp_path: Path, qtbot: QtBot) -> Iterator[Path]:
    """The folder of an archive that a window has open."""
    folder = tmp_path / "archive"
    window = subprocess.Popen([sys.executable, "-m", "pressmark", "--archive", str(folder)])
    qtbot.waitUntil(lambda: hand_over(folder, [], show_window=False) is not None, timeout=60_000)
    yield folder
    window.terminate()
    assert window.wait() == 0
    assert (folder / "archive.lock").read_text() == ""  # all was finished; the next start need not check everything


def test_what_the_window_saves_is_waited_for(archive_folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(STORY, encoding="utf-8")
    command = [sys.executable, "-m", "pressmark", "add", str(page), "--json", "--archive", str(archive_folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    (told,) = json.loads(done.stdout)
    assert (told["title"], told["status"]) == ("The tide mill", "saved")


def test_what_the_window_cannot_take_is_said_at_once(archive_folder: Path, tmp_path: Path) -> None:
    (archive_folder / "incoming").rmdir()
    (archive_folder / "incoming").write_text("in the way")
    page = tmp_path / "page.html"
    page.write_text(STORY, encoding="utf-8")
    command = [sys.executable, "-m", "pressmark", "add", str(page), "--json", "--archive", str(archive_folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    (told,) = json.loads(done.stdout)
    assert (told["status"], told["error"]["code"]) == ("failed", "storage")
