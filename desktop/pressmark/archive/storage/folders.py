"""Where everything lies in an archive's folder, and what of it is Pressmark's own.

archive.db  archive.json  archive.lock  searches.json
articles/<ab>/<id>/article.json          ab: the id modulo 256, in hexadecimal
articles/<ab>/<id>/<yyyymmddThhmmssZ>/   a snapshot; a second one in the same second ends in -2
articles/<ab>/<id>/<snapshot>.<n>/       the same snapshot's text made anew, by a newer version or by the person's wish
incoming/<32 hexadecimal digits>         content that the user brought and that has no whole snapshot yet
backups/
.staging/                                what is being written; swept a day after a crash
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ARTICLES = "articles"
INCOMING = "incoming"
SIDECAR = "article.json"
RESPONSE = "response.json"
EXTRACTION = "extraction.json"
MADE = "made.json"  # what response.json is to a snapshot
ARTICLE = "article.html"
IMAGES = "images"

_SNAPSHOT = re.compile(r"\d{8}T\d{6}Z(-\d+)?")
_EXTRACTION = re.compile(r"(\d{8}T\d{6}Z(?:-\d+)?)\.\d+")
_INCOMING = re.compile(r"[0-9a-f]{32}")
_PICTURE = re.compile(rf"{IMAGES}/[A-Za-z0-9][A-Za-z0-9._-]*")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ID = re.compile(r"[1-9]\d{0,17}")
_DESKTOP_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".directory"})


def staging(root: Path) -> Path:
    """Where files are made before they are renamed to their place."""
    return root / ".staging"


def article(root: Path, id: int) -> Path:
    """The folder of one article."""
    return root / ARTICLES / f"{id % 256:02x}" / str(id)


def sidecar(root: Path, id: int) -> Path:
    """The file that says all about an article but its snapshots' content."""
    return article(root, id) / SIDECAR


def incoming(root: Path, name: str) -> Path:
    """A file of content that the user brought."""
    return root / INCOMING / name


def of_pages(root: Path) -> tuple[Path, Path]:
    """The folders with all the pages that there are, and with those that wait."""
    return root / ARTICLES, root / INCOMING


def is_snapshot_name(name: str) -> bool:
    """Whether a folder of this name can be a snapshot."""
    return _SNAPSHOT.fullmatch(name) is not None


def is_extraction_name(name: str) -> bool:
    """Whether a folder of this name can be an extraction beside its snapshot."""
    return _EXTRACTION.fullmatch(name) is not None


def is_content_name(name: str) -> bool:
    """Whether a folder of this name can be a snapshot or an extraction."""
    return is_snapshot_name(name) or is_extraction_name(name)


def is_picture_name(name: str) -> bool:
    """Whether a picture can have this name in its snapshot."""
    return _PICTURE.fullmatch(name) is not None


def snapshot_of(extraction: str) -> str:
    """The name of the snapshot that an extraction's folder belongs to."""
    return extraction.partition(".")[0]


def is_incoming_name(name: str) -> bool:
    """Whether a file in `incoming/` is one of ours: without a row it is left over from a save that was cut off."""
    return _INCOMING.fullmatch(name) is not None


def is_uuid(name: str) -> bool:
    """Whether this can be an archive's id, after which its folder in the cache is named."""
    return _UUID.fullmatch(name) is not None


def is_litter(name: str) -> bool:
    """Whether desktops leave files of this name wherever they show a folder."""
    return name in _DESKTOP_LITTER


def articles(root: Path) -> Iterator[tuple[int, Path]]:
    """Every article's folder, in no order; what is not one, or not in its place, is left out."""
    for shelf in real_folders(root / ARTICLES):
        for folder in real_folders(shelf):
            if _ID.fullmatch(folder.name) and article(root, int(folder.name)) == folder:
                yield int(folder.name), folder


def real_folders(folder: Path) -> Iterator[Path]:
    """The folders in a folder, links left out; nothing if it is not there."""
    if folder.is_dir() and not folder.is_symlink():
        yield from (path for path in sorted(folder.iterdir()) if path.is_dir() and not path.is_symlink())


def has_articles(root: Path) -> bool:
    """Whether there is any article's folder."""
    return next(articles(root), None) is not None
