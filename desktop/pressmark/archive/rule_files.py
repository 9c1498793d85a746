"""Where a person puts rules for the extraction of a site: `site-rules/<host>.txt` in the archive.

The names are those that collections of such rules use: `example.org.txt` is for that host, with or without `www.`, and
`.example.org.txt` for all hosts below it. There is none until somebody writes one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressmark.archive.errors import InvalidUrl, StorageError
from pressmark.archive.storage import atomic, folders
from pressmark.archive.urls import host_of
from pressmark.archive.values import RulesChange

if TYPE_CHECKING:
    from collections.abc import Sequence
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


def add_rules(root: Path, url: str, rules: Sequence[tuple[str, str]]) -> RulesChange:
    """Add rules to the file of a page's site; those that are there already are not written twice.

    Args:
        root: the archive's folder.
        url: the page's address.
        rules: pairs of name and value.

    Raises:
        InvalidUrl: it is no address of a site.
        StorageError: the file could not be written.
    """
    host = host_of(url).removeprefix("www.")
    before = _read(root, host)
    known = {line.strip() for line in before.splitlines()}
    lines = [line for name, value in rules if (line := f"{name}: {value}") not in known]
    after = "\n".join([*before.splitlines(), *lines]) + "\n"
    write_rules(root, host, after)
    return RulesChange(host, before, after)


def write_rules(root: Path, host: str, text: str) -> None:
    """Let a site have these rules; an empty text leaves it without.

    Raises:
        StorageError: the file could not be written.
    """
    path = root / FOLDER / f"{host}.txt"
    if not _HOST.fullmatch(host):
        raise StorageError(host, code="file-name")
    try:
        if text.strip():
            data = text.encode("utf-8", "replace")
            atomic.write(path, data, folders.staging(root))  # not through a link: a page has a say in what it holds
        elif not atomic.leads_elsewhere(path.parent):
            path.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(path.name) from error


def _read(root: Path, host: str) -> str:
    try:
        return (root / FOLDER / f"{host}.txt").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
