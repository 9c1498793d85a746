"""Files outside the archive: whole or not at all, and through nobody else's door."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.errors import DiskFull
from pressmark.archive.exchange.files import write_bytes
from pressmark.archive.sign_ins import SignIns
from pressmark.archive.whole_files import OWNER_ONLY, replace_file
from pressmark.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _settings(file: Path) -> None:
    Settings(file).theme = "dark"


def _sign_ins(file: Path) -> None:
    from pressmark.archive.capture.cookies import Cookie

    SignIns(file).keep("example.org", [Cookie("a", "1", "example.org")])


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("write", [lambda file: write_bytes(file, b"mine"), _settings, _sign_ins])
def test_a_link_that_somebody_laid_out_is_not_written_through(tmp_path: Path, write: Callable[[Path], None]) -> None:
    shared, victim = tmp_path / "shared", tmp_path / "victim"
    shared.mkdir()
    victim.write_text("precious")
    file = shared / "export.json"
    for name in ("export.json", "export.json.part", "export.part", ".export.json.part"):
        (shared / name).symlink_to(victim)
    write(file)
    assert victim.read_text() == "precious"
    assert not file.is_symlink()
    assert file.stat().st_size


def test_each_writing_has_a_new_file_that_no_link_can_stand_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[str, int]] = []
    real = os.open

    def watched(path: Path, flags: int, mode: int = 0o777) -> int:
        made.append((str(path), flags))
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", watched)
    for _ in range(2):
        replace_file(tmp_path / "file", b"x")
    wanted = os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    assert len({path for path, _flags in made}) == 2
    assert all(flags & wanted == wanted for _path, flags in made)


def test_a_failed_writing_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ("a" * 250 + ".md")  # with no letter to spare
    write_bytes(file, b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        write_bytes(file, b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such modes there")
def test_only_the_owner_reads_what_is_meant_for_the_owner(tmp_path: Path) -> None:
    replace_file(tmp_path / "file", b"x", OWNER_ONLY)
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600
