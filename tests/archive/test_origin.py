from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.origin import Origin
from pressmark.archive.values import Trust

if TYPE_CHECKING:
    from pathlib import Path

ARCHIVE = "01a21896-6bf8-719d-9b83-851f516b913f"


def origin(file: Path, last: int = 3, *, was_here: bool = False) -> Origin:
    return Origin(file, ARCHIVE, lambda: last, was_here=was_here)


def test_what_came_along_is_nobodys_word_until_somebody_says_it(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    first = origin(file)
    assert first.trust_in(3, Trust.USER) is Trust.PAGE
    assert first.trust_in(4, Trust.USER) is Trust.USER
    first.name([3])
    again = origin(file, last=9)  # what was saved here since did not come along
    assert (again.trust_in(3, Trust.USER), again.trust_in(2, Trust.USER)) == (Trust.USER, Trust.PAGE)
    assert again.trust_in(9, Trust.USER) is Trust.USER
    assert again.came_at == first.came_at


@pytest.mark.parametrize(
    ("said", "is_kept"),
    [
        ("2026-03-01T12:00:00+00:00", True),
        ("2026-03-01T13:00:00+01:00", True),
        ("2026-03-01T12:00:00", True),  # edited by hand; it can be compared all the same
        ("yesterday", False),
        (7, False),
    ],
)
def test_when_an_archive_came_always_has_a_zone(tmp_path: Path, said: object, is_kept: bool) -> None:
    file = tmp_path / "known.json"
    file.write_text(json.dumps({ARCHIVE: {"came_at": said, "last": 1, "named": []}}))
    came_at = origin(file).came_at
    assert came_at.tzinfo is UTC
    assert (came_at < datetime(2026, 3, 3, tzinfo=UTC)) is is_kept
