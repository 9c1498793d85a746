"""The largest pages that are taken at all, read in a worker: whole, within its memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressmark.archive.archive import WORKER_BYTES
from pressmark.archive.extraction import extract_to_json
from pressmark.archive.extraction.guard import MAX_CHARACTERS
from pressmark.workers.errors import WorkerFailure
from pressmark.workers.pool import WorkerPool

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

SECONDS = 600.0  # in the program a worker has less; how long it takes is a measurement's matter
SENTENCE = "The council decided about the harbour, and the pilots of the old town were against it. "
HEAD, TAIL = "<html><head><title>Long</title></head><body><article><h1>Long</h1>", "</article></body></html>"


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    made = WorkerPool(1, SECONDS, WORKER_BYTES)
    yield made
    made.close()


def article(characters: int) -> str:
    paragraphs = []
    length = len(HEAD) + len(TAIL)
    while length < characters:
        paragraphs.append(f"<p>Part {len(paragraphs)}: {SENTENCE * 6}</p>")
        length += len(paragraphs[-1])
    return HEAD + "".join(paragraphs[:-1]) + TAIL


def test_an_article_of_twenty_megabytes_is_read_whole(pool: WorkerPool) -> None:
    page = article(MAX_CHARACTERS)
    assert MAX_CHARACTERS - 1_000 < len(page) <= MAX_CHARACTERS
    text = pool.run(extract_to_json, page, "https://example.org/long", "text/html", "")["text"]
    parts = page.count("<p>")
    assert text.count("Part ") == parts
    assert f"Part {parts - 1}:" in text


def test_a_larger_one_is_refused_at_once(pool: WorkerPool) -> None:
    with pytest.raises(WorkerFailure) as caught:
        pool.run(extract_to_json, article(MAX_CHARACTERS + 2_000), "https://example.org/long", "text/html", "")
    assert caught.value.code == "too-large"


def test_a_million_entities_are_read(pool: WorkerPool) -> None:
    page = f"{HEAD}<p>{SENTENCE * 4}</p><p>{'&amp;' * 1_000_000}</p>{TAIL}"
    text = pool.run(extract_to_json, page, "https://example.org/signs", "text/html", "")["text"]
    assert text.count("&") == 1_000_000
