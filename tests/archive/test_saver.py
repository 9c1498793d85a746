"""Captures through a real site that fails, changes and hangs: what is kept, what is asked again, what is said."""

from __future__ import annotations

import io
import os
import shutil
import socket
import threading
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from page_files import pdf
from pressmark.archive import capturer, saver
from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.capture.addresses import Network, Zone
from pressmark.archive.capture.gateway import Gateway
from pressmark.archive.errors import StorageError
from pressmark.archive.storage.storage import Storage
from pressmark.archive.values import Article, Changed, LocalPage, NewArticle, Status, Way
from site_server import Answer, Site, serve, story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def site() -> Iterator[Site]:
    with serve({}) as running:
        yield running


def save(archive: Archive, url: str) -> Article:
    (added,) = archive.add([NewArticle(url)])
    assert added.id is not None
    archive.save_pending([added.id])
    return archive.article(added.id)


def again(archive: Archive, article: Article) -> Article:
    archive.retry([article.id])
    archive.save_pending([article.id])
    return archive.article(article.id)


def picture(width: int = 200) -> Answer:
    data = io.BytesIO()
    Image.effect_noise((width, 150), 60).convert("RGB").save(data, "JPEG")
    return Answer(data.getvalue(), content_type="image/jpeg")


def illustrated(*addresses: str) -> Answer:
    figures = "".join(f'<figure><img src="{address}" width=600 height=400></figure>' for address in addresses)
    return Answer(story("A story with pictures", extra="").replace("<h1>", f"{figures}<h1>", 1).encode())


def test_an_archive_open_for_reading_captures_nothing_and_says_so(archive: Archive, tmp_path: Path) -> None:
    with open_archive(archive.root, cache=tmp_path / "cache", read_only=True) as looking:
        for capture in (looking.start_saving, looking.save_pending):
            with pytest.raises(StorageError, match="read-only"):
                capture()


def test_a_page_that_has_not_changed_gives_no_snapshot(archive: Archive, site: Site) -> None:
    asked: list[str | None] = []
    site.pages["/a"] = Answer(story("The same").encode(), headers={"ETag": '"1"'})
    article = save(archive, f"{site.address}/a")
    site.pages["/a"] = Answer(status=304)
    site.on_request = lambda headers: asked.append(headers.get("If-None-Match"))
    after = again(archive, article)
    assert asked == ['"1"']
    assert (after.status, len(after.snapshots)) == (Status.SAVED, 1)


def variant(title: str, canonical: str) -> Answer:
    return Answer(story(title).replace("<head>", f'<head><link rel="canonical" href="{canonical}">', 1).encode())


@pytest.mark.parametrize("order", [("/a", "/a/amp"), ("/a/amp", "/a")])
def test_a_page_and_its_variant_are_one_article(archive: Archive, site: Site, order: tuple[str, str]) -> None:
    site.pages |= {path: variant("The same", f"{site.address}/a") for path in order}
    saved = {path: save(archive, site.address + path) for path in order}
    archive.tag([saved["/a"].id], ["harbour"], [])
    assert archive.article(saved["/a"].id).trashed_at is None
    assert archive.article(saved["/a/amp"].id).trashed_at is not None


@pytest.mark.parametrize("is_claim_first", [True, False])
def test_a_file_that_claims_an_address_hides_nothing_that_was_fetched(
    archive: Archive, site: Site, *, is_claim_first: bool
) -> None:
    site.pages["/a/amp"] = variant("The same", f"{site.address}/a")
    forged = story("The same").replace("happened", "was forged").encode()

    def claim() -> None:
        (added,) = archive.add([NewArticle(f"{site.address}/a", page=LocalPage(forged, "text/html", "a.html"))])
        assert added.id is not None
        archive.save_pending([added.id])

    if is_claim_first:
        claim()
    fetched = save(archive, f"{site.address}/a/amp")
    if not is_claim_first:
        claim()
    article = archive.article(fetched.id)
    assert article.trashed_at is None
    assert article.way is Way.HTTP


def test_a_page_that_names_another_as_its_original_stays_if_they_are_no_variants(archive: Archive, site: Site) -> None:
    site.pages |= {path: variant(path, f"{site.address}/a") for path in ("/a", "/b", "/c/amp")}
    for path in ("/a", "/b", "/c/amp"):
        assert archive.article(save(archive, site.address + path).id).trashed_at is None


@pytest.mark.parametrize("lost", ["response.json", "extraction.json", "article.html"])
def test_a_damaged_snapshot_is_replaced_by_a_new_one(archive: Archive, site: Site, lost: str) -> None:
    asked: list[str | None] = []
    site.pages["/a"] = Answer(story("The same").encode(), headers={"ETag": '"1"'})
    article = save(archive, f"{site.address}/a")
    (file,) = archive.root.glob(f"articles/*/{article.id}/*/{lost}")
    file.unlink()
    site.on_request = lambda headers: asked.append(headers.get("If-None-Match"))
    after = again(archive, article)
    assert asked == [None]
    assert len(after.snapshots) == 2
    assert "paragraph 3" in archive.body_html(article.id)


def test_a_lost_picture_is_said_and_a_counter_of_visits_is_none(archive: Archive, site: Site) -> None:
    pixel = io.BytesIO()
    Image.new("RGB", (1, 1)).save(pixel, "PNG")
    site.pages |= {"/a": illustrated("good.jpg", "gone.jpg"), "/good.jpg": picture()}
    partial = save(archive, f"{site.address}/a")
    assert partial.failure is not None
    assert (partial.status, partial.failure.code, partial.failure.detail) == (Status.PARTIAL, "pictures-missing", "1")
    site.pages |= {"/b": illustrated("good.jpg", "count.png"), "/count.png": Answer(pixel.getvalue(), "image/png")}
    whole = save(archive, f"{site.address}/b")
    assert (whole.status, whole.failure) == (Status.SAVED, None)


def test_a_picture_that_kills_the_worker_costs_its_few_and_not_the_article(
    archive: Archive, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"{number}.jpg" for number in range(capturer.PICTURES_AT_ONCE + 2)]
    site.pages |= {f"/{name}": picture(200 + place) for place, name in enumerate(names)}
    site.pages["/a"] = illustrated(*names)
    monkeypatch.setattr(capturer, "normalise_pictures", die_on_the_first_batch)
    article = save(archive, f"{site.address}/a")
    assert article.failure is not None
    assert (article.failure.code, article.failure.detail) == ("pictures-missing", str(capturer.PICTURES_AT_ONCE))
    assert "paragraph 3" in archive.text(article.id)


def test_a_pdf_is_saved_from_its_address(archive: Archive, site: Site) -> None:
    lines = [(11.0, f"Sentence {number} of a paper that is long enough to be worth keeping.") for number in range(9)]
    site.pages["/paper"] = Answer(pdf(lines, title="On ferries"), content_type="application/pdf")
    article = save(archive, f"{site.address}/paper")
    assert (article.status, article.title) == (Status.SAVED, "On ferries")
    assert list(archive.root.glob(f"articles/*/{article.id}/*/page.pdf"))


def die_on_the_first_batch(folder: str, target: str, names: list[str]) -> list[dict[str, Any]]:
    """Stands in for a decoder that crashes; runs in the worker."""
    from pressmark.archive.capture.picture_files import normalise_pictures

    if len(names) == capturer.PICTURES_AT_ONCE:
        os._exit(1)
    return normalise_pictures(folder, target, names)


def test_a_page_that_cannot_be_written_out_keeps_its_bytes(
    archive: Archive, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/a"] = Answer(story("Hard to write").encode())
    monkeypatch.setattr(capturer, "write_standalone", die)
    article = save(archive, f"{site.address}/a")
    assert article.failure is not None
    assert (article.status, article.failure.code) == (Status.PARTIAL, "worker-died")
    assert len(list(archive.root.glob(f"articles/*/{article.id}/*/page.html.gz"))) == 1


def die(*_arguments: object) -> None:
    """Stands in for a crash in the worker."""
    os._exit(1)


def test_a_site_that_names_a_time_is_asked_again_by_itself(archive: Archive, site: Site) -> None:
    site.pages["/busy"] = Answer(status=503, headers={"Retry-After": "1"})
    waits, told = threading.Event(), list[object]()

    def hear(change: Changed) -> None:
        told.extend(change.failed)
        if archive.articles([1])[0].failure is not None:
            waits.set()

    (added,) = archive.add([NewArticle(f"{site.address}/busy")])
    archive.subscribe(hear)
    archive.start_saving()
    assert waits.wait(20)
    waiting = archive.article(1)
    assert added.id == 1
    assert waiting.failure is not None
    assert (waiting.status, waiting.failure.code) == (Status.QUEUED, "http-503")
    assert told == []  # its row says that it waits; it is no failure yet


def test_names_that_nobody_answers_for_hold_up_no_other_page(
    archive: Archive, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Old pages name pictures on hosts that are gone, and a name server may take its time to say so."""
    waiting, answered, saved = threading.Semaphore(0), threading.Event(), threading.Event()
    look_up = socket.getaddrinfo

    def slow_look_up(host: str, *how: Any, **more: Any) -> Any:
        if host.endswith(".example"):
            waiting.release()
            answered.wait(30)
            raise socket.gaierror(socket.EAI_NONAME, "gone")
        return look_up(host, *how, **more)

    monkeypatch.setattr(socket, "getaddrinfo", slow_look_up)
    network = Network(zone_of=lambda _address: Zone.PUBLIC)  # else the pictures of a local page are not looked for
    monkeypatch.setattr(saver, "Gateway", partial(Gateway, network=network))
    pages = 5
    for page in range(pages):
        names = [f"https://gone{page}-{number}.example/a.jpg" for number in range(6)]
        site.pages[f"/{page}"] = illustrated(*names)
    site.pages["/other"] = Answer(story("The other page").encode())
    archive.start_saving()
    archive.add([NewArticle(f"{site.address}/{page}") for page in range(pages)])
    for _ in range(pages * 6):
        assert waiting.acquire(timeout=30)
    (other,) = archive.add([NewArticle(f"{site.address}/other")])
    assert other.id is not None
    watched = other.id
    archive.subscribe(lambda _change: saved.set() if archive.article(watched).status is Status.SAVED else None)
    is_saved = saved.wait(15)
    answered.set()
    assert is_saved


def test_failing_pictures_leave_the_next_page_welcome(archive: Archive, site: Site) -> None:
    names = [f"{number}.jpg" for number in range(9)]
    site.pages |= {f"/{name}": Answer(status=503) for name in names}
    site.pages |= {"/a": illustrated(*names), "/b": Answer(story("The next one").encode())}
    added = archive.add([NewArticle(f"{site.address}/a"), NewArticle(f"{site.address}/b")])
    archive.save_pending()
    states = [archive.article(one.id).status for one in added if one.id is not None]
    assert states == [Status.PARTIAL, Status.SAVED]


def test_a_host_left_alone_is_tried_at_once_when_the_person_asks(archive: Archive, site: Site) -> None:
    paths = [f"/{number}" for number in range(6)]
    site.pages |= {path: Answer(status=500) for path in paths}
    ids = [one.id for one in archive.add([NewArticle(site.address + path) for path in paths]) if one.id is not None]
    archive.save_pending()
    site.pages |= {path: Answer(story(f"Page {path}").encode()) for path in paths}
    archive.retry(ids)
    archive.save_pending()
    assert {archive.article(id).status for id in ids} == {Status.SAVED}


def test_an_article_deleted_while_it_is_captured_is_no_failure(
    archive: Archive, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/a"] = Answer(story("Deleted meanwhile").encode())
    begin = Storage.begin_snapshot

    def delete_first(storage: Storage, id: int, *rest: Any) -> Any:
        storage.trash([id])
        storage.purge([id])
        return begin(storage, id, *rest)

    monkeypatch.setattr(Storage, "begin_snapshot", delete_first)
    told: list[object] = []
    archive.subscribe(lambda change: told.extend(change.failed))
    archive.add([NewArticle(f"{site.address}/a")])
    archive.save_pending()
    assert told == []
    assert archive.verify().damages == ()


def test_closing_in_the_middle_puts_the_capture_back(tmp_path: Path, site: Site) -> None:
    site.pages["/slow"] = Answer(story("Slow").encode(), delay=3.0)
    with open_archive(tmp_path / "a", cache=tmp_path / "c") as archive:
        asked = threading.Event()
        site.on_request = lambda _headers: asked.set()
        archive.add([NewArticle(f"{site.address}/slow")])
        archive.start_saving()
        assert asked.wait(20)
    with open_archive(tmp_path / "a", cache=tmp_path / "c") as archive:
        assert archive.article(1).status is Status.QUEUED
        assert archive.verify().damages == ()
    assert list((tmp_path / "a" / ".staging").iterdir()) == []


def test_closing_during_a_commit_waits_for_it(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/a"] = Answer(story("Committed").encode())
    begun, may_go_on = threading.Event(), threading.Event()
    commit = Storage.commit_snapshot

    def slow(storage: Storage, *arguments: Any) -> Any:
        begun.set()
        may_go_on.wait(20)
        return commit(storage, *arguments)

    monkeypatch.setattr(Storage, "commit_snapshot", slow)
    discarded: list[object] = []
    discard = Storage.discard

    def watched(storage: Storage, draft: Any) -> None:
        assert may_go_on.is_set()
        discarded.append(draft)
        discard(storage, draft)

    monkeypatch.setattr(Storage, "discard", watched)
    archive = open_archive(tmp_path / "a", cache=tmp_path / "c")
    archive.add([NewArticle(f"{site.address}/a")])
    archive.start_saving()
    assert begun.wait(30)
    threading.Timer(0.5, may_go_on.set).start()
    archive.close()
    with open_archive(tmp_path / "a", cache=tmp_path / "c") as archive:
        assert archive.article(1).status is Status.SAVED
        assert archive.verify().damages == ()
    shutil.rmtree(tmp_path / "a")


def test_a_capture_whose_archive_was_gone_is_made_when_it_is_back(
    archive: Archive, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver, "IDLE_SECONDS", 0.05)
    away, told, saved = tmp_path / "away", threading.Event(), threading.Event()
    site.pages["/a"] = Answer(story("The ferry").encode())
    site.on_request = lambda _headers: None if away.exists() or told.is_set() else archive.root.rename(away)

    def hear(changed: Changed) -> None:
        if changed.failed:
            told.set()
        elif told.is_set() and archive.root.exists() and archive.articles([1])[0].status is Status.SAVED:
            saved.set()

    archive.subscribe(hear)
    archive.add([NewArticle(f"{site.address}/a")])
    archive.start_saving()
    assert told.wait(30)
    assert not archive.root.exists()  # nothing was made in its place
    away.rename(archive.root)
    assert saved.wait(30)
    assert archive.verify().damages == ()
