"""Dates as other programs write them. What is absurd or cannot be read is no date, never an error."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

THE_WEB = datetime(1990, 1, 1, tzinfo=UTC)  # nothing was saved before
PRINT = datetime(1400, 1, 1, tzinfo=UTC)  # nothing was published before
_LEAD = timedelta(days=1)  # clocks that are ahead, and zones that were forgotten
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WINDOWS_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_WITH_DOTS = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})(?:,? (\d\d?):(\d\d)(?::(\d\d))?)?", re.ASCII)
_NUMBER = re.compile(r"(\d{1,20})(?:\.(\d{1,9}))?", re.ASCII)
_LONGEST = 64  # characters of a date that is worth a look
_SECOND = 1_000_000  # microseconds
_MOST_SECONDS = 10**11  # larger numbers count smaller units
_MOST_MILLISECONDS = 10**14


def when(value: object, earliest: datetime = THE_WEB) -> datetime | None:
    """A date in any of the usual forms: ISO 8601, mail, `15.1.2023`, or a number since 1970 whose size tells its unit.

    Returns:
        In UTC; a text without a zone is taken as UTC. None for what is no date between `earliest` and tomorrow.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = f"{value:.6f}" if isinstance(value, float) else str(value)
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    text = value.strip()
    if (number := _NUMBER.fullmatch(text)) is not None:
        whole, part = int(number[1]), (number[2] or "").ljust(6, "0")[:6]
        if whole < _MOST_SECONDS:
            return _after(_EPOCH, whole * _SECOND + int(part), earliest)
        return _after(_EPOCH, whole * 1_000 if whole < _MOST_MILLISECONDS else whole, earliest)
    return _written(text, earliest)


def since_1601(value: object) -> datetime | None:
    """A date as Chromium counts: microseconds since 1601, mostly as a text. Otherwise like `when`."""
    text = str(value) if isinstance(value, int | str) else ""
    return _after(_WINDOWS_EPOCH, int(text), THE_WEB) if re.fullmatch(r"\d{1,20}", text, re.ASCII) else None


def _after(epoch: datetime, microseconds: int, earliest: datetime) -> datetime | None:
    try:
        return _sane(epoch + timedelta(microseconds=microseconds), earliest)
    except OverflowError:
        return None


def _written(text: str, earliest: datetime) -> datetime | None:
    for read in (datetime.fromisoformat, _with_slashes, _with_dots, parsedate_to_datetime):
        try:
            found = read(text)
            return _sane(found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC), earliest)
        except (ValueError, TypeError, IndexError, OverflowError):  # the last one stumbles in several ways
            continue
    return None


def _with_slashes(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("/", "-"))


def _with_dots(text: str) -> datetime:
    """The day first, as spreadsheets write it in half of Europe; between slashes nobody knows which number it is."""
    found = _WITH_DOTS.fullmatch(text)
    if found is None:
        raise ValueError(text)
    day, month, year, hour, minute, second = (int(part or 0) for part in found.groups())
    return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - whoever asked gives it the zone


def _sane(found: datetime, earliest: datetime) -> datetime | None:
    return found if earliest <= found <= datetime.now(UTC) + _LEAD else None
