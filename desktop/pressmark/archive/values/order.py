"""What keeps order: tags, rules, mergers, and the numbers beside shelves and tags."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from pressmark.archive.values.articles import Shelf


@dataclass(frozen=True, slots=True)
class TagChange:
    """What changed in one article's tags; enough to undo it."""

    id: int
    added: tuple[str, ...]
    removed: tuple[str, ...]


class TagColour(StrEnum):
    """What colour a tag may have; each look of the window has its own shade of it."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    TEAL = "teal"
    BLUE = "blue"
    PURPLE = "purple"
    PINK = "pink"


@dataclass(frozen=True, slots=True)
class Rule:
    """What is done to every new article that a query finds."""

    query: str
    tags: tuple[str, ...] = ()
    marks_read: bool = False
    marks_favourite: bool = False
    is_on: bool = True  # applied while saving; by hand it can be applied all the same


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a rule changed; enough to undo it."""

    tags: tuple[TagChange, ...] = ()
    read: tuple[int, ...] = ()
    favourites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """What some articles have in common: how many of them are read, are favourites, have which tag."""

    total: int = 0
    read: int = 0
    favourites: int = 0
    tags: tuple[tuple[str, int], ...] = ()  # sorted by name


@dataclass(frozen=True, slots=True)
class Merged:
    """What merging changed: `gone` went to the trash, and of `kept` what is remembered here; enough to undo it."""

    kept: int
    gone: tuple[int, ...]
    tags: tuple[str, ...]  # that were added
    highlights: tuple[tuple[int, int], ...]  # that came, with the article each came from
    note: str
    saved_at: datetime
    is_read: bool
    is_favourite: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """Live numbers for the sidebar and the status bar; shelves as in `Shelf`."""

    shelves: dict[Shelf, int] = field(default_factory=dict)
    tags: tuple[
        tuple[str, int], ...
    ] = ()  # tag with its own number of articles, sorted by name; parents are implied by "/"
    sites: tuple[tuple[str, int], ...] = ()  # most frequent first
    queued: int = 0
    capturing: int = 0
    highlights: int = 0
    problems: tuple[tuple[str, int], ...] = ()  # codes of failures on the shelf of problems, most frequent first


@dataclass(frozen=True, slots=True)
class Month:
    """What was saved in a month, and how many of that is read by now."""

    name: str  # like 2026-03
    saved: int
    read: int


@dataclass(frozen=True, slots=True)
class Insight:
    """The archive over time; months in which nothing was saved are left out."""

    months: tuple[Month, ...] = ()
    words: int = 0
    words_read: int = 0
