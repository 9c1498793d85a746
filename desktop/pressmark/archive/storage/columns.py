"""Column types that cannot hold a wrong value: storable text, times in UTC, and names of what is an archive's own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import DateTime, Text
from sqlalchemy.types import TypeDecorator

from pressmark.archive.errors import ArchiveDamaged
from pressmark.archive.storage.cleaning import storable

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.engine import Dialect


class SafeText(TypeDecorator[str]):
    """Text of which SQLite cannot choke on any character."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  # the library's signature
        """Clean what goes in."""
        return None if value is None else storable(value)


class OwnName(TypeDecorator[str]):
    """The name of a file or folder that Pressmark made; empty for none.

    A database may come from somebody else. Such names become paths of what is shown, moved and deleted, so one that
    leads elsewhere is damage, wherever it is read.

    Args:
        is_own: whether Pressmark gives such names.
    """

    impl = Text
    cache_ok = True

    def __init__(self, is_own: Callable[[str], bool]) -> None:
        super().__init__()
        self.is_own = is_own

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  # the library's signature
        """Clean what goes in, or is only compared with."""
        return None if value is None else storable(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  # the library's signature
        """Give a name that is ours.

        Raises:
            ArchiveDamaged: it is not.
        """
        if value and not (isinstance(value, str) and self.is_own(value)):
            raise ArchiveDamaged("foreign-name")
        return value


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
