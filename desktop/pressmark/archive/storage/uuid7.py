"""UUID version 7 (RFC 9562), which Python has only from 3.14 on: sortable by time, unique without coordination."""

from __future__ import annotations

import secrets
import time
import uuid
from datetime import UTC, datetime


def uuid7(milliseconds: int | None = None) -> str:
    """A new UUID version 7 in its usual text form.

    Args:
        milliseconds: the time since 1970 to put in; now, unless given.
    """
    stamp = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    bits = (stamp & (1 << 48) - 1) << 80 | secrets.randbits(80)
    bits = bits & ~(0xF << 76) | 0x7 << 76  # version
    bits = bits & ~(0x3 << 62) | 0x2 << 62  # variant
    return str(uuid.UUID(int=bits))


def made_at(text: str) -> datetime:
    """When a UUID of this version was made, as it says itself; long ago for what is none."""
    try:
        return datetime.fromtimestamp((uuid.UUID(text).int >> 80) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.min.replace(tzinfo=UTC)
