"""Zips that bring a page for each article: Matter's and Readeck's."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from export_files import taken, written, zipped
from pressmark.archive.exchange.importers import unpack
from pressmark.archive.values import Colour, ImportedHighlight, PackedPage, Skipped

if TYPE_CHECKING:
    from pathlib import Path

HISTORY = (
    "Title,Author,Publisher,URL,Tags,Word Count,In Queue,Favorited,Read,Highlight_Count,Last Interaction Date,File Id\n"
)


def test_matter(tmp_path: Path) -> None:
    rows = (
        "A,,,https://a.example/1,sea,1,True,False,False,0,2022-06-25 18:45:13,c1\n"
        "B,,,https://a.example/2,,1,True,False,False,0,2022-06-26 18:45:13,c2\n"
    )
    file = zipped(
        tmp_path / "Archive.zip", {"Archive/_matter_history.csv": HISTORY + rows, "Archive/c1.html": "<p>A</p>"}
    )
    export = taken(file)
    first, second = export.articles
    assert (export.source, export.kind, export.entries) == ("Matter", "matter", 2)
    assert isinstance(first.page, PackedPage)
    assert (first.page.file, first.page.name) == (file, "Archive/c1.html")
    assert unpack(first.page).data.endswith(b"<title>A</title></head><body><p>A</p>")
    assert second.page is None


def test_a_history_that_is_damaged_costs_only_itself(tmp_path: Path) -> None:
    rows = "A,,,https://a.example/1,sea,1,True,False,False,0,2022-06-25 18:45:13,c1\n"
    export = taken(zipped(tmp_path / "a.zip", {"_matter_history.csv": HISTORY + rows, "x/_matter_history.csv": ""}))
    assert len(export.articles) == 1
    assert export.skipped == (Skipped("x/_matter_history.csv", "entry-damaged"),)


def test_readeck(tmp_path: Path) -> None:
    facts = {
        "UID": "u1",
        "URL": "https://a.example/1",
        "Title": "Waves",
        "Created": "2023-01-15T12:00:00.123456789+01:00",
        "Labels": ["sea"],
        "Authors": ["Ann", "Bob"],
        "Published": "2020-05-01T00:00:00Z",
        "Lang": "en_GB",
        "IsArchived": True,
        "IsMarked": True,
        "Annotations": [{"text": "wet", "note": "why?", "color": "blue", "created": "2023-01-16T12:00:00Z"}],
    }
    small = {"url": "https://a.example/2", "title": "Salt", "is_marked": False, "labels": None, "read_progress": 50}
    file = zipped(
        tmp_path / "readeck.zip",
        {
            "data.json": {"users": []},
            "bookmarks/u1/info.json": facts,
            "bookmarks/u1/container/index.html": "<p>Water</p>",
            "bookmarks/u2/info.json": small,
            "bookmarks/u3/info.json": "{",
        },
    )
    export = taken(file)
    waves, salt = export.articles
    assert (export.source, export.kind) == ("Readeck", "readeck")
    assert (waves.title, waves.tags) == ("Waves", ("sea",))
    assert waves.saved_at == datetime(2023, 1, 15, 11, 0, 0, 123_456, tzinfo=UTC)
    assert waves.is_read
    assert waves.is_favourite
    mark = ImportedHighlight("wet", "why?", Colour.BLUE, datetime(2023, 1, 16, 12, tzinfo=UTC))
    assert waves.highlights == (mark,)
    assert isinstance(waves.page, PackedPage)
    assert (waves.page.file, waves.page.name) == (file, "bookmarks/u1/container/index.html")
    read = unpack(waves.page).data.decode()
    assert '<html lang="en-GB">' in read
    assert 'content="Ann, Bob"' in read
    assert 'content="2020-05-01T00:00:00+00:00"' in read
    assert read.endswith("<body><p>Water</p>")
    assert (salt.is_favourite, salt.progress, salt.page) == (False, 0.5, None)
    assert export.skipped == (Skipped("bookmarks/u3/info.json", "entry-damaged"),)


def test_readeck_unpacked(tmp_path: Path) -> None:
    written(tmp_path, "data.json", {"bookmarks": []})
    written(tmp_path, "bookmarks/u1/info.json", {"url": "https://a.example/1", "title": "Waves"})
    page = written(tmp_path, "bookmarks/u1/container/index.html", "<p>Water</p>")
    (article,) = taken(tmp_path).articles
    assert isinstance(article.page, PackedPage)
    assert (article.page.file, article.page.name) == (page, "")
