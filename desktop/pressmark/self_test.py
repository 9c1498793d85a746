"""The program tries itself: save, find, tag and show the sample, and render a page, in a temporary archive.

Runs from a checkout, a wheel or a frozen bundle, with or without a display, so that a build can be trusted before it
is handed out.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from pressmark import resources
from pressmark.archive.values import NewArticle, Shelf, Status, Way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressmark.archive.archive import Archive

SAMPLE_WORD = "library"
APPLICATION = b"""<!DOCTYPE html><title>A page of scripts</title><div id="root"></div><script>
document.getElementById("root").innerHTML = "<h1>A page of scripts</h1>" + Array.from({length: 8}, (_, number) =>
  `<p>Paragraph ${number} was made by a script, as whole sites are, and is not in what the site sends.</p>`).join("")
</script>"""
PICTURE_MILLISECONDS = 30_000
PICTURE_SIZE = (1280, 820)


class SelfTestError(Exception):
    """A step did not give what it must; the message names the step."""


def run_self_test(*, picture: Path | None = None, is_offline: bool = False) -> bool:
    """Run every step and print one line for each.

    Args:
        picture: where to write a PNG of the window; None writes none, but the window is shown all the same.
        is_offline: leave out the step that opens a connection, to a site of its own on this machine.

    Returns:
        True when all steps passed.
    """
    from pressmark.archive.archive import open_archive

    with tempfile.TemporaryDirectory(prefix="pressmark-self-test-") as name:
        folder = Path(name)
        try:
            with open_archive(folder / "archive", cache=folder / "cache", has_browser=True) as archive:
                article_id = _save(archive)
                _find(archive, article_id)
                if not is_offline:
                    _browse(archive)
                _verify(archive)
                _show(archive, article_id, picture)
        except SelfTestError as error:
            print(f"failed  {error}", file=sys.stderr)  # noqa: T201  # the report is the purpose
            return False
    return True


def _passed(step: str) -> None:
    print(f"ok      {step}")  # noqa: T201  # the report is the purpose


def _save(archive: Archive) -> int:
    from pressmark.archive.capture.intake import from_files

    intake = from_files([resources.path("sample/sample.html")])
    (added,) = archive.add(intake.wishes)
    if added.id is None:
        raise SelfTestError("the sample was not taken")
    archive.save_pending([added.id])
    article = archive.article(added.id)
    if article.status is not Status.SAVED:
        raise SelfTestError(f"save: the sample is {article.status}, {article.failure}")
    if len(archive.text(added.id).split()) < 100 or not archive.article_file(added.id):
        raise SelfTestError("extract: the sample's text is not whole")
    _passed(f"saved and extracted: {article.title} ({article.words} words)")
    return added.id


def _find(archive: Archive, article_id: int) -> None:
    archive.tag([article_id], add=["self-test/sample"])
    for query in (SAMPLE_WORD, f"{SAMPLE_WORD} tag:self-test", "is:unread"):
        if [hit.id for hit in archive.find(query).hits] != [article_id]:
            raise SelfTestError(f"find: {query} did not give the sample")
    if archive.find(f"{SAMPLE_WORD} -tag:self-test").total:
        raise SelfTestError("find: an excluded tag was found")
    listing = archive.find(SAMPLE_WORD)
    if not archive.snippets(listing, [article_id])[article_id].marks:
        raise SelfTestError("find: nothing is marked in the snippet")
    _passed("tagged, indexed and found by word and by tag")


def _browse(archive: Archive) -> None:
    with _serving(APPLICATION) as address:
        (added,) = archive.add([NewArticle(address)])
        if added.id is None:
            raise SelfTestError("browse: the page was not taken")
        archive.save_pending([added.id])
    article = archive.article(added.id)
    if not article.snapshots or article.snapshots[0].way is not Way.BROWSER:
        raise SelfTestError(f"browse: the page is {article.status}, {article.failure}")
    if "made by a script" not in archive.text(added.id):
        raise SelfTestError("browse: the scripts of the page did not run")
    _passed("rendered a page in the browser")


@contextmanager
def _serving(page: bytes) -> Iterator[str]:
    """A web site of one page on this machine; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name is http.server's
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


def _verify(archive: Archive) -> None:
    report = archive.verify()
    if report.damages:
        raise SelfTestError(f"verify: {report.damages[0]}")
    _passed(f"verified {report.files} files")


def _show(archive: Archive, article_id: int, picture: Path | None) -> None:
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from pressmark.app import picture_of_window

    image = picture_of_window(archive, Shelf.ALL, article_id, PICTURE_SIZE, PICTURE_MILLISECONDS)
    if image is None:
        raise SelfTestError("show: the reader did not load the sample")
    colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    if len(colours) < 12:
        raise SelfTestError("show: the window is blank")
    if picture is not None:
        picture.parent.mkdir(parents=True, exist_ok=True)
        if not image.save(str(picture)):
            raise SelfTestError(f"show: {picture} cannot be written")
        _passed(f"shown; picture in {picture}")
    else:
        _passed("shown")
