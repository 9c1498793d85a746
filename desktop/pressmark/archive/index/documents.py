"""What goes into the index and what comes out of it, as plain values that cross its border."""

from __future__ import annotations

from dataclasses import dataclass, field

from pressmark.archive.values import Hits


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """The texts of one article that can be searched. `language` is a BCP 47 tag, empty where unknown."""

    title: str = ""
    standfirst: str = ""
    body: str = ""
    byline: str = ""
    site: str = ""
    url: str = ""
    note: str = ""
    highlight: str = ""  # what was highlighted, and the notes on it
    language: str = ""


@dataclass(frozen=True, slots=True)
class IndexChange:
    """What became of one article: its new texts, or None where it is gone.

    `revision` grows with every change of the article, so that applying a change again, or after a newer one, does
    nothing.
    """

    article_id: int
    revision: int
    document: IndexDocument | None


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search.

    Attributes:
        hits: best first, or by falling id where nothing was ranked.
        total: how many there are, which a limit does not change.
        words: what to mark in texts; opaque, for `snippets`.
        without: the words that had to be left out because no article has all of them, as typed.
    """

    hits: Hits = field(default_factory=Hits)
    total: int = 0
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
