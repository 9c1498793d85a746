"""Dates in the forms that programs write, and absurd ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.archive.exchange.importers.dates import PRINT, since_1601, when

NOON = datetime(2023, 1, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        1673784000,
        1673784000.0,
        "1673784000",
        " 1673784000 ",
        1673784000000,
        "1673784000000",
        1673784000000000,
        "2023-01-15T12:00:00Z",
        "2023-01-15T12:00:00.000Z",
        "2023-01-15 12:00:00",
        "2023-01-15T13:00:00+01:00",
        "2023-01-15T13:00:00+0100",
        "2023-01-15T12:00:00.0000000Z",
        "2023/01/15 12:00:00",
        "15.01.2023 12:00",
        "15.1.2023, 12:00:00",
        "Sun, 15 Jan 2023 12:00:00 GMT",
        "15 Jan 2023 12:00:00 +0000",
    ],
)
def test_forms(value: object) -> None:
    found = when(value)
    assert found == NOON
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        "",
        "soon",
        0,
        -1,
        "1989-12-31",
        "9999-12-31T23:59:59-23:00",
        "0001-01-01T00:00:00+23:00",
        float("nan"),
        float("inf"),
        1e300,
        10**30,
        "9" * 20,
        "٣" * 10,
        [],
        "1" * 100,
        "Mon, 99 Foo 2023 99:99:99",
        "13.13.2023",
        "1.2.23",
    ],
    ids=str,
)
def test_absurd_ones(value: object) -> None:
    assert when(value) is None


def test_what_was_published_may_be_old() -> None:
    assert when("1912-04-15", PRINT) == datetime(1912, 4, 15, tzinfo=UTC)
    assert when("0001-01-01T00:00:00Z", PRINT) is None


def test_tomorrow_counts_the_day_after_does_not() -> None:
    now = datetime.now(UTC)
    assert when((now + timedelta(hours=23)).isoformat()) is not None
    assert when((now + timedelta(hours=25)).isoformat()) is None


@pytest.mark.parametrize("value", [None, True, "", "x", 7, "-7", 1.5, "9" * 20, "9" * 21, "11644473600000000"])
def test_what_is_no_date_of_chromium(value: object) -> None:
    assert since_1601(value) is None


@settings(deadline=None)
@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none()))
def test_anything_is_a_date_or_none(value: object) -> None:
    for found in (when(value), since_1601(value)):
        assert found is None or (found.tzinfo is UTC and found.year >= 1990)
