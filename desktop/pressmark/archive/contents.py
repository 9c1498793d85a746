"""What is in the bytes that a capture brought: a page, a text, a PDF, or a file with a page and its pictures.

Everything that has to be taken apart for that is taken apart in a worker.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pressmark.archive.capture.containers import unpack
from pressmark.archive.capture.sniff import HTML, MHTML, PDF, TEXT, WEBARCHIVE
from pressmark.archive.charset import decode
from pressmark.archive.extraction import extract_by_opinion, extract_to_json
from pressmark.archive.extraction.pdf import pdf_to_json
from pressmark.archive.fragments import is_made
from pressmark.archive.values import Failure, Opinion, Way

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from pathlib import Path

    Run = Callable[..., Awaitable[Any]]  # runs a function in a worker, or raises NotReadable

PAGE = "page.html.gz"
FILES = {HTML: PAGE, TEXT: PAGE, PDF: "page.pdf", MHTML: "page.mhtml", WEBARCHIVE: "page.webarchive"}


@dataclass(frozen=True, slots=True)
class Received:
    """The bytes of a page, from the web or from the user, and how they came."""

    data: bytes
    url: str  # the final address
    content_type: str  # as received, with its charset
    media_type: str = HTML  # what it is
    is_brought: bool = False  # by the user
    way: Way = Way.HTTP
    is_private: bool = False
    status: int | None = None
    redirects: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """What was found: the extraction as JSON carries it, and what came with it."""

    found: dict[str, Any]
    pictures: Mapping[str, str] = field(default_factory=dict)  # the staged file of each address that was brought along
    failure: Failure | None = None
    saved_at: str = ""  # when the page was saved to the file, ISO 8601; empty where that is not known


async def read_contents(
    received: Received,
    name: str,
    file: Path,
    staging: Path,
    run: Run,
    opinion: Opinion = Opinion.OURS,
    rules: str = "",
) -> Contents:
    """Extract what was received.

    Args:
        received: the bytes and what is known of them.
        name: the file's name where there is one.
        file: where a worker can read the bytes.
        staging: an existing folder for pictures that come along.
        run: runs a function in a worker.
        opinion: who says which part of a page is the article.
        rules: what the person wrote for the page's site.

    Raises:
        NotReadable: there is no text in it, or a limit was passed.
    """
    kind = received.media_type
    if kind in (PDF, TEXT):
        if kind == PDF:
            found = await run(pdf_to_json, str(file), received.url, name)
        else:
            text = await asyncio.to_thread(decode, received.data, received.content_type)
            found = await run(extract_to_json, text, received.url, TEXT, name)
        return Contents(found)
    if not received.is_brought:
        html = await asyncio.to_thread(decode, received.data, received.content_type)
        return Contents(await _page(html, received.url, name, run, opinion, rules))
    opened = await run(unpack, str(file), received.content_type or kind, received.url, str(staging))
    if opinion is Opinion.OURS and received.way is Way.IMPORT and is_made(received.data):
        opinion = Opinion.WHOLE
    found = await _page(opened["html"], opened["url"] or received.url, name, run, opinion, rules)
    failure = Failure("file-cut") if opened["is_cut"] else None
    return Contents(found, opened["pictures"], failure, opened["saved_at"])


async def _page(html: str, url: str, name: str, run: Run, opinion: Opinion, rules: str) -> dict[str, Any]:
    if opinion is Opinion.OURS:
        found: dict[str, Any] = await run(extract_to_json, html, url, HTML, name, rules)
    else:
        found = await run(extract_by_opinion, html, url, name, opinion.value)
    return found
