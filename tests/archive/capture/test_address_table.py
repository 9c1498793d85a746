"""A table of addresses as people type them and pages name them, and what the gateway to the network does with each."""

from __future__ import annotations

import asyncio

import pytest

from pressmark.archive.capture.addresses import Network, Zone, zone_of
from pressmark.archive.capture.gateway import Gateway
from pressmark.archive.errors import CaptureError
from pressmark.archive.values import Trust
from raw_site import SMALL, answer, redirect, running

SITE = "127.0.0.1"  # declared to be the public net
NAMES = {
    "story.test": [SITE],
    "xn--bcher-kva.test": [SITE],
    "router.test": ["10.0.0.1"],
    "both.test": [SITE, "192.168.0.1"],
    "mapped.test": ["::ffff:10.0.0.1"],
    "six.test": ["fd00::1"],
    "cloud.test": ["169.254.169.254"],
    "loop.test": ["127.0.0.9"],
    "six-loop.test": ["::1"],
    "tunnel.test": ["2002:7f00:1::"],
    "nat64.test": ["64:ff9b::a00:1"],
    "many.test": ["224.0.0.1"],
    "zero.test": ["0.0.0.0"],  # noqa: S104  # nothing is bound
    "none.test": [],
}

FETCHED = [
    "http://story.test:{port}/",
    "http://STORY.TEST:{port}/",
    "http://story.test.:{port}/",
    "  http://story.test:{port}/  ",
    "http://user:word@story.test:{port}/",
    "http://story.test:{port}/a b",
    "http://story.test:{port}/ä?ö=ü#ß",
    "http://story.test:{port}/<script>",
    "http://story.test:{port}?q",
    "http://story.test:{port}#f",
    "http://story.test:{port}/../../x",
    "http://bücher.test:{port}/",
    "http://BÜCHER.test:{port}/",
    "http://story.test:{port}//double",
    "http://story.test:{port}/%2e%2e/%2f",
]
REFUSED_TO_ALL = {
    "": "invalid-url",
    "   ": "invalid-url",
    "word": "invalid-url",
    "two words": "invalid-url",
    "someone@story.test": "invalid-url",
    "http:": "invalid-url",
    "http:story.test": "invalid-url",
    "http://": "invalid-url",
    "http:///x": "invalid-url",
    "http://?q": "invalid-url",
    "http://:80/": "invalid-url",
    "http://@/": "invalid-url",
    "http://story.test:0/": "invalid-url",
    "http://story.test:65536/": "invalid-url",
    "http://story.test:-1/": "invalid-url",
    "http://story.test:8 0/": "invalid-url",
    "http://story.test:\u0661/": "invalid-url",
    "http://st ory.test/": "invalid-url",
    "http://st\tory.test/": "invalid-url",
    "http://st\nory.test/": "invalid-url",
    "http://story.test/\r\nHost: x": "invalid-url",
    "http://story.test/\x00": "invalid-url",
    "http://story.test/%00": "invalid-url",
    "http://story.test\\@evil.test/": "invalid-url",
    "http://evil.test\\.story.test/": "invalid-url",
    "http:\\\\story.test\\": "invalid-url",
    "http://story.test/\u202e": "invalid-url",
    "http://a..test/": "invalid-url",
    "http://-a.test/": "invalid-url",
    "http://a_b-.test/": "invalid-url",
    "http://xn--a/": "invalid-url",
    "http://%31%32%37.0.0.1/": "invalid-url",
    "http://127.0.0.1.5/": "invalid-url",
    "http://1.2.3.256/": "invalid-url",
    "http://0x100000000/": "invalid-url",
    "http://[::1/": "invalid-url",
    "http://[fe80::1%25eth0]/": "invalid-url",
    "http://1.1.1.1 &@2.2.2.2#@3.3.3.3/": "invalid-url",
    "ftp://story.test/": "invalid-url",
    "file:///etc/passwd": "invalid-url",
    "gopher://story.test/": "invalid-url",
    "dict://story.test:11/": "invalid-url",
    "javascript:alert(1)": "invalid-url",
    "data:text/html,x": "invalid-url",
    "ws://story.test/": "invalid-url",
    "http://cloud.test/": "private-address",  # by a name even a person does not mean it
    "http://many.test/": "private-address",
    "http://tunnel.test/": "private-address",
    "http://none.test/": "no-such-host",
    "http://" + "a" * 64 + ".test/": "invalid-url",
    "http://" + "a." * 140 + "test/": "invalid-url",
    "http://story.test/" + "a" * 9000: "invalid-url",
}
REFUSED_TO_PAGES = [
    "http://router.test/",
    "http://both.test/",
    "http://mapped.test/",
    "http://six.test/",
    "http://loop.test/",
    "http://six-loop.test/",
    "http://nat64.test/",
    "http://zero.test/",
    "http://10.0.0.1/",
    "http://192.168.1.1/",
    "http://172.16.0.1/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://127.0.0.2/",
    "http://127.2/",
    "http://2130706434/",
    "http://0x7f.2/",
    "http://0x7f000002/",
    "http://017700000002/",
    "http://0177.0.0.2/",
    "http://0/",
    "http://0.0.0.0/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.2]/",
    "http://[::ffff:7f00:2]/",
    "http://[64:ff9b::7f00:2]/",
    "http://[2002:7f00:2::]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[fd00::1]/",
    "http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2461/",
    "http://127\u30020\u30020\u30022/",
    "http://user@127.0.0.2/",
    "http://127.0.0.2./",
]


def network() -> Network:
    async def resolve(host: str, _port: int) -> list[str]:
        return NAMES.get(host, [host])

    return Network(resolve, lambda address: Zone.PUBLIC if address == SITE else zone_of(address))


def outcome_of(address: str, trust: Trust) -> str:
    async def scenario() -> str:
        async with running({"*": answer()}) as site, Gateway(SMALL, network=network()) as gateway:
            try:
                await gateway.fetch(address.replace("{port}", str(site.port)), trust=trust)
            except CaptureError as error:
                assert not site.requests
                return error.code
            return f"fetched {len(site.requests)}"

    return asyncio.run(scenario())


def test_there_are_enough() -> None:
    assert len(FETCHED) + len(REFUSED_TO_ALL) + len(set(REFUSED_TO_PAGES)) >= 60


@pytest.mark.parametrize("trust", [Trust.USER, Trust.PAGE])
@pytest.mark.parametrize("address", FETCHED)
def test_is_fetched(address: str, trust: Trust) -> None:
    assert outcome_of(address, trust) == "fetched 1"


@pytest.mark.parametrize("trust", [Trust.USER, Trust.PAGE])
@pytest.mark.parametrize("address", REFUSED_TO_ALL)
def test_is_refused_to_all(address: str, trust: Trust) -> None:
    assert outcome_of(address, trust) == REFUSED_TO_ALL[address]


@pytest.mark.parametrize("address", REFUSED_TO_PAGES)
def test_is_refused_to_pages(address: str) -> None:
    assert outcome_of(address, Trust.PAGE) == "private-address"


@pytest.mark.parametrize("address", [address for address in REFUSED_TO_PAGES if address.isascii()])
def test_no_page_leads_there(address: str) -> None:
    async def scenario() -> tuple[str, int]:
        async with running({"/start": redirect(address), "*": answer()}) as site:
            async with Gateway(SMALL, network=network()) as gateway:
                with pytest.raises(CaptureError) as caught:
                    await gateway.fetch(f"http://story.test:{site.port}/start")
            return caught.value.code, len(site.requests)

    assert asyncio.run(scenario()) == ("private-address", 1)
