from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.capture.gateway import Gateway
from pressmark.archive.capture.limits import LONGEST_RETRY_AFTER
from pressmark.archive.capture.politeness import MAX_RETRIES, Manners, delay_before_retry, read_retry_after
from pressmark.archive.errors import HttpFailure, NotReadable, Timeout, Unreachable
from pressmark.archive.values import Failure
from raw_site import SMALL, answer, running

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("1000000000", LONGEST_RETRY_AFTER),
        ("9" * 400, LONGEST_RETRY_AFTER),
        (format_datetime(NOW + timedelta(seconds=90)), 90.0),
        (format_datetime(NOW - timedelta(days=9)), 0.0),
        (format_datetime(NOW + timedelta(days=9)), LONGEST_RETRY_AFTER),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("٣", None),
    ],
)
def test_read_retry_after(value: str, seconds: float | None) -> None:
    assert read_retry_after(value, NOW) == seconds


@given(st.text())
def test_read_retry_after_is_total(value: str) -> None:
    seconds = read_retry_after(value, NOW)
    assert seconds is None or 0 <= seconds <= LONGEST_RETRY_AFTER


def test_waits_grow_with_every_attempt_and_end() -> None:
    waits = [
        delay_before_retry(attempt, Failure("timeout"), None, lambda: 0.5) for attempt in range(1, MAX_RETRIES + 2)
    ]
    assert waits == [5.0, 20.0, 80.0, None]


def test_waits_are_spread() -> None:
    assert delay_before_retry(1, Timeout(), None, lambda: 0.0) == 2.5
    assert delay_before_retry(1, Timeout(), None, lambda: 1.0) == 7.5


def test_the_site_is_never_asked_sooner_than_it_wants() -> None:
    assert delay_before_retry(1, HttpFailure(503), 600.0, lambda: 0.5) == 600.0
    assert delay_before_retry(1, HttpFailure(503), 1e9, lambda: 0.5) == LONGEST_RETRY_AFTER


@pytest.mark.parametrize(
    "failure",
    [
        HttpFailure(404),
        HttpFailure(403),
        NotReadable(code="pdf"),
        Unreachable(code="no-such-host"),
        Unreachable(code="tls"),
        Failure("invalid-url"),
    ],
    ids=str,
)
def test_what_will_not_pass_is_not_retried(failure: NotReadable) -> None:
    assert delay_before_retry(1, failure, None, lambda: 0.5) is None


def test_a_host_gets_two_connections_at_most() -> None:
    busy = most = 0

    async def slow(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        await asyncio.sleep(0.01)
        busy -= 1
        writer.write(answer())

    async def scenario() -> None:
        limits = replace(SMALL, total_time=0.5)  # waiting for a place does not count
        async with running({"*": slow}) as site, Gateway(limits) as gateway:
            await asyncio.gather(*(gateway.fetch(f"{site.url}/{number}") for number in range(9)))

    asyncio.run(scenario())
    assert most == SMALL.connections_per_host == 2


class Visits:
    """A host that fails as told, with a clock that is set by hand."""

    def __init__(self) -> None:
        self.time = 0.0
        self.manners = Manners(SMALL, lambda: self.time)

    def fail(self, error: Exception, times: int = 1, *, is_page: bool = True) -> None:
        for _ in range(times):
            with pytest.raises(type(error)):
                asyncio.run(self._visit(error, is_page=is_page))

    def is_welcome(self) -> bool:
        try:
            asyncio.run(self._visit(None))
        except Unreachable:
            return False
        return True

    async def _visit(self, error: Exception | None, *, is_page: bool = True) -> None:
        async with self.manners.visit("voz.us", is_page=is_page):
            if error is not None:
                raise error


def test_a_host_that_keeps_failing_is_left_alone_for_a_while() -> None:
    visits = Visits()
    visits.fail(Timeout(), SMALL.failures_before_rest - 1)
    assert visits.is_welcome()  # and a success wipes the slate
    visits.fail(HttpFailure(500), SMALL.failures_before_rest)
    assert not visits.is_welcome()
    visits.time = SMALL.rest_time + 1
    visits.fail(Timeout())  # one try after the rest; it fails
    assert not visits.is_welcome()
    visits.manners.forgive("voz.us")
    assert visits.is_welcome()


def test_missing_pages_are_not_the_hosts_failure() -> None:
    visits = Visits()
    visits.fail(HttpFailure(404), 9)
    visits.fail(NotReadable(code="pdf"), 9)
    assert visits.is_welcome()
    visits.fail(HttpFailure(429), SMALL.failures_before_rest)
    assert not visits.is_welcome()


def test_pictures_that_fail_do_not_speak_against_the_host() -> None:
    visits = Visits()
    visits.fail(HttpFailure(503), 99, is_page=False)
    assert visits.is_welcome()


def test_a_host_at_rest_says_when_it_may_be_asked_again() -> None:
    visits = Visits()
    visits.fail(HttpFailure(503), SMALL.failures_before_rest)
    visits.time = 1.0
    with pytest.raises(Unreachable) as caught:
        asyncio.run(visits._visit(None))
    assert caught.value.retry_after == SMALL.rest_time - 1.0
