"""Where pages send their readers by a meta element, and that pages which only look like it stay."""

from __future__ import annotations

import asyncio

import pytest

from pressmark.archive.capture.fetched import Fetched
from pressmark.archive.capture.gateway import Gateway
from pressmark.archive.capture.refresh import refresh_target
from pressmark.archive.errors import Refused
from site_server import Answer, serve, story

SENDING = b'<meta http-equiv="refresh" content="0; url=/there">'


@pytest.mark.parametrize(
    ("page", "target"),
    [
        (b'<meta http-equiv="refresh" content="0; url=/there">', "/there"),
        (
            b"<META content='1;URL=\"https://example.org/a?b=1&amp;c=2\"' HTTP-EQUIV=Refresh>",
            "https://example.org/a?b=1&c=2",
        ),
        (b"<meta http-equiv=refresh content=0;/there>", "/there"),
        (b'<meta http-equiv="refresh" content="300; url=/there">', ""),
        (b'<meta http-equiv="refresh" content="5">', ""),
        (b'<noscript><meta http-equiv="refresh" content="0; url=/nojs"></noscript>', ""),
        (b'<!-- <meta http-equiv="refresh" content="0; url=/old"> -->', ""),
        (b'<meta name="description" content="0; url=/there">', ""),
        pytest.param(SENDING + b"<p>word" * 200, "", id="with an article"),
        pytest.param(SENDING + b"<p>" + "电报".encode() * 4_000, "", id="a large page"),
        (b"", ""),
    ],
)
def test_the_target_is_read_from_the_page(page: bytes, target: str) -> None:
    assert refresh_target(page) == target


def fetched(pages: dict[str, Answer | str]) -> Fetched:
    async def scenario(address: str) -> object:
        async with Gateway() as gateway:
            return await gateway.fetch(f"{address}/a")

    with serve(pages) as site:
        found = asyncio.run(scenario(site.address))
    assert isinstance(found, Fetched)
    return found


def sends_to(target: str) -> str:
    return f'<meta http-equiv="refresh" content="0; url={target}"><p>Please wait.'


def test_it_is_followed_as_a_redirect_is() -> None:
    found = fetched({"/a": sends_to("b"), "/b": story("There")})
    assert found.url.endswith("/b")
    assert [status for _url, status in found.chain] == [200, 200]


def test_pages_that_send_in_a_circle_are_taken_as_they_are() -> None:
    assert fetched({"/a": sends_to("/b"), "/b": sends_to("/a")}).url.endswith("/b")
    assert fetched({"/a": sends_to("/a")}).url.endswith("/a")


def test_it_leads_nowhere_that_a_redirect_may_not() -> None:
    with pytest.raises(Refused):
        fetched({"/a": sends_to("file:///etc/passwd")})
