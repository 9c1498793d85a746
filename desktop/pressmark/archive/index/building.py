"""Makes segments: from texts, or from segments that are there. Files in, the entry of a manifest out.

Nothing here knows the state of the index, so it may run in another process while searching and saving go on. What is
returned is JSON, as it crosses that border. Each segment is made in a folder of its own, whose files the index takes
over; what is left of one that was interrupted is removed when the index is opened.
"""

from __future__ import annotations

import shutil
import threading
import uuid
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from pressmark.archive.index.folder import SegmentEntry, describe
from pressmark.archive.index.merge import merge
from pressmark.archive.index.pool import Lexicon
from pressmark.archive.index.writer import SegmentBuilder, open_segment, segment_files, storage_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pressmark.archive.index.codec import ArraySegment
    from pressmark.archive.index.documents import IndexDocument

Added = tuple[int, int, "IndexDocument"]  # article id, revision, texts

_lexicon = Lexicon()
_learning = threading.Lock()


def build_segment(workshop: Path, added: Sequence[Added]) -> dict[str, Any]:
    """Make a segment of articles, in their order.

    Returns:
        `entry` for the manifest, `place` where its files are, and `stemmers` of its languages.

    Raises:
        OSError: the disk.
    """
    global _lexicon  # noqa: PLW0603  # what was learnt of words serves the next segment, and is forgotten when too much
    with _new_place(workshop) as place, _learning:
        if _lexicon.is_full:
            _lexicon = Lexicon()
        builder = SegmentBuilder(place, _lexicon)
        for article_id, revision, document in added:
            builder.add(article_id, revision, document)
        entry = _entry(place, builder.finish())
    return {"entry": entry, "place": str(place), "stemmers": sorted(builder.stemmers)}


def merge_segments(folder: Path, workshop: Path, entries: Sequence[SegmentEntry]) -> dict[str, Any]:
    """Make one segment with the documents of several, in their order, without the deleted ones.

    Returns:
        `entry` for the manifest, and `place` where its files are.

    Raises:
        OSError, Malformed: a file is not as it should be.
    """
    with _new_place(workshop) as place:
        merged = merge(storage_in(folder), storage_in(place), [open_segment(entry) for entry in entries])
        entry = _entry(place, merged)
    return {"entry": entry, "place": str(place)}


@contextmanager
def _new_place(workshop: Path) -> Iterator[Path]:
    place = workshop / uuid.uuid4().hex
    place.mkdir(parents=True)
    try:
        yield place
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)  # the disk may be full
        raise


def _entry(place: Path, segment: ArraySegment) -> dict[str, Any]:
    return asdict(SegmentEntry(segment.segid, segment.doc_count_all(), (), describe(place, segment_files(segment))))
