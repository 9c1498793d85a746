"""The browser's way out, spoken to as Chromium does: whom it lets through, and to which address."""

from __future__ import annotations

import asyncio
import os
import struct
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.capture import relay as relay_module
from pressmark.archive.capture.addresses import Network, Reach, Zone
from pressmark.archive.capture.relay import Relay, owner_of
from pressmark.archive.errors import Refused

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

pytestmark = pytest.mark.anyio

PUBLIC, PRIVATE = "127.0.0.1", "127.0.0.2"  # what stands for the public net and for a private one


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Names:
    """A name server whose answers change when asked often enough."""

    def __init__(self, **names: list[str]) -> None:
        self.names = {name.replace("_", "."): addresses for name, addresses in names.items()}

    async def resolve(self, host: str, _port: int) -> list[str]:
        addresses = self.names.get(host, [host])
        return [addresses.pop(0) if len(addresses) > 1 else addresses[0]]


def network(**names: list[str]) -> Network:
    zones = {PUBLIC: Zone.PUBLIC, PRIVATE: Zone.PRIVATE}
    return Network(Names(**names).resolve, lambda address: zones.get(address, Zone.NOWHERE))


@asynccontextmanager
async def echoing(address: str) -> AsyncIterator[tuple[int, list[str]]]:
    """A server that sends back what it gets, and notes who came."""
    heard: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append("connected")
        while data := await reader.read(1000):
            writer.write(data)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, address, 0)
    async with server:
        yield server.sockets[0].getsockname()[1], heard


async def asked(relay: Relay, host: str, port: int, words: bytes = b"hello") -> bytes:
    """What comes back through the relay; empty where it does not connect."""
    reader, writer = await asyncio.open_connection("127.0.0.1", relay.port)
    try:
        writer.write(b"\x05\x01\x00")
        if await reader.read(2) != b"\x05\x00":
            return b""
        writer.write(b"\x05\x01\x00\x03" + bytes([len(host)]) + host.encode() + struct.pack(">H", port))
        if (await reader.readexactly(10))[1] != 0:
            return b""
        writer.write(words)
        return await reader.readexactly(len(words))
    except (EOFError, ConnectionError):
        return b""
    finally:
        writer.close()


async def test_a_host_on_the_public_net_is_connected() -> None:
    async with echoing(PUBLIC) as (port, _heard), Relay(network(news_test=[PUBLIC], cdn_test=[PUBLIC])) as relay:
        relay.begin("news.test", Reach(Zone.LOOPBACK))
        assert await asked(relay, "news.test", port) == b"hello"
        assert await asked(relay, "cdn.test", port) == b"hello"


async def test_another_host_on_a_private_network_is_not_connected() -> None:
    async with echoing(PRIVATE) as (port, heard), Relay(network(news_test=[PUBLIC], router_test=[PRIVATE])) as relay:
        visit = relay.begin("news.test", Reach(Zone.LOOPBACK))
        assert await asked(relay, "router.test", port) == b""
        assert await asked(relay, PRIVATE, port) == b""
        assert (heard, visit.failure) == ([], None)


async def test_the_named_host_may_be_private_where_the_person_named_it() -> None:
    async with echoing(PRIVATE) as (port, _heard), Relay(network(wiki_test=[PRIVATE])) as relay:
        relay.begin("wiki.test", Reach(Zone.LOOPBACK))
        assert await asked(relay, "wiki.test", port) == b"hello"
        visit = relay.begin("wiki.test", Reach(Zone.PUBLIC))
        assert await asked(relay, "wiki.test", port) == b""
        assert isinstance(visit.failure, Refused)


async def test_a_name_that_moves_inwards_is_held_to_where_it_was() -> None:
    names = network(news_test=[PUBLIC, PRIVATE])
    async with echoing(PUBLIC) as (public, _), echoing(PRIVATE) as (private, heard), Relay(names) as relay:
        relay.begin("news.test", Reach(Zone.LOOPBACK))
        assert await asked(relay, "news.test", public) == b"hello"
        assert await asked(relay, "news.test", private) == b""
        assert heard == []


async def test_between_visits_nothing_passes_and_open_connections_are_cut() -> None:
    async with echoing(PUBLIC) as (port, _heard), Relay(network(news_test=[PUBLIC])) as relay:
        assert await asked(relay, "news.test", port) == b""
        relay.begin("news.test", Reach(Zone.PUBLIC))
        reader, writer = await asyncio.open_connection("127.0.0.1", relay.port)
        writer.write(b"\x05\x01\x00\x05\x01\x00\x03\x09news.test" + struct.pack(">H", port))
        await reader.readexactly(12)
        relay.end()
        assert await reader.read() == b""
        writer.close()


async def test_a_page_may_take_so_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay_module, "VISIT_BYTES", 1_000)
    async with echoing(PUBLIC) as (port, _heard), Relay(network(news_test=[PUBLIC])) as relay:
        relay.begin("news.test", Reach(Zone.PUBLIC)).bytes_left = 1_000
        assert await asked(relay, "news.test", port, b"x" * 400) == b"x" * 400
        assert await asked(relay, "news.test", port, b"x" * 400) == b""


@pytest.mark.parametrize(
    "words", [b"GET / HTTP/1.1\r\n\r\n", b"\x05\x01\x00\x05\x02\x00\x01\x7f\0\0\x01\0\x50", b"\x05"]
)
async def test_anything_but_a_connection_by_socks_gets_none(words: bytes) -> None:
    async with Relay(network()) as relay:
        relay.begin("news.test", Reach(Zone.LOOPBACK))
        reader, writer = await asyncio.open_connection("127.0.0.1", relay.port)
        writer.write(words)
        writer.write_eof()
        assert b"\x05\x00\x00\x01" not in await reader.read()
        writer.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says whose a connection is")
async def test_another_user_of_the_machine_is_not_served() -> None:
    async with echoing(PUBLIC) as (port, heard):
        async with Relay(network(news_test=[PUBLIC]), user=os.getuid() + 1) as relay:
            visit = relay.begin("news.test", Reach(Zone.LOOPBACK))
            assert await asked(relay, "news.test", port) == b""
            assert (heard, visit.failure) == ([], None)
        async with Relay(network(news_test=[PUBLIC]), user=os.getuid()) as relay:
            relay.begin("news.test", Reach(Zone.LOOPBACK))
            assert await asked(relay, "news.test", port) == b"hello"


@pytest.mark.skipif(sys.byteorder != "little", reason="the table below is of such a machine")
def test_the_end_that_connected_is_told_from_the_end_that_was_connected_to() -> None:
    table = (
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
        "   0: 0100007F:9C41 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1001        0 4711 1 0\n"
        "   1: 0100007F:1F90 0100007F:9C41 01 00000000:00000000 00:00000000 00000000  1000        0 4712 1 0\n"
    )
    client, server = ("127.0.0.1", 0x9C41), ("127.0.0.1", 0x1F90)
    assert owner_of(client, server, table) == 1001
    assert owner_of(server, client, table) == 1000
    assert owner_of(("127.0.0.1", 1), server, table) is None


async def test_who_does_not_say_where_to_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay_module, "CONNECT_TIME", 0.05)
    async with Relay(network(news_test=[PUBLIC])) as relay:
        relay.begin("news.test", Reach(Zone.PUBLIC))
        reader, writer = await asyncio.open_connection("127.0.0.1", relay.port)
        writer.write(b"\x05")
        async with asyncio.timeout(10):
            assert await reader.read() == b""
        writer.close()
