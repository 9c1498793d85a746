"""Gives a large archive what a person adds in years: 5,000 tags, one of them on 50,000 articles, and 20,000 highlights.

Usage: large_marks.py FOLDER, with a folder that large_archive.py made; it is changed. The same on every run. Tags are
as common as words are (Zipf), and so are highlights: most articles have none, few have many. The sidecars follow.
"""

from __future__ import annotations

import os
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import insert, update
from sqlmodel import Session, col, select

from pressmark.archive.storage import anchoring, database, rows
from pressmark.archive.storage.cleaning import tag_key
from pressmark.archive.storage.storage import open_storage
from pressmark.archive.storage.tables import ArticleRow, ArticleTagRow, HighlightRow, TagRow, TextRow
from pressmark.archive.values import Colour
from search import corpus

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 5_000
TAGS = 5_000
MOST_COMMON = "everyday"
LARGEST_SHARE = 0.5  # of the articles have the most common tag
EXPONENT = 1.1  # the tag of rank r is on 1 / r ** EXPONENT as many
HIGHLIGHTS = 20_000
MARKED = 6_000  # articles with highlights, at most
BATCH = 2_000
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def main(root: Path) -> int:
    """Add tags and highlights; says what it took."""
    began = time.perf_counter()
    os.fsync = lambda _descriptor: None  # as in large_archive.py
    open_storage(root, create=False).close()
    engine = database.make_engine(root / database.NAME)
    with Session(database.writing(engine)) as session, session.begin():
        ids = list(session.exec(select(ArticleRow.id).order_by(col(ArticleRow.id))))
        pairs = add_tags(session, ids)
        highlights = add_highlights(session, ids)
        rows.run(session, update(ArticleRow).values(edition=col(ArticleRow.edition) + 1))
    engine.dispose()
    print(f"{TAGS:,} tags on {pairs:,} articles, {highlights:,} highlights; sidecars")
    open_storage(root, create=False).close()  # which writes what is due
    print(f"done in {time.perf_counter() - began:.0f} s")
    return 0


def add_tags(session: Session, ids: list[int]) -> int:
    """Put every tag on so many articles by its rank; returns how many pairs there are."""
    rng = random.Random(SEED)
    known = set(session.exec(select(TagRow.key)))
    names = [name for name in tag_names(rng) if tag_key(name) not in known]
    session.add_all(TagRow(name=name, key=tag_key(name)) for name in names)
    session.flush()
    numbers = dict(session.exec(select(TagRow.name, TagRow.id)).all())
    count = 0
    for rank, name in enumerate(names, 1):
        size = max(1, round(len(ids) * LARGEST_SHARE / rank**EXPONENT))
        chosen = rng.sample(ids, min(size, len(ids)))
        pairs = [{"article_id": id, "tag_id": numbers[name]} for id in chosen]
        session.execute(insert(ArticleTagRow), pairs)
        count += len(pairs)
    return count


def tag_names(rng: random.Random) -> Iterator[str]:
    """The names by rank: the most common stands alone, of the others most lie below another."""
    yield MOST_COMMON
    made = [MOST_COMMON]
    for rank in range(1, TAGS):
        word = corpus.word(400 + 4 * rank)  # stems, no two alike
        parents = made[1 : max(2, rank // 20)]
        if len(parents) > 1 and rng.random() < 0.7 and (above := rng.choice(parents)).count("/") < 2:
            word = f"{above}/{word}"
        made.append(word)
        yield word


def add_highlights(session: Session, ids: list[int]) -> int:
    """Mark passages of some articles; returns how many."""
    rng = random.Random(SEED + 1)
    chosen = rng.sample(ids, min(MARKED, len(ids)))
    weights = list(accumulate(1 / rank for rank in range(1, len(chosen) + 1)))
    of_each: dict[int, int] = {}
    for id in [*chosen, *rng.choices(chosen, cum_weights=weights, k=HIGHLIGHTS - len(chosen))]:
        of_each[id] = of_each.get(id, 0) + 1
    count = 0
    wanted = sorted(of_each)
    for start in range(0, len(wanted), BATCH):
        statement = select(TextRow).where(rows.within(TextRow.article_id, wanted[start : start + BATCH]))
        made = [
            highlight(rng, row.article_id, row.text)
            for row in session.exec(statement.order_by(col(TextRow.article_id)))
            for _ in range(of_each[row.article_id])
        ]
        session.execute(insert(HighlightRow), made)
        session.expunge_all()
        count += len(made)
    return count


def highlight(rng: random.Random, article_id: int, text: str) -> dict[str, object]:
    """A passage of one to three lines somewhere in a text, as a row."""
    start = rng.randrange(max(1, len(text) - 40))
    start = text.find(" ", start, len(text) - 20) + 1
    found = anchoring.quote(text, start, min(len(text), start + rng.randrange(20, 240)))
    when = NOW - timedelta(minutes=rng.randrange(5_000_000))
    return {
        "article_id": article_id,
        "quote": found.exact,
        "prefix": found.prefix,
        "suffix": found.suffix,
        "start": found.start,
        "end": found.start + len(found.exact),
        "is_attached": True,
        "colour": rng.choice(list(Colour)),
        "note": f"Compare this with what {corpus.word(rng.randrange(400))} says." if rng.random() < 0.3 else "",
        "created_at": when,
        "updated_at": when,
    }


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).exists():
        sys.exit("usage: large_marks.py FOLDER, where FOLDER is a large archive")
    sys.exit(main(Path(sys.argv[1]).resolve()))
