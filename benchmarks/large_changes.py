"""Measures the window while very much is changed: a tag renamed on half of the articles, all marked read, undo.

Usage: large_changes.py FOLDER [--look], with a copy of a folder that large_archive.py and large_marks.py made; it is
changed, and changed back. The GUI thread's stalls are those until nothing is left to do. With --look it says what the
threads were doing in the longest ones.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from large_marks import MOST_COMMON
from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.values import Shelf
from pressmark.ui import operations
from rested_memory import rest_factor
from run import Window, rest
from stalls import StallTracer

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressmark.ui.main_window import MainWindow

REST_MILLISECONDS = 2_500  # for what follows a change: rows, counts, saved searches
LOOK_MILLISECONDS = 50
PATIENCE_SECONDS = 120.0
SCROLL_STEPS = 400
FRAME_MILLISECONDS = 16


def main(folder: Path, *, is_looking: bool) -> int:
    """Run every measurement in turn."""
    cache = folder.with_name(folder.name + "-cache")
    print(f"of the machine itself, what is done first after a rest may take {rest_factor():.0f} times as long")
    with tempfile.TemporaryDirectory() as name:
        os.environ.update({f"PRESSMARK_{part}": str(Path(name) / part.lower()) for part in ("CONFIG", "LOGS")})
        with open_archive(folder, cache=cache) as archive:
            archive.start_saving()
            with Window(archive, Path(name)) as shown, StallTracer(is_looking=is_looking) as tracer:
                measure(archive, shown.window, tracer)
    return 0


def measure(archive: Archive, window: MainWindow, tracer: StallTracer) -> None:
    """Change very much and take it back, while the stalls of the GUI thread are noted."""
    workspace = window.workspace

    def change(what: str, act: Callable[[], object]) -> None:
        rest(LOOK_MILLISECONDS)  # what this thread asked the archive itself is no stall of the window
        tracer.forget()
        began = time.perf_counter()
        act()
        rest(LOOK_MILLISECONDS)
        while not workspace.tasks.is_idle or workspace.activity.jobs:
            rest(LOOK_MILLISECONDS)
            if time.perf_counter() - began > PATIENCE_SECONDS:
                break
        took = time.perf_counter() - began
        rest(REST_MILLISECONDS)
        print(f"{what}: {took:.1f} s\n{tracer.report(what)}", flush=True)

    rest(4_000)
    window.choose_shelf(Shelf.ALL)
    rest(1_000)
    scroll = window.list.view.verticalScrollBar()
    for what in ("scrolling from end to end after a rest", "scrolling from end to end at once"):
        tracer.forget()
        for step in range(SCROLL_STEPS + 1):
            scroll.setValue(scroll.maximum() * step // SCROLL_STEPS)
            rest(FRAME_MILLISECONDS)
        print(tracer.report(what), flush=True)
    scroll.setValue(0)
    tags = archive.counts().tags
    rest(LOOK_MILLISECONDS)
    tracer.forget()  # that was this thread's own
    for tag, _ in sorted(tags, key=lambda one: -one[1])[:6]:
        window.search(f"tag:{tag}" if " " not in tag else f'tag:"{tag}"')
        rest(1_000)
    print(tracer.report("switching tags"), flush=True)
    window.choose_shelf(Shelf.ALL)
    rest(1_000)
    tagged = len(archive.tagged(MOST_COMMON))
    if not tagged:
        sys.exit(f"no article is tagged {MOST_COMMON}: is this a folder that large_marks.py changed?")
    change(f"rename a tag on {tagged:,}", lambda: operations.rename_tag(workspace, MOST_COMMON, "measured"))
    change("undo the renaming", workspace.undo.undo)
    ids: list[int] = []
    for shelf in (Shelf.INBOX, Shelf.ALL):
        window.choose_shelf(shelf)
        rest(1_000)
        window.list.view.selectAll()
        rest(1_000)
        ids = window.list.view.selected_ids()
        change(f"mark {len(ids):,} read", partial(operations.set_read, workspace, ids, value=True))
        change(f"undo marking {len(ids):,} read", workspace.undo.undo)
    window.list.view.selectAll()
    change(f"tag all {len(ids):,}", lambda: operations.change_tags(workspace, ids, add=["all of them"]))
    change("undo tagging all", workspace.undo.undo)
    window.sidebar.expandAll()
    rest(1_000)
    change(
        "a new tag on one, all tags in the sidebar open", lambda: operations.change_tags(workspace, ids[:1], ["new"])
    )
    change("undo the new tag", workspace.undo.undo)


if __name__ == "__main__":
    plain = [one for one in sys.argv[1:] if one != "--look"]
    if len(plain) != 1:
        sys.exit("usage: large_changes.py FOLDER [--look]")
    sys.exit(main(Path(plain[0]).resolve(), is_looking="--look" in sys.argv))
