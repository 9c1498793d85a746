"""The index after its process was killed, at any moment of a commit or a merge.

`--full-size` kills 200 times.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.index.index import Index, IndexChange, IndexDocument
from pressmark.archive.index.query import parse

from .conftest import TODAY, settle

if TYPE_CHECKING:
    from pathlib import Path

MOST_SECONDS = 0.4  # that a child lives after its first commit


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_whatever_was_acknowledged_is_found_after_a_kill(folder: Path, is_full_size: bool) -> None:
    rng = random.Random(5)  # noqa: S311  # no secret
    Index.open(folder, "archive-1").close()
    acknowledged: dict[int, int] = {}  # article to its last revision
    for attempt in range(200 if is_full_size else 6):
        told = run_and_kill(folder, attempt, acknowledged, rng.uniform(0, MOST_SECONDS))
        acknowledged |= told
        index = Index.open(folder, "archive-1")
        revisions = index.revisions()
        assert all(revisions.get(id, 0) >= revision for id, revision in acknowledged.items())
        for id, revision in told.items():
            found = index.search(parse(f"number{id}", today=TODAY))
            assert [hit.id for hit in found.hits] == [id]
            assert index.search(parse(f"number{id} version{revision}", today=TODAY)).total or revisions[id] > revision
        index.check()
        if attempt % 10 == 9:
            settle(index)
        index.close()
    assert acknowledged


def run_and_kill(folder: Path, attempt: int, before: dict[int, int], seconds: float) -> dict[int, int]:
    """Let a child process change articles until it is killed; return what it said is done."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            change_for_ever(folder, attempt, before, writing)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as lines:
        first = lines.readline()
        time.sleep(seconds)  # the moment is the point
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        said = [first, *lines]
    pairs = [line.split() for line in said if line.endswith("\n")]
    return {int(id): int(revision) for id, revision in pairs}


def change_for_ever(folder: Path, attempt: int, before: dict[int, int], told: int) -> None:
    rng = random.Random(attempt)  # noqa: S311  # no secret
    index = Index.open(folder, "archive-1")
    revision = max(before.values(), default=0)
    while True:
        changes = []
        for id in rng.sample(range(1, 400), rng.choice([1, 1, 1, 20])):
            revision += 1
            body = f"number{id} version{revision} " + "words of a story " * rng.randint(1, 40)
            changes.append(IndexChange(id, revision, IndexDocument(body=body)))
        index.apply(changes)
        os.write(told, "".join(f"{one.article_id} {one.revision}\n" for one in changes).encode())
        index.merge()
