"""The wire below the gateway: httpx's transport, connecting only to addresses that were vetted for its reach.

One transport serves one `Reach`. A pooled connection can therefore never be used by a request that would not have
been allowed to open it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpcore
import httpx

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

    from pressmark.archive.capture.addresses import Network, Reach

ATTEMPT_TIME = 3.0  # seconds for an address while others are left to try
KEEPALIVE_TIME = 15.0
MAX_CONNECTIONS = 32


class PinnedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections to vetted addresses; TLS and the Host header still carry the name."""

    def __init__(self, network: Network, reach: Reach) -> None:
        self._network = network
        self._reach = reach
        self._sockets = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve, vet and connect, all within `timeout` seconds."""
        try:
            async with asyncio.timeout(timeout):
                *others, last = await self._network.vetted_addresses(host, port, self._reach)
                for address in others:
                    try:
                        return await self._sockets.connect_tcp(
                            address, port, ATTEMPT_TIME, local_address, socket_options
                        )
                    except (httpcore.ConnectError, httpcore.ConnectTimeout):
                        continue  # the next address may work; the last one's failure is the one reported
                return await self._sockets.connect_tcp(last, port, None, local_address, socket_options)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(str(error)) from error


class PinnedTransport(httpx.AsyncHTTPTransport):
    """httpx's transport over a `PinnedBackend`: no proxy, no environment, no cookies, HTTP/1.1 and HTTP/2."""

    def __init__(self, network: Network, reach: Reach, tls: ssl.SSLContext) -> None:
        # httpx has no argument for a network backend; its other work, mapping httpcore's values, is inherited
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=MAX_CONNECTIONS,
            keepalive_expiry=KEEPALIVE_TIME,
            http1=True,
            http2=True,
            network_backend=PinnedBackend(network, reach),
        )
