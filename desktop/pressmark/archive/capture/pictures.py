"""Bringing a page's pictures home: fetched here as bytes, judged and cleaned later in a worker.

Nothing here looks inside a picture. Bytes go to numbered files of a staging folder, which `normalise_pictures` of
`picture_files` reads in a child process.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import errno
import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from pressmark.archive.capture.addresses import Zone, reach_of_pictures
from pressmark.archive.errors import ArchiveError, DiskFull, NotReadable, StorageError, TooLarge
from pressmark.archive.urls import host_of
from pressmark.archive.values import Failure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pressmark.archive.capture.addresses import Reach
    from pressmark.archive.capture.cookies import Cookie
    from pressmark.archive.capture.gateway import Gateway

_DATA_URL = re.compile(r"data:\s*image/(?!svg)[a-z0-9.+-]+\s*((?:;[^,;]{0,80})*),", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StagedPicture:
    """A picture's bytes as they came: the address that names it in the page, and its file in the staging folder."""

    url: str
    name: str


@dataclass(frozen=True, slots=True)
class StagedPictures:
    """What could be had of a page's pictures."""

    kept: tuple[StagedPicture, ...] = ()
    skipped: tuple[tuple[str, Failure], ...] = ()  # address and why, in the order of the page


@dataclass(slots=True)
class _Budget:
    bytes_left: int
    kept: dict[int, StagedPicture] = field(default_factory=dict)
    skipped: dict[int, Failure] = field(default_factory=dict)
    fault: OSError | None = None  # the staging folder failed: nothing more is worth fetching


async def stage_pictures(
    gateway: Gateway,
    page_url: str,
    urls: Sequence[str],
    staging: Path,
    *,
    is_private: bool = False,
    cookies: Sequence[Cookie] = (),
) -> StagedPictures:
    """Fetch the pictures of a page side by side, within the page's budgets of number, bytes and time.

    A picture that cannot be had is skipped and reported, never raised. A public page's pictures may not lie on a
    private network; a private page's only on its own host.

    Args:
        gateway: does the fetching; its limits count.
        page_url: the final address of the page.
        urls: absolute http(s) or `data:` addresses, the most important first; repeated ones are fetched once.
        staging: an existing folder, to be filled with files named 0000, 0001, ...
        is_private: whether the page came from a private network (`Fetched.is_private`).
        cookies: of a sign-in to the page's site.

    Raises:
        StorageError: the staging folder cannot be written; DiskFull where that is why.
    """
    limits = gateway.limits
    wanted = list(dict.fromkeys(urls))
    budget = _Budget(limits.pictures_bytes)
    # a page does not say which private zone it lies in; the reach of loopback is safe, since only its own host counts
    reach = reach_of_pictures(_host_or_nothing(page_url), Zone.LOOPBACK if is_private else Zone.PUBLIC)
    places = asyncio.Semaphore(limits.pictures_at_once)
    until = time.monotonic() + limits.pictures_time

    async def stage(index: int, url: str) -> None:
        async with places:
            try:
                async with asyncio.timeout(until - time.monotonic()):
                    data = await _picture(gateway, url, reach, budget, cookies)
                name = f"{index:04d}"
                await asyncio.to_thread((staging / name).write_bytes, data)
            except TimeoutError:
                budget.skipped[index] = Failure("timeout", f"{limits.pictures_time:g} s for all")
            except ArchiveError as error:
                budget.skipped[index] = Failure(error.code, error.detail)
            except OSError as error:
                budget.fault, budget.bytes_left = error, 0
            else:
                budget.kept[index] = StagedPicture(url, name)

    await asyncio.gather(*(stage(index, url) for index, url in enumerate(wanted[: limits.pictures])))
    if budget.fault is not None:
        kind = DiskFull if budget.fault.errno == errno.ENOSPC else StorageError
        raise kind(str(budget.fault.strerror)) from budget.fault
    for index in range(limits.pictures, len(wanted)):
        budget.skipped[index] = Failure("too-large", f"{limits.pictures} pictures")
    return StagedPictures(
        tuple(budget.kept[index] for index in sorted(budget.kept)),
        tuple((wanted[index], budget.skipped[index]) for index in sorted(budget.skipped)),
    )


def decode_data_url(url: str, max_bytes: int) -> bytes:
    """The bytes of a `data:` picture.

    Raises:
        NotReadable: it is no picture, an SVG, or badly written.
        TooLarge: it is longer than `max_bytes`.
    """
    found = _DATA_URL.match(url)
    if found is None:
        raise NotReadable("data", code="not-html")
    if len(url) > max_bytes * 3:  # the longest way to write a byte is %xx
        raise TooLarge(f"{max_bytes} bytes")
    data = unquote_to_bytes(url[found.end() :])
    if ";base64" in found[1].lower():
        try:
            data = base64.b64decode(b"".join(data.split()) + b"==")
        except binascii.Error as error:
            raise NotReadable("base64", code="truncated") from error
    if len(data) > max_bytes:
        raise TooLarge(f"{max_bytes} bytes")
    return data


async def _picture(gateway: Gateway, url: str, reach: Reach, budget: _Budget, cookies: Sequence[Cookie]) -> bytes:
    limits = gateway.limits
    if budget.bytes_left <= 0:
        raise TooLarge(f"{limits.pictures_bytes} bytes for all")
    if url[:5].lower() == "data:":
        data = decode_data_url(url, limits.picture_bytes)
    else:
        data = (await gateway.fetch_picture(url, reach, cookies)).body
    if not data:
        raise NotReadable(code="empty")
    budget.bytes_left -= len(data)
    if budget.bytes_left < 0:
        raise TooLarge(f"{limits.pictures_bytes} bytes for all")
    return data


def _host_or_nothing(url: str) -> str:
    try:
        return host_of(url)
    except ArchiveError:
        return ""
