from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.errors import InvalidQuery
from pressmark.archive.saved_searches import COUNTED_AT_ONCE
from pressmark.archive.values import Changed, NewArticle, SavedSearch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "archive", cache=tmp_path / "cache") as opened:
        titles = ("Bees of Jutland", "Paper maps", "Maps of bees")
        opened.add([NewArticle(f"https://example.org/{title}", title, ("nature",)) for title in titles])
        yield opened


def counts(archive: Archive) -> dict[str, int | None]:
    return {one.name: one.count for one in archive.saved_searches()}


@pytest.mark.parametrize(
    ("query", "count"),
    [("bees", 2), ("bees -maps", 1), ("tag:nature", 3), ("maps tag:nature is:unread", 2), ("is:trash", 0), ("", 3)],
)
def test_counts_what_the_search_finds(archive: Archive, query: str, count: int) -> None:
    archive.save_search("s", query)
    assert archive.find(query).total == count
    (search,) = archive.saved_searches()
    assert (search.count, search.is_current) == (count, True)


def test_every_saved_search_has_a_name(archive: Archive) -> None:
    assert archive.save_search("  ", "bees").name == "bees"
    unnamed = archive.save_search("\u200b", "")
    assert unnamed.name == "…"
    archive.rename_saved_search(unnamed.id, "\x00")
    assert archive.saved_searches()[1].name == "…"


def test_counts_are_live(archive: Archive) -> None:
    for query in ("bees", "is:trash", "is:unread bees"):
        archive.save_search(query, query)
    assert counts(archive) == {"bees": 2, "is:trash": 0, "is:unread bees": 2}
    ids = [hit.id for hit in archive.find("bees").hits]
    archive.trash(ids[:1])
    archive.set_read(ids[1:], value=True)
    assert counts(archive) == {"bees": 1, "is:trash": 1, "is:unread bees": 0}


def test_one_look_counts_only_so_many(archive: Archive) -> None:
    for number in range(COUNTED_AT_ONCE + 3):
        archive.save_search(f"{number}", f"bees -x{number}")

    def current() -> list[bool]:
        return [one.is_current for one in archive.saved_searches()]

    assert current() == [True] * COUNTED_AT_ONCE + [False] * 3
    assert all(current())
    archive.trash([archive.find("bees").hits[0].id])
    assert sum(current()) == COUNTED_AT_ONCE
    assert all(one.count is not None for one in archive.saved_searches())
    assert set(counts(archive).values()) == {1}


def test_no_search_waits_for_ever_while_much_changes(archive: Archive) -> None:
    for number in range(COUNTED_AT_ONCE + 3):
        archive.save_search(f"{number}", f"bees -x{number}")
    for value in (True, False):
        archive.set_read([1], value=value)
        searches = archive.saved_searches()
    assert all(one.count is not None for one in searches)


def test_what_cannot_be_understood_is_not_saved(archive: Archive) -> None:
    kept = archive.save_search("s", "bees")
    with pytest.raises(InvalidQuery):
        archive.save_search("s", "is:odd")
    with pytest.raises(InvalidQuery):
        archive.change_saved_search(kept.id, "is:odd")
    assert [(one.id, one.query) for one in archive.saved_searches()] == [(kept.id, "bees")]


def test_a_query_that_is_no_longer_understood_stays_without_a_number(archive: Archive) -> None:
    archive._storage.searches.save("old", "is:odd")
    (search,) = archive.saved_searches()
    assert (search.count, search.is_current) == (None, True)


def test_every_change_can_be_undone(archive: Archive) -> None:
    a, b = (archive.save_search(name, name) for name in ("bees", "maps"))
    before = archive.saved_searches()

    def same(ids: tuple[int, ...] = ()) -> None:
        archive.arrange_saved_searches(ids)
        assert archive.saved_searches() == before

    archive.restore_saved_search(archive.delete_saved_search(a.id))
    same()
    archive.rename_saved_search(b.id, archive.rename_saved_search(b.id, "x").name)
    same()
    archive.change_saved_search(b.id, archive.change_saved_search(b.id, "x").query)
    same()
    same(archive.arrange_saved_searches([b.id]))


def test_listeners_are_told(archive: Archive) -> None:
    told: list[Changed] = []
    archive.subscribe(told.append)
    saved = archive.save_search("a", "bees")
    archive.delete_saved_search(saved.id)
    archive.restore_saved_search(SavedSearch(9, "z", "z", 0))
    assert [one.searches for one in told] == [True] * 3
