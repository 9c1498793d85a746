"""Walks through the program twice, by keyboard alone and by mouse, with real events of an X server of its own.

Usage: walks.py FOLDER [keys|mouse]. A page is added, read, highlighted with a note, tagged, searched for; the search is
saved, three steps are undone, the article goes to the trash and comes back, and the window is quit. After each step the
archive is read, and a picture of the screen goes into the folder: look at each. Xvfb, openbox and xdotool are needed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressmark.archive.archive import open_archive
from pressmark.archive.errors import ArchiveError
from pressmark.archive.values import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressmark.archive.archive import Archive
    from pressmark.archive.values import Article, Highlight

TOOLS = ("Xvfb", "openbox", "xdotool")
SCREEN = "1440x900x24"
PATIENCE_SECONDS = 30.0
LOOK_SECONDS = 0.2  # between two looks at what is waited for
SETTLE_SECONDS = 0.8  # before a picture
HAND_SECONDS = 0.4  # before a key, for the window manager gives a new window the focus only after it shows
TITLE = "The ferry that left at dawn"
SENTENCE = "The gulls followed it for an hour."
NOTE, TAG, NAME = "Ask the captain", "sea/ferries", "Harbours"
PAGE = (
    f"<!doctype html><html lang='en'><title>{TITLE}</title><article><h1>{TITLE}</h1>"
    f"<p>The old ferry left the harbour at dawn. {SENTENCE} Then the fog came in from the west.</p>"
    + "".join(
        f"<p>On day {day} nobody on board spoke of the storm that was to come, and the cook, who had seen many, "
        f"counted the plates that were left. He said that {day} of them would do.</p>"
        for day in range(2, 30)
    )
    + "</article></html>"
)


class WalkError(Exception):
    """A step did not do what it should; the message says which and what was missing."""


class Site(BaseHTTPRequestHandler):
    """Serves the one page."""

    def do_GET(self) -> None:  # noqa: D102  # http.server's
        body = PAGE.encode()
        self.send_response(200 if self.path == "/ferry" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_about: object) -> None:
        """Say nothing."""


class Walk:
    """One window on a new archive, with hands on its keyboard and mouse and an eye on the archive.

    Args:
        folder: gets the pictures.
        url: of the page to add.
        environment: with the display.
    """

    def __init__(self, folder: Path, url: str, environment: dict[str, str]) -> None:
        self.folder, self.url, self._environment = folder, url, environment
        self.place = Path(tempfile.mkdtemp(prefix="pressmark-walk-"))
        own = {f"PRESSMARK_{name.upper()}": str(self.place / name) for name in ("cache", "config")}
        own["PRESSMARK_LOGS"] = str(folder / "logs")
        command = [
            sys.executable,
            "-X",
            "faulthandler",
            str(Path(__file__).with_name("walk_window.py")),
            "--archive",
            str(self.archive),
        ]
        self.window = subprocess.Popen(
            command,
            env=environment | own,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(folder / "window.log").open("w"),
            text=True,
        )
        self._pictures = 0

    @property
    def archive(self) -> Path:
        """The archive's folder."""
        return self.place / "archive"

    def close(self) -> None:
        """End what is left of the window and take the archive away."""
        if self.window.poll() is None:
            self.window.terminate()
            self.window.wait()
        shutil.rmtree(self.place)

    # -- hands ---------------------------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as xdotool names them."""
        for key in keys:
            time.sleep(HAND_SECONDS)
            self._do("key", key)

    def write(self, text: str) -> None:
        """Type a text."""
        time.sleep(HAND_SECONDS)
        self._do("type", "--delay", "20", text)

    def point(self, name: str) -> None:
        """Move the mouse onto what is called so, once it is there."""
        self._move_to(*middle(self.find(name)))

    def click(self, name: str, button: int = 1, times: int = 1) -> None:
        """Click what is called so."""
        self.point(name)
        self._do("click", "--repeat", str(times), "--delay", "80", str(button))

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Move the mouse with its button held."""
        self._move_to(*start)
        self._do("mousedown", "1")
        for part in range(1, 11):
            self._move_to(*(a + (b - a) * part // 10 for a, b in zip(start, end, strict=True)))
            time.sleep(0.03)  # a hand takes its time, and dragging begins only after some
        self._do("mouseup", "1")

    def _move_to(self, x: int, y: int) -> None:
        self._do("mousemove", "--sync", str(x), str(y))

    def _do(self, *words: str) -> None:
        subprocess.run(
            [shutil.which("xdotool") or "", *words], env=self._environment, check=True, timeout=PATIENCE_SECONDS
        )

    # -- eyes ----------------------------------------------------------------------------------------------------------

    def find(self, name: str, kind: str = "place") -> list[int]:
        """Where something is on the screen, once it is there: left, top, width, height."""
        found = self.until(f"{name!r} to be seen", lambda: self._ask({kind: name}))
        return [int(side) for side in found]

    def until(self, what: str, look: Callable[[], Any]) -> Any:
        """Look until there is something; returns it."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not (found := look()):
            if time.monotonic() > end:
                raise WalkError(f"waited in vain for {what}")
            time.sleep(LOOK_SECONDS)
        return found

    def kept(self, what: str, is_so: Callable[[Archive], Any]) -> None:
        """Wait until the archive says so."""

        def look() -> object:
            try:
                with open_archive(self.archive, cache=self.place / "cache", create=False, read_only=True) as archive:
                    return is_so(archive)
            except ArchiveError:  # it is not there yet
                return None

        self.until(f"the archive to have {what}", look)

    def picture(self, name: str) -> None:
        """Write what the screen shows now."""
        time.sleep(SETTLE_SECONDS)
        self._pictures += 1
        self._ask({"picture": str(self.folder / f"{self._pictures:02}-{name}.png")})

    def ended(self) -> None:
        """Wait until the window has ended by itself and well."""
        if (code := self.window.wait(PATIENCE_SECONDS)) != 0:
            raise WalkError(f"the window ended with {code}")

    def _ask(self, question: dict[str, str]) -> Any:
        stdin, stdout = self.window.stdin, self.window.stdout
        if stdin is None or stdout is None or self.window.poll() is not None:
            raise WalkError(f"the window is gone ({self.window.poll()})")
        stdin.write(json.dumps(question) + "\n")
        stdin.flush()
        return json.loads(stdout.readline() or "null")


def middle(box: list[int]) -> tuple[int, int]:
    """The point in the middle of a place."""
    return box[0] + box[2] // 2, box[1] + box[3] // 2


def article(archive: Archive) -> Article | None:
    """The article of the walk, as soon as there is one."""
    return next(iter(archive.articles([1])), None)


def has(archive: Archive, fact: Callable[[Article], object]) -> object:
    """Whether the article is there and something is so of it."""
    found = article(archive)
    return found is not None and fact(found)


def marked(archive: Archive) -> tuple[Highlight, ...]:
    """The highlights of the article."""
    return archive.highlights(1)


def is_found(query: str, shelf: Shelf, archive: Archive) -> bool:
    """Whether just the article is found."""
    return [hit.id for hit in archive.find(query, shelf).hits] == [1]


def add_by_keys(walk: Walk) -> None:
    """Add the page."""
    walk.find("Add")
    walk.press("ctrl+n")
    walk.find("Links or text")
    walk.write(walk.url)
    walk.find("Save")
    walk.picture("add-dialog")
    walk.press("Tab", "Return")


def add_by_mouse(walk: Walk) -> None:
    """Add the page."""
    walk.click("Add")
    walk.click("Links or text")
    walk.write(walk.url)
    walk.picture("add-dialog")
    walk.click("Save")


def read_by_keys(walk: Walk) -> None:
    """Open it, page through it, mark it as read."""
    walk.find(TITLE)
    walk.press("j", "Return")
    walk.find(SENTENCE, "words")
    walk.press("Page_Down")
    walk.kept("how far it was read", lambda one: has(one, lambda it: it.progress > 0))
    walk.press("Page_Up", "e")


def read_by_mouse(walk: Walk) -> None:
    """Open it, and mark it as read."""
    walk.click(TITLE, times=2)
    walk.find(SENTENCE, "words")
    walk.click("Mark as read")


def highlight_by_keys(walk: Walk) -> None:
    """Choose the second sentence and write on it."""
    walk.press("h")
    walk.find("Highlight with a note")
    walk.press("Down")
    walk.picture("chosen")
    walk.press("n")
    walk.find("Note")
    walk.write(NOTE)
    walk.picture("note")
    walk.press("ctrl+Return")


def highlight_by_mouse(walk: Walk) -> None:
    """Drag over the second sentence and write on it."""
    first, last = (walk.find(words, "words") for words in (SENTENCE[:9], SENTENCE[-8:]))  # each is on one line
    walk.drag((first[0] + 1, middle(first)[1]), (last[0] + last[2] - 1, middle(last)[1]))
    walk.find("Highlight with a note")
    walk.picture("chosen")
    walk.click("Highlight with a note")
    walk.find("Note")
    walk.write(NOTE)
    walk.picture("note")
    walk.click("Keep")


def tag_by_keys(walk: Walk) -> None:
    """Give it a tag."""
    walk.press("t")
    walk.find("New tag")
    walk.write(TAG)
    walk.picture("tag-editor")
    walk.press("Return", "Return")


def tag_by_mouse(walk: Walk) -> None:
    """Give it a tag, and click elsewhere."""
    walk.click("Tags (T)")
    walk.find("New tag")
    walk.write(TAG)
    walk.picture("tag-editor")
    walk._move_to(700, 850)  # noqa: SLF001 - nothing has a name there
    walk._do("click", "1")  # noqa: SLF001 - likewise


def search_by_keys(walk: Walk) -> None:
    """Search for a word in the inbox, which is empty by now, and then in all articles."""
    walk.press("slash")
    walk.write("harbour")
    walk.find("Search all articles")
    walk.press("Return", "space")
    walk.find(TITLE)


def search_by_mouse(walk: Walk) -> None:
    """Search for a word in the inbox, which is empty by now, and then in all articles."""
    walk.click("Search")
    walk.write("harbour")
    walk.click("Search all articles")
    walk.find(TITLE)


def save_search_by_keys(walk: Walk) -> None:
    """Keep the search."""
    walk.press("ctrl+s")
    walk.find("OK")
    walk.press("ctrl+a")
    walk.write(NAME)
    walk.picture("search-name")
    walk.press("Return")


def save_search_by_mouse(walk: Walk) -> None:
    """Keep the search."""
    walk.click("Save this search")
    walk.find("OK")
    walk.press("ctrl+a")
    walk.write(NAME)
    walk.picture("search-name")
    walk.click("OK")


def undo_by_mouse(walk: Walk) -> None:
    """Take the last step back."""
    walk.click("Edit")
    walk.click("Undo: ")


def trash_by_mouse(walk: Walk) -> None:
    """Drag it onto the trash."""
    walk.drag(middle(walk.find(TITLE)), middle(walk.find("Trash")))


def restore_by_keys(walk: Walk) -> None:
    """Go to the trash and take it out, both by the palette."""
    for what in ("Trash", "Restore from"):
        walk.press("ctrl+k")
        walk.write(what)
        walk.find(what if what == "Trash" else "Restore from Trash")
        walk.picture("palette")
        walk.press("Return")
        if what == "Trash":
            walk.find(TITLE)
            walk.press("j")


def restore_by_mouse(walk: Walk) -> None:
    """Go to the trash and take it out."""
    walk.click("Trash")
    walk.click(TITLE, button=3)
    walk.picture("menu")
    walk.click("Restore from Trash")


def quit_by_mouse(walk: Walk) -> None:
    """Leave by the menu."""
    walk.click("File")
    walk.click("Quit")


def press(*keys: str) -> Callable[[Walk], None]:
    """A step that is nothing but keys."""
    return lambda walk: walk.press(*keys)


def steps(*, by_keys: bool) -> list[tuple[str, Callable[[Walk], None], Callable[[Archive], Any]]]:
    """Every step: its name, what hands do, and what the archive must say then."""
    undo = press("ctrl+z") if by_keys else undo_by_mouse
    return [
        (
            "add",
            add_by_keys if by_keys else add_by_mouse,
            lambda one: has(one, lambda it: it.title == TITLE and it.words),
        ),
        ("read", read_by_keys if by_keys else read_by_mouse, lambda one: has(one, lambda it: it.is_read)),
        (
            "highlight",
            highlight_by_keys if by_keys else highlight_by_mouse,
            lambda one: [(it.quote, it.note) for it in marked(one)] == [(SENTENCE, NOTE)],
        ),
        ("tag", tag_by_keys if by_keys else tag_by_mouse, lambda one: has(one, lambda it: it.tags == (TAG,))),
        ("search", search_by_keys if by_keys else search_by_mouse, partial(is_found, "harbour", Shelf.ALL)),
        (
            "save-search",
            save_search_by_keys if by_keys else save_search_by_mouse,
            lambda one: [(it.name, it.query) for it in one.saved_searches()] == [(NAME, "harbour")],
        ),
        ("undo-search", undo, lambda one: not one.saved_searches()),
        ("undo-tag", undo, lambda one: has(one, lambda it: not it.tags)),
        ("undo-highlight", undo, lambda one: not marked(one)),
        ("trash", press("numbersign") if by_keys else trash_by_mouse, partial(is_found, "", Shelf.TRASH)),
        ("restore", restore_by_keys if by_keys else restore_by_mouse, partial(is_found, "", Shelf.ALL)),
    ]


def go(way: str, folder: Path, url: str, environment: dict[str, str]) -> bool:
    """Walk one way; says what was done, and returns whether all went well."""
    folder.mkdir(parents=True, exist_ok=True)
    walk = Walk(folder, url, environment)
    name = "start"
    try:
        walk.find("Add")
        walk.picture(name)
        for name, act, is_so in steps(by_keys=way == "keys"):
            act(walk)
            walk.kept(f"what {name!r} does", is_so)
            walk.picture(name)
            print(f"{way}: {name}", flush=True)
        name = "quit"
        (press("ctrl+q") if way == "keys" else quit_by_mouse)(walk)
        walk.ended()
        print(f"{way}: {name}", flush=True)
    except (WalkError, subprocess.SubprocessError) as error:
        print(f"{way}: {name} FAILED: {error}", flush=True)
        if walk.window.poll() is None:
            walk.picture(f"{name}-failed")
        return False
    finally:
        walk.close()
    return True


def main() -> int:
    """Start an X server and a window manager, and walk."""
    if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
        print(f"The walks need {', '.join(missing)}, which this computer does not have.", file=sys.stderr)
        return 2
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/walks")
    ways = sys.argv[2:] or ["keys", "mouse"]
    site = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{site.server_port}/ferry"
    all_well = True
    for way in ways:
        reading, writing = os.pipe()
        server = subprocess.Popen(
            [shutil.which("Xvfb") or "", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as lines:
            display = f":{lines.readline().strip()}"
        environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        manager = subprocess.Popen([shutil.which("openbox") or ""], env=environment, stderr=subprocess.DEVNULL)
        try:
            all_well = go(way, folder / way, url, environment) and all_well
        finally:
            for process in (manager, server):
                process.terminate()
                process.wait()
    site.shutdown()
    return 0 if all_well else 1


if __name__ == "__main__":
    sys.exit(main())
