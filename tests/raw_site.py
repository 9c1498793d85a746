"""A real server that says anything on the wire, right or wrong, and a way to fetch from it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pressmark.archive.capture.gateway import Gateway
from pressmark.archive.capture.limits import KIB, Limits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    from pressmark.archive.capture.fetched import Fetched, NotModified

    Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

SMALL = Limits(
    connect_time=2.0,
    total_time=5.0,
    rate_window=3.0,
    minimum_rate=1,
    wire_bytes=64 * KIB,
    decoded_bytes=256 * KIB,
    ratio_floor=64 * KIB,
    ratio=50,
    picture_bytes=32 * KIB,
)
STORY = b"<!doctype html><title>A story</title><p>It is told here.</p>"


def answer(body: bytes = STORY, status: int | str = "200 OK", **headers: str) -> bytes:
    """A correct answer; header names are written with underscores."""
    lines = {"Content-Type": "text/html", "Content-Length": str(len(body)), "Connection": "close"}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


def redirect(location: str, status: int = 302) -> bytes:
    return answer(b"", f"{status} Moved", Location=location)


@dataclass
class Site:
    """A running server. A route is the bytes to send, or a coroutine that speaks itself."""

    routes: Mapping[str, bytes | Handler]
    requests: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                await self._speak(reader, writer)
                writer.close()
                await writer.wait_closed()
        finally:
            writer.transport.abort()

    async def _speak(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        self.requests.append(request)
        path = request.split(" ")[1].partition("?")[0]
        route = self.routes.get(path, self.routes.get("*", answer(b"gone", "404 Not Found")))
        if isinstance(route, bytes):
            writer.write(route.replace(b"{port}", str(self.port).encode()))
            await writer.drain()
        else:
            await route(reader, writer)


@asynccontextmanager
async def running(
    routes: Mapping[str, bytes | Handler], hosts: tuple[str, ...] = ("127.0.0.1",)
) -> AsyncIterator[Site]:
    site = Site(routes)
    server = await asyncio.start_server(site.serve, hosts[0], 0)
    servers = [server]
    site.port = server.sockets[0].getsockname()[1]
    try:
        for host in hosts[1:]:
            servers.append(await asyncio.start_server(site.serve, host, site.port))  # noqa: PERF401  # closed if one fails
        yield site
    finally:
        for one in servers:
            one.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:  # connections that were made to hang
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0)  # lets the aborted sockets close


def fetch_from(
    route: bytes | Handler | Mapping[str, bytes | Handler], path: str = "/", *, limits: Limits = SMALL, **how: Any
) -> Fetched | NotModified:
    """Serve, fetch once, and stop."""

    async def scenario() -> Fetched | NotModified:
        routes = route if isinstance(route, dict) else {"*": route}
        async with running(routes) as site, Gateway(limits) as gateway:
            return await gateway.fetch(site.url + path, **how)

    return asyncio.run(scenario())
