"""What a query means, as plain values: no text positions, no index, no database.

`Word`, `Phrase`, `Prefix` and `Fuzzy` ask the index; `Filter` asks whoever knows tags, states and dates; `Among` is the
answer to a filter. A tree never holds an `And` in an `And`, an `Or` in an `Or`, a `Not` in a `Not`, or one of the first
two with fewer than two parts: the functions `both`, `either` and `negate` see to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pressmark.archive.values import Order


class Field(StrEnum):
    """The part of an article that a word is looked for in. ANY is all of them."""

    ANY = ""
    TITLE = "title"
    BYLINE = "by"
    NOTE = "note"
    URL = "url"
    HIGHLIGHT = "highlight"


class FilterKind(StrEnum):
    """What a filter looks at."""

    TAG = "tag"  # `value` and the tags below it; only `value` itself where `is_exact`
    UNTAGGED = "untagged"  # articles without a tag
    SITE = "site"  # `value` is a host, lower case; its subdomains belong to it
    IS = "is"  # `value` is one of `IS_VALUES`
    HAS = "has"  # `value` is one of `HAS_VALUES`
    LANGUAGE = "lang"  # `value` is a lower-case BCP 47 tag or its first part
    SAVED = "saved"  # `since` to `until`
    PUBLISHED = "published"  # `since` to `until`
    DATE = "date"  # `since` to `until` of the day it was published, or saved where that is unknown
    WORDS = "words"  # `least` to `most` words of text
    NEAR = "near"  # like the article whose id is `value`


IS_VALUES = ("unread", "read", "fav", "trash", "failed", "partial", "queued")
HAS_VALUES = ("highlight", "note", "image", "tag", "snapshot2")


@dataclass(frozen=True, slots=True)
class Word:
    """Articles with this word in any of its forms; what is written in one go (`voz.us`) must stand in one go."""

    text: str
    field: Field = Field.ANY


@dataclass(frozen=True, slots=True)
class Phrase:
    """Articles with these words in this order, as written; case and accents do not count."""

    text: str
    field: Field = Field.ANY


@dataclass(frozen=True, slots=True)
class Prefix:
    """Articles with a word that starts like this. `is_typed`: the word may also be whole, in any of its forms."""

    text: str
    field: Field = Field.ANY
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Articles with this word give or take one letter; the first letter counts as right."""

    text: str
    field: Field = Field.ANY


@dataclass(frozen=True, slots=True)
class Filter:
    """Articles by what is known of them; which fields count depends on `kind`. Days and bounds are inclusive.

    `is_typed`: a tag, site or language that is being typed, so `value` may be its beginning.
    """

    kind: FilterKind
    value: str = ""
    is_exact: bool = False
    is_typed: bool = False
    since: date | None = None
    until: date | None = None
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Among:
    """Exactly these articles."""

    ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """What all parts have in common."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What any part has."""

    parts: tuple[Node, ...]


Leaf = Word | Phrase | Prefix | Fuzzy
Node = Leaf | Filter | Among | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query. `root` is None where nothing is asked for, which everything answers."""

    root: Node | None
    order: Order | None = None  # what `sort:` says


def both(parts: Iterable[Node]) -> Node | None:
    """Return what demands all parts; None for no parts."""
    return _join(And, parts)


def either(parts: Iterable[Node]) -> Node | None:
    """Return what demands any part; None for no parts."""
    return _join(Or, parts)


def negate(node: Node) -> Node:
    """Return the opposite of a node."""
    return node.part if isinstance(node, Not) else Not(node)


def _join(kind: type[And | Or], parts: Iterable[Node]) -> Node | None:
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else (part,))
    if len(flat) < 2:
        return flat[0] if flat else None
    return kind(tuple(flat))
