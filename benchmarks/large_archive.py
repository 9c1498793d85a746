"""Makes a real archive of any size quickly: database, article folders, sidecars and index, for measuring by hand.

Usage: large_archive.py FOLDER COUNT. The index goes to FOLDER-cache, so open the archive with it:
PRESSMARK_CACHE=FOLDER-cache pressmark --archive FOLDER. 100,000 articles take some ten minutes and 4 GB.

Rows and files come from the storage's own functions, a thousand articles in one transaction and nothing flushed to the
disk one by one; no page is fetched or parsed.
"""

from __future__ import annotations

import gzip
import itertools
import os
import sys
import time
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlmodel import Session, select

from large_stories import LargeStory, stories
from pressmark.archive.archive import open_archive
from pressmark.archive.extraction.standalone import document
from pressmark.archive.storage import articles, database, drafts, folders, rows
from pressmark.archive.storage.drafts import SnapshotDraft
from pressmark.archive.storage.records import CaptureRecord, NewRecord
from pressmark.archive.storage.storage import open_storage
from pressmark.archive.storage.tables import ArticleRow, QueueRow, SnapshotRow, TextRow
from pressmark.archive.urls import identity
from pressmark.archive.values import Extraction, Status, Way

if TYPE_CHECKING:
    from collections.abc import Sequence

BATCH = 1_000


def main(root: Path, count: int) -> int:
    """Make the archive; says what it took."""
    cache = root.with_name(root.name + "-cache")
    began = time.perf_counter()
    os.fsync = lambda _descriptor: None  # of a power cut in the middle nothing needs to remain
    open_storage(root).close()
    engine = database.make_engine(root / database.NAME)
    now = datetime.now(UTC)
    source = stories(count, now)
    done = 0
    while batch := list(itertools.islice(source, BATCH)):
        with Session(database.writing(engine)) as session, session.begin():
            save(session, root, batch)
        done += len(batch)
        print(
            f"\r{done:,} of {count:,} articles, {done / (time.perf_counter() - began):.0f} a second", end="", flush=True
        )
    engine.dispose()
    print("\nsidecars and index")
    with open_archive(root, cache=cache) as archive:
        archive.save_search("Privacy, unread", "privacy is:unread")
        archive.save_search("Long this year", "words:>1000 saved:this-year")
        archive.save_search("Trains", 'tag:cities/transport/trains OR "night trains"')
        print(f"{archive.find('').total:,} articles, {archive.find('privacy').total:,} of them about privacy")
    print(f"made in {time.perf_counter() - began:.0f} s: PRESSMARK_CACHE={cache} pressmark --archive {root}")
    return 0


def save(session: Session, root: Path, batch: Sequence[LargeStory]) -> None:
    """Put articles into the database and their folders, as if each had been captured when it was saved."""
    records = [NewRecord(one.url, identity(one.url), tags=one.tags, way=Way.HTTP) for one in batch]
    added = articles.add(session, records, {}, batch[-1].saved_at)
    ids = [one.id for one in added if one.id is not None]
    found = {row.id: row for row in session.exec(select(ArticleRow).where(rows.within(ArticleRow.id, ids)))}
    for id, story in zip(ids, batch, strict=True):
        extraction = extracted(story)
        draft = SnapshotDraft(id, story.saved_at, drafts.folder_name(story.saved_at, set()), folder_of(root, id, story))
        record = CaptureRecord(Way.HTTP, story.url, 200, extraction=extraction, html=extraction.html)
        row = found[id]
        digest = write(draft, record, row, extraction)
        take_over(row, story, extraction)
        session.add(TextRow(article_id=id, text=extraction.text))
        session.add(
            SnapshotRow(
                article_id=id,
                folder=draft.name,
                taken_at=story.saved_at,
                way=Way.HTTP,
                final_url=story.url,
                http_status=200,
                words=row.words,
                quality=row.quality,
                digest=digest,
                is_current=True,
            )
        )
    session.flush()
    session.exec(delete(QueueRow).where(rows.within(QueueRow.article_id, ids)))


def folder_of(root: Path, id: int, story: LargeStory) -> Path:
    """Make the folder of an article's snapshot."""
    folder = folders.article(root, id) / drafts.folder_name(story.saved_at, set())
    folder.mkdir(parents=True)
    return folder


def write(draft: SnapshotDraft, record: CaptureRecord, row: ArticleRow, extraction: Extraction) -> str:
    """Fill a snapshot's folder with all that a capture leaves there."""
    page = document(extraction, record.html, record.final_url, draft.taken_at.isoformat()).encode()
    draft.write("page.html.gz", gzip.compress(page, 1, mtime=0))
    draft.write(folders.ARTICLE, page)
    return drafts.seal(draft, record, {"id": row.id, "uuid": row.uuid, "url": row.url})


def take_over(row: ArticleRow, story: LargeStory, extraction: Extraction) -> None:
    """Write into an article's row what its capture found, and what the person did with it."""
    for name, value in drafts.facts(extraction).items():
        setattr(row, name, value)
    rows.set_sort_key(row)
    row.status = Status.SAVED
    row.saved_at = row.updated_at = story.saved_at
    row.is_read, row.is_favourite = story.is_read, story.is_favourite
    row.trashed_at = story.saved_at if story.is_trashed else None


def extracted(story: LargeStory) -> Extraction:
    """What extraction would have made of an article's page."""
    return Extraction(
        title=story.title,
        byline=story.byline,
        site=story.site,
        published=story.published,
        language=story.language,
        excerpt=story.paragraphs[0][:200],
        html="".join(f"<p>{escape(one)}</p>" for one in story.paragraphs),
        text="\n\n".join(story.paragraphs),
        quality=0.9,
    )


if __name__ == "__main__":
    if len(sys.argv) != 3 or Path(sys.argv[1]).exists():
        sys.exit("usage: large_archive.py FOLDER COUNT, where FOLDER does not exist yet")
    sys.exit(main(Path(sys.argv[1]).resolve(), int(sys.argv[2])))
