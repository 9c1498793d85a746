from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from typing import TYPE_CHECKING

import h2.config
import h2.connection
import h2.events
import pytest

from pressmark.archive.capture.addresses import Network
from pressmark.archive.capture.fetched import Fetched
from pressmark.archive.capture.gateway import Gateway
from pressmark.archive.errors import Unreachable
from raw_site import SMALL, STORY, answer

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate for story.test, with its key, in one file."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is absent")
    folder = tmp_path_factory.mktemp("tls")
    subject = ["-subj", "/CN=story.test", "-addext", "subjectAltName=DNS:story.test", "-days", "2"]
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(folder / "key.pem")]
    subprocess.run(
        ["openssl", "req", "-x509", *key, "-out", str(folder / "cert.pem"), *subject], check=True, capture_output=True
    )
    both = folder / "both.pem"
    both.write_bytes((folder / "key.pem").read_bytes() + (folder / "cert.pem").read_bytes())
    return both


async def resolve_here(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


def fetch(certificate: Path, host: str, *, is_trusted: bool, oldest: bool = False) -> tuple[object, list[str | None]]:
    names: list[str | None] = []
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(certificate)
    server_side.sni_callback = lambda _socket, name, _context: names.append(name)
    if oldest:
        server_side.set_ciphers("ALL:@SECLEVEL=0")
        server_side.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        server_side.maximum_version = ssl.TLSVersion.TLSv1_1
    client_side = ssl.create_default_context(cafile=str(certificate)) if is_trusted else None

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer())
        writer.close()
        await writer.wait_closed()

    async def scenario() -> object:
        server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=server_side)
        port = server.sockets[0].getsockname()[1]
        async with server, Gateway(SMALL, network=Network(resolve_here), tls=client_side) as gateway:
            try:
                return await gateway.fetch(f"https://{host}:{port}/")
            except Unreachable as error:
                return error

    return asyncio.run(scenario()), names


def test_a_good_certificate_is_asked_for_and_checked_by_name(certificate: Path) -> None:
    found, names = fetch(certificate, "story.test", is_trusted=True)
    assert isinstance(found, Fetched)
    assert names == ["story.test"]


def test_the_certificate_of_another_host_is_no_good(certificate: Path) -> None:
    failure, _names = fetch(certificate, "other.test", is_trusted=True)
    assert isinstance(failure, Unreachable)
    assert failure.code == "tls"
    assert "other.test" in failure.detail


def test_the_system_decides_whom_to_trust(certificate: Path) -> None:
    failure, _names = fetch(certificate, "story.test", is_trusted=False)
    assert getattr(failure, "code", failure) == "tls"


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_old_protocols_are_not_spoken(certificate: Path) -> None:
    failure, _names = fetch(certificate, "story.test", is_trusted=True, oldest=True)
    assert getattr(failure, "code", failure) == "tls"


def test_http2_is_spoken_where_the_server_can(certificate: Path) -> None:
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(certificate)
    server_side.set_alpn_protocols(["h2"])
    asked: dict[str, str] = {}

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        wire = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
        wire.initiate_connection()
        writer.write(wire.data_to_send())
        while data := await reader.read(65_536):
            for event in wire.receive_data(data):
                if isinstance(event, h2.events.RequestReceived):
                    asked.update(event.headers)
                    wire.send_headers(event.stream_id, [(":status", "200"), ("content-type", "text/html")])
                    wire.send_data(event.stream_id, STORY, end_stream=True)
            writer.write(wire.data_to_send())
        writer.close()

    async def scenario() -> object:
        server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=server_side)
        port = server.sockets[0].getsockname()[1]
        client_side = ssl.create_default_context(cafile=str(certificate))
        async with server, Gateway(SMALL, network=Network(resolve_here), tls=client_side) as gateway:
            return await gateway.fetch(f"https://story.test:{port}/x")

    found = asyncio.run(scenario())
    assert isinstance(found, Fetched)
    assert (found.body, found.is_private) == (STORY, True)
    assert asked[":authority"].startswith("story.test:")
    assert "cookie" not in asked


def test_a_server_without_tls_is_not_asked_again_over_http() -> None:
    requests: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        requests.append(await reader.read(100))
        writer.write(answer())
        writer.close()

    async def scenario() -> None:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server, Gateway(SMALL) as gateway:
            with pytest.raises(Unreachable) as caught:
                await gateway.fetch(f"https://127.0.0.1:{port}/")
            assert caught.value.code == "tls"

    asyncio.run(scenario())
    assert len(requests) == 1
    assert not requests[0].startswith(b"GET")
