"""Values of what a person makes of a snapshot: which of its texts counts, and what that text is to be."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressmark.archive.values.articles import Failure


class Opinion(StrEnum):
    """Who says which part of a page is the article."""

    OURS = "ours"
    READABILITY = "readability"  # readability-lxml, as it comes
    WHOLE = "whole"  # nobody: all that stands on the page


@dataclass(frozen=True, slots=True)
class Hand:
    """What a person wishes of an extraction. Blocks are named as `blocks_of` names them."""

    opinion: Opinion = Opinion.OURS
    removed: frozenset[str] = frozenset()
    begins: str = ""  # the first block that is the article's
    ends: str = ""  # the last one

    def to_plain(self) -> dict[str, Any]:
        """All fields as JSON can carry them."""
        return {**asdict(self), "removed": sorted(self.removed)}

    @classmethod
    def from_plain(cls, given: Mapping[str, Any]) -> Self:
        """Make what `to_plain` described.

        Raises:
            ValueError, TypeError: it describes no such thing.
        """
        return cls(
            Opinion(given.get("opinion", Opinion.OURS)),
            frozenset(map(str, given.get("removed", ()))),
            str(given.get("begins", "")),
            str(given.get("ends", "")),
        )


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which snapshot of an article is current, and which of its extractions is in use; enough to go back to it."""

    id: int
    snapshot: str
    extraction: str = ""


class Outcome(StrEnum):
    """What became of a text that was made anew."""

    TAKEN = "taken"
    UNCHANGED = "unchanged"
    KEPT = "kept"  # the old one stays, for the new one is worse
    FAILED = "failed"  # it could not be made


@dataclass(frozen=True, slots=True)
class Redone:
    """A text made anew: what it was and what it is now. `before` brings the old one back, where it was replaced."""

    id: int
    title: str
    outcome: Outcome
    words: tuple[int, int] = (0, 0)
    quality: tuple[float, float] = (0.0, 0.0)
    share_changed: float = 0.0  # of the words that only one of them has
    failure: Failure | None = None
    before: Chosen | None = None


class PassageKind(StrEnum):
    """What became of a passage between two texts."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a paragraph that is in both texts, or in one."""

    kind: PassageKind
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different between two texts of an article."""

    paragraphs: tuple[tuple[Passage, ...], ...]
    words_added: int = 0
    words_removed: int = 0
    pictures_added: tuple[str, ...] = ()  # names below images/, in the newer snapshot
    pictures_removed: tuple[str, ...] = ()  # likewise in the older one
    facts: tuple[tuple[str, str, str], ...] = ()  # title, standfirst, byline, published: name, before, after

    @property
    def is_same(self) -> bool:
        """Whether nothing is different."""
        return not (
            self.words_added or self.words_removed or self.pictures_added or self.pictures_removed or self.facts
        )


@dataclass(frozen=True, slots=True)
class RulesChange:
    """What a site's file of rules held before and after a change; empty where there was none."""

    host: str
    before: str
    after: str
