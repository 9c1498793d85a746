from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.capture.addresses import (
    Network,
    Reach,
    Zone,
    reach_of,
    reach_of_pictures,
    resolve_by_system,
    zone_of,
)
from pressmark.archive.capture.fetched import Fetched
from pressmark.archive.capture.gateway import Gateway
from pressmark.archive.errors import CaptureError, Refused, Unreachable
from pressmark.archive.values import Trust
from raw_site import SMALL, answer, redirect, running

if TYPE_CHECKING:
    from collections.abc import Mapping

PUBLIC_STAND_IN = "127.0.0.1"  # what the tests declare to be the public net
PRIVATE = "127.0.0.2"


def stub(names: Mapping[str, list[str]], asked: list[str] | None = None) -> Network:
    async def resolve(host: str, _port: int) -> list[str]:
        if asked is not None:
            asked.append(host)
        return names.get(host, [host])

    return Network(resolve, lambda address: Zone.PUBLIC if address == PUBLIC_STAND_IN else zone_of(address))


@pytest.mark.parametrize(
    ("address", "zone"),
    [
        ("93.184.216.34", Zone.PUBLIC),
        ("2606:2800:220:1::1", Zone.PUBLIC),
        ("64:ff9b::5db8:d822", Zone.PUBLIC),
        ("10.1.2.3", Zone.PRIVATE),
        ("192.168.0.1", Zone.PRIVATE),
        ("172.31.0.1", Zone.PRIVATE),
        ("100.64.0.1", Zone.PRIVATE),
        ("fd00::1", Zone.PRIVATE),
        ("fec0::1", Zone.PRIVATE),
        ("::ffff:10.0.0.1", Zone.PRIVATE),
        ("127.0.0.1", Zone.LOOPBACK),
        ("127.9.9.9", Zone.LOOPBACK),
        ("0.0.0.0", Zone.LOOPBACK),  # noqa: S104  # nothing is bound
        ("::1", Zone.LOOPBACK),
        ("::", Zone.LOOPBACK),
        ("::ffff:127.0.0.1", Zone.LOOPBACK),
        ("64:ff9b::7f00:1", Zone.LOOPBACK),
        ("169.254.169.254", Zone.LINK_LOCAL),
        ("fe80::1%eth0", Zone.LINK_LOCAL),
        ("::ffff:169.254.169.254", Zone.LINK_LOCAL),
        ("224.0.0.1", Zone.NOWHERE),
        ("255.255.255.255", Zone.NOWHERE),
        ("240.0.0.1", Zone.NOWHERE),
        ("ff02::1", Zone.NOWHERE),
        ("2002:7f00:1::", Zone.NOWHERE),
        ("2001:0:7f00:1::", Zone.NOWHERE),
        ("::7f00:1", Zone.NOWHERE),
        ("64:ff9b:1::7f00:1", Zone.NOWHERE),
        ("voz.us", Zone.NOWHERE),
    ],
)
def test_zone_of(address: str, zone: Zone) -> None:
    assert zone_of(address) is zone


@given(st.ip_addresses(v=4))
def test_ipv4_inside_ipv6_is_as_far_in_as_it_was(address: object) -> None:
    assert zone_of(f"::ffff:{address}") is zone_of(f"64:ff9b::{address}") is zone_of(str(address))


@given(st.ip_addresses())
def test_only_global_addresses_are_public(address: object) -> None:
    if zone_of(str(address)) is Zone.PUBLIC and not str(address).startswith(("64:ff9b::", "::ffff:")):
        assert address.is_global
        assert not address.is_multicast


def test_how_far_each_may_reach() -> None:
    assert reach_of(Trust.USER, "router.lan") == Reach(Zone.LOOPBACK)
    assert reach_of(Trust.USER, "169.254.169.254") == Reach(Zone.LINK_LOCAL)
    assert reach_of(Trust.PAGE, "169.254.169.254") == Reach(Zone.PUBLIC)
    assert reach_of_pictures("voz.us", Zone.PUBLIC) == Reach(Zone.PUBLIC)
    own = reach_of_pictures("10.0.0.1", Zone.PRIVATE)
    assert own.allows_host("10.0.0.1")
    assert not own.allows_host("voz.us")


def fetch(network: Network, url: str, routes: Mapping[str, bytes], trust: Trust = Trust.USER) -> object:
    async def scenario() -> object:
        async with running(routes) as site, Gateway(SMALL, network=network) as gateway:
            try:
                return await gateway.fetch(url.replace("{port}", str(site.port)), trust=trust), site.requests
            except CaptureError as error:
                return error, site.requests

    return asyncio.run(scenario())


def test_the_name_is_kept_while_the_address_is_pinned() -> None:
    asked: list[str] = []
    found, requests = fetch(
        stub({"story.test": [PUBLIC_STAND_IN]}, asked), "http://story.test:{port}/", {"*": answer()}
    )
    assert isinstance(found, Fetched)
    assert not found.is_private
    assert asked == ["story.test"]  # once, so that a second answer cannot differ
    assert "Host: story.test:" in requests[0]


@pytest.mark.parametrize(
    ("addresses", "trust"),
    [
        pytest.param([PRIVATE], Trust.PAGE, id="what a page names is not private"),
        pytest.param([PUBLIC_STAND_IN, PRIVATE], Trust.PAGE, id="one private answer is enough"),
        pytest.param(["169.254.169.254"], Trust.USER, id="no name leads to link-local"),
        pytest.param(["224.0.0.1"], Trust.USER, id="nothing leads to multicast"),
    ],
)
def test_out_of_reach(addresses: list[str], trust: Trust) -> None:
    failure, requests = fetch(stub({"story.test": addresses}), "http://story.test:{port}/", {"*": answer()}, trust)
    assert isinstance(failure, Refused)
    assert (failure.code, failure.detail) == ("private-address", "story.test")
    assert not requests


@pytest.mark.parametrize("target", [PRIVATE, "127.1", "[::ffff:7f00:2]", "0x7f.2", "router.test", "169.254.169.254"])
def test_a_public_page_never_leads_inside(target: str) -> None:
    network = stub({"story.test": [PUBLIC_STAND_IN], "router.test": ["10.0.0.1"], "127.0.0.1": ["127.0.0.9"]})
    failure, requests = fetch(network, "http://story.test:{port}/", {"*": redirect(f"http://{target}:{{port}}/x")})
    assert getattr(failure, "code", failure) == "private-address"
    assert len(requests) == 1


def test_a_private_page_may_lead_out_but_not_back_in() -> None:
    async def scenario() -> list[str]:
        routes = {"/in": redirect("http://out.test:{port}/out"), "/out": redirect("http://in.test:{port}/deep")}
        network = stub({"in.test": [PRIVATE], "out.test": [PUBLIC_STAND_IN]})
        async with running(routes, (PUBLIC_STAND_IN, PRIVATE)) as site, Gateway(SMALL, network=network) as gateway:
            with pytest.raises(Refused) as caught:
                await gateway.fetch(f"http://in.test:{site.port}/in")
            assert caught.value.detail == "in.test"
            return [request.split()[1] for request in site.requests]

    try:
        assert asyncio.run(scenario()) == ["/in", "/out"]
    except OSError:
        pytest.skip("this system has only one loopback address")


def test_the_next_address_is_tried_when_one_refuses() -> None:
    found, _requests = fetch(
        stub({"story.test": ["::1", PUBLIC_STAND_IN]}), "http://story.test:{port}/", {"*": answer()}
    )
    assert isinstance(found, Fetched)


def test_a_host_without_an_address() -> None:
    failure, _requests = fetch(stub({"story.test": []}), "http://story.test:{port}/", {"*": answer()})
    assert (type(failure), failure.code) == (Unreachable, "no-such-host")


@pytest.mark.parametrize(
    ("number", "code"),
    [(socket.EAI_NONAME, "no-such-host"), (socket.EAI_AGAIN, "unreachable")],
    ids=["unknown", "offline"],
)
def test_what_the_system_says_about_a_name(monkeypatch: pytest.MonkeyPatch, number: int, code: str) -> None:
    def getaddrinfo(*_args: object, **_more: object) -> None:
        raise socket.gaierror(number, "no")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(Unreachable) as caught:
        asyncio.run(resolve_by_system("story.invalid", 80))
    assert (caught.value.code, caught.value.detail) == (code, "story.invalid")


def test_numeric_names_resolve_to_themselves() -> None:
    assert asyncio.run(resolve_by_system("127.0.0.1", 80)) == ["127.0.0.1"]
