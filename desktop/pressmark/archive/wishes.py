"""What a wish to save means for the storage: which article it is, and who named its address."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from pressmark.archive.capture.addresses import is_local_name
from pressmark.archive.capture.containers import address_in_webarchive
from pressmark.archive.capture.sniff import WEBARCHIVE
from pressmark.archive.storage.records import ImportRecord, NewRecord
from pressmark.archive.urls import host_of, identity, is_public_scheme, parse_url
from pressmark.archive.values import Trust, Way, quote_key
from pressmark.workers.errors import WorkerError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressmark.archive.values import ImportedArticle, ImportedHighlight, NewArticle
    from pressmark.workers.pool import WorkerPool


def record_of(wish: NewArticle, workers: WorkerPool) -> NewRecord:
    """What is to be kept of a wish.

    Raises:
        InvalidUrl: it names no address that can be saved.
    """
    wish = _with_address(wish, workers)
    if wish.page is not None and not is_public_scheme(wish.url):
        content = f"sha256:{hashlib.sha256(wish.page.data).hexdigest()}"  # no address: the same content is the same
        return NewRecord(wish.url or content, content, wish.title, wish.tags, wish.page, Way.FILE, trust=Trust.PAGE)
    url = parse_url(wish.url)
    way = Way.FILE if wish.page is not None else Way.BROWSER if wish.needs_browser else Way.HTTP
    trust = wish.trust if wish.page is None else Trust.PAGE  # what a file says of where it is from is the file's word
    is_local = is_local_name(host_of(url))
    return NewRecord(url, identity(url), wish.title, wish.tags, wish.page, way, trust, is_local_network=is_local)


def record_of_export(article: ImportedArticle, tags: Sequence[str] = ()) -> ImportRecord:
    """What is to be kept of an article of another program's export, but for its page; with more tags.

    Of highlights with the same words there is one, and what is said of no words at all goes into the note.

    Raises:
        InvalidUrl: it names no address that can be saved.
    """
    url = parse_url(article.url)
    marks: dict[str, ImportedHighlight] = {}
    said: dict[str, list[str]] = {"": [article.note]}  # by the letters of the words
    for one in article.highlights:
        letters = quote_key(one.quote)
        said.setdefault(letters, []).append(one.note)
        if letters:
            marks.setdefault(letters, one)
    notes = {letters: "\n\n".join(dict.fromkeys(filter(None, map(str.strip, some)))) for letters, some in said.items()}
    return ImportRecord(
        url,
        identity(url),
        article.title,
        (*article.tags, *tags),
        article.saved_at,
        article.is_read,
        article.is_favourite,
        article.progress,
        notes[""],
        tuple(replace(one, note=notes[letters]) for letters, one in marks.items()),
        is_local_network=is_local_name(host_of(url)),
    )


def _with_address(wish: NewArticle, workers: WorkerPool) -> NewArticle:
    """A wish with the address that its file tells only to those who take it apart."""
    page = wish.page
    if page is None or page.content_type != WEBARCHIVE or is_public_scheme(wish.url):
        return wish
    try:
        return replace(wish, url=workers.run(address_in_webarchive, page.data) or wish.url)
    except WorkerError:
        return wish  # what is wrong with it is told when it is captured
