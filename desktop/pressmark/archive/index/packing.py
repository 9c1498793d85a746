"""Packs small numbers into bytes so that any stretch of them can be read alone, by numpy.

The idea is that of Stream VByte (Lemire, Kurz, Rupp 2017): how long a number is stands apart from its bytes, so nothing
is decoded byte by byte. The low byte of every number stands in one array; a bit for each says whether there is more of
it. Most of what is more is 1, 2 or 3 (a word comes again within a thousand), so that is counted in bits, too, and only
the rest is packed as a number again. To find out where something begins for a stretch in the middle, bits are counted,
with help of a count for every block (rank, as in succinct bit vectors).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pressmark.archive.index.arrays import Malformed, narrow

if TYPE_CHECKING:
    from pressmark.archive.index.arrays import Array

_BLOCK = 512  # bits with one count
_STEPS = 3  # that are counted in bits
_DEEPEST = 8  # bytes of a number


def pack(values: Array) -> dict[str, Array]:
    """Return the arrays of some non-negative numbers, for `Numbers`."""
    found = {"low": (values & 0xFF).astype(np.uint8)}
    has_more = values > 0xFF
    if has_more.any():
        found |= pack_bits(has_more)
        found |= _named("more", _pack_counted((values[has_more] >> 8) - 1, _STEPS))
    return found


def _pack_counted(values: Array, steps: int) -> dict[str, Array]:
    if not steps:
        return pack(values)
    found = pack_bits(values > 0)
    return found | _named("more", _pack_counted(values[values > 0] - 1, steps - 1))


def _named(name: str, arrays: dict[str, Array]) -> dict[str, Array]:
    return {f"{name}.{part}": values for part, values in arrays.items()}


def pack_bits(bits: Array) -> dict[str, Array]:
    """Return the arrays of some truth values, for `Bits`."""
    padded = np.concatenate([bits, np.zeros(-bits.size % _BLOCK, bool)])
    counts = padded.reshape(-1, _BLOCK).sum(axis=1, dtype=np.uint64)
    return {"bits": np.packbits(bits), "ranks": narrow(np.concatenate([[0], np.cumsum(counts)]).astype(np.uint64))}


class Bits:
    """Truth values, of which any stretch can be read, and the true ones before any place counted.

    Raises:
        Malformed: the arrays do not belong together.
    """

    def __init__(self, arrays: dict[str, Array], name: str, count: int) -> None:
        self._bits, self._ranks = _part(arrays, f"{name}.bits"), _part(arrays, f"{name}.ranks")
        if self._bits.size != -(-count // 8) or self._ranks.size != -(-count // _BLOCK) + 1:
            raise Malformed(name)

    @property
    def total(self) -> int:
        """How many are true."""
        return int(self._ranks[-1])

    def read(self, first: int, last: int) -> Array:
        """Return the values from `first` up to `last`."""
        return read_bits(self._bits, first, last)

    def rank(self, place: int) -> int:
        """Return how many are true before a place."""
        block = place // _BLOCK
        return int(self._ranks[block]) + int(np.count_nonzero(self.read(block * _BLOCK, place)))


def read_bits(bits: Array, first: int, last: int) -> Array:
    """Return the truth values from `first` up to `last` of what `np.packbits` made."""
    start = first // 8
    whole: Array = np.unpackbits(bits[start : -(-last // 8)]).view(bool)
    return whole[first - 8 * start : last - 8 * start]


class Numbers:
    """Non-negative numbers, of which any stretch can be read.

    Raises:
        Malformed: the arrays do not belong together.
    """

    def __init__(self, arrays: dict[str, Array], name: str, depth: int = 1) -> None:
        self._low = _part(arrays, f"{name}.low")
        self.size = self._low.size
        self._has_more = Bits(arrays, name, self.size) if f"{name}.bits" in arrays else None
        if self._has_more is not None:
            if depth == _DEEPEST:
                raise Malformed(name)
            self._more = _Counted(arrays, f"{name}.more", self._has_more.total, _STEPS, depth)

    def read(self, first: int, last: int, kind: type[np.generic] = np.int64) -> Array:
        """Return the numbers from `first` up to `last`, as numbers of a kind that has room for them."""
        values = self._low[first:last].astype(kind)
        if self._has_more is not None:
            longer = np.flatnonzero(self._has_more.read(first, last))
            if longer.size:
                start = self._has_more.rank(first)
                values[longer] += (self._more.read(start, start + longer.size) + 1) << 8
        return values


class _Counted:
    """Numbers of which 0, 1 and 2 are counted in bits."""

    def __init__(self, arrays: dict[str, Array], name: str, size: int, steps: int, depth: int) -> None:
        self._bits = Bits(arrays, name, size)
        self._more: _Counted | Numbers
        if steps > 1:
            self._more = _Counted(arrays, f"{name}.more", self._bits.total, steps - 1, depth)
        else:
            self._more = Numbers(arrays, f"{name}.more", depth + 1)
            if self._more.size != self._bits.total:
                raise Malformed(name)

    def read(self, first: int, last: int) -> Array:
        values = self._bits.read(first, last).astype(np.int64)
        longer = np.flatnonzero(values)
        if longer.size:
            start = self._bits.rank(first)
            values[longer] += self._more.read(start, start + longer.size)
        return values


def restarted(gaps: Array, counts: Array) -> Array:
    """Add up gaps, beginning anew after each of `counts` numbers."""
    sums: Array = np.cumsum(gaps)
    starts = (np.cumsum(counts) - counts)[counts > 0]
    base: Array = np.repeat(sums[starts] - gaps[starts], counts[counts > 0])
    return sums - base


def gaps_of(values: Array, counts: Array) -> Array:
    """Return what `restarted` makes these values of."""
    gaps: Array = np.diff(values, prepend=0)
    starts = (np.cumsum(counts) - counts)[counts > 0]
    gaps[starts] = values[starts]
    return gaps


def stable_order(numbers: Array) -> Array:
    """Sort numbers below 2**32 as `argsort` does, equal ones left in order: a radix sort, 16 bits at a time."""
    order = np.argsort((numbers & 0xFFFF).astype(np.uint16), kind="stable")
    high = (numbers >> 16).astype(np.uint16)
    return order[np.argsort(high[order], kind="stable")] if high.any() else order


def _part(arrays: dict[str, Array], name: str) -> Array:
    try:
        return arrays[name]
    except KeyError as error:
        raise Malformed(name) from error
