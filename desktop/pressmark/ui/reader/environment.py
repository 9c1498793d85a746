"""What Chromium reads when it starts; apart, so that the web engine need not be loaded before the window shows."""

from __future__ import annotations

import os

_FLAGS_VARIABLE = "QTWEBENGINE_CHROMIUM_FLAGS"
_FLAGS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pings",
)


def prepare_environment() -> None:
    """Set what Chromium reads when it starts; before the first profile, whatever else is set there stays."""
    flags = os.environ.get(_FLAGS_VARIABLE, "")
    missing = [f'"{flag}"' if " " in flag else flag for flag in _FLAGS if flag not in flags]
    os.environ[_FLAGS_VARIABLE] = " ".join(part for part in (flags, *missing) if part)
