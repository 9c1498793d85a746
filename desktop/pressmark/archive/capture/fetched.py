"""What a request brings home: the values that the gateway hands to the rest of Pressmark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Fetched:
    """A whole answer: every byte that was promised has arrived and was decompressed."""

    url: str  # the final address
    status: int
    headers: tuple[tuple[str, str], ...]  # names in lower case, in the order received; no cookies
    content_type: str  # the header as received, with its charset; may be empty
    media_type: (
        str  # what it is: "text/html" (also XHTML), "text/plain", PDF, MHTML, webarchive; "image/…" for a picture
    )
    body: bytes
    chain: tuple[tuple[str, int], ...]  # every address asked with its status, the final one last
    fetched_at: datetime
    etag: str = ""
    last_modified: str = ""
    is_private: bool = False  # came from a loopback, link-local or private address


@dataclass(frozen=True, slots=True)
class NotModified:
    """The site says that the page is the one whose `etag` or `last_modified` was sent."""

    url: str
    chain: tuple[tuple[str, int], ...]
    fetched_at: datetime
