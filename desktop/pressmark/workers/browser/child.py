"""The browser process: visits one page after another until whoever asks closes the pipe or dies.

Chromium's sandbox is on, as everywhere but for root in tests. All its connections go to the relay, whose port is on the
command line; it resolves no name by itself.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from typing import TYPE_CHECKING, Any

from pressmark.workers.child import message, read_message

if TYPE_CHECKING:
    from typing import BinaryIO

_FLAGS = (
    "--proxy-server=socks5://127.0.0.1:{port}",
    "--proxy-bypass-list=<-loopback>",  # this machine, too, is reached through the relay or not at all
    '"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"',
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--no-pings",
    "--disk-cache-size=1",
)


def main(arguments: list[str]) -> int:
    """Serve until the pipe is closed."""
    mode, port = arguments
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join(_FLAGS).format(port=int(port))
    serve(requests, answers, is_shown=mode == "sign-in")
    return 0


def serve(requests: BinaryIO, answers: BinaryIO, *, is_shown: bool) -> None:
    """Answer requests as they come, one at a time: with pages, or with what came of a window to sign in."""
    from PySide6.QtCore import QObject, Signal
    from PySide6.QtWebEngineWidgets import QWebEngineView  # before the application, or it cannot come at all
    from PySide6.QtWidgets import QApplication

    from pressmark.workers.browser.sign_in import SignInWindow
    from pressmark.workers.browser.visit import Visit

    class Inbox(QObject):
        arrived = Signal(dict)
        closed = Signal()

    application = QApplication([sys.argv[0]])
    application.setQuitOnLastWindowClosed(False)  # Qt's signature
    inbox = Inbox()

    def answer(value: dict[str, Any]) -> None:
        answers.write(message(json.dumps(value).encode("utf-8", "replace")))
        answers.flush()

    def begin(request: dict[str, Any]) -> None:
        visit = SignInWindow(request) if is_shown else Visit(request, application)

        def end(value: dict[str, Any]) -> None:
            visit.ended.disconnect(end)  # what comes after the answer is nobody's
            answer(value)
            if isinstance(visit, Visit):
                visit.close()

        visit.ended.connect(end)
        visit.start()

    def read() -> None:
        while (request := read_message(requests)) is not None:
            inbox.arrived.emit(json.loads(request))
        inbox.closed.emit()

    inbox.arrived.connect(begin)
    inbox.closed.connect(application.quit)
    threading.Thread(target=read, daemon=True).start()
    QWebEngineView().deleteLater()  # the engine's own processes start now
    answer({"ready": True})
    application.exec()
    os._exit(0)  # nothing here is to be kept, and Qt takes its time to come down


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
