"""Every page of a site that makes saving hard, saved through a real browser and real workers in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import hard_site
from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.values import Article, NewArticle, Status, Way
from site_server import Site, serve

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.engine, pytest.mark.slow]

PATHS = (
    "/client-side",
    "/endless",
    "/lazy",
    "/consent",
    "/members/story",
    "/soft-404",
    "/teaser",
    "/quick-and-slow",
    "/quick.amp",
    "/moved/meta",
    "/moved/script",
    "/split",
    "/right-to-left",
    "/ruby",
    "/large",
    *(f"/charset/{name}" for name in hard_site.CHARSETS),
)


class Saved:
    """The archive after all of them were saved."""

    def __init__(self, archive: Archive, site: Site) -> None:
        self.archive, self.site = archive, site
        wishes = [NewArticle(f"{site.address}{path}") for path in PATHS]
        added = archive.add(wishes)
        archive.save_pending()
        ids = [one.id for one in added if one.id is not None]
        self.ids = dict(zip(PATHS, ids, strict=True))

    def article(self, path: str) -> Article:
        return self.archive.article(self.ids[path])

    def text(self, path: str) -> str:
        return self.archive.text(self.ids[path])

    def state(self, path: str) -> tuple[Status, str, Way]:
        article = self.article(path)
        return article.status, article.failure.code if article.failure else "", article.snapshots[0].way


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Saved]:
    folder = tmp_path_factory.mktemp("hard-site")
    with (
        serve(hard_site.pages()) as site,
        open_archive(folder / "archive", cache=folder / "cache", has_browser=True) as archive,
    ):
        yield Saved(archive, site)


def kept(text: str) -> list[int]:
    """The numbers of the paragraphs that must be kept, as they come."""
    return [int(word.partition(":")[0]) for word in text.split("KEEP ")[1:]]


def is_whole(text: str, last: int) -> bool:
    """Whether all that must be kept is there, once and in order, and nothing else."""
    return kept(text) == list(range(1, last + 1)) and "LEAVE" not in text


@pytest.mark.parametrize(
    ("path", "last", "way"),
    [
        ("/client-side", 8, Way.BROWSER),
        ("/endless", 15, Way.BROWSER),
        ("/consent", 8, Way.HTTP),
        ("/quick-and-slow", 8, Way.HTTP),
        ("/quick.amp", 8, Way.HTTP),
        ("/moved/meta", 8, Way.HTTP),
        ("/moved/script", 8, Way.BROWSER),
        ("/split", 12, Way.HTTP),
        ("/teaser", 12, Way.HTTP),  # its data for machines goes on where the page breaks off
    ],
)
def test_the_text_is_whole(saved: Saved, path: str, last: int, way: Way) -> None:
    assert saved.state(path) == (Status.SAVED, "", way)
    assert is_whole(saved.text(path), last)


def test_a_page_and_its_variant_for_phones_are_one_article(saved: Saved) -> None:
    assert saved.article("/quick-and-slow").trashed_at is None
    assert saved.article("/quick.amp").trashed_at is not None


def test_three_megabytes_lose_nothing(saved: Saved) -> None:
    assert saved.state("/large") == (Status.SAVED, "", Way.HTTP)
    assert kept(saved.text("/large")) == list(
        range(1, hard_site.LARGE + 1)
    )  # two words of navigation weigh nothing here


@pytest.mark.parametrize(("path", "code"), [("/soft-404", "soft-404"), ("/members/story", "wall")])
def test_what_is_not_there_is_said(saved: Saved, path: str, code: str) -> None:
    status, found, _way = saved.state(path)
    assert (status, found) == (Status.PARTIAL, code)


def test_pictures_that_wait_are_found_in_every_way(saved: Saved) -> None:
    assert saved.state("/lazy") == (Status.SAVED, "", Way.BROWSER)  # a figure without a picture makes it doubtful
    assert saved.archive.body_html(saved.ids["/lazy"]).count("<img") == len(hard_site.LAZY_WAYS)
    assert {f"/picture/{way}.jpg" for way in hard_site.LAZY_WAYS} <= set(saved.site.requests)
    assert is_whole(saved.text("/lazy"), 6)


@pytest.mark.parametrize("name", hard_site.CHARSETS)
def test_a_wrong_label_breaks_no_letter(saved: Saved, name: str) -> None:
    assert hard_site.CHARSETS[name][2] in saved.text(f"/charset/{name}")


def test_right_to_left_and_ruby_stay_what_they_are(saved: Saved) -> None:
    assert hard_site.ARABIC in saved.text("/right-to-left")
    assert saved.article("/right-to-left").language == "ar"
    assert "<rt>" in saved.archive.body_html(saved.ids["/ruby"])
    assert "橋(はし)を渡(わた)る" in saved.text("/ruby")


def test_all_pages_of_a_split_article_are_kept(saved: Saved) -> None:
    article = saved.article("/split")
    (folder,) = saved.archive.root.glob(f"articles/*/{article.id}/{article.snapshots[0].folder}")
    assert {"page.html.gz", "page-2.html.gz", "page-3.html.gz"} <= {one.name for one in folder.iterdir()}


def test_the_archive_is_sound(saved: Saved) -> None:
    assert saved.archive.verify().damages == ()
