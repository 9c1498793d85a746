"""What a reader of one format offers: how to know it, and how to take its entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pressmark.archive.exchange.importers.entries import Entries
    from pressmark.archive.exchange.importers.packages import Member
    from pressmark.archive.exchange.importers.tables import Row


@dataclass(frozen=True, slots=True)
class Kind:
    """Whose export it is."""

    source: str  # the program's own name; empty where only the kind of file is known
    name: str  # for people who script


@dataclass(frozen=True, slots=True)
class TableKind:
    """A format that is a table; `read` takes one line."""

    kind: Kind
    columns: frozenset[str]  # that the table has at least, as `Table.columns` names them
    read: Callable[[Row, Entries], None]
    is_newest_first: bool = False


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A format in JSON; `read` takes the whole of a document that `knows` is one, whatever is in its fields."""

    kind: Kind
    knows: Callable[[object], bool]
    read: Callable[[object, Entries], None]


@dataclass(frozen=True, slots=True)
class PackageKind:
    """A format of several files that belong together."""

    kind: Kind
    knows: Callable[[Sequence[Member]], bool]
    read: Callable[[Sequence[Member], Entries], None]
