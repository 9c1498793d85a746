from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.values import Doubt, Extraction, Hit, Hits, Imported, Source, TagChange

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


NUMBERS = st.lists(st.tuples(st.integers(1, 2**62), st.floats(0, 100)), max_size=20)


@given(NUMBERS, st.slices(20))
def test_hits_are_a_sequence_like_a_tuple_of_them(pairs: list[tuple[int, float]], part: slice) -> None:
    plain = tuple(Hit(*pair) for pair in pairs)
    hits = Hits([id for id, _ in pairs], [score for _, score in pairs])
    assert (tuple(hits), len(hits), bool(hits)) == (plain, len(plain), bool(plain))
    assert tuple(hits[part]) == plain[part]
    assert [hits[place] for place in range(len(hits))] == list(plain)
    assert hits == Hits(hits.ids, [score for _, score in pairs])
    assert hash(hits) == hash(hits[:])


def test_hits_without_a_score_are_not_ranked() -> None:
    assert list(Hits([3, 1])) == [Hit(3), Hit(1)]
    assert Hits([3, 1])[1:] == Hits([1])
    assert Hits([3]) != Hits([1])
    assert Hits([3]) != Hits([3], [1.0])
    assert Hits([3]) != (Hit(3),)


@given(st.integers(0, 12), st.integers(0, 12), st.integers(1, 5))
def test_the_pieces_of_an_import_are_all_of_it_and_small(new: int, tagged: int, size: int) -> None:
    imported = Imported(tuple(range(new)), (99,), tags=tuple(TagChange(id, ("a",), ()) for id in range(tagged)))
    pieces = list(imported.pieces(size))
    assert all(max(len(one.new), len(one.tags)) <= size for one in pieces)
    assert [id for one in pieces for id in one.new] == list(imported.new)
    assert [tag for one in pieces for tag in one.tags] == list(imported.tags)
