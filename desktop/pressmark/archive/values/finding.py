"""Questions and answers: queries, what they find, and how they may go on."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import repeat
from operator import eq
from typing import TYPE_CHECKING, NamedTuple, overload

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pressmark.archive.values.articles import Article


class Order(StrEnum):
    """Order of a listing. RELEVANCE falls back to SAVED where a query has no words to rank by."""

    RELEVANCE = "relevance"
    SAVED = "saved"
    PUBLISHED = "published"
    TITLE = "title"
    LENGTH = "length"  # the longest first


class Grouping(StrEnum):
    """What stands together in a listing."""

    NONE = "none"
    DAY = "day"  # on which it was saved, the last one first
    SITE = "site"


class SnippetSource(StrEnum):
    """What of an article a snippet is taken from."""

    TEXT = "text"
    NOTE = "note"
    HIGHLIGHT = "highlight"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of text with the places to mark, as (start, end) offsets into `text`."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    source: SnippetSource = SnippetSource.TEXT


class Hit(NamedTuple):
    """One article found, with its score (higher is better; 0 where nothing was ranked)."""

    id: int
    score: float = 0.0


class Hits(Sequence[Hit]):
    """Hits in order, kept as plain numbers, for a search may find a hundred thousand at every key. Never changed.

    Attributes:
        ids: of the articles, to be read in bulk.
    """

    __slots__ = ("_scores", "ids")

    def __init__(self, ids: Iterable[int] = (), scores: Iterable[float] | None = None) -> None:
        self.ids = ids if isinstance(ids, array) else array("q", ids)
        self._scores = scores if isinstance(scores, array) or scores is None else array("d", scores)

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Hit]:
        return map(Hit, self.ids, repeat(0.0) if self._scores is None else self._scores)

    @overload
    def __getitem__(self, place: int) -> Hit: ...

    @overload
    def __getitem__(self, place: slice) -> Hits: ...

    def __getitem__(self, place: int | slice) -> Hit | Hits:
        if isinstance(place, slice):
            return Hits(self.ids[place], None if self._scores is None else self._scores[place])
        return Hit(self.ids[place], 0.0 if self._scores is None else self._scores[place])

    def arranged(self, places: Sequence[int]) -> Hits:
        """The same hits in another order: for each new place, where the hit stood."""
        scores = None if self._scores is None else array("d", map(self._scores.__getitem__, places))
        return Hits(array("q", map(self.ids.__getitem__, places)), scores)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hits) and len(self) == len(other) and all(map(eq, self, other))

    def __hash__(self) -> int:
        return hash(self.ids.tobytes())


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of a listing that stand together."""

    name: str  # a day like 2024-09-24, or a host without `www.`; empty where there is none
    first: int  # the place of its first hit
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The answer to a query: hits in order, and how to mark them.

    `words` are the folded index terms to mark in snippets; pass the listing to `Archive.snippets`.
    """

    query: str
    hits: Hits
    total: int
    words: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()  # words of the query left out because nothing holds all of them
    is_complete: bool = True  # False while the index is being rebuilt: some articles may be missing
    asks_nothing: bool = False  # all of the shelf: the query is empty, or nothing of what is typed can be asked for yet
    groups: tuple[Group, ...] = ()  # none where nothing was to be grouped


class SpanKind(StrEnum):
    """What a part of a query's text is."""

    WORD = "word"
    PHRASE = "phrase"  # in quotes
    FILTER = "filter"  # an operator with its value
    NOT = "not"
    OR = "or"
    PARENTHESIS = "parenthesis"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a query's text, from `start` up to `end`. What only separates belongs to none."""

    start: int
    end: int
    kind: SpanKind
    name: str = ""  # the operator before the colon, lower case; "" for plain words
    value: str = ""  # what is asked for, without quotes


@dataclass(frozen=True, slots=True)
class Facet:
    """Something that some of the articles found have in common; `query` narrows the search to them."""

    name: str
    query: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What the articles of a listing are made of, the most frequent first; at most eight of each."""

    tags: tuple[Facet, ...] = ()
    sites: tuple[Facet, ...] = ()
    years: tuple[Facet, ...] = ()  # of publication
    languages: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """An article that shares text with another; `share` is the part of the shorter text that both have, 0 to 1."""

    article: Article
    share: float


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """The same story more than once, the oldest article first."""

    articles: tuple[Article, ...]
    share: float  # of the text that they have in common at least, 0 to 1
    has_one_address: bool = False  # they are variants of one address


@dataclass(frozen=True, slots=True)
class Cause:
    """A part of a query, from `start` up to `end` of its text, that keeps it from finding (more)."""

    start: int
    end: int
    text: str
    alone: int  # articles that this part finds by itself; for a part with a minus, that it shuts out
    without: int  # articles that the query finds without it
    is_negated: bool = False  # it shuts out: a minus stands before it, or before a parenthesis around it


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a query finds nothing, or not all of its words, and what may be meant."""

    causes: tuple[Cause, ...] = ()
    suggestion: str = ""  # a query that finds something; empty where none comes to mind
    found: int = 0  # articles that the suggestion finds
    elsewhere: int = 0  # articles in the whole library that a query finds which finds none on its shelf


class CompletionKind(StrEnum):
    """What a completion completes to."""

    OPERATOR = "operator"
    VALUE = "value"  # that an operator knows, a language or a date
    TAG = "tag"
    SITE = "site"
    AUTHOR = "author"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Completion:
    """A way to go on with a query: `text` takes the place of what stands from `start` up to `end`."""

    start: int
    end: int
    text: str  # reads as one thing, in quotes where it needs them
    label: str  # the same for people: without operator and quotes
    kind: CompletionKind
    count: int | None = None  # articles that have it; None where nobody counted


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A named query of the sidebar.

    `place` counts from 0 in the order of the sidebar. `count` is how many articles it finds: None while that is not
    known, and of an earlier time while `is_current` is False; asking again goes on counting.
    """

    id: int
    name: str
    query: str
    place: int
    count: int | None = None
    is_current: bool = False
