from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.errors import NoSuchSearch, StorageError
from pressmark.archive.storage import database, searches
from pressmark.archive.storage.storage import Storage, open_storage, rebuild_storage
from storage_steps import add

if TYPE_CHECKING:
    from pathlib import Path


def listed(storage: Storage) -> list[tuple[str, str]]:
    found = storage.searches.all()
    assert [one.place for one in found] == list(range(len(found)))
    return [(one.name, one.query) for one in found]


def in_file(root: Path) -> list[tuple[str, str]]:
    fields = json.loads((root / searches.NAME).read_text(encoding="utf-8"))
    return [(one["name"], one["query"]) for one in fields["searches"]]


@pytest.fixture
def three(storage: Storage) -> list[int]:
    return [storage.searches.save(name, f"tag:{name}").id for name in ("a", "b", "c")]


@pytest.mark.parametrize(("given", "kept"), [("Durov\n case ", "Durov case"), ("  ", "is:fav"), ("x" * 900, "x" * 200)])
def test_keeps_a_query_under_a_name(storage: Storage, given: str, kept: str) -> None:
    assert storage.searches.save(given, "is:fav").name == kept
    assert listed(storage) == in_file(storage.root) == [(kept, "is:fav")]


def test_a_change_tells_what_was(storage: Storage, three: list[int]) -> None:
    before = storage.searches.change(three[1], name="B", query="b")
    assert (before.name, before.query, before.place) == ("b", "tag:b", 1)
    assert listed(storage) == in_file(storage.root) == [("a", "tag:a"), ("B", "b"), ("c", "tag:c")]
    storage.searches.change(three[1], name=before.name, query=before.query)
    assert listed(storage)[1] == ("b", "tag:b")


def test_a_deleted_search_comes_back_to_its_place(storage: Storage, three: list[int]) -> None:
    gone = storage.searches.delete(three[1])
    assert listed(storage) == in_file(storage.root) == [("a", "tag:a"), ("c", "tag:c")]
    assert storage.searches.save("d", "d").id not in three
    storage.searches.restore(gone)
    storage.searches.restore(gone)
    assert [one.name for one in storage.searches.all()] == ["a", "b", "c", "d"]
    assert storage.searches.all()[1] == gone


def test_are_put_in_another_order_and_back(storage: Storage, three: list[int]) -> None:
    a, b, c = three
    before = storage.searches.arrange([c, 99, c])
    assert [one.id for one in storage.searches.all()] == [c, a, b]
    storage.searches.arrange(before)
    assert [one.id for one in storage.searches.all()] == three


@pytest.mark.usefixtures("three")
def test_what_is_not_there_cannot_be_changed(storage: Storage) -> None:
    for change in (storage.searches.delete, storage.searches.change):
        with pytest.raises(NoSuchSearch, match="99"):
            change(99)
    assert len(storage.searches.all()) == 3


@pytest.mark.usefixtures("three")
def test_outlive_the_database(storage: Storage) -> None:
    before = storage.searches.all()
    add(storage, "one")
    storage.close()
    (storage.root / database.NAME).write_bytes(b"")
    assert rebuild_storage(storage.root).skipped == ()
    with open_storage(storage.root) as again:
        assert again.searches.all() == before


@pytest.mark.usefixtures("three")
def test_a_file_that_is_behind_is_written_at_the_next_start(storage: Storage) -> None:
    storage.close()
    (storage.root / searches.NAME).unlink()
    with open_storage(storage.root):
        assert [name for name, _ in in_file(storage.root)] == ["a", "b", "c"]


@pytest.mark.usefixtures("three")
def test_a_file_that_cannot_be_read_is_told_of_and_kept(storage: Storage) -> None:
    storage.close()
    (storage.root / database.NAME).unlink()
    (storage.root / searches.NAME).write_bytes(b"{")
    (storage.root / "articles/00/256").mkdir(parents=True)
    report = rebuild_storage(storage.root)
    assert searches.NAME in [damage.path for damage in report.skipped]
    with open_storage(storage.root) as again:
        assert again.searches.all() == ()
        again.searches.save("new", "new")
    assert (storage.root / f"unreadable-{searches.NAME}").read_bytes() == b"{"
    assert in_file(storage.root) == [("new", "new")]


def test_an_archive_without_searches_has_no_file(storage: Storage) -> None:
    assert not (storage.root / searches.NAME).exists()


def test_nothing_is_changed_for_reading_only(storage: Storage, three: list[int]) -> None:
    storage.close()
    with open_storage(storage.root, read_only=True) as looking:
        assert len(looking.searches.all()) == 3
        with pytest.raises(StorageError, match="read-only"):
            looking.searches.delete(three[0])
