from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.storage import atomic

if TYPE_CHECKING:
    from pathlib import Path


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, staging = tmp_path / "a" / "file", tmp_path / "staging"
    atomic.write(target, b"old", staging)

    def full(_descriptor: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        atomic.write(target, b"new", staging)
    assert target.read_bytes() == b"old"
    assert list(staging.iterdir()) == []


def test_everything_is_flushed_before_it_gets_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, staging = tmp_path / "file", tmp_path / "staging"
    seen: list[bool] = []
    real = os.fsync

    def note(descriptor: int) -> None:
        seen.append(target.exists())
        real(descriptor)

    atomic.make_folder(staging)
    monkeypatch.setattr(os, "fsync", note)
    atomic.write(target, b"x", staging)
    assert seen == [False, True]  # the content, then the folder that has the name


def test_sweeping_takes_only_old_names_of_ours_and_no_link(tmp_path: Path) -> None:
    staging, outside = tmp_path / "staging", tmp_path / "outside"
    outside.mkdir()
    (outside / "precious").write_bytes(b"x")
    old, young, link = (atomic.temporary_in(staging) for _ in range(3))
    old.mkdir()
    (old / "inside").symlink_to(outside)
    young.write_bytes(b"")
    link.symlink_to(outside)
    (staging / "foreign").write_bytes(b"")
    for path in (old, link, staging / "foreign"):
        os.utime(path, (0, 0), follow_symlinks=False)
    atomic.sweep(staging, before=1_000_000)
    assert {path.name for path in staging.iterdir()} == {young.name, "foreign"}
    assert (outside / "precious").exists()
