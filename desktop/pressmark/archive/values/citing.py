"""What articles cite."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressmark.archive.values.articles import Article


@dataclass(frozen=True, slots=True)
class Cited:
    """One page that an article links to."""

    url: str
    words: str  # of the link
    article: Article | None = None  # where it is in the archive, and not in the trash


@dataclass(frozen=True, slots=True)
class References:
    """What an article cites, in the order of its text, and the articles of the archive that cite it."""

    cites: tuple[Cited, ...] = ()
    cited_by: tuple[Article, ...] = ()
