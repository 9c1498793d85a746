"""An archive for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.storage.storage import Storage, open_storage
from storage_steps import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "an archive #1 %41 é"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def storage(root: Path, clock: Clock) -> Iterator[Storage]:
    with open_storage(root, clock=clock) as opened:
        yield opened
