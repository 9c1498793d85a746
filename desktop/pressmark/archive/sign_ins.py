"""The sites that the person signed in to, and the cookies that say so.

They lie in one file beside the settings that only the person may read: never in the archive, in a copy of it or in an
export. A site's cookies serve captures of that site only.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pressmark.archive.capture.cookies import Cookie, is_below
from pressmark.archive.errors import ArchiveError, StorageError
from pressmark.archive.urls import host_of
from pressmark.archive.whole_files import OWNER_ONLY, keep_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

log = logging.getLogger(__name__)

MOST_COOKIES = 200  # of a site
ALWAYS = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SignIn:
    """A site with when the person signed in there."""

    site: str  # its host, without `www.`
    since: datetime
    cookies: tuple[Cookie, ...]


class SignIns:
    """Keeps the sign-ins. Thread-safe.

    Args:
        file: where; None keeps them in memory only.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._known: dict[str, SignIn] = {one.site: one for one in self._read()}

    def all(self) -> list[SignIn]:
        """Every sign-in, by name."""
        with self._lock:
            return sorted(self._known.values(), key=lambda one: one.site)

    def cookies_for(self, url: str, since: datetime = ALWAYS) -> tuple[Cookie, ...]:
        """What a capture of this address may send; none unless it belongs to a site that was signed in to `since`."""
        try:
            host = host_of(url)
        except ArchiveError:
            return ()
        with self._lock:
            return tuple(
                cookie
                for one in self._known.values()
                if one.since >= since and (host == one.site or is_below(host, one.site))
                for cookie in one.cookies
                if not 0 < cookie.expires <= time.time()
            )

    def keep(self, site: str, cookies: Sequence[Cookie]) -> bool:
        """Remember a site's cookies in place of those before; False where there is none of that site's.

        Raises:
            StorageError: the file cannot be written.
        """
        own = [one for one in cookies if one.host == site or is_below(one.host, site) or is_below(site, one.host)]
        if not own:
            return False
        with self._lock:
            self._take({**self._known, site: SignIn(site, datetime.now(UTC), tuple(own[:MOST_COOKIES]))})
        return True

    def forget(self, site: str) -> None:
        """Sign out: the cookies are gone from this computer.

        Raises:
            StorageError: the file cannot be written.
        """
        with self._lock:
            if site in self._known:
                self._take({name: one for name, one in self._known.items() if name != site})

    def _read(self) -> list[SignIn]:
        if self._file is None or not self._file.exists():
            return []
        try:
            return [_from_plain(one) for one in json.loads(self._file.read_bytes())]
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.warning("the sign-ins cannot be read: %s", type(error).__name__)
            return []

    def _take(self, known: dict[str, SignIn]) -> None:
        """Write these down, and only then go by them: the file is what counts at the next start."""
        if self._file is not None:
            self._write(self._file, known)
        self._known = known

    def _write(self, file: Path, known: dict[str, SignIn]) -> None:
        plain = [
            {"site": one.site, "since": one.since.isoformat(), "cookies": [cookie.to_plain() for cookie in one.cookies]}
            for one in known.values()
        ]
        try:
            keep_file(file, json.dumps(plain).encode(), OWNER_ONLY)
        except OSError as error:
            raise StorageError(str(error.strerror)) from error


def site_of(url: str) -> str:
    """The site that an address belongs to: its host without `www.`.

    Raises:
        InvalidUrl: it is no web address.
    """
    return host_of(url).removeprefix("www.")


def _from_plain(given: dict[str, Any]) -> SignIn:
    cookies = tuple(Cookie.from_plain(one) for one in given["cookies"])
    return SignIn(str(given["site"]), datetime.fromisoformat(given["since"]), cookies)
