"""How the answers of a search look on the command line, for people and for scripts; the shapes are a contract."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressmark.archive.values import Article, Explanation, Listing, Snippet


def explained(explanation: Explanation) -> Iterator[str]:
    """Lines that say why nothing was found, and what may be meant."""
    for cause in explanation.causes:
        alone = f"{cause.alone} by itself" if cause.alone else "found nowhere"
        yield f"{cause.text}: {alone}, {cause.without} without it"
    if explanation.suggestion:
        yield f"did you mean: {explanation.suggestion} ({explanation.found} found)"


def explained_json(hits: list[dict[str, Any]], listing: Listing, explanation: Explanation) -> dict[str, Any]:
    """What `search --json --explain` prints."""
    return {
        "hits": hits,
        "total": listing.total,
        "left_out": list(listing.dropped),
        "causes": [asdict(cause) for cause in explanation.causes],
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
