"""How not to be a burden: few connections to a host, pauses it asks for, and rest for a host that keeps failing."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from pressmark.archive.capture.limits import LONGEST_RETRY_AFTER
from pressmark.archive.errors import ArchiveError, HttpFailure, Timeout, Unreachable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from pressmark.archive.capture.limits import Limits
    from pressmark.archive.values import Failure

MAX_RETRIES = 3
FIRST_DELAY = 5.0  # seconds; each further one is four times as long
_GROWTH = 4.0

# Failures that often pass by themselves. A wrong name, a bad certificate or a missing page does not.
PASSING_CODES = frozenset(
    {
        "timeout",
        "unreachable",
        "connection-refused",
        "connection-lost",
        "truncated",
        "http-408",
        "http-425",
        "http-429",
        "http-500",
        "http-502",
        "http-503",
        "http-504",
    }
)


def delay_before_retry(
    attempt: int, failure: ArchiveError | Failure, retry_after: float | None, random: Callable[[], float]
) -> float | None:
    """Seconds to wait before the next automatic try, or None where none is worth it.

    Args:
        attempt: how many tries have failed, 1 after the first.
        failure: why the last one failed.
        retry_after: what the site asked for, in seconds; it is never asked sooner.
        random: gives numbers from 0 to 1, so that many waiting articles do not come back at once.
    """
    if attempt > MAX_RETRIES or failure.code not in PASSING_CODES:
        return None
    delay = FIRST_DELAY * _GROWTH ** (attempt - 1) * (0.5 + random())
    return max(delay, min(retry_after or 0.0, LONGEST_RETRY_AFTER))


def read_retry_after(value: str, now: datetime) -> float | None:
    """The seconds a Retry-After header asks for, 0 to an hour; None where it says nothing that can be understood."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:12]), LONGEST_RETRY_AFTER)
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return min(max((when - now).total_seconds(), 0.0), LONGEST_RETRY_AFTER)


@dataclass(slots=True)
class _Host:
    places: asyncio.Semaphore
    failures: int = 0
    resting_until: float = field(default=0.0)


class Manners:
    """Guards, for each host, its places for connections and its row of failures. Belongs to one event loop."""

    def __init__(self, limits: Limits, now: Callable[[], float]) -> None:
        self._limits = limits
        self._now = now
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def visit(self, host: str, *, is_page: bool) -> AsyncIterator[None]:
        """Wait for a place at this host, and count how the visit of a page ends; pictures fail for many reasons.

        Raises:
            Unreachable: the host failed too often in a row and is left alone for a while; it says for how long.
        """
        state = self._hosts.setdefault(host, _Host(asyncio.Semaphore(self._limits.connections_per_host)))
        async with state.places:
            left = state.resting_until - self._now()
            if state.failures >= self._limits.failures_before_rest and left > 0:
                raise Unreachable(host, retry_after=left)
            try:
                yield
            except (Timeout, Unreachable, HttpFailure) as error:
                if is_page:
                    self._count(state, error)
                raise
            if is_page:
                state.failures = 0

    def forgive(self, host: str) -> None:
        """Try this host again at once, because the user asks for it."""
        if host in self._hosts:
            self._hosts[host].failures = 0

    def _count(self, state: _Host, error: ArchiveError) -> None:
        if isinstance(error, HttpFailure) and error.status < 500 and error.status != 429:
            state.failures = 0  # it answers; it only has no such page
            return
        state.failures += 1
        state.resting_until = self._now() + self._limits.rest_time
