"""A real browser process beside real servers: what it brings, what it reaches, and that it ends."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import threading
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from pressmark.archive.capture.addresses import Network, Reach, Zone
from pressmark.archive.capture.relay import Relay
from pressmark.workers.browser import process as process_module
from pressmark.workers.browser.process import BrowserProcess, resident_bytes
from pressmark.workers.errors import WorkerDied, WorkerOutOfMemory, WorkerTimeout
from site_server import Answer, Site, serve, story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

pytestmark = [pytest.mark.engine, pytest.mark.anyio]

ANSWER_SECONDS = 60.0  # far more than any page here takes


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@asynccontextmanager
async def browsing(zone: Zone = Zone.PUBLIC) -> AsyncIterator[tuple[Relay, BrowserProcess]]:
    """A browser for which 127.0.0.1 lies in a zone, and any other address of this machine on a private network."""

    async def resolve(host: str, _port: int) -> list[str]:
        return [host if host[0].isdigit() else "127.0.0.1"]

    network = Network(resolve, lambda address: zone if address == "127.0.0.1" else Zone.PRIVATE)
    async with Relay(network) as relay:
        process = BrowserProcess(relay.port)
        try:
            yield relay, process
        finally:
            await process.close()


async def visit(relay: Relay, process: BrowserProcess, url: str, **more: Any) -> dict[str, Any]:
    host = url.split("/")[2].partition(":")[0]
    relay.begin(host, Reach(Zone.LOOPBACK))
    return await process.ask({"url": url, "seconds": 20, "cookies": [], "copy": "", **more}, ANSWER_SECONDS)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve({}) as running:
        yield running


SHADOW = """<title>Shadow</title><my-story>Light</my-story><script>
const root = document.querySelector('my-story').attachShadow({mode: 'open'});
root.innerHTML = '<p>In the shadow</p><slot></slot>';
</script>"""

LATE = """<title>Late</title><main></main><script>
setTimeout(async () => {
  const text = await (await fetch('/text?q=%C3%BC')).text();
  document.querySelector('main').innerHTML = '<p>' + text + '</p>';
}, 200);
</script>"""


async def test_it_gives_what_scripts_have_made_and_a_full_copy(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/late": Answer(LATE.encode()), "/text": Answer(b"came slowly", delay=1.5)}
    site.pages |= {"/shadow": Answer(SHADOW.encode()), "/gone": Answer(b"<p>Gone", status=404)}
    copy = tmp_path / "page.mhtml"
    async with browsing() as (relay, process):
        late = await visit(relay, process, f"{site.address}/late", copy=str(copy))
        assert "<p>came slowly</p>" in late["html"]
        assert (late["title"], late["url"], late["copied"]) == ("Late", f"{site.address}/late", True)
        shadow = await visit(relay, process, f"{site.address}/shadow")
        assert "<my-story><p>In the shadow</p><slot>Light</slot></my-story>" in shadow["html"]
        assert (await visit(relay, process, f"{site.address}/gone"))["status"] == 404
        assert (await visit(relay, process, "http://127.0.0.1:1/"))["error"] == "unreachable"
    assert b"came slowly" in copy.read_bytes()


async def test_a_visit_leaves_nothing_to_the_next(site: Site) -> None:
    seen: list[str | None] = []
    site.pages["/"] = Answer(
        b"<p>text<script>document.title = document.cookie + (localStorage.x || '');"
        b"document.cookie = 'kept=1'; localStorage.x = 'kept';</script>",
        headers={"Set-Cookie": "kept=2"},
    )
    site.on_request = lambda headers: seen.append(headers.get("Cookie"))
    async with browsing() as (relay, process):
        first = await visit(relay, process, f"{site.address}/")
        second = await visit(relay, process, f"{site.address}/")
    assert first["title"] == second["title"]
    assert set(seen) == {None}


async def test_cookies_that_are_given_are_sent_to_their_host(site: Site) -> None:
    seen: list[str | None] = []
    site.pages["/"] = Answer(b"<p>members")
    site.on_request = lambda headers: seen.append(headers.get("Cookie"))
    cookie = {"name": "session", "value": "abc", "host": "127.0.0.1", "path": "/", "expires": 0}
    cookie |= {"is_host_only": True, "is_secure": False, "is_http_only": True}
    async with browsing() as (relay, process):
        await visit(relay, process, f"{site.address}/", cookies=[cookie, cookie | {"host": "other.test"}])
    assert seen == ["session=abc"]


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server on a private network that only notes who connects, by TCP or UDP."""
    heard: list[str] = []
    stopping = threading.Event()
    server = socket.create_server(("127.0.0.2", 0))
    port = server.getsockname()[1]
    datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    datagrams.bind(("127.0.0.2", port))

    def listen(one: socket.socket) -> None:
        one.settimeout(0.05)
        while not stopping.is_set():
            try:
                if one.type == socket.SOCK_STREAM:
                    one.accept()[0].close()
                    heard.append("tcp")
                else:
                    one.recvfrom(100)
                    heard.append("udp")
            except TimeoutError:
                continue

    threads = [threading.Thread(target=listen, args=(one,)) for one in (server, datagrams)]
    for thread in threads:
        thread.start()
    yield f"127.0.0.2:{port}", heard
    stopping.set()
    for thread in threads:
        thread.join()
    server.close()
    datagrams.close()


ATTACKS = """<!DOCTYPE html><title>kept</title>
<link rel=preconnect href="http://{there}"><link rel=dns-prefetch href="http://{there}">
<link rel=prefetch href="http://{there}/p"><link rel=stylesheet href="http://{there}/s.css">
<img src="http://{there}/i.png"><iframe src="http://{there}/f"></iframe><iframe src="file:///etc/passwd"></iframe>
<video src="http://{there}/v.mp4" autoplay></video><object data="http://{there}/o"></object>
<form id=f action="http://{there}/form" method=post target=_blank></form><a id=d download href="/file">file</a>
<p id=log>text</p>
<script>
const log = word => document.getElementById('log').append(' ' + word);
fetch('http://{there}/x', {{mode: 'no-cors'}}).then(() => log('FETCHED'), () => log('refused'));
fetch('file:///etc/passwd').then(() => log('FILE'), () => log('no file'));
try {{ new WebSocket('ws://{there}/ws').onopen = () => log('SOCKET'); }} catch (e) {{ log('no socket'); }}
try {{
  const peer = new RTCPeerConnection({{iceServers: [{{urls: 'stun:{there}'}}]}});
  peer.createDataChannel('x'); peer.createOffer().then(offer => peer.setLocalDescription(offer));
}} catch (e) {{ log('no rtc'); }}
navigator.sendBeacon('http://{there}/beacon', 'x');
window.open('http://{there}/popup'); document.getElementById('f').submit(); document.getElementById('d').click();
navigator.geolocation.getCurrentPosition(() => log('PLACE'), () => log('no place'));
alert('x'); log(confirm('y')); log(prompt('z'));
setTimeout(() => {{ location = 'file:///etc/passwd'; }}, 300);
setTimeout(() => {{ location = 'mailto:x@example.org'; }}, 400);
</script>"""


async def test_a_hostile_page_reaches_no_private_network(
    site: Site, listener: tuple[str, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, heard = listener
    monkeypatch.chdir(tmp_path)
    site.pages |= {"/": Answer(ATTACKS.format(there=there).encode()), "/file": Answer(b"x", "application/zip")}
    async with browsing() as (relay, process):
        page = await visit(relay, process, f"{site.address}/")
    assert heard == []
    assert "refused" in page["html"]
    assert "no file" in page["html"]
    assert not {"FETCHED", "FILE", "SOCKET", "PLACE"} & set(page["html"].split('id="log"')[1].split("</p>")[0].split())
    assert page["url"].startswith(site.address)
    assert [*os.scandir(tmp_path)] == []


async def test_a_page_that_sends_its_reader_inside_is_refused(site: Site, listener: tuple[str, list[str]]) -> None:
    there, heard = listener
    site.pages["/"] = Answer(f"<script>location = 'http://{there}/'</script>".encode())
    site.pages["/moved"] = Answer(status=302, headers={"Location": f"http://{there}/"})
    async with browsing() as (relay, process):
        for path in ("/", "/moved"):
            answer = await visit(relay, process, f"{site.address}{path}")
            assert "error" in answer or answer["url"].startswith(site.address)
    assert heard == []


async def test_a_page_that_is_never_quiet_is_taken_when_its_time_is_up(site: Site) -> None:
    site.pages["/"] = Answer(b"<p>text<script>setInterval(() => document.body.append('.'), 20)</script>")
    async with browsing() as (relay, process):
        assert "<p>text" in (await visit(relay, process, f"{site.address}/", seconds=3))["html"]


async def test_a_page_that_hangs_the_engine_costs_the_process_and_no_more(site: Site) -> None:
    site.pages |= {"/": Answer(b"<p>text<script>while (true);</script>"), "/good": Answer(story("Good").encode())}
    async with browsing() as (relay, process):
        relay.begin("127.0.0.1", Reach(Zone.LOOPBACK))
        with pytest.raises(WorkerTimeout):
            await process.ask({"url": f"{site.address}/", "seconds": 20, "cookies": [], "copy": ""}, 4.0)
        assert not process.is_running
        assert "paragraph 3" in (await visit(relay, process, f"{site.address}/good"))["html"]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
async def test_a_process_that_takes_too_much_memory_is_killed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/"] = Answer(b"<p>text<script>setInterval(() => document.body.append('.'), 20)</script>")
    monkeypatch.setattr(process_module, "MOST_BYTES", 1024)
    async with browsing() as (relay, process):
        with pytest.raises(WorkerOutOfMemory):
            await visit(relay, process, f"{site.address}/")
        assert not process.is_running


async def test_an_idle_process_ends_with_all_its_children(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/"] = Answer(story("Good").encode())
    monkeypatch.setattr(process_module, "IDLE_SECONDS", 0.1)
    async with browsing() as (relay, process):
        await visit(relay, process, f"{site.address}/")
        group = process._process.pid if process._process else 0
        async with asyncio.timeout(20):
            while process.is_running or (sys.platform == "linux" and resident_bytes(group)):  # noqa: ASYNC110  # it sets no event
                await asyncio.sleep(0.02)


async def test_a_process_that_cannot_start_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_module, "command", lambda: [sys.executable, "-c", "pass"])
    async with browsing() as (_relay, process):
        with pytest.raises(WorkerDied):
            await process.ask({}, 5.0)
        assert not process.was_ready
