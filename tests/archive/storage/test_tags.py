from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressmark.archive.storage.storage import open_storage
from pressmark.archive.values import Order, Shelf, TagChange
from storage_steps import wish

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from pressmark.archive.storage.storage import Storage


def tags(storage: Storage) -> list[tuple[str, ...]]:
    return [article.tags for article in storage.articles(storage.all_ids())]


def test_only_real_changes_are_returned_and_undone(storage: Storage) -> None:
    storage.add([wish("a", tags=("Policy",)), wish("b", tags=("sea",))])
    changes = storage.tag([1, 2, 99], add=["policy", "  New// tag "], remove=["SEA", "none", ""])
    assert changes == (TagChange(1, ("New/tag",), ()), TagChange(2, ("policy", "New/tag"), ("sea",)))
    assert tags(storage) == [("New/tag", "Policy"), ("New/tag", "Policy")]
    storage.untag(changes)
    assert tags(storage) == [("Policy",), ("sea",)]


def test_renaming_takes_children_along_and_merges(storage: Storage) -> None:
    storage.add([wish("a", tags=("old", "old/x")), wish("b", tags=("old", "New")), wish("c", tags=("older",))])
    changes = storage.rename_tag("Old", "new")
    assert tags(storage) == [("new", "new/x"), ("new",), ("older",)] or tags(storage) == [
        ("New", "new/x"),
        ("New",),
        ("older",),
    ]
    storage.untag(changes)
    assert tags(storage) == [("old", "old/x"), ("New", "old"), ("older",)]


def test_renaming_changes_the_case(storage: Storage) -> None:
    storage.add([wish("a", tags=("policy/x",)), wish("b", tags=("policy",))])
    storage.rename_tag("policy", "Policy")
    assert tags(storage) == [("Policy/x",), ("Policy",)]
    assert storage.rename_tag("policy", " / ") == ()


def test_a_tag_that_moves_below_itself_leaves_what_is_below_it(storage: Storage) -> None:
    storage.add([wish("a", tags=("a",)), wish("b", tags=("a/b",)), wish("c", tags=("a", "a/b/c"))])
    changes = storage.rename_tag("a", "a/b/c")
    assert tags(storage) == [("a/b/c",), ("a/b",), ("a/b/c",)]
    storage.untag(changes)
    assert tags(storage) == [("a",), ("a/b",), ("a", "a/b/c")]
    assert storage.rename_tag("a/b", "a/b/b/b")
    assert storage.rename_tag("a/b", "a/b/d") == ()  # no article has it itself


def test_very_many_are_found_in_their_order(storage: Storage) -> None:
    storage.add([wish(f"{number:04}", title=f"{number * 7919 % 1200:04}") for number in range(1_200)])
    by_title = storage.shelf(Shelf.ALL, Order.TITLE)
    assert by_title == [one.id for one in sorted(storage.articles(by_title), key=lambda one: one.title)]
    assert storage.all_ids() == sorted(by_title)


def test_states_say_what_changed(storage: Storage) -> None:
    storage.add([wish("a"), wish("b")])
    assert storage.set_read([2, 1, 99], value=True) == (1, 2)
    assert storage.set_read([1], value=True) == ()
    assert storage.set_favourite([1, 2], value=False) == ()
    assert storage.trash([1]) == (1,)
    first = storage.article(1).trashed_at
    assert storage.trash([1, 2]) == (2,)
    assert storage.article(1).trashed_at == first
    assert storage.restore([1]) == (1,)
    storage.set_progress(1, 7)
    assert (storage.article(1).progress, storage.article(1).is_read, storage.article(1).trashed_at) == (1, True, None)


NAMES = st.sampled_from(["a", "A", "a/b", "a/b/c", "b", "ab", "b/a", "B/x"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sets(NAMES), min_size=1, max_size=4), NAMES, NAMES)
def test_a_rename_can_always_be_undone(
    tmp_path_factory: pytest.TempPathFactory, given: list[set[str]], old: str, new: str
) -> None:
    root: Path = tmp_path_factory.mktemp("tags")
    with open_storage(root) as storage:
        storage.add([wish(str(place), tags=tuple(sorted(names))) for place, names in enumerate(given)])
        before = [{name.casefold() for name in names} for names in tags(storage)]
        storage.untag(storage.rename_tag(old, new))
        assert [{name.casefold() for name in names} for names in tags(storage)] == before
