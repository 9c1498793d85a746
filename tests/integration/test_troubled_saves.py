"""Saves that cannot succeed: the address stays, the reason is clear, and another try works once the site does."""

from __future__ import annotations

import socket
import threading
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from pressmark.archive import saver
from pressmark.archive.capture.gateway import Gateway
from pressmark.archive.capture.limits import LIMITS
from pressmark.archive.values import Article, Changed, NewArticle, Shelf, Status
from pressmark.words import describe
from site_server import Answer, serve, story

if TYPE_CHECKING:
    from pressmark.archive.archive import Archive


def save(archive: Archive, url: str) -> Article:
    (added,) = archive.add([NewArticle(url, title="My own title", tags=("kept",))])
    assert added.id is not None
    archive.save_pending([added.id])
    return archive.article(added.id)


TROUBLES = {
    "/gone": (Answer(b"no", status=404), "http-404"),
    "/empty": (Answer(b""), "empty"),
    "/local": (Answer(status=302, headers={"Location": "file:///etc/hostname"}), "redirect-scheme"),
    "/picture": (Answer(b"\x89PNG\r\n\x1a\n" + b"\0" * 500, content_type="image/png"), "not-html"),
    "/broken": (Answer(b"oops", status=500), "http-500"),
}


@pytest.mark.parametrize("path", TROUBLES)
def test_a_failure_keeps_the_wish_and_says_why(archive: Archive, path: str) -> None:
    answer, code = TROUBLES[path]
    with serve({path: answer}) as site:
        article = save(archive, site.address + path)
        assert article.status is Status.FAILED
        assert article.failure is not None
        assert article.failure.code == code
        assert article.url == site.address + path
        assert (article.title, article.tags) == ("My own title", ("kept",))
        assert describe(article.failure) != describe(type(article.failure)("unheard-of"))
        assert [hit.id for hit in archive.find("", Shelf.PROBLEMS).hits] == [article.id]

        site.pages[path] = Answer(story("It works again").encode())
        archive.retry([article.id])
        archive.save_pending([article.id])
        mended = archive.article(article.id)
    assert mended.status is Status.SAVED
    assert mended.failure is None
    assert (mended.title, mended.tags) == ("My own title", ("kept",))
    assert "paragraph 3" in archive.text(article.id)


def test_a_refused_connection_is_named(archive: Archive) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound but not listening: connections are refused
        article = save(archive, f"http://127.0.0.1:{taken.getsockname()[1]}/story")
    assert article.status is Status.FAILED
    assert article.failure is not None
    assert article.failure.code == "connection-refused"


def test_a_site_that_never_answers_is_given_up(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    impatient = replace(LIMITS, rate_window=0.2)
    monkeypatch.setattr(saver, "Gateway", partial(Gateway, impatient))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        article = save(archive, f"http://127.0.0.1:{silent.getsockname()[1]}/story")
    assert article.status is Status.FAILED
    assert article.failure is not None
    assert article.failure.code == "timeout"
    assert (article.title, article.tags) == ("My own title", ("kept",))


def test_one_address_in_many_dresses_is_one_article(archive: Archive) -> None:
    with serve({"/story": story("Only once")}) as site:
        plain = f"{site.address}/story"
        dressed = [f"{plain}?utm_source=mail&utm_medium=x", f"{plain}#part-2", plain]
        added = archive.add([NewArticle(plain), *map(NewArticle, dressed)])
        archive.save_pending()
        assert {one.id for one in added} == {added[0].id}
        assert [one.is_new for one in added] == [True, False, False, False]
        assert site.requests["/story"] == 1
    assert archive.find("").total == 1


def test_a_failed_second_capture_leaves_the_first(archive: Archive) -> None:
    with serve({"/story": story("The first version")}) as site:
        article = save(archive, f"{site.address}/story")
        text = archive.text(article.id)
        site.pages["/story"] = Answer(b"gone", status=410)
        archive.retry([article.id])
        archive.save_pending([article.id])
    after = archive.article(article.id)
    assert archive.text(article.id) == text
    assert len(after.snapshots) == 1
    assert after.status is Status.SAVED


def test_a_second_capture_is_a_second_snapshot(archive: Archive) -> None:
    with serve({"/story": story("The first version")}) as site:
        article = save(archive, f"{site.address}/story")
        site.pages["/story"] = Answer(
            story("The second version, longer", *["New facts came to light. " * 12] * 9).encode()
        )
        archive.retry([article.id])
        archive.save_pending([article.id])
    after = archive.article(article.id)
    assert len(after.snapshots) == 2
    assert "New facts" in archive.text(article.id)
    assert archive.find("facts light").total == 1


HOSTILE = {
    "a tag with 100,000 attributes": b"<html><body><p " + b"".join(b"a%d=1 " % n for n in range(100_000)) + b">x</p>",
    "100,000 nested divs": b"<html><body>" + b"<div>" * 100_000 + b"deep",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_page_is_kept_raw_and_the_article_says_so(archive: Archive, kind: str) -> None:
    with serve({"/bad": Answer(HOSTILE[kind]), "/good": story("A good page")}) as site:
        bad = save(archive, f"{site.address}/bad")
        good = save(archive, f"{site.address}/good")
    assert bad.status is Status.PARTIAL
    assert bad.failure is not None
    assert len(bad.snapshots) == 1
    raw = archive.root.glob(f"articles/*/{bad.id}/{bad.snapshots[0].folder}/page.html.gz")
    assert len(list(raw)) == 1
    assert good.status is Status.SAVED
    assert archive.verify().damages == ()


def test_a_failure_in_the_background_is_told_at_once(archive: Archive) -> None:
    told: list[str] = []
    done = threading.Event()

    def listen(changed: Changed) -> None:
        told.extend(failure.code for _id, failure in changed.failed)
        if changed.failed:
            done.set()

    archive.subscribe(listen)
    with serve({"/gone": Answer(b"no", status=404)}) as site:
        (added,) = archive.add([NewArticle(f"{site.address}/gone")])
        archive.start_saving()
        assert done.wait(20)
    assert told == ["http-404"]
    assert added.id is not None
    assert archive.article(added.id).status is Status.FAILED
