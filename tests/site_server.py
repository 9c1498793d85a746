"""A small real web site on this machine, for tests: pages by path, with delays, faults and a count of requests."""

from __future__ import annotations

import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


@dataclass(frozen=True)
class Answer:
    """What the site sends for one path."""

    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0


class Site:
    """A running server; `pages` may be changed while it runs."""

    def __init__(self, pages: dict[str, Answer]) -> None:
        self.pages = pages
        self.requests: Counter[str] = Counter()
        self.on_request: Callable[[Mapping[str, str]], object] = lambda _headers: None
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # the name is http.server's
                site.requests[self.path] += 1
                site.on_request(dict(self.headers))
                answer = site.pages.get(self.path.partition("?")[0], Answer(b"not here", status=404))
                if answer.delay:
                    time.sleep(answer.delay)
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.content_type)
                self.send_header("Content-Length", str(len(answer.body)))
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body)

            def log_message(self, *_args: object) -> None:
                """Stay quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def address(self) -> str:
        """The site's root without a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextmanager
def serve(pages: Mapping[str, Answer | str | bytes]) -> Iterator[Site]:
    """Run a site that answers these paths; text is sent as an HTML page."""
    site = Site({path: _answer(content) for path, content in pages.items()})
    site.start()
    try:
        yield site
    finally:
        site.stop()


def _answer(content: Answer | str | bytes) -> Answer:
    if isinstance(content, Answer):
        return content
    return Answer(content.encode() if isinstance(content, str) else content)


def story(title: str, *paragraphs: str, head: str = "", extra: str = "") -> str:
    """A page as a small news site would send it, long enough to be an article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs) or "".join(
        f"<p>{title}: paragraph {number} tells what happened, who said so, and why it matters to those who read it"
        " later with the network off, which is the point of keeping it at all.</p>"
        for number in range(1, 6)
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Gazette</title>{head}</head>'
        f"<body><nav><a href='/'>Home</a> <a href='/world'>World</a></nav><main><article><h1>{title}</h1>{body}"
        f"</article>{extra}</main><footer>All rights reserved</footer></body></html>"
    )
