"""What a capture has in hand: a page with what was read from it, and which of two readings is the better one.

A page is read twice where plain requests do not give all of it: once as it came, once as a browser shows it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressmark.archive.capture.sniff import HTML
from pressmark.archive.charset import decode
from pressmark.archive.contents import Contents, Received, read_contents
from pressmark.archive.errors import NotReadable
from pressmark.archive.extraction import lack_of
from pressmark.archive.extraction.wholeness import Lack
from pressmark.archive.values import Doubt, Failure

if TYPE_CHECKING:
    from pathlib import Path

    from pressmark.archive.contents import Run

LEAST_SHARE = 0.6  # of the other text's length, or it is no better for lacking nothing
ALIKE = 0.95
CLEARLY_MORE = 1.1

_CURED_BY_BROWSER = frozenset({Doubt.PICTURES_MISSING, Doubt.INCOMPLETE})


@dataclass(frozen=True, slots=True)
class Reading:
    """A page with what was read from it; without `contents`, `failure` says why."""

    received: Received
    contents: Contents | None
    failure: Failure | None = None
    lack: Lack = Lack.NOTHING
    has_copy: bool = False  # a full copy was made, and is to be kept
    more: tuple[Received, ...] = ()  # the article's other pages, which `contents` holds too

    @property
    def text(self) -> str:
        """What was found."""
        return str(self.contents.found["text"]) if self.contents else ""

    @property
    def pictures(self) -> int:
        """How many pictures the text has."""
        return len(self.contents.found["pictures"]) if self.contents else 0

    @property
    def asks_for_browser(self) -> bool:
        """Whether the page may give more in a browser."""
        doubts = self.contents.found.get("doubts", ()) if self.contents else ()
        return self.lack.asks_for_browser or (
            self.lack is not Lack.NOT_FOUND and not _CURED_BY_BROWSER.isdisjoint(doubts)
        )

    @property
    def weight(self) -> float:
        """How much text there is, counted by what it is worth."""
        return len(self.text) * (0.2 + float(self.contents.found["quality"])) if self.contents else 0.0


def better(plain: Reading, rendered: Reading) -> Reading:
    """The reading to keep.

    Args:
        plain: from the page as it came.
        rendered: from the page as a browser shows it.
    """
    if rendered.contents is None or plain.contents is None:
        return plain if rendered.contents is None else rendered
    share = len(rendered.text) / max(1, len(plain.text))
    if rendered.pictures > plain.pictures and share >= ALIKE and not rendered.lack.is_failure:
        return rendered
    is_cured = plain.lack.is_failure and not rendered.lack.is_failure
    if is_cured and share >= LEAST_SHARE:
        return rendered
    return rendered if rendered.weight > plain.weight * CLEARLY_MORE else plain


async def read(received: Received, name: str, file: Path, staging: Path, run: Run, rules: str = "") -> Reading:
    """Extract a page and judge whether that is all of it. Takes what `read_contents` takes."""
    contents: Contents | None = None
    failure: Failure | None = None
    try:
        contents = await read_contents(received, name, file, staging, run, rules=rules)
    except NotReadable as error:
        failure = Failure(error.code, error.detail)
    reading = Reading(received, contents, failure)
    if received.media_type != HTML or received.is_brought or (failure is not None and failure.code != "no-text"):
        return reading
    html = await asyncio.to_thread(decode, received.data, received.content_type)
    try:
        return Reading(received, contents, failure, Lack(await run(lack_of, html, reading.text)))
    except NotReadable:  # a page that cannot be judged is not doubted
        return reading
