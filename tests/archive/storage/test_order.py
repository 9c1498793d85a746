from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.errors import StorageError
from pressmark.archive.storage import database, order
from pressmark.archive.storage.storage import open_storage, rebuild_storage
from pressmark.archive.values import Failure, Rule, TagColour
from storage_steps import add, capture

if TYPE_CHECKING:
    from pressmark.archive.storage.storage import Storage

RULES = (
    Rule("site:voz.us", ("us-politics", "policy/us")),
    Rule("words:>3000", marks_favourite=True, marks_read=True, is_on=False),
)


def test_rules_are_kept_in_order_and_undone_as_a_whole(storage: Storage) -> None:
    assert storage.order.set_rules(RULES) == ()
    assert storage.order.rules() == RULES
    assert storage.order.set_rules(RULES[::-1]) == RULES
    assert storage.order.rules() == RULES[::-1]


def test_tags_of_a_rule_are_cleaned(storage: Storage) -> None:
    storage.order.set_rules([Rule("x", (" a / b ", "\n"))])
    assert storage.order.rules() == (Rule("x", ("a/b",)),)


def test_a_colour_belongs_to_a_tag_however_it_is_written(storage: Storage) -> None:
    assert storage.order.set_colour("Policy", TagColour.RED) is None
    assert storage.order.set_colour("policy", TagColour.BLUE) is TagColour.RED
    assert storage.order.colours() == {"policy": TagColour.BLUE}
    assert storage.order.set_colour("policy", None) is TagColour.BLUE
    assert storage.order.colours() == {}


def test_a_renamed_tag_takes_its_colour_along_but_overrides_none(storage: Storage) -> None:
    add(storage, "one", tags=("a", "a/b", "z/b"))
    for tag, colour in {"a": TagColour.RED, "a/b": TagColour.TEAL, "z/b": TagColour.PINK}.items():
        storage.order.set_colour(tag, colour)
    storage.rename_tag("a", "z")
    assert storage.order.colours() | {"z": TagColour.RED, "z/b": TagColour.PINK} == storage.order.colours()


def test_all_of_it_outlives_the_database(storage: Storage) -> None:
    storage.order.set_rules(RULES)
    storage.order.set_colour("Sea", TagColour.TEAL)
    id = add(storage, "one")
    storage.close()
    (storage.root / database.NAME).write_bytes(b"")
    assert rebuild_storage(storage.root).skipped == ()
    with open_storage(storage.root) as again:
        assert again.order.rules() == RULES
        assert again.order.colours() == {"sea": TagColour.TEAL}
        assert again.order.due() == [id]  # it is still to be captured


def test_a_file_that_cannot_be_read_is_told_of_and_kept(storage: Storage) -> None:
    storage.order.set_rules(RULES)
    add(storage, "one")
    storage.close()
    (storage.root / database.NAME).unlink()
    (storage.root / order.NAME).write_bytes(b'{"format": 1, "rules": [{}]}')
    assert order.NAME in [damage.path for damage in rebuild_storage(storage.root).skipped]
    with open_storage(storage.root) as again:
        assert again.order.rules() == ()


def test_a_file_that_is_behind_is_written_at_the_next_start(storage: Storage) -> None:
    storage.order.set_rules(RULES)
    storage.close()
    (storage.root / order.NAME).unlink()
    with open_storage(storage.root):
        assert order.read(storage.root) == (list(RULES), {})


def test_an_archive_without_rules_has_no_file(storage: Storage) -> None:
    assert not (storage.root / order.NAME).exists()


def test_new_articles_are_due_until_they_were_looked_at(storage: Storage) -> None:
    one, two = add(storage, "one"), add(storage, "two")
    capture(storage, one)
    assert storage.order.due() == [one, two]
    storage.order.looked_at([one])
    assert storage.order.due() == [two]
    assert storage.order.due([one]) == []


def test_rules_can_look_at_what_is_saved_and_in_the_index(storage: Storage) -> None:
    saved, waiting, failed = add(storage, "one"), add(storage, "two"), add(storage, "three")
    capture(storage, saved)
    assert storage.claim([failed]) is not None
    storage.fail(failed, Failure("timeout"))
    storage.outbox_done(one for one in storage.outbox(9) if one.article_id != failed)
    assert storage.order.due() == [saved, waiting, failed]
    assert storage.order.ready() == [saved]
    storage.outbox_done(storage.outbox(9))
    assert storage.order.ready() == [saved, failed]


def test_nothing_is_changed_for_reading_only(storage: Storage) -> None:
    storage.order.set_rules(RULES)
    storage.close()
    with open_storage(storage.root, read_only=True) as looking:
        assert looking.order.rules() == RULES
        with pytest.raises(StorageError, match="read-only"):
            looking.order.set_rules(())
