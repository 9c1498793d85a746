from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.archive import Archive, open_archive
from pressmark.archive.values import NewArticle, Order, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "archive", cache=tmp_path / "cache") as opened:
        opened.add([NewArticle(f"https://example.org/{title}", title) for title in ("b", "a", "c")])
        yield opened


def ids(archive: Archive, query: str, shelf: Shelf = Shelf.ALL, order: Order = Order.RELEVANCE) -> list[int]:
    return [hit.id for hit in archive.find(query, shelf, order).hits]


def test_is_asked_once_between_two_changes(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Shelf] = []
    look = archive._storage.shelf

    def count(shelf: Shelf, order: Order = Order.SAVED) -> list[int]:
        asked.append(shelf)
        return look(shelf, order)

    monkeypatch.setattr(archive._storage, "shelf", count)
    for _ in range(2):
        assert ids(archive, "") == ids(archive, "", order=Order.SAVED) == [3, 2, 1]
    assert asked == [Shelf.ALL, Shelf.ALL]  # as a set, and in order
    archive.set_note(1, "no shelf changes by it")
    ids(archive, "")
    assert len(asked) == 2
    archive.trash([2])
    assert ids(archive, "") == [3, 1]


@pytest.mark.parametrize(
    ("change", "shelf", "found"),
    [
        (lambda archive: archive.trash([2]), Shelf.ALL, [1, 3]),
        (lambda archive: archive.set_read([2], value=True), Shelf.INBOX, [1, 3]),
        (lambda archive: archive.set_favourite([3], value=True), Shelf.FAVOURITES, [3]),
        (lambda archive: archive.set_title(3, "0"), Shelf.ALL, [3, 2, 1]),
        (lambda archive: archive.add([NewArticle("https://example.org/0", "aa")]), Shelf.ALL, [2, 4, 1, 3]),
    ],
    ids=["trash", "read", "favourite", "title", "add"],
)
def test_every_change_shows_at_once(
    archive: Archive, change: Callable[[Archive], object], shelf: Shelf, found: list[int]
) -> None:
    for each in Shelf:
        ids(archive, "", each, Order.TITLE)
        ids(archive, "-is:trash", each, Order.TITLE)
    change(archive)
    assert ids(archive, "", shelf, Order.TITLE) == ids(archive, "-is:trash", shelf, Order.TITLE) == found


def test_for_reading_only_nothing_is_remembered(archive: Archive, tmp_path: Path) -> None:
    with open_archive(tmp_path / "archive", cache=tmp_path / "cache", read_only=True) as looking:
        assert ids(looking, "") == [3, 2, 1]
        archive.trash([2])
        assert ids(looking, "") == [3, 1]
        assert ids(looking, "-is:trash") == [3, 1]
