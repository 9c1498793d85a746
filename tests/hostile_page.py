"""A page that tries all it can to reach a server and to run, and the server that listens for it."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ATTACKS = """
<html><head><title>kept</title>
<base href="http://127.0.0.1:{port}/base/">
<meta http-equiv="refresh" content="0; url=http://127.0.0.1:{port}/refresh">
<link rel="preconnect" href="http://127.0.0.1:{port}">
<link rel="dns-prefetch" href="//127.0.0.1:{port}">
<link rel="prefetch" href="http://127.0.0.1:{port}/prefetch">
<link rel="preload" as="image" href="http://127.0.0.1:{port}/preload">
<link rel="prerender" href="http://127.0.0.1:{port}/prerender">
<link rel="stylesheet" href="http://127.0.0.1:{port}/style.css">
<link rel="icon" href="http://127.0.0.1:{port}/icon.png">
<link rel="manifest" href="http://127.0.0.1:{port}/manifest">
<style>@import url("http://127.0.0.1:{port}/import.css");
@font-face {{ font-family: x; src: url("http://127.0.0.1:{port}/font.woff2"); }}
body {{ background: url("http://127.0.0.1:{port}/background.png"); font-family: x; }}</style>
<script>document.title = 'run'; fetch('http://127.0.0.1:{port}/fetch');</script>
<script src="http://127.0.0.1:{port}/script.js"></script>
</head><body onload="document.title='run'">
<img src="http://127.0.0.1:{port}/picture.png" onerror="document.title='run'">
<img src="x" srcset="http://127.0.0.1:{port}/set.png 1x">
<picture><source srcset="http://127.0.0.1:{port}/s.png"><img></picture>
<svg><image href="http://127.0.0.1:{port}/svg.png"/><script>document.title='run'</script></svg>
<iframe src="http://127.0.0.1:{port}/frame"></iframe>
<iframe srcdoc="<script>top.document.title='run'</script>"></iframe>
<object data="http://127.0.0.1:{port}/object"></object><embed src="http://127.0.0.1:{port}/embed">
<video src="http://127.0.0.1:{port}/video.mp4" poster="http://127.0.0.1:{port}/poster.png" autoplay></video>
<audio src="http://127.0.0.1:{port}/audio.mp3" autoplay></audio><track src="http://127.0.0.1:{port}/track">
<form action="http://127.0.0.1:{port}/form" id="f"><input name="a" autofocus onfocus="document.title='run'"></form>
<a href="javascript:document.title='run'" autofocus>x</a>
<a ping="http://127.0.0.1:{port}/ping" href="#there">there</a>
<img src="file:///etc/hostname"><img src="pressmark-article://reader/0/images/x.png">
<p id="there">Text</p></body></html>
"""


@contextmanager
def listening() -> Iterator[tuple[int, list[bytes]]]:
    """A server that only notes who connects: its port, and a word for each."""
    heard: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.05)
    stopping = threading.Event()

    def listen() -> None:
        while not stopping.is_set():
            try:
                connection, _address = server.accept()
            except TimeoutError:
                continue
            with connection:
                heard.append(b"connected")

    thread = threading.Thread(target=listen)
    thread.start()
    yield server.getsockname()[1], heard
    stopping.set()
    thread.join()
    server.close()
