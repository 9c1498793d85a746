"""Articles as files that people take along or give away: one page each, with its pictures in it."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from typing import TYPE_CHECKING

from pressmark.archive.capture.sniff import magic_type
from pressmark.archive.errors import StorageError
from pressmark.archive.extraction.standalone import document, with_pictures_inside

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressmark.archive.values import Article, Extraction

SUFFIX = ".html"
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


def as_one_file(article: Article, extraction: Extraction, picture: Callable[[str], bytes]) -> str:
    """Return a page that opens in any browser, without Pressmark and without the network.

    Args:
        article: under its own title, which a person may have changed.
        extraction: with a clean body.
        picture: the bytes of `images/<name>` by its name. One that it has not (`StorageError`) is left out.
    """

    def address_of(name: str) -> str:
        try:
            data = picture(name)
        except StorageError:
            return ""
        kind = magic_type(data[:16])
        return f"data:{kind};base64,{b64encode(data).decode('ascii')}" if kind in PICTURES else ""

    body = with_pictures_inside(extraction.html, address_of)
    return document(replace(extraction, title=article.title), body, article.url, article.saved_at.isoformat())
