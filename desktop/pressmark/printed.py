"""How answers look on the command line, for people and for scripts; the shapes are a contract."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pressmark.archive.values import Extraction, SnippetSource, Status
from pressmark.words import describe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressmark.archive.archive import Archive
    from pressmark.archive.values import (
        Article,
        Damage,
        Explanation,
        Failure,
        Listing,
        RebuildReport,
        Redone,
        Repair,
        Snippet,
        VerifyReport,
    )

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def explained(explanation: Explanation) -> Iterator[str]:
    """Lines that say why nothing was found, and what may be meant."""
    for cause in explanation.causes:
        alone = f"shuts out {cause.alone}" if cause.is_negated else f"{cause.alone} by itself"
        if not cause.alone and not cause.is_negated:
            alone = "found nowhere"
        yield f"{cause.text}: {alone}, {cause.without} without it"
    if explanation.suggestion:
        yield f"did you mean: {explanation.suggestion} ({explanation.found} found)"


def explained_json(hits: list[dict[str, Any]], listing: Listing, explanation: Explanation) -> dict[str, Any]:
    """What `search --json --explain` prints."""
    return {
        "hits": hits,
        "total": listing.total,
        "left_out": list(listing.dropped),
        "causes": [
            {
                "start": one.start,
                "end": one.end,
                "text": one.text,
                "alone": one.alone,
                "without": one.without,
                "negated": one.is_negated,
            }
            for one in explanation.causes
        ],
        "suggestion": {"query": explanation.suggestion, "found": explanation.found} if explanation.suggestion else None,
    }


def marked(snippet: Snippet, before: str = "**", after: str = "**") -> str:
    """The snippet on one line, its marked words between `before` and `after`."""
    parts: list[str] = []
    end = 0
    for start, stop in snippet.marks:
        parts += [snippet.text[end:start], before, snippet.text[start:stop], after]
        end = stop
    return " ".join("".join([*parts, snippet.text[end:]]).split())


def sourced(snippet: Snippet, before: str, after: str) -> str:
    """The snippet as `marked`, with what it is of where that is not the text."""
    source = "" if snippet.source is SnippetSource.TEXT else f"{snippet.source}: "
    shown = replace(snippet, text=_CONTROL.sub(" ", snippet.text))  # of the same length: the marks stay where they are
    return source + marked(shown, before, after)


def for_terminal(text: str) -> str:
    """A text without what a terminal would obey: pages, and archives of other people, may hold anything."""
    return _CONTROL.sub("", text)


def hit_json(article: Article, score: float, snippet: Snippet | None) -> dict[str, Any]:
    """One entry of what `search --json` prints."""
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "site": article.site,
        "saved_at": article.saved_at.isoformat(),
        "score": round(score, 4),
        "snippet": marked(snippet) if snippet else "",
        "tags": list(article.tags),
    }


def error_json(failure: Failure | None) -> dict[str, str] | None:
    """The `error` of an article: null, or a code and words."""
    return None if failure is None else {"code": failure.code, "message": describe(failure)}


def added_json(url: str, article: Article | None, failure: Failure | None) -> dict[str, Any]:
    """One entry of what `add --json` prints."""
    if article is None:
        return {"id": None, "url": url, "title": "", "status": "failed", "error": error_json(failure)}
    status = "queued" if article.status is Status.CAPTURING else article.status.value
    error = article.failure if article.status in (Status.FAILED, Status.PARTIAL) else None
    return {"id": article.id, "url": url, "title": article.title, "status": status, "error": error_json(error)}


def _facts_json(found: Extraction | None) -> dict[str, Any]:
    """What is known of the text in use besides what lists show: when, where from, on which terms, what is doubtful."""
    known = (found or Extraction("")).to_plain()
    names = ("published_at", "modified", "modified_at", "section", "keywords", "licence", "canonical_url", "sources")
    return {**{name: known[name] for name in names}, "doubts": [str(one) for one in known["doubts"]]}


def article_json(archive: Archive, article: Article) -> dict[str, Any]:
    """What `show --format json` prints."""
    return {
        "id": article.id,
        "uuid": article.uuid,
        "url": article.url,
        "title": article.title,
        "status": article.status.value,
        "error": error_json(article.failure),
        "site": article.site,
        "byline": article.byline,
        "standfirst": article.standfirst,
        "excerpt": article.excerpt,
        "language": article.language,
        "published": article.published.isoformat() if article.published else None,
        "saved_at": article.saved_at.isoformat(),
        "words": article.words,
        "quality": article.quality,
        "read": article.is_read,
        "favourite": article.is_favourite,
        "trashed_at": article.trashed_at.isoformat() if article.trashed_at else None,
        "tags": list(article.tags),
        "note": article.note,
        "lead_image": str(article.lead_image) if article.lead_image else None,
        **_facts_json(archive.extraction(article.id)),
        "changed_from": article.changed_from or None,
        "file": str(file) if (file := archive.article_file(article.id)) else None,
        "snapshots": [
            {
                "folder": snapshot.folder,
                "taken_at": snapshot.taken_at.isoformat(),
                "way": snapshot.way.value,
                "final_url": snapshot.final_url,
                "http_status": snapshot.http_status,
                "words": snapshot.words,
                "quality": snapshot.quality,
                "current": snapshot.is_current,
                "extraction": snapshot.extraction or snapshot.folder,
            }
            for snapshot in article.snapshots
        ],
        "highlights": [
            {
                "id": one.id,
                "quote": one.quote,
                "note": one.note,
                "colour": one.colour.value,
                "start": one.start if one.is_attached else None,
                "end": one.end if one.is_attached else None,
                "created_at": one.created_at.isoformat(),
            }
            for one in archive.highlights(article.id)
        ],
        "text": archive.text(article.id),
        "html": archive.body_html(article.id),
    }


def verified_json(report: VerifyReport, repairs: Sequence[Repair] | None) -> dict[str, Any]:
    """What `verify --json` prints; `repairs` only where some were asked for."""
    counts = {"articles": report.articles, "snapshots": report.snapshots, "files": report.files}
    found = {**counts, "damages": _damages_json(report.damages)}
    if repairs is None:
        return found
    mended = zip(_damages_json([one.damage for one in repairs]), repairs, strict=True)
    return {**found, "repairs": [{**damage, "remedy": one.remedy} for damage, one in mended]}


def rebuilt_json(report: RebuildReport) -> dict[str, Any]:
    """What `rebuild --json` and `restore --json` print."""
    return {
        "articles": report.articles,
        "snapshots": report.snapshots,
        "skipped": _damages_json(report.skipped),
    }


def _damages_json(damages: Sequence[Damage]) -> list[dict[str, Any]]:
    return [{"kind": one.kind, "article_id": one.article_id, "path": one.path, "detail": one.detail} for one in damages]


def redone(one: Redone) -> str:
    """A line that says what became of a page that was read anew."""
    words = f"{one.words[0]} -> {one.words[1]} words"
    why = describe(one.failure) if one.failure else f"{words}, {one.share_changed:.0%} changed"
    return f"{one.id}\t{one.outcome}\t{one.title}\t{why}"


def redone_json(one: Redone) -> dict[str, Any]:
    """One entry of what `reextract --json` prints.

    `outcome` is taken, unchanged, kept (the new text is worse) or failed; `words` and `quality` are pairs of before and
    after; `changed` is the share of words that only one of them has, 0 to 1.
    """
    return {
        "id": one.id,
        "title": one.title,
        "outcome": one.outcome.value,
        "words": list(one.words),
        "quality": list(one.quality),
        "changed": round(one.share_changed, 4),
        "error": {"code": one.failure.code, "message": describe(one.failure)} if one.failure else None,
    }
