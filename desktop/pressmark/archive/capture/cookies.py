"""Cookies of the sites that the person signed in to, and which of them a request carries (RFC 6265).

Pressmark keeps no cookie that a site sets while it captures; only a sign-in window brings any.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from pressmark.archive.errors import InvalidUrl
from pressmark.archive.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_BYTES = 8_192  # of one header; servers refuse longer ones


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie. `host` is without a leading dot; a cookie of a session has no `expires` (0)."""

    name: str
    value: str
    host: str
    path: str = "/"
    is_host_only: bool = True
    is_secure: bool = False
    is_http_only: bool = False
    expires: float = 0.0  # seconds since 1970

    def to_plain(self) -> dict[str, Any]:
        """As JSON carries it."""
        return asdict(self)

    @classmethod
    def from_plain(cls, given: Mapping[str, Any]) -> Self:
        """What `to_plain` described.

        Raises:
            KeyError, TypeError: it is none.
        """
        names = [field.name for field in fields(cls)]
        cookie = cls(**{name: given[name] for name in names})
        texts = (cookie.name, cookie.value, cookie.host, cookie.path)
        if not all(isinstance(text, str) for text in texts) or not isinstance(cookie.expires, int | float):
            raise TypeError("cookie")
        return cookie

    def is_for(self, host: str, path: str, *, is_secure: bool, now: float) -> bool:
        """Whether a request carries it."""
        is_its_host = host == self.host or (not self.is_host_only and is_below(host, self.host))
        is_its_path = path.startswith(self.path) and (
            path == self.path or self.path.endswith("/") or path[len(self.path)] == "/"
        )
        return is_its_host and is_its_path and (is_secure or not self.is_secure) and not 0 < self.expires <= now


def header_for(cookies: Iterable[Cookie], url: str, now: float) -> str:
    """The Cookie header of a request; empty for none."""
    try:
        host = host_of(url)
    except InvalidUrl:
        return ""
    parts = urlsplit(url)
    carried = [
        one for one in cookies if one.is_for(host, parts.path or "/", is_secure=parts.scheme == "https", now=now)
    ]
    carried.sort(key=lambda one: -len(one.path))
    header = "; ".join(f"{one.name}={one.value}" if one.name else one.value for one in carried)
    return header if len(header) <= MOST_BYTES and header.isascii() and header.isprintable() else ""


def is_below(host: str, other: str) -> bool:
    """Whether a host belongs to another one's domain."""
    return host.endswith(f".{other}")
