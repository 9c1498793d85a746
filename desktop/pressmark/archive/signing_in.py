"""Lets the person sign in to a site, in a window of the browser process, and keeps what comes of it."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from pressmark.archive.capture.addresses import Network, reach_of
from pressmark.archive.capture.cookies import Cookie
from pressmark.archive.capture.relay import Relay
from pressmark.archive.errors import NotReadable
from pressmark.archive.sign_ins import site_of
from pressmark.archive.urls import host_of, parse_url
from pressmark.archive.values import Trust
from pressmark.workers.browser.process import BrowserProcess
from pressmark.workers.errors import WorkerDied, WorkerError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressmark.archive.sign_ins import SignIns

WINDOW_SECONDS = 3_600.0
WINDOW_BYTES = 1024**3


class SigningIn:
    """One window at a time. `run` waits for it; `stop` may come from any thread.

    Args:
        sign_ins: where cookies are kept.
    """

    def __init__(self, sign_ins: SignIns) -> None:
        self._sign_ins = sign_ins
        self._one_window = threading.Lock()
        self._stopping: tuple[asyncio.AbstractEventLoop, asyncio.Task[bool]] | None = None

    def run(self, url: str, labels: Mapping[str, str]) -> bool:
        """Show the window and wait until the person is done.

        Args:
            url: where to sign in.
            labels: the window's words: `title`, `hint`, `done`, `cancel`, `back`.

        Returns:
            Whether there is a sign-in now; False where the person gave up or the site set no cookie.

        Raises:
            InvalidUrl: the address is none.
            NotReadable: `no-browser`, also where a window is open already.
            StorageError: the cookies cannot be kept.
        """
        url = parse_url(url)
        if not self._one_window.acquire(blocking=False):
            raise NotReadable(code="sign-in-open")
        try:
            return asyncio.run(self._run(url, labels))
        except asyncio.CancelledError:
            return False
        finally:
            self._stopping = None
            self._one_window.release()

    def stop(self) -> None:
        """Close the window, if one is open."""
        if self._stopping is not None:
            loop, task = self._stopping
            loop.call_soon_threadsafe(task.cancel)

    async def _run(self, url: str, labels: Mapping[str, str]) -> bool:
        task: asyncio.Task[bool] | None = asyncio.current_task()
        if task is not None:
            self._stopping = asyncio.get_running_loop(), task
        host, site = host_of(url), site_of(url)
        before = [cookie.to_plain() for cookie in self._sign_ins.cookies_for(url)]
        async with Relay(Network()) as relay:
            relay.begin(host, reach_of(Trust.USER, host)).bytes_left = WINDOW_BYTES
            process = BrowserProcess(relay.port, is_shown=True)
            try:
                answer = await process.ask({"url": url, "cookies": before, "labels": dict(labels)}, WINDOW_SECONDS)
            except WorkerDied as error:
                raise NotReadable(code="worker-died" if process.was_ready else "no-browser") from error
            except WorkerError:
                return False
            finally:
                await process.close()
        found = answer.get("cookies") or []
        return self._sign_ins.keep(site, [Cookie.from_plain(one) for one in found])
