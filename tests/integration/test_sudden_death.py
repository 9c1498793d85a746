"""Killing the process in the middle of saving loses nothing that was acknowledged."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.archive import open_archive
from pressmark.archive.values import Status
from site_server import Answer, Site, serve, story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGES = 24

CHILD = """
import sys
from pathlib import Path
from pressmark.archive.archive import open_archive
from pressmark.archive.values import NewArticle

root, deaths, *urls = sys.argv[1:]
archive = open_archive(Path(root) / "archive", cache=Path(root) / "cache")
seen = [0]

def on_changed(changed):
    seen[0] += 1
    if seen[0] == int(deaths):
        print("DIE", flush=True)
        sys.stdin.read()  # the parent kills us here

archive.subscribe(on_changed)
archive.add([NewArticle(url) for url in urls])
print("ACK", flush=True)
archive.start_saving()
sys.stdin.read()
"""


@pytest.fixture
def site() -> Iterator[Site]:
    pages = {
        f"/{number}": Answer(story(f"Story {number}").encode(), delay=number % 4 * 0.03) for number in range(PAGES)
    }
    with serve(pages) as running:
        yield running


@pytest.mark.slow
@pytest.mark.parametrize("steps", [2, 9, 25, 47])
def test_a_kill_in_the_middle_loses_no_address(tmp_path: Path, site: Site, steps: int) -> None:
    urls = [f"{site.address}/{number}" for number in range(PAGES)]
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path), str(steps), *urls],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ACK\n"
    assert child.stdout.readline() == "DIE\n"
    child.send_signal(signal.SIGKILL)
    child.communicate()

    with open_archive(tmp_path / "archive", cache=tmp_path / "cache") as archive:
        ids = [hit.id for hit in archive.find("").hits]
        assert sorted(article.url for article in archive.articles(ids)) == sorted(urls)
        assert {article.status for article in archive.articles(ids)} <= {Status.SAVED, Status.QUEUED}
        assert archive.verify().damages == ()
        archive.save_pending()
        assert {article.status for article in archive.articles(ids)} == {Status.SAVED}
        assert archive.find("happened").total == PAGES
        assert archive.verify().damages == ()
