"""Exports that are damaged, too large or made to do harm: an `ExchangeError` or a reason for each entry, never more."""

from __future__ import annotations

import os
import stat
import struct
import subprocess
import sys
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from export_files import one, taken, written, zipped
from pressmark.archive.errors import Cancelled, ExchangeError
from pressmark.archive.exchange.importers import entries, may_be_export, packages, read_export, reading, tables, unpack
from pressmark.archive.values import PackedPage, Skipped

HEADER = "title,url,time_added,tags,status\n"
ROW = "Waves,https://a.example/1,1700000000,sea,unread\n"
FACTS = [{"slug": "waves", "url": "https://a.example/1", "title": "Waves", "savedAt": "2024-03-01T10:00:00.123Z"}]


def refused(*files: Path) -> ExchangeError:
    with pytest.raises(ExchangeError) as caught:
        read_export(files)
    return caught.value


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.zip", b"", "export-damaged"),
        ("a.zip", b"not one", "export-damaged"),
        ("a.zip", b"PK\x03\x04" + bytes(100), "export-damaged"),
        ("a.json", "{", "export-damaged"),
        ("a.json", "[" * 200_000, "export-damaged"),
        ("a.json", b"\xff\xfe", "export-damaged"),
    ],
    ids=["empty zip", "no zip", "cut zip", "cut json", "deep json", "bytes"],
)
def test_a_file_that_is_damaged_as_a_whole(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    error = refused(written(tmp_path, name, content))
    assert (error.code, error.detail) == (code, name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", ""),
        ("a.csv", "name,age\nAnn,7\n"),
        ("a.json", "[]"),
        ("a.json", '{"a": 1}'),
        ("a.html", "<p>Text</p>"),
        ("a.html", ""),
        ("a.txt", HEADER + ROW),
        ("a.json", f"[{'9' * 100_000}]"),
    ],
)
def test_what_is_no_export_is_left_to_others(tmp_path: Path, name: str, content: str) -> None:
    assert read_export([written(tmp_path, name, content)]) is None


def test_what_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.csv").code == "export-unreadable"
    assert refused(Path("a" * 5_000)).code == "export-unreadable"
    assert refused(Path("a\0b.csv")).code == "export-unreadable"
    assert not may_be_export(tmp_path / "a.zip")
    assert not may_be_export(Path("a" * 5_000))
    assert read_export([]) is None


def test_a_stranger_among_the_files_is_named(tmp_path: Path) -> None:
    export = taken(written(tmp_path, "a.csv", HEADER + ROW), written(tmp_path, "notes.txt", "none"))
    assert export.skipped == (Skipped("notes.txt", "unknown-type"),)
    assert len(export.articles) == 1


def test_nothing_is_read_again_and_again(tmp_path: Path) -> None:
    linkding = "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF=https://a.example/1>A</A><DD>"
    wallabag = {"url": "https://a.example/2", "is_archived": 0, "content": " " * 1_000_000 + "Text"}
    readwise = "Title,URL,Document tags,Saved date,Location\nA,https://a.example/3,"
    files = [
        written(tmp_path, "bookmarks.html", linkding + "[linkding-notes]<p>" * 300_000),
        written(tmp_path, "wallabag.json", [wallabag]),
        written(tmp_path, "readwise.csv", readwise + "\\'" * 400_000 + ",,\n"),
    ]
    code = "import sys, pathlib; from pressmark.archive.exchange.importers import read_export;"
    code += "print(len(read_export([*map(pathlib.Path, sys.argv[1:])]).articles))"
    # hours, where a pattern looks for its end from every place at which it may begin
    done = subprocess.run([sys.executable, "-c", code, *files], capture_output=True, text=True, timeout=100, check=True)
    assert done.stdout.split() == ["3"]


def test_refused_addresses_say_why(tmp_path: Path) -> None:
    addresses = [
        "",
        "javascript:alert(1)",
        "chrome://settings",
        "https://",
        "data:text/html,x",
        "https://a b/",
        "about:x",
    ]
    rows = "".join(f"Title {n},{address},1,,unread\n" for n, address in enumerate(addresses))
    export = taken(written(tmp_path, "a.csv", HEADER + rows + ROW))
    assert [(one.name, one.code, one.detail) for one in export.skipped] == [
        ("Title 0", "no-address", ""),
        ("Title 1", "invalid-url", "scheme"),
        ("Title 2", "invalid-url", "scheme"),
        ("Title 3", "invalid-url", "no-host"),
        ("Title 4", "invalid-url", "scheme"),
        ("Title 5", "invalid-url", "bad-host"),
        ("Title 6", "invalid-url", "scheme"),
    ]


class TestTables:
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\r"], ids=repr)
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_line_ends_and_encodings(self, tmp_path: Path, end: str, encoding: str) -> None:
        text = (HEADER + "Wäves,https://a.example/1,1700000000,sea,unread\n").replace("\n", end)
        assert one(written(tmp_path, "a.csv", text.encode(encoding))).title == "Wäves"

    @pytest.mark.parametrize("separator", [";", "\t"])
    def test_separators(self, tmp_path: Path, separator: str) -> None:
        assert one(written(tmp_path, "a.csv", (HEADER + ROW).replace(",", separator))).tags == ("sea",)

    def test_names_of_columns_in_any_case_and_order(self, tmp_path: Path) -> None:
        rows = ' STATUS ,Tags,URL,Time_Added,"Title",url\narchive,sea,https://a.example/1,1700000000,Waves,x\n'
        article = one(written(tmp_path, "a.csv", rows))
        assert (article.title, article.tags, article.is_read) == ("Waves", ("sea",), True)

    def test_short_long_and_empty_lines(self, tmp_path: Path) -> None:
        rows = "Short,https://a.example/1\n\n,,,,\nLong,https://a.example/2,1,,unread,more,and more\n"
        export = taken(written(tmp_path, "a.csv", HEADER + rows))
        assert [article.title for article in export.articles] == ["Short", "Long"]
        assert export.entries == 2

    def test_a_quote_that_is_never_closed_costs_its_line(self, tmp_path: Path) -> None:
        rows = [f"Title {n},https://a.example/{n},1700000000,,unread\n" for n in range(6)]
        rows[1] = '"' + rows[1]
        rows[4] = '"' + rows[4]
        export = taken(written(tmp_path, "a.csv", HEADER + "".join(rows)))
        assert {article.title for article in export.articles} >= {"Title 0", "Title 5"}
        lost = taken(written(tmp_path, "b.csv", HEADER + "".join(rows[:4])))
        assert [article.title for article in lost.articles] == ["Title 0", "Title 2", "Title 3"]
        assert lost.skipped == (Skipped("b.csv: 3", "entry-damaged"),)

    @pytest.mark.parametrize(("limit", "value"), [("MAX_MENDS", 3), ("MAX_READ_AGAIN", 2 * (len(HEADER + ROW) + 700))])
    def test_quotes_that_are_never_closed_end(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
    ) -> None:
        monkeypatch.setattr(tables, limit, value)
        export = taken(written(tmp_path, "a.csv", HEADER + ROW + 'a","b\n' * 100))
        assert len(export.articles) == 1
        assert len(export.skipped) == 3

    def test_a_huge_cell_costs_its_line(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tables, "MAX_CELL", 300_000)
        rows = f"{'a' * 300_000},https://a.example/2,1,,unread\n{'b' * 300_001},https://a.example/3,1,,unread\n"
        export = taken(written(tmp_path, "a.csv", HEADER + rows + ROW))
        assert [len(article.title) for article in export.articles] == [5, 1_000]
        assert export.skipped == (Skipped("a.csv: 3", "entry-damaged"),)

    def test_nul_and_formulas_are_text(self, tmp_path: Path) -> None:
        article = one(written(tmp_path, "a.csv", f'{HEADER}"=cmd()\x00|x",https://a.example/1,1,"+1|@a",unread\n'))
        assert (article.title, article.tags) == ("=cmd()|x", ("+1", "@a"))

    def test_very_many_columns_are_none(self, tmp_path: Path) -> None:
        header = ",".join(["title,url,time_added,tags,status", *map(str, range(300))])
        assert read_export([written(tmp_path, "a.csv", header + "\n")]) is None


class TestLimits:
    def test_a_large_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reading, "MAX_DOCUMENT_BYTES", 50)
        assert refused(written(tmp_path, "a.csv", HEADER + ROW)).code == "export-too-large"

    def test_large_files_in_a_zip(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reading, "MAX_DOCUMENTS_BYTES", 150)
        file = zipped(tmp_path / "a.zip", {"a.csv": HEADER + ROW, "b.csv": HEADER + ROW})
        assert refused(file).code == "export-too-large"

    def test_many_entries(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(entries, "MAX_ENTRIES", 3)
        assert len(taken(written(tmp_path, "a.csv", HEADER + ROW * 3)).articles) == 1
        assert refused(written(tmp_path, "b.csv", HEADER + ROW * 4)).code == "export-too-large"

    def test_many_asides(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(entries, "MAX_ENTRIES", 3)
        marks = [{"url": "https://a.example/1", "title": "", "highlights": [{"quote": str(n)}]} for n in range(4)]
        assert refused(written(tmp_path, "a.json", marks)).code == "export-too-large"

    @pytest.mark.parametrize(
        ("limit", "value"), [("MAX_MEMBERS", 1), ("MAX_UNPACKED_BYTES", 100), ("MAX_DIRECTORY_BYTES", 100)]
    )
    def test_a_large_zip(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
        monkeypatch.setattr(packages, limit, value)
        file = zipped(tmp_path / "a.zip", {f"{letter}.csv": HEADER + ROW for letter in "abcde"})
        error = refused(file)
        assert (error.code, error.detail) == ("export-too-large", "a.zip")

    def test_a_large_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(packages, "MAX_MEMBERS", 3)
        for number in range(4):
            written(tmp_path / "many", f"part_{number}.csv", HEADER + ROW)
        assert refused(tmp_path / "many").code == "export-too-large"

    def test_a_deep_folder_is_read_so_far(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(packages, "MAX_DEPTH", 1)
        written(tmp_path, "part_0.csv", HEADER + ROW)
        written(tmp_path, "x/y/part_1.csv", HEADER + ROW.replace("/1", "/2"))
        assert len(taken(tmp_path).articles) == 1

    def test_many_tags_marks_and_notes(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(entries, "MAX_TAGS", 2)
        monkeypatch.setattr(entries, "MAX_HIGHLIGHTS", 2)
        monkeypatch.setattr(entries, "MAX_PROSE", 20)
        marks = [{"quote": f"{n}" * 30} for n in range(4)]
        file = zipped(
            tmp_path / "a.zip",
            {
                "part_0.csv": HEADER + f"Waves,https://a.example/1,1,a|b|c|A|{'d' * 500},unread\n",
                "annotations/a.json": [{"url": "https://a.example/1", "title": "", "highlights": marks}],
            },
        )
        article = one(file)
        assert article.tags == ("a", "b")
        assert [mark.quote for mark in article.highlights] == ["0" * 20, "1" * 20]

    def test_whoever_waits_may_end_it(self, tmp_path: Path) -> None:
        file = written(tmp_path, "a.csv", HEADER + ROW * 1_000)
        heard: list[int] = []

        def end(done: int, _total: int) -> None:
            heard.append(done)
            if done > 500:
                raise Cancelled

        with pytest.raises(Cancelled):
            read_export([file], end)
        assert heard[0] == 0
        assert 500 < heard[-1] < 1_000


class TestZips:
    def test_names_are_labels(self, tmp_path: Path) -> None:
        names = ["../up.csv", "/root.csv", "C:\\win.csv", "..\\..\\w.csv", "CON.csv", "a\\b.csv", "part_0.csv"]
        (tmp_path / "in").mkdir()
        file = zipped(
            tmp_path / "in" / "a.zip",
            {name: HEADER + ROW.replace("/1", f"/{n}") for n, name in enumerate(names)},
        )
        assert len(taken(file).articles) == len(names)
        assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "in"]

    def test_links_devices_and_archives_are_left_out(self, tmp_path: Path) -> None:
        file = tmp_path / "a.zip"
        with zipfile.ZipFile(file, "w") as made:
            for name, mode in (("link.csv", stat.S_IFLNK), ("pipe.csv", stat.S_IFIFO), ("file.csv", stat.S_IFREG)):
                info = zipfile.ZipInfo(name)
                info.external_attr = (mode | 0o644) << 16
                made.writestr(info, HEADER + ROW.replace("Waves", name))
            made.writestr("inner.zip", zipped(tmp_path / "inner.zip", {"a.csv": HEADER + ROW}).read_bytes())
        assert one(file).title == "file.csv"

    def test_other_ways_of_packing_cannot_be_read(self, tmp_path: Path) -> None:
        file = tmp_path / "a.zip"
        with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as made:
            made.writestr("a.csv", HEADER + ROW)
        assert refused(file).code == "export-damaged"
        with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as made:
            made.writestr("b.csv", HEADER + ROW)
        assert taken(file).skipped == (Skipped("a.csv", "entry-damaged"),)

    def test_what_lies_beside_an_export_and_is_none_is_named(self, tmp_path: Path) -> None:
        beside = {"a.csv": HEADER + ROW, "settings.json": '{"theme": "dark"}', "picture.png": "x", "page.html": "<p>x"}
        export = taken(zipped(tmp_path / "a.zip", beside))
        assert {one.name: one.code for one in export.skipped} == {
            "settings.json": "unknown-type",
            "page.html": "unknown-type",
        }
        assert export.entries == 3

    def test_a_password(self, tmp_path: Path) -> None:
        file = zipped(tmp_path / "a.zip", {"a.csv": HEADER + ROW})
        data = bytearray(file.read_bytes())
        data[data.index(b"PK\x01\x02") + 8] |= 1
        file.write_bytes(data)
        assert refused(file).code == "export-locked"

    def test_a_bomb_is_left_out(self, tmp_path: Path) -> None:
        bomb = HEADER + ROW + "\n" * 3_000_000
        export = taken(zipped(tmp_path / "a.zip", {"bomb.csv": bomb, "a.csv": HEADER + ROW}))
        assert export.skipped == (Skipped("bomb.csv", "entry-damaged"),)
        assert len(export.articles) == 1

    @pytest.mark.parametrize("says", [10, 100_000_000], ids=["less", "more"])
    def test_a_size_that_is_a_lie(self, tmp_path: Path, says: int) -> None:
        file = zipped(tmp_path / "a.zip", {"part_0.csv": HEADER + ROW * 900, "part_1.csv": HEADER + ROW})
        data = bytearray(file.read_bytes())
        struct.pack_into("<L", data, data.index(b"PK\x01\x02") + 24, says)
        file.write_bytes(data)
        if says == 10:
            assert taken(file).skipped == (Skipped("part_0.csv", "entry-damaged"),)
        assert len(taken(file).articles) == 1

    def test_no_more_is_read_than_can_be_meant(self, tmp_path: Path) -> None:
        file = tmp_path / "a.zip"
        with zipfile.ZipFile(file, "w") as made:
            made.writestr("part_0.csv", HEADER + ROW)
            made.writestr("filling", bytes(20_000_000))
        data = bytearray(file.read_bytes())
        struct.pack_into("<L", data, data.index(b"PK\x01\x02") + 20, 19_000_000)
        file.write_bytes(data)
        tracemalloc.start()
        try:
            assert refused(file).code == "export-damaged"
            assert tracemalloc.get_traced_memory()[1] < 5_000_000
        finally:
            tracemalloc.stop()

    def test_a_flipped_bit_costs_the_file(self, tmp_path: Path) -> None:
        file = tmp_path / "a.zip"
        with zipfile.ZipFile(file, "w") as made:
            made.writestr("part_0.csv", HEADER + ROW)
            made.writestr("part_1.csv", HEADER + ROW)
        file.write_bytes(file.read_bytes().replace(b"Waves", b"Wives", 1))
        export = taken(file)
        assert export.skipped == (Skipped("part_0.csv", "entry-damaged"),)
        assert export.articles[0].title == "Waves"

    def test_nothing_but_damage_is_an_error(self, tmp_path: Path) -> None:
        error = refused(zipped(tmp_path / "a.zip", {"x/part_0.json": "[{"}))
        assert (error.code, error.detail) == ("export-damaged", "part_0.json")

    def test_a_zip_of_something_else(self, tmp_path: Path) -> None:
        assert read_export([zipped(tmp_path / "a.zip", {"mimetype": "application/epub+zip", "a.html": "<p>x"})]) is None
        assert not may_be_export(zipped(tmp_path / "a.epub", {"mimetype": "application/epub+zip"}))


class TestPages:
    def test_a_page_that_is_gone(self, tmp_path: Path) -> None:
        file = zipped(tmp_path / "a.zip", {"content/a.html": "<p>A</p>"})
        assert unpack(PackedPage(file, "content/a.html", "text/html")).data == b"<p>A</p>"
        zipped(file, {"content/b.html": "<p>B</p>" * 9})
        with pytest.raises(ExchangeError) as caught:
            unpack(PackedPage(file, "content/a.html", "text/html"))
        assert (caught.value.code, caught.value.detail) == ("export-damaged", "a.html")
        file.unlink()
        with pytest.raises(ExchangeError) as caught:
            unpack(PackedPage(file, "content/b.html", "text/html"))
        assert caught.value.code == "export-unreadable"

    def test_a_large_page(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("pressmark.archive.exchange.importers.MAX_PAGE_BYTES", 5)
        file = zipped(tmp_path / "a.zip", {"content/a.html": "<p>A</p>"})
        with pytest.raises(ExchangeError) as caught:
            unpack(PackedPage(file, "content/a.html", "text/html"))
        assert caught.value.code == "export-too-large"

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
    def test_no_pipe_is_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "a.csv")
        assert not may_be_export(tmp_path / "a.csv")
        assert refused(tmp_path / "a.csv").code == "export-unreadable"
        with pytest.raises(ExchangeError):
            unpack(PackedPage(tmp_path / "a.csv", "", "text/html"))


ENDINGS = st.sampled_from([".csv", ".json", ".html", ".zip", ""])
BEGINNINGS = st.sampled_from(
    [
        b"",
        HEADER.encode(),
        b"\xef\xbb\xbfURL,Title,Selection,Folder\n",
        b"<!DOCTYPE NETSCAPE-Bookmark-file-1><DL>",
        b"PK\x03\x04",
        b"[{",
        b'{"roots": ',
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ENDINGS, BEGINNINGS, st.binary(max_size=300))
@example(".csv", HEADER.encode(), b'"')
@example(".csv", HEADER.encode(), b"\xff\x00\xfe,\r\r\n")
def test_any_bytes(tmp_path: Path, ending: str, beginning: bytes, content: bytes) -> None:
    file = written(tmp_path, f"Bookmarks{ending}", beginning + content)
    may_be_export(file)
    try:
        export = read_export([file])
    except ExchangeError:
        return
    if export is not None:
        assert export.entries == len(export.articles) + export.merged + len(export.skipped)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_any_damage_to_a_zip(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(
        zipped(tmp_path / "whole.zip", {"metadata_0_to_20.json": FACTS, "content/waves.html": "<p>A</p>"}).read_bytes()
    )
    for _n in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    file = written(tmp_path, "a.zip", bytes(content[: data.draw(st.integers(0, len(content)))]))
    try:
        export = read_export([file])
        for article in export.articles if export else ():
            if isinstance(article.page, PackedPage):
                unpack(article.page)
    except ExchangeError:
        return
