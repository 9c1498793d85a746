"""Places that are no good for a database that is being written: other computers' disks, and folders that are synced.

SQLite's write-ahead log needs memory that all its users share, which a network gives nobody; and whoever syncs a folder
copies its files one by one, at moments at which they do not belong together. Both lose data without a word.
"""

from __future__ import annotations

import sys
from pathlib import Path

_NETWORK = frozenset("nfs nfs4 cifs smb smb2 smb3 smbfs sshfs afs ceph 9p davfs glusterfs ncpfs afpfs webdav".split())
_SYNCED = frozenset("dropbox icloud iclouddrive nextcloud owncloud mega pclouddrive syncthing cloudstorage".split())
_SYNCED_BEGINNINGS = ("onedrive", "google drive", "googledrive", "mobile documents", "com~apple~clouddocs")
_TRACES = (".dropbox", ".dropbox.cache", ".stfolder", ".sync", ".nextcloudsync.log", ".owncloudsync.log")
_MOUNTS = Path("/proc/self/mounts")
_REMOTE_DRIVE = 4  # what Windows calls one


def hazard(root: Path) -> str:
    """Why an archive should not be in this folder: `network`, `synced`, or nothing."""
    if _is_on_network(root):
        return "network"
    return "synced" if any(_is_synced(folder) for folder in (root, *root.parents)) else ""


def _is_synced(folder: Path) -> bool:
    name = folder.name.casefold()
    if name in _SYNCED or name.startswith(_SYNCED_BEGINNINGS):
        return True
    try:
        return any((folder / trace).exists() for trace in _TRACES)
    except OSError:
        return False


def _is_on_network(root: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        drive = root.drive + "\\"
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive) == _REMOTE_DRIVE
    try:
        lines = _MOUNTS.read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    return kind_of_mount(root, lines).removeprefix("fuse.") in _NETWORK


def kind_of_mount(path: Path, lines: list[str]) -> str:
    """The kind of file system that a path is on, from the lines of Linux's table of mounts."""
    kind, longest = "", -1
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(fields[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\"))
        if path.is_relative_to(point) and len(point.parts) >= longest:  # of two at one place the later is on top
            kind, longest = fields[2], len(point.parts)
    return kind
