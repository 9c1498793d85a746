"""Saves what a command line names: in this process, or in the window that has the archive open."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressmark.archive.errors import ArchiveError
from pressmark.archive.values import UNDER_WAY, NewArticle, Status
from pressmark.printed import added_json

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pressmark.archive.archive import Archive
    from pressmark.archive.capture.intake import Intake

WINDOW_SECONDS = 60.0  # without news of what the open window was asked to save
WINDOW_POLL_SECONDS = 0.2


def save(folder: Path, open_archive: Callable[..., Archive], wishes: Sequence[NewArticle]) -> list[dict[str, Any]]:
    """Save wishes and wait until each was tried.

    Args:
        folder: the archive's.
        open_archive: opens it, by default for reading.
        wishes: what to save.

    Returns:
        What `pressmark add --json` prints, in their order. What an open window does not get to, as when it pauses,
        is queued.
    """
    from pressmark.instance import open_or_hand_over

    found = open_or_hand_over(folder, partial(open_archive, create=True, read_only=False), wishes, show_window=False)
    if isinstance(found, list):
        with open_archive() as archive:
            return _wait_for_window(archive, found)
    with found:
        return _save_here(found, wishes)


def understand(targets: Sequence[str], *, with_exports: bool = False) -> Intake:
    """Read what a person names on a command line: addresses, and files that hold addresses or pages.

    Args:
        targets: what is named.
        with_exports: leave files that may be other programs' exports to whoever can import them.
    """
    from pressmark.archive.capture.intake import Intake, Rejected, from_files
    from pressmark.archive.exchange.importers import may_be_export
    from pressmark.archive.urls import parse_url

    wishes: list[NewArticle] = []
    rejected: list[Rejected] = []
    exports: list[Path] = []
    for target in targets:
        if (path := _path_of(target)) is not None:
            if with_exports and may_be_export(path):
                exports.append(path.absolute())
                continue
            found = from_files([path])
            wishes.extend(found.wishes)
            rejected.extend(found.rejected)
            continue
        try:
            wishes.append(NewArticle(parse_url(target)))
        except ArchiveError as error:
            rejected.append(Rejected(target, error.code, error.detail))
    return Intake(tuple(wishes), tuple(rejected), tuple(exports))


def _path_of(target: str) -> Path | None:
    """The file that is named; None where it is an address, or neither."""
    from pressmark.archive.capture.intake import is_file_name, path_of

    if target.lower().startswith("file:"):
        return path_of(target)
    looks_like_one = target.startswith((".", os.sep, "~")) or is_file_name(target)
    is_path = "://" not in target and (looks_like_one or (target.strip() and Path(target).exists()))
    return Path(target).expanduser() if is_path else None


def _save_here(archive: Archive, wishes: Sequence[NewArticle]) -> list[dict[str, Any]]:
    added = archive.add(wishes)
    # what is already saved is left alone; what is new or failed before is captured now
    known = {article.id: article for article in archive.articles([one.id for one in added if one.id is not None])}
    archive.retry(id for id, article in known.items() if article.status is Status.FAILED)
    pairs = zip(added, wishes, strict=True)
    again = [one.id for one, wish in pairs if wish.needs_browser and one.id is not None and not one.is_new]
    archive.retry(again, by_browser=True)
    archive.save_pending([id for id, article in known.items() if article.status is not Status.SAVED or id in again])
    known = {article.id: article for article in archive.articles(list(known))}
    return [added_json(one.url, known.get(one.id) if one.id is not None else None, one.failure) for one in added]


def _wait_for_window(archive: Archive, handed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    ids = [result["id"] for result in handed if result["id"] is not None]
    before: list[Status] = []
    while True:
        known = {article.id: article for article in archive.articles(ids)}
        now = [article.status for article in known.values()]
        if now != before:
            before, patience = now, time.monotonic() + WINDOW_SECONDS
        if not any(status in UNDER_WAY for status in now) or time.monotonic() > patience:
            break
        time.sleep(WINDOW_POLL_SECONDS)
    return [added_json(one["url"], known[one["id"]], None) if one["id"] in known else one for one in handed]
