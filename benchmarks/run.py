"""Measures what a person feels: start, saving, typing, and whether the window stays live. Prints, judges nothing.

Usage: run.py [FOLDER]. FOLDER may hold real pages as <set>/<id>/source.html.gz; without it invented ones are saved.
"""

from __future__ import annotations

import gzip
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Self

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer

from pressmark.app import make_application
from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.values import Added, NewArticle, Order, Shelf, Status
from pressmark.settings import Settings
from pressmark.tasks.garbage import GuiThreadCollector
from pressmark.tasks.runner import TaskRunner
from pressmark.ui import theme
from pressmark.ui.main_window import MainWindow
from pressmark.ui.notices import Notices
from pressmark.ui.workspace import Workspace
from sample_pages import samples

if TYPE_CHECKING:
    from collections.abc import Iterable

TYPED = "privacy judge wrote"
PROBE_MILLISECONDS = 5

START = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
began = float(sys.argv[2])
from pressmark import app, paths
from pressmark.settings import Settings
from pressmark.ui import theme
application = app.make_application()
theme.install(application)
program = app.Program(application, Settings(Path(sys.argv[1]) / "settings.json"))
program.open(Path(sys.argv[1]) / "archive", ())
QTimer.singleShot(0, lambda: (print(time.time() - began, flush=True), application.quit()))
application.exec()
"""


def main(folder: Path | None) -> int:
    """Run every measurement in turn."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        os.environ.update({f"PRESSMARK_{part}": str(root / part.lower()) for part in ("CONFIG", "CACHE", "LOGS")})
        starts = [start_seconds(root) for _ in range(5)]
        each = ", ".join(f"{one:.2f}" for one in starts)
        print(f"start to usable window: {statistics.median(starts):.2f} s (median of {each})")
        measure_typing(root / "typing", 2_000)
        measure_saving(root / "saving", real_pages(folder) if folder else invented_pages(200))
    usage = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory of this process at its peak: {usage:.0f} MB")
    return 0


def start_seconds(root: Path) -> float:
    """Seconds from the start of a process to the first idle moment of its window."""
    command = [sys.executable, "-c", START, str(root), repr(time.time())]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(run.stdout.split()[0])


def measure_typing(root: Path, count: int) -> None:
    """Type a query letter by letter in the real window, and wait for the rows after each."""
    with open_archive(root / "archive", cache=root / "cache") as archive:
        archive.add([sample.wish for sample in samples(count, pictures=False)])
        began = time.perf_counter()
        archive.save_pending()
        print(f"{count} articles saved from memory: {time.perf_counter() - began:.0f} s")
        searches = []
        for end in range(1, len(TYPED) + 1):
            began = time.perf_counter()
            listing = archive.find(TYPED[:end], Shelf.ALL, Order.RELEVANCE, typing=True)
            archive.snippets(listing, [hit.id for hit in listing.hits[:20]])
            searches.append((time.perf_counter() - began) * 1000)
        show("search with 20 snippets, each key", searches)
        with Window(archive, root) as shown:
            keys = []
            for end in range(1, len(TYPED) + 1):
                loop = QEventLoop()
                shown.window.list.listed.connect(loop.quit)
                began = time.perf_counter()
                shown.window.finder.set_query(TYPED[:end], is_typing=True)
                QTimer.singleShot(5_000, loop.quit)
                loop.exec()
                shown.window.list.view.viewport().repaint()
                keys.append((time.perf_counter() - began) * 1000)
            show("key press to painted rows", keys)


def measure_saving(root: Path, pages: dict[str, bytes]) -> None:
    """Save pages from a local site with mixed delays while the window is open; probe the GUI thread."""
    added: list[Added] = []
    with site(pages) as address, open_archive(root / "archive", cache=root / "cache") as archive:
        with Window(archive, root) as shown:
            gaps = shown.probe()
            began = time.perf_counter()
            archive.start_saving()
            saving = threading.Thread(target=lambda: added.extend(save_all(archive, address, pages)))
            saving.start()
            loop = QEventLoop()
            check = QTimer()
            check.timeout.connect(lambda: None if saving.is_alive() else loop.quit())
            check.start(300)
            loop.exec()
            seconds = time.perf_counter() - began
        ids = [one.id for one in added if one.id is not None]
        states: dict[Status, int] = {}
        for article in archive.articles(ids):
            states[article.status] = states.get(article.status, 0) + 1
        print(f"{len(pages)} pages in {seconds:.0f} s: {', '.join(f'{n} {state}' for state, n in states.items())}")
        print(f"damages: {len(archive.verify().damages)}; addresses given and kept: {len(pages)} and {len(set(ids))}")
        show("gaps of the GUI thread while saving", gaps)


def save_all(archive: Archive, address: str, names: Iterable[str]) -> list[Added]:
    """Ask for every page, and wait until none waits or is being captured. Not for the GUI thread, as in the window."""
    added = archive.add([NewArticle(f"{address}/{name}") for name in names])
    while (counts := archive.counts()).queued or counts.capturing:
        time.sleep(0.3)
    return added


class Window:
    """The real window on an archive, for a while."""

    def __init__(self, archive: Archive, root: Path) -> None:
        theme.install(make_application(), theme.Scheme.LIGHT)
        self._collector = GuiThreadCollector()
        self.tasks = TaskRunner()
        settings = Settings(root / "settings.json")
        settings.last_shelf = Shelf.ALL.value
        self.window = MainWindow(Workspace(archive, self.tasks, Notices(), settings))
        self._timer = QTimer()

    def __enter__(self) -> Self:
        self.window.show()
        loop = QEventLoop()
        QTimer.singleShot(2_500, loop.quit)
        loop.exec()
        return self

    def probe(self) -> list[float]:
        """Note how much later than due a timer comes, in milliseconds, from now on."""
        gaps: list[float] = []
        last = [time.perf_counter()]

        def tick() -> None:
            now = time.perf_counter()
            gaps.append(max(0.0, (now - last[0]) * 1000 - PROBE_MILLISECONDS))
            last[0] = now

        self._timer.timeout.connect(tick)
        self._timer.start(PROBE_MILLISECONDS)
        return gaps

    def __exit__(self, *_error: object) -> None:
        self._timer.stop()
        self.window.close()
        self.tasks.close()
        self._collector.stop()


def show(what: str, values: list[float]) -> None:
    """Print median, 95th percentile and the worst of some milliseconds."""
    ordered = sorted(values)
    middle, late = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(f"{what}: median {middle:.0f} ms, 95th {late:.0f} ms, worst {ordered[-1]:.0f} ms, of {len(ordered)}")


def real_pages(folder: Path) -> dict[str, bytes]:
    """Pages of a folder by a name for their address."""
    files = sorted(folder.glob("*/*/source.html.gz"))
    return {f"{file.parts[-3]}/{file.parts[-2]}": gzip.decompress(file.read_bytes()) for file in files}


def invented_pages(count: int) -> dict[str, bytes]:
    """As many invented pages."""
    chosen = (sample.wish.page for sample in samples(count, pictures=False))
    return {str(number): page.data for number, page in enumerate(chosen) if page is not None}


class site:  # noqa: N801  # used as a context, like a function
    """A local site that answers after mixed delays."""

    def __init__(self, pages: dict[str, bytes]) -> None:
        rng = random.Random(3)
        delays = {name: rng.choice((0, 0, 0.02, 0.1, 0.4)) for name in pages}

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # the name is http.server's
                name = self.path.lstrip("/")
                body = pages.get(name)
                time.sleep(delays.get(name, 0))
                self.send_response(200 if body is not None else 404)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, *_args: object) -> None:
                """Stay quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def rest(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
