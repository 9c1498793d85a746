"""Articles leave through the archive's door: whole or not at all, however many, and nothing else is touched."""

from __future__ import annotations

import errno
import json
import os
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest

from export_files import taken
from page_files import illustrated, photo
from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.errors import Cancelled, DiskFull, ExchangeError
from pressmark.archive.exchange.exporters import ENDINGS
from pressmark.archive.values import Colour, ExportKind, LocalPage, NewArticle
from site_server import Answer, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KINDS = list(ExportKind)


PAGE = "<html><title>Ferries {n}</title><article><h1>Ferries {n}</h1>" + "".join(
    f"<p>On day {day} the ferry left at dawn and was home at dusk, as it was said in the papers of the town.</p>"
    for day in range(12)
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three articles, the first with a picture, a tag, a note and a highlight, and a fourth in the trash."""
    root = tmp_path_factory.mktemp("kept") / "archive"
    pages = {"/boat": illustrated("Pictures", "/boat.png"), "/boat.png": Answer(photo(), content_type="image/png")}
    with serve(pages) as site, open_archive(root, cache=root.parent / "cache") as opened:
        opened.add([NewArticle(f"{site.address}/boat", tags=("policy/telegram",))])
        for n in range(2, 5):
            page = PAGE.format(n=n)
            opened.add([NewArticle(f"https://example.org/{n}", page=LocalPage(page.encode(), "text/html"))])
        opened.save_pending()
        opened.set_note(1, "On time")
        place = opened.find_passage(1, "paragraph")
        assert place is not None
        opened.highlight(1, *place, Colour.BLUE, "mine")
        opened.trash([4])
    return root


@pytest.fixture
def archive(kept: Path, tmp_path: Path) -> Iterator[Archive]:
    """A copy of that."""
    shutil.copytree(kept, tmp_path / "archive")
    with open_archive(tmp_path / "archive", cache=tmp_path / "cache") as opened:
        yield opened


def test_all_that_an_article_is_leaves_as_json(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    done = archive.export([3, 4, 1, 1, 99], file, ExportKind.JSON)
    assert (done.articles, done.failed) == (2, ())
    third, first = json.loads(file.read_text("utf-8"))
    assert (third["id"], first["id"]) == (3, 1)
    article = archive.article(1)
    assert (first["uuid"], first["title"], first["tags"], first["note"]) == (
        article.uuid,
        article.title,
        ["policy/telegram"],
        "On time",
    )
    assert (first["text"], first["html"]) == (archive.text(1), archive.body_html(1))
    assert [one["folder"] for one in first["snapshots"]] == [one.folder for one in article.snapshots]
    (marked,) = first["highlights"]
    assert (marked["quote"], marked["colour"], marked["note"]) == ("paragraph", "blue", "mine")
    assert first["text"][marked["start"] : marked["end"]] == "paragraph"


def test_bookmarks_can_be_taken_in_again(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "bookmarks.html"
    archive.export([1, 2], file, ExportKind.BOOKMARKS)
    back = taken(file).articles
    assert [(one.url, one.title, one.tags, one.note) for one in back] == [
        (article.url, article.title, article.tags, article.note) for article in archive.articles([1, 2])
    ]


def test_pictures_and_highlights_come_along(archive: Archive, tmp_path: Path) -> None:
    for kind in (ExportKind.HTML, ExportKind.MARKDOWN):
        archive.export([1, 2, 3], tmp_path / kind, kind)
        assert len([path for path in (tmp_path / kind).rglob("*") if path.suffix == ".png"]) == 1
    archive.export([1], tmp_path / "book.epub", ExportKind.EPUB)
    with zipfile.ZipFile(tmp_path / "book.epub") as book:
        assert [name for name in book.namelist() if name.endswith(".png")]
        chapter = book.read("OEBPS/text/1.xhtml").decode()
    (page,) = (tmp_path / "html").glob("Pictures*/article.html")
    for text in (chapter, page.read_text("utf-8")):
        assert '<mark class="passage blue noted">paragraph</mark>' in text
        assert "mine" in text
        assert "On time" in text


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_told_how_far_it_is(archive: Archive, tmp_path: Path, kind: ExportKind) -> None:
    told: list[tuple[int, int]] = []
    archive.export([1, 2, 3, 4], tmp_path / "out", kind, lambda done, of: told.append((done, of)))
    assert told[0] == (1, 4)
    assert told[-1] == (4, 4)
    assert told == sorted(told)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("at", [1, 3])
def test_who_stops_it_leaves_nothing(archive: Archive, tmp_path: Path, kind: ExportKind, at: int) -> None:
    def progress(done: int, _of: int) -> None:
        if done >= at:
            raise Cancelled

    target = tmp_path / "out" / "file"
    target.parent.mkdir()
    if kind in ENDINGS:
        target.write_text("before")
    with pytest.raises(Cancelled):
        archive.export([1, 2, 3], target, kind, progress)
    assert list(target.parent.iterdir()) == ([target] if kind in ENDINGS else [])
    assert kind not in ENDINGS or target.read_text() == "before"


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk_leaves_what_was_there(
    archive: Archive, tmp_path: Path, kind: ExportKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out" / "file"
    target.parent.mkdir()
    if kind in ENDINGS:
        target.write_text("before")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)  # where a disk may say so for the first time
    with pytest.raises(DiskFull):
        archive.export([1, 2, 3], target, kind)
    assert list(target.parent.iterdir()) == ([target] if kind in ENDINGS else [])
    assert kind not in ENDINGS or target.read_text() == "before"


@pytest.mark.parametrize("kind", [ExportKind.HTML, ExportKind.MARKDOWN])
def test_a_folder_with_files_in_it_stays_as_it_is(archive: Archive, tmp_path: Path, kind: ExportKind) -> None:
    target = tmp_path / "out"
    target.mkdir()
    archive.export([1], target, kind)  # an empty one is taken
    before = sorted(target.rglob("*"))
    with pytest.raises(ExchangeError) as caught:
        archive.export([1, 2], target, kind)
    assert caught.value.code == "folder-not-empty"
    assert sorted(target.rglob("*")) == before


@pytest.mark.parametrize("place", ["", "archive.db", "articles/mine", "link/mine"])
def test_the_archives_own_folder_is_no_place_for_it(archive: Archive, tmp_path: Path, place: str) -> None:
    (tmp_path / "link").symlink_to(archive.root)
    target = tmp_path / place if place.startswith("link") else archive.root / place
    for kind in (ExportKind.CSV, ExportKind.HTML):
        with pytest.raises(ExchangeError) as caught:
            archive.export([1], target, kind)
        assert caught.value.code == "inside-archive"
    assert archive.verify().damages == ()


@pytest.mark.parametrize("kind", KINDS)
def test_where_nothing_can_be_written_is_said_at_once(archive: Archive, tmp_path: Path, kind: ExportKind) -> None:
    told: list[int] = []
    with pytest.raises(ExchangeError) as caught:
        archive.export([1], tmp_path / "nowhere" / "out", kind, lambda done, _of: told.append(done))
    assert caught.value.code == "file-not-written"
    assert not told


def _broken(archive: Archive, name: str) -> Path:
    """A file of the first article."""
    page = archive.article_file(1)
    assert page is not None
    (file,) = page.parent.rglob(name)
    return file


@pytest.mark.parametrize("kind", KINDS)
def test_what_cannot_be_read_is_left_out_and_told(archive: Archive, tmp_path: Path, kind: ExportKind) -> None:
    _broken(archive, "extraction.json").write_bytes(b"{")
    target = tmp_path / "out"
    done = archive.export([1, 2, 3], target, kind)
    assert done.articles == 3
    assert done.failed == (() if kind in (ExportKind.CSV, ExportKind.BOOKMARKS) else (1,))
    if kind is ExportKind.JSON:
        assert [bool(one["html"]) for one in json.loads(target.read_text("utf-8"))] == [False, True, True]


@pytest.mark.parametrize("kind", [ExportKind.HTML, ExportKind.MARKDOWN, ExportKind.EPUB])
def test_a_picture_that_is_gone_leaves_no_hole(archive: Archive, tmp_path: Path, kind: ExportKind) -> None:
    _broken(archive, "*.png").unlink()
    target = tmp_path / "out"
    done = archive.export([1, 2], target, kind)
    assert (done.articles, done.failed) == (2, (1,))
    if kind is ExportKind.HTML:
        page = next(target.glob("Pictures*/article.html")).read_text("utf-8")
        assert "paragraph</mark> 1 tells" in page
        assert "<img" not in page


def test_bookmarks_lead_to_the_web_only(archive: Archive, tmp_path: Path) -> None:
    archive.add([NewArticle("", page=LocalPage(PAGE.format(n=5).encode(), "text/html", "five.html"))])
    archive.save_pending()
    done = archive.export([1, 5], tmp_path / "b.html", ExportKind.BOOKMARKS)
    assert (done.articles, done.failed) == (1, (5,))


@pytest.mark.parametrize("kind", KINDS)
def test_it_leaves_an_archive_that_is_open_elsewhere(archive: Archive, tmp_path: Path, kind: ExportKind) -> None:
    with open_archive(archive.root, cache=tmp_path / "other", read_only=True) as reader:
        assert reader.export([1, 2], tmp_path / "out", kind).articles == 2
