"""Files that hold a page with its pictures, brought into a real archive: what is kept, and that no network is used."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from page_files import ADDRESS, data_url, illustrated, mhtml, pdf, photo, single_file, webarchive
from pressmark.archive import saver
from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.browsing import Browser
from pressmark.archive.capture.addresses import Network, Zone
from pressmark.archive.capture.gateway import Gateway
from pressmark.archive.capture.intake import from_files
from pressmark.archive.errors import Unreachable
from pressmark.archive.values import Article, Failure, NewArticle, Status, Way
from site_server import Answer, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    async def refuse(_gateway: Gateway, url: str, *_arguments: object, **_options: object) -> None:
        raise AssertionError(url)

    monkeypatch.setattr(Gateway, "fetch", refuse)
    monkeypatch.setattr(Gateway, "fetch_picture", refuse)
    with open_archive(tmp_path / "archive", cache=tmp_path / "cache") as opened:
        yield opened


def bring(archive: Archive, file: Path, data: bytes | None = None) -> Article:
    if data is not None:
        file.write_bytes(data)
    (wish,) = from_files([file]).wishes
    (added,) = archive.add([wish])
    assert added.id is not None
    archive.save_pending([added.id])
    return archive.article(added.id)


def pictures(archive: Archive, article: Article) -> list[bytes]:
    return [file.read_bytes() for file in sorted(archive.root.glob(f"articles/*/{article.id}/*/images/*"))]


ONE, TWO = photo(1), photo(2)


def test_mhtml_brings_its_pictures(archive: Archive, tmp_path: Path) -> None:
    sized = '<img srcset="/s.png 400w, /l.png 1600w" src="/m.png" data-src="/x.png" alt="Ferry" width="160">'
    picture = '<picture><source srcset="/none.webp"><source srcset="/w.png 1600w"><img src="/none.png"></picture>'
    page = illustrated("The Tidé of June", "cid:one@mhtml.blink", sized, picture)
    data = mhtml(
        page,
        {"cid:one@mhtml.blink": ONE, "https://gazette.example/s.png": TWO, "https://gazette.example/w.png": photo(3)},
        charset="windows-1252",
        date="Thu, 4 Aug 2022 10:22:10 +0200",
    )
    article = bring(archive, tmp_path / "a.mhtml", data)
    assert (article.url, article.title, article.status, article.failure) == (
        ADDRESS,
        "The Tidé of June",
        Status.SAVED,
        None,
    )
    (snapshot,) = article.snapshots
    assert (snapshot.way, snapshot.taken_at.isoformat()) == (Way.FILE, "2022-08-04T08:22:10+00:00")
    assert sorted(pictures(archive, article)) == sorted([ONE, TWO, photo(3)])
    assert archive.body_html(article.id).count('src="images/') == 3
    (kept,) = archive.root.glob(f"articles/*/{article.id}/*/page.mhtml")
    assert kept.read_bytes() == data
    assert archive.verify().damages == ()


def test_webarchive_brings_its_pictures(archive: Archive, tmp_path: Path) -> None:
    data = webarchive(illustrated("The Tidé of June", "/a%20b.png"), {"https://gazette.example/a b.png": ONE})
    article = bring(archive, tmp_path / "a.webarchive", data)
    assert (article.url, article.title, article.status) == (ADDRESS, "The Tidé of June", Status.SAVED)
    assert pictures(archive, article) == [ONE]


def test_single_file_brings_pictures_and_its_date(archive: Archive, tmp_path: Path) -> None:
    shared = (
        '<img style="background-image:var(--sf-img-3) !important"'
        " src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><rect/></svg>\">"
    )
    lazy = f'<img src="{data_url(ONE)}" data-src="https://cdn.example/one.jpg" srcset="https://cdn.example/1.jpg 2x">'
    style = f"<style>:root{{--sf-img-3:url('{data_url(TWO)}')}}</style>"
    page = single_file(illustrated("The tide of June", lazy, shared, head=style))
    article = bring(archive, tmp_path / "a.html", page.encode())
    assert (article.url, article.status, article.failure) == (ADDRESS, Status.SAVED, None)
    assert article.snapshots[0].taken_at.isoformat() == "2022-08-04T08:22:10+00:00"
    assert sorted(pictures(archive, article)) == sorted([ONE, TWO])


def test_a_page_is_saved_with_the_folder_beside_it(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "A story_files"
    folder.mkdir()
    (folder / "one two.png").write_bytes(ONE)
    (folder / "spy.js").write_bytes(b"alert(1)")
    (folder / "far.png").symlink_to(tmp_path / "far.png")
    page = illustrated("The tide of June", "./A%20story_files/one%20two.png")
    (tmp_path / "A story.html").write_text(f"<!-- saved from url=(0029){ADDRESS} -->{page}", "utf-8")
    article = bring(archive, tmp_path / "A story.html")
    assert (article.url, article.title, article.status) == (ADDRESS, "The tide of June", Status.SAVED)
    assert pictures(archive, article) == [ONE]


def test_pictures_that_a_file_does_not_hold_are_told_not_fetched(archive: Archive, tmp_path: Path) -> None:
    page = illustrated("The tide of June", "/here.png", "/away.png")
    article = bring(archive, tmp_path / "a.mht", mhtml(page, {"https://gazette.example/here.png": ONE}))
    assert (article.status, article.failure) == (Status.PARTIAL, Failure("pictures-not-in-file", "1"))
    assert pictures(archive, article) == [ONE]


@pytest.mark.parametrize("is_mhtml", [False, True])
def test_the_missing_pictures_of_a_file_are_fetched_when_the_person_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_mhtml: bool
) -> None:
    web = Network(zone_of=lambda _address: Zone.PUBLIC)  # else no picture that a file names would be asked for here
    monkeypatch.setattr(saver, "Gateway", partial(Gateway, network=web))
    with (
        serve({"/away.png": Answer(TWO, "image/png")}) as site,
        open_archive(tmp_path / "archive", cache=tmp_path / "cache") as archive,
    ):
        away = f"{site.address}/away.png"
        page = illustrated("The tide of June", *(["/here.png", away] if is_mhtml else [away, data_url(ONE)]))
        data = mhtml(page, {"https://gazette.example/here.png": ONE}) if is_mhtml else page.encode()
        article = bring(archive, tmp_path / ("a.mht" if is_mhtml else "a.html"), data)
        assert (article.status, article.failure) == (Status.PARTIAL, Failure("pictures-not-in-file", "1"))
        archive._storage.enqueue([article.id])  # a repair asks, not the person
        archive.save_pending([article.id])
        assert site.requests.total() == 0
        archive.retry([article.id])
        archive.save_pending([article.id])
        article = archive.article(article.id)
        assert (article.status, article.failure, site.requests["/away.png"]) == (Status.SAVED, None, 1)
        assert archive.body_html(article.id).count('src="images/') == 2
        assert set(pictures(archive, article)) == {ONE, TWO}


def test_a_file_that_names_no_address_cannot_be_saved_again(archive: Archive, tmp_path: Path) -> None:
    article = bring(archive, tmp_path / "a.html", illustrated("The tide of June").encode())
    failed: list[tuple[int, Failure]] = []
    archive.subscribe(lambda changed: failed.extend(changed.failed))
    for by_browser in (False, True):
        archive.retry([article.id], by_browser=by_browser)
        archive.save_pending([article.id])
    assert failed == [(article.id, Failure("no-address"))] * 2
    assert archive.article(article.id).status is Status.SAVED


def cut(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


NESTED = b"".join(
    b'Content-Type: multipart/related; boundary="%d"\r\n\r\n--%d\r\n' % (number, number) for number in range(3_000)
)
MHTML = mhtml(illustrated("The tide of June", "/here.png"), {"https://gazette.example/here.png": ONE})


@pytest.mark.parametrize(
    ("name", "data", "code", "has_text"),
    [
        ("cut.mhtml", cut(MHTML), "file-cut", True),
        ("nested.mhtml", NESTED, "file-damaged", False),
        (
            "empty.mhtml",
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n",
            "file-damaged",
            False,
        ),
        ("cut.webarchive", cut(webarchive(illustrated("The tide of June"), {}) + b"x" * 900), "file-damaged", False),
        (
            "text.webarchive",
            webarchive(illustrated("The tide of June"), {}).replace(b"text/html", b"text/htmx"),
            "file-damaged",
            False,
        ),
        ("cut.pdf", cut(pdf([(12, "Words")])), "file-damaged", False),
        ("junk.pdf", b"%PDF-1.7\n" + b"1 0 obj << /Kids [1 0 R] >> endobj " * 2_000, "file-damaged", False),
        ("scan.pdf", pdf([]), "pdf-no-text", False),
    ],
)
def test_a_hostile_file_is_kept_and_its_state_is_clear(
    archive: Archive, tmp_path: Path, name: str, data: bytes, code: str, has_text: bool
) -> None:
    article = bring(archive, tmp_path / name, data)
    assert (article.status, article.failure and article.failure.code) == (Status.PARTIAL, code)
    assert bool(article.words) == has_text
    kept = [file.read_bytes() for file in archive.root.glob(f"articles/*/{article.id}/*/page.*")]
    assert kept == [data]


def test_a_charset_declared_wrongly_is_seen_through(archive: Archive, tmp_path: Path) -> None:
    data = mhtml(illustrated("Die letzte Überfahrt"), {}).replace(b"charset=utf-8", b"charset=us-ascii", 1)
    assert bring(archive, tmp_path / "a.mhtml", data).title == "Die letzte Überfahrt"


PARAGRAPH = [
    "The ferry that had carried the post for forty years made its last crossing on",
    "a morning without wind, and those who had come to see it off stood for a long",
    "while on the pier, although there was nothing more to see than the water.",
]


def body(*towns: str) -> list[tuple[float, str]]:
    lines = [line for town in towns for line in [*PARAGRAPH, f"That was told by everybody in {town}."]]
    return [(11.0, f"In {towns[0]} it is told like this by all who were there."), *((11.0, line) for line in lines)]


def test_pdf_gives_text_title_and_author(archive: Archive, tmp_path: Path) -> None:
    towns = ("Aalborg", "Brest", "Cadiz", "Dover")
    pages = [[(8.0, f"The Gazette {number}"), *body(town, town[::-1])] for number, town in enumerate(towns, 1)]
    pages[0].insert(1, (22.0, "The last ferry"))
    pages[2] += [(11.0, "What follows " + ". " * 30 + "9"), (11.0, "17")]
    data = pdf(*pages, title="The last ferry", author="Ada Holm")
    article = bring(archive, tmp_path / "ferry.pdf", data)
    assert (article.title, article.byline, article.status) == ("The last ferry", "Ada Holm", Status.SAVED)
    text = archive.text(article.id)
    assert "crossing on a morning without wind" in text
    assert text.count(" ".join(PARAGRAPH)) == 8
    assert "Gazette" not in text
    assert "What follows … 9" in text
    assert "17" not in text
    assert '<section id="page-4">' in archive.body_html(article.id)
    assert [hit.id for hit in archive.find("crossing").hits] == [article.id]


@pytest.mark.parametrize("told", ["", "Microsoft Word - ferry.docx", "untitled"])
def test_a_pdf_that_tells_no_title_has_its_largest_line(archive: Archive, tmp_path: Path, told: str) -> None:
    data = pdf([(22.0, "The last ferry"), (22.0, "of the year"), *body("Brest")], title=told)
    assert bring(archive, tmp_path / "x.pdf", data).title == "The last ferry of the year"


def test_a_thread_is_kept_with_its_posts(archive: Archive, tmp_path: Path) -> None:
    posts = "".join(
        f'<div class="post"><div class="who">member{number}</div><div class="message"><p>Post {number}: the'
        " ferry still ran when I was there, and the man at the rope told everybody that it would go on running as long"
        " as there was anybody left on the island who wrote letters.</p></div></div>"
        for number in range(1, 9)
    )
    page = f"<html lang=en><title>When did the ferry stop?</title><h1>When did the ferry stop?</h1><main>{posts}</main>"
    text = archive.text(bring(archive, tmp_path / "thread.html", page.encode()).id)
    assert [number for number in range(1, 9) if f"Post {number}:" in text] == list(range(1, 9))


def test_the_original_of_a_file_is_laid_out(archive: Archive, tmp_path: Path) -> None:
    paper = bring(archive, tmp_path / "a.pdf", pdf([(22.0, "The last ferry"), *body("Brest")], body("Dover")))
    (one := tmp_path / "one").mkdir()
    original = archive.lay_out_original(paper.id, one)
    assert (original.pages, original.parts) == (2, {"0000": "image/jpeg", "0001": "image/jpeg"})
    with Image.open(one / "0001") as picture:
        assert picture.size == (1_400, round(1_400 * 792 / 612))
    assert (one / "page.html").read_text("utf-8").count("<img ") == 2

    sheet = "https://gazette.example/s.css"
    page = illustrated(
        "The tide of June", "https://gazette.example/here.png", head=f'<link rel="stylesheet" href="{sheet}">'
    )
    parts = {"https://gazette.example/here.png": ONE, sheet: b"p { background: url(/here.png) }"}
    kept = bring(archive, tmp_path / "b.webarchive", webarchive(page, parts, {sheet: "text/css"}))
    (two := tmp_path / "two").mkdir()
    original = archive.lay_out_original(kept.id, two)
    assert original.parts == {"0000": "image/png", "0001": "text/css"}
    assert (two / "0001").read_text("utf-8") == "p { background: url(0000) }"
    assert 'src="0000"' in (two / "page.html").read_text("utf-8")


@pytest.mark.parametrize(
    "address", ["http://192.168.0.1/reboot?now", "http://127.0.0.1:631/", "https://bank.example/pay"]
)
def test_a_file_sends_nobody_to_the_address_that_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    asked: list[str] = []

    async def note(_self: object, url: str, *_arguments: object, **how: object) -> None:
        asked.append(f"{url} {how.get('trust', '')}")
        raise Unreachable("nowhere")

    for owner, name in ((Browser, "render"), (Gateway, "fetch"), (Gateway, "fetch_picture")):
        monkeypatch.setattr(owner, name, note)
    figure = "<figure><figcaption>The ferry at dawn, seen from the pier</figcaption></figure>"
    script = '<script type="application/ld+json">{"@type":"Article","articleBody":"%s"}</script>' % (
        "More words. " * 900
    )
    page = f"<!-- saved from url=({len(address):04d}){address} --><html><head>{script}</head><body><article>{figure}"
    page += "<p>The council decided about the harbour, and the pilots of the old town were against it.</p>" * 9
    file = tmp_path / "letter.html"
    with open_archive(tmp_path / "browsing", cache=tmp_path / "cache", has_browser=True) as archive:
        article = bring(archive, file, page.encode())
        assert (article.url, article.status in (Status.SAVED, Status.PARTIAL)) == (address, True)
        assert asked == []
        archive.retry([article.id])  # now a person asks, but for an address that a file named
        archive.save_pending([article.id])
        archive.add([NewArticle(address)])  # and now it is the person's own word
        archive.retry([article.id])
        archive.save_pending([article.id])
    assert asked == [f"{address} page", f"{address} user"]
