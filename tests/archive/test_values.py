from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone

import pytest

from pressmark.archive.values import Doubt, Extraction, Source

WHOLE = Extraction(
    title="The harbour is sold",
    published=date(2026, 3, 4),
    published_at=datetime(2026, 3, 4, 23, 30, tzinfo=timezone(timedelta(hours=2))),
    modified=date(2026, 3, 5),
    keywords=("harbour", "council"),
    pictures=("https://gazette.example/large.jpg",),
    sources={"title": Source.JSON_LD, "published": Source.META},
    doubts=(Doubt.TOO_SHORT, Doubt.CUT),
)


def test_an_extraction_survives_json() -> None:
    found = Extraction.from_plain(json.loads(json.dumps(WHOLE.to_plain())))
    assert found == WHOLE
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2026-03-04T23:30:00+02:00"


def test_an_extraction_of_another_version_is_understood() -> None:
    assert Extraction.from_plain({"title": "Old", "published": None, "colour": "red"}) == Extraction("Old")


def test_what_is_no_extraction_is_refused() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        Extraction.from_plain({"title": "x", "doubts": ["nonsense"]})
