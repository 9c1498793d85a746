"""Pages through the browser: one at a time, behind the relay, in a process that ends when it is not needed.

Belongs to the saver's event loop, as the gateway does.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from pressmark.archive.capture.addresses import Network, Reach, Zone, reach_of
from pressmark.archive.capture.relay import Relay
from pressmark.archive.errors import NotReadable, Refused, Timeout, Unreachable
from pressmark.archive.urls import host_of, is_public_scheme
from pressmark.workers.browser.process import BrowserProcess
from pressmark.workers.errors import WorkerDied, WorkerError, WorkerOutOfMemory, WorkerTimeout

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pressmark.archive.capture.cookies import Cookie
    from pressmark.archive.values import Trust

log = logging.getLogger(__name__)

VISIT_SECONDS = 25.0  # until a page is taken as it is
ANSWER_SECONDS = 50.0  # until the process is killed

_CODES = {WorkerTimeout: "worker-timeout", WorkerOutOfMemory: "worker-memory", WorkerDied: "worker-died"}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as its scripts have made it."""

    url: str  # the final address
    html: str
    status: int | None
    is_copied: bool  # the full copy that was asked for is there
    is_private: bool  # it came from a loopback, link-local or private address


class Browser:
    """Renders pages; use it as a context manager. Nothing starts before the first page.

    Args:
        network: how names become addresses.
    """

    def __init__(self, network: Network | None = None) -> None:
        self._network = network or Network()
        self._one_page = asyncio.Lock()
        self._resources = AsyncExitStack()
        self._relay: Relay | None = None
        self._process: BrowserProcess | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._resources.aclose()

    async def render(
        self, url: str, trust: Trust, *, is_public: bool, cookies: Sequence[Cookie] = (), copy: Path | None = None
    ) -> Rendered:
        """Load a page as a reader's browser would.

        Args:
            url: its address.
            trust: who named it.
            is_public: it was found on the public net already, and may not lie elsewhere now.
            cookies: to send to those that set them.
            copy: where to write a full copy (MHTML).

        Raises:
            Refused: `private-address`, `redirect-scheme`.
            Timeout, Unreachable: it could not be loaded.
            NotReadable: `no-browser`; `worker-timeout`, `worker-memory`, `worker-died`; `too-large`.
        """
        host = host_of(url)
        async with self._one_page:
            relay, process = await self._started()
            visit = relay.begin(host, Reach(Zone.PUBLIC) if is_public else reach_of(trust, host))
            request = {
                "url": url,
                "seconds": VISIT_SECONDS,
                "cookies": [cookie.to_plain() for cookie in cookies],
                "copy": str(copy) if copy else "",
            }
            try:
                answer = await process.ask(request, ANSWER_SECONDS)
            except WorkerError as error:
                code = _CODES.get(type(error), "worker-died") if process.was_ready else "no-browser"
                log.warning("no page from the browser: %s", code)
                raise NotReadable(code=code) from error
            finally:
                relay.end()
        if "error" in answer:
            if visit.failure is not None:
                raise visit.failure
            _refuse(str(answer["error"]), host)
        if not is_public_scheme(answer["url"]):
            raise Refused(answer["url"].partition(":")[0][:20], code="redirect-scheme")
        is_private = host_of(answer["url"]) == host and visit.reach.zone > Zone.PUBLIC
        return Rendered(answer["url"], answer["html"], answer["status"], bool(answer["copied"]), is_private)

    async def _started(self) -> tuple[Relay, BrowserProcess]:
        if self._relay is None or self._process is None:
            self._relay = await self._resources.enter_async_context(Relay(self._network))
            self._process = BrowserProcess(self._relay.port)
            self._resources.push_async_callback(self._process.close)
        return self._relay, self._process


def _refuse(word: str, host: str) -> None:
    if word == "timeout":
        raise Timeout(f"{VISIT_SECONDS:g} s")
    if word == "too-large":
        raise NotReadable(code="too-large")
    if word == "crashed":
        raise NotReadable(code="worker-died")
    raise Unreachable(host, code="tls" if word == "tls" else "unreachable")
