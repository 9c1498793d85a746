"""Sign-ins: which requests carry them, where they lie, and that they end."""

from __future__ import annotations

import asyncio
import stat
import sys
import threading
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import hard_site
from pressmark.archive import saver
from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.capture.addresses import Network, Zone
from pressmark.archive.capture.cookies import Cookie, header_for
from pressmark.archive.capture.full_copies import FullCopies, sites_in
from pressmark.archive.capture.gateway import Gateway
from pressmark.archive.sign_ins import SignIns, site_of
from pressmark.archive.values import Export, ImportedArticle, LocalPage, NewArticle, Status, Trust, Way
from pressmark.workers.browser import process as process_module
from pressmark.workers.browser.process import BrowserProcess
from site_server import Answer, Site, serve, story

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = 1_800_000_000.0
SESSION = Cookie("session", "member-7", "127.0.0.1")


@pytest.mark.parametrize(
    ("cookie", "url", "is_sent"),
    [
        (Cookie("a", "1", "example.org"), "https://example.org/x", True),
        (Cookie("a", "1", "example.org"), "https://www.example.org/x", False),
        (Cookie("a", "1", "example.org", is_host_only=False), "https://www.example.org/x", True),
        (Cookie("a", "1", "example.org", is_host_only=False), "https://badexample.org/x", False),
        (Cookie("a", "1", "example.org", is_secure=True), "http://example.org/x", False),
        (Cookie("a", "1", "example.org", path="/members"), "https://example.org/members/1", True),
        (Cookie("a", "1", "example.org", path="/members"), "https://example.org/membership", False),
        (Cookie("a", "1", "example.org", path="/members/"), "https://example.org/", False),
        (Cookie("a", "1", "example.org", expires=NOW - 1), "https://example.org/", False),
        (Cookie("a", "1", "example.org", expires=NOW + 1), "https://example.org/", True),
        (Cookie("a", "x\r\nHost: y", "example.org"), "https://example.org/", False),
        (Cookie("a", "x" * 9_000, "example.org"), "https://example.org/", False),
        (Cookie("a", "1", "example.org"), "ftp://example.org/", False),
    ],
)
def test_a_cookie_goes_to_those_that_set_it(cookie: Cookie, url: str, is_sent: bool) -> None:
    assert bool(header_for([cookie], url, NOW)) is is_sent


def test_the_most_particular_path_comes_first() -> None:
    cookies = [Cookie("a", "1", "example.org"), Cookie("b", "2", "example.org", path="/members")]
    assert header_for(cookies, "https://example.org/members", NOW) == "b=2; a=1"


def test_sign_ins_lie_in_a_file_of_their_own_that_only_the_person_may_read(tmp_path: Path) -> None:
    file = tmp_path / "config" / "sign-ins.json"
    SignIns(file).keep("127.0.0.1", [SESSION])
    assert [one.site for one in SignIns(file).all()] == ["127.0.0.1"]
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_text("{broken")
    assert SignIns(file).all() == []


def test_cookies_of_other_sites_are_not_kept() -> None:
    kept = SignIns(None)
    tracker = Cookie("t", "1", "tracker.example")
    assert not kept.keep("example.org", [tracker])
    assert kept.keep("example.org", [tracker, Cookie("a", "1", "login.example.org"), Cookie("b", "2", "example.org")])
    assert {one.name for one in kept.cookies_for("https://www.example.org/x")} == {"a", "b"}
    assert kept.cookies_for("https://tracker.example/") == ()
    assert kept.cookies_for("https://example.com/") == ()
    assert kept.cookies_for("not an address") == ()
    assert site_of("https://www.example.org/x") == "example.org"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    folder = tmp_path / "archive"
    sign_ins = tmp_path / "sign-ins.json"
    with open_archive(folder, cache=tmp_path / "cache", has_browser=True, sign_ins=sign_ins) as opened:
        yield opened


@pytest.fixture
def site() -> Iterator[Site]:
    with serve(hard_site.pages()) as running:
        running.on_request = lambda headers: hard_site.for_members(running.pages, headers)
        yield running


def save(archive: Archive, url: str, *, needs_browser: bool = False) -> Any:
    (added,) = archive.add([NewArticle(url, needs_browser=needs_browser)])
    assert added.id is not None
    archive.save_pending([added.id])
    return archive.article(added.id)


@pytest.mark.engine
@pytest.mark.parametrize("way", [Way.HTTP, Way.BROWSER])
def test_a_page_for_members_is_saved_after_signing_in(archive: Archive, site: Site, tmp_path: Path, way: Way) -> None:
    archive._sign_ins.keep("127.0.0.1", [SESSION])
    article = save(archive, f"{site.address}/members/story", needs_browser=way is Way.BROWSER)
    assert (article.status, article.snapshots[0].way) == (Status.SAVED, way)
    assert "KEEP 8" in archive.text(article.id)
    kept = [file for file in archive.root.rglob("*") if file.is_file() and b"member-7" in file.read_bytes()]
    assert kept == []  # the archive may be copied and shared
    archive.sign_out("127.0.0.1")
    assert archive.signed_in() == []
    assert "member-7" not in (tmp_path / "sign-ins.json").read_text()


@pytest.fixture
def cookies(archive: Archive, site: Site, monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The cookies of each request for `/story`; a sign-in to the site is there."""
    asked: list[str | None] = []
    site.on_request = lambda headers: asked.append(headers.get("Cookie"))
    site.pages["/story"] = Answer(story("The story").encode())
    archive._sign_ins.keep("127.0.0.1", [SESSION])
    web = Network(zone_of=lambda _address: Zone.PUBLIC)  # else no address that a file names would be asked here
    monkeypatch.setattr(saver, "Gateway", partial(Gateway, network=web))
    return asked


def test_an_address_that_a_file_claims_gets_no_sign_in_from_before(
    archive: Archive, site: Site, cookies: list[str | None]
) -> None:
    page = LocalPage(story("The story").encode(), "text/html", "story.html")
    (added,) = archive.add([NewArticle(f"{site.address}/story", page=page)])
    assert added.id is not None

    def save_again() -> str | None:
        archive.retry([added.id or 0])
        archive.save_pending([added.id or 0])
        return cookies[-1]

    archive.save_pending([added.id])
    assert cookies == []
    assert save_again() is None
    archive._sign_ins.keep("127.0.0.1", [SESSION])  # as its failure told the person to
    assert save_again() == "session=member-7"
    archive._storage.enqueue([added.id])  # a repair asks, not the person
    archive.save_pending([added.id])
    assert cookies[-1] is None
    archive.add([NewArticle(f"{site.address}/story")])
    archive._storage.enqueue([added.id])
    archive.save_pending([added.id])
    assert cookies[-1] == "session=member-7"


@pytest.mark.parametrize("is_known", [False, True])
def test_an_address_that_an_export_names_gets_no_sign_in_from_before_it_came(
    archive: Archive, site: Site, cookies: list[str | None], *, is_known: bool
) -> None:
    url = f"{site.address}/story"
    if is_known:  # from a file, and the export says that it was saved long ago
        archive.add([NewArticle(url, page=LocalPage(story("The story").encode(), "text/html", "story.html"))])
        archive.save_pending()
    long_ago = datetime(2019, 5, 1, tzinfo=UTC)
    archive.import_articles(Export("A program", "test", (ImportedArticle(url, saved_at=long_ago),)))
    assert archive.article(1).saved_at == long_ago
    archive.save_pending()
    archive.retry([1])
    archive.save_pending()
    assert set(cookies) == {None}
    archive._sign_ins.keep("127.0.0.1", [SESSION])
    archive.retry([1])
    archive.save_pending()
    assert cookies[-1] == "session=member-7"


@pytest.mark.parametrize("is_restarted", [False, True])
def test_a_link_that_the_person_clicks_is_asked_as_them(
    archive: Archive, site: Site, cookies: list[str | None], *, is_restarted: bool
) -> None:
    archive.add([NewArticle(f"{site.address}/story", trust=Trust.PAGE)])
    if is_restarted:  # what waits in an archive is no witness of a click
        archive._saver._asked.clear()
    archive.save_pending()
    assert cookies == [None if is_restarted else "session=member-7"]


def test_a_redirect_to_another_site_takes_no_cookie_along(archive: Archive, site: Site) -> None:
    seen: list[tuple[str, str | None]] = []
    site.on_request = lambda headers: seen.append((headers["Host"], headers.get("Cookie")))
    archive._sign_ins.keep("localhost", [Cookie("session", "member-7", "localhost")])
    port = site.address.rpartition(":")[2]
    site.pages |= {
        "/from": Answer(status=302, headers={"Location": f"{site.address}/to"}),
        "/to": Answer(story("To").encode()),
    }
    save(archive, f"http://localhost:{port}/from")
    assert seen[:2] == [(f"localhost:{port}", "session=member-7"), (f"127.0.0.1:{port}", None)]


@pytest.mark.engine
def test_signing_in_by_hand_keeps_the_cookies(archive: Archive, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    person = Path(__file__).parents[1] / "signing_person.py"
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(process_module, "command", lambda: [sys.executable, str(person)])
    labels = dict.fromkeys(("title", "hint", "done", "cancel", "back"), "x")
    assert archive.sign_in(f"{site.address}/members/enter", labels)
    assert [(one.site, one.cookies[0].value) for one in archive.signed_in()] == [("127.0.0.1", "member-7")]


def test_a_window_that_is_closed_from_outside_changes_nothing(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stopped(_process: BrowserProcess, _request: dict[str, Any], _seconds: float) -> dict[str, Any]:
        archive.stop_signing_in()
        await asyncio.sleep(30)
        return {}

    monkeypatch.setattr(BrowserProcess, "ask", stopped)
    assert not archive.sign_in("http://127.0.0.1:1/", {})
    assert archive.signed_in() == []


def test_full_copies_are_wanted_of_the_sites_that_were_named() -> None:
    copies = FullCopies(sites=sites_in("example.org, https://www.example.com/x ???"))
    assert copies.sites == {"example.org", "example.com"}
    assert copies.wanted("https://www.example.org/a")
    assert not copies.wanted("https://example.net/")
    assert FullCopies(everywhere=True).wanted("https://example.net/")
    assert not FullCopies(everywhere=True).wanted("not an address")


@pytest.mark.engine
def test_a_full_copy_is_kept_beside_a_page_that_needs_none(archive: Archive, site: Site) -> None:
    site.on_request = lambda _headers: None
    archive.copy_in_full(FullCopies(everywhere=True))
    article = save(archive, f"{site.address}/consent")
    assert article.snapshots[0].way is Way.HTTP
    assert len(list(archive.root.glob(f"articles/*/{article.id}/*/page.mhtml"))) == 1


@pytest.mark.parametrize("is_new", [True, False])
def test_what_is_claimed_at_once_is_asked_as_the_person_all_the_same(
    archive: Archive, site: Site, cookies: list[str | None], monkeypatch: pytest.MonkeyPatch, *, is_new: bool
) -> None:
    wish = NewArticle(f"{site.address}/story", trust=Trust.PAGE)
    queue = archive._storage.add if is_new else archive._storage.enqueue
    eager = threading.Thread(target=archive.save_pending)

    def queue_and_be_overtaken(*arguments: Any, **more: Any) -> Any:
        result = queue(*arguments, **more)
        eager.start()
        eager.join(0.2)  # as long as it would need to take the capture, if it could
        return result

    if not is_new:
        archive.add([wish])
        archive.save_pending()
        archive._sign_ins.keep("127.0.0.1", [SESSION])
    monkeypatch.setattr(archive._storage, queue.__name__, queue_and_be_overtaken)
    if is_new:
        archive.add([wish])
    else:
        archive.retry([1])
    eager.join()
    assert cookies[-1] == "session=member-7"


def test_a_site_that_is_busy_is_asked_as_the_person_the_next_time_too(
    archive: Archive, site: Site, cookies: list[str | None]
) -> None:
    site.pages["/story"] = Answer(status=503, headers={"Retry-After": "600"})
    has_answered = threading.Event()
    archive.subscribe(lambda change: has_answered.set() if change.ids and archive.article(1).failure else None)
    archive.add([NewArticle(f"{site.address}/story", trust=Trust.PAGE)])
    archive.start_saving()
    assert has_answered.wait(20)
    archive._saver.stop()
    archive.save_pending([1])
    assert cookies == ["session=member-7"] * 2
