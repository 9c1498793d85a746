"""How the documents of postings are kept: each list in the shorter of two ways, both read in a few calls into numpy.

A word that many documents have is kept as gaps of one byte. A gap of 255 and more begins with bytes of 255, which stand
for so much and for no document, so adding up gives the numbers and a look at the bytes which of them count. Of a rarer
word the numbers themselves are kept. A search reads many short lists, and what each costs is the number of calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pressmark.archive.index.arrays import Malformed, narrow
from pressmark.archive.index.packing import restarted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressmark.archive.index.arrays import Array

_SKIP = 255  # the byte that stands for so many documents without the word
_FAR = 2  # bytes of a number in a segment of the usual size


def pack_lists(gaps: Array, counts: Array) -> dict[str, Array]:
    """Return the arrays of lists of documents.

    Args:
        gaps: of all lists, one after the other; the first of a list is its first document.
        counts: how many documents each has; some may have none.
    """
    skips = gaps // _SKIP
    starts = (np.cumsum(counts) - counts)[counts > 0]
    sizes = counts.astype(np.int64)
    if starts.size:
        sizes[counts > 0] += np.add.reduceat(skips, starts, dtype=np.int64)
    is_near = (sizes <= _FAR * counts) & (counts > 0)
    is_in_near = np.repeat(is_near, counts)
    skips = skips[is_in_near]
    near = np.full(int(sizes[is_near].sum()), _SKIP, np.uint8)
    near[np.cumsum(skips, dtype=np.int64) + np.arange(skips.size)] = gaps[is_in_near] - skips * _SKIP
    return {
        "near": near,
        "near_terms": narrow(np.flatnonzero(is_near)),
        "near_sizes": narrow(sizes[is_near]),
        "far": narrow(restarted(gaps[~is_in_near].astype(np.int64), counts[~is_near])),
    }


class DocumentLists:
    """Lists of documents, of which any neighbours can be read.

    Args:
        arrays: as `pack_lists` made them, after the name and a dot.
        name: of these lists.
        ends: how many documents the lists before each have, and at last all.

    Raises:
        Malformed: the arrays do not belong together.
    """

    def __init__(self, arrays: Mapping[str, Array], name: str, ends: Array) -> None:
        sizes, far = np.zeros(ends.size - 1, np.int64), np.diff(ends.astype(np.int64))
        try:
            self._near, terms, near_sizes, self._far = (
                arrays[f"{name}.{part}"] for part in ("near", "near_terms", "near_sizes", "far")
            )
            sizes[terms], far[terms] = near_sizes, 0
        except (KeyError, ValueError, IndexError) as error:
            raise Malformed(name) from error
        self._ends = ends
        self._near_ends, self._far_ends = ends_of(sizes), ends_of(far)
        if int(self._near_ends[-1]) != self._near.size or int(self._far_ends[-1]) != self._far.size:
            raise Malformed(name)

    def read(self, first: int, last: int) -> Array:
        """Return the documents of the lists from `first` up to `last`, one after the other."""
        begin, end = int(self._near_ends[first]), int(self._near_ends[last])
        if begin == end:
            return self._far[self._far_ends[first] : self._far_ends[last]].astype(np.int64)
        gaps = self._near[begin:end]
        near: Array = np.cumsum(gaps, dtype=np.int64)
        if last == first + 1:
            is_whole = end - begin == int(self._ends[last]) - int(self._ends[first])
            return near if is_whole else near[np.flatnonzero(gaps != _SKIP)]
        sizes: Array = np.diff(self._near_ends[first : last + 1].astype(np.int64))
        before = np.concatenate(([0], near))[np.cumsum(sizes) - sizes]
        near -= np.repeat(before, sizes)
        near = near[np.flatnonzero(gaps != _SKIP)]
        far = self._far[self._far_ends[first] : self._far_ends[last]]
        if not far.size:
            return near
        counts: Array = np.diff(self._ends[first : last + 1].astype(np.int64))
        is_near = np.repeat(sizes > 0, counts)
        found = np.empty(is_near.size, np.int64)
        found[np.flatnonzero(is_near)] = near
        found[np.flatnonzero(~is_near)] = far
        return found


def ends_of(sizes: Array) -> Array:
    """Return 0 and what the sizes add up to, one after the other: where each begins, and where the last ends."""
    return narrow(np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64))))
