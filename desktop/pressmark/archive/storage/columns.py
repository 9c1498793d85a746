"""Column types that cannot hold a wrong value: storable text and times in UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import DateTime, Text
from sqlalchemy.types import TypeDecorator

from pressmark.archive.storage.cleaning import storable

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect


class SafeText(TypeDecorator[str]):
    """Text of which SQLite cannot choke on any character."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  # the library's signature
        """Clean what goes in."""
        return None if value is None else storable(value)


class UtcTime(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC as text that sorts by time."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # the library's signature
        """Turn any zone into UTC; a naive time is a bug."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # the library's signature
        """Say that it is UTC."""
        return None if value is None else value.replace(tzinfo=UTC)
