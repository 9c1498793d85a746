from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.errors import NoSuchArticle
from storage_steps import add

if TYPE_CHECKING:
    from pressmark.archive.storage.storage import Storage


def facts(storage: Storage, id: int) -> tuple[object, ...]:
    one = storage.article(id)
    return one.tags, one.note, one.saved_at, one.is_read, one.is_favourite, one.trashed_at is None


def test_what_the_person_did_comes_to_one_and_is_undone(storage: Storage) -> None:
    old, new = add(storage, "old", tags=("a", "b")), add(storage, "new", tags=("B", "c"))
    storage.set_note(old, "From the old one")
    storage.set_note(new, "From the new one")
    storage.set_favourite([old], value=True)
    storage.set_read([old], value=True)
    before = facts(storage, old), facts(storage, new)
    merged = storage.order.merge(new, [old, new])
    assert facts(storage, new) == (
        ("a", "b", "c"),
        "From the new one\n\nFrom the old one",
        before[0][2],
        *(True, True, True),
    )
    assert storage.article(old).trashed_at is not None
    assert merged.gone == (old,)
    storage.order.unmerge(merged)
    assert (facts(storage, old), facts(storage, new)) == before


def test_an_article_that_lay_in_the_trash_stays_there(storage: Storage) -> None:
    one, other = add(storage, "one"), add(storage, "other")
    storage.trash([other])
    merged = storage.order.merge(one, [other])
    assert merged.gone == ()
    storage.order.unmerge(merged)
    assert storage.article(other).trashed_at is not None


def test_what_does_not_exist_changes_nothing(storage: Storage) -> None:
    one = add(storage, "one", tags=("a",))
    with pytest.raises(NoSuchArticle, match="99"):
        storage.order.merge(one, [99])
    assert storage.article(one).tags == ("a",)
