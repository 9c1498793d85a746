"""The command line beside an open window: two real processes and one archive."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from export_files import zipped
from exports import pocket_of
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


def test_an_export_is_taken_in_by_the_window(archive_folder: Path, tmp_path: Path) -> None:
    export = pocket_of(tmp_path / "part_000000.csv", 3)
    command = [sys.executable, "-m", "pressmark", "import", export.name, "--archive", str(archive_folder)]
    done = subprocess.run([*command, "--tag", "shell"], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout == "Pocket: 3 articles, 3 new, 0 already there  (saved in the open window)\n"
    again = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True, cwd=tmp_path)
    told = json.loads(again.stdout)
    assert (told["source"], told["new"], sorted(told["known"])) == ("Pocket", [], [1, 2, 3])
    looked = subprocess.run([*command, "--dry-run"], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert looked.stdout == "Pocket: 3 articles, 0 new, 3 already there\n"
    search = [sys.executable, "-m", "pressmark", "search", "tag:shell", "--json", "--archive", str(archive_folder)]
    assert len(json.loads(subprocess.run(search, capture_output=True, text=True, check=True).stdout)) == 3


def test_an_export_that_the_window_cannot_take_in_is_said_in_one_line(archive_folder: Path, tmp_path: Path) -> None:
    file = zipped(
        tmp_path / "omnivore.zip",
        {
            "metadata_0_to_20.json": [{"slug": "a", "title": "A", "url": "https://a.example/", "state": "Active"}],
            "content/a.html": "<p>Text</p>",
        },
    )
    (archive_folder / "incoming").rmdir()
    (archive_folder / "incoming").write_text("in the way")
    command = [sys.executable, "-m", "pressmark", "import", str(file), "--archive", str(archive_folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("pressmark: The archive could not be read or written")
    assert done.stderr.count("\n") == 1
