"""Reads the ways to write days and numbers in a query: `2024-09`, `7d`, `last-month`, `2024..2025`, `>2000`.

A date stands for a period with a first and a last day; `today` comes from the caller, so that a query means the same
whenever it is read with the same day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

Period = tuple[date | None, date | None]  # first and last day, inclusive; None is open

NAMES = ("today", "yesterday", "this-week", "last-week", "this-month", "last-month", "this-year", "last-year")
_CALENDAR = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_AGO = re.compile(r"(\d{1,6})([dwmy])")
_COMPARED = re.compile(r"(>=|<=|>|<)(.+)")
_NUMBER = re.compile(r"[0-9]{1,9}")
_DAY = timedelta(days=1)


def parse_period(text: str, today: date) -> Period | None:
    """Read a date, a period, a range or a comparison; None where it is none of these or ends before it begins."""
    text = text.strip().lower()
    if match := _COMPARED.fullmatch(text):
        period = _single(match[2], today)
        return None if period is None else _compared(match[1], period)
    first, dots, last = text.partition("..")
    if not dots:
        return _single(text, today)
    opening, closing = _single(first, today) if first else None, _single(last, today) if last else None
    if (first and opening is None) or (last and closing is None) or not (first or last):
        return None
    since, until = opening[0] if opening else None, closing[1] if closing else None
    return None if since and until and since > until else (since, until)


def parse_bounds(text: str) -> tuple[int | None, int | None] | None:
    """Read a number, a range or a comparison of whole numbers as (least, most), inclusive; None where it is none."""
    text = text.strip()
    if match := _COMPARED.fullmatch(text):
        number = _number(match[2])
        if number is None:
            return None
        return {">": (number + 1, None), ">=": (number, None), "<": (None, number - 1), "<=": (None, number)}[match[1]]
    first, dots, last = text.partition("..")
    least, most = _number(first), _number(last)
    if not dots:
        return None if least is None else (least, least)
    if (first and least is None) or (last and most is None) or not (first or last):
        return None
    return None if least is not None and most is not None and least > most else (least, most)


def before(day: date) -> date:
    """Return the day before, or the first day there is."""
    return day - _DAY if day > date.min else day


def _number(text: str) -> int | None:
    return int(text) if _NUMBER.fullmatch(text) and text.isascii() else None


def _compared(sign: str, period: tuple[date, date]) -> Period | None:
    first, last = period
    if sign == ">":
        return (last + _DAY, None) if last < date.max else None
    if sign == "<":
        return (None, first - _DAY) if first > date.min else None
    return (first, None) if sign == ">=" else (None, last)


def _single(text: str, today: date) -> tuple[date, date] | None:
    if text.isascii() and (match := _CALENDAR.fullmatch(text)):
        return _calendar(*match.groups())
    if text.isascii() and (match := _AGO.fullmatch(text)):
        return _ago(int(match[1]), match[2], today), today
    return _named(text, today)


def _calendar(year: str, month: str | None, day: str | None) -> tuple[date, date] | None:
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        return first, first
    if month:
        return first, first.replace(day=monthrange(first.year, first.month)[1])
    return first, date(first.year, 12, 31)


def _ago(count: int, unit: str, today: date) -> date:
    if unit in "dw":
        days = count * (7 if unit == "w" else 1)
        return today - timedelta(days=days) if days < today.toordinal() else date.min
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
    if months < 12:
        return date.min
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _named(text: str, today: date) -> tuple[date, date] | None:
    monday = date.fromordinal(max(1, today.toordinal() - today.weekday()))
    first = today.replace(day=1)
    new_year = today.replace(month=1, day=1)
    match text:
        case "today":
            return today, today
        case "yesterday":
            return before(today), before(today)
        case "this-week":
            return monday, today
        case "last-week":
            return date.fromordinal(max(1, monday.toordinal() - 7)), before(monday)
        case "this-month":
            return first, today
        case "last-month":
            return before(first).replace(day=1), before(first)
        case "this-year":
            return new_year, today
        case "last-year":
            return before(new_year).replace(month=1, day=1), before(new_year)
    return None
