"""Reads a date from what pages and addresses write: ISO and its relatives, names of months, numbers in either order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

EARLIEST = date(1990, 1, 1)
MAX_TEXT = 200  # characters that are looked at
_ISO = re.compile(r"((?:19|20)\d\d)[-/.]?(0[1-9]|1[0-2])[-/.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_LOOSE = re.compile(r"\b((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b")
_EAST_ASIAN = re.compile(r"((?:19|20)\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2]|[a-z]{3,10})[/-](0?[1-9]|[12]\d|3[01])(?=[/-]|$)", re.IGNORECASE
)
_RUN_TOGETHER = re.compile(r"(?<!\d)(20\d\d)(-?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_NAMES = (  # of the months, in the languages of the west and south, then in those of the north and east
    "january jan januar janvier enero gennaio januari janeiro",
    "february feb februar février févr febrero febbraio februari fevereiro",
    "march mar märz mars marzo maart março",
    "april apr avril abril aprile",
    "may mai mayo maggio mei maio",
    "june jun juni juin junio giugno junho",
    "july jul juli juillet juil julio luglio julho",
    "august aug août agosto augustus",
    "september sep sept septembre septiembre settembre setembro",
    "october oct oktober okt octobre octubre ottobre outubro",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre déc diciembre dicembre dezembro",
)
_NAMES_TOO = (
    "stycznia ledna января січня ocak tammikuuta",
    "lutego února февраля лютого şubat helmikuuta",
    "marts marca března марта березня mart maaliskuuta",
    "kwietnia dubna апреля квітня nisan huhtikuuta",
    "maj maja května мая травня mayıs toukokuuta",
    "czerwca června июня червня haziran kesäkuuta",
    "lipca července июля липня temmuz heinäkuuta",
    "augusti sierpnia srpna августа серпня ağustos elokuuta",
    "września září сентября вересня eylül syyskuuta",
    "października října октября жовтня ekim lokakuuta",
    "listopada listopadu ноября листопада kasım marraskuuta",
    "desember grudnia prosince декабря грудня aralık joulukuuta",
)
_MONTHS = {
    name: number
    for every in (_NAMES, _NAMES_TOO)
    for number, names in enumerate(every, start=1)
    for name in names.split()
}
_WORDY = re.compile(
    r"(?<!\d[-\u2013])\b(?:(\d{1,2})(?:st|nd|rd|th|\.|er|º)?\s+(?:de\s+|of\s+)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+|del\s+)?((?:19|20)\d\d)"
    r"|([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d))\b"
)
_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?![\d/])")
_MOMENT = re.compile(
    r"((?:19|20)\d\d-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(?:[.,]\d{1,9})? ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)(?![\w:])"
)


@dataclass(frozen=True, slots=True)
class When:
    """A day in the page's own zone; and the moment, where the page gives hour and zone."""

    day: date
    moment: datetime | None = None


def read_when(text: str) -> When | None:
    """Read a date and, if it is there, the time with its zone; None where there is no date that can be."""
    day = parse_date(text)
    return When(day, _moment(text, day)) if day else None


def parse_date(text: str) -> date | None:
    """Read a date: ISO and its relatives, or with a month's name; None where there is none that can be."""
    text = text.strip()[:MAX_TEXT]
    if not text:
        return None
    if found := _ISO.search(text) or _LOOSE.search(text) or _EAST_ASIAN.search(text):
        return day_of(*map(int, found.groups()))
    for found in _WORDY.finditer(text):
        day, month, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        if number := _MONTHS.get(month.casefold()):
            return day_of(int(year), number, int(day))
    if text.isascii() and text.isdigit() and len(text) in (10, 13):
        seconds = int(text) / (1 if len(text) == 10 else 1000)
        moment = datetime.fromtimestamp(seconds, UTC)
        return day_of(moment.year, moment.month, moment.day)
    return None


def parse_numbers(text: str, *, is_american: bool = True) -> date | None:
    """Read 24.10.2025, 10/24/2025 or 24/10/2025.

    Args:
        text: what may hold a date.
        is_american: whether the month may stand first where both orders are possible; only strokes ever mean that.
    """
    found = _NUMBERS.search(text)
    if not found:
        return None
    first, mark, second, year = int(found[1]), found[2], int(found[3]), int(found[4])
    is_day_first = first > 12 or (second <= 12 and (mark != "/" or not is_american))
    return day_of(year, second, first) if is_day_first else day_of(year, first, second)


def day_in_address(path: str) -> date | None:
    """The day in an address like /2025/10/24/harbour or /2025/oct/24/harbour."""
    for found in _IN_ADDRESS.finditer(path):
        month = int(found[2]) if found[2].isdecimal() else _MONTHS.get(found[2].casefold(), 0)
        if day := day_of(int(found[1]), month, int(found[3])):
            return day
    return None


def day_in_name(path: str) -> date | None:
    """The day in the last part of an address, like /harbour-20251024.html: weaker, for it may be any number."""
    found = _RUN_TOGETHER.search(path.rstrip("/").rpartition("/")[2])
    return day_of(int(found[1]), int(found[3]), int(found[4])) if found else None


def _moment(text: str, day: date) -> datetime | None:
    found = _MOMENT.search(text[:MAX_TEXT])
    if not found:
        return None
    zone = found[4].replace("UTC", "Z").replace("GMT", "Z")
    try:
        moment = datetime.fromisoformat(f"{found[1]}T{found[2]}{found[3] or ':00'}{zone}")
    except ValueError:
        return None
    return moment if moment.date() == day else None


def day_of(year: int, month: int, day: int) -> date | None:
    """The day that these numbers mean, if there can be one."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)  # somewhere it is tomorrow already
    return found if EARLIEST <= found <= tomorrow else None
