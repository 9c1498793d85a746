"""How whoever started long work hears how far it is, and ends it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with how much is done and of how much (0 where nobody knows); what it raises, `Cancelled` mostly, ends it."""
