"""What tags a typed text means, and which to offer while one is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.archive.urls import clean_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

SHOWN = 7
LONGEST_OF_WORDS = 50  # characters; more words than that are a sentence, not a tag
_AROUND = ' \t"“”„‟‘’‚‛«»‹›()[]{}:;…·|'


def tags_in(text: str) -> list[str]:
    """The tags of a text with commas between them, each once, with no empty level."""
    tags: dict[str, str] = {}
    for part in text.split(","):
        tag = "/".join(level for piece in part.split("/") if (level := clean_text(piece)))
        if tag:
            tags.setdefault(tag.casefold(), tag)
    return list(tags.values())


def tag_of(passage: str) -> str:
    """The one tag that a passage of a text makes: its words in one line, without what only stands around them.

    Neither a comma nor a slash in a text parts tags or levels. Empty where it is too long, or nothing is left.
    """
    words = clean_text(passage.replace(",", " ").replace("/", " ")).strip(_AROUND).rstrip(_AROUND + ".!?")
    return words if len(words) <= LONGEST_OF_WORDS else ""


def suggest(typed: str, tags: Iterable[tuple[str, int]], taken: Collection[str], limit: int = SHOWN) -> list[str]:
    """The best tags for what was typed so far.

    Those that begin with it come first, then those with a level or a word that does, then those that hold it anywhere;
    within each, the most used. With nothing typed, simply the most used.

    Args:
        typed: what stands in the field.
        tags: all tags with their number of articles; levels above them are offered too.
        taken: tags that need no offer.
        limit: at most this many.
    """
    wanted = typed.strip().strip("/").casefold()
    counts: dict[str, int] = {}
    for tag, count in tags:
        parts = tag.split("/")
        for depth in range(1, len(parts) + 1):
            path = "/".join(parts[:depth])
            counts[path] = counts.get(path, 0) + (count if depth == len(parts) else 0)
    ranked = [
        (rank, -count, tag)
        for tag, count in counts.items()
        if tag not in taken and (rank := _rank(wanted, tag.casefold())) is not None
    ]
    return [tag for _rank_of, _count, tag in sorted(ranked)[:limit]]


def _rank(wanted: str, tag: str) -> int | None:
    if tag.startswith(wanted):
        return 0
    if any(part.startswith(wanted) for part in tag.replace(" ", "/").replace("-", "/").split("/")):
        return 1
    return 2 if wanted in tag else None
