from __future__ import annotations

from pathlib import Path

import pytest

from pressmark.archive.storage import places

MOUNTS = [
    "/dev/sda1 / ext4 rw 0 0",
    "server:/export /home/me/far\\040away nfs4 rw 0 0",
    "me@host: /home/me/ssh fuse.sshfs rw 0 0",
    "//nas/share /mnt/nas cifs rw 0 0",
    "/dev/sdb1 /mnt/nas/disk ext4 rw 0 0",
    "broken",
]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/me/Documents/Pressmark", "ext4"),
        ("/home/me/far away/Pressmark", "nfs4"),
        ("/home/me/ssh/x", "fuse.sshfs"),
        ("/mnt/nas/x", "cifs"),
        ("/mnt/nas/disk/x", "ext4"),
        ("/mnt/nasty/x", "ext4"),
    ],
)
def test_the_innermost_mount_counts(path: str, kind: str) -> None:
    assert places.kind_of_mount(Path(path), MOUNTS) == kind


def test_other_computers_are_hazards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert places.hazard(tmp_path) == ""
    table = tmp_path / "mounts"
    table.write_text(f"/dev/sda1 / ext4 rw 0 0\nnas:/x {tmp_path} fuse.sshfs rw 0 0\n")
    monkeypatch.setattr(places, "_MOUNTS", table)
    assert places.hazard(tmp_path / "archive") == "network"
    monkeypatch.setattr(places, "_MOUNTS", tmp_path / "nothing")
    assert places.hazard(tmp_path / "archive") == ""


@pytest.mark.parametrize(
    "name", ["Dropbox", "OneDrive - Work", "Google Drive", "iCloudDrive", "Nextcloud", "Mobile Documents"]
)
def test_synced_folders_are_hazards(tmp_path: Path, name: str) -> None:
    assert places.hazard(tmp_path / name / "Pressmark") == "synced"
    assert places.hazard(tmp_path / f"not {name}" / "Pressmark") == ""


def test_what_a_sync_program_leaves_tells_its_folder(tmp_path: Path) -> None:
    (tmp_path / "my files" / ".stfolder").mkdir(parents=True)
    assert places.hazard(tmp_path / "my files" / "deep" / "Pressmark") == "synced"
    assert places.hazard(tmp_path / "others") == ""
