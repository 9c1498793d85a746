"""Omnivore's zip, and the table that it took in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from export_files import one, taken, written, zipped
from pressmark.archive.errors import ExchangeError
from pressmark.archive.exchange.importers import omnivore, unpack
from pressmark.archive.values import ImportedHighlight, LocalPage, PackedPage, Skipped

if TYPE_CHECKING:
    from pathlib import Path

WAVES = {
    "id": "1",
    "slug": "waves-1",
    "title": "Waves",
    "description": "made by a machine",
    "author": None,
    "url": "https://a.example/waves",
    "state": "Archived",
    "readingProgress": 40,
    "labels": ["sea", "deep water"],
    "savedAt": "2024-03-01T10:00:00.123Z",
    "publishedAt": None,
}
SALT = {**WAVES, "slug": "salt-2", "title": "Salt", "url": "https://a.example/salt", "state": "Active", "labels": []}
HEAD = b'<!DOCTYPE html><html><head><meta charset="utf-8"><title>Waves</title></head><body>'
MARKS = "A note on all of it.\n\n> It is wet\n> \n> and deep.\n\n#sea #water\n\nWhy?\n\n> Salt, too.\n\n"


def test_facts_pages_and_highlights(tmp_path: Path) -> None:
    file = zipped(
        tmp_path / "omnivore.zip",
        {
            "metadata_0_to_20.json": [WAVES],
            "metadata_20_to_40.json": [SALT],
            "content/waves-1.html": "<p>Water.</p>",
            "content/salt-2.pdf": b"%PDF-1.4",
            "highlights/waves-1.md": MARKS,
        },
    )
    export = taken(file)
    waves, salt = export.articles
    assert (export.source, export.kind, export.entries) == ("Omnivore", "omnivore", 2)
    assert (waves.title, waves.tags, waves.progress) == ("Waves", ("sea", "deep water"), 0.4)
    assert waves.saved_at == datetime(2024, 3, 1, 10, 0, 0, 123_000, tzinfo=UTC)
    assert [waves.is_read, salt.is_read] == [True, False]
    assert waves.note == "A note on all of it."
    assert waves.highlights == (
        ImportedHighlight("It is wet\n\nand deep.", "#sea #water\n\nWhy?"),
        ImportedHighlight("Salt, too."),
    )
    assert isinstance(waves.page, PackedPage)
    assert (waves.page.file, waves.page.name) == (file, "content/waves-1.html")
    assert unpack(waves.page) == LocalPage(HEAD + b"<p>Water.</p>", "text/html", "waves-1.html")
    assert salt.page == PackedPage(file, "content/salt-2.pdf", "application/pdf")


def test_what_is_known_of_a_page_is_put_before_it(tmp_path: Path) -> None:
    facts = {**WAVES, "title": "A <b>", "author": 'Ann "Ox"', "publishedAt": "1912-04-15T00:00:00.000Z"}
    page = one(zipped(tmp_path / "o.zip", {"metadata_0_to_20.json": [facts], "content/waves-1.html": "<p>x"})).page
    assert isinstance(page, PackedPage)
    read = unpack(page).data.decode()
    assert "<title>A &lt;b&gt;</title>" in read
    assert '<meta name="author" content="Ann &quot;Ox&quot;">' in read
    assert '<meta name="article:published_time" content="1912-04-15T00:00:00+00:00">' in read
    assert read.endswith("</head><body><p>x")


def test_a_name_may_come_twice(tmp_path: Path) -> None:
    facts = [("metadata_0_to_20.json", [WAVES]), ("metadata_0_to_20.json", [WAVES, SALT])]
    pages = [("content/salt-2.html", "<p>Old</p>"), ("content/salt-2.html", "<p>Salt</p>")]
    export = taken(zipped(tmp_path / "omnivore.zip", [*facts, *pages]))
    assert [article.title for article in export.articles] == ["Waves", "Salt"]
    assert (export.entries, export.merged) == (3, 1)
    page = export.articles[1].page
    assert isinstance(page, PackedPage)
    assert unpack(page).data.endswith(b"<body><p>Salt</p>")


@pytest.mark.parametrize("prefix", ["", "export/", "export\\"], ids=["bare", "in a folder", "of Windows"])
def test_the_documented_folder_counts_as_well(tmp_path: Path, prefix: str) -> None:
    inside = {"metadata_0_to_20.json": [WAVES], "contents/waves-1.html": "<p>Water.</p>"}
    page = one(zipped(tmp_path / "o.zip", {prefix + name: content for name, content in inside.items()})).page
    assert isinstance(page, PackedPage)
    assert unpack(page).data == HEAD + b"<p>Water.</p>"


def test_an_unpacked_zip_is_read_as_a_folder(tmp_path: Path) -> None:
    written(tmp_path / "o", "metadata_0_to_20.json", [WAVES, SALT])
    page = written(tmp_path / "o", "content/waves-1.html", "<p>Water.</p>")
    (tmp_path / "o" / "content" / "salt-2.html").symlink_to(page)
    waves, salt = taken(tmp_path / "o").articles
    assert isinstance(waves.page, PackedPage)
    assert (waves.page.file, waves.page.name) == (page, "")
    assert unpack(waves.page) == LocalPage(HEAD + b"<p>Water.</p>", "text/html", "waves-1.html")
    assert salt.page is None
    with pytest.raises(ExchangeError):
        unpack(PackedPage(tmp_path / "o" / "content" / "salt-2.html", "", "text/html"))


def test_facts_that_are_damaged_cost_only_themselves(tmp_path: Path) -> None:
    inside = {"metadata_0_to_20.json": "[{", "metadata_20_to_40.json": [SALT, "no object"]}
    export = taken(zipped(tmp_path / "o.zip", inside))
    assert [article.title for article in export.articles] == ["Salt"]
    assert export.skipped == (Skipped("metadata_0_to_20.json", "entry-damaged"),)


def test_highlights_that_are_too_long_cost_only_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(omnivore, "MAX_SIDE_BYTES", 5)
    export = taken(zipped(tmp_path / "o.zip", {"metadata_0_to_20.json": [WAVES], "highlights/waves-1.md": "> wet\n"}))
    assert [article.title for article in export.articles] == ["Waves"]
    assert export.skipped == (Skipped("highlights/waves-1.md", "entry-damaged"),)


def test_facts_alone(tmp_path: Path) -> None:
    assert one(written(tmp_path, "metadata_0_to_20.json", [WAVES])).title == "Waves"


def test_the_table(tmp_path: Path) -> None:
    rows = (
        "url,state,labels,saved_at,published_at\n"
        'https://a.example/1,ARCHIVED,"[a, b c]",1700000000000,\n'
        'https://a.example/2,SUCCEEDED,"[""d, e"",""f""]",1700000001000,\n'
        "https://a.example/3,SUCCEEDED,[],,\n"
    )
    export = taken(written(tmp_path, "omnivore.csv", rows))
    assert [article.tags for article in export.articles] == [("a", "b c"), ("d, e", "f"), ()]
    assert [article.is_read for article in export.articles] == [True, False, False]
    assert export.articles[0].saved_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
