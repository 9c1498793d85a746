"""A process that dies at any call that touches the disk loses nothing that it had acknowledged."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pressmark.archive.storage.storage import open_storage, rebuild_storage

CHILD = Path(__file__).with_name("crashing_child.py")
TESTS = Path(__file__).parents[2]
SHARES = 6  # the calls are shared out, so that the tests can run side by side


def run_child(root: Path, call: int) -> dict[str, int]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(TESTS)])}
    done = subprocess.run(
        [sys.executable, str(CHILD), str(root), str(call)], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode in (0, 9), done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    return {word: int(rest[0]) if rest else 0 for word, *rest in lines}


def check(root: Path, heard: dict[str, int]) -> None:
    with open_storage(root) as storage:
        assert storage.verify().damages == ()
        known = storage.articles(storage.all_ids())
        first = next((one for one in known if one.url.endswith("first")), None)
        if "added" in heard:
            assert first is not None
            assert "kept" in first.tags
        if "captured" in heard:
            assert first is not None
            assert "ferry" in storage.text(first.id)
        elif "added" in heard:
            assert first is not None
            waiting = storage.claim([first.id])
            assert storage.text(first.id) or (waiting and waiting.page and waiting.page.read_bytes() == b"brought")
        if "tagged" in heard:
            assert first is not None
            assert "later" in first.tags
        if "captured-again" in heard:
            assert first is not None
            assert "longer story" in storage.text(first.id)
        if "purged" in heard:
            assert len(known) == 1


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_no_crash_loses_what_was_acknowledged(tmp_path: Path, share: int) -> None:
    for call in itertools.count(1 + share, SHARES):
        root = tmp_path / str(call)
        heard = run_child(root, call)
        check(root, heard)
        if "done" in heard:
            assert call > 300  # else the calls were not counted
            break


def test_the_database_can_be_made_again_after_a_crash(tmp_path: Path) -> None:
    for call in (150, 250, 350):
        root = tmp_path / str(call)
        heard = run_child(root, call)
        with open_storage(root) as storage:
            before = [storage.article(id) for id in storage.all_ids()]
        assert "added" in heard
        (root / "archive.db").unlink()
        assert rebuild_storage(root).skipped == ()
        with open_storage(root) as storage:
            assert [storage.article(id) for id in storage.all_ids()] == before
