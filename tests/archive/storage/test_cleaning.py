from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.archive.storage.cleaning import TAG_LIMIT, clean_tag, one_line, storable, tag_key
from pressmark.archive.storage.uuid7 import made_at, uuid7

ANY_TEXT = st.text(st.characters(), max_size=200)  # lone surrogates and controls included


@given(ANY_TEXT)
def test_stored_text_has_a_utf8_form_and_no_nul(text: str) -> None:
    clean = storable(text)
    clean.encode()
    assert "\0" not in clean
    assert storable(clean) == clean


@given(st.text(st.sampled_from("aB/ /\t\u202e\u200b\0ß\ud800"), max_size=250))
def test_a_clean_tag_stays_as_it_is(name: str) -> None:
    tag = clean_tag(name)
    assert clean_tag(tag) == tag
    assert len(tag) <= TAG_LIMIT
    assert all(part == part.strip() and part for part in tag.split("/")) or tag == ""
    assert tag_key(tag) == tag_key(name)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (" /policy//  telegram/ ", "policy/telegram"),
        ("Long \t reads", "Long reads"),
        ("gnp\u202e.exe\u200b", "gnp.exe"),
        ("///", ""),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_tags_are_cleaned(given: str, kept: str) -> None:
    assert clean_tag(given) == kept


def test_a_title_is_one_line() -> None:
    assert one_line("A\nlong\u2028 story\x07 \u202e", 9) == "A long st"


def test_uuid7_is_a_version_7_that_sorts_by_time() -> None:
    early, late = uuid.UUID(uuid7(1_000_000)), uuid.UUID(uuid7(1_000_001))
    assert (early.version, early.variant) == (7, uuid.RFC_4122)
    assert early.int >> 80 == 1_000_000
    assert early < late
    assert uuid7(5) != uuid7(5)


@pytest.mark.parametrize("other", ["", "no uuid", "f" * 32])
def test_uuid7_tells_when_it_was_made(other: str) -> None:
    moment = datetime(2026, 3, 1, 12, 0, 0, 5_000, tzinfo=UTC)
    assert made_at(uuid7(int(moment.timestamp() * 1000))) == moment
    assert made_at(other).year == 1
