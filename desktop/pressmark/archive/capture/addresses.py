"""Which network addresses a request may reach, decided on the very address that is then connected to.

A host name proves nothing: it may resolve to the user's router, and to something else a second later. So names are
resolved here, each address is vetted, and the connection goes to a vetted address; Host header and TLS name stay.

The rule is one comparison. Addresses lie in zones, from the public net inwards, and a `Reach` says how far in a
request may go. What the user names reaches loopback and private networks; a link-local address (where clouds keep
their secrets) only when it was typed as such. A redirect or a picture reaches as far in as the page that named it,
never further.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import IntEnum

from pressmark.archive.errors import Refused, Unreachable
from pressmark.archive.values import Trust

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Teredo, 6to4, local NAT64 and IPv4-compatible addresses lead to an IPv4 address that nobody vetted
_TUNNELS = tuple(map(ipaddress.IPv6Network, ("2001::/32", "2002::/16", "64:ff9b:1::/48", "::/96")))

Resolver = Callable[[str, int], Awaitable[list[str]]]


class Zone(IntEnum):
    """Where an address lies; a greater one is further in."""

    PUBLIC = 0
    PRIVATE = 1
    LOOPBACK = 2
    LINK_LOCAL = 3
    NOWHERE = 4  # multicast, reserved, deprecated tunnels: never connected to


@dataclass(frozen=True, slots=True)
class Reach:
    """How far in a request may go, and, where `only_host` is set, to which host alone."""

    zone: Zone
    only_host: str = ""

    def allows_host(self, host: str) -> bool:
        """Whether requests to this host may be made at all."""
        return not self.only_host or host == self.only_host


def reach_of(trust: Trust, host: str) -> Reach:
    """How far the first request for an address may go."""
    if trust is not Trust.USER:
        return Reach(Zone.PUBLIC)
    return Reach(Zone.LINK_LOCAL if zone_of(host) is Zone.LINK_LOCAL else Zone.LOOPBACK)


def reach_of_pictures(page_host: str, page_zone: Zone) -> Reach:
    """How far the pictures of a page may go: a public page's to the public net, a private page's to its own host."""
    return Reach(page_zone, only_host="" if page_zone is Zone.PUBLIC else page_host)


def zone_of(address: str) -> Zone:
    """The zone of an IP address; IPv4 inside IPv6 counts as what it stands for. Anything else is NOWHERE."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return Zone.NOWHERE
    if parsed.is_loopback or parsed.is_unspecified:  # the system takes 0.0.0.0 for this machine
        return Zone.LOOPBACK
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return zone_of(str(parsed.ipv4_mapped))
        if parsed in _NAT64:
            return zone_of(str(ipaddress.IPv4Address(int(parsed) & 0xFFFF_FFFF)))
        if parsed.is_site_local:
            return Zone.PRIVATE
        if any(parsed in network for network in _TUNNELS):
            return Zone.NOWHERE
    if parsed.is_multicast or parsed.is_reserved:
        return Zone.NOWHERE
    if parsed.is_link_local:
        return Zone.LINK_LOCAL
    return Zone.PUBLIC if parsed.is_global else Zone.PRIVATE


_LOCAL_ENDINGS = (".local", ".localhost", ".internal", ".lan", ".home.arpa")


def is_local_name(host: str) -> bool:
    """Whether a host's name alone says that it lies on a private network or this machine. Asks nobody."""
    if zone_of(host) in (Zone.PRIVATE, Zone.LOOPBACK, Zone.LINK_LOCAL):
        return True
    return ("." not in host and ":" not in host) or host.endswith(_LOCAL_ENDINGS)


async def resolve_by_system(host: str, port: int) -> list[str]:
    """The addresses of a host in the order the system prefers.

    Raises:
        Unreachable: `no-such-host`, or `unreachable` where no name server answers.
    """
    try:
        answers = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        is_offline = error.errno in (socket.EAI_AGAIN, socket.EAI_FAIL)
        raise Unreachable(host, code="unreachable" if is_offline else "no-such-host") from error
    except (OSError, UnicodeError) as error:
        raise Unreachable(host, code="no-such-host") from error
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


@dataclass(frozen=True, slots=True)
class Network:
    """How names and zones are found; tests bring their own."""

    resolve: Resolver = resolve_by_system
    zone_of: Callable[[str], Zone] = zone_of

    async def vetted_addresses(self, host: str, port: int, reach: Reach) -> list[str]:
        """The addresses of a host, all within reach.

        Raises:
            Refused: `private-address`; one answer out of reach is enough.
            Unreachable: the host has no address.
        """
        if not reach.allows_host(host):
            raise Refused(host, code="private-address")
        addresses = await self.resolve(host, port)
        if not addresses:
            raise Unreachable(host, code="no-such-host")
        if max(map(self.zone_of, addresses)) > reach.zone:
            raise Refused(host, code="private-address")
        return addresses
