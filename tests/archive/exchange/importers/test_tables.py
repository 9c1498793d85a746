"""Tables of services that know more than addresses, and tables of nobody in particular."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from export_files import one, taken, written, zipped
from pressmark.archive.exchange.importers import may_be_export, read_export
from pressmark.archive.values import Colour, ImportedHighlight, LocalPage, Skipped

if TYPE_CHECKING:
    from pathlib import Path


class TestRaindrop:
    HEADER = "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n"

    def test_a_line(self, tmp_path: Path) -> None:
        rows = (
            '1,"Waves, tall","My\n\nnote",By a machine,https://a.example/1,Sea / Deep/ Down,"a, b c",'
            '2023-01-15T10:30:00.000Z,https://a.example/c.png,"Highlight:wet\nNote:why?\nColor:green\n\n'
            'Highlight:It is\ndeep",true\n'
        )
        export = taken(written(tmp_path, "raindrop.csv", self.HEADER + rows))
        (article,) = export.articles
        assert (export.source, export.kind) == ("Raindrop.io", "raindrop")
        assert (article.title, article.note) == ("Waves, tall", "My\n\nnote")
        assert article.tags == ("a", "b c", "Sea/Deep/Down")
        assert article.saved_at == datetime(2023, 1, 15, 10, 30, tzinfo=UTC)
        assert article.is_favourite
        assert article.highlights == (
            ImportedHighlight("wet", "why?", Colour.GREEN),
            ImportedHighlight("It is\ndeep"),
        )

    def test_highlights_without_names(self, tmp_path: Path) -> None:
        rows = '1,A,,,https://a.example/1,Unsorted,,2023-01-15T10:30:00Z,,"wet\n\ndeep",false\n'
        article = one(written(tmp_path, "a.csv", self.HEADER + rows))
        assert article.highlights == (ImportedHighlight("wet"), ImportedHighlight("deep"))
        assert article.tags == ()
        assert not article.is_favourite

    def test_the_table_it_takes_in(self, tmp_path: Path) -> None:
        rows = 'folder,url,title,note,tags,created\nA/B,a.example/1,One,Note,"x, y",1629980125\n'
        article = one(written(tmp_path, "a.csv", rows))
        assert article.tags == ("x", "y", "A/B")
        assert article.saved_at == datetime(2021, 8, 26, 12, 15, 25, tzinfo=UTC)

    def test_the_table_of_one_folder(self, tmp_path: Path) -> None:
        rows = "id,title,note,excerpt,url,tags,created,cover,highlights,favorite\n1,A,,,https://a.example/1,x,46225,,,true\n"
        export = taken(written(tmp_path, "a.csv", rows))
        assert export.source == "Raindrop.io"
        assert export.articles[0].is_favourite
        assert export.articles[0].saved_at is None  # 46225 seconds after 1970 nobody saved a page


class TestReadwise:
    HEADER = "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n"

    def test_lines(self, tmp_path: Path) -> None:
        rows = (
            'A,https://a.example/1,01h,"[\'a\', ""it\'s"", \'favorite\']",'
            "2026-03-14 23:55:23.291000+00:00,40,later,True\n"
            "B,https://a.example/2,01h,[],2026-03-14 23:55:24+00:00,100,archive,True\n"
            "C,https://a.example/3,01h,,2026-03-14 23:55:25+00:00,0,feed,False\n"
            "D,,01h,,2026-03-14 23:55:26+00:00,0,new,False\n"
        )
        export = taken(written(tmp_path, "reader.csv", self.HEADER + rows))
        first = export.articles[0]
        assert (export.source, export.kind) == ("Readwise Reader", "readwise")
        assert first.tags == ("a", "it's")
        assert first.is_favourite
        assert first.progress == 0.4
        assert first.saved_at == datetime(2026, 3, 14, 23, 55, 23, 291_000, tzinfo=UTC)
        assert [article.is_read for article in export.articles] == [False, True, False]
        assert [article.is_from_feed for article in export.articles] == [False, False, True]
        assert export.skipped == (Skipped("D", "no-address"),)

    def test_what_was_saved_as_well_is_not_from_a_feed(self, tmp_path: Path) -> None:
        rows = "A,https://a.example/1,1,,2026-03-14,0,feed,\nA,https://a.example/1,2,,2026-03-14,0,new,\n"
        assert not one(written(tmp_path, "a.csv", self.HEADER + rows)).is_from_feed

    def test_the_table_without_ids(self, tmp_path: Path) -> None:
        header = "Title,URL,Document tags,Saved date,Reading progress,Location,Seen\n"
        rows = "A,https://a.example/1,\"['it\\\\'s', 'b']\",2026-03-14 23:55:23+00:00,x,new,True\n"
        article = one(written(tmp_path, "a.csv", header + rows.replace("\\\\", "\\")))
        assert article.tags == ("it's", "b")
        assert article.progress == 0

    def test_the_table_of_highlights_names_no_address(self, tmp_path: Path) -> None:
        rows = "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color\nwet,Waves,Ann,,,\n"
        assert read_export([written(tmp_path, "a.csv", rows)]) is None


class TestOthers:
    def test_mymind(self, tmp_path: Path) -> None:
        rows = (
            "\ufeffid,type,title,url,content,note,tags,created\n"
            '1,WebPage,Waves,https://a.example/1,,Free!,"a,b c",2024-12-04T23:02:10Z\n'
            '2,Note,,,"Two\nlines",,,2024-12-04T23:05:23Z\n'
            "3,Content,Salt,https://a.example/3,It is salty.,,,2024-12-05T23:05:23Z\n"
        )
        export = taken(written(tmp_path, "cards.csv", rows))
        waves, salt = export.articles
        assert export.source == "mymind"
        assert (waves.tags, waves.note) == (("a", "b c"), "Free!")
        assert salt.highlights == (ImportedHighlight("It is salty."),)
        assert export.skipped == (Skipped("Two lines", "no-address"),)

    def test_wallabag(self, tmp_path: Path) -> None:
        rows = (
            'Title;URL;Content;Tags;"MIME Type";Language;"Creation date"\n'
            'Waves;https://a.example/1;"<p>Water; ""wet""</p>";"a, b";text/html;en_GB;"14/03/2023 11:05:09"\n'
        )
        export = taken(written(tmp_path, "wallabag.csv", rows))
        (article,) = export.articles
        assert export.source == "wallabag"
        assert article.tags == ("a", "b")
        assert article.saved_at == datetime(2023, 3, 14, 11, 5, 9, tzinfo=UTC)
        assert isinstance(article.page, LocalPage)
        assert b'<html lang="en-GB">' in article.page.data
        assert b'<p>Water; "wet"</p>' in article.page.data

    def test_matter(self, tmp_path: Path) -> None:
        rows = (
            "Title,Author,Publisher,URL,Tags,Word Count,In Queue,Favorited,Read,Highlight_Count,Last Interaction Date,"
            "File Id\n"
            "A,,,https://a.example/1,a; b c,100,True,True,False,0,2022-06-25 18:45:13,f1\n"
            "B,,,https://a.example/2,,100,False,False,False,0,2022/06/26,f2\n"
            "C,,,https://a.example/3,,100,True,False,True,0,Sat 25 Jun 2022 at noon,f3\n"
        )
        export = taken(written(tmp_path, "_matter_history.csv", rows))
        first, second, third = export.articles
        assert export.source == "Matter"
        assert first.tags == ("a", "b c")
        assert [article.is_favourite for article in export.articles] == [True, False, False]
        assert [article.is_read for article in export.articles] == [False, True, True]
        assert first.saved_at == datetime(2022, 6, 25, 18, 45, 13, tzinfo=UTC)
        assert second.saved_at == datetime(2022, 6, 26, tzinfo=UTC)
        assert third.saved_at is None


class TestAnyTable:
    @pytest.mark.parametrize("name", ["url", "LINK", " Href ", "address", "URI", "Page_URL"])
    def test_a_column_of_addresses_is_enough(self, tmp_path: Path, name: str) -> None:
        export = taken(written(tmp_path, "a.csv", f"{name}\nhttps://a.example/1\na.example/2\n"))
        assert (export.source, export.kind) == ("", "table")
        assert [article.url for article in export.articles] == ["https://a.example/1", "https://a.example/2"]

    def test_what_else_can_be_known_is_taken(self, tmp_path: Path) -> None:
        rows = (
            "Name;Link;Labels;Collection;Date added;Comments;Starred;Archived\n"
            'Waves;https://a.example/1;"a, b|c";Sea/Deep;2023-01-15;"My; note";yes;1\n'
        )
        article = one(written(tmp_path, "a.csv", rows))
        assert (article.title, article.note) == ("Waves", "My; note")
        assert article.tags == ("a", "b", "c", "Sea/Deep")
        assert article.saved_at == datetime(2023, 1, 15, tzinfo=UTC)
        assert article.is_favourite
        assert article.is_read

    @pytest.mark.parametrize(
        "lines",
        ["https://a.example/1\nhttps://a.example/2\n", "1;https://a.example/1;x\n\n2;https://a.example/2;y\n"],
        ids=["one column", "some"],
    )
    def test_columns_need_no_names(self, tmp_path: Path, lines: str) -> None:
        export = taken(written(tmp_path, "a.csv", lines))
        assert [article.url for article in export.articles] == ["https://a.example/1", "https://a.example/2"]
        assert export.entries == 2

    def test_postal_addresses_are_none(self, tmp_path: Path) -> None:
        file = written(tmp_path, "people.csv", "name,address\nAnn,7 Sea Road\nBob,\n")
        assert read_export([file]) is None

    @pytest.mark.parametrize("secret", ["Password", "OTPAuth", "Kennwort", "pwd", "otpUrl"])
    def test_passwords_are_never_taken(self, tmp_path: Path, secret: str) -> None:
        rows = f"Title,URL,Username,{secret},Notes\nBank,https://bank.example/,ann,hunter2,PIN 1234\n"
        file = written(tmp_path, "Passwords.csv", rows)
        assert not may_be_export(file)
        assert read_export([file]) is None
        bookmarks = '<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF="https://a.example/1">One</A></DL>'
        history = {"metadata": {}, "history": [{"url": "https://a.example/2", "title": "Seen"}]}
        inside = {"Safari/Passwords.csv": rows, "Safari/Bookmarks.html": bookmarks, "Safari/History.json": history}
        export = taken(zipped(tmp_path / "Safari.zip", inside))
        assert [article.title for article in export.articles] == ["One"]
        assert {one.name for one in export.skipped} == {"Safari/Passwords.csv", "Safari/History.json"}

    def test_a_table_without_addresses_is_none(self, tmp_path: Path) -> None:
        file = written(tmp_path, "sums.csv", "day,sum\nMonday,7\n")
        assert not may_be_export(file)
        assert read_export([file]) is None
