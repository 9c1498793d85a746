"""Pocket's exports, in all the forms it had."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from export_files import one, taken, written, zipped
from pressmark.archive.exchange.importers import may_be_export, read_export
from pressmark.archive.values import ImportedHighlight, Skipped

if TYPE_CHECKING:
    from pathlib import Path

FIVE = "title,url,time_added,tags,status\n"
SIX = "title,url,time_added,cursor,tags,status\n"
OLD = """<!DOCTYPE html>
<html>
	<!--So long and thanks for all the fish-->
	<head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><title>Pocket Export</title></head>
	<body>
		<h1>Unread</h1>
		<ul>
			<li><a href="https://a.example/?x=1&copy=2" time_added="1400000000" tags="sea,a b">Sea &amp; sun</a></li>
			<li><a href="https://a.example/2" time_added="1300000000" tags="">https://a.example/2</a></li>
		</ul>

		<h1>Read Archive</h1>
		<ul>
			<li><a href="https://a.example/3" time_added="1350000000" tags="">Salt</a></li>
		</ul>
	</body>
</html>
"""


def test_a_table(tmp_path: Path) -> None:
    file = written(tmp_path, "part_000000.csv", f"{FIVE}Waves,https://a.example/1,1700000000,sea|deep water,archive\n")
    export = taken(file)
    (article,) = export.articles
    assert (export.source, export.kind) == ("Pocket", "pocket")
    assert (article.url, article.title, article.tags) == ("https://a.example/1", "Waves", ("sea", "deep water"))
    assert article.saved_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert article.is_read


def test_the_table_of_autumn_2024_has_a_column_more(tmp_path: Path) -> None:
    article = one(written(tmp_path, "a.csv", f"{SIX}Waves,https://a.example/1,1700000000,MTcw,sea|salt,unread\n"))
    assert article.tags == ("sea", "salt")
    assert not article.is_read
    assert article.saved_at is not None


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("https://a.example/1", ""),
        ("http://A.example/1/", ""),
        ("a.example/1", ""),
        ('"Two\nlines, and ""quotes"""', 'Two lines, and "quotes"'),
        ("https://b.example/", "https://b.example/"),
        ("a\u202eb", "ab"),
    ],
    ids=["address", "another form of it", "without scheme", "lines", "another address", "turned round"],
)
def test_titles(tmp_path: Path, cell: str, title: str) -> None:
    assert one(written(tmp_path, "a.csv", f"{FIVE}{cell},https://a.example/1,1,,unread\n")).title == title


def test_bytes_that_are_no_utf_8_cost_a_letter(tmp_path: Path) -> None:
    rows = "".join(f"Über {n},https://a.example/{n},1700000000,,unread\n" for n in range(50)).encode()
    cut = "Wä".encode()[:-1] + b",https://a.example/cut,1700000000,,unread\n"
    export = taken(written(tmp_path, "a.csv", b"\xef\xbb\xbf" + FIVE.encode() + rows + cut))
    assert [article.title for article in export.articles] == [*(f"Über {n}" for n in range(50)), "W\ufffd"]


def test_all_files_of_the_zip_are_read(tmp_path: Path) -> None:
    file = zipped(
        tmp_path / "pocket.zip",
        {
            "part_000000.csv": f"{FIVE}Waves,https://a.example/1,1700000000,sea,unread\n",
            "part_000001.csv": f"{FIVE}Salt,https://a.example/2,1600000000,,archive\n",
            "annotations/part_000000.json": [
                {"url": "https://a.example/1", "title": "", "highlights": [{"quote": "wet", "created_at": 1700000001}]},
                {"url": "https://a.example/1", "title": "", "highlights": [{"quote": "w et"}, {"quote": "deep"}]},
                {"url": "https://a.example/3", "title": "Gone", "highlights": [{"quote": "dry"}]},
            ],
            "collections/water.json": {
                "slug": "water",
                "title": "Water/ways",
                "createdAt": "2021-03-01T10:00:00.000Z",
                "items": [
                    {"url": "http://a.example/2/", "title": "Salt", "excerpt": "", "note": "for Ann"},
                    {"url": "https://a.example/4", "title": "Ice", "excerpt": ""},
                ],
            },
        },
    )
    export = taken(file)
    by_title = {article.title: article for article in export.articles}
    assert [article.title for article in export.articles] == ["Salt", "Ice", "Waves", "Gone"]
    assert (export.entries, export.merged) == (4, 0)
    assert by_title["Waves"].highlights == (
        ImportedHighlight("wet", created_at=datetime(2023, 11, 14, 22, 13, 21, tzinfo=UTC)),
        ImportedHighlight("deep"),
    )
    assert by_title["Salt"].is_read
    assert by_title["Salt"].tags == ("Water-ways",)
    assert by_title["Salt"].note == "for Ann"
    assert by_title["Gone"].highlights == (ImportedHighlight("dry"),)


def test_an_unpacked_zip_is_read_as_a_folder(tmp_path: Path) -> None:
    written(tmp_path / "pocket", "part_000000.csv", f"{FIVE}Waves,https://a.example/1,1,,unread\n")
    marks = [{"url": "https://a.example/1", "title": "", "highlights": [{"quote": "wet"}]}]
    written(tmp_path / "pocket", "annotations/part_000000.json", marks)
    assert one(tmp_path / "pocket").highlights == (ImportedHighlight("wet"),)


def test_the_old_page(tmp_path: Path) -> None:
    export = taken(written(tmp_path, "ril_export.html", OLD))
    second, third, first = export.articles
    assert (first.title, first.url) == ("Sea & sun", "https://a.example/?x=1&copy=2")
    assert first.tags == ("sea", "a b")
    assert second.title == ""
    assert [article.is_read for article in (first, second, third)] == [False, False, True]
    assert third.saved_at == datetime(2012, 10, 12, 0, 0, tzinfo=UTC)


def test_a_page_about_the_old_page_is_none(tmp_path: Path) -> None:
    page = OLD.replace("<li><a", "<li>&lt;a").replace("Pocket Export", "Pocket Export")
    file = written(tmp_path, "about.html", page)
    assert not may_be_export(file)
    assert read_export([file]) is None


def test_what_a_script_took_from_the_api(tmp_path: Path) -> None:
    listed = {
        "1": {
            "given_url": "https://a.example/1",
            "resolved_url": "https://www.a.example/1",
            "resolved_title": "Waves",
            "status": "1",
            "favorite": "1",
            "time_added": "1400000000",
            "tags": {"sea": {"tag": "sea"}},
            "annotations": [{"quote": "wet", "created_at": "2014-05-13 16:53:20"}],
        },
        "2": {"given_url": "https://a.example/2", "given_title": "Salt", "status": "2"},
    }
    export = taken(written(tmp_path, "pocket.json", {"list": listed}))
    (article,) = export.articles
    assert (article.url, article.tags) == ("https://a.example/1", ("sea",))
    assert article.is_read
    assert article.is_favourite
    assert article.highlights[0].created_at == datetime(2014, 5, 13, 16, 53, 20, tzinfo=UTC)
    assert export.skipped == (Skipped("Salt", "deleted"),)
