"""Bookmarks as HTML, the form that Netscape began and every browser and most services take in.

It has room for address, title, tags, date, note, and whether something is still to be read; two attributes more say
what only Pressmark and Pinboard's kin ask for. What has no address on the web is no bookmark.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pressmark.archive.urls import is_public_scheme

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from pressmark.archive.values import Article, WholeArticle

_HEAD = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<META HTTP-EQUIV="Content-Security-Policy" CONTENT="default-src 'none'">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>

<DL><p>
"""
_TAIL = "</DL><p>\n"


def write_bookmarks(stream: BinaryIO, articles: Iterable[WholeArticle]) -> None:
    """Write the list.

    Raises:
        OSError: the stream's.
    """
    stream.write(_HEAD.encode())
    for one in articles:
        if is_public_scheme(one.article.url):
            stream.write(_entry(one.article).encode("utf-8", "replace"))
    stream.write(_TAIL.encode())


def _entry(article: Article) -> str:
    tags = ",".join(tag.replace(",", " ") for tag in article.tags)  # a comma parts them, whatever is done
    attributes = [
        f'HREF="{escape(article.url)}"',
        f'ADD_DATE="{int(article.saved_at.timestamp())}"',
        f'TAGS="{escape(tags)}"' if tags else "",
        f'TOREAD="{int(not article.is_read)}"',
        'DATA-IMPORTANT="true"' if article.is_favourite else "",
    ]
    note = f"    <DD>{escape(article.note)}\n" if article.note else ""
    return f"    <DT><A {' '.join(filter(None, attributes))}>{escape(article.title)}</A>\n{note}"
