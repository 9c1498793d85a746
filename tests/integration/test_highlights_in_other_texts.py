"""Highlights keep to their words when the extractor is another one: on our own pages, and on real ones where they are.

The other extractors are made of what really differs between two: a second opinion of what the article is, paragraphs
left out or joined, captions put between, and other blanks, quotation marks and dashes.
"""

from __future__ import annotations

import gzip
import random
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from pressmark.archive.charset import decode
from pressmark.archive.errors import ArchiveError
from pressmark.archive.extraction import extract_by_opinion, extract_html, extraction_from_json
from pressmark.archive.storage.storage import open_storage
from pressmark.archive.values import Colour, Extraction, Opinion
from pressmark.resources import text as resource
from site_server import story
from storage_steps import START, add, capture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pressmark.archive.storage.storage import Storage

PAGES = 50
HIGHLIGHTS = 10  # of each page
LEAST_SHARE = 0.98  # of those whose words are still there
LEAST_CHARACTERS = 1_500  # of a text that has room for so many
ADDRESS = "https://gazette.example/story"
TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "…": "...", "\u00ad": ""})


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    with open_storage(tmp_path / "archive") as opened:
        yield opened


@cache
def extracted(page: bytes) -> Extraction:
    return extract_html(page, ADDRESS)


def of_other_opinion(page: bytes, _text: str) -> str:
    return extraction_from_json(extract_by_opinion(decode(page), ADDRESS, "", Opinion.READABILITY)).text


def with_all_of_the_page(page: bytes, _text: str) -> str:
    return extraction_from_json(extract_by_opinion(decode(page), ADDRESS, "", Opinion.WHOLE)).text


def with_paragraphs_left_out(_page: bytes, text: str) -> str:
    return "\n\n".join(one for place, one in enumerate(text.split("\n\n")) if place % 9 != 4)


def with_paragraphs_joined(_page: bytes, text: str) -> str:
    paragraphs = text.split("\n\n")
    return "\n\n".join(" ".join(paragraphs[start : start + 2]) for start in range(0, len(paragraphs), 2))


def with_captions_between(_page: bytes, text: str) -> str:
    return "\n\n".join(f"{one}\n\nA picture by an agency, number {n}" for n, one in enumerate(text.split("\n\n")))


def with_other_blanks(_page: bytes, text: str) -> str:
    return "\u00a0\n".join(re.split(r"\s+", text))


def with_other_typography(_page: bytes, text: str) -> str:
    return text.translate(TYPOGRAPHY)


OTHERS: tuple[Callable[[bytes, str], str], ...] = (
    of_other_opinion,
    with_all_of_the_page,
    with_paragraphs_left_out,
    with_paragraphs_joined,
    with_captions_between,
    with_other_blanks,
    with_other_typography,
)


def letters(text: str) -> str:
    """What makes two passages the same words."""
    return re.sub(r"\W", "", text.translate(TYPOGRAPHY)).casefold()


def mark(storage: Storage, id: int, text: str, rng: random.Random) -> list[int]:
    """Mark passages as people do: from the beginning of a word to the end of another, a few words to a few lines."""
    words = [one.span() for one in re.finditer(r"\S+", text)]
    made = []
    for _ in range(HIGHLIGHTS):
        first = rng.randrange(len(words) - 4)
        last = min(first + rng.choice((3, 5, 8, 12, 25, 60)), len(words) - 1)
        made.append(storage.highlights.add(id, words[first][0], words[last][1], Colour.YELLOW, "").id)
    return made


def survey(storage: Storage, pages: dict[str, bytes], other: Callable[[bytes, str], str]) -> tuple[int, int, list[str]]:
    """Mark every page, let another extractor read it, and look where the marks are then.

    Returns:
        How many passages were marked, how many of their words the other texts have, and which of these passages are
        not on the very same words. None is lost, and none is attached to nothing.
    """
    rng = random.Random(7)  # noqa: S311 - which passages is no secret
    marked, there, wrong = 0, 0, []
    for name, page in pages.items():
        try:
            before = extracted(page)
            after = other(page, before.text)
        except ArchiveError:
            continue  # some real pages hold no article
        if len(before.text) < LEAST_CHARACTERS:
            continue
        id = add(storage, f"{other.__name__}/{name}")
        capture(storage, id, Extraction(title=name, html="<p>old</p>", text=before.text, quality=0.9))
        made = mark(storage, id, storage.text(id), rng)
        capture(storage, id, replace(before, html="<p>new</p>", text=after), taken_at=START.replace(day=2))
        now = storage.highlights.of(id)
        assert sorted(one.id for one in now) == sorted(made), name
        marked += len(made)
        kept = storage.text(id)
        squeezed = letters(kept)
        for one in now:
            place = kept[one.start : one.end] if one.is_attached else ""
            assert bool(place.strip()) == one.is_attached, name
            if letters(one.quote) in squeezed:
                there += 1
                if letters(place) != letters(one.quote):
                    wrong.append(f"{name}: {one.quote!r} is at {place!r}")
    return marked, there, wrong


@pytest.mark.parametrize("other", OTHERS, ids=lambda one: one.__name__)
def test_on_our_own_pages(storage: Storage, other: Callable[[bytes, str], str]) -> None:
    paragraphs = [
        f"On the {number}th day the ferry number {number * 7} left from pier {number % 5}, “as ever”, said its captain"
        f" — who has sailed it for {number + 20} years — and {number * 3} people stood on its deck in the rain, none of"
        " whom had thought of the way back."
        for number in range(1, 15)
    ]
    pages = {
        "sample": resource("sample/sample.html").encode(),
        "ferries": story("The ferries", *paragraphs).encode(),
        "alike": story("Paragraphs alike", *[*paragraphs[:3], *paragraphs[:6], *paragraphs[4:12]]).encode(),
    }
    marked, there, wrong = survey(storage, pages, other)
    assert marked >= 2 * HIGHLIGHTS
    assert there
    assert len(wrong) <= there * (1 - LEAST_SHARE), wrong


@pytest.mark.slow
@pytest.mark.parametrize("other", OTHERS, ids=lambda one: one.__name__)
def test_on_real_pages(
    storage: Storage, shared: Path, other: Callable[[bytes, str], str], record_property: Callable[[str, object], None]
) -> None:
    files = sorted((shared / "extraction" / "dev").glob("*/*/source.html.gz"))
    if not files:
        pytest.skip("the real pages are absent")
    rng = random.Random(11)  # noqa: S311 - which pages is no secret
    chosen = rng.sample(files, min(PAGES * 3 // 2, len(files)))  # some are too short
    pages = {f"{file.parts[-3]}/{file.parts[-2]}": gzip.decompress(file.read_bytes()) for file in chosen}
    marked, there, wrong = survey(storage, pages, other)
    record_property("highlights", f"{marked} marked, the words of {there} are there, {len(wrong)} elsewhere")
    assert len(wrong) <= there * (1 - LEAST_SHARE), wrong
