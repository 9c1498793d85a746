"""What the person marks in articles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Colour(StrEnum):
    """The colours of highlights."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"


def quote_key(quote: str) -> str:
    """What makes two quotes the same: the letters, wherever lines break. Empty for a quote of nothing."""
    return "".join(quote.split())


@dataclass(frozen=True, slots=True)
class Highlight:
    """A quoted passage of an article, with what stood around it.

    `start` and `end` are places in the article's text; they are those of long ago while `is_attached` is False, because
    a newer text has nothing like the quote.
    """

    id: int
    article_id: int
    quote: str
    prefix: str
    suffix: str
    start: int
    end: int
    colour: Colour
    note: str
    created_at: datetime
    updated_at: datetime
    is_attached: bool = True
