"""The story that must always work, saved through the whole pipeline from a local server."""

from __future__ import annotations

import json
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.values import NewArticle, Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def seed(shared: Path) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads((shared / "seed-article" / "expected.json").read_text(encoding="utf-8"))
    return expected


@pytest.fixture(scope="module")
def seed_address(shared: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_args: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(shared / "seed-article")))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/source.html"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory, seed_address: str) -> Iterator[tuple[Archive, int]]:
    folder = tmp_path_factory.mktemp("seed")
    with open_archive(folder / "archive", cache=folder / "cache") as archive:
        (added,) = archive.add([NewArticle(seed_address)])
        assert added.id is not None
        archive.save_pending([added.id])
        yield archive, added.id


def test_every_paragraph_is_kept(saved: tuple[Archive, int], seed: dict[str, Any]) -> None:
    archive, id = saved
    text = " ".join(archive.text(id).split())
    for paragraph in seed["text_must_contain"]:
        assert " ".join(paragraph.split()) in text


def test_nothing_of_the_page_around_is_kept(saved: tuple[Archive, int], seed: dict[str, Any]) -> None:
    archive, id = saved
    kept = archive.text(id) + archive.body_html(id)
    for noise in seed["text_must_not_contain"]:
        assert noise not in kept


def test_facts_about_the_story_are_right(saved: tuple[Archive, int], seed: dict[str, Any]) -> None:
    archive, id = saved
    article = archive.article(id)
    assert article.status is Status.SAVED
    assert article.title == seed["title"]
    assert article.site == seed["site"]
    assert article.language == seed["language"]
    assert article.standfirst == seed["excerpt"]
    assert article.excerpt
    assert seed["caption"] in archive.body_html(id)
    for link in seed["links_to"]:
        assert f'href="{link}"' in archive.body_html(id)


def test_the_lead_picture_is_kept_and_no_other(saved: tuple[Archive, int], shared: Path) -> None:
    archive, id = saved
    article = archive.article(id)
    original = (shared / "seed-article" / "images" / "durov-carlson.png").read_bytes()
    assert article.lead_image is not None
    assert article.lead_image.read_bytes() == original
    assert [path.name for path in article.lead_image.parent.iterdir()] == [article.lead_image.name]
    assert archive.body_html(id).count("<img") == 1


def test_the_file_stands_alone(saved: tuple[Archive, int]) -> None:
    archive, id = saved
    file = archive.article_file(id)
    assert file is not None
    html = file.read_text(encoding="utf-8")
    source = html.split('src="')[1].split('"')[0]
    assert (file.parent / source).is_file()
    assert "<script" not in html
    assert "<link" not in html


def test_it_is_found_by_word_phrase_and_tag(saved: tuple[Archive, int]) -> None:
    archive, id = saved
    archive.tag([id], add=["policy/telegram", "france"])
    listing = archive.find('durov "privacy policy" tag:policy')
    assert [hit.id for hit in listing.hits] == [id]
    snippet = archive.snippets(listing, [id])[id]
    marked = {snippet.text[start:end].lower() for start, end in snippet.marks}
    assert marked & {"durov", "privacy", "policy", "privacy policy"}
    assert archive.find('durov "privacy policy" -tag:policy').total == 0
