"""Reads JSON from anywhere, and takes out of it what has the type that was expected."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pressmark.archive.charset import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

Object = dict[str, object]

_MOST_DIGITS = 30  # of a whole number; Python needs the square of their number to read them
_SAMPLE = 20  # items of a list that are looked at to know it


def parse(data: bytes) -> object:
    """The content of a JSON file.

    Raises:
        ValueError: it cannot be read, or is nested too deeply.
    """
    try:
        return json.loads(decode(data, "text/plain; charset=utf-8"), parse_int=_whole, parse_constant=_nothing)
    except RecursionError as error:
        raise ValueError("too deep") from error


def text(item: Object, *names: str) -> str:
    """The first of the named values that is a text and not empty; else an empty text."""
    for name in names:
        value = item.get(name)
        if isinstance(value, str) and value:
            return value
    return ""


def objects(value: object) -> list[Object]:
    """Those items of a list that are objects; none where it is no list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def texts(value: object) -> list[str]:
    """Those items of a list that are texts; none where it is no list."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def sample(value: object) -> Iterator[Object]:
    """A few of the objects in a list, to know it by."""
    return (item for item in (value[:_SAMPLE] if isinstance(value, list) else ()) if isinstance(item, dict))


def is_set(value: object) -> bool:
    """Whether a switch is on, in any of the forms that programs write."""
    return value.strip().casefold() in {"1", "true", "yes"} if isinstance(value, str) else value is True or value == 1


def fraction(value: object, whole: float = 100.0) -> float:
    """A number of `whole` as one between 0 and 1; 0 for what is none."""
    try:
        number = float(value) / whole if isinstance(value, int | float | str) else 0.0
    except (ValueError, OverflowError):
        return 0.0
    return number if 0.0 <= number <= 1.0 else 0.0


def _whole(digits: str) -> int | None:
    return int(digits) if len(digits) <= _MOST_DIGITS else None


def _nothing(_name: str) -> None:
    return None
