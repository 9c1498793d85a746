from __future__ import annotations

import asyncio
import gzip
import socket
import struct
import tracemalloc
import zlib
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.capture.fetched import Fetched, NotModified
from pressmark.archive.capture.gateway import USER_AGENT, Gateway
from pressmark.archive.capture.limits import LONGEST_RETRY_AFTER
from pressmark.archive.errors import (
    CaptureError,
    HttpFailure,
    InvalidUrl,
    NotReadable,
    Refused,
    Timeout,
    TooLarge,
    Unreachable,
)
from raw_site import SMALL, STORY, answer, fetch_from, redirect, running

if TYPE_CHECKING:
    from collections.abc import Callable


def chunked(*lines: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"\r\n".join(lines)


def failure_of(route: object, path: str = "/", **how: object) -> CaptureError:
    with pytest.raises(CaptureError) as caught:
        fetch_from(route, path, **how)
    return caught.value


async def hang(*_streams: object) -> None:
    await asyncio.sleep(3_600)


def drip(*pieces: bytes, pause: float) -> Callable[..., object]:
    async def speak(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return speak


def test_a_page_comes_with_all_that_is_known_about_it() -> None:
    page = answer(ETag='"1"', Last_Modified="yesterday", Set_Cookie="id=1", Content_Disposition="../../x")
    found = fetch_from(page, "/story?a=1#part")
    assert isinstance(found, Fetched)
    assert (found.status, found.body, found.media_type) == (200, STORY, "text/html")
    assert found.url.endswith("/story?a=1#part")
    assert found.chain == ((found.url, 200),)
    assert (found.etag, found.last_modified) == ('"1"', "yesterday")
    assert found.is_private
    assert found.fetched_at.tzinfo is UTC
    assert "set-cookie" not in dict(found.headers)
    assert ("content-type", "text/html") in found.headers


def test_the_request_says_nothing_about_the_reader() -> None:
    async def scenario() -> list[str]:
        routes = {"/": answer(Set_Cookie="id=1; Path=/"), "/old": redirect("/")}
        async with running(routes) as site, Gateway(SMALL) as gateway:
            await gateway.fetch(f"http://me:secret@127.0.0.1:{site.port}/")
            await gateway.fetch(site.url + "/old")
            return site.requests

    for request in asyncio.run(scenario()):
        names = {line.partition(":")[0].lower() for line in request.splitlines()[1:] if line}
        assert names == {"host", "user-agent", "accept", "accept-encoding"}
        assert USER_AGENT in request
        assert "Accept-Encoding: gzip\r\n" in request


@pytest.mark.parametrize(
    ("route", "kind", "code"),
    [
        pytest.param(answer(b""), NotReadable, "empty", id="empty 200"),
        pytest.param(answer(b" \n"), NotReadable, "empty", id="blank 200"),
        pytest.param(chunked(b"5", b"<p>ab", b""), NotReadable, "truncated", id="no final chunk"),
        pytest.param(chunked(b"ZZ", b"<p>ab", b"0", b"", b""), Unreachable, "protocol", id="bad chunk size"),
        pytest.param(answer(Content_Length="999"), NotReadable, "truncated", id="shorter than promised"),
        pytest.param(b"", Unreachable, "connection-lost", id="closed without a word"),
        pytest.param(b"<html>\r\nold style\r\n\r\n", Unreachable, "protocol", id="HTTP/0.9"),
        pytest.param(b"SSH-2.0-OpenSSH_9\r\n\r\n", Unreachable, "protocol", id="not HTTP"),
        pytest.param(answer(Transfer_Encoding="chunked"), Unreachable, "protocol", id="two lengths"),
        pytest.param(answer(Content_Length="6\r\nContent-Length: 9"), Unreachable, "protocol", id="two other lengths"),
        pytest.param(answer(X="y\r\n" + "X-N: 1\r\n" * 5_000), Unreachable, "protocol", id="5,000 headers"),
        pytest.param(answer(X="a" * 1_000_000), Unreachable, "protocol", id="1 MB header line"),
        pytest.param(answer(X="a" * 70_000), Unreachable, "protocol", id="70 KB header line"),
        pytest.param(answer(Content_Encoding="br"), Refused, "encoding", id="brotli unasked"),
        pytest.param(answer(Content_Encoding="zstd"), Refused, "encoding", id="zstd unasked"),
        pytest.param(answer(Content_Encoding="gzip, gzip"), Refused, "encoding", id="stacked encodings"),
        pytest.param(answer(Content_Encoding="gzip"), Unreachable, "protocol", id="not gzip"),
        pytest.param(
            answer(gzip.compress(STORY)[:-9], Content_Encoding="gzip"), NotReadable, "truncated", id="gzip cut off"
        ),
        pytest.param(answer(b"x", Content_Type="application/pdf"), NotReadable, "not-html", id="no PDF at all"),
        pytest.param(answer(b"\x89PNG\r\n\x1a\n\0\0\0\r"), NotReadable, "not-html", id="picture called HTML"),
        pytest.param(answer(b"x", Content_Type="image/png"), NotReadable, "not-html", id="picture by its header"),
        pytest.param(answer(b"MZ\x90\0\3", Content_Type=""), NotReadable, "not-html", id="program"),
        pytest.param(answer(b"{}", Content_Type="application/json"), NotReadable, "not-html", id="JSON"),
        pytest.param(answer(b"x" * 70_000), TooLarge, "too-large", id="too long by its header"),
        pytest.param(chunked(b"11170", b"x" * 70_000, b"0", b"", b""), TooLarge, "too-large", id="too long"),
        pytest.param(answer(status="204 No Content", body=b""), NotReadable, "empty", id="204"),
        pytest.param(answer(status="206 Partial"), NotReadable, "truncated", id="206 unasked"),
        pytest.param(answer(status="302 Found"), HttpFailure, "http-302", id="redirect to nowhere"),
        pytest.param(redirect("http://a b/"), Unreachable, "protocol", id="redirect to nonsense"),
        *[
            pytest.param(answer(status=f"{status} X"), HttpFailure, f"http-{status}", id=str(status))
            for status in (300, 400, 401, 403, 404, 410, 418, 429, 451, 500, 503, 999)
        ],
    ],
)
def test_every_bad_answer_has_its_code(route: bytes, kind: type[CaptureError], code: str) -> None:
    failure = failure_of(route)
    assert (type(failure), failure.code) == (kind, code)


@pytest.mark.parametrize(
    "target", ["file:///etc/hostname", "ftp://a.com/x", "data:text/html,x", "javascript:alert(1)", " FILE:/x"]
)
def test_a_redirect_leads_to_the_web_only(target: str) -> None:
    assert failure_of(redirect(target)).code == "redirect-scheme"


def test_redirects_are_followed_and_listed() -> None:
    routes = {"/a": redirect("b/../c?x=1", 301), "/c": redirect("//127.0.0.1:{port}/d", 308), "/d": answer()}
    found = fetch_from(routes, "/a")
    assert isinstance(found, Fetched)
    assert [(url.partition("/")[2].partition("/")[2].partition("/")[2], status) for url, status in found.chain] == [
        ("a", 301),
        ("c?x=1", 308),
        ("d", 200),
    ]


def test_redirects_end() -> None:
    assert failure_of({"/a": redirect("/b"), "/b": redirect("/a")}, "/a").code == "redirects"
    steps = {f"/{step}": redirect(f"/{step + 1}") for step in range(12)}
    assert failure_of(steps, "/0").detail == "11"
    steps["/10"] = answer()
    assert isinstance(fetch_from(steps, "/0"), Fetched)


def test_the_body_of_a_redirect_is_not_read() -> None:
    bomb = answer(b"x" * 100_000, "302 Found", Location="/story", Content_Encoding="gzip")
    assert isinstance(fetch_from({"/": bomb, "/story": answer()}), Fetched)


def test_gzip_is_read_in_one_or_more_members() -> None:
    body = gzip.compress(STORY[:20]) + gzip.compress(STORY[20:]) + b"\0\0junk"
    found = fetch_from(answer(body, Content_Encoding="x-gzip"))
    assert isinstance(found, Fetched)
    assert found.body == STORY


def test_a_gzip_bomb_is_stopped_early() -> None:
    squeeze = zlib.compressobj(9, wbits=31)
    bomb = b"".join(squeeze.compress(bytes(1_000_000)) for _ in range(40)) + squeeze.flush()
    tracemalloc.start()
    try:
        failure = failure_of(answer(bomb, Content_Encoding="gzip"), limits=replace(SMALL, decoded_bytes=10**9))
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert failure.code == "too-large"
    assert failure.detail == "compressed 50:1"
    assert peak < 8_000_000


def test_decoded_size_has_its_own_limit() -> None:
    limits = replace(SMALL, ratio=10_000)
    body = gzip.compress(STORY + bytes(300_000))
    assert failure_of(answer(body, Content_Encoding="gzip"), limits=limits).detail == "262144 bytes decoded"


@pytest.mark.parametrize(
    ("route", "limits", "detail"),
    [
        pytest.param(hang, {"total_time": 0.2}, "0.2 s", id="no answer in the total time"),
        pytest.param(hang, {"rate_window": 0.2}, "127.0.0.1", id="silence"),
        pytest.param(
            drip(b"HTTP/1.1 200 OK\r\n", *[b"X: 1\r\n"] * 99, pause=0.05),
            {"total_time": 0.3},
            "0.3 s",
            id="slow headers",
        ),
        pytest.param(
            drip(answer(STORY, Content_Length="9999"), *[b"x"] * 99, pause=0.05),
            {"rate_window": 0.3, "minimum_rate": 1_000},
            "1000 bytes a second",
            id="slow body",
        ),
    ],
)
def test_slow_sites_are_left(route: Callable[..., object], limits: dict[str, float], detail: str) -> None:
    failure = failure_of(route, limits=replace(SMALL, **limits))
    assert isinstance(failure, Timeout)
    assert (failure.code, failure.detail) == ("timeout", detail)


def test_the_total_time_spans_redirects() -> None:
    steps = {f"/{step}": drip(b"", redirect(f"/{step + 1}"), pause=0.1) for step in range(9)}
    assert failure_of(steps, "/0", limits=replace(SMALL, total_time=0.4)).detail == "0.4 s"


def test_a_reset_connection_is_lost_not_cut() -> None:
    async def reset(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(STORY, Content_Length="9999"))
        await writer.drain()
        await asyncio.sleep(0.05)
        raw = writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()

    assert failure_of(reset).code == "connection-lost"


def test_a_closed_port_and_an_unknown_host_are_told_apart() -> None:
    async def fetch(url: str) -> None:
        async with Gateway(SMALL) as gateway:
            await gateway.fetch(url)

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(Unreachable) as caught:
            asyncio.run(fetch(f"http://127.0.0.1:{taken.getsockname()[1]}/"))
    assert caught.value.code == "connection-refused"


def test_an_address_that_is_none_is_never_asked() -> None:
    with pytest.raises(InvalidUrl):
        fetch_from(answer(), "/%00")


def test_retry_after_is_capped() -> None:
    failure = failure_of(answer(status="429 Slow down", Retry_After="1000000000"))
    assert isinstance(failure, HttpFailure)
    assert (failure.status, failure.retry_after) == (429, LONGEST_RETRY_AFTER)


def test_an_unchanged_page_is_not_sent_again() -> None:
    async def scenario() -> tuple[object, str]:
        async with running({"*": answer(b"", "304 Not Modified")}) as site, Gateway(SMALL) as gateway:
            found = await gateway.fetch(site.url, etag='"1"', last_modified="yesterday")
            return found, site.requests[0]

    found, request = asyncio.run(scenario())
    assert isinstance(found, NotModified)
    assert found.chain[0][1] == 304
    assert 'If-None-Match: "1"\r\n' in request
    assert "If-Modified-Since: yesterday\r\n" in request


def test_304_without_a_condition_is_a_failure() -> None:
    assert failure_of(answer(b"", "304 Not Modified")).code == "http-304"
    assert failure_of(answer(b"", "304 Not Modified"), etag="broken\r\nX: y").code == "http-304"


def test_interim_answers_are_skipped() -> None:
    found = fetch_from(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n" + answer())
    assert isinstance(found, Fetched)


def test_many_cookies_do_no_harm_and_are_not_kept() -> None:
    found = fetch_from(answer(X="y" + "".join(f"\r\nSet-Cookie: n{n}=v" for n in range(1_000))))
    assert isinstance(found, Fetched)
    assert "set-cookie" not in dict(found.headers)


def test_proxies_of_the_environment_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert isinstance(fetch_from(answer()), Fetched)
