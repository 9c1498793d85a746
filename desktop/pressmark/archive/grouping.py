"""Puts the hits of a listing that belong together side by side, for lists are easier to read in parts.

The names of all articles' groups are read once and remembered with the shelves; each listing is then only sorted, by
the place of its hits' groups, which keeps the order within a group.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from pressmark.archive.values import Group, Grouping

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pressmark.archive.shelves import Shelves
    from pressmark.archive.storage.view import StorageView
    from pressmark.archive.values import Listing


@dataclass(frozen=True, slots=True)
class GroupMap:
    """Which group every article is in."""

    ids: NDArray[np.int64]  # ascending
    places: NDArray[np.int32]  # of each one's group in `names`
    names: tuple[str, ...]  # in the order in which they are listed; the last is that of no group

    @classmethod
    def read(cls, storage: StorageView, grouping: Grouping) -> GroupMap:
        """Ask the storage for all groups: days with the last one first, hosts by name."""
        ids, named = storage.group_names(grouping)
        names = sorted({*named} - {""}, reverse=grouping is Grouping.DAY)
        place_of = {name: place for place, name in enumerate([*names, ""])}
        places = np.fromiter((place_of[name] for name in named), np.int32, len(named))
        all_ids = np.asarray(ids, np.int64)
        ascending = np.argsort(all_ids)
        return cls(all_ids[ascending], places[ascending], (*names, ""))

    def of(self, ids: NDArray[np.int64]) -> NDArray[np.int32]:
        """The place of each article's group; one that came meanwhile is in none."""
        nowhere = len(self.names) - 1
        if not self.ids.size:
            return np.full(ids.size, nowhere, np.int32)
        at = np.minimum(np.searchsorted(self.ids, ids), self.ids.size - 1)
        return np.where(self.ids[at] == ids, self.places[at], nowhere).astype(np.int32)


def grouped(listing: Listing, grouping: Grouping, shelves: Shelves) -> Listing:
    """Return a listing with its hits in groups; within a group they keep their order."""
    if grouping is Grouping.NONE or not listing.hits:
        return listing
    known = shelves.groups(grouping)
    places = known.of(np.asarray(listing.hits.ids, np.int64))
    order = np.argsort(places, kind="stable")
    sorted_places = places[order]
    firsts = np.flatnonzero(np.r_[True, np.diff(sorted_places) != 0])
    counts = np.diff(np.r_[firsts, sorted_places.size])
    groups = tuple(
        Group(known.names[sorted_places[first]], first, count)
        for first, count in zip(firsts.tolist(), counts.tolist(), strict=True)
    )
    return replace(listing, hits=listing.hits.arranged(order.tolist()), groups=groups)
