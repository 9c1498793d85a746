"""Joins small segments into larger ones, so that many single saves leave few segments and none of them costs much.

Segments are sorted into tiers by size, each tier `BASE` times as large as the one before; a full tier becomes one
segment of the next. An article is so copied a handful of times in its life, whatever the size of the archive. Whoosh's
own merge takes every posting through Python; here whole arrays are put together.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from pressmark.archive.index.arrays import narrow
from pressmark.archive.index.codec import ArrayCodec, ArraySegment, write_documents, write_terms
from pressmark.archive.index.packing import gaps_of, stable_order
from pressmark.archive.index.postings import field_arrays, first_plain, frequent_beginnings
from pressmark.archive.index.schema import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressmark.archive.index.arrays import Array
    from pressmark.archive.index.postings import FieldTerms

BASE = 5
FLOOR = 64  # documents up to which a segment is in the lowest tier
LARGEST = 60_000  # documents; a merge of more would take more than a gigabyte
CHUNK = 1_000_000  # postings and positions taken at once, which bounds the memory of a merge


def plan(sizes: Sequence[tuple[int, int]], *, is_thorough: bool = False) -> list[int]:
    """Choose segments to merge, by index; empty when all is well.

    Args:
        sizes: (documents alive, documents in all) of each.
        is_thorough: leave as few as can be, which costs much and pays after an import.
    """
    tiers: dict[int, list[int]] = {}
    for index in sorted(range(len(sizes)), key=lambda index: sizes[index][0]):
        tiers.setdefault(0 if is_thorough else _tier(sizes[index][0]), []).append(index)
    for tier in sorted(tiers):
        total = accumulate(sizes[index][0] for index in tiers[tier])
        chosen = [index for index, documents in zip(tiers[tier], total, strict=True) if documents <= LARGEST]
        if len(tiers[tier]) >= (2 if is_thorough else BASE) and len(chosen) > 1:
            return sorted(chosen)
    return next(([i] for i, (alive, total) in enumerate(sizes) if 2 * alive < total and alive <= LARGEST), [])


def _tier(count: int) -> int:
    tier, limit = 0, FLOOR
    while count > limit:
        tier, limit = tier + 1, limit * BASE
    return tier


def merge(source: Any, target: Any, segments: Sequence[ArraySegment]) -> ArraySegment:
    """Write one segment with the documents of several, without the deleted ones.

    Args:
        source: Whoosh's storage with the segments.
        target: where the new one goes.
        segments: in the order that their documents are to have.
    """
    codec = ArrayCodec()
    readers = [(codec.per_document_reader(source, one), codec.terms_reader(source, one)) for one in segments]
    new_numbers: list[Array] = []  # for every segment: old number to new, or -1
    count = 0
    for segment in segments:
        alive = np.ones(segment.doc_count_all(), bool)
        alive[list(segment.deleted_docs())] = False
        new_numbers.append(np.where(alive, np.cumsum(alive) - 1 + count, -1))
        count += int(alive.sum())
    merged = codec.new_segment(target, segments[0].indexname)
    merged.set_doc_count(count)
    columns = {
        name: np.concatenate([d.columns[name][new >= 0] for (d, _), new in zip(readers, new_numbers, strict=True)])
        for name in readers[0][0].columns
    }
    write_documents(target, merged, columns)
    fields: dict[str, dict[str, Array]] = {}
    for name in WEIGHTS:
        parts = [(t.fields[name], new) for (_, t), new in zip(readers, new_numbers, strict=True) if name in t.fields]
        if parts:
            fields[name] = _merge_field(parts, count)
    write_terms(target, merged, fields)
    return merged


def _merge_field(parts: list[tuple[FieldTerms, Array]], size: int) -> dict[str, Array]:
    keys_of = [terms.keys() for terms, _ in parts]
    keys = sorted(set().union(*keys_of))
    rank = {key: index for index, key in enumerate(keys)}
    ranks = [np.array([rank[key] for key in own], np.int64) for own in keys_of]
    load = np.zeros(len(keys), np.int64)
    for (terms, _), own in zip(parts, ranks, strict=True):
        load[own] += terms.counts() + terms.occurrences()
    chunk_of = np.cumsum(load) // CHUNK
    cuts = sorted({0, first_plain(keys), *(np.flatnonzero(np.diff(chunk_of)) + 1).tolist(), len(keys)})
    counts = np.zeros(len(keys), np.int64)
    columns: tuple[list[Array], ...] = ([], [], [])
    for first, last in pairwise(cuts):
        for column, piece in zip(columns, _merge_chunk(parts, ranks, first, last, counts), strict=True):
            column.append(piece)
    documents, frequencies, places = (_emptied(column) for column in columns)
    stems = np.concatenate([own[terms.stems()] for (terms, _), own in zip(parts, ranks, strict=True)])
    stems = stems[counts[stems[:, 1]] > 0]  # the others' last article is deleted
    is_used = counts > 0
    is_used[stems[:, 0]] = True
    used = np.flatnonzero(is_used)
    place = np.cumsum(is_used) - 1
    totals = {start: _totals(parts, start, size) for start in frequent_beginnings(keys, counts, size)}
    return field_arrays(
        [keys[index] for index in used], counts[used], documents, frequencies, places, place[stems], totals
    )


def _totals(parts: list[tuple[FieldTerms, Array]], start: str, size: int) -> Array:
    """Return how often each of the merged documents has a term that begins in a way."""
    found = np.zeros(size, np.int64)
    for terms, new in parts:
        kept = np.flatnonzero(new >= 0)
        found[new[kept]] = terms.totals(*terms.span(start, is_prefix=True), new.size)[kept]
    return found


def _emptied(pieces: list[Array]) -> Array:
    """Return all pieces in one, letting go of them: there may be a hundred million numbers."""
    whole = np.concatenate(pieces)
    pieces.clear()
    return whole


def _merge_chunk(
    parts: list[tuple[FieldTerms, Array]], ranks: list[Array], first: int, last: int, counts: Array
) -> tuple[Array, Array, Array]:
    """Put together the postings of the terms from `first` up to `last`, and add their numbers to `counts`."""
    owners, documents, frequencies, places = [], [], [], []
    for (terms, new), own in zip(parts, ranks, strict=True):
        low, high = (int(place) for place in np.searchsorted(own, (first, last)))
        old, frequency = terms.postings(low, high)
        number = new[old]
        kept = number >= 0
        owners.append(np.repeat(own[low:high], terms.counts(low, high))[kept])
        documents.append(number[kept])
        frequencies.append(frequency[kept])
        places.append(terms.positions(low, high, kept))
    owner = np.concatenate(owners)
    frequency = np.concatenate(frequencies)
    place = np.concatenate(places)
    order = stable_order(owner)  # the documents of a later segment have higher numbers already
    counts[first:last] += np.bincount(owner - first, minlength=last - first)
    sorted_frequency = frequency[order]
    if place.size:  # else these are derived forms: a chunk has either those or plain ones
        starts = np.cumsum(frequency) - frequency
        targets = np.cumsum(sorted_frequency) - sorted_frequency
        place = place[np.arange(place.size) + np.repeat(starts[order] - targets, sorted_frequency)]
    return (
        narrow(gaps_of(np.concatenate(documents)[order], counts[first:last])),
        narrow(sorted_frequency),
        narrow(gaps_of(place, sorted_frequency if place.size else sorted_frequency[:0])),
    )
