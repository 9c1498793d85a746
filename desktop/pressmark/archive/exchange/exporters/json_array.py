"""All that is known of articles, as one JSON array with an article a line: the format that loses nothing but files.

Names are those of `pressmark show --format json`; what is unknown is null or empty. Times are ISO 8601, in UTC.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from pressmark.archive.values import Article, Failure, Highlight, Snapshot, WholeArticle

_FOUND = tuple("published_at modified modified_at section keywords licence canonical_url sources doubts".split())


def write_json(stream: BinaryIO, articles: Iterable[WholeArticle]) -> None:
    """Write the array.

    Raises:
        OSError: the stream's.
    """
    separator = b"[\n"
    for one in articles:
        stream.write(separator)
        stream.write(json.dumps(described(one), ensure_ascii=False).encode("utf-8", "replace"))
        separator = b",\n"
    stream.write(b"[]\n" if separator == b"[\n" else b"\n]\n")


def described(one: WholeArticle) -> dict[str, Any]:
    """An article as JSON can carry it."""
    article = one.article
    found = one.extraction.to_plain() if one.extraction else {}
    return {
        **_facts(article),
        "lead_image": found.get("lead_image") or None,
        **{name: found.get(name) for name in _FOUND},
        "snapshots": [_snapshot(snapshot) for snapshot in article.snapshots],
        "highlights": [_highlight(highlight) for highlight in one.highlights],
        "text": one.text,
        "html": one.html,
    }


def _facts(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "uuid": article.uuid,
        "url": article.url,
        "title": article.title,
        "status": article.status.value,
        "failure": _failure(article.failure),
        "site": article.site,
        "byline": article.byline,
        "standfirst": article.standfirst,
        "excerpt": article.excerpt,
        "language": article.language,
        "published": article.published.isoformat() if article.published else None,
        "saved_at": article.saved_at.isoformat(),
        "updated_at": article.updated_at.isoformat(),
        "words": article.words,
        "quality": article.quality,
        "read": article.is_read,
        "favourite": article.is_favourite,
        "progress": article.progress,
        "tags": list(article.tags),
        "note": article.note,
        "local_network": article.is_local_network,
        "changed_from": article.changed_from or None,
        "way": article.way.value if article.way else None,
    }


def _snapshot(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "folder": snapshot.folder,
        "taken_at": snapshot.taken_at.isoformat(),
        "way": snapshot.way.value,
        "final_url": snapshot.final_url,
        "http_status": snapshot.http_status,
        "words": snapshot.words,
        "quality": snapshot.quality,
        "current": snapshot.is_current,
        "version": snapshot.version,
        "extraction": snapshot.extraction or snapshot.folder,
        "failure": _failure(snapshot.failure),
    }


def _highlight(highlight: Highlight) -> dict[str, Any]:
    return {
        "id": highlight.id,
        "quote": highlight.quote,
        "prefix": highlight.prefix,
        "suffix": highlight.suffix,
        "start": highlight.start,
        "end": highlight.end,
        "attached": highlight.is_attached,
        "colour": highlight.colour.value,
        "note": highlight.note,
        "created_at": highlight.created_at.isoformat(),
        "updated_at": highlight.updated_at.isoformat(),
    }


def _failure(failure: Failure | None) -> dict[str, str] | None:
    return {"code": failure.code, "detail": failure.detail} if failure else None
