"""Captures of pages that need a browser, with a real one: which way was taken, what is kept, and what is said."""

from __future__ import annotations

import gzip
import sys
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.contents import Contents, Received
from pressmark.archive.extraction.wholeness import Lack
from pressmark.archive.reading import Reading, better
from pressmark.archive.values import Article, NewArticle, Status, Way
from pressmark.workers.browser import process
from site_server import Answer, Site, serve, story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

APPLICATION = """<!DOCTYPE html><html lang="en"><head><title>Made by scripts</title></head><body><div id="root"></div>
<script>fetch('/text').then(async answer => {
  document.getElementById('root').innerHTML = '<article><h1>Made by scripts</h1>' + await answer.text() + '</article>';
})</script></body></html>"""
TEXT = "".join(
    f"<p>Paragraph {n} says what happened at the bridge, who saw it, and what the town did.</p>" for n in range(9)
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "archive", cache=tmp_path / "cache", has_browser=True) as opened:
        yield opened


@pytest.fixture
def site() -> Iterator[Site]:
    with serve({"/app": APPLICATION, "/text": TEXT, "/plain": story("Plain")}) as running:
        yield running


def save(archive: Archive, url: str, *, needs_browser: bool = False) -> Article:
    (added,) = archive.add([NewArticle(url, needs_browser=needs_browser)])
    assert added.id is not None
    archive.save_pending([added.id])
    return archive.article(added.id)


def folder_of(archive: Archive, article: Article) -> Path:
    (folder,) = archive.root.glob(f"articles/*/{article.id}/{article.snapshots[0].folder}")
    return folder


@pytest.mark.engine
def test_a_page_that_scripts_make_is_saved_as_a_browser_shows_it(archive: Archive, site: Site) -> None:
    article = save(archive, f"{site.address}/app")
    assert (article.status, article.title, article.snapshots[0].way) == (Status.SAVED, "Made by scripts", Way.BROWSER)
    assert "Paragraph 8" in archive.text(article.id)
    folder = folder_of(archive, article)
    assert b"Paragraph 8" in gzip.decompress((folder / "page.html.gz").read_bytes())
    assert (folder / "page.mhtml").read_bytes().startswith(b"From: ")
    assert archive.verify().damages == ()


@pytest.mark.engine
def test_the_browser_is_used_where_it_is_asked_for(archive: Archive, site: Site) -> None:
    article = save(archive, f"{site.address}/plain")
    assert article.snapshots[0].way is Way.HTTP
    archive.retry([article.id], by_browser=True)
    archive.save_pending()
    article = archive.article(article.id)
    assert [(one.way, one.is_current) for one in article.snapshots] == [(Way.BROWSER, True), (Way.HTTP, False)]
    assert save(archive, f"{site.address}/plain?2", needs_browser=True).snapshots[0].way is Way.BROWSER


@pytest.mark.engine
def test_a_site_that_lets_only_browsers_in_is_saved(archive: Archive, site: Site) -> None:
    site.pages["/plain"] = Answer(b"no", status=403)

    def admit(headers: object) -> None:
        is_browser = isinstance(headers, dict) and "Chrome/" in headers.get("User-Agent", "")
        site.pages["/plain"] = Answer(story("Plain").encode()) if is_browser else Answer(b"no", status=403)

    site.on_request = admit
    article = save(archive, f"{site.address}/plain")
    assert (article.status, article.snapshots[0].way) == (Status.SAVED, Way.BROWSER)


@pytest.mark.engine
def test_a_site_that_lets_nobody_in_is_said_to(archive: Archive, site: Site) -> None:
    site.pages["/plain"] = Answer(b"no", status=403)
    article = save(archive, f"{site.address}/plain")
    assert article.failure is not None
    assert (article.status, article.failure.code) == (Status.FAILED, "http-403")


def test_without_a_browser_the_state_says_what_is_missing(tmp_path: Path, site: Site) -> None:
    with open_archive(tmp_path / "archive", cache=tmp_path / "cache") as archive:
        article = save(archive, f"{site.address}/app")
        assert article.failure is not None
        assert (article.status, article.failure.code) == (Status.PARTIAL, "needs-scripts")
        asked = save(archive, f"{site.address}/plain", needs_browser=True)
        assert asked.failure is not None
        assert (asked.status, asked.failure.code) == (Status.PARTIAL, "no-browser")
        assert "paragraph 3" in archive.text(asked.id)


def test_a_browser_that_cannot_start_is_as_none(archive: Archive, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "command", lambda: [sys.executable, "-c", "pass"])
    article = save(archive, f"{site.address}/app")
    assert article.failure is not None
    assert article.failure.code == "needs-scripts"
    asked = save(archive, f"{site.address}/plain", needs_browser=True)
    assert asked.failure is not None
    assert (asked.failure.code, asked.snapshots[0].way) == ("no-browser", Way.HTTP)


def reading(words: int, lack: Lack = Lack.NOTHING, quality: float = 0.9, pictures: int = 0) -> Reading:
    found = {"text": "word " * words, "quality": quality, "pictures": ["x"] * pictures}
    contents = Contents(found) if words else None
    return Reading(Received(b"", "https://example.org/", "text/html"), contents, lack=lack)


@pytest.mark.parametrize(
    ("plain", "rendered", "is_rendered_better"),
    [
        (reading(0), reading(10), True),
        (reading(10), reading(0), False),
        (reading(100, Lack.CUT), reading(300, Lack.CUT), True),
        (reading(100, Lack.CUT), reading(100, Lack.CUT), False),
        (reading(100, Lack.WALL), reading(80), True),
        (reading(100, Lack.CUT), reading(20), False),
        (reading(100, Lack.SHORT), reading(104), False),
        (reading(100, Lack.SHORT), reading(200, quality=0.2), False),
        (reading(100, pictures=2), reading(100, pictures=3), True),
        (reading(100, pictures=2), reading(60, pictures=3), False),
    ],
)
def test_the_better_reading_is_kept(plain: Reading, rendered: Reading, is_rendered_better: bool) -> None:
    assert better(plain, rendered) is (rendered if is_rendered_better else plain)
