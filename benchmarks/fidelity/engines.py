"""The extractors that are compared. What is not installed is left out: none but Pressmark's own is needed."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

from measures import compared
from pressmark.archive.charset import decode
from pressmark.archive.errors import ArchiveError
from pressmark.archive.extraction.extract import extract
from pressmark.archive.extraction.text import text_of
from pressmark.archive.values import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from measures import KnownPage, Outcome
    from pressmark.archive.extraction.judge import Judge

Engine = "Callable[[KnownPage], Outcome]"
MODULES = "READABILITY_MODULES"  # the folder with node_modules, for Readability.js


def available() -> dict[str, Callable[[KnownPage], Outcome]]:
    """All that can run here, by name."""
    found: dict[str, Callable[[KnownPage], Outcome]] = {"pressmark": pressmark, "readability-lxml alone": readability}
    if importlib.util.find_spec("trafilatura"):
        found["trafilatura"] = trafilatura
    if shutil.which("node") and (Path(os.environ.get(MODULES, "")) / "node_modules" / "jsdom").is_dir():
        found["Readability.js"] = Node()
    return found


def pressmark(page: KnownPage, judge: Judge | None = None) -> Outcome:
    """Ours, by the judge that is shipped or by another."""
    data = gzip.decompress(page.html.read_bytes())
    begin = time.perf_counter()
    try:
        found = extract(Page(page.url, decode(data)), judge)
    except ArchiveError:
        return compared(page, "", time.perf_counter() - begin, 0.0)
    return compared(page, found.text, time.perf_counter() - begin, found.quality)


def readability(page: KnownPage) -> Outcome:
    """The base library by itself."""
    from readability import Document
    from readability.readability import Unparseable

    html = decode(gzip.decompress(page.html.read_bytes()))
    begin = time.perf_counter()
    try:
        text = text_of(Document(html, url=page.url or None).summary(html_partial=True))
    except (Unparseable, ValueError):
        text = ""
    return compared(page, text, time.perf_counter() - begin)


def trafilatura(page: KnownPage) -> Outcome:
    """The strongest peer in Python."""
    from trafilatura import extract as extract_text

    html = decode(gzip.decompress(page.html.read_bytes()))
    begin = time.perf_counter()
    text = extract_text(html, url=page.url or None, include_comments=False, include_tables=True) or ""
    return compared(page, text, time.perf_counter() - begin)


class Node:
    """Readability.js on jsdom, in one Node process that answers a line for a line."""

    def __init__(self) -> None:
        modules = Path(os.environ[MODULES]) / "node_modules"
        script = Path(__file__).with_name("readability.cjs")
        node = shutil.which("node") or "node"
        self._process = subprocess.Popen(
            [node, str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "NODE_PATH": str(modules)},
            text=True,
            encoding="utf-8",
        )

    def __call__(self, page: KnownPage) -> Outcome:
        """Ask it for one page."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        html = decode(gzip.decompress(page.html.read_bytes()))
        self._process.stdin.write(json.dumps({"html": html, "url": page.url or "http://example.org/"}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline() or '{"html": "", "ms": 0}')
        return compared(page, text_of(answer["html"]), answer["ms"] / 1_000)
