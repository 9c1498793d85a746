"""Exports of other programs as files, for tests of what takes them in."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

POCKET = ("title", "url", "time_added", "tags", "status")


def pocket(file: Path, rows: Iterable[tuple[str, str, str]]) -> Path:
    """Write a table as Pocket made them.

    Args:
        file: where to.
        rows: title, address and tags (with `|` between) of each article, the newest first.
    """
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(POCKET)
        for number, (title, url, tags) in enumerate(rows):
            writer.writerow((title, url, 1_700_000_000 - number, tags, "unread"))
    return file


def pocket_of(file: Path, number: int) -> Path:
    """Write such a table of some articles that nothing else speaks of."""
    return pocket(file, ((f"Story {one}", f"https://pocket{one}.example/story", "pocketed") for one in range(number)))
