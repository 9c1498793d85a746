"""Where a person puts rules for the extraction of a site: `site-rules/<host>.txt` in the archive.

The names are those that collections of such rules use: `example.org.txt` is for that host, with or without `www.`, and
`.example.org.txt` for all hosts below it. There is none until somebody writes one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressmark.archive.errors import InvalidUrl
from pressmark.archive.urls import host_of

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "site-rules"
MAX_BYTES = 262_144
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")


def rules_for(root: Path, url: str) -> str:
    """The text of the rules for a page; empty where there are none, or none that can be read.

    Args:
        root: the archive's folder.
        url: the page's final address.
    """
    try:
        host = host_of(url).removeprefix("www.")
    except InvalidUrl:
        return ""
    if not _HOST.fullmatch(host) or not (root / FOLDER).is_dir():
        return ""
    labels = host.split(".")
    names = [host, *("." + ".".join(labels[start:]) for start in range(1, len(labels) - 1))]
    for name in names:
        path = root / FOLDER / f"{name}.txt"
        try:
            if path.is_file() and path.stat().st_size <= MAX_BYTES:
                return path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
    return ""
