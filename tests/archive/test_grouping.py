from __future__ import annotations

from array import array
from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.grouping import GroupMap, grouped
from pressmark.archive.values import Group, Grouping, Hits, Listing, NewArticle, Order, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = ["", "2024-01-01", "2024-02-01", "2025-12-31"]


class Known:
    """Stands in for the storage: the groups are given."""

    def __init__(self, groups: dict[int, str]) -> None:
        self._groups = groups

    def group_names(self, _grouping: Grouping) -> tuple[list[int], list[str]]:
        return list(self._groups), list(self._groups.values())

    def groups(self, grouping: Grouping) -> GroupMap:
        return GroupMap.read(self, grouping)  # type: ignore[arg-type]  # all that is asked of it is there


@given(
    st.dictionaries(st.integers(1, 60), st.sampled_from(NAMES)),
    st.lists(st.integers(1, 60), unique=True),
    st.sampled_from([Grouping.DAY, Grouping.SITE]),
)
def test_nothing_is_lost_groups_are_whole_and_keep_the_order(
    groups: dict[int, str], found: list[int], grouping: Grouping
) -> None:
    scores = [1.0 / id for id in found]
    listing = Listing("", Hits(found, scores), len(found))
    after = grouped(listing, grouping, Known(groups))  # type: ignore[arg-type]  # likewise
    assert sorted(after.hits) == sorted(listing.hits)
    names = [groups.get(id, "") for id in after.hits.ids]
    runs = [(name, len(list(run))) for name, run in groupby(names)]
    assert [(one.name, one.count) for one in after.groups] == runs
    assert [one.first for one in after.groups] == [sum(count for _, count in runs[:n]) for n in range(len(runs))]
    named = [name for name, _ in runs if name]
    assert named == sorted(set(named), reverse=grouping is Grouping.DAY)  # each once, the unnamed last
    assert "" not in [name for name, _ in runs[:-1]]
    for one in after.groups:
        ids = list(after.hits.ids[one.first : one.first + one.count])
        assert ids == [id for id in found if id in set(ids)]


def test_without_a_grouping_the_listing_stays_what_it_is() -> None:
    listing = Listing("", Hits(array("q", [2, 1])), 2)
    assert grouped(listing, Grouping.NONE, Known({})) is listing  # type: ignore[arg-type]  # likewise


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "archive", cache=tmp_path / "cache") as opened:
        for site, title in (("b.example", "one"), ("a.example", "two"), ("b.example", "three")):
            opened.add([NewArticle(f"https://{site}/{title}", title)])
        yield opened


def test_an_archive_lists_by_site_and_within_it_in_the_order_asked_for(archive: Archive) -> None:
    listing = archive.find("", Shelf.ALL, Order.SAVED, grouping=Grouping.SITE)
    assert list(listing.hits.ids) == [2, 3, 1]
    assert listing.groups == (Group("a.example", 0, 1), Group("b.example", 1, 2))
    by_title = archive.find("", Shelf.ALL, Order.TITLE, grouping=Grouping.SITE)
    assert list(by_title.hits.ids) == [2, 1, 3]


def test_groups_follow_what_comes_later(archive: Archive) -> None:
    archive.find("", grouping=Grouping.SITE)
    archive.add([NewArticle("https://0.example/four", "four")])
    assert archive.find("", grouping=Grouping.SITE).groups[0] == Group("0.example", 0, 1)


def test_a_site_is_one_with_and_without_www(archive: Archive) -> None:
    archive.add([NewArticle("https://www.a.example/four", "four")])
    assert archive.find("", grouping=Grouping.SITE).groups[0] == Group("a.example", 0, 2)


def test_days_are_those_where_the_person_is(archive: Archive) -> None:
    today = archive.article(1).saved_at.astimezone().date()
    (group,) = archive.find("", grouping=Grouping.DAY).groups
    assert group == Group(today.isoformat(), 0, 3)


def test_hits_of_a_search_are_grouped_too(archive: Archive) -> None:
    assert [one.name for one in archive.find("site:b.example", grouping=Grouping.SITE).groups] == ["b.example"]
    assert archive.find("site:nowhere.example", grouping=Grouping.SITE).groups == ()
