"""The only door to the web: every byte that Pressmark fetches comes through here.

It is its own client on purpose. Redirects, decompression, time and size are decided here and not by a library's
defaults, because each of them is a way for a site to do harm. It sends no Referer, no language and no cookie but those
of a sign-in, keeps nothing between requests but open connections, ignores proxies and other settings of the
environment, and always verifies TLS against the system's certificates.
"""

from __future__ import annotations

import asyncio
import re
import ssl
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin

import httpx
import truststore

from pressmark.archive.capture.addresses import Network, Reach, Zone, reach_of
from pressmark.archive.capture.body import read_body
from pressmark.archive.capture.cookies import header_for
from pressmark.archive.capture.failures import WIRE_ERRORS, as_capture_error
from pressmark.archive.capture.fetched import Fetched, NotModified
from pressmark.archive.capture.limits import LIMITS, Limits
from pressmark.archive.capture.politeness import Manners, read_retry_after
from pressmark.archive.capture.refresh import refresh_target
from pressmark.archive.capture.sniff import magic_type, page_type, refuse_by_header
from pressmark.archive.capture.transport import PinnedTransport
from pressmark.archive.errors import HttpFailure, InvalidUrl, NotReadable, Refused, Timeout, Unreachable
from pressmark.archive.urls import host_of, is_public_scheme, parse_url
from pressmark.archive.values import Trust

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pressmark.archive.capture.cookies import Cookie

USER_AGENT = "Mozilla/5.0 (compatible; Pressmark)"

_ACCEPT_PAGE = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,*/*;q=0.1"
_ACCEPT_PICTURE = "image/webp,image/png,image/jpeg,image/gif,*/*;q=0.1"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_WHOLE = frozenset({200, 201, 202, 203})
_SCHEME = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class _Order:
    """What is asked for, the same at every hop."""

    headers: tuple[tuple[str, str], ...]
    max_wire: int
    max_decoded: int
    is_page: bool
    is_conditional: bool = False
    cookies: Sequence[Cookie] = ()


class Gateway:
    """Fetches pages and pictures. Belongs to one event loop; close it there, or use it as a context manager.

    Args:
        limits: what a site may take.
        network: how names become addresses.
        tls: another TLS context than the system's; it must verify.
        clock: seconds that only ever grow.
    """

    def __init__(
        self,
        limits: Limits = LIMITS,
        *,
        network: Network | None = None,
        tls: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.limits = limits
        self._network = network or Network()
        self._tls = tls or truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._clock = clock
        self._manners = Manners(limits, clock)
        self._transports: dict[Reach, PinnedTransport] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close all connections."""
        transports, self._transports = self._transports, {}
        for transport in transports.values():
            await transport.aclose()

    def forgive(self, url: str) -> None:
        """Forget the failures of a host, because the user wants it tried again now."""
        self._manners.forgive(host_of(url))

    async def fetch(
        self,
        url: str,
        *,
        trust: Trust = Trust.USER,
        etag: str = "",
        last_modified: str = "",
        cookies: Sequence[Cookie] = (),
    ) -> Fetched | NotModified:
        """Fetch a page: HTML, XHTML, plain text, PDF, or a file that holds a page.

        Args:
            url: the address, cleaned or as typed.
            trust: who named it; what a page named is never fetched from a private network.
            etag: of the snapshot at hand, to be told when the page has not changed.
            last_modified: likewise.
            cookies: of a sign-in; each goes to those only that set it, at every hop.

        Raises:
            InvalidUrl: the address cannot be fetched.
            Timeout: no answer, a slow one, or too many seconds in all.
            Unreachable: no connection or a broken one; the code says how.
            HttpFailure: a status that is not a page.
            TooLarge: a size limit was passed.
            NotReadable: `empty`, `not-html`, `truncated`.
            Refused: `private-address`, `redirect-scheme`, `redirects`, `encoding`.
        """
        conditions = (("If-None-Match", etag), ("If-Modified-Since", last_modified))
        sent = tuple((name, value) for name, value in conditions if value and value.isascii() and value.isprintable())
        order = _Order(
            (("Accept", _ACCEPT_PAGE), *sent),
            self.limits.wire_bytes,
            self.limits.decoded_bytes,
            is_page=True,
            is_conditional=bool(sent),
            cookies=cookies,
        )
        url = parse_url(url)
        return await self._follow(url, reach_of(trust, host_of(url)), order)

    async def fetch_picture(self, url: str, reach: Reach, cookies: Sequence[Cookie] = ()) -> Fetched:
        """Fetch whatever is at a picture's address; whether it is a picture is for the decoder to say.

        Args:
            url: the address, cleaned or not.
            reach: how far in it may lie, see `addresses.reach_of_pictures`.
            cookies: as for `fetch`.

        Raises:
            CaptureError: as `fetch` does.
        """
        size = self.limits.picture_bytes
        found = await self._follow(
            parse_url(url),
            reach,
            _Order((("Accept", _ACCEPT_PICTURE),), size, size, is_page=False, cookies=cookies),
        )
        if not isinstance(found, Fetched):  # no condition was sent
            raise HttpFailure(304)
        return found

    async def _follow(self, url: str, reach: Reach, order: _Order) -> Fetched | NotModified:
        chain: list[tuple[str, int]] = []
        left = self.limits.total_time
        while True:
            host = host_of(url)
            async with self._manners.visit(host, is_page=order.is_page):
                started = self._clock()
                try:
                    async with asyncio.timeout(left):
                        found = await self._ask(url, reach, order, chain)
                except TimeoutError as error:
                    raise Timeout(f"{self.limits.total_time:g} s") from error
                except WIRE_ERRORS as error:
                    raise as_capture_error(error, host) from error
                left -= self._clock() - started  # waiting for a place at the host does not count
            if not isinstance(found, tuple):
                return found
            url, zone = found
            if len(chain) > self.limits.redirects or any(url == seen for seen, _status in chain):
                raise Refused(str(len(chain)), code="redirects")
            reach = Reach(min(reach.zone, zone), reach.only_host)

    async def _ask(
        self, url: str, reach: Reach, order: _Order, chain: list[tuple[str, int]]
    ) -> Fetched | NotModified | tuple[str, Zone]:
        """Make one request; the answer, or where it redirects to with the zone that says so."""
        limits = self.limits
        timeouts = {
            "connect": limits.connect_time,
            "read": limits.rate_window,
            "write": limits.rate_window,
            "pool": None,
        }
        cookie = header_for(order.cookies, url, time.time())
        request = httpx.Request(
            "GET",
            url.partition("#")[0],
            headers=[("User-Agent", USER_AGENT), ("Accept-Encoding", "gzip"), *order.headers]
            + ([("Cookie", cookie)] if cookie else []),
            extensions={"timeout": timeouts},
        )
        response = await self._transport(reach).handle_async_request(request)
        try:
            _check_headers(response, limits)
            zone = self._zone(response)
            status = response.status_code
            chain.append((url, status))
            if status in _REDIRECTS and "location" in response.headers:
                return _target(url, response.headers["location"]), zone
            if status == 304 and order.is_conditional:
                return NotModified(url, tuple(chain), datetime.now(UTC))
            _check_status(response)
            content_type = response.headers.get("content-type", "")
            if order.is_page:
                refuse_by_header(content_type)
            body = await read_body(response, limits, self._clock, order.max_wire, order.max_decoded)
        finally:
            await response.aclose()
        if order.is_page and (named := refresh_target(body)):
            target = _target(url, named)
            if all(target != seen for seen, _status in chain):
                return target, zone
        return Fetched(
            url=url,
            status=status,
            headers=tuple((name, value) for name, value in response.headers.multi_items() if name != "set-cookie"),
            content_type=content_type,
            media_type=page_type(content_type, body) if order.is_page else magic_type(body[:16]),
            body=body,
            chain=tuple(chain),
            fetched_at=datetime.now(UTC),
            etag=response.headers.get("etag", ""),
            last_modified=response.headers.get("last-modified", ""),
            is_private=zone > Zone.PUBLIC,
        )

    def _transport(self, reach: Reach) -> PinnedTransport:
        if reach not in self._transports:
            self._transports[reach] = PinnedTransport(self._network, reach, self._tls)
        return self._transports[reach]

    def _zone(self, response: httpx.Response) -> Zone:
        """Where the answer came from; the public net if the connection is gone already, which allows least."""
        peer = response.extensions["network_stream"].get_extra_info("server_addr")
        return self._network.zone_of(peer[0]) if peer else Zone.PUBLIC


def _check_headers(response: httpx.Response, limits: Limits) -> None:
    raw = response.headers.raw
    if len(raw) > limits.headers or sum(len(name) + len(value) for name, value in raw) > limits.header_bytes:
        raise Unreachable("headers", code="protocol")
    if "transfer-encoding" in response.headers and "content-length" in response.headers:
        raise Unreachable("two lengths", code="protocol")  # a sign of smuggling: programs differ on where it ends


def _check_status(response: httpx.Response) -> None:
    status = response.status_code
    if status in _WHOLE:
        return
    if status in (204, 205):
        raise NotReadable(str(status), code="empty")
    if status == 206:  # a part that nobody asked for
        raise NotReadable(str(status), code="truncated")
    raise HttpFailure(status, read_retry_after(response.headers.get("retry-after", ""), datetime.now(UTC)))


def _target(url: str, location: str) -> str:
    if _SCHEME.match(location) and not is_public_scheme(location):
        raise Refused(location.partition(":")[0].strip().lower()[:20], code="redirect-scheme")
    try:
        return parse_url(urljoin(url, location.strip()))
    except (InvalidUrl, ValueError) as error:
        raise Unreachable("location", code="protocol") from error
