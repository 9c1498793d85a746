"""The browser's only way out: a SOCKS server on this machine that connects to vetted addresses and to nothing else.

The browser process resolves no name and has no other route, so whatever a page's scripts try (requests, sockets,
redirects, names that change their address) comes by here, and is held to the same rule as Pressmark's own requests: the
host that the person named may lie as far in as was allowed, and stays in the zone where it was first found; every
other host must lie on the public net.

A port of this machine is open to everybody who works on it, and Chromium gives a SOCKS server no password. So whose a
connection is, the system is asked (Linux; the others do not say): another user could else go where this one may.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import os
import socket
import struct
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pressmark.archive.capture.addresses import Reach, Zone
from pressmark.archive.errors import CaptureError, Refused, TooLarge, Unreachable

if TYPE_CHECKING:
    from pressmark.archive.capture.addresses import Network

CONNECT_TIME = 10.0  # seconds, for all addresses of a name; and for saying where to
MOST_CONNECTIONS = 64  # at the same time; a page that opens more waits
VISIT_BYTES = 150 * 1024 * 1024  # that one page may bring
CHUNK = 64 * 1024

_VERSION, _CONNECT = 5, 1
_GRANTED, _FORBIDDEN, _NO_HOST, _UNKNOWN = 0, 2, 4, 7
_IPV4, _NAME, _IPV6 = 1, 3, 4

_TABLE = Path("/proc/net/tcp")  # of Linux: all connections of this machine by IPv4, and whose they are


@dataclass(slots=True)
class Visit:
    """What one page may reach, and what came of it.

    Attributes:
        host: the host that was named.
        reach: how far in that host may lie.
        failure: why that host could not be reached; None where it was.
    """

    host: str
    reach: Reach
    failure: CaptureError | None = None
    bytes_left: int = VISIT_BYTES
    connections: set[asyncio.Task[None]] = field(default_factory=set)

    def reach_for(self, host: str) -> Reach:
        """How far in a host may lie."""
        return self.reach if host == self.host else Reach(Zone.PUBLIC)

    def settle(self, zone: Zone) -> None:
        """Hold the named host to the zone in which it was found."""
        self.reach = Reach(min(self.reach.zone, zone))


class Relay:
    """Serves one visit at a time. Belongs to one event loop; use it as a context manager.

    Args:
        network: how names become addresses.
        user: whose connections are served, by the system's number; without one, who runs this.
    """

    def __init__(self, network: Network, user: int | None = None) -> None:
        self._network = network
        self._user = os.getuid() if user is None and sys.platform != "win32" else user
        self._server: asyncio.Server | None = None
        self._visit: Visit | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(MOST_CONNECTIONS)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_error: object) -> None:
        self.end()
        if self._server is not None:
            self._server.close()
        await asyncio.gather(*self._ending, return_exceptions=True)

    @property
    def port(self) -> int:
        """Where the browser finds it."""
        if self._server is None:
            raise RuntimeError("not started")
        return int(self._server.sockets[0].getsockname()[1])

    def begin(self, host: str, reach: Reach) -> Visit:
        """Allow a page its connections; those of the page before it are cut."""
        self.end()
        self._visit = Visit(host, reach)
        return self._visit

    def end(self) -> None:
        """Allow nothing."""
        visit, self._visit = self._visit, None
        for connection in list(visit.connections) if visit else ():
            connection.cancel()
            self._ending.add(connection)
            connection.add_done_callback(self._ending.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visit, task = self._visit, asyncio.current_task()
        try:
            if visit is None or task is None:
                return
            visit.connections.add(task)
            if not await asyncio.to_thread(self._is_of_user, writer.get_extra_info("peername")):
                return
            async with self._places:
                await self._connect(visit, reader, writer)
        except (OSError, EOFError, struct.error, asyncio.CancelledError):
            pass  # either side hung up, or the visit is over
        finally:
            if visit is not None and task is not None:
                visit.connections.discard(task)
            await _closed(writer)

    def _is_of_user(self, peer: tuple[str, int] | None) -> bool:
        """Whether a connection comes from the user who is served, as far as the system says."""
        try:
            table = _TABLE.read_text("ascii")
        except (OSError, ValueError):
            return True
        return peer is not None and owner_of(peer, ("127.0.0.1", self.port), table) == self._user

    async def _connect(self, visit: Visit, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with asyncio.timeout(CONNECT_TIME):
            host, port = await _asked(reader, writer)
        if not host:
            return
        try:
            async with asyncio.timeout(CONNECT_TIME):
                there, back = await self._reach(visit, host, port)
        except (CaptureError, OSError, TimeoutError) as error:
            if host == visit.host and visit.failure is None:
                visit.failure = error if isinstance(error, CaptureError) else Unreachable(host)
            writer.write(_reply(_FORBIDDEN if isinstance(error, Refused) else _NO_HOST))
            await writer.drain()
            return
        try:
            writer.write(_reply(_GRANTED))
            await writer.drain()
            async with asyncio.TaskGroup() as both:
                both.create_task(_pipe(visit, reader, back))
                both.create_task(_pipe(visit, there, writer))
        except* (OSError, EOFError, CaptureError):
            pass  # a side hung up, or the page took too much
        finally:
            await _closed(back)

    async def _reach(self, visit: Visit, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        for address in await self._network.vetted_addresses(host, port, visit.reach_for(host)):
            try:
                streams = await asyncio.open_connection(address, port)
            except OSError:
                continue  # the next address may work
            if host == visit.host:
                visit.failure = None
                visit.settle(self._network.zone_of(address))
            return streams
        raise Unreachable(host, code="connection-refused")


def owner_of(one: tuple[str, int], other: tuple[str, int], table: str) -> int | None:
    """The user whose end of a connection has the address `one`; None where there is no such connection.

    Args:
        one: address (IPv4) and port of that end.
        other: of the other end.
        table: what Linux says in `/proc/net/tcp`; see proc_net_tcp in the kernel's documentation.
    """
    ends = [_in_table(one), _in_table(other)]
    for line in table.splitlines()[1:]:
        fields = line.split()
        if fields[1:3] == ends:
            return int(fields[7])
    return None


def _in_table(end: tuple[str, int]) -> str:
    address, port = end
    return f"{int.from_bytes(socket.inet_aton(address), sys.byteorder):08X}:{port:04X}"


async def _asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int]:
    """Read a client's greeting and what it wants to connect to; no host where it wants something else."""
    version, methods = await reader.readexactly(2)
    await reader.readexactly(methods)
    if version != _VERSION:
        return "", 0
    writer.write(bytes([_VERSION, 0]))
    await writer.drain()
    _version, command, _reserved, kind = await reader.readexactly(4)
    if kind == _NAME:
        (length,) = await reader.readexactly(1)
        host = (await reader.readexactly(length)).decode("ascii", "replace").lower()
    else:
        host = str(ipaddress.ip_address(await reader.readexactly(4 if kind == _IPV4 else 16)))
    (port,) = struct.unpack(">H", await reader.readexactly(2))
    if command != _CONNECT:
        writer.write(_reply(_UNKNOWN))
        await writer.drain()
        return "", 0
    return host.strip("[]"), port


def _reply(code: int) -> bytes:
    return bytes([_VERSION, code, 0, _IPV4, 0, 0, 0, 0, 0, 0])


async def _pipe(visit: Visit, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    while data := await source.read(CHUNK):
        visit.bytes_left -= len(data)
        if visit.bytes_left < 0:
            raise TooLarge(f"{VISIT_BYTES} bytes")
        target.write(data)
        await target.drain()
    if target.can_write_eof():
        target.write_eof()


async def _closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
