"""One window an archive: a second start, or the command line, talks to the window that is already open.

The archive's lock decides who writes; this socket only carries wishes to the one who does. A message is one line of
JSON in each direction. The socket is named after the archive's folder and lies in a folder that no other user may
enter: in the system's temporary one anybody could lie in wait under that name, and be told what is saved.

Between a window's lock and its socket lies a moment, and a command holds the lock without a socket for as long as it
runs. So whoever finds the archive in use asks both again for a while.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import stat
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from pressmark.archive.errors import ArchiveInUse
from pressmark.archive.values import LocalPage, NewArticle, Trust

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pressmark.archive.archive import Archive

CONNECT_MILLISECONDS = 500
REPLY_MILLISECONDS = 10_000
EXPORT_MILLISECONDS = 900_000  # an export may hold tens of thousands of articles; a window that ends is noticed at once
PATIENCE_SECONDS = 5.0  # for a window that is just starting, or a command that is about to end
LOOK_SECONDS = 0.1
LONGEST_SOCKET = 100  # bytes of a path that every system takes for a socket
MESSAGE_BYTES = 128 * 1024 * 1024  # a message past this is dropped: a page file may have 50 MB, as base64

Reply = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Another program's export that a command line names, to be taken in by the window."""

    files: tuple[Path, ...]  # absolute
    tags: tuple[str, ...] = ()
    with_feeds: bool = False


def server_name(archive: Path) -> str:
    """The socket's name for one archive, the same for every path that leads to the folder; empty where none is safe."""
    name = "pressmark-" + hashlib.sha256(str(archive.resolve()).encode()).hexdigest()[:24]
    if sys.platform == "win32":
        return name  # of a pipe
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}")
    for folder in (runtime, Path(tempfile.gettempdir()) / f"pressmark-{os.getuid()}"):
        if _is_private(folder) and len(os.fsencode(folder / name)) < LONGEST_SOCKET:
            return str(folder / name)
    return ""


def _is_private(folder: Path) -> bool:
    """Whether a folder is this user's alone; one of ours that is not there is made."""
    try:
        if folder.parent == Path(tempfile.gettempdir()):
            folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077


def hand_over(
    archive: Path, wishes: Sequence[NewArticle], *, show_window: bool, export: ExportRequest | None = None
) -> Reply | None:
    """Give wishes, or an export, to the window that has this archive open.

    Returns:
        What `pressmark add --json` prints for each wish; for an export one thing, see `pressmark.exports.answer`, or
        nothing where the window's Pressmark knows of no exports. None where no window answers.
    """
    name = server_name(archive)
    if not name:
        return None
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(CONNECT_MILLISECONDS):
        return None
    message: dict[str, Any] = {"show": show_window, "wishes": [_to_json(wish) for wish in wishes]}
    if export is not None:
        files = [str(file) for file in export.files]
        message["export"] = {"files": files, "tags": list(export.tags), "with_feeds": export.with_feeds}
    socket.write(json.dumps(message).encode() + b"\n")
    received = b""
    while not received.endswith(b"\n"):
        if not socket.waitForReadyRead(REPLY_MILLISECONDS if export is None else EXPORT_MILLISECONDS):
            return None
        received += bytes(socket.readAll().data())
    try:
        reply = json.loads(received)
    except (ValueError, RecursionError):  # not one of ours
        return None
    return reply if isinstance(reply, list) else None


def open_or_hand_over(
    archive: Path,
    open_it: Callable[[], Archive],
    wishes: Sequence[NewArticle],
    *,
    show_window: bool,
    export: ExportRequest | None = None,
) -> Archive | Reply:
    """Open an archive, or give the wishes, or an export, to the window that has it open.

    Args:
        archive: its folder.
        open_it: opens it.
        wishes: what to save; to the opened archive nothing was added yet.
        show_window: whether a window that is open is to come to the front.
        export: what to take in instead of wishes, likewise.

    Returns:
        The open archive, or what `hand_over` returned.

    Raises:
        ArchiveInUse: another process holds it, and no window answered, for some seconds.
        StorageError: as `open_it` does.
    """
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return open_it()
        except ArchiveInUse:
            reply = hand_over(archive, wishes, show_window=show_window, export=export)
            if reply is not None:
                return reply
            if time.monotonic() > until:
                raise
            time.sleep(LOOK_SECONDS)


class InstanceServer(QObject):
    """Listens for later starts while this window is open.

    Signals:
        show_asked: another start wants the window in front.
        wishes_arrived: (list of NewArticle, answer); call `answer(reply)` once, on the GUI thread.
        export_arrived: (ExportRequest, answer) likewise.
    """

    show_asked = Signal()
    wishes_arrived = Signal(list, object)
    export_arrived = Signal(object, object)

    def __init__(self, archive: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = server_name(archive)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_new_connection)
        self._buffers: dict[QLocalSocket, bytearray] = {}

    def listen(self) -> bool:
        """Start to listen; call only while holding the archive's lock, for a stale socket is removed."""
        if not self._name:
            return False
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def close(self) -> None:
        """Stop to listen."""
        self._server.close()

    def _on_new_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            self._buffers[socket] = bytearray()
            socket.readyRead.connect(lambda socket=socket: self._on_ready_read(socket))
            socket.disconnected.connect(lambda socket=socket: self._on_disconnected(socket))

    def _on_disconnected(self, socket: QLocalSocket) -> None:
        self._buffers.pop(socket, None)
        socket.deleteLater()

    def _on_ready_read(self, socket: QLocalSocket) -> None:
        buffer = self._buffers.get(socket)
        if buffer is None:
            return
        buffer += socket.readAll().data()
        if len(buffer) > MESSAGE_BYTES:
            socket.abort()
        elif buffer.endswith(b"\n"):
            try:
                show, wishes, export = _read_message(bytes(buffer))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error):
                socket.abort()  # not one of ours
                return
            buffer.clear()
            if show:
                self.show_asked.emit()
            if export is not None:
                self.export_arrived.emit(export, self._answer(socket))
            else:
                self.wishes_arrived.emit(wishes, self._answer(socket))

    def _answer(self, socket: QLocalSocket) -> Callable[[Reply], None]:
        def answer(reply: Reply) -> None:
            if socket in self._buffers:
                socket.write(json.dumps(reply).encode() + b"\n")
                socket.flush()
                socket.disconnectFromServer()

        return answer


def _read_message(line: bytes) -> tuple[bool, list[NewArticle], ExportRequest | None]:
    message = json.loads(line)
    asked = message.get("export")
    export = asked and ExportRequest(
        tuple(Path(file) for file in asked["files"]), tuple(map(str, asked["tags"])), bool(asked["with_feeds"])
    )
    return bool(message["show"]), [_from_json(wish) for wish in message["wishes"]], export or None


def _to_json(wish: NewArticle) -> dict[str, Any]:
    page = wish.page and {
        "data": base64.b64encode(wish.page.data).decode("ascii"),
        "content_type": wish.page.content_type,
        "name": wish.page.name,
    }
    named = {"browser": wish.needs_browser, "trust": wish.trust}
    return {"url": wish.url, "title": wish.title, "tags": list(wish.tags), "page": page, **named}


def _from_json(wish: dict[str, Any]) -> NewArticle:
    page = wish["page"] and LocalPage(
        base64.b64decode(wish["page"]["data"], validate=True),
        str(wish["page"]["content_type"]),
        str(wish["page"]["name"]),
    )
    tags = tuple(str(tag) for tag in wish["tags"])
    needs_browser = bool(wish.get("browser"))  # an older Pressmark does not say
    trust = Trust(wish.get("trust", Trust.USER))
    return NewArticle(str(wish["url"]), str(wish["title"]), tags, page or None, needs_browser, trust)
