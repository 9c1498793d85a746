"""Instapaper's table, with four columns and with six."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from export_files import taken, written
from pressmark.archive.values import Skipped

if TYPE_CHECKING:
    from pathlib import Path


def test_four_columns_newest_first(tmp_path: Path) -> None:
    rows = (
        "URL,Title,Selection,Folder\r\n"
        'https://a.example/3,"Three, or so",,Unread\r\n'
        "https://a.example/2,Two,what it says,Archive\r\n"
        "https://a.example/1,One,,Starred\r\n"
        "https://a.example/0,Zero,,Deep / water\r\n"
        "instapaper-private://email/abc/,A letter,,Unread\r\n"
    )
    export = taken(written(tmp_path, "instapaper-export.csv", rows))
    assert (export.source, export.kind) == ("Instapaper", "instapaper")
    zero, one, two, three = export.articles
    assert [article.title for article in export.articles] == ["Zero", "One", "Two", "Three, or so"]
    assert zero.tags == ("Deep - water",)
    assert one.is_favourite
    assert [article.is_read for article in export.articles] == [False, False, True, False]
    assert two.note == "what it says"
    assert not three.is_favourite
    assert export.skipped == (Skipped("A letter", "invalid-url", "scheme"),)


def test_six_columns(tmp_path: Path) -> None:
    rows = (
        "URL,Title,Selection,Folder,Timestamp,Tags\n"
        'https://a.example/1,One,,archive,1700000000,"[""a"",""b, c""]"\n'
        "https://a.example/2,Two,,Sea,1600000000,[]\n"
        "https://a.example/2/,Two,,Starred,1650000000,[x]\n"
    )
    export = taken(written(tmp_path, "instapaper-export.csv", rows))
    two, one = export.articles
    assert one.tags == ("a", "b, c")
    assert one.is_read
    assert one.saved_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert two.tags == ("Sea", "x")
    assert two.is_favourite
    assert two.saved_at == datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC)
    assert (export.entries, export.merged) == (3, 1)
