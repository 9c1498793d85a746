"""The sidebar as values: what rows there are for given counts. Pure, so that it can be compared and tested."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from pressmark.archive.values import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pressmark.archive.values import Counts, SavedSearch

SITES_SHOWN = 12
HIGHLIGHTS = "highlights"


class NodeKind(Enum):
    """What a row of the sidebar stands for."""

    SECTION = auto()
    SHELF = auto()
    HIGHLIGHTS = auto()
    SEARCH = auto()
    TAG = auto()
    SITE = auto()


@dataclass(frozen=True, slots=True)
class Node:
    """One row.

    Attributes:
        kind: what it stands for.
        key: the shelf's value, the query, the whole tag, the site, or the name in code of anything else.
        name: as it is shown.
        count: articles, 0 for none to show.
        children: the rows below it.
        id: of a saved search, else 0.
    """

    kind: NodeKind
    key: str
    name: str
    count: int = 0
    children: tuple[Node, ...] = ()
    id: int = 0


def shape(nodes: tuple[Node, ...]) -> tuple[object, ...]:
    """The rows without their numbers: equal shapes need no other rows."""
    return tuple((node.kind, node.key, node.name, node.id, shape(node.children)) for node in nodes)


class TagRows(NamedTuple):
    """The rows of the tags with their shape; thousands of them are made away from the window."""

    nodes: tuple[Node, ...] = ()
    shape: tuple[object, ...] = ()


def tag_rows(tags: tuple[tuple[str, int], ...]) -> TagRows:
    """The rows for these tags with their numbers."""
    nodes = _tags(tags)
    return TagRows(nodes, shape(nodes))


def build(
    counts: Counts,
    tags: tuple[Node, ...],
    searches: Iterable[SavedSearch],
    shelf_name: Callable[[Shelf], str],
    section_name: Callable[[str], str],
) -> tuple[Node, ...]:
    """The sections for the archive's counts, tags and saved searches; those without rows are left out."""
    shelves = [
        Node(NodeKind.SHELF, shelf.value, shelf_name(shelf), counts.shelves.get(shelf, 0))
        for shelf in Shelf
        if shelf is not Shelf.PROBLEMS or counts.shelves.get(shelf, 0)
    ]
    if counts.highlights:
        below = list(Shelf).index(Shelf.READ) + 1
        shelves.insert(below, Node(NodeKind.HIGHLIGHTS, HIGHLIGHTS, section_name(HIGHLIGHTS), counts.highlights))
    saved = tuple(Node(NodeKind.SEARCH, one.query, one.name, one.count or 0, id=one.id) for one in searches)
    sites = tuple(Node(NodeKind.SITE, site, site, count) for site, count in counts.sites[:SITES_SHOWN])
    sections = (("library", tuple(shelves)), ("searches", saved), ("tags", tags), ("sites", sites))
    return tuple(Node(NodeKind.SECTION, key, section_name(key), 0, rows) for key, rows in sections if rows)


def _tags(tags: tuple[tuple[str, int], ...]) -> tuple[Node, ...]:
    """Tags as a tree; a parent counts what its children have, and exists where only they do."""
    tree: dict[str, object] = {}
    own: dict[str, int] = {}
    for tag, count in tags:
        level = tree
        path = ""
        for part in tag.split("/"):
            path = f"{path}/{part}" if path else part
            level = level.setdefault(part, {})  # type: ignore[assignment] # a tree of dicts has no finite type
        own[tag] = count
    return _level(tree, own, "")


def _level(tree: dict[str, object], own: dict[str, int], prefix: str) -> tuple[Node, ...]:
    nodes = []
    for part in sorted(tree, key=str.casefold):
        path = f"{prefix}/{part}" if prefix else part
        children = _level(tree[part], own, path)  # type: ignore[arg-type] # likewise
        total = own.get(path, 0) + sum(child.count for child in children)
        nodes.append(Node(NodeKind.TAG, path, part, total, children))
    return tuple(nodes)
