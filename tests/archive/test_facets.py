from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.storage import facets
from pressmark.archive.values import Facet, Facets, LocalPage, NewArticle, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

STORIES = [  # address, language, day, tags
    ("https://www.voz.us/1", "en-US", "2024-09-24", ("policy/telegram", "a b")),
    ("https://voz.us/2", "en", "2024-01-02", ("policy/telegram", "Policy")),
    ("https://news.voz.us/3", "de", "2025-05-01", ("policy/telegram",)),
    ("https://evilvoz.us/4", "", "", ("none", "policyx")),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """One for all tests: what a test changes it puts back."""
    folder = tmp_path_factory.mktemp("facets")
    with open_archive(folder / "archive", cache=folder / "cache") as opened:
        for url, language, day, tags in STORIES:
            html = (
                f"<html lang='{language}'><head><title>Bees</title>"
                f"<meta property='article:published_time' content='{day}'></head><body><article>"
                + "<p>Bees, 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15, bees.</p>"
                * 6
            )
            opened.add([NewArticle(url, "Bees", tags, LocalPage(html.encode(), "text/html"))])
        opened.save_pending()
        yield opened


@pytest.mark.parametrize("many", [facets.MANY, 1], ids=["few", "many"])
def test_counts_what_the_hits_have(archive: Archive, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "MANY", many)
    found = archive.facets(archive.find("bees"))
    assert found.tags == (
        Facet("Policy", "tag:Policy", 3),
        Facet("policy/telegram", "tag:policy/telegram", 3),
        Facet("a b", 'tag:"a b"', 1),
        Facet("none", 'tag:"none"', 1),
        Facet("policyx", "tag:policyx", 1),
    )
    assert found.sites == (
        Facet("voz.us", "site:voz.us", 3),
        Facet("evilvoz.us", "site:evilvoz.us", 1),
        Facet("news.voz.us", "site:news.voz.us", 1),
    )
    assert found.years == (Facet("2024", "published:2024", 2), Facet("2025", "published:2025", 1))
    assert {(one.name, one.count) for one in found.languages} >= {("de", 1), ("en", 2)}


def test_a_facet_narrows_to_as_many_as_it_says(archive: Archive) -> None:
    found = archive.facets(archive.find("bees"))
    for facet in (*found.tags, *found.sites, *found.years, *found.languages):
        assert archive.find(f"bees {facet.query}").total == facet.count


def test_counts_the_hits_only(archive: Archive) -> None:
    assert archive.facets(archive.find("is:trash")) == Facets()
    first = archive.find("site:news.voz.us").hits[0].id
    archive.trash([first])
    assert [one.name for one in archive.facets(archive.find("", Shelf.TRASH)).sites] == ["news.voz.us"]
    assert date(2025, 5, 1) == archive.article(first).published
    assert [one.name for one in archive.facets(archive.find("")).years] == ["2024"]
    archive.restore([first])


def test_shows_the_most_frequent_only(archive: Archive) -> None:
    many = [f"t{number}" for number in range(9)]
    archive.tag([1, 2], add=many)
    assert [one.count for one in archive.facets(archive.find("")).tags] == [3, 3, 2, 2, 2, 2, 2, 2]
    archive.tag([1, 2], remove=many)
