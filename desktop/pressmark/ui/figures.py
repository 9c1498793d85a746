"""Numbers and days as the person's language writes them. `QLocale()` is what `language` settled at the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

if TYPE_CHECKING:
    from datetime import date, datetime


def grouped(value: int) -> str:
    """A whole number with the language's groups of digits."""
    return QLocale().toString(value)


def short_day(day: date, *, has_year: bool = True) -> str:
    """A day with the month cut short, as in lists."""
    translate = QCoreApplication.translate
    pattern = translate("figures", "d MMM yyyy") if has_year else translate("figures", "d MMM")
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def weekday(day: date, *, has_year: bool = True) -> str:
    """A day with its name in the week, as over a part of a list."""
    translate = QCoreApplication.translate
    pattern = translate("figures", "dddd, d MMMM yyyy") if has_year else translate("figures", "dddd, d MMMM")
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def long_day(day: date) -> str:
    """A day with its month written out, as in sentences."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QCoreApplication.translate("figures", "d MMMM yyyy"))


def short_month(name: str) -> str:
    """A month, given as `2024-09`, with its name cut short."""
    year, month = (int(part) for part in name.split("-"))
    return QLocale().toString(QDate(year, month, 1), "MMM yyyy")


def moment(when: datetime) -> str:
    """A day and the time of day, here."""
    time = QDateTime.fromSecsSinceEpoch(int(when.timestamp()))
    return QLocale().toString(time, QCoreApplication.translate("figures", "d MMM yyyy HH:mm"))
